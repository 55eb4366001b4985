import type { CatalogIndex } from '../attack/catalog-index';
import type { TechniqueId } from '../attack/identifiers';
import type { TechniqueCoverage } from '../coverage/group-coverage';
import type { Interval } from '../coverage/share';
import { stateName, TECHNIQUE_STATES, type TechniqueState } from '../coverage/state';
import { readTechniqueFigures, type TechniqueFigures } from '../coverage/technique-figures';
import type { Outcome } from './outcome';

/** A technique for which something changed in the estate or in one of its groups. */
export interface TechniqueChange {
  /** Position in the catalog. */
  readonly technique: number;
  readonly id: TechniqueId;
  readonly name: string;
  readonly from: TechniqueState;
  readonly to: TechniqueState;
  readonly before: TechniqueFigures;
  readonly after: TechniqueFigures;
  readonly trend: Trend;
  /** Groups in which it changed its state, or its share or strength. */
  readonly groups: readonly GroupShift[];
}

/**
 * `better`, `worse`: another state in the estate. `more`, `less`: the state stays, its share or strength grows or shrinks
 * somewhere; `mixed`: grows here and shrinks there. `nearer`, `farther`: only the state in some group is another.
 */
export const TRENDS = ['better', 'worse', 'more', 'less', 'mixed', 'nearer', 'farther'] as const;
export type Trend = (typeof TRENDS)[number];

export interface GroupShift {
  /** Position among the groups of the estate. */
  readonly group: number;
  readonly from: TechniqueState;
  readonly to: TechniqueState;
  readonly before: GroupExtent;
  readonly after: GroupExtent;
}

/** Shares of the group, rounded as they are written. */
export interface GroupExtent {
  readonly share: Interval;
  readonly strength: Interval;
}

/** A technique in one group, on both sides. */
export type GroupSides = readonly [before: TechniqueCoverage, after: TechniqueCoverage];

/**
 * Both sides have the same groups: a change touches none.
 * @param find what the technique is in a group
 */
export function listTechniqueChanges(
  index: CatalogIndex,
  { before, after }: Outcome,
  find: (technique: number, group: number) => GroupSides | null,
): readonly TechniqueChange[] {
  if (before.coverage === after.coverage) return [];
  const [old, now] = [before.coverage, after.coverage];
  const groups = [...old.groupIds.keys()];
  return index.catalog.techniques.flatMap(({ id, name }, technique): TechniqueChange[] => {
    const shifts = groups.flatMap((group): GroupShift[] => {
      const sides = find(technique, group);
      if (sides === null) return [];
      const [before, after] = sides.map(readExtent) as [GroupExtent, GroupExtent];
      const [from, to] = sides.map(({ state }) => stateName(state)) as [TechniqueState, TechniqueState];
      return from === to && isSame(before, after) ? [] : [{ group, from, to, before, after }];
    });
    if (shifts.length === 0) return [];
    const figures = readTechniqueFigures(old, technique, 'analytics');
    const changed = readTechniqueFigures(now, technique, 'analytics');
    return [
      {
        technique,
        id,
        name,
        from: figures.state,
        to: changed.state,
        before: figures,
        after: changed,
        trend: judge((now.states[technique] ?? 0) - (old.states[technique] ?? 0), shifts),
        groups: shifts,
      },
    ];
  });
}

/** Of techniques that run before and after, `more` is what every screen and report calls more or better of it. */
function judge(difference: number, shifts: readonly GroupShift[]): Trend {
  if (difference !== 0) return difference > 0 ? 'better' : 'worse';
  const extents = shifts.flatMap(({ before, after }) =>
    figuresOf(after).map((figure, at) => figure - (figuresOf(before)[at] ?? 0)),
  );
  const steps = shifts.map(({ from, to }) => TECHNIQUE_STATES.indexOf(to) - TECHNIQUE_STATES.indexOf(from));
  const [moves, up, down] = extents.some((change) => change !== 0)
    ? ([extents, 'more', 'less'] as const)
    : ([steps, 'nearer', 'farther'] as const);
  const [grows, shrinks] = [moves.some((change) => change > 0), moves.some((change) => change < 0)];
  if (grows && shrinks) return 'mixed';
  return grows ? up : down;
}

/** What is less than can be written is no change. */
export function roundFigure(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

function readExtent({ share, strength }: TechniqueCoverage): GroupExtent {
  const round = ({ low, high }: Interval) => ({ low: roundFigure(low), high: roundFigure(high) });
  return { share: round(share), strength: round(strength) };
}

function figuresOf({ share, strength }: GroupExtent): readonly number[] {
  return [share.low, share.high, strength.low, strength.high];
}

function isSame(a: GroupExtent, b: GroupExtent): boolean {
  const others = figuresOf(b);
  return figuresOf(a).every((figure, at) => figure === others[at]);
}
