import { type Accessor, createSignal } from 'solid-js';
import type { Workspace } from './workspace';

/** The way into the demonstration estate, for every screen that offers it. */
export interface Demonstration {
  readonly isOpening: Accessor<boolean>;
  /** @returns whether it is open; the workspace tells why not */
  open(): Promise<boolean>;
}

export function createDemonstration(workspace: Pick<Workspace, 'openDemonstration'>): Demonstration {
  const [isOpening, setOpening] = createSignal(false);
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
  };
}
