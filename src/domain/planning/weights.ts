import type { ThreatActor, ThreatCatalog } from '../attack/catalog';
import type { CatalogIndex } from '../attack/catalog-index';
import { makeFateOf } from '../attack/succession';
import { type Issue, issue, WHOLE_FILE } from '../result';
import type { ThreatSteps } from '../threats/threat-steps';
import { isAttackThreat, NO_LIST, type UserKind, type WeightList, type WeightProfile } from './weight-profile';

/** How much each technique of a catalog counts, 0 or more. */
export interface TechniqueWeights {
  /** Per technique of the catalog; all 0 where the profile weighs nothing of it. */
  readonly weights: Float64Array;
  /** What could not be weighed, and why. */
  readonly issues: readonly Issue[];
}

/** A report or layer that was chosen, resolved in the release in force. */
export type ChosenThreat = Pick<ThreatSteps, 'id' | 'name' | 'steps'>;

/**
 * Weights of a catalog's techniques under a profile (coverage model, "Weights").
 * @param threats who uses what; `null`: not known for this release. It may be of another release: techniques are
 *   looked up by id
 * @param own what is there of the reports and layers that the profile names
 */
export function computeTechniqueWeights(
  index: CatalogIndex,
  profile: WeightProfile,
  threats: ThreatCatalog | null,
  lists: readonly WeightList[],
  own: readonly ChosenThreat[] = [],
): TechniqueWeights {
  const { weights, issues } = weigh(index, profile, threats, lists, own);
  if (!weights.some((weight) => weight > 0) && !issues.some(({ severity }) => severity === 'error')) {
    issues.push(nothing('weights-none', 'The chosen weights give no technique of this release any weight.'));
  }
  return { weights, issues };
}

interface Draft {
  readonly weights: Float64Array;
  readonly issues: Issue[];
}

function weigh(
  index: CatalogIndex,
  profile: WeightProfile,
  threats: ThreatCatalog | null,
  lists: readonly WeightList[],
  own: readonly ChosenThreat[],
): Draft {
  const { length } = index.catalog.techniques;
  switch (profile.kind) {
    case 'equal':
      return { weights: new Float64Array(length).fill(1), issues: [] };
    case 'use':
      if (profile.by.length === 0) return weighsNothing(length, 'weights-unchosen', 'No kind of user is chosen.');
      return countUses(index, threats, listActors(threats, profile.by));
    case 'chosen':
      return countChosen(index, threats, profile.threatIds, own);
    case 'list': {
      const list = lists.find(({ id }) => id === profile.listId);
      if (profile.listId === NO_LIST) return weighsNothing(length, 'weights-unchosen', 'No list of weights is chosen.');
      if (list === undefined) {
        return weighsNothing(length, 'weights-list-gone', 'The chosen list of weights is no longer there.');
      }
      return applyList(index, list);
    }
  }
}

function countChosen(
  index: CatalogIndex,
  threats: ThreatCatalog | null,
  threatIds: readonly string[],
  own: readonly ChosenThreat[],
): Draft {
  const { length } = index.catalog.techniques;
  if (threatIds.length === 0) return weighsNothing(length, 'weights-unchosen', 'No threat is chosen.');
  const chosen = [...new Set(threatIds)];
  const attack = chosen.filter(isAttackThreat);
  const byId = new Map(listActors(threats, ['groups', 'software', 'campaigns']).map((actor) => [actor.id, actor]));
  const actors = attack.flatMap((id) => byId.get(id) ?? []);
  // Reports alone need nobody to know who uses what.
  const draft: Draft =
    attack.length === 0 ? { weights: new Float64Array(length), issues: [] } : countUses(index, threats, actors);
  const missing = threats === null ? [] : attack.filter((id) => !byId.has(id));
  if (missing.length > 0) {
    const message =
      missing.length === 1
        ? 'A chosen threat is not in this release.'
        : `${missing.length} chosen threats are not in this release.`;
    draft.issues.push(leftOut('weights-threat-unknown', message, missing));
  }
  const ownById = new Map(own.map((threat) => [threat.id, threat]));
  const gone: string[] = [];
  for (const id of chosen.filter((one) => !isAttackThreat(one))) {
    const threat = ownById.get(id);
    if (threat === undefined) gone.push(id);
    else countSteps(index, threat, draft.weights);
  }
  if (gone.length > 0) {
    const message =
      gone.length === 1
        ? 'A chosen report or layer is no longer there.'
        : `${gone.length} chosen reports and layers are no longer there.`;
    draft.issues.push(leftOut('weights-report-gone', message, gone));
  }
  return draft;
}

function countSteps(index: CatalogIndex, { steps }: ChosenThreat, weights: Float64Array): void {
  for (const technique of new Set(steps.map((step) => step.technique))) {
    const at = index.techniqueById.get(technique);
    if (at !== undefined) weights[at] = (weights[at] ?? 0) + 1;
  }
}

function leftOut(code: string, message: string, ids: readonly string[]): Issue {
  return issue('warning', code, WHOLE_FILE, message, { found: ids.join(', '), done: 'Left out of the weights.' });
}

/** Each technique by the number of actors that use it. */
function countUses(index: CatalogIndex, threats: ThreatCatalog | null, actors: readonly ThreatActor[]): Draft {
  const { catalog } = index;
  const weights = new Float64Array(catalog.techniques.length);
  if (threats === null) {
    return weighsNothing(
      weights.length,
      'weights-threats-missing',
      `Who uses which technique is not known here for ATT&CK ${catalog.release}.`,
    );
  }
  const issues: Issue[] = [];
  const positions = placeTechniques(index, threats);
  for (const actor of actors) {
    // A technique and the one that it was merged into are one use.
    const used = new Set(actor.techniques.map((technique) => positions[technique] ?? -1));
    for (const at of used) if (at >= 0) weights[at] = (weights[at] ?? 0) + 1;
  }
  if (threats.release !== catalog.release) {
    issues.push(
      issue(
        'note',
        'weights-other-release',
        WHOLE_FILE,
        `Uses are those that ATT&CK ${threats.release} lists; the app has none of its own for ${catalog.release}.`,
      ),
    );
  }
  return { weights, issues };
}

/** Where a catalog has the techniques that a threat catalog names; −1: nowhere. */
function placeTechniques(index: CatalogIndex, threats: ThreatCatalog): readonly number[] {
  const fateOf = makeFateOf(index.catalog);
  return threats.techniqueIds.map((id) => {
    const fate = fateOf(id);
    return fate.kind === 'live' || fate.kind === 'succeeded' ? (index.techniqueById.get(fate.id) ?? -1) : -1;
  });
}

/** Several entries that became one technique weigh as the heaviest of them: a merger makes nothing matter more. */
function applyList(index: CatalogIndex, list: WeightList): Draft {
  const weights = new Float64Array(index.catalog.techniques.length);
  const issues: Issue[] = [];
  if (list.domain !== null && list.domain !== index.catalog.domain) {
    return weighsNothing(
      weights.length,
      'weights-other-domain',
      `“${list.name}” weighs techniques of ${list.domain}, and what is looked at is ${index.catalog.domain}.`,
    );
  }
  const fateOf = makeFateOf(index.catalog);
  const gone: string[] = [];
  for (const { technique, weight } of list.weights) {
    const fate = fateOf(technique);
    const at = fate.kind === 'live' || fate.kind === 'succeeded' ? index.techniqueById.get(fate.id) : undefined;
    if (at === undefined) gone.push(technique);
    else if (Number.isFinite(weight)) weights[at] = Math.max(weights[at] ?? 0, weight);
  }
  if (gone.length > 0) {
    const message =
      gone.length === 1
        ? `A technique of “${list.name}” is not in this release.`
        : `${gone.length} techniques of “${list.name}” are not in this release.`;
    issues.push(
      issue('warning', 'weights-technique-unknown', WHOLE_FILE, message, {
        found: gone.slice(0, 8).join(', '),
        done: 'Left out of the weights.',
      }),
    );
  }
  return { weights, issues };
}

export function listActors(threats: ThreatCatalog | null, by: readonly UserKind[]): readonly ThreatActor[] {
  return threats === null ? [] : by.flatMap((kind) => threats[kind]);
}

function weighsNothing(length: number, code: string, message: string): Draft {
  return { weights: new Float64Array(length), issues: [nothing(code, message)] };
}

/** An error: whatever is computed with these weights says nothing. */
function nothing(code: string, message: string): Issue {
  return issue('error', code, WHOLE_FILE, message, { done: 'No weighted figure can be given.' });
}
