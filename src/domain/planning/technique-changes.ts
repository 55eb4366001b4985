import type { CatalogIndex } from '../attack/catalog-index';
import type { TechniqueId } from '../attack/identifiers';
import { stateName, type TechniqueState } from '../coverage/state';
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
 * `better`, `worse`: another state in the estate. `more`, `less`: the state stays, what it holds for grows or shrinks;
 * `mixed`: grows here and shrinks there.
 */
export const TRENDS = ['better', 'worse', 'more', 'less', 'mixed'] as const;
export type Trend = (typeof TRENDS)[number];

export interface GroupShift {
  /** Position among the groups of the estate. */
  readonly group: number;
  readonly from: TechniqueState;
  readonly to: TechniqueState;
}

/** How a technique moved in a group. One bound may rise while the other falls. */
export interface Movement {
  readonly grows: boolean;
  readonly shrinks: boolean;
}

/**
 * Both sides have the same groups: a change touches none.
 * @param move by the technique's state, share and strength in a group
 */
export function listTechniqueChanges(
  index: CatalogIndex,
  { before, after }: Outcome,
  move: (technique: number, group: number) => Movement,
): readonly TechniqueChange[] {
  if (before.coverage === after.coverage) return [];
  const [old, now] = [before.coverage, after.coverage];
  const groups = [...old.groupIds.keys()];
  return index.catalog.techniques.flatMap(({ id, name }, technique): TechniqueChange[] => {
    let [grows, shrinks] = [false, false];
    const shifts = groups.flatMap((group): GroupShift[] => {
      const moved = move(technique, group);
      if (!moved.grows && !moved.shrinks) return [];
      grows ||= moved.grows;
      shrinks ||= moved.shrinks;
      const at = technique * groups.length + group;
      return [{ group, from: stateName(old.groupStates[at] ?? 0), to: stateName(now.groupStates[at] ?? 0) }];
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
        trend: judge((now.states[technique] ?? 0) - (old.states[technique] ?? 0), { grows, shrinks }),
        groups: shifts,
      },
    ];
  });
}

function judge(difference: number, { grows, shrinks }: Movement): Trend {
  if (difference !== 0) return difference > 0 ? 'better' : 'worse';
  if (grows && shrinks) return 'mixed';
  return grows ? 'more' : 'less';
}
