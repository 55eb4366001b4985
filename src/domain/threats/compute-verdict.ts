import type { CatalogIndex } from '../attack/catalog-index';
import { type Coverage, indexSupporting } from '../coverage/coverage';
import { type DettectFacts, makeDettectReading } from '../coverage/dettect-coverage';
import type { Estate } from '../coverage/estate';
import { isAnalyticUsable, makeGroupCoverage } from '../coverage/group-coverage';
import type { CoverageSettings } from '../coverage/settings';
import type { SmapCoverage } from '../coverage/smap-coverage';
import { NOT_APPLICABLE, RUNS, stateName } from '../coverage/state';
import type { Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { countFigures, tacticName } from './count-figures';
import { makeStepPlacer, type PlacedStep } from './place-steps';
import type { ThreatSteps } from './threat-steps';
import type { ThreatVerdict, VerdictStep, VerdictTactic } from './verdict';

/** What verdicts are given from: an estate as the lens in force sees it. */
export interface VerdictGround {
  readonly index: CatalogIndex;
  readonly inventory: Inventory;
  readonly estate: Estate;
  readonly settings: CoverageSettings;
  /** Of that lens. */
  readonly coverage: Coverage;
  /** Of the SMAP lens, else `null`. */
  readonly smap: SmapCoverage | null;
  /** Of the DeTT&CT lens, else `null`. */
  readonly dettect: DettectFacts | null;
}

/** Whether and where a threat can be seen, under the lens in force (threat model, "Verdict"). */
export function computeVerdict(ground: VerdictGround, threat: ThreatSteps): ThreatVerdict {
  const { index, coverage } = ground;
  const { steps, unresolved } = makeStepPlacer(index).place(threat);
  const findSensors = makeSensorFinder(ground);
  const tactics = new Map<number, VerdictStep[]>();
  for (const step of steps) {
    const list = tactics.get(step.tactic) ?? [];
    tactics.set(step.tactic, list);
    list.push(describeStep(ground, step, findSensors));
  }
  return {
    tactics: [...tactics].map(
      ([tactic, list]): VerdictTactic => ({
        id: index.catalog.tactics[tactic]?.id ?? '',
        name: tacticName(index, tactic),
        steps: list,
      }),
    ),
    figures: countFigures(index, coverage.states, steps),
    unresolved,
  };
}

function describeStep(
  { index, coverage, estate, smap }: VerdictGround,
  step: PlacedStep,
  findSensors: (technique: number) => VerdictStep['sensors'],
): VerdictStep {
  const { techniques } = index.catalog;
  const technique = techniques[step.index];
  if (technique === undefined) throw new RangeError(`the catalog has no technique at ${step.index}`);
  const runs = (position: number) => coverage.states[position] === RUNS;
  const isSeen = runs(step.index);
  // Of what does not apply here nothing is to be seen, whatever its relatives.
  const hasRelatives = !isSeen && coverage.states[step.index] !== NOT_APPLICABLE;
  const subTechniques = !hasRelatives ? [] : (index.subTechniques[step.index] ?? []).filter(runs);
  const state = stateName(coverage.states[step.index] ?? NOT_APPLICABLE);
  const count = estate.groups.length;
  return {
    index: step.index,
    technique: technique.id,
    name: technique.name,
    parentName: techniques[technique.parent]?.name ?? '',
    state,
    // SMAP knows no groups, and so no worst one.
    worstState: smap === null ? stateName(coverage.worstStates[step.index] ?? NOT_APPLICABLE) : state,
    groups:
      smap === null
        ? estate.groups.map(({ group }, g) => ({
            groupId: group.id,
            name: group.name,
            state: stateName(coverage.groupStates[step.index * count + g] ?? NOT_APPLICABLE),
          }))
        : [],
    sensors: isSeen ? findSensors(step.index) : [],
    relatives: {
      parentRuns: hasRelatives && technique.parent >= 0 && runs(technique.parent),
      subTechniquesRunning: subTechniques.flatMap((position) => techniques[position]?.id ?? []),
    },
    isAccepted: step.isAccepted,
    written: step.written,
    passage: step.passage,
  };
}

/**
 * Sensors to which a technique owes that it is seen: those that feed an analytic that runs; for SMAP those with an event
 * that maps, for DeTT&CT those that supply what a group with score 4 needs.
 */
function makeSensorFinder(ground: VerdictGround): (technique: number) => VerdictStep['sensors'] {
  const { index, inventory, estate, settings, coverage, smap, dettect } = ground;
  const count = estate.groups.length;
  const runsIn = (technique: number, g: number) => coverage.groupStates[technique * count + g] === RUNS;
  if (smap !== null) return (technique) => listByName((smap.events[technique] ?? []).map(({ sensor }) => sensor));
  if (dettect !== null) {
    const readings = estate.groups.map((observed) => makeDettectReading(index, observed, dettect));
    return (technique) =>
      listByName(
        readings.flatMap((reading, g) => {
          const needs = runsIn(technique, g) ? (reading.listNeeds(technique) ?? []) : [];
          return needs.flatMap(({ observers }) => observers.map(({ sensor }) => sensor));
        }),
      );
  }
  const marks = indexSupporting(index, inventory.supporting);
  const groups = estate.groups.map((observed) => ({
    observed,
    coverage: makeGroupCoverage(index, observed, settings.minimumPrecision, marks),
  }));
  return (technique) => {
    const sensors = new Set<Sensor>();
    const end = index.firstAnalytic[technique + 1] ?? 0;
    groups.forEach(({ observed, coverage: ofGroup }, g) => {
      if (!runsIn(technique, g)) return;
      for (let analytic = index.firstAnalytic[technique] ?? 0; analytic < end; analytic++) {
        if (!isAnalyticUsable(index, observed, technique, analytic)) continue;
        if (ofGroup.computeAnalytic(analytic).state !== RUNS) continue;
        for (const need of index.needs[analytic] ?? []) {
          for (const position of ofGroup.findFeeders(need)) {
            const observer = observed.observers[position];
            if (observer !== undefined) sensors.add(observer.sensor);
          }
        }
      }
    });
    return listByName([...sensors]);
  };
}

function listByName(sensors: readonly Sensor[]): VerdictStep['sensors'] {
  const byId = new Map(sensors.map(({ id, name }) => [id, { sensorId: id, name }]));
  return [...byId.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
