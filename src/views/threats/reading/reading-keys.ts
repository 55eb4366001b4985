import { type Accessor, createEffect, on } from 'solid-js';
import type { Verdict } from './reading-scope';

/** Keys of the list of findings: what is decided stays where it is, and so does the focus. */
export function createFindingKeys(
  body: () => HTMLElement | undefined,
  decide: (technique: string, verdict: Verdict | null) => void,
  known: Accessor<ReadonlyMap<string, { readonly decision: { readonly verdict: Verdict } | null }>>,
) {
  /** Where the focus was last, for when what had it goes away. */
  let last: { readonly technique: string; readonly at: number } | null = null;
  const items = () => [...(body()?.querySelectorAll<HTMLElement>('.evidence-item') ?? [])];

  function focusOn(item: HTMLElement | undefined): void {
    item?.querySelector<HTMLElement>('.evidence-item-name')?.focus({ preventScroll: true });
    item?.scrollIntoView({ block: 'nearest' });
  }

  /** From where the focus is, around the end; with no focus from the beginning. */
  function goToWaiting(step: 1 | -1): void {
    const all = items();
    const active = document.activeElement;
    const now = all.findIndex((item) => item.contains(active));
    const from = now === -1 && step === -1 ? 0 : now;
    const inOrder = all.map((_, distance) => all[(from + step * (distance + 1) + all.length * 2) % all.length]);
    focusOn(inOrder.find((item) => item?.dataset['waiting'] !== undefined));
  }

  function press(event: KeyboardEvent): void {
    const { target } = event;
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest('input, textarea, select, [role="listbox"]') !== null) return;
    const item = target.closest<HTMLElement>('.evidence-item');
    const technique = item?.dataset['technique'];
    if (!act(event.key, item, technique)) return;
    event.preventDefault();
  }

  function act(key: string, item: HTMLElement | null, technique: string | undefined): boolean {
    if (key === 'n' || key === 'p') {
      goToWaiting(key === 'n' ? 1 : -1);
      return true;
    }
    if (item === null || technique === undefined) return false;
    if (key === 'a' || key === 'r') {
      const wanted = key === 'a' ? 'accepted' : 'rejected';
      // What was decided is taken back first: a key beside the one that was meant overwrites nothing.
      decide(technique, (known().get(technique)?.decision ?? null) === null ? wanted : null);
      return true;
    }
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const all = items();
      focusOn(all[all.indexOf(item) + (key === 'ArrowDown' ? 1 : -1)]);
      return true;
    }
    return false;
  }

  function follow(event: FocusEvent): void {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('.evidence-item') : null;
    const technique = item?.dataset['technique'];
    last = item === null || technique === undefined ? null : { technique, at: items().indexOf(item) };
  }

  // What the analyst had added and takes back is gone: the focus goes to what stands there now.
  createEffect(
    on(
      known,
      (now) => {
        const gone = last;
        if (gone === null || now.has(gone.technique)) return;
        last = null;
        queueMicrotask(() => {
          if (document.activeElement !== document.body) return;
          const all = items();
          focusOn(all[Math.min(gone.at, all.length - 1)]);
        });
      },
      { defer: true },
    ),
  );

  return { press, follow, goToWaiting };
}
