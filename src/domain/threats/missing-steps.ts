import type { ComponentNeed } from '../attack/catalog-index';
import { rankCandidates } from '../coverage/candidates';
import { indexSupporting } from '../coverage/coverage';
import type { ObservedGroup } from '../coverage/estate';
import { computeFeeds } from '../coverage/feeds';
import { isAnalyticUsable, makeGroupCoverage } from '../coverage/group-coverage';
import { BLIND, NOT_APPLICABLE, RUNS, type StateCode, stateName } from '../coverage/state';
import { makeOptionJudge } from '../planning/judge-option';
import { makeWhatIf } from '../planning/what-if';
import { ROLES, type Sensor } from '../sensors/sensor';
import { tacticName } from './count-figures';
import type { MissingStep } from './hunt-plan';
import type { PlacedStep } from './place-steps';
import type { HuntGround } from './plan-hunt';

/** Of steps that cannot be seen: the analytic that is closest to running, what it lacks, and what would close the gap. */
export function explainMissing(ground: HuntGround, steps: readonly PlacedStep[]): readonly MissingStep[] {
  if (steps.length === 0) return [];
  const { index } = ground;
  const findClosest = makeClosestFinder(ground);
  const closers = findClosers(ground);
  const listCandidates = makeCandidateLister(ground);
  return steps.map((step): MissingStep => {
    const technique = index.catalog.techniques[step.index];
    if (technique === undefined) throw new RangeError(`the catalog has no technique at ${step.index}`);
    const { state, closest } = findClosest(step.index);
    return {
      technique: technique.id,
      name: technique.name,
      tactic: tacticName(index, step.tactic),
      state: stateName(state),
      lacks:
        closest === null
          ? []
          : closest.lacking.map((need) => ({
              component: index.catalog.dataComponents[need.component]?.name ?? '',
              candidates: listCandidates(closest.observed, need),
            })),
      closedBy: closers.get(step.index) ?? [],
    };
  });
}

interface Closest {
  readonly observed: ObservedGroup;
  readonly lacking: readonly ComponentNeed[];
  readonly fed: number;
}

function makeClosestFinder({ index, inventory, estate, settings }: HuntGround) {
  const marks = indexSupporting(index, inventory.supporting);
  const groups = estate.groups.map((observed) => ({
    observed,
    coverage: makeGroupCoverage(index, observed, settings.minimumPrecision, marks),
  }));
  return (technique: number): { readonly state: StateCode; readonly closest: Closest | null } => {
    let state: StateCode = NOT_APPLICABLE;
    let closest: Closest | null = null;
    const end = index.firstAnalytic[technique + 1] ?? 0;
    for (const { observed, coverage } of groups) {
      const inGroup = coverage.computeTechnique(technique).state;
      if (inGroup > state) state = inGroup;
      if (inGroup < BLIND) continue;
      for (let analytic = index.firstAnalytic[technique] ?? 0; analytic < end; analytic++) {
        if (!isAnalyticUsable(index, observed, technique, analytic)) continue;
        const unneeded = marks.get(analytic) ?? 0;
        const needs = (index.needs[analytic] ?? []).filter((_, bit) => (unneeded & (1 << bit)) === 0);
        const lacking = needs.filter((need) => coverage.findFeeders(need).length === 0);
        const fed = needs.length - lacking.length;
        const isCloser =
          closest === null ||
          lacking.length < closest.lacking.length ||
          (lacking.length === closest.lacking.length && fed > closest.fed);
        if (isCloser && needs.length > 0) closest = { observed, lacking, fed };
      }
    }
    return { state, closest };
  };
}

type Candidates = MissingStep['lacks'][number]['candidates'];

const EVERYTHING_ON = { mode: 'all' } as const;
const EVERY_ROLE = new Set(ROLES);

/**
 * Many analytics lack the same: each need of a group is asked once, and only of sensors that could feed it with everything
 * switched on.
 */
function makeCandidateLister({ index, inventory, sensors, settings }: HuntGround) {
  const known = new Map<ObservedGroup, Map<ComponentNeed, Candidates>>();
  const possible = new Map<string, readonly (readonly [Sensor, PossibleFeeds])[]>();

  function listPossible(platforms: readonly string[]) {
    const key = JSON.stringify(platforms);
    const feeds =
      possible.get(key) ??
      [...sensors.values()].map((sensor) => {
        const place = { roles: EVERY_ROLE, platforms };
        const { components, byLogSource, exact } = computeFeeds(index, sensor, EVERYTHING_ON, place, settings.facts);
        return [
          sensor,
          { components: new Set(components), requirements: new Set([...byLogSource, ...exact]) },
        ] as const;
      });
    possible.set(key, feeds);
    return feeds;
  }

  return (observed: ObservedGroup, need: ComponentNeed): Candidates => {
    const ofGroup = known.get(observed) ?? new Map<ComponentNeed, Candidates>();
    known.set(observed, ofGroup);
    const cached = ofGroup.get(need);
    if (cached !== undefined) return cached;
    const asked = new Map(
      listPossible(observed.group.platforms).flatMap(([sensor, { components, requirements }]) =>
        components.has(need.component) || need.requirements.some((each) => requirements.has(each))
          ? [[sensor.id, sensor] as const]
          : [],
      ),
    );
    const candidates = rankCandidates(index, inventory, observed, asked, settings, need).map(
      ({ sensorId, sensorName, obstacle }) => ({ sensorId, sensorName, obstacle }),
    );
    ofGroup.set(need, candidates);
    return candidates;
  };
}

interface PossibleFeeds {
  readonly components: ReadonlySet<number>;
  readonly requirements: ReadonlySet<number>;
}

/** Per technique, the options each of which makes it run where it ran nowhere. */
function findClosers({
  index,
  inventory,
  sensors,
  settings,
  options,
}: HuntGround): ReadonlyMap<number, MissingStep['closedBy']> {
  const closers = new Map<number, MissingStep['closedBy'][number][]>();
  const judge = makeOptionJudge(inventory);
  const possible = options.filter((option) => judge(option) === 'possible');
  if (possible.length === 0) return closers;
  const whatIf = makeWhatIf({ index, inventory, sensors, settings });
  for (const { id, name, changes } of possible) {
    const opened = new Set(
      whatIf.compare(changes).flatMap(({ technique, after }) => (after.state === RUNS ? technique : [])),
    );
    for (const technique of opened) {
      const list = closers.get(technique) ?? [];
      closers.set(technique, list);
      list.push({ optionId: id, name });
    }
  }
  return closers;
}
