import { RUNS } from '../../src/domain/coverage/state';
import { describeCosts } from '../../src/domain/planning/cost-words';
import { statesOfEstate } from '../../src/domain/planning/next-best';
import { findRedundancy as find, type Going } from '../../src/domain/planning/redundancy';
import { settleMeasure } from '../../src/domain/planning/weighted-coverage';
import { makeWhatIf, type WhatIf } from '../../src/domain/planning/what-if';
import { type Result, success } from '../../src/domain/result';
import type { GoingRow, RedundancyAnswer } from '../contract/next-best';
import type { PlanningRequest } from '../contract/planning';
import { preparePlanning } from './planning-question';

export async function findRedundancy(request: PlanningRequest): Promise<Result<RedundancyAnswer>> {
  const prepared = await preparePlanning(request);
  if (!prepared.ok) return prepared;
  const { base, weights } = prepared.value;
  const whatIf = makeWhatIf(base);
  const found = find(whatIf, weights, settleMeasure(request.objective, [whatIf.estate]));
  return success({
    catalogId: request.catalogId,
    measure: found.measure,
    coverage: found.coverage,
    isWeightless: !weights.some((weight) => weight > 0),
    deployments: found.deployments.map((going) => describeGoing(going, going.deploymentIds[0] ?? '', whatIf)),
    sensors: found.sensors.map((going) => describeGoing(going, going.sensorId, whatIf)),
    together: found.together === null ? null : describeGoing(found.together, 'together', whatIf),
    hanging: found.hanging,
    running: statesOfEstate(whatIf.groups).filter((state) => state === RUNS).length,
  });
}

function describeGoing(going: Going, id: string, { base, groups }: WhatIf): GoingRow {
  const { inventory, sensors } = base;
  const ids = new Set(going.deploymentIds);
  const deployments = inventory.deployments.filter((deployment) => ids.has(deployment.id));
  const observed = new Set(deployments.flatMap(({ observes }) => observes.map(({ groupId }) => groupId)));
  const names = new Set(deployments.map(({ sensorId }) => sensors.get(sensorId)?.name ?? sensorId));
  return {
    id,
    sensorId: going.sensorId,
    name: [...names].join(', '),
    deploymentIds: going.deploymentIds,
    where: inventory.groups.filter((group) => observed.has(group.id)).map(({ name }) => name),
    stops: going.stops.map(({ technique, group }) => ({
      technique,
      groupName: groups[group]?.observed.group.name ?? '',
    })),
    runsNowhere: going.runsNowhere,
    weaker: going.weaker,
    loss: going.loss,
    cost: describeCosts(deployments.map(({ cost }) => cost)),
  };
}
