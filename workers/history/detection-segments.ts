import { HOST_NAME_FIELDS } from '../../src/domain/detection/alerts/host-names';
import type { NotLookedAt } from '../../src/domain/detection/behaviour/behaviour';
import { DETECTION_FIELDS } from '../../src/domain/detection/behaviour/detections';
import { MOST_FLOWS } from '../../src/domain/detection/behaviour/flow-table';
import { FLOW_FIELDS } from '../../src/domain/detection/behaviour/read-flows';
import { SIGN_IN_FIELDS } from '../../src/domain/detection/behaviour/sign-ins';
import type { DetectionRequest } from '../../src/domain/detection/detection-run';
import { formatCounted } from '../../src/domain/format';
import type { History } from '../../src/domain/history/history';
import type { HistoryDatabase, StoredSegment } from '../../src/store/history-database';
import { listSegments } from '../../src/store/read-segments';

export interface DetectionSegments {
  readonly histories: readonly History[];
  /** In the order of time. */
  readonly segments: readonly (StoredSegment & { readonly history: string })[];
  /** Rows that may be flows, and that may be requests by name. */
  readonly flows: number;
  readonly requests: number;
  readonly notLookedAt: readonly NotLookedAt[];
}

const NAMES = ['tls.client.server_name', 'url.domain', 'dns.question.name'];
/** Requests that are kept at once; each takes what a flow does. */
const MOST_REQUESTS = 4_000_000;

/** What a run reads, the newest first where all is more than fits. */
export async function listDetectionSegments(
  db: HistoryDatabase,
  { histories: chosen, from, to }: DetectionRequest,
): Promise<DetectionSegments> {
  const histories = (await db.histories.toArray()).filter(({ id }) => chosen === null || chosen.includes(id));
  const all: (StoredSegment & { readonly history: string })[] = [];
  let [outside, timeless] = [0, 0];
  for (const { id } of histories)
    for (const segment of await listSegments(db, id)) {
      if (segment.from === null || segment.to === null) timeless += segment.rows;
      else if ((from !== null && segment.to < from) || (to !== null && segment.from > to)) outside += segment.rows;
      else all.push({ ...segment, history: id });
    }
  all.sort((one, other) => (other.to ?? 0) - (one.to ?? 0));
  const taken: (StoredSegment & { readonly history: string })[] = [];
  let [flows, requests, left] = [0, 0, 0];
  for (const segment of all) {
    const fields = new Set(segment.fields.map(({ field }) => field));
    const mayFlow = fields.has('source.ip') && fields.has('destination.ip') ? segment.rows : 0;
    const mayRequest = fields.has('source.ip') && NAMES.some((field) => fields.has(field)) ? segment.rows : 0;
    if (flows + mayFlow > MOST_FLOWS || requests + mayRequest > MOST_REQUESTS) {
      left += segment.rows;
      continue;
    }
    flows += mayFlow;
    requests += mayRequest;
    taken.push(segment);
  }
  const why = (count: number, reason: string): readonly NotLookedAt[] =>
    count === 0 ? [] : [{ behaviour: null, why: `${formatCounted(count, 'record')} not looked at: ${reason}` }];
  return {
    histories,
    segments: taken.reverse(),
    flows,
    requests,
    notLookedAt: [
      ...why(left, 'they are the oldest of more than fits into memory at once. Choose fewer histories.'),
      ...why(timeless, 'they have no time.'),
      ...why(outside, 'they are outside the time that was asked for.'),
    ],
  };
}

export function isDetectionField(field: string): boolean {
  return (
    HOST_NAME_FIELDS.has(field) || FLOW_FIELDS.has(field) || SIGN_IN_FIELDS.has(field) || DETECTION_FIELDS.has(field)
  );
}
