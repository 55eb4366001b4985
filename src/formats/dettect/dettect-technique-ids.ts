/**
 * The technique ids that DeTT&CT's administration files name, and new ids in their place: for moving to another release of
 * ATT&CK. Only the ids themselves are exchanged in the text; everything else stays to the letter.
 */
import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import { parseTechniqueId, type TechniqueId } from '../../domain/attack/identifiers';
import { parseYamlFile, scalarText, type YamlFile } from '../yaml/yaml-file';

/** Each id once, in the order of the file; of text that is no administration, none. */
export function listTechniqueIds(documentText: string): readonly TechniqueId[] {
  return [...new Set(findIds(documentText).map(({ id }) => id))];
}

/** @param ids old id → new id; an id that is not in it stays */
export function rewriteTechniqueIds(documentText: string, ids: ReadonlyMap<string, string>): string {
  let text = '';
  let at = 0;
  for (const { id, start, end } of findIds(documentText)) {
    const next = ids.get(id);
    if (next === undefined || start < at) continue;
    // Quotes and an anchor may stand around it.
    const written = documentText.slice(start, end).replace(new RegExp(id.replace('.', '\\.'), 'i'), next);
    text += documentText.slice(at, start) + written;
    at = end;
  }
  return text + documentText.slice(at);
}

interface FoundId {
  readonly id: TechniqueId;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
}

function findIds(text: string): readonly FoundId[] {
  const parsed = parseYamlFile(text);
  if (!parsed.ok) return [];
  const file = parsed.value;
  const found = new Map<number, FoundId>();
  const note = (node: unknown) => {
    const id = parseTechniqueId(scalarText(node) ?? '');
    const range = isScalar(node) ? (node as Scalar).range : null;
    if (id !== null && range != null) found.set(range[0], { id, start: range[0], end: range[1] });
  };
  // A group may give its techniques as keys, each with a weight.
  const noteKeys = (node: unknown) => {
    if (isMap(node)) for (const { key } of node.items) note(key);
    else note(node);
  };
  // Techniques, groups, and what a data source administration leaves out.
  for (const list of ['techniques', 'groups', 'exceptions']) {
    for (const entry of itemsOf(file, file.get(file.root, list))) {
      if (!isMap(entry)) note(entry);
      else for (const id of itemsOf(file, file.get(entry, 'technique_id'))) noteKeys(id);
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

function itemsOf(file: YamlFile, node: unknown): readonly unknown[] {
  return (isSeq(node) ? node.items : [node]).map((item) => file.follow(item));
}
