import { QUALITY_MAXIMUM, type QualityDimension } from '../sensors/data-quality';
import { putDeployments, putSensors, removeDeployments } from '../sensors/edit-inventory';
import { editDeployments } from '../sensors/edit-records';
import { switchEvents } from '../sensors/event-selection';
import type { Deployment, Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';

/**
 * One change to an inventory, as data: it is kept, sent in a link, priced and undone. Shares are 0 to 1, ratings 0 to 5.
 * What names a deployment that is not there (any more) changes nothing and is reported.
 */
export type InventoryChange =
  /** A sensor of the user's own that a later `add-deployment` needs: a log source without a product, for one. */
  | { readonly kind: 'add-sensor'; readonly sensor: Sensor }
  /** Counts as deployed, whatever its status says. */
  | { readonly kind: 'add-deployment'; readonly deployment: Deployment }
  | { readonly kind: 'remove-deployment'; readonly deploymentId: string }
  /** A planned or candidate deployment of the inventory is put into service. */
  | { readonly kind: 'deploy'; readonly deploymentId: string }
  | { readonly kind: 'enable-events'; readonly deploymentId: string; readonly eventIds: readonly string[] }
  | { readonly kind: 'disable-events'; readonly deploymentId: string; readonly eventIds: readonly string[] }
  /** It reaches at least this share of the group, or of its part; a group it did not observe is observed. */
  | {
      readonly kind: 'widen-share';
      readonly deploymentId: string;
      readonly groupId: string;
      readonly part: string | null;
      readonly share: number;
    }
  /** The dimension is at least this good. */
  | {
      readonly kind: 'raise-quality';
      readonly deploymentId: string;
      readonly dimension: QualityDimension;
      readonly rating: number;
    };

export type ChangeKind = InventoryChange['kind'];

/** Why a change did nothing. */
export interface UnmetChange {
  /** Position in the list of changes. */
  readonly position: number;
  readonly reason: 'deployment-gone' | 'group-gone';
}

export interface ChangedInventory {
  readonly inventory: Inventory;
  readonly unmet: readonly UnmetChange[];
}

/** Applies the changes in their order; untouched records stay the same objects. */
export function applyChanges(inventory: Inventory, changes: readonly InventoryChange[]): ChangedInventory {
  const unmet: UnmetChange[] = [];
  let current = inventory;
  changes.forEach((change, position) => {
    const reason = findObstacle(current, change);
    if (reason === null) current = applyChange(current, change);
    else unmet.push({ position, reason });
  });
  return { inventory: current, unmet };
}

/** The deployment that a change is about; `null`: it brings a sensor. */
export function deploymentOf(change: InventoryChange): string | null {
  switch (change.kind) {
    case 'add-sensor':
      return null;
    case 'add-deployment':
      return change.deployment.id;
    default:
      return change.deploymentId;
  }
}

function findObstacle(inventory: Inventory, change: InventoryChange): UnmetChange['reason'] | null {
  if (change.kind === 'add-sensor' || change.kind === 'add-deployment') return null;
  if (!inventory.deployments.some(({ id }) => id === change.deploymentId)) return 'deployment-gone';
  const isGroupGone = change.kind === 'widen-share' && !inventory.groups.some(({ id }) => id === change.groupId);
  return isGroupGone ? 'group-gone' : null;
}

function applyChange(inventory: Inventory, change: InventoryChange): Inventory {
  switch (change.kind) {
    case 'add-sensor':
      return putSensors(inventory, [change.sensor]);
    case 'add-deployment':
      return putDeployments(inventory, [putIntoService(change.deployment)]);
    case 'remove-deployment':
      return removeDeployments(inventory, new Set([change.deploymentId]));
    default:
      return editDeployments(inventory, new Set([change.deploymentId]), (deployment) =>
        changeDeployment(deployment, change),
      );
  }
}

type DeploymentChange = Exclude<
  InventoryChange,
  { readonly kind: 'add-sensor' | 'add-deployment' | 'remove-deployment' }
>;

function changeDeployment(deployment: Deployment, change: DeploymentChange): Deployment {
  switch (change.kind) {
    case 'deploy':
      return putIntoService(deployment);
    case 'enable-events':
      return { ...deployment, events: switchEvents(deployment.events, change.eventIds, true) };
    case 'disable-events':
      return { ...deployment, events: switchEvents(deployment.events, change.eventIds, false) };
    case 'widen-share':
      return widenShare(deployment, change);
    case 'raise-quality': {
      const rating = Math.max(deployment.quality[change.dimension] ?? 0, change.rating);
      return { ...deployment, quality: { ...deployment.quality, [change.dimension]: rating } };
    }
  }
}

/** A start that is planned for later would keep it from counting today. */
function putIntoService(deployment: Deployment): Deployment {
  return { ...deployment, status: 'deployed', since: null, until: null };
}

function widenShare(
  deployment: Deployment,
  { groupId, part, share }: Extract<InventoryChange, { readonly kind: 'widen-share' }>,
): Deployment {
  const completeness = deployment.quality.deviceCompleteness;
  const unstated = completeness === null ? 1 : completeness / QUALITY_MAXIMUM;
  const at = deployment.observes.findIndex(
    (observation) => observation.groupId === groupId && observation.part === part,
  );
  const before = deployment.observes[at];
  if (before === undefined) return { ...deployment, observes: [...deployment.observes, { groupId, part, share }] };
  if ((before.share ?? unstated) >= share) return deployment;
  return { ...deployment, observes: deployment.observes.with(at, { ...before, share }) };
}
