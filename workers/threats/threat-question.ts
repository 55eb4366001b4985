import { type Result, success } from '../../src/domain/result';
import type { VerdictGround } from '../../src/domain/threats/compute-verdict';
import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import type { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { CoverageRequest } from '../contract/coverage';
import type { ThreatRef } from '../contract/threats';
import { openDatabase } from '../databases';
import { keepLastAnswers } from '../last-answers';
import { computeLens, type LensCoverage } from '../lens-coverage';
import { makeQuestion, prepareQuestion, type Question } from '../question';
import { loadReportFacts, type ReleaseFacts } from './report-facts';
import { resolveThreat } from './threat-refs';

/** What every answer about threats starts from. */
export interface ThreatQuestion {
  readonly request: CoverageRequest;
  readonly db: WorkspaceDatabase;
  readonly question: Question;
  readonly ground: VerdictGround;
  readonly facts: ReleaseFacts;
  /** `null`: it is gone, or not of this domain. */
  resolve(ref: ThreatRef): Promise<ThreatSteps | null>;
}

export async function prepareThreats(request: CoverageRequest): Promise<Result<ThreatQuestion>> {
  const prepared = await prepareQuestion(request, makeKept);
  if (!prepared.ok) return prepared;
  const question = prepared.value;
  const { index, inventory, estate } = question;
  const [lens, facts] = await Promise.all([computeKeptLens(question), loadReportFacts(index, request.catalogId)]);
  const db = openDatabase(request.workspace);
  return success({
    request,
    db,
    question,
    ground: { index, inventory, estate, settings: request.settings, ...lens },
    facts,
    resolve: (ref) => resolveThreat(db, index, facts, ref),
  });
}

/** With its own settings and with those of planning, of two workspaces. */
const questions = keepLastAnswers<Question>(4);
const lenses = new WeakMap<Question, Promise<LensCoverage>>();

/** Decisions, notes and ticks ask again, and none of them changes the estate: it stays the same object then. */
const makeKept: typeof makeQuestion = (request, index, library, inventory) =>
  questions.find(JSON.stringify(request), [index, library, JSON.stringify(inventory)], () =>
    makeQuestion(request, index, library, inventory),
  );

function computeKeptLens(question: Question): Promise<LensCoverage> {
  // It rests on more than the estate.
  if (question.request.settings.lens === 'dettect') return computeLens(question);
  const lens = lenses.get(question) ?? computeLens(question);
  lenses.set(question, lens);
  return lens;
}
