import type { CatalogIndex } from '../attack/catalog-index';
import { meantTactics, type TacticNames, tacticsAmong } from '../attack/tactic-succession';
import type { ThreatStep, ThreatSteps } from './threat-steps';

/** A technique of a threat at the one tactic where it stands (threat model, "Steps"). */
export interface PlacedStep {
  /** Position in the catalog. */
  readonly index: number;
  /** Position among the catalog's tactics; behind all of them where the release gives the technique none. */
  readonly tactic: number;
  readonly order: number | null;
  readonly isAccepted: boolean;
  readonly written: string;
  readonly passage: string;
}

export interface PlacedSteps {
  /** Each technique once, in the order of the tactics. */
  readonly steps: readonly PlacedStep[];
  readonly unresolved: ThreatSteps['unresolved'];
}

export interface StepPlacer {
  place(threat: Pick<ThreatSteps, 'steps' | 'unresolved'>): PlacedSteps;
}

/** Ready for many threats of one release. */
export function makeStepPlacer(index: CatalogIndex): StepPlacer {
  const { techniques, tactics, domain } = index.catalog;
  const tacticByName = new Map(tactics.map(({ shortName }, position) => [shortName, position]));
  const names: TacticNames = { domain, has: (shortName) => tacticByName.has(shortName) };
  const first = techniques.map((technique) => Math.min(tactics.length, ...technique.tactics));
  const rank = rankTechniques(index);

  /** Stated tactics the technique has, or was split into; else any tactic of the release; the first in matrix order. */
  function findStated(words: readonly string[], technique: number): number | null {
    if (words.length === 0) return null;
    const own = (techniques[technique]?.tactics ?? []).flatMap((tactic) => tactics[tactic]?.shortName ?? []);
    const among = words.flatMap((word) => tacticsAmong(word, own, names));
    const meant = among.length > 0 ? among : words.flatMap((word) => meantTactics(word, names));
    const positions = meant.flatMap((name) => tacticByName.get(name) ?? []);
    return positions.length === 0 ? null : Math.min(...positions);
  }

  return {
    place({ steps, unresolved }) {
      const placed = new Map<number, PlacedStep>();
      const unknown: ThreatStep[] = [];
      const sorted = steps.some(({ order }) => order !== null)
        ? [...steps].sort((a, b) => orderOf(a) - orderOf(b))
        : steps;
      const isStated = new Set<number>();
      for (const step of sorted) {
        const technique = index.techniqueById.get(step.technique);
        if (technique === undefined) {
          unknown.push(step);
          continue;
        }
        const stated = isStated.has(technique) ? null : findStated(step.tactics, technique);
        if (stated !== null) isStated.add(technique);
        const known = placed.get(technique);
        placed.set(technique, {
          index: technique,
          tactic: stated ?? known?.tactic ?? first[technique] ?? tactics.length,
          order: known?.order ?? step.order,
          isAccepted: step.isAccepted || known?.isAccepted === true,
          written: known?.written || step.written,
          passage: known?.passage || step.passage,
        });
      }
      return {
        steps: [...placed.values()].sort(
          (a, b) =>
            a.tactic - b.tactic || compareOrders(a.order, b.order) || (rank[a.index] ?? 0) - (rank[b.index] ?? 0),
        ),
        unresolved: [
          ...unresolved,
          ...unknown.map(({ technique, written }) => ({ written: written || technique, reason: 'unknown' })),
        ],
      };
    },
  };
}

/** As columns of the matrix have them: by name, sub-techniques below theirs. */
function rankTechniques({ catalog: { techniques } }: CatalogIndex): Uint32Array {
  const keyOf = (position: number): readonly string[] => {
    const technique = techniques[position];
    const parent = techniques[technique?.parent ?? -1];
    return parent === undefined
      ? [technique?.name ?? '', '', '']
      : [parent.name, technique?.name ?? '', technique?.id ?? ''];
  };
  const keys = techniques.map((_, position) => keyOf(position));
  const sorted = [...techniques.keys()].sort((a, b) => {
    const [left, right] = [keys[a] ?? [], keys[b] ?? []];
    const at = left.findIndex((word, place) => word !== right[place]);
    return at < 0 ? a - b : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
  });
  const ranks = new Uint32Array(techniques.length);
  sorted.forEach((position, place) => {
    ranks[position] = place;
  });
  return ranks;
}

function orderOf({ order }: ThreatStep): number {
  return order ?? Number.MAX_SAFE_INTEGER;
}

/** What has no place in the sequence comes after what has one. */
function compareOrders(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null ? -1 : a - b;
}
