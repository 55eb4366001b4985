import { settleMeasureOfPlan } from '../../src/domain/best-plan/plan-problem';
import { isAnythingCounted } from '../../src/domain/planning/asked-requirements';
import { rankNextBest } from '../../src/domain/planning/next-best';
import { listNextCandidates, type NextCandidate } from '../../src/domain/planning/next-candidates';
import { rankPairs } from '../../src/domain/planning/pairs';
import type { Measure, Plan, PlanOption } from '../../src/domain/planning/plan';
import { readPrice } from '../../src/domain/planning/price';
import { makeWhatIf, type WhatIf } from '../../src/domain/planning/what-if';
import { type Result, success } from '../../src/domain/result';
import type { NextBestAnswer, NextBestWorker, NextRow } from '../contract/next-best';
import type { PlanningRequest } from '../contract/planning';
import { keepLayerAsWeights } from './layer-weights';
import { preparePlanning } from './planning-question';
import { findRedundancy } from './redundancy-answer';
import { answerWeights, listThreats } from './weights';

export const nextBestAnswers: NextBestWorker = {
  listThreats,
  describeWeights: answerWeights,
  keepLayerAsWeights,
  findRedundancy,

  async findScope(request) {
    const prepared = await preparePlanning(request);
    if (!prepared.ok) return prepared;
    const { base, estate } = prepared.value;
    return success({ catalogId: request.catalogId, isAnythingCounted: isAnythingCounted(base.index, estate) });
  },

  async rankNext(request) {
    const prepared = await prepareNext(request);
    return prepared.ok ? success(answerNext(request, prepared.value)) : prepared;
  },

  async exportNext(request, grain, context) {
    const prepared = await prepareNext(request);
    if (!prepared.ok) return prepared;
    const { writeNextTable } = await import('./next-export');
    const { whatIf, plan } = prepared.value;
    return success(await writeNextTable(request, grain, answerNext(request, prepared.value), whatIf, plan, context));
  },

  async rankPairs(request) {
    const prepared = await prepareNext(request);
    if (!prepared.ok) return prepared;
    const { whatIf, weights, candidates, catalogId } = prepared.value;
    const buyable = candidates.filter(({ grain }) => grain !== 'log-source' && grain !== 'component');
    const objective = { measure: measureOf(request), bound: request.objective.bound };
    const { pairs, bound } = rankPairs(whatIf, buyable, weights, objective);
    return success({
      catalogId,
      bound,
      pairs: pairs.map(({ first, second, gainOfFirst, gainOfSecond, together, surplus, newlyRun }) => ({
        first: { id: first.id, title: first.title, isOption: first.isOption, gain: gainOfFirst },
        second: { id: second.id, title: second.title, isOption: second.isOption, gain: gainOfSecond },
        together,
        surplus,
        newlyRun,
      })),
    });
  },

  async makeOptions(request, candidateIds) {
    const prepared = await prepareNext(request);
    if (!prepared.ok) return prepared;
    const { candidates, plan } = prepared.value;
    const wanted = candidateIds.flatMap((id) => candidates.find((candidate) => candidate.id === id) ?? []);
    return success(wanted.length < candidateIds.length ? null : wanted.map((candidate) => makeOption(candidate, plan)));
  },
};

interface PreparedNext {
  readonly catalogId: string;
  readonly whatIf: WhatIf;
  readonly weights: Float64Array;
  readonly candidates: readonly NextCandidate[];
  readonly plan: Plan;
}

async function prepareNext(request: PlanningRequest): Promise<Result<PreparedNext>> {
  const prepared = await preparePlanning(request);
  if (!prepared.ok) return prepared;
  const { base, weights, plan } = prepared.value;
  const whatIf = makeWhatIf(base);
  const candidates = listNextCandidates(base, whatIf.estate, plan, () => crypto.randomUUID());
  return success({ catalogId: request.catalogId, whatIf, weights, candidates, plan });
}

function answerNext(
  request: PlanningRequest,
  { whatIf, weights, candidates, plan, catalogId }: PreparedNext,
): NextBestAnswer {
  const objective = { measure: measureOf(request), bound: request.objective.bound };
  const { ranked, ...rest } = rankNextBest(whatIf, candidates, weights, objective);
  const { index, inventory, sensors, settings } = whatIf.base;
  const rows = ranked.map(({ candidate, ...figures }): NextRow => {
    const { id, grain, name, title, where, events, status, isOption } = candidate;
    return { id, grain, name, title, where, events, status, isOption, ...figures, price: priceOf(candidate, plan) };
  });
  return {
    catalogId,
    ...rest,
    measureOfPlan:
      plan.options.length === 0
        ? null
        : settleMeasureOfPlan({ plan, index, inventory, library: [...sensors.values()], settings }),
    groups: whatIf.groups.length,
    rows,
  };
}

/**
 * Automatic is strength where everything that counts is rated, and nobody has rated what is not there yet: unless
 * strength is asked for, the share of hosts is what can be promised.
 */
function measureOf({ objective }: PlanningRequest): Measure {
  return objective.measure ?? 'share';
}

function priceOf({ price, name }: NextCandidate, plan: Plan): number | null {
  if (price === null) return null;
  const read = readPrice(price, plan, name);
  return read.ok ? read.value / 100 : null;
}

function makeOption({ id, title, changes, price }: NextCandidate, { currency }: Plan): PlanOption {
  return { id, name: title, changes, price: price ?? { amount: '', currency, per: 'year' } };
}
