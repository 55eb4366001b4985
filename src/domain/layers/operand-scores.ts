/** The scores of one layer as arithmetic sees them: one per technique, or one per cell of the matrix. */
import type { AlignedEntry, AlignedLayer, AlignTarget } from './align-layer';
import { cellKey, readCellKey } from './cell-key';

export type Granularity = 'technique' | 'cell';

/** What counts where several entries of a layer meet: under several tactics, or two techniques that became one. */
export const MEETINGS = ['max', 'min', 'mean'] as const;
export type Meeting = (typeof MEETINGS)[number];

/**
 * `separate`: each for itself. `inherit`: an unscored sub-technique has its parent's score. `highest`, `average`: an
 * unscored technique has that of its scored sub-techniques.
 */
export const SUB_TECHNIQUE_RULES = ['separate', 'inherit', 'highest', 'average'] as const;
export type SubTechniqueRule = (typeof SUB_TECHNIQUE_RULES)[number];

/** By cell key. Unscored cells are absent. */
export type Scores = ReadonlyMap<number, number>;

/** All cells of a release. */
export function listCells(
  { techniques }: Pick<AlignTarget, 'techniques'>,
  granularity: Granularity,
): readonly number[] {
  return techniques.flatMap(({ tactics }, technique) =>
    granularity === 'technique' || tactics.length === 0
      ? [cellKey(technique, null)]
      : tactics.map((tactic) => cellKey(technique, tactic)),
  );
}

export function readScores(
  layer: Pick<AlignedLayer, 'entries'>,
  target: AlignTarget,
  granularity: Granularity,
  meeting: Meeting,
): Scores {
  const scored = new Map<number, AlignedEntry[]>();
  for (const entry of layer.entries) {
    if (entry.entry.score === null) continue;
    const list = scored.get(entry.technique);
    if (list === undefined) scored.set(entry.technique, [entry]);
    else list.push(entry);
  }
  const scores = new Map<number, number>();
  for (const key of listCells(target, granularity)) {
    const { technique, tactic } = readCellKey(key);
    const entries = scored.get(technique) ?? [];
    // What is said of this tactic outdoes what is said of all.
    const specific = tactic === null ? entries : entries.filter((entry) => entry.tactic === tactic);
    const meant = specific.length > 0 ? specific : entries.filter((entry) => entry.tactic === null);
    // What is said of the technique itself outdoes what was said of one that it replaced.
    const own = meant.filter(({ isSucceeded }) => !isSucceeded);
    const values = (own.length > 0 ? own : meant).flatMap(({ entry }) => entry.score ?? []);
    const score = meet(values, meeting);
    if (score !== null) scores.set(key, score);
  }
  return scores;
}

export function applySubTechniqueRule(scores: Scores, target: AlignTarget, rule: SubTechniqueRule): Scores {
  if (rule === 'separate') return scores;
  const filled = new Map(scores);
  const granularity = [...scores.keys()].some((key) => readCellKey(key).tactic !== null) ? 'cell' : 'technique';
  if (rule === 'inherit') {
    for (const key of listCells(target, granularity)) {
      const { technique, tactic } = readCellKey(key);
      const parent = target.techniques[technique]?.parent ?? -1;
      const score = parent < 0 ? undefined : scores.get(cellKey(parent, tactic));
      if (score !== undefined && !scores.has(key)) filled.set(key, score);
    }
    return filled;
  }
  const below = new Map<number, number[]>();
  for (const [key, score] of scores) {
    const { technique, tactic } = readCellKey(key);
    const parent = target.techniques[technique]?.parent ?? -1;
    if (parent < 0) continue;
    const parentKey = cellKey(parent, tactic);
    below.set(parentKey, [...(below.get(parentKey) ?? []), score]);
  }
  for (const [key, values] of below) {
    const score = meet(values, rule === 'highest' ? 'max' : 'mean');
    if (score !== null && !scores.has(key)) filled.set(key, score);
  }
  return filled;
}

function meet(values: readonly number[], meeting: Meeting): number | null {
  if (values.length === 0) return null;
  if (meeting === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((a, b) => (meeting === 'max' ? Math.max(a, b) : Math.min(a, b)));
}
