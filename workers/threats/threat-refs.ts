import type { CatalogIndex } from '../../src/domain/attack/catalog-index';
import { stepsOfLayer } from '../../src/domain/threats/layer-steps';
import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import type { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { ThreatRef } from '../contract/threats';
import type { ReleaseFacts } from './report-facts';
import { type ReportSteps, readReportSteps } from './report-steps';

const LAYER = 'layer:';
const REPORT = 'report-';
const PART = '~';
/** A group or campaign, and all that its software can do. */
const WITH_SOFTWARE = '+software';

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
  facts: ReleaseFacts,
  ref: ThreatRef,
): Promise<ThreatSteps | null> {
  if (ref.startsWith(REPORT)) return (await readReport(db, facts, ref))?.steps ?? null;
  if (ref.startsWith(LAYER)) {
    const layer = await db.layers.get(ref.slice(LAYER.length));
    return layer === undefined ? null : stepsOfLayer(ref, layer, index.catalog);
  }
  if (!ref.endsWith(WITH_SOFTWARE)) return facts.readActor(ref);
  const steps = facts.readActor(ref.slice(0, -WITH_SOFTWARE.length), { withCampaigns: true, withSoftware: true });
  return steps === null ? null : { ...steps, id: ref, name: `${steps.name} with its software` };
}

/** What a ref of a report, or of a part of one, stands for; `null`: it is gone. */
export async function readReport(
  db: WorkspaceDatabase,
  facts: ReleaseFacts,
  ref: ThreatRef,
): Promise<ReportSteps | null> {
  const { reportId, part } = parseReportRef(ref);
  const report = await db.threatReports.get(reportId);
  if (report === undefined) return null;
  const [found] = await readReportSteps(db, facts, [{ ref, report, part }]);
  return found ?? null;
}

export function parseReportRef(ref: ThreatRef): { readonly reportId: string; readonly part: number | null } {
  const [reportId = '', part] = ref.split(PART);
  return { reportId, part: part === undefined ? null : Number(part) };
}
