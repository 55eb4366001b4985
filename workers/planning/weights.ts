import type { ThreatCatalog } from '../../src/domain/attack/catalog';
import { isAttackThreat, type WeightList } from '../../src/domain/planning/weight-profile';
import { describeWeights } from '../../src/domain/planning/weight-words';
import { type ChosenThreat, computeTechniqueWeights, type TechniqueWeights } from '../../src/domain/planning/weights';
import { type Result, success } from '../../src/domain/result';
import { orderReports } from '../../src/domain/threats/edit-reports';
import type { WorkspaceName } from '../../src/store/workspace-database';
import { loadCatalogIndex } from '../catalogs';
import type { ThreatList, WeightsAnswer } from '../contract/next-best';
import type { PlanningRequest } from '../contract/planning';
import { openDatabase } from '../databases';
import type { Question } from '../question';
import { loadThreats } from '../threats';

/** The weights that a planning question asks for. Threats and lists are read only where the profile needs them. */
export async function weighTechniques(
  { index }: Pick<Question, 'index'>,
  request: PlanningRequest,
): Promise<TechniqueWeights> {
  const { threats, lists, own } = await readFacts(request);
  return computeTechniqueWeights(index, request.objective.weights, threats, lists, own);
}

export async function answerWeights(request: PlanningRequest): Promise<Result<WeightsAnswer>> {
  const index = await loadCatalogIndex(request.catalogId);
  if (!index.ok) return index;
  const { threats, lists, own } = await readFacts(request);
  const profile = request.objective.weights;
  const { weights, issues } = computeTechniqueWeights(index.value, profile, threats, lists, own);
  return success({
    words: describeWeights(profile, threats, lists, own),
    weighed: weights.filter((weight) => weight > 0).length,
    techniques: weights.length,
    issues,
  });
}

export async function listThreats(catalogId: string, workspace: WorkspaceName): Promise<ThreatList> {
  const [catalog, own] = await Promise.all([loadThreats(catalogId), listOwn(workspace)]);
  if (catalog === null) return { release: null, threats: own };
  const list = (kind: 'groups' | 'campaigns' | 'software') =>
    catalog[kind].map(({ id, name, aliases, techniques }) => ({
      id,
      name,
      aliases,
      kind,
      techniques: techniques.length,
    }));
  return { release: catalog.release, threats: [...own, ...list('groups'), ...list('campaigns'), ...list('software')] };
}

/** The reports of a workspace, the newest first, and its layers; what they name is read when one is chosen. */
async function listOwn(workspace: WorkspaceName): Promise<ThreatList['threats']> {
  const db = openDatabase(workspace);
  const [reports, layers] = await Promise.all([db.threatReports.toArray(), db.layers.toArray()]);
  return [
    ...orderReports(reports).map(({ id, name, publisher, fileName }) => ({
      id,
      name,
      aliases: [publisher, fileName].filter((each) => each !== ''),
      kind: 'reports' as const,
      techniques: null,
    })),
    ...layers.map(({ id, name, techniques }) => ({
      id: `layer:${id}`,
      name,
      aliases: [],
      kind: 'layers' as const,
      techniques: techniques.length,
    })),
  ];
}

async function readFacts(request: PlanningRequest): Promise<{
  readonly threats: ThreatCatalog | null;
  readonly lists: readonly WeightList[];
  readonly own: readonly ChosenThreat[];
}> {
  const { objective, catalogId, workspace } = request;
  const profile = objective.weights;
  const chosen = profile.kind === 'chosen' ? [...new Set(profile.threatIds)] : [];
  const own = await readOwn(
    request,
    chosen.filter((id) => !isAttackThreat(id)),
  );
  return {
    threats: profile.kind === 'use' || chosen.some(isAttackThreat) ? await loadThreats(catalogId) : null,
    lists: profile.kind === 'list' ? await openDatabase(workspace).weightLists.toArray() : [],
    own: own.filter((threat) => threat !== null),
  };
}

/** Reports, parts of them, and layers: what reads them comes when one is chosen. */
async function readOwn(request: PlanningRequest, refs: readonly string[]): Promise<readonly (ChosenThreat | null)[]> {
  if (refs.length === 0) return [];
  const { readThreat } = await import('../threats/read-threat');
  return Promise.all(refs.map((ref) => readThreat(request, ref)));
}
