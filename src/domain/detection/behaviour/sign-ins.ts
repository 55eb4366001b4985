import type { OpenSegment } from '../../columns/open-column';
import { formatCount, formatCounted } from '../../format';
import { DISPOSITION_FIELD } from '../../history/fields';
import type { Signal } from '../signal';
import { type BehavioursFound, makeBehaviourSignal, RAISED_FROM } from './behaviour';
import { type FlowSegment, MOST_SIGNAL_ROWS, rowsOfPlaces } from './flow-table';
import { formatPeriod } from './format-period';
import { makeHeldBackTally } from './held-back';
import { HostTable } from './host-table';

export const SIGN_IN_FIELDS: ReadonlySet<string> = new Set([
  '@timestamp',
  'event.code',
  'event.outcome',
  'source.ip',
  'destination.ip',
  'host.name',
  'host.hostname',
  'user.name',
  'network.direction',
  'http.response.status_code',
  DISPOSITION_FIELD,
]);

/** Windows: a sign-in, let in or refused; a ticket refused; credentials checked. */
const CODES: ReadonlySet<string> = new Set(['4624', '4625', '4771', '4776']);
const WINDOW = 600_000;
const LEAST = 10;
/** Of one host and many: of a busy host, a few people mistype in any ten minutes. */
const LEAST_OF_MANY = 20;
/** Different users at which it is one password tried on many. */
const SPRAYED = 5;
/** Sign-ins that are kept, over all histories. */
const MOST_SIGN_INS = 2_000_000;

interface SignIn {
  readonly time: number;
  readonly pair: Pair;
  readonly user: number;
  readonly isRefused: boolean;
  readonly at: number;
}

/** Where sign-ins come from, and to which host; empty: any, or not said. */
interface Pair {
  readonly from: string;
  readonly to: string;
}

interface PairSignIns extends Pair {
  readonly list: SignIn[];
}

export interface SignIns {
  read(segment: OpenSegment, owner: FlowSegment): void;
  find(): BehavioursFound;
}

/**
 * Sign-ins of event histories, by where they come from and to which host they go; those of no pair that is raised, once more by each of
 * the two: one refused once at each of many hosts, or by one host from many.
 */
export function makeSignIns(hosts = new HostTable()): SignIns {
  const segments: FlowSegment[] = [];
  const users = new HostTable();
  const byPair = new Map<string, PairSignIns>();
  let [count, left] = [0, 0];
  return {
    read(segment, owner) {
      const read = makeSignInReader(segment);
      if (read === null) return;
      segments.push(owner);
      for (let row = 0; row < segment.rows; row++) {
        const found = read(row);
        if (found === null) continue;
        if (count === MOST_SIGN_INS) {
          left++;
          continue;
        }
        count++;
        const key = `${found.from}|${found.to}`;
        const pair = byPair.get(key) ?? { from: found.from, to: found.to, list: [] };
        byPair.set(key, pair);
        const at = (segments.length - 1) * 65_536 + row;
        pair.list.push({ time: found.time, pair, isRefused: found.isRefused, user: users.add(found.user), at });
      }
    },
    find() {
      const signals = new Map<string, Signal>();
      const heldBack = makeHeldBackTally('sign-ins-failed');
      const isRaised = (pair: Pair, list: readonly SignIn[], least: number): boolean => {
        const signal = judge(pair, list, least, hosts, segments);
        if (signal === null) return false;
        if (signal.score < RAISED_FROM) heldBack.add('too few of them refused', { ...signal, peer: signal.peer ?? '' });
        else if ((signals.get(signal.id)?.score ?? 0) < signal.score) signals.set(signal.id, signal);
        return signal.score >= RAISED_FROM;
      };
      let open = [...byPair.values()].filter((pair) => !isRaised(pair, pair.list, LEAST));
      for (const side of ['from', 'to'] as const) {
        const raised = new Set<string>();
        for (const [host, pairs] of groupBySide(open, side)) {
          const many = { from: '', to: '', [side]: host };
          if (
            isRaised(
              many,
              pairs.flatMap(({ list }) => list),
              LEAST_OF_MANY,
            )
          )
            raised.add(host);
        }
        open = open.filter((pair) => !raised.has(pair[side]));
      }
      const why = `${formatCounted(left, 'sign-in was', 'sign-ins were')} not looked at: ${formatCount(MOST_SIGN_INS)} are the most at once.`;
      return {
        signals: [...signals.values()],
        heldBack: heldBack.list(),
        notLookedAt: left === 0 ? [] : [{ behaviour: 'sign-ins-failed', why }],
      };
    },
  };
}

/** Hosts with more than one other side. */
function groupBySide(pairs: readonly PairSignIns[], side: keyof Pair): ReadonlyMap<string, readonly PairSignIns[]> {
  const groups = new Map<string, PairSignIns[]>();
  for (const pair of pairs) {
    if (pair[side] === '') continue;
    const group = groups.get(pair[side]) ?? [];
    groups.set(pair[side], group);
    group.push(pair);
  }
  return new Map([...groups].filter(([, group]) => group.length > 1));
}

function makeSignInReader(segment: OpenSegment) {
  const [time, code, outcome, state, direction, status] = [
    '@timestamp',
    'event.code',
    'event.outcome',
    DISPOSITION_FIELD,
    'network.direction',
    'http.response.status_code',
  ].map((field) => segment.reader(field));
  const [source, destination, name, hostname, user] = [
    'source.ip',
    'destination.ip',
    'host.name',
    'host.hostname',
    'user.name',
  ].map((field) => segment.reader(field));
  if (time === null || time === undefined || (code ?? direction ?? null) === null) return null;
  return (row: number) => {
    const number = code?.textAt(row) ?? '';
    const isKnownCode = CODES.has(number);
    if (!isKnownCode && (direction?.textAt(row) !== 'ingress' || (user?.isAbsent(row) ?? true))) return null;
    const answer = status?.numberAt(row) ?? null;
    if (answer !== null && answer !== 401) return null;
    const [result, disposition] = [outcome?.textAt(row) ?? '', state?.textAt(row) ?? ''];
    const isRefused = result === 'failure' || disposition === 'denied' || number === '4625' || answer === 401;
    if (!isRefused && result !== 'success' && disposition !== 'established') return null;
    const at = time.numberAt(row);
    const from = source?.textAt(row) ?? '';
    const to = name?.textAt(row) ?? hostname?.textAt(row) ?? destination?.textAt(row) ?? '';
    if (at === null || (from === '' && to === '')) return null;
    const text = (value: string) => value.toLowerCase().replaceAll('|', '');
    return { time: at, from: text(from), to: text(to), user: (user?.textAt(row) ?? '').toLowerCase(), isRefused };
  };
}

/** Score: (1 − 1 ÷ √refused) × share refused, of the ten minutes with most refusals. */
function judge(
  { from, to }: Pair,
  unsorted: readonly SignIn[],
  least: number,
  hosts: HostTable,
  segments: readonly FlowSegment[],
): Signal | null {
  const list = [...unsorted].sort((one, other) => one.time - other.time);
  const refused = list.filter(({ isRefused }) => isRefused);
  const best = busiest(refused);
  const [first, last] = [best[0], best[best.length - 1]];
  if (first === undefined || last === undefined || best.length < least) return null;
  const all = list.filter(({ time }) => time >= first.time && time <= last.time);
  const pairs = new Set(best.map(({ pair }) => pair));
  const isLetIn = list.some(
    ({ time, isRefused, pair }) =>
      !isRefused && time >= last.time && time <= last.time + WINDOW && (from !== '' || pairs.has(pair)),
  );
  const names = new Set(best.map(({ user }) => user).filter((user) => user > 0)).size;
  const score = (1 - 1 / Math.sqrt(best.length)) * (best.length / all.length);
  const isOursTrying = from !== '' && (to === '' || hosts.placeOf(hosts.add(from)) === 'inside');
  const [host, peer] = isOursTrying ? [from, to] : [to, from];
  const others = pairs.size > 1 ? formatCounted(pairs.size, 'host') : '';
  const [source, target] = [from === '' ? others : from, to === '' ? others : to];
  const how = names >= SPRAYED ? `, for ${formatCounted(names, 'user')}: one after the other` : '';
  return makeBehaviourSignal({
    behaviour: 'sign-ins-failed',
    host,
    peer: peer === '' ? null : peer,
    first: first.time,
    last: last.time,
    count: best.length,
    score,
    severity: isLetIn ? 'critical' : isOursTrying ? 'high' : 'medium',
    moreTechniques: names >= SPRAYED ? ['T1110.003'] : [],
    why: `${formatCounted(best.length, 'sign-in')} ${source === '' ? '' : `from ${source} `}${target === '' ? '' : `to ${target} `}refused in ${formatPeriod(last.time - first.time)}${how}${isLetIn ? '; one was let in soon after' : ''}`,
    records: rowsOfPlaces(
      best.slice(0, MOST_SIGNAL_ROWS).map(({ at }) => at),
      segments,
    ),
  });
}

function busiest(refused: readonly SignIn[]): readonly SignIn[] {
  let [from, length, at] = [0, 0, 0];
  for (let to = 0; to < refused.length; to++) {
    while ((refused[to]?.time ?? 0) - (refused[from]?.time ?? 0) > WINDOW) from++;
    if (to - from + 1 > length) [length, at] = [to - from + 1, from];
  }
  return refused.slice(at, at + length);
}
