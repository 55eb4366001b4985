import { foldLogSource } from '../../src/domain/attack/catalog';
import type { TechniqueId } from '../../src/domain/attack/identifiers';
import { computeCoverage } from '../../src/domain/coverage/coverage';
import { prepareEstate } from '../../src/domain/coverage/estate';
import type { PlanningBase } from '../../src/domain/planning/what-if';
import { type Inventory, isEventEnabled } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import type { VerdictGround } from '../../src/domain/threats/compute-verdict';
import type { HuntPlan } from '../../src/domain/threats/hunt-plan';
import type { HuntGround } from '../../src/domain/threats/plan-hunt';
import type { ThreatStep, ThreatSteps } from '../../src/domain/threats/threat-steps';

export function makeStep(technique: string, change: Partial<ThreatStep> = {}): ThreatStep {
  return {
    technique: technique as TechniqueId,
    tactics: [],
    order: null,
    isAccepted: true,
    written: '',
    passage: '',
    ...change,
  };
}

export function makeThreat(
  steps: readonly (string | ThreatStep)[],
  unresolved: ThreatSteps['unresolved'] = [],
): ThreatSteps {
  return {
    id: 'report-1',
    name: 'Made-up threat',
    kind: 'report',
    steps: steps.map((step) => (typeof step === 'string' ? makeStep(step) : step)),
    unresolved,
  };
}

export function groundHunt({ index, inventory, sensors, settings }: PlanningBase): HuntGround {
  return {
    index,
    inventory,
    sensors,
    settings,
    estate: prepareEstate(index, inventory, sensors, settings),
    options: [],
  };
}

export function groundVerdict(base: PlanningBase): VerdictGround {
  const { index, inventory, settings, estate } = groundHunt(base);
  const coverage = computeCoverage(index, estate, inventory.supporting, settings);
  return { index, inventory, estate, settings, coverage, smap: null, dettect: null };
}

export const NEVER_OVER = () => false;

/** Which events of a sensor a hunter looks at. */
export type Looking = ReadonlyMap<string, (event: Sensor['events'][number], sensor: Sensor) => boolean>;

export function lookAt({ places }: HuntPlan): Looking {
  return new Map(
    places.map(({ sensorId, events }) => {
      const ids = new Set(events.map(({ eventId }) => eventId));
      const whole = events.flatMap(({ eventId, logSource }) => (eventId === '' ? foldLogSource(logSource) : []));
      return [
        sensorId,
        (event, sensor) =>
          ids.has(event.id) ||
          whole.some((source) => {
            const withEvents = sensor.events.some((one) =>
              one.logSources?.some((name) => foldLogSource(name) === source),
            );
            return withEvents ? event.logSources?.some((name) => foldLogSource(name) === source) === true : true;
          }),
      ];
    }),
  );
}

/** The inventory with everything switched off that is not looked at: what coverage is then computed from. */
export function switchOffOthers(
  inventory: Inventory,
  sensors: ReadonlyMap<string, Sensor>,
  looking: Looking,
): Inventory {
  return {
    ...inventory,
    deployments: inventory.deployments.flatMap((deployment) => {
      const isLookedAt = looking.get(deployment.sensorId);
      const sensor = sensors.get(deployment.sensorId);
      if (isLookedAt === undefined || sensor === undefined) return [];
      const ids = sensor.events.flatMap((event) =>
        isEventEnabled(deployment.events, event.id) && isLookedAt(event, sensor) ? event.id : [],
      );
      return { ...deployment, events: { mode: 'only' as const, ids } };
    }),
  };
}

/** Positions of the techniques that run somewhere. */
export function findRunning({ index, sensors, settings }: PlanningBase, inventory: Inventory): ReadonlySet<number> {
  const estate = prepareEstate(index, inventory, sensors, settings);
  const { states } = computeCoverage(index, estate, inventory.supporting, settings);
  return new Set([...states.keys()].filter((technique) => states[technique] === 6));
}
