import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { History } from '../domain/history/history';
import { listAtWork } from '../store/work-locks';

/** How often it is asked while a history is not complete: nothing tells of an import whose tab was closed. */
const EVERY_MS = 2000;

/** Ids of the histories that are being imported: those that are not complete and yet not interrupted. */
export function createUnderWay(histories: Accessor<readonly History[] | undefined>): Accessor<ReadonlySet<string>> {
  const [underWay, setUnderWay] = createSignal<ReadonlySet<string>>(new Set());
  const listOpen = () => (histories() ?? []).flatMap(({ id, complete }) => (complete ? [] : [id]));
  async function ask(): Promise<void> {
    const found = await listAtWork(listOpen());
    const known = underWay();
    if (found.length !== known.size || found.some((id) => !known.has(id))) setUnderWay(new Set(found));
  }
  createEffect(
    on(histories, () => {
      if (listOpen().length === 0) {
        if (underWay().size > 0) setUnderWay(new Set<string>());
        return;
      }
      void ask();
      const timer = setInterval(() => void ask(), EVERY_MS);
      onCleanup(() => clearInterval(timer));
    }),
  );
  return underWay;
}
