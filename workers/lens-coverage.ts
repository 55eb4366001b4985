import { type Coverage, computeCoverage, presentSmapCoverage } from '../src/domain/coverage/coverage';
import { computeSmapCoverage, type SmapCoverage } from '../src/domain/coverage/smap-coverage';
import type { Question } from './question';

/** What the lens in force says, once for all that is made of it. */
export interface LensCoverage {
  readonly coverage: Coverage;
  /** Of the SMAP lens, else `null`. */
  readonly smap: SmapCoverage | null;
}

export function computeLens({ request, index, inventory, sensors, estate }: Question): LensCoverage {
  const { settings } = request;
  if (settings.lens !== 'smap') {
    return { coverage: computeCoverage(index, estate, inventory.supporting, settings), smap: null };
  }
  const smap = computeSmapCoverage(index, inventory, sensors, settings);
  return { coverage: presentSmapCoverage(smap, estate), smap };
}
