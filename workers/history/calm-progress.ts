/** Hundreds of messages per second would keep the page busy drawing them. */
const EVERY_MS = 100;

export function makeCalm<Progress extends { readonly segmentsDone: number; readonly segmentsTotal: number }>(
  tell: (progress: Progress) => void,
): (progress: Progress) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const isEnd = progress.segmentsDone === progress.segmentsTotal;
    if (!isEnd && performance.now() - saidAt < EVERY_MS) return;
    saidAt = performance.now();
    tell(progress);
  };
}
