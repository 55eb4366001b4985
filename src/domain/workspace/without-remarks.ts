import type { Scenario } from '../planning/scenario';
import type { Deployment, Inventory } from '../sensors/inventory';

/** What others need to compute with, without what was written for one's own people: notes, names, money, addresses. */
export function withoutRemarks({ groups, deployments, customSensors, supporting }: Inventory): Inventory {
  return {
    groups: groups.map((group) => ({ ...group, notes: '' })),
    deployments: deployments.map(stripDeployment),
    customSensors,
    supporting: supporting.map((mark) => ({ ...mark, author: '', reason: '' })),
  };
}

/** The same of scenarios. */
export function stripScenario(scenario: Scenario): Scenario {
  const changes = scenario.changes.map((change) =>
    change.kind === 'add-deployment' ? { ...change, deployment: stripDeployment(change.deployment) } : change,
  );
  return { ...scenario, notes: '', changes };
}

function stripDeployment(deployment: Deployment): Deployment {
  return { ...deployment, notes: '', owner: '', logDestination: '', cost: null };
}
