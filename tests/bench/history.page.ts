/** The page of a measurement: a file shared by several workers, as histories are searched. */

export interface PartTimes {
  /** Median. */
  readonly milliseconds: number;
  readonly matched: number;
  readonly sightings: number;
}

export interface PartsTask {
  readonly log: string;
  readonly indicators: string;
  readonly parts: number;
  readonly rounds: number;
}

declare global {
  var shareFile: (task: PartsTask) => Promise<PartTimes>;
}

globalThis.shareFile = async ({ log, indicators, parts, rounds }) => {
  type Answer = { readonly matched: number; readonly tallies: ReadonlyMap<number, unknown> };
  const answerOf = (worker: Worker, message: unknown) =>
    new Promise<Answer>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message: words }) => reject(new Error(words));
      worker.postMessage(message);
    });
  const workers = Array.from({ length: parts }, () => new Worker('worker.js', { type: 'module' }));
  const ask = (message: (part: number) => unknown) =>
    Promise.all(workers.map((worker, part) => answerOf(worker, message(part))));
  await ask((part) => ({ kind: 'part', log, indicators, part, parts }));
  const times: number[] = [];
  let answers: readonly Answer[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    answers = await ask(() => 'go');
    times.push(performance.now() - start);
  }
  for (const worker of workers) worker.terminate();
  return {
    milliseconds: times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN,
    matched: answers.reduce((sum, { matched }) => sum + matched, 0),
    sightings: new Set(answers.flatMap(({ tallies }) => [...tallies.keys()])).size,
  };
};
