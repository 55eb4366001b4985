import { computeCoverage } from '../../src/domain/coverage/coverage';
import { bringsAnything } from '../../src/domain/planning/next-best';
import type { Grain } from '../../src/domain/planning/next-candidates';
import { composeNextTable } from '../../src/domain/planning/next-table';
import type { Plan } from '../../src/domain/planning/plan';
import type { WhatIf } from '../../src/domain/planning/what-if';
import { writeCoverageCsv } from '../../src/formats/coverage-csv';
import type { ExportContext, ExportedFile } from '../contract/exports';
import type { NextBestAnswer } from '../contract/next-best';
import type { PlanningRequest } from '../contract/planning';
import { answerWeights } from './weights';

/** What the screen shows of one grain, in its order. */
export async function writeNextTable(
  request: PlanningRequest,
  grain: Grain,
  { rows, measure, isWeightless }: NextBestAnswer,
  { base, estate }: WhatIf,
  { currency, years, objective }: Plan,
  { at, tlp }: Pick<ExportContext, 'at' | 'tlp'>,
): Promise<ExportedFile> {
  const { index, inventory, settings } = base;
  const words = await answerWeights(request);
  const isDemonstration = request.workspace === 'demonstration';
  const subject = {
    index,
    inventory,
    settings,
    coverage: computeCoverage(index, estate, inventory.supporting, settings),
    smap: null,
    at,
    tlp,
    isDemonstration,
    shown: [...index.catalog.techniques.keys()],
  };
  const table = composeNextTable(
    rows.filter((row) => row.grain === grain && bringsAnything(row)),
    {
      measure,
      bound: objective.bound,
      isWeightless,
      currency,
      years,
      weights: words.ok ? words.value.words : '',
    },
    subject,
  );
  const { domain, release } = index.catalog;
  const prefix = isDemonstration ? 'vedette-demonstration' : 'vedette';
  return {
    name: `${prefix}-next-best-${grain}-${domain}-${release}-${at.slice(0, 10)}.csv`,
    mediaType: 'text/csv',
    text: writeCoverageCsv(table),
  };
}
