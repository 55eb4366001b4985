import { type Accessor, createContext, createMemo, createSignal, type JSX, useContext } from 'solid-js';
import { indexSensors } from '../../domain/coverage/estate';
import { sortInPieces } from '../../domain/in-pieces';
import { type Deployment, EMPTY_INVENTORY, type Inventory, type SystemGroup } from '../../domain/sensors/inventory';
import type { Sensor } from '../../domain/sensors/sensor';
import { useApp } from '../../state/app-state';
import { createInPieces } from '../pieces/create-in-pieces';
import { compareNames } from './compare-names';
import { nameDeployment } from './inventory-words';

/** What every part of the inventory screen needs, derived once. */
export interface InventoryScope {
  readonly inventory: Accessor<Inventory>;
  /** The system groups in the order of their names; of very many, a moment later than the inventory. */
  readonly groupsByName: Accessor<readonly SystemGroup[]>;
  /** Of the library and the user's own, by id. */
  readonly sensors: Accessor<ReadonlyMap<string, Sensor>>;
  /** Platforms of the ATT&CK release in use. */
  readonly platforms: Accessor<readonly string[]>;
  nameOf(deployment: Deployment): string;
  /** `Process Creation`; the id where the release in use does not have the component. */
  componentName(id: string): string;
  /**
   * One undoable step.
   * @returns whether it was saved; the shell says why not
   */
  save(label: string, step: (inventory: Inventory) => Inventory): Promise<boolean>;
  /** As `save`, and says that something went, with the way back. */
  remove(label: string, step: (inventory: Inventory) => Inventory): void;
  /** The same for rules. */
  removeRules(label: string, ids: readonly string[]): void;
  /** Label of the latest removal, while undo would bring it back. */
  readonly removed: Accessor<string | null>;
  undoRemoval(): void;
}

const InventoryContext = createContext<InventoryScope>();

export function InventoryProvider(props: { readonly children: JSX.Element }): JSX.Element {
  return <InventoryContext.Provider value={createInventoryScope()}>{props.children}</InventoryContext.Provider>;
}

export function useInventory(): InventoryScope {
  const scope = useContext(InventoryContext);
  if (scope === undefined) throw new Error('useInventory needs an InventoryProvider around it');
  return scope;
}

function createInventoryScope(): InventoryScope {
  const { workspace, coverage } = useApp();
  const inventory = () => workspace.inventory() ?? EMPTY_INVENTORY;
  const groups = createMemo(() => inventory().groups);
  const groupsByName = createInPieces(groups, (all) => sortInPieces(all, (a, b) => compareNames(a.name, b.name)));
  // Only once it is there: reading a resource before suspends the screen, and reading one that failed throws.
  const library = () => (coverage.sensors.state === 'ready' ? coverage.sensors() : []);
  const sensors = createMemo(() => indexSensors(library(), inventory()));
  const componentNames = createMemo(
    () => new Map<string, string>(coverage.facts()?.dataComponents.map(({ id, name }) => [id, name])),
  );
  const [lastRemoval, setLastRemoval] = createSignal<string | null>(null);
  const save = (label: string, step: (inventory: Inventory) => Inventory) => workspace.change(label, step);

  return {
    inventory,
    groupsByName: () => groupsByName() ?? [],
    sensors,
    platforms: () => coverage.facts()?.platforms ?? [],
    nameOf: (deployment) => nameDeployment(deployment, inventory(), sensors()),
    componentName: (id) => componentNames().get(id) ?? id,
    save,
    remove(label, step) {
      void save(label, step).then((isSaved) => isSaved && setLastRemoval(label));
    },
    removeRules(label, ids) {
      void workspace.removeKept(label, 'rules', ids).then((isSaved) => isSaved && setLastRemoval(label));
    },
    removed: () => (lastRemoval() === workspace.history().undo ? lastRemoval() : null),
    undoRemoval() {
      void workspace.undo();
      setLastRemoval(null);
    },
  };
}
