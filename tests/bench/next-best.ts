import { rankNextBest } from '../../src/domain/planning/next-best';
import { listNextCandidates } from '../../src/domain/planning/next-candidates';
import { EMPTY_PLAN } from '../../src/domain/planning/plan';
import { makeWhatIf } from '../../src/domain/planning/what-if';
import { loadEnterprise, loadLibrary, makeRealisticBase } from '../planning/realistic-estate';

const ROUNDS = 7;

export interface NextBestTimes {
  /** All that there are. */
  readonly candidates: number;
  /** For 400 of them, drawn evenly over all grains; the coverage they start from and the list itself included. */
  readonly milliseconds: number;
}

/** In Node: nothing of it needs a browser. */
export function measureNextBest(seeds: readonly number[] = [1, 2, 3]): NextBestTimes {
  const index = loadEnterprise();
  const library = loadLibrary();
  const weights = new Float64Array(index.catalog.techniques.length).fill(1);
  const times: number[] = [];
  let most = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const seed of seeds) {
      const base = makeRealisticBase(index, library, seed);
      let next = 0;
      const start = performance.now();
      const whatIf = makeWhatIf(base);
      const all = listNextCandidates(base, whatIf.estate, EMPTY_PLAN, () => `candidate ${next++}`);
      const step = all.length / 400;
      const drawn = Array.from({ length: 400 }, (_, i) => all[Math.floor(i * step)]).flatMap((one) => one ?? []);
      rankNextBest(whatIf, drawn, weights, { measure: 'share', bound: 'low' });
      times.push(performance.now() - start);
      most = Math.max(most, all.length);
    }
  }
  times.sort((a, b) => a - b);
  return { candidates: most, milliseconds: times[Math.floor(times.length / 2)] ?? Number.NaN };
}
