import { type Coverage, computeCoverage, presentSmapCoverage } from '../src/domain/coverage/coverage';
import type { DettectFacts } from '../src/domain/coverage/dettect-coverage';
import { computeSmapCoverage, type SmapCoverage } from '../src/domain/coverage/smap-coverage';
import { openDatabase } from './databases';
import type { Question } from './question';

/** What the lens in force says, once for all that is made of it. */
export interface LensCoverage {
  readonly coverage: Coverage;
  /** Of the SMAP lens, else `null`. */
  readonly smap: SmapCoverage | null;
  /** What the DeTT&CT lens rests on beside the inventory, else `null`. */
  readonly dettect: DettectFacts | null;
}

export async function computeLens(question: Question): Promise<LensCoverage> {
  const { request, index, inventory, sensors, estate } = question;
  const { settings, workspace } = request;
  switch (settings.lens) {
    case 'analytics':
      return { coverage: computeCoverage(index, estate, inventory.supporting, settings), smap: null, dettect: null };
    case 'smap': {
      const smap = computeSmapCoverage(index, inventory, sensors, settings);
      return { coverage: presentSmapCoverage(smap, estate), smap, dettect: null };
    }
    case 'dettect': {
      // Comes with the YAML reader, and only to those who choose the lens.
      const { loadDettectFacts, computeDettectLens } = await import('./dettect-lens');
      const dettect = await loadDettectFacts(openDatabase(workspace), index.catalog.domain);
      return { coverage: computeDettectLens(question, dettect), smap: null, dettect };
    }
  }
}
