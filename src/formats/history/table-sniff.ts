/** Whether a table is a log: it has a time in every row, and two things or more that a search would ask for. */
import { guessDelimiter } from '../delimited-text';
import { headerlessTableOf } from './headerless-tables';
import { splitCells } from './table-cells';
import { guessColumns } from './table-columns';
import { findHeader, isData, makeRecordJoiner, namesOf } from './table-records';

/** What only records of traffic or of programs have; lists of hosts or of indicators do not. */
const TELLING: ReadonlySet<string> = new Set([
  'source.port',
  'destination.port',
  'destination.ip',
  'source.bytes',
  'destination.bytes',
  'network.bytes',
  'network.packets',
  'network.transport',
  'event.action',
  'event.code',
  'event.outcome',
  'event.duration',
  'http.request.method',
  'http.response.status_code',
  'user_agent.original',
  'dns.question.type',
  'dns.response_code',
  'process.command_line',
  'process.executable',
  'process.pid',
  'process.parent.name',
  'email.from.address',
  'email.message_id',
  'message',
  'source.nat.ip',
  'rule.name',
]);
/** Of whom or what: at least one is needed. */
const SUBJECTS: ReadonlySet<string> = new Set([
  'source.ip',
  'destination.ip',
  'host.name',
  'host.ip',
  'user.name',
  'url.full',
  'url.domain',
  'url.path',
  'dns.question.name',
  'source.domain',
  'destination.domain',
  'file.hash.sha256',
  'file.hash.md5',
  'file.hash.sha1',
  'process.command_line',
  'process.executable',
  'email.from.address',
  'email.to.address',
  'message',
]);
/** Lists of indicators, inventories, rules: tables of the same trade that are no log. */
const OTHER =
  /^(?:indicators?|indicator[ _]?types?|indicator[ _]?value|iocs?|ioc[ _]?(?:types?|value)|to_ids|tlp|confidence|first[ _]?seen(?:[ _]?utc)?|last[ _]?(?:seen|online)(?:[ _]?utc)?|c2[ _]?\w{0,10}|date[ _]?added|url[ _]status|tags?|reporter|reference|as[ _](?:number|name)|attribute|uuid|technique(?:[ _]?id)?|tactics?|mitre.*|data[ _]?source|sensor|owner|department|coverage|score|malware(?:[ _]family)?|threat[ _]actor|campaign|valid[ _](?:from|until)|os|operating system|manufacturer|model|comment|notes?)$/i;
const SAMPLE = 16_384;
const ROWS = 40;

export interface TableSample {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The header and the first rows of a table, from the head of its file: for guessing columns and for the wizard.
 * @param fewestColumns of two columns, a text is taken for a table only where somebody said so
 */
export function sampleTable(text: string, fewestColumns = 3): TableSample | null {
  const head = text
    .slice(0, SAMPLE)
    .replace(/^\uFEFF/, '')
    .replace(/^\s*"?sep=[,;\t|]"?\r?\n/i, '');
  if (/^\s*[[{<]/.test(head)) return null;
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== '');
  // The last line of the head may be cut off.
  if (text.length >= SAMPLE && lines.length > 2) lines.pop();
  if (lines.length < 2) return null;
  const delimiter = guessDelimiter(lines.join('\n'));
  const records: string[] = [];
  const joiner = makeRecordJoiner(delimiter, ({ text: record }) => records.push(record));
  for (const line of lines.slice(0, 200)) joiner.push({ text: line, line: 0, offset: 0, length: 0 });
  joiner.release();
  const all = records.slice(0, ROWS).map((record) => splitCells(record, delimiter));
  const found = all.slice(findHeader(all));
  const [header = [], ...rows] =
    isData(found[0] ?? []) && headerlessTableOf(found[0] ?? []) === null ? [namesOf(found[0] ?? []), ...found] : found;
  // A file that was cut off ends in a piece of a record.
  if (rows.length > 1 && Math.abs((rows.at(-1)?.length ?? 0) - header.length) > 1) rows.pop();
  return header.length < fewestColumns ? null : { header, rows };
}

/** 0 (none), 0.5 (perhaps), 0.7 (a log) or 0.85 (of a product that is known). */
export function rateTable(text: string): number {
  const sample = sampleTable(text);
  if (sample === null) return 0;
  const { header, rows } = sample;
  if (headerlessTableOf(header) !== null) return rows.every((row) => headerlessTableOf(row) !== null) ? 0.85 : 0;
  const fitting = rows.filter((row) => Math.abs(row.length - header.length) <= 1);
  if (fitting.length === 0 || fitting.length < rows.length * 0.8) return 0;
  const { columns } = guessColumns(header, fitting);
  const time = columns.findIndex((column) => column?.field === '@timestamp');
  const fields = new Set(columns.map((column) => column?.field ?? ''));
  if (time < 0 || ![...SUBJECTS].some((field) => fields.has(field))) return 0;
  const timed = fitting.filter((row) => /\d/.test(row[time] ?? ''));
  if (timed.length < fitting.length * 0.8) return 0;
  // A message of a host or a person is one of a log.
  const isTold = fields.has('message') && ['host.name', 'user.name', 'source.ip'].some((field) => fields.has(field));
  const telling = [...TELLING].filter((field) => fields.has(field)).length + (isTold ? 1 : 0);
  const others = header.filter((name) => OTHER.test(name.trim())).length;
  return telling >= 2 && others < telling ? 0.7 : telling >= 1 && others === 0 ? 0.5 : 0;
}
