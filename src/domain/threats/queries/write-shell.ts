import { ANY, type AusearchAsk, type QueryPlace } from './query-place';
import { isPlausibleCode, quoteShell } from './quote';
import { describeUnread, readCodes } from './read-codes';
import { type TimeSpan, toIso, toSeconds } from './time-span';
import type { Draft } from './write-query';
import { CONN_LOG, findZeekLog, type ZeekLog } from './zeek-logs';

const ENDS = ['id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'];

/** Each file once as tab-separated columns and once as JSON, whichever Zeek writes there. */
export function writeZeek(codes: readonly string[], span: TimeSpan | null, limit: number): Draft | null {
  const [logs, unread] = [new Set<ZeekLog>(), [] as string[]];
  for (const code of codes.map((text) => text.trim())) {
    const log = findZeekLog(code);
    if (log === null) unread.push(code);
    else logs.add(log);
  }
  if (codes.length === 0 && CONN_LOG !== undefined) logs.add(CONN_LOG);
  if (logs.size === 0) return null;
  return {
    text: [...logs].map((log) => writeZeekLog(log, span, limit)).join('\n\n'),
    note: `In the directory of the day's logs; rotated files are read with zcat. ${describeUnread(unread)}`.trim(),
  };
}

function writeZeekLog({ path, fields, isConnection }: ZeekLog, span: TimeSpan | null, limit: number): string {
  const columns = ['ts', ...(isConnection ? ['uid', ...ENDS] : []), ...fields];
  const from = span === null ? `"$(date -d '24 hours ago' +%s)"` : String(toSeconds(span.from));
  const awkTo = span === null || span.to === null ? '' : ` && $1 <= ${toSeconds(span.to)}`;
  const jqFrom = span === null ? 'now - 86400' : String(toSeconds(span.from));
  const jqTo = span === null || span.to === null ? '' : ` and .ts <= ${toSeconds(span.to)}`;
  const picked = columns.map((name) => (/^[a-z_0-9]+$/.test(name) ? name : `"${name}"`)).join(', ');
  return [
    '# tab-separated',
    `zeek-cut ${columns.join(' ')} < ${path}.log | awk -F '\\t' -v from=${from} '$1 >= from${awkTo}' | head -n ${limit}`,
    '# JSON',
    `jq -c 'select(.ts >= (${jqFrom})${jqTo}) | {${picked}}' ${path}.log | head -n ${limit}`,
  ].join('\n');
}

/** `ausearch` takes several record types at once, but one system call. */
export function writeAusearch(
  ask: AusearchAsk,
  place: QueryPlace,
  codes: readonly string[],
  span: TimeSpan | null,
): Draft | null {
  const { values, texts, unread } = readCodes(codes, place.readCode, isPlausibleCode);
  const stated = values.flatMap(([record = ANY]) => (record === ANY ? [] : [record]));
  const records = codes.length === 0 ? ask.records : stated;
  const calls = values.flatMap(([, call = ANY]) => (call === ANY ? [] : [call]));
  const searches = [
    ...(records.length === 0 ? [] : [`-m ${records.join(',')}`]),
    ...calls.map((call) => `-sc ${call}`),
  ];
  if (searches.length === 0) return null;
  const start =
    span === null
      ? 'ausearch -ts yesterday -te now'
      : `TZ=UTC LC_TIME=en_US.UTF-8 ausearch -ts ${writeDate(span.from)} -te ${span.to === null ? 'now' : writeDate(span.to)}`;
  const notes = [
    span === null ? '' : 'Dates are written as in the locale en_US.UTF-8, which must be there; times are UTC.',
    describeUnread([...unread, ...texts]),
  ];
  return {
    text: searches.map((search) => `${start} ${search} -i`).join('\n'),
    note: notes.filter((part) => part !== '').join(' '),
  };
}

/** `11/24/2026 08:00:00` */
function writeDate(time: number): string {
  const [date = '', hour = ''] = toIso(time).slice(0, -1).split('T');
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year} ${hour}`;
}

/** Reading and writing of objects, and calls of functions, are data events: the event history does not have them. */
const DATA_EVENTS = new Set(
  `GetObject PutObject CopyObject DeleteObject DeleteObjects HeadObject ListObjects ListObjectsV2 GetObjectAcl
  PutObjectAcl GetObjectTagging PutObjectTagging SelectObjectContent RestoreObject Invoke InvokeFunction GetItem PutItem
  DeleteItem UpdateItem Query Scan BatchGetItem BatchWriteItem`
    .trim()
    .split(/\s+/),
);

/** One call per event name: `lookup-events` takes a single attribute. */
export function writeCloudTrailLookup(
  place: QueryPlace,
  codes: readonly string[],
  span: TimeSpan | null,
  limit: number,
): Draft | null {
  const { values, texts, unread } = readCodes(codes, place.readCode, isPlausibleCode);
  const names = values.map(([name = '']) => name);
  const asked = names.filter((name) => !DATA_EVENTS.has(name));
  if (asked.length === 0 && codes.length > 0) return null;
  const time =
    span === null
      ? `--start-time "$(date -u -d '24 hours ago' +%Y-%m-%dT%H:%M:%SZ)"`
      : [`--start-time ${toIso(span.from)}`, ...(span.to === null ? [] : [`--end-time ${toIso(span.to)}`])].join(' ');
  const lines = (asked.length === 0 ? [null] : asked).map((name) =>
    [
      'aws cloudtrail lookup-events',
      ...(name === null ? [] : [`--lookup-attributes ${quoteShell(`AttributeKey=EventName,AttributeValue=${name}`)}`]),
      `${time} --max-items ${limit} --output json`,
    ].join(' '),
  );
  const data = names.filter((name) => DATA_EVENTS.has(name));
  const notes = [
    'The event history of one region and of the last 90 days, management events only.',
    data.length > 0 ? `Data events are only in a trail: ${data.join(', ')}.` : '',
    describeUnread([...unread, ...texts]),
  ];
  return { text: lines.join('\n'), note: notes.filter((part) => part !== '').join(' ') };
}
