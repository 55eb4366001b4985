import type { OpenSegment } from '../../columns/open-column';
import { formatCount, formatCounted } from '../../format';
import { excerpt } from '../../result';
import { addBout, type Bout } from '../bouts';
import type { Signal } from '../signal';
import type { BehavioursFound } from './behaviour';
import { type FlowSegment, MOST_SIGNAL_ROWS, rowsOfPlaces } from './flow-table';
import { HostTable } from './host-table';

export const DETECTION_FIELDS: ReadonlySet<string> = new Set([
  '@timestamp',
  'event.dataset',
  'event.action',
  'event.severity',
  'rule.id',
  'rule.name',
  'rule.category',
  'source.ip',
  'destination.ip',
]);

/** Alerts of one rule, host and peer that are told apart; those beyond are counted. */
const MOST_CAUSES = 100_000;

interface Cause {
  readonly title: string;
  readonly rule: string;
  readonly host: string;
  readonly peer: string | null;
  readonly severity: Signal['severity'];
  readonly score: number;
  first: number;
  last: number;
  count: number;
  readonly bouts: Bout[];
  readonly places: number[];
}

export interface Detections {
  read(segment: OpenSegment, owner: FlowSegment): void;
  /** Records that are alerts of a detection system. */
  readonly count: number;
  find(): BehavioursFound;
}

/** How surely an alert is what its rule says, by how severe its maker calls it: 1 is the most severe of Suricata and Snort. */
const LEVELS: Readonly<Record<string, readonly [Signal['severity'], number]>> = {
  '1': ['high', 0.75],
  '2': ['medium', 0.55],
  '3': ['low', 0.35],
  '4': ['low', 0.25],
};
const UNKNOWN_LEVEL = ['medium', 0.45] as const;
/** What Suricata says of its own decoding (checksums, streams) is no attack; too weak to count for anything. */
const OF_DECODER = /^SURICATA /;
const DECODER_LEVEL = ['low', 0.1] as const;

/**
 * Alerts that stand in histories: Suricata's and Snort's, Zeek's notices.
 * @param most of one rule, host and peer that are told apart
 */
export function makeDetections(hosts = new HostTable(), most = MOST_CAUSES): Detections {
  const segments: FlowSegment[] = [];
  const causes = new Map<string, Cause>();
  let [count, left] = [0, 0];
  return {
    get count() {
      return count;
    },
    read(segment, owner) {
      const read = makeAlertReader(segment, hosts);
      if (read === null) return;
      segments.push(owner);
      for (let row = 0; row < segment.rows; row++) {
        const found = read(row);
        if (found === null) continue;
        count++;
        const { time, ...cause } = found;
        const id = ['detection', cause.rule, cause.host, cause.peer ?? ''].join('|');
        const known = causes.get(id) ?? { ...cause, first: time, last: time, count: 0, bouts: [], places: [] };
        if (!causes.has(id)) {
          if (causes.size === most) {
            left++;
            continue;
          }
          causes.set(id, known);
        }
        known.count++;
        addBout(known.bouts, time, time);
        known.first = Math.min(known.first, time);
        known.last = Math.max(known.last, time);
        if (known.places.length < MOST_SIGNAL_ROWS) known.places.push((segments.length - 1) * 65_536 + row);
      }
    },
    find: () => ({
      heldBack: [],
      notLookedAt:
        left === 0
          ? []
          : [
              {
                behaviour: null,
                why: `${formatCounted(left, 'alert of a sensor was', 'alerts of sensors were')} not looked at: ${formatCount(most)} of different rule, host and other side are the most at once. Choose a shorter time.`,
              },
            ],
      signals: [...causes].map(([id, { places, ...cause }]) => ({
        ...cause,
        id,
        kind: 'detection' as const,
        techniques: [],
        why: `${formatCounted(cause.count, 'alert')} of the sensor: ${cause.title}`,
        records: rowsOfPlaces(places, segments),
      })),
    }),
  };
}

function makeAlertReader(segment: OpenSegment, hosts: HostTable) {
  const [time, dataset, action, severity, id, name] = [
    '@timestamp',
    'event.dataset',
    'event.action',
    'event.severity',
    'rule.id',
    'rule.name',
  ].map((field) => segment.reader(field));
  const [source, destination] = [segment.reader('source.ip'), segment.reader('destination.ip')];
  if (!time || !name) return null;
  return (row: number) => {
    const rule = name.textAt(row);
    if (rule === null) return null;
    const from = dataset?.textAt(row) ?? '';
    const isAlert =
      from === 'zeek.notice' ||
      (from === 'suricata.eve' && action?.textAt(row) === 'alert') ||
      (from === 'syslog' && (id?.isAbsent(row) ?? true) === false);
    const at = time.numberAt(row);
    if (!isAlert || at === null) return null;
    const ends = [source?.textAt(row) ?? '', destination?.textAt(row) ?? ''].map((text) => text.toLowerCase());
    const [host, peer] = ourSide(ends[0] ?? '', ends[1] ?? '', hosts);
    if (host === '') return null;
    const [level, score] = OF_DECODER.test(rule)
      ? DECODER_LEVEL
      : (LEVELS[severity?.textAt(row) ?? ''] ?? UNKNOWN_LEVEL);
    return {
      time: at,
      rule: id?.textAt(row) ?? rule,
      title: excerpt(rule, 200),
      host,
      peer: peer === '' ? null : peer,
      severity: level,
      score,
    };
  };
}

/** The host inside first; of two inside, the one that is written as the source. */
function ourSide(source: string, destination: string, hosts: HostTable): readonly [host: string, peer: string] {
  const isInside = (address: string) => address !== '' && hosts.placeOf(hosts.add(address)) === 'inside';
  if (source === '' || (!isInside(source) && isInside(destination))) return [destination, source];
  return [source, destination];
}
