import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import { loadCatalogIndex } from '../catalogs';
import type { CoverageRequest } from '../contract/coverage';
import type { ThreatRef } from '../contract/threats';
import { openDatabase } from '../databases';
import { loadReportFacts } from './report-facts';
import { resolveThreat } from './threat-refs';

/** A threat for whoever else needs one, as a layer or as weights; `null`: it is gone, or of another domain. */
export async function readThreat(
  { workspace, catalogId }: Pick<CoverageRequest, 'workspace' | 'catalogId'>,
  ref: ThreatRef,
): Promise<ThreatSteps | null> {
  const index = await loadCatalogIndex(catalogId);
  if (!index.ok) return null;
  const facts = await loadReportFacts(index.value, catalogId);
  return resolveThreat(openDatabase(workspace), index.value, facts, ref);
}
