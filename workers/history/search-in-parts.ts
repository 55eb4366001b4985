import type { SearchJob, Task } from './search-job';
import type { PartFound, PartSearch } from './search-part-contract';

/** A part that does not answer for so long after Stop is ended: a hostile pattern can keep it busy in one segment. */
const PATIENCE_MS = 1000;

/** Each part takes the next segment when it is done with one, so that none waits for another. */
export async function searchInParts(
  { startParts, isStopped }: SearchJob,
  search: PartSearch,
  tasks: readonly Task[],
  onFound: (position: number, found: PartFound | null) => void,
): Promise<void> {
  const parts = startParts();
  const late = afterStop(isStopped);
  let next = 0;
  try {
    await Promise.all(
      parts.map(async ({ part }) => {
        await part.prepare(search);
        while (!isStopped()) {
          const position = next++;
          const task = tasks[position];
          if (task === undefined) break;
          const answer = await Promise.race([
            part.search({ id: task.segment.id, history: task.history.id }),
            late.promise,
          ]);
          if (answer === 'late') return;
          onFound(position, answer);
        }
        await Promise.race([part.finish(), late.promise]);
      }),
    );
  } finally {
    late.clear();
    for (const { stop } of parts) stop();
  }
}

function afterStop(isStopped: () => boolean): { readonly promise: Promise<'late'>; clear(): void } {
  let timer: ReturnType<typeof setInterval> | undefined;
  const promise = new Promise<'late'>((resolve) => {
    let stoppedAt: number | null = null;
    timer = setInterval(() => {
      if (!isStopped()) return;
      stoppedAt ??= performance.now();
      if (performance.now() - stoppedAt >= PATIENCE_MS) resolve('late');
    }, PATIENCE_MS / 4);
  });
  return { promise, clear: () => clearInterval(timer) };
}
