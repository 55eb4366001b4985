import * as Comlink from 'comlink';
import { makeSearchPart } from './search-part';
import type { SearchPart, StartedPart } from './search-part-contract';

/** More than four share a disk and, on most devices, their cores. */
const MOST_PARTS = 4;

/** As many parts as there are cores; without workers, one in this thread. */
export function startParts(): readonly StartedPart[] {
  if (typeof Worker === 'undefined') return [{ part: makeSearchPart(), stop: () => undefined }];
  const cores = (globalThis.navigator as { readonly hardwareConcurrency?: number }).hardwareConcurrency ?? 2;
  return Array.from({ length: Math.max(1, Math.min(MOST_PARTS, cores)) }, startPart);
}

function startPart(): StartedPart {
  const worker = new Worker(new URL('../history-part.worker.ts', import.meta.url), { type: 'module', name: 'search' });
  const remote = Comlink.wrap<SearchPart>(worker) as unknown as SearchPart;
  // A promise of Comlink's stays open for ever once its worker is broken.
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message === '' ? 'A part of the search could not be started.' : event.message));
    });
  });
  broken.catch(() => undefined);
  const guard = <Answer>(answer: Promise<Answer>) => Promise.race([answer, broken]);
  return {
    part: {
      prepare: (search) => guard(remote.prepare(search)),
      search: (segment) => guard(remote.search(segment)),
      finish: () => guard(remote.finish()),
    },
    stop: () => worker.terminate(),
  };
}
