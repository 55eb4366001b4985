import { foldLogSource } from '../../src/domain/attack/catalog';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { isAnalyticUsable, isTechniqueApplicable, makeGroupCoverage } from '../../src/domain/coverage/group-coverage';
import { RUNS } from '../../src/domain/coverage/state';
import type { PlanningBase } from '../../src/domain/planning/what-if';
import type { Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor, SensorEvent } from '../../src/domain/sensors/sensor';
import { makeCatalog } from '../coverage/made-up-estate';
import { switchOffOthers } from './made-up-threats';

/**
 * The smallest hunt by trying everything, of estates without log sources asked for as a whole. It shares no code with the
 * search: what counts for a need is written into made-up sensors, and the coverage model is asked about those.
 */

/** "S1 2", event 2 of sensor S1. */
type Look = string;

/** One analytic in one group, with what may feed each of its needs. */
interface Way {
  readonly looks: readonly Look[];
  readonly runs: (chosen: ReadonlySet<Look>) => boolean;
}

export function findSmallestHunt(base: PlanningBase): readonly [sensors: number, events: number] {
  const wanted = listWanted(base);
  const looks = [...new Set(wanted.flat().flatMap((way) => way.looks))].sort();
  const shows = (chosen: ReadonlySet<Look>) => wanted.every((ways) => ways.some((way) => way.runs(chosen)));
  const sensors = [...new Set(looks.map(sensorOf))];
  for (let size = 0; size <= sensors.length; size++) {
    let fewest = Number.POSITIVE_INFINITY;
    for (const some of subsets(sensors)) {
      if (some.length !== size) continue;
      const own = looks.filter((look) => some.includes(sensorOf(look)));
      if (!shows(new Set(own))) continue;
      for (const chosen of subsets(own)) {
        if (chosen.length < fewest && shows(new Set(chosen))) fewest = chosen.length;
      }
    }
    if (fewest < Number.POSITIVE_INFINITY) return [size, fewest];
  }
  return [Number.NaN, Number.NaN];
}

/** Whether a hunt shows every step in every group in which it runs, by what counts as closest there. */
export function showsEverywhere(base: PlanningBase, chosen: ReadonlySet<Look>): boolean {
  return listWanted(base).every((ways) => ways.some((way) => way.runs(chosen)));
}

/** Per technique and group in which it runs: the analytics that make it run there. */
function listWanted(base: PlanningBase): readonly (readonly Way[])[] {
  const { index, inventory, sensors, settings } = base;
  const estate = prepareEstate(index, inventory, sensors, settings);
  return estate.groups.flatMap((observed) => {
    const coverage = makeGroupCoverage(index, observed, settings.minimumPrecision, new Map());
    return index.catalog.techniques.flatMap((_, technique): (readonly Way[])[] => {
      if (!isTechniqueApplicable(index, observed, technique)) return [];
      const analytics = index.catalog.analytics.flatMap((analytic, at) =>
        analytic.technique === technique && isAnalyticUsable(index, observed, technique, at) ? at : [],
      );
      const running = analytics.filter((analytic) => coverage.computeAnalytic(analytic).state === RUNS);
      return running.length === 0 ? [] : [running.map((analytic) => makeWay(base, observed.group.id, analytic))];
    });
  });
}

function makeWay(base: PlanningBase, groupId: string, analytic: number): Way {
  const needs = base.index.needs[analytic] ?? [];
  const levels = needs.map(() => 4);
  const whole = () => limit(base, groupId, analytic, levels);
  needs.forEach((_, at) => {
    for (let level = 0; level <= 4; level++) {
      levels[at] = level;
      if (whole().runs(null)) return;
    }
  });
  const { looks, runs } = whole();
  const known = new Map<string, boolean>();
  return {
    looks,
    runs(chosen) {
      const own = looks.filter((look) => chosen.has(look));
      const answer = known.get(own.join()) ?? runs(new Set(own));
      known.set(own.join(), answer);
      return answer;
    },
  };
}

/** The analytic alone, in the group alone, with needs that only events at least so close feed. */
function limit(base: PlanningBase, groupId: string, analytic: number, levels: readonly number[]) {
  const needs = base.index.needs[analytic] ?? [];
  const index = makeCatalog({ T1: ['Windows', 'Linux'] }, [
    { technique: 'T1', platforms: ['Windows', 'Linux'], needs: needs.map((_, at) => `N${at}`) },
  ]);
  const looks: Look[] = [];
  const library = [...base.sensors.values()].map(
    (sensor): Sensor => ({
      ...sensor,
      logSources: [],
      events: sensor.events.map((event): SensorEvent => {
        const fed = needs.flatMap((_, at) => (rate(base, sensor, event, analytic, at) <= (levels[at] ?? 0) ? at : []));
        if (fed.length > 0) looks.push(`${sensor.id} ${event.id}`);
        return { ...event, mappings: fed.map((at) => ({ component: `N${at}` as never, origin: 'library' as const })) };
      }),
    }),
  );
  const inventory: Inventory = {
    ...base.inventory,
    groups: base.inventory.groups.filter(({ id }) => id === groupId),
  };
  const sensors = indexSensors(library, inventory);
  const settings = { ...base.settings, minimumPrecision: 'component' as const };
  return {
    looks,
    runs(chosen: ReadonlySet<Look> | null): boolean {
      const looking = new Map(
        library.map(({ id }) => [
          id,
          (event: { readonly id: string }) => chosen === null || chosen.has(`${id} ${event.id}`),
        ]),
      );
      const left = switchOffOthers(inventory, sensors, looking);
      const [observed] = prepareEstate(index, left, sensors, settings).groups;
      if (observed === undefined) throw new Error('the group is gone');
      return makeGroupCoverage(index, observed, 'component', new Map()).computeAnalytic(0).state === RUNS;
    },
  };
}

/** How close the event is to what the analytic asks, as docs/threat-model.md counts; 5: not at all. */
function rate(
  { index, settings }: PlanningBase,
  sensor: Sensor,
  event: SensorEvent,
  analytic: number,
  at: number,
): number {
  const { catalog } = index;
  const need = index.needs[analytic]?.[at];
  if (need === undefined) throw new RangeError('the analytic has no such need');
  const component = catalog.dataComponents[need.component]?.id;
  const isMapped = event.mappings.some((mapping) => mapping.component === component);
  const names = (requirement: number) => {
    const { logSource = -1, codes = [] } = catalog.requirements[requirement] ?? {};
    const source = foldLogSource(catalog.logSources[logSource] ?? '');
    return sensor.logSources.some((own) => foldLogSource(own) === source) && codes.includes(event.id);
  };
  if (need.requirements.some(names)) return isMapped ? 0 : 1;
  if (settings.minimumPrecision !== 'component' || !isMapped) return 5;
  const isElsewhere = catalog.requirements.some((other, r) => other.component === need.component && names(r));
  return isElsewhere ? 3 : 4;
}

function sensorOf(look: Look): string {
  return look.split(' ')[0] ?? '';
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: 1 << items.length }, (_, mask) => items.filter((_item, at) => (mask & (1 << at)) !== 0));
}
