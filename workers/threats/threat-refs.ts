import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import { stepsOfReport } from '../../src/domain/threats/steps-of-report';
import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import type { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { ThreatRef } from '../contract/threats';
import { collectReport, loadReportFacts } from './report-facts';

const LAYER = 'layer:';
const REPORT = 'report-';
const PART = '~';

export function refOfPart(reportId: string, part: number): ThreatRef {
  return `${reportId}${PART}${part}`;
}

export function refOfLayer(layerId: string): ThreatRef {
  return `${LAYER}${layerId}`;
}

/** What a ref stands for, as the techniques it uses; `null`: it is gone, or of another domain. */
export async function resolveThreat(
  db: WorkspaceDatabase,
  index: CatalogIndex,
  catalogId: string,
  ref: ThreatRef,
): Promise<ThreatSteps | null> {
  if (ref.startsWith(REPORT)) return resolveReport(db, index, catalogId, ref);
  if (ref.startsWith(LAYER)) return resolveLayer(db, index, ref);
  const { threats } = await loadReportFacts(index, catalogId);
  return threats === null ? null : stepsOfActor(threats, index.catalog, ref);
}

export function parseReportRef(ref: ThreatRef): { readonly reportId: string; readonly part: number | null } {
  const [reportId = '', part] = ref.split(PART);
  return { reportId, part: part === undefined ? null : Number(part) };
}
