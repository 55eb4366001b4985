/** Tables of the same trade that are no inventory, told by their cells: indicators, techniques, logs. */
import { guessDelimiter, makeDelimitedReader } from './delimited-text';
import { isLog, isMoment } from './documents/log-sniff';
import { isSentence, sniffProse } from './documents/prose-sniff';

const INDICATOR =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|(?:\d{1,3}(?:\[?\.\]?)){3}\d{1,3}(?:[:/]\d+)?|(?:hxxps?|https?|ftp):\/\/\S+|[\w-]+(?:\[?\.\]?[\w-]+)*\[?\.\]?[a-z]{2,})$/i;
/** What lists of hosts do not have. */
const CERTAIN_INDICATOR = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|(?:hxxps?|https?|ftp):\/\/\S+)$/i;
const INDICATOR_HEADER =
  /^(?:indicators?|indicator[ _]?types?|iocs?|ioc[ _]types?|entity_type|md5|sha-?1|sha-?256(?:sum)?|to_ids|c2|cidr.*)$/i;
const INDICATOR_KIND = /^(?:host|domain|hostname|md5|sha-?1|sha-?256|url|ip|ipv4|filename)$/i;
const FLOW_FIELD = /^(?:s_?ip|d_?ip|src_?addr|dst_?addr|src_?ip|dst_?ip|s_?port|d_?port|src_?port|dst_?port)$/i;
const ATTACK_OBJECT = /^(?:T\d{4}(?:\.\d{3})?|TA\d{4}|D[SC]\d{4}|DET\d{4}|AN\d{4})$/;
const TECHNIQUE = /^T\d{4}(?:\.\d{3})?$/;
/** Of the Event Viewer's exports: columns for the id of the event and for the category of the task. */
const EVENT_ID = /^(?:event ?id|ereignis-?id|id de l.(?:év[ée]nement|evento)|id\.? (?:del )?evento|identificador.*)$/i;
const TASK =
  /^(?:task category|aufgabenkategorie|cat[ée]gorie de la t[âa]che|categor[ií]a (?:de (?:la )?tarea|attività))$/i;

/** Whether most rows hold a hash, an address or a domain, in the same column. */
export function isIndicatorTable(text: string): boolean {
  const rows = readRows(text);
  const header = rows[0] ?? [];
  const isTyped = ['type', 'value'].every((name) =>
    header.some((cell) => cell.replace('\ufeff', '').toLowerCase() === name),
  );
  const isNamed = isTyped || header.some((cell) => INDICATOR_HEADER.test(cell));
  const kinds = rows.filter(([first = '', ...rest]) => rest.length > 0 && INDICATOR_KIND.test(first)).length;
  if (isTyped || (rows.length > 2 && kinds > rows.length * 0.8)) return true;
  return isNamed ? mostInOneColumn(rows, INDICATOR) >= 0.3 : mostInOneColumn(rows, CERTAIN_INDICATOR) >= 0.5;
}

export function isTechniqueTable(text: string): boolean {
  return mostInOneColumn(readRows(text), TECHNIQUE) >= 0.8;
}

/** Most rows name a data component, a data source, a tactic or the like, in the same column. */
export function isAttackTable(text: string): boolean {
  return mostInOneColumn(readRows(text), ATTACK_OBJECT) >= 0.8;
}

/** Source and destination of traffic. */
export function isFlowTable(text: string): boolean {
  return (readRows(text)[0] ?? []).filter((cell) => FLOW_FIELD.test(cell)).length >= 2;
}

/** As the Event Viewer writes it. */
export function isEventTable(text: string): boolean {
  // Descriptions of several lines mislead the guess of what stands between cells.
  const header = text
    .slice(0, 500)
    .replace(/^\uFEFF/, '')
    .split(/[\r\n]/, 1)
    .flatMap((line) => line.split(/[,;\t]/))
    .map((cell) => cell.trim().replace(/^"|"$/g, ''));
  return header.some((cell) => EVENT_ID.test(cell)) && header.some((cell) => TASK.test(cell));
}

/** Lines that begin with a moment, or have one in the same column, the first included. */
export function isLogTable(text: string): boolean {
  const rows = readRows(text);
  if (rows.length === 0 || lastRead.isProse) return false;
  if (rows.filter(([first = '']) => isMoment(first)).length >= rows.length * 0.8) return true;
  const [first = []] = rows;
  return first
    .slice(0, 4)
    .some(
      (cell, at) => isMoment(cell) && rows.filter((cells) => isMoment(cells[at] ?? '')).length >= rows.length * 0.8,
    );
}

/** Lines of a log that are no table. */
export function isLogText(text: string): boolean {
  const rows = readRows(text);
  if (lastRead.isProse || /^\s*(?:\{|<[a-z?!])/i.test(text)) return false;
  const alike = rows.filter(({ length }) => length > 2 && length === rows[0]?.length).length;
  if (alike > 1 && alike >= rows.length * 0.8 && !rows.some(([first = '']) => /^(?:CEF|LEEF):\d/.test(first)))
    return false;
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '');
  return isLog(lines, isSentence);
}

/** Rows of the width that most have, of two cells and more. */
function countAlike(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** Several questions are asked of the same text, one after the other. */
let lastRead: { readonly text: string; readonly rows: readonly (readonly string[])[]; readonly isProse: boolean } = {
  text: '',
  rows: [],
  isProse: false,
};

function readRows(text: string): readonly (readonly string[])[] {
  if (lastRead.text !== text)
    lastRead = { text, rows: /^\s*[[{<]/.test(text) ? [] : cutRows(text), isProse: sniffProse(text) > 0 };
  return lastRead.rows;
}

function cutRows(text: string): readonly (readonly string[])[] {
  const reader = makeDelimitedReader({ delimiter: guessDelimiter(text) });
  const records = [...reader.push(text), ...reader.end()].filter(
    ({ blank, problem }) => !blank && problem !== 'too-long',
  );
  return records.slice(0, 100).map(({ cells }) => cells.map((cell) => cell.trim()));
}

/** The share of rows below the first that fit, in the column where most do. */
function mostInOneColumn(rows: readonly (readonly string[])[], pattern: RegExp): number {
  const below = rows.length > 1 ? rows.slice(1) : rows;
  const width = Math.min(30, Math.max(0, ...below.map((cells) => cells.length)));
  if (width < 2 || below.length === 0 || isProse(rows)) return 0;
  const shares = Array.from(
    { length: width },
    (_, at) => below.filter((cells) => pattern.test((cells[at] ?? '').slice(0, 200))).length / below.length,
  );
  return Math.max(...shares);
}

/** Paragraphs or a list with commas in them: a report, where hardly two rows are alike. */
function isProse(rows: readonly (readonly string[])[]): boolean {
  return lastRead.isProse && countAlike(rows) < 3;
}
