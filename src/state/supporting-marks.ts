import type { Accessor } from 'solid-js';
import type { AnalyticId, DataComponentId } from '../domain/attack/identifiers';
import { markSupporting, unmarkSupporting } from '../domain/sensors/edit-inventory';
import type { SupportingMark } from '../domain/sensors/inventory';
import { createPreference } from './preferences';
import type { Workspace } from './workspace';

/** One component of one analytic, with the component's name for the undo list. */
export interface MarkPlace {
  readonly analytic: AnalyticId;
  readonly component: DataComponentId;
  readonly componentName: string;
}

export interface SupportingMarks {
  /** Who marked last on this device; the next form starts with it. */
  readonly author: Accessor<string>;
  find(place: MarkPlace): SupportingMark | undefined;
  /** @returns whether it was saved */
  mark(place: MarkPlace, author: string, reason: string): Promise<boolean>;
  unmark(place: MarkPlace): Promise<boolean>;
}

export function createSupportingMarks(workspace: Workspace): SupportingMarks {
  const [author, setAuthor] = createPreference('author', '', (stored) => (typeof stored === 'string' ? stored : null));
  return {
    author,
    find: ({ analytic, component }) =>
      workspace.inventory()?.supporting.find((mark) => mark.analytic === analytic && mark.component === component),
    mark({ analytic, component, componentName }, by, reason) {
      setAuthor(by);
      const mark: SupportingMark = { analytic, component, author: by, reason, at: new Date().toISOString() };
      return workspace.change(`Mark ${componentName} as supporting in ${analytic}`, (inventory) =>
        markSupporting(inventory, mark),
      );
    },
    unmark: ({ analytic, component, componentName }) =>
      workspace.change(`Require ${componentName} in ${analytic} again`, (inventory) =>
        unmarkSupporting(inventory, { analytic, component }),
      ),
  };
}
