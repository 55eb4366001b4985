import type { CatalogIndex } from '../attack/catalog-index';
import { type Coverage, computeCoverage } from '../coverage/coverage';
import { type Estate, indexSensors, prepareEstate } from '../coverage/estate';
import type { CoverageSettings } from '../coverage/settings';
import type { Inventory } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { applyChanges, type InventoryChange, type UnmetChange } from './inventory-change';

/** An inventory with everything that is computed from it. */
export interface Situation {
  readonly inventory: Inventory;
  readonly estate: Estate;
  readonly coverage: Coverage;
}

export interface Outcome {
  readonly before: Situation;
  readonly after: Situation;
  readonly unmet: readonly UnmetChange[];
}

/** What planning always looks through: the deployed, by the Analytics lens. */
export function settingsOfPlanning(settings: CoverageSettings): CoverageSettings {
  return { ...settings, lens: 'analytics', statuses: ['deployed'], ratedOnly: false };
}

/** @param library without the user's own sensors, which the inventory has and a change may bring */
export function computeSituation(
  index: CatalogIndex,
  library: readonly Sensor[],
  settings: CoverageSettings,
  inventory: Inventory,
): Situation {
  const estate = prepareEstate(index, inventory, indexSensors(library, inventory), settings);
  return { inventory, estate, coverage: computeCoverage(index, estate, inventory.supporting, settings) };
}

/** Both sides from scratch: what holds of an inventory holds of a changed one. */
export function computeOutcome(
  index: CatalogIndex,
  library: readonly Sensor[],
  settings: CoverageSettings,
  before: Situation,
  changes: readonly InventoryChange[],
): Outcome {
  const { inventory, unmet } = applyChanges(before.inventory, changes);
  const isSame = inventory === before.inventory;
  return { before, after: isSame ? before : computeSituation(index, library, settings, inventory), unmet };
}
