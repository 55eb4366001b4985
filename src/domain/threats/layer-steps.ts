/** A Navigator layer as a threat: which of its entries are meant as steps (docs/layers.md, "A layer as a threat"). */
import { type AlignTarget, alignLayer } from '../layers/align-layer';
import type { Layer, LayerTechnique } from '../layers/layer';
import type { UnresolvedReason } from './evidence';
import type { ThreatStep, ThreatSteps } from './threat-steps';

/** What tells the steps of a layer from its other entries. */
export type LayerMarks = 'score' | 'marks' | 'entries';

export interface MeantEntries {
  readonly by: LayerMarks;
  readonly entries: readonly LayerTechnique[];
}

/**
 * Entries that are switched off are never meant. Where any has a score above 0, those that have one are meant: the layer
 * counts. Else where any is marked (coloured, commented, with metadata or links), those that are: the others stand there
 * to unfold their sub-techniques. Else all are, unless they are scored 0, which says "not".
 */
export function findMeantEntries(techniques: readonly LayerTechnique[]): MeantEntries {
  const on = techniques.filter(({ enabled }) => enabled);
  const scored = on.filter(({ score }) => score !== null && score > 0);
  if (scored.length > 0) return { by: 'score', entries: scored };
  const marked = on.filter(isMarked);
  if (marked.length > 0) return { by: 'marks', entries: marked };
  return { by: 'entries', entries: on.filter(({ score }) => score === null) };
}

function isMarked({ color, comment, metadata, links }: LayerTechnique): boolean {
  return isVisible(color) || comment.trim() !== '' || metadata.length > 0 || links.length > 0;
}

/** White and what is seen through: how people take a colour away again. */
function isVisible(color: string): boolean {
  return (
    color !== '' &&
    !/^#(?:f{3}|f{6})(?:f{1,2})?$|^#[0-9a-f]{6}00$|^#[0-9a-f]{3}0$|^(?:white|transparent|none)$/i.test(color.trim())
  );
}

/** @param ref as in `ThreatRef` */
export function stepsOfLayer(
  ref: string,
  layer: Pick<Layer, 'name' | 'domain' | 'techniques'>,
  target: AlignTarget,
): ThreatSteps {
  const { entries, unaligned } = alignLayer(
    { domain: layer.domain, techniques: findMeantEntries(layer.techniques).entries },
    target,
  );
  const steps = new Map<string, ThreatStep>();
  // An entry without a tactic means the technique wherever it stands: then none is stated.
  const everywhere = new Set(entries.flatMap(({ technique, tactic }) => (tactic === null ? technique : [])));
  for (const { technique, tactic, isSucceeded, entry } of entries) {
    const id = target.techniques[technique]?.id;
    if (id === undefined) continue;
    const before = steps.get(id);
    const shortName = tactic === null || everywhere.has(technique) ? undefined : target.tactics[tactic]?.shortName;
    steps.set(id, {
      technique: id as ThreatStep['technique'],
      tactics: [...new Set([...(before?.tactics ?? []), ...(shortName === undefined ? [] : [shortName])])],
      order: null,
      isAccepted: true,
      written: before?.written || (isSucceeded ? entry.techniqueId : ''),
      passage: before?.passage || entry.comment.trim(),
    });
  }
  return {
    id: ref,
    name: layer.name,
    kind: 'layer',
    steps: [...steps.values()],
    unresolved: unaligned.map(({ techniqueId, reason }) => ({ written: techniqueId, reason: REASONS[reason] })),
  };
}

const REASONS: Readonly<Record<'retired' | 'unknown' | 'domain', UnresolvedReason>> = {
  retired: 'retired',
  unknown: 'unknown',
  domain: 'other-domain',
};
