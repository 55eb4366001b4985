import { openSegment } from '../../src/domain/columns/open-column';
import { makeHostNames } from '../../src/domain/detection/alerts/host-names';
import { makeAlerts } from '../../src/domain/detection/alerts/make-alerts';
import type { BehavioursFound } from '../../src/domain/detection/behaviour/behaviour';
import { makeDetections } from '../../src/domain/detection/behaviour/detections';
import { findBehaviours, joinFound } from '../../src/domain/detection/behaviour/find-behaviours';
import { FlowTable } from '../../src/domain/detection/behaviour/flow-table';
import { readFlows } from '../../src/domain/detection/behaviour/read-flows';
import { makeSignIns } from '../../src/domain/detection/behaviour/sign-ins';
import type { DetectionRequest, DetectionRun } from '../../src/domain/detection/detection-run';
import type { Signal, SignalKind } from '../../src/domain/detection/signal';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { keepDetectionRun } from '../../src/store/detection-store';
import type { HistoryDatabase } from '../../src/store/history-database';
import { readColumns } from '../../src/store/read-segments';
import type { DetectionProgress } from '../contract/behaviour';
import { type DetectionSegments, isDetectionField, listDetectionSegments } from './detection-segments';
import { unlessFull } from './full-disk';
import { letStopIn } from './let-stop-in';
import { SIGNAL_MAKERS } from './signal-makers';

export interface DetectionJob {
  readonly request: DetectionRequest;
  /** ISO 8601 */
  readonly at: string;
  readonly onProgress: (progress: DetectionProgress) => void;
  readonly isStopped: () => boolean;
}

/** How long the thread is kept before messages are let in. */
const TURN_MS = 40;
const NOTHING_KEPT = 'Nothing of this run was kept; alerts and decisions stay as they were.';

/** From histories to alerts: reads what may be flows, sign-ins or alerts, finds signals, adds those of other makers, gathers. */
export async function runBehaviour(db: HistoryDatabase, job: DetectionJob): Promise<Result<DetectionRun>> {
  const begun = performance.now();
  const chosen = await listDetectionSegments(db, job.request);
  const read = await readSegments(db, job, chosen);
  if (read === null) return stopped();
  const inFlows = await driveToEnd(read.flows, read.requests, job);
  if (inFlows === null) return stopped();
  const found = joinFound([inFlows, read.signIns.find(), read.detections.find()]);
  const looked = new Set(chosen.histories.map(({ id }) => id));
  const others = await Promise.all(SIGNAL_MAKERS.map((make) => make(db, looked)));
  const signals = [...found.signals, ...others.flat()];
  const { alerts, distillation } = makeAlerts({
    signals,
    records: read.records,
    verdicts: await db.verdicts.toArray(),
    before: await db.alerts.toArray(),
    names: read.names.list(),
  });
  const run: DetectionRun = {
    at: job.at,
    request: job.request,
    tookMs: Math.round(performance.now() - begun),
    histories: Object.fromEntries(chosen.histories.map(({ id, rows }) => [id, rows])),
    from: read.from,
    to: read.to,
    flows: read.flows.count,
    requests: read.requests.count,
    distillation,
    kinds: countKinds(signals),
    heldBack: found.heldBack,
    notLookedAt: [...chosen.notLookedAt, ...found.notLookedAt, ...withoutFlows(read.flows.count)],
  };
  if (job.isStopped()) return stopped();
  const stored = await unlessFull(NOTHING_KEPT, () => keepDetectionRun(db, run, alerts, signals));
  return stored.ok ? success(run) : stored;
}

async function readSegments(db: HistoryDatabase, { onProgress, isStopped }: DetectionJob, chosen: DetectionSegments) {
  const flows = new FlowTable(chosen.flows);
  const requests = new FlowTable(chosen.requests);
  const [signIns, detections, names] = [makeSignIns(), makeDetections(), makeHostNames(flows.hosts)];
  let [records, done] = [0, 0];
  let [from, to]: [number | null, number | null] = [null, null];
  for (const segment of chosen.segments) {
    onProgress({ step: 'Reading', done: done++, total: chosen.segments.length });
    await letStopIn();
    if (isStopped()) return null;
    const columns = await readColumns(db, segment, isDetectionField);
    const open = openSegment({ rows: segment.rows, columns });
    const owner = { historyId: segment.history, segmentId: segment.id };
    readFlows(open, owner, flows, requests);
    signIns.read(open, owner);
    detections.read(open, owner);
    names.read(open);
    records += segment.rows;
    from = Math.min(from ?? Number.POSITIVE_INFINITY, segment.from ?? Number.POSITIVE_INFINITY);
    to = Math.max(to ?? Number.NEGATIVE_INFINITY, segment.to ?? Number.NEGATIVE_INFINITY);
  }
  return { flows, requests, signIns, detections, names, records, from, to };
}

/** @returns `null`: it was stopped */
async function driveToEnd(
  flows: FlowTable,
  requests: FlowTable,
  { onProgress, isStopped }: DetectionJob,
): Promise<BehavioursFound | null> {
  const work = findBehaviours(flows, requests, crypto.getRandomValues(new Uint32Array(1))[0] ?? 0);
  const steps = new Set<string>();
  let turn = performance.now();
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    if (performance.now() - turn < TURN_MS && steps.has(next.value)) continue;
    steps.add(next.value);
    onProgress({ step: `Looking for ${next.value}`, done: steps.size, total: STEPS });
    await letStopIn();
    if (isStopped()) return null;
    turn = performance.now();
  }
}

/** Steps of `findBehaviours`. */
const STEPS = 6;

function countKinds(signals: readonly Signal[]): DetectionRun['kinds'] {
  const counts: Partial<Record<SignalKind, number>> = {};
  for (const { kind } of signals) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function withoutFlows(flows: number): DetectionRun['notLookedAt'] {
  return flows > 0
    ? []
    : [
        {
          behaviour: null,
          why: 'No flow was read: no history has records with two addresses and a time that say what became of a connection.',
        },
      ];
}

function stopped(): Result<never> {
  return failure(issue('note', 'detection-stopped', WHOLE_FILE, 'It was stopped.', { done: NOTHING_KEPT }));
}
