import type { OpenSegment } from '../../columns/open-column';
import { formatCount, formatCounted } from '../../format';
import { DISPOSITION_FIELD } from '../../history/fields';
import type { Signal } from '../signal';
import { BEHAVIOURS, type BehavioursFound, behaviourSignalId, RAISED_FROM } from './behaviour';
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
/** Different users at which it is one password tried on many. */
const SPRAYED = 5;
/** Sign-ins that are kept, over all histories. */
const MOST_SIGN_INS = 2_000_000;

interface SignIn {
  readonly time: number;
  readonly user: number;
  readonly isRefused: boolean;
  readonly at: number;
}

export interface SignIns {
  read(segment: OpenSegment, owner: FlowSegment): void;
  find(): BehavioursFound;
}

/** Sign-ins of event histories, by where they come from and to which host they go. */
export function makeSignIns(hosts = new HostTable()): SignIns {
  const segments: FlowSegment[] = [];
  const users = new HostTable();
  const byPair = new Map<string, SignIn[]>();
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
        const list = byPair.get(key) ?? [];
        byPair.set(key, list);
        const at = (segments.length - 1) * 65_536 + row;
        list.push({ time: found.time, isRefused: found.isRefused, user: users.add(found.user), at });
      }
    },
    find() {
      const signals: Signal[] = [];
      const heldBack = makeHeldBackTally('sign-ins-failed');
      for (const [key, list] of byPair) {
        const [from = '', to = ''] = key.split('|');
        const signal = judge({ from, to }, list, hosts, segments);
        if (signal === null) continue;
        if (signal.score >= RAISED_FROM) signals.push(signal);
        else heldBack.add('too few of them refused', { ...signal, peer: signal.peer ?? '' });
      }
      const why = `${formatCounted(left, 'sign-in was', 'sign-ins were')} not looked at: ${formatCount(MOST_SIGN_INS)} are the most at once.`;
      return {
        signals,
        heldBack: heldBack.list(),
        notLookedAt: left === 0 ? [] : [{ behaviour: 'sign-ins-failed', why }],
      };
    },
  };
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
  { from, to }: { readonly from: string; readonly to: string },
  unsorted: readonly SignIn[],
  hosts: HostTable,
  segments: readonly FlowSegment[],
): Signal | null {
  const list = [...unsorted].sort((one, other) => one.time - other.time);
  const refused = list.filter(({ isRefused }) => isRefused);
  const best = busiest(refused);
  const [first, last] = [best[0], best[best.length - 1]];
  if (first === undefined || last === undefined || best.length < LEAST) return null;
  const all = list.filter(({ time }) => time >= first.time && time <= last.time);
  const isLetIn = list.some(({ time, isRefused }) => !isRefused && time >= last.time && time <= last.time + WINDOW);
  const names = new Set(best.map(({ user }) => user).filter((user) => user > 0)).size;
  const score = (1 - 1 / Math.sqrt(best.length)) * (best.length / all.length);
  const isOursTrying = from !== '' && (to === '' || hosts.placeOf(hosts.add(from)) === 'inside');
  const [host, peer] = isOursTrying ? [from, to] : [to, from];
  const behaviour = BEHAVIOURS['sign-ins-failed'];
  const how = names >= SPRAYED ? `, for ${formatCounted(names, 'user')}: one after the other` : '';
  return {
    id: behaviourSignalId(behaviour.id, host, peer === '' ? null : peer),
    kind: 'behaviour',
    rule: behaviour.id,
    title: behaviour.title,
    host,
    peer: peer === '' ? null : peer,
    first: first.time,
    last: last.time,
    count: best.length,
    score,
    severity: isLetIn ? 'critical' : isOursTrying ? 'high' : 'medium',
    techniques: names >= SPRAYED ? [...behaviour.techniques, 'T1110.003'] : behaviour.techniques,
    why: `${formatCounted(best.length, 'sign-in')} ${from === '' ? '' : `from ${from} `}${to === '' ? '' : `to ${to} `}refused in ${formatPeriod(last.time - first.time)}${how}${isLetIn ? '; one was let in soon after' : ''}`,
    records: rowsOfPlaces(
      best.slice(0, MOST_SIGNAL_ROWS).map(({ at }) => at),
      segments,
    ),
  };
}

function busiest(refused: readonly SignIn[]): readonly SignIn[] {
  let [from, length, at] = [0, 0, 0];
  for (let to = 0; to < refused.length; to++) {
    while ((refused[to]?.time ?? 0) - (refused[from]?.time ?? 0) > WINDOW) from++;
    if (to - from + 1 > length) [length, at] = [to - from + 1, from];
  }
  return refused.slice(at, at + length);
}
