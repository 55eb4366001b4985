import type { Inventory } from '../sensors/inventory';

/** What others need to compute with, without what was written for one's own people: notes, names, money, addresses. */
export function withoutRemarks({ groups, deployments, customSensors, supporting }: Inventory): Inventory {
  return {
    groups: groups.map((group) => ({ ...group, notes: '' })),
    deployments: deployments.map((deployment) => ({
      ...deployment,
      notes: '',
      owner: '',
      logDestination: '',
      cost: null,
    })),
    customSensors,
    supporting: supporting.map((mark) => ({ ...mark, author: '', reason: '' })),
  };
}
