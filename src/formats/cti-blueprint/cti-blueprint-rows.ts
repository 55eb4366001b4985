/** Rows of the table of techniques: a tactic, a technique, a sub-technique, and how it was done. */
import { joinPath } from '../json-object';
import { fieldOf, textOf } from '../plain-data';
import type { PlacedMap, ReportDraft } from '../report-draft';
import { findTechniqueId, isNothing, nameBeside } from '../report-prose';
import { readTactic } from '../tactic-ids';

interface Named {
  readonly technique: string;
  readonly name: string;
  readonly place: string;
}

/**
 * Positions of its statements. The sub-technique counts where one is named; the technique counts where none is, and
 * beside it where it is another's parent: the row then names two.
 */
export function readBlueprintRow(draft: ReportDraft, { map, path }: PlacedMap): readonly number[] {
  const technique = readNamed(textOf(fieldOf(map, 'technique')), joinPath(path, 'technique'), '');
  const sub = readNamed(
    textOf(fieldOf(map, 'sub_technique')),
    joinPath(path, 'sub_technique'),
    technique?.technique ?? '',
  );
  const named = sub === null ? [technique] : isParent(technique, sub) ? [sub] : [technique, sub];
  const passage = textOf(fieldOf(map, 'procedure'));
  draft.addText(path, passage);
  const statements = named.flatMap((each) => (each === null ? [] : [each]));
  if (statements.length === 0) {
    draft.leaveOut('warning', 'cti-blueprint-row-without-technique', path, 'This row names no technique.', passage);
    return [];
  }
  const written = textOf(fieldOf(map, 'tactic'));
  const tactic = readTactic(written);
  if (tactic === '' && !isNothing(written)) {
    draft.remark(
      'warning',
      'cti-blueprint-tactic-unknown',
      joinPath(path, 'tactic'),
      'This is no tactic of ATT&CK.',
      written,
      'Read without a tactic.',
    );
  }
  return statements.map(({ technique: id, name, place }) =>
    draft.addStatement({ technique: id, name, tactic, place, passage }),
  );
}

/** An id, perhaps with its name, a name alone, or of a sub-technique its number alone. */
function readNamed(written: string, place: string, parent: string): Named | null {
  if (isNothing(written)) return null;
  const [, number] = /^\.?(\d{3})\b/.exec(written) ?? [];
  if (number !== undefined && parent !== '') return { technique: `${parent.slice(0, 5)}.${number}`, name: '', place };
  return { technique: findTechniqueId(written), name: nameBeside(written), place };
}

function isParent(technique: Named | null, sub: Named): boolean {
  if (technique === null) return true;
  // Names alone: the table's own order says which is whose.
  if (technique.technique === '' || sub.technique === '') return true;
  return sub.technique === technique.technique || sub.technique.startsWith(`${technique.technique.slice(0, 5)}.`);
}
