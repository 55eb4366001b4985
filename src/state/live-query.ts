import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { watch } from '../store/watch';

/**
 * A query of a database that answers again whenever what it read changes, in this tab, a worker or another tab.
 * `undefined` until it has answered for the first time.
 */
export function createLiveQuery<Database, Value>(
  database: Accessor<Database>,
  query: (db: Database) => Promise<Value>,
  onError: (error: unknown) => void,
): Accessor<Value | undefined> {
  const [value, setValue] = createSignal<Value>();
  createEffect(() => {
    const db = database();
    const stop = watch(
      () => query(db),
      (answer) => setValue(() => answer),
      onError,
    );
    onCleanup(() => {
      stop();
      setValue(undefined);
    });
  });
  return value;
}
