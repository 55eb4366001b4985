import { type Accessor, createMemo } from 'solid-js';

export interface RowSelection {
  isSelected(key: string): boolean;
  /** @param extend also all rows between this one and the one that was chosen last */
  toggle(key: string, isOn: boolean, extend: boolean): void;
  toggleAll(isOn: boolean): void;
  readonly state: Accessor<'none' | 'some' | 'all'>;
  /** Of the rows that are here: a selected row that a filter hides is not acted on unseen. */
  readonly count: Accessor<number>;
}

/** @param keys of the rows in the order they are shown */
export function createRowSelection(
  keys: Accessor<readonly string[]>,
  selected: Accessor<ReadonlySet<string>>,
  change: (selected: ReadonlySet<string>) => void,
): RowSelection {
  let anchor: string | null = null;
  // Of many rows mostly none are chosen, and then none are looked at.
  const count = createMemo(() => (selected().size === 0 ? 0 : keys().filter((key) => selected().has(key)).length));

  function put(changed: readonly string[], isOn: boolean): void {
    const next = new Set(selected());
    for (const key of changed) {
      if (isOn) next.add(key);
      else next.delete(key);
    }
    change(next);
  }

  return {
    isSelected: (key) => selected().has(key),
    toggle(key, isOn, extend) {
      const all = extend && anchor !== null ? keys() : [];
      const from = anchor === null ? -1 : all.indexOf(anchor);
      const to = all.indexOf(key);
      anchor = key;
      put(from >= 0 ? all.slice(Math.min(from, to), Math.max(from, to) + 1) : [key], isOn);
    },
    toggleAll: (isOn) => put(keys(), isOn),
    state: () => (count() === 0 ? 'none' : count() === keys().length ? 'all' : 'some'),
    count,
  };
}
