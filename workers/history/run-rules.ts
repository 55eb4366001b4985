import type { Rule } from '../../src/domain/coverage/rule';
import { isInService } from '../../src/domain/coverage/rule-index';
import { makeCollector } from '../../src/domain/detection/sigma/collect-findings';
import { readSigma } from '../../src/domain/detection/sigma/read-sigma';
import type { SigmaRule, UnsupportedRule } from '../../src/domain/detection/sigma/rule-model';
import { planRules, type RulePlan } from '../../src/domain/detection/sigma/rule-plan';
import type { RuleRun } from '../../src/domain/detection/sigma/rule-run';
import { issue } from '../../src/domain/result';
import { readSigmaSource } from '../../src/formats/sigma-source';
import type { HistoryDatabase, StoredSegment } from '../../src/store/history-database';
import { listSegments } from '../../src/store/read-segments';
import { keepRuleRun } from '../../src/store/rule-runs';
import type { RuleProgress } from '../contract/rules';
import { unlessFull } from './full-disk';
import { letStopIn } from './let-stop-in';
import type { RulePart } from './rule-part-contract';
import type { StartedPart } from './search-part-contract';

export interface RuleJob {
  /** All of the workspace: what is chosen may refer to others. */
  readonly rules: readonly Rule[];
  /** Ids of rules; `null`: all that are in service. */
  readonly chosen: readonly string[] | null;
  /** Ids of histories; `null`: all. */
  readonly histories: readonly string[] | null;
  /** ISO 8601 */
  readonly at: string;
  readonly startParts: () => readonly StartedPart<RulePart>[];
  readonly onProgress: (progress: RuleProgress) => void;
  readonly isStopped: () => boolean;
}

/** A part that does not answer for so long after Stop is ended. */
const PATIENCE_MS = 1000;

/** Rules over histories, from their texts to the kept result. */
export async function runRules(db: HistoryDatabase, job: RuleJob): Promise<RuleRun> {
  const begun = performance.now();
  const { plan, isRead } = await planOf(job);
  const histories = (await db.histories.toArray())
    .filter(({ id }) => job.histories === null || job.histories.includes(id))
    .sort((one, other) => one.importedAt.localeCompare(other.importedAt));
  const segments: StoredSegment[] = [];
  for (const { id } of histories) segments.push(...(await listSegments(db, id)));
  const collector = makeCollector(plan);
  let [done, records] = [0, 0];
  const tell = () =>
    job.onProgress({
      segmentsDone: done,
      segmentsTotal: segments.length,
      matched: collector.matched,
      estimatedMs: null,
    });
  tell();
  const isWhole =
    plan.detections.length === 0 ||
    (await runInParts(db, job, plan, segments, (position, findings) => {
      done++;
      if (findings !== null) {
        records += segments[position]?.rows ?? 0;
        collector.add(position, findings);
      }
      tell();
    }));
  const places = segments.map(({ id, owner }) => ({ historyId: owner, segmentId: id }));
  const run: RuleRun = {
    id: `run-${job.at}`,
    at: job.at,
    complete: isWhole && isRead,
    tookMs: Math.round(performance.now() - begun),
    histories: Object.fromEntries(histories.map(({ id, rows }) => [id, rows])),
    records,
    rules: collector.finish(places),
  };
  const stored = await unlessFull(
    'Nothing of this run was kept; those before it and all histories stay as they were.',
    () => keepRuleRun(db, run),
  );
  if (!stored.ok) throw new Error(stored.issues[0]?.message);
  return run;
}

/** Hundreds of rules take a second to be read: Stop comes in between. */
async function planOf({
  rules,
  chosen,
  isStopped,
}: RuleJob): Promise<{ readonly plan: RulePlan; readonly isRead: boolean }> {
  const read: (SigmaRule | UnsupportedRule)[] = [];
  for (const [at, rule] of rules.entries()) {
    if (at % 50 === 0) await letStopIn();
    if (isStopped()) break;
    read.push(readRule(rule));
  }
  const inService = new Set(rules.filter(isInService).map(({ id }) => id));
  const wanted = read.filter(({ id }) => (chosen === null ? inService.has(id) : chosen.includes(id)));
  // A rule that is out of service may be referred to; a filter that is, narrows nothing.
  const known = read.filter(({ id, kind }) => kind !== 'filter' || inService.has(id));
  return { plan: planRules(wanted, known), isRead: read.length === rules.length };
}

export function readRule(rule: Rule): SigmaRule | UnsupportedRule {
  if (rule.language !== 'sigma' && rule.language !== 'sigma-filter') {
    const message = `Only Sigma rules are run; this one is written for ${rule.language}.`;
    const found = issue('error', 'sigma-other-language', { kind: 'path', path: '(the rule)' }, message);
    return { kind: 'unsupported', id: rule.id, title: rule.name, issues: [{ ...found, done: 'The rule is not run.' }] };
  }
  const source = readSigmaSource(rule.text);
  if (!source.ok) return { kind: 'unsupported', id: rule.id, title: rule.name, issues: source.issues };
  return readSigma(source.value, rule);
}

/** Each part takes the next segment when it is done with one. @returns whether all were run */
async function runInParts(
  db: HistoryDatabase,
  { startParts, isStopped }: RuleJob,
  plan: RulePlan,
  segments: readonly StoredSegment[],
  onFound: (position: number, findings: Awaited<ReturnType<RulePart['run']>>) => void,
): Promise<boolean> {
  const parts = startParts();
  let next = 0;
  let answered = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const late = new Promise<'late'>((resolve) => {
    let stoppedAt: number | null = null;
    timer = setInterval(() => {
      if (!isStopped()) return;
      stoppedAt ??= performance.now();
      if (performance.now() - stoppedAt >= PATIENCE_MS) resolve('late');
    }, PATIENCE_MS / 4);
  });
  try {
    await Promise.all(
      parts.map(async ({ part }) => {
        if ((await Promise.race([part.prepare(db.workspace, plan), late])) === 'late') return;
        while (!isStopped()) {
          const position = next++;
          const segment = segments[position];
          if (segment === undefined) break;
          const answer = await Promise.race([part.run(segment.id), late]);
          if (answer === 'late') return;
          answered++;
          onFound(position, answer);
          await letStopIn();
        }
        await Promise.race([part.finish(), late]);
      }),
    );
  } finally {
    clearInterval(timer);
    for (const { stop } of parts) stop();
  }
  return answered === segments.length;
}
