import * as Comlink from 'comlink';
import type { RulePart } from './rule-part-contract';
import { makeSearchPart } from './search-part';
import type { SearchPart, StartedPart } from './search-part-contract';

/** More than four share a disk and, on most devices, their cores. */
const MOST_PARTS = 4;

/** As many parts of a search as there are cores; without workers, one in this thread. */
export function startParts(): readonly StartedPart<SearchPart>[] {
  if (typeof Worker === 'undefined') return [{ part: makeSearchPart(), stop: () => undefined }];
  return Array.from({ length: countCores() }, () => {
    const worker = new Worker(new URL('../history-part.worker.ts', import.meta.url), {
      type: 'module',
      name: 'search',
    });
    const { remote, guard } = connect<SearchPart>(worker);
    return {
      part: {
        prepare: (search) => guard(remote.prepare(search)),
        search: (segment) => guard(remote.search(segment)),
        finish: () => guard(remote.finish()),
      },
      stop: () => worker.terminate(),
    };
  });
}

/** The same for a run of rules. @param make in this thread, where there are no workers */
export function startRuleParts(make: () => RulePart): readonly StartedPart<RulePart>[] {
  if (typeof Worker === 'undefined') return [{ part: make(), stop: () => undefined }];
  return Array.from({ length: countCores() }, () => {
    const worker = new Worker(new URL('../rule-part.worker.ts', import.meta.url), { type: 'module', name: 'rules' });
    const { remote, guard } = connect<RulePart>(worker);
    return {
      part: {
        prepare: (workspace, plan) => guard(remote.prepare(workspace, plan)),
        run: (segment) => guard(remote.run(segment)),
        finish: () => guard(remote.finish()),
      },
      stop: () => worker.terminate(),
    };
  });
}

function countCores(): number {
  const cores = (globalThis.navigator as { readonly hardwareConcurrency?: number }).hardwareConcurrency ?? 2;
  return Math.max(1, Math.min(MOST_PARTS, cores));
}

function connect<Part>(worker: Worker) {
  const remote = Comlink.wrap<Part>(worker) as unknown as Part;
  // A promise of Comlink's stays open for ever once its worker is broken.
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message === '' ? 'A part of the search could not be started.' : event.message));
    });
  });
  broken.catch(() => undefined);
  return { remote, guard: <Answer>(answer: Promise<Answer>) => Promise.race([answer, broken]) };
}
