import { type Accessor, createComputed, createSignal, on, onCleanup } from 'solid-js';
import type { Pieces } from '../../domain/in-pieces';

/** How long the page may be kept from anything else. */
const AT_ONCE_MS = 8;

/**
 * A memo over very many records: what takes longer than a moment goes on in tasks of its own, and what was known before
 * stands meanwhile. Of few records it is there at once.
 * @param work may read signals only before it first yields
 */
export function createInPieces<Source, Value>(
  source: Accessor<Source>,
  work: (source: Source) => Pieces<Value>,
): Accessor<Value | undefined> {
  const [value, setValue] = createSignal<Value>();
  createComputed(
    on(source, (given) => {
      const pieces = work(given);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const goOn = (isFirst: boolean) => {
        const end = performance.now() + AT_ONCE_MS;
        do {
          const step = pieces.next();
          if (step.done) {
            const tell = () => setValue(() => step.value);
            // What is drawn of it is work enough for another task.
            if (isFirst) tell();
            else timer = setTimeout(tell);
            return;
          }
        } while (performance.now() < end);
        timer = setTimeout(goOn, 0, false);
      };
      goOn(true);
      onCleanup(() => clearTimeout(timer));
    }),
  );
  return value;
}
