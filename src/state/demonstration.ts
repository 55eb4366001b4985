import { type Accessor, createSignal } from 'solid-js';
import { putDeployments, putGroups, putSensors } from '../domain/sensors/edit-inventory';
import type { Inventory } from '../domain/sensors/inventory';
import type { Workspace } from './workspace';

/** The way into the demonstration estate and out of it, for every screen that offers it. */
export interface Demonstration {
  readonly isOpening: Accessor<boolean>;
  /** @returns whether it is open; the workspace tells why not */
  open(): Promise<boolean>;
  /** Whether it waits for an answer: it was edited, and leaving it would lose that. */
  readonly isAsking: Accessor<boolean>;
  /** Leaves it, or asks first where something would be lost. */
  leave(): Promise<void>;
  /** Leaves it without what was edited. */
  leaveAnyway(): Promise<void>;
  /** Leaves it, and puts the estate as it is now into the own workspace, as one step that can be undone. */
  keepCopy(): Promise<void>;
  stay(): void;
}

type Used = Pick<
  Workspace,
  'openDemonstration' | 'removeDemonstration' | 'history' | 'inventory' | 'name' | 'change' | 'openOwn'
>;

export function createDemonstration(workspace: Used): Demonstration {
  const [isOpening, setOpening] = createSignal(false);
  const [isAskedFor, ask] = createSignal(false);
  const isEdited = () => workspace.history().undo !== null;

  async function leaveAnyway(): Promise<void> {
    ask(false);
    await workspace.removeDemonstration();
  }

  return {
    isOpening,
    async open() {
      setOpening(true);
      try {
        return await workspace.openDemonstration();
      } finally {
        setOpening(false);
      }
    },
    // Undone again, or left by another way, there is nothing to ask.
    isAsking: () => isAskedFor() && workspace.name() === 'demonstration' && isEdited(),
    async leave() {
      if (isEdited()) ask(true);
      else await leaveAnyway();
    },
    leaveAnyway,
    async keepCopy() {
      const estate = workspace.inventory();
      if (estate === undefined) return;
      ask(false);
      workspace.openOwn();
      if (await workspace.change('Keep the demonstration estate', (own) => addEstate(own, estate)))
        await workspace.removeDemonstration();
    },
    stay: () => ask(false),
  };
}

/** Records of the same id are those of an earlier copy: the newer one takes their place. */
export function addEstate(own: Inventory, estate: Inventory): Inventory {
  const merged = putSensors(putDeployments(putGroups(own, estate.groups), estate.deployments), estate.customSensors);
  const marks = new Map(own.supporting.map((mark) => [`${mark.analytic} ${mark.component}`, mark]));
  for (const mark of estate.supporting) marks.set(`${mark.analytic} ${mark.component}`, mark);
  return { ...merged, supporting: [...marks.values()] };
}
