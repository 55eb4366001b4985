/** Recognising lists and tables of indicators by their first lines: neither inventories nor logs may be taken for them. */

import { isGlobalIpv4, isGlobalIpv6, parseIpv4, parseIpv6 } from '../../domain/indicators/ip-address';
import { isReservedDomain, isTopLevelDomain } from '../../domain/indicators/top-level-domains';
import { guessDelimiter, makeDelimitedReader } from '../delimited-text';
import { isAttackTable, isEventTable, isFlowTable, isLogTable, isLogText, isTechniqueTable } from '../foreign-tables';
import type { Probe } from '../probe';
import { isNothing } from '../report-prose';
import { readRoleWord } from './column-words';
import { areSurelyIndicators, guessIndicator, isSurelyIndicator, splitCell } from './guess-indicator';
import { foldWord, readTypeWord } from './indicator-types';
import { isZoneText, readBlockLine } from './list-lines';
import { guessIndicatorColumns, isTableHeader } from './table-columns';

/** Lines that are judged. */
const JUDGED = 300;
/** Longer ones are no entries of a list. */
const LONGEST_LINE = 4000;
const COMMENT = /^\s*(?:#|;|\/\/|!)/;
/** Formats that begin so are others: JSON, XML, logs of Zeek, mail, scripts, defanged brackets aside. */
const OTHERS =
  /^(?:\uFEFF|\s)*(?:\{|\[\s*[{"[\]]|<[!?a-zA-Z]|#!|#separator\b|#(?:fields|Fields|Version|Software)\b|---\s*\n|%PDF)/;

export function sniffIndicatorList({ text }: Probe): number {
  if (text === null || OTHERS.test(text) || isArticle(text)) return 0;
  const lines = listLines(text);
  if (lines.length === 0) return 0;
  let [values, headings, words, certain, rows, settings] = [0, 0, 0, 0, 0, 0];
  const isZone = isZoneText(text);
  for (const line of lines) {
    const kind = judgeLine(line, isZone);
    if (kind === 'value') values++;
    else if (kind === 'heading') headings++;
    else words++;
    if (kind === 'row') rows++;
    if (kind === 'words' && isSetting(line)) settings++;
    if (kind === 'value' && isCertain(line)) certain++;
  }
  const judged = values + words;
  if (values + rows === 0) return 0;
  const share = values / judged;
  // Names of hosts alone may be anybody's list; two of them are not enough to say so.
  if (share >= 0.9 && (values > 2 || certain > 0)) return 0.85;
  if (share >= 0.7 && (certain > 2 || headings > 1)) return 0.7;
  return settings < values + rows && values + rows >= FEWEST_VALUES * judged ? LEFT_OVER : 0;
}

/** Less than any other format of ours gives: what holds values and is nothing else is read as a list of them. */
const LEFT_OVER = 0.05;
const FEWEST_VALUES = 0.2;

/** Headings of Markdown and sentences: a report, however long the list at its end. Comments of a list have no sentences beside them. */
function isArticle(text: string): boolean {
  return /^#{1,6} \S/m.test(text) && /^\p{Lu}(?:[^\s.]{1,40} ){5,60}[^\s.]{1,40}\.\s*$/mu.test(text);
}

/** `title: …`, `{`, `key = value`: of a configuration or a rule, which has links and hosts in some of its lines. */
function isSetting(line: string): boolean {
  const [, label = '', value = ''] = /^(?:-\s+)?["']?([\w.$-]{1,60})["']?\s*(?::|=)(?:\s+(.*))?$/.exec(line) ?? [];
  if (label === '') return /[{};]$|^[})\]]/.test(line);
  return readTypeWord(label) === null && !areSurelyIndicators(value);
}

/** `row`: nothing but values, which may be hosts of one's own. */
function judgeLine(line: string, isZone: boolean): 'value' | 'row' | 'heading' | 'words' {
  if (isSurelyIndicator(line)) return 'value';
  const heading = line.replace(/[:：]$/, '');
  if (readTypeWord(heading) !== null && !/[.,;|\t]/.test(heading)) return 'heading';
  const block = readBlockLine(line);
  if (block !== null) return isZone || block.values.length > 0 ? 'value' : 'heading';
  const bare = line.replace(/^(?:[-*•]\s+|\d{1,5}[.)]\s+)/, '').replace(/\s+(?:#|;|\/\/).*$/, '');
  if (isNamedKind(bare)) return 'value';
  const row = judgeRow(bare);
  if (row !== null) return row;
  const [first = '', ...rest] = bare.split(/[;\t]|\s+/);
  // An address, then how often; a value, then few words.
  if (isSurelyIndicator(first) && rest.length <= 3 && !isDateLike(rest.join(' '))) return 'value';
  return 'words';
}

/** `AS64496 Evil Hosting`, `CVE-2021-44228`: kinds that say what they are. */
function isNamedKind(line: string): boolean {
  const type = guessIndicator(line.split(/[\s,;|]/, 1)[0] ?? '')?.type;
  return (type === 'as-number' || type === 'vulnerability') && !isDateLike(line) && line.length <= LONGEST_NAMED;
}

const LONGEST_NAMED = 120;

/** `192.0.2.1, evil.example; bad.example`: hosts of one's own stand so in inventories, too. */
function judgeRow(line: string): 'value' | 'row' | null {
  const parts = splitCell(line);
  if (parts.length < 2 || !parts.every(isSurelyIndicator)) return null;
  return parts.every(isPublic) ? 'value' : 'row';
}

/** Lines of logs begin with an address, too. */
function isDateLike(text: string): boolean {
  return /\d{1,2}:\d{2}|\[\d|^- -/.test(text);
}

/** No host of one's own is written so: hashes, URLs, what is defanged. */
function isCertain(line: string): boolean {
  const type = guessIndicator(line)?.type;
  return (
    type === 'md5' ||
    type === 'sha1' ||
    type === 'sha256' ||
    type === 'sha512' ||
    type === 'url' ||
    /\[\.\]|hxxp/i.test(line)
  );
}

function listLines(text: string): readonly string[] {
  const all = text.split(/\r\n?|\n/);
  // The last may be cut.
  const whole = text.length > 8000 ? all.slice(0, -1) : all;
  return whole
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length <= LONGEST_LINE && !COMMENT.test(line))
    .slice(0, JUDGED);
}

const STRONG_HEADER =
  /^(?:indicators?|iocs?|iocvalue|ioctype|indicatortype|indicatorvalue|typeofindicator|observables?|entitytype|md5|md5hash|sha1|sha1hash|sha2|sha256|sha256hash|sha256sum|sha512|filehash|filehashes|hash|hashes|toids|c2|c2s|c2server|c2domain|cidrordomain)$/;
const THREAT_HEADER =
  /^(?:malware|malwarefamily|family|threat|threattype|threatname|c2status|confidence|confidencelevel|tlp|tags?|reporter|campaign|threatactor|actor|listingreason|killchain|severity|attacks|validuntil|endofvalidity|abuseconfidencescore)$/;
const ESTATE_HEADER =
  /^(?:os|operatingsystem|owner|department|serial|serialnumber|mac|macaddress|assetid|assettag|asset|model|vendor|location|agent|agentversion|environment|criticality|platform|datacomponent|datasource|logsource|sensor|technique|tactic)$/;

/** Rows with a column of values: by its header, beside types, or by what is in it. */
export function sniffIndicatorTable(probe: Probe): number {
  const { text } = probe;
  if (text === null || OTHERS.test(text)) return 0;
  if (isTechniqueTable(text) || isAttackTable(text) || isEventTable(text)) return 0;
  const { rows, isCommented } = readRows(text);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length === 0 || width < 2) return sniffColumn(rows);
  const guess = guessIndicatorColumns(rows);
  const header = guess.hasHeader ? (rows[0] ?? []).map(foldWord) : [];
  const below = guess.hasHeader ? rows.slice(1) : rows;
  const isAlike = rows.filter((row) => row.length === width).length >= rows.length * 0.5;
  // Prose has commas, too.
  if (!isAlike) return 0;
  const hasType = guess.columns.some(({ role }) => role === 'type');
  const valuesAt = guess.columns.flatMap(({ role }, at) => (role === 'value' ? [at] : []));
  if (valuesAt.length === 0 || below.length === 0 || header.some((cell) => ESTATE_HEADER.test(cell))) return 0;
  const cells = valuesAt.flatMap((at) => below.map((row) => (row[at] ?? '').trim())).filter((cell) => !isNothing(cell));
  const sure = cells.length === 0 ? 0 : cells.filter(isSurelyIndicator).length / cells.length;
  const certain = cells.length === 0 ? 0 : cells.filter(isCertain).length / cells.length;
  const strong = header.filter((cell) => STRONG_HEADER.test(cell)).length;
  const typeAt = guess.columns.findIndex(({ role }) => role === 'type');
  // In a row of a log, some word may be one for a type.
  const isBeside = guess.hasHeader || (width <= 8 && valuesAt.every((at) => Math.abs(at - typeAt) === 1));
  if (
    hasType &&
    isBeside &&
    isTyped(rows, header, guess.hasHeader) &&
    (sure >= 0.5 || strong > 0 || certain > 0 || !guess.hasHeader)
  )
    return 0.85;
  if (isFlowTable(text) && strong === 0) return 0;
  if (strong > 0 && (sure >= 0.5 || certain >= 0.3)) return isLogTable(text) && !isCommented && certain < 0.3 ? 0 : 0.8;
  if (isLogTable(text) || isLogText(text)) return 0;
  if (header.some((cell) => THREAT_HEADER.test(cell)) && sure >= 0.7) return 0.75;
  if (certain >= 0.8 && below.length > 1) return 0.7;
  if (guess.hasHeader && isNeutral(rows[0] ?? []) && arePublic(cells)) return 0.7;
  // A hash, and the name of its file.
  if (!guess.hasHeader && certain >= 0.4 && sure >= 0.8 && width <= 5) return 0.7;
  // Without a header: a value, and numbers or a few words about it. Before a value stands its rank at most.
  const [at = 0] = valuesAt;
  const isRanked = at === 0 || (at === 1 && below.every(([rank = '']) => /^\d{1,8}$/.test(rank)));
  return !guess.hasHeader && sure >= 0.9 && width <= 4 && isRanked && below.length > 2 ? 0.7 : 0;
}

/** One column with a header: a list all the same, unless it is of names of one's own hosts. */
function sniffColumn(rows: readonly (readonly string[])[]): number {
  const [first = [], ...below] = rows;
  if (below.length === 0) return 0;
  if (!STRONG_HEADER.test(foldWord(first[0] ?? '')))
    return isNeutral(first) && arePublic(below.map(([cell = '']) => cell)) ? 0.7 : 0;
  return below.filter(([cell = '']) => isSurelyIndicator(cell)).length >= below.length * 0.8 ? 0.8 : 0;
}

/** Headers of values that an inventory may have as well: `domain`, `ip`; and of what is said of them, nothing else. */
const PUBLIC_HEADER = /^(?:ip|ips|ipaddr|ipaddress|ipv4|ipv6|domain|domains|domainname|fqdn|url|urls|uri|link)$/;
const SAID: ReadonlySet<string> = new Set([
  'first-seen',
  'last-seen',
  'valid-from',
  'valid-until',
  'confidence',
  'comment',
  'reference',
  'port',
]);

function isNeutral(header: readonly string[]): boolean {
  const words = header.map(foldWord).filter((word) => word !== '');
  return (
    words.some((word) => PUBLIC_HEADER.test(word)) &&
    words.every((word) => PUBLIC_HEADER.test(word) || SAID.has(readRoleWord(word) ?? ''))
  );
}

/** All are values that nobody has within: addresses of the Internet, names under a top-level domain, URLs, hashes. */
function arePublic(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => !isNothing(cell));
  return filled.length > 1 && filled.every(isPublic);
}

function isPublic(cell: string): boolean {
  const found = guessIndicator(cell, true);
  if (found === null) return false;
  const octets = found.type === 'ipv4' ? parseIpv4(found.value) : null;
  if (octets !== null) return isGlobalIpv4(octets);
  const groups = found.type === 'ipv6' ? parseIpv6(found.value) : null;
  if (groups !== null) return isGlobalIpv6(groups);
  if (found.type !== 'domain') return isCertain(cell);
  const last = found.value.slice(found.value.lastIndexOf('.') + 1);
  return isTopLevelDomain(last) && !isReservedDomain(found.value);
}

/** Types are named in a column of their own, and not only of hosts: an inventory has those, too. */
function isTyped(rows: readonly (readonly string[])[], header: readonly string[], hasHeader: boolean): boolean {
  if (header.some((cell) => STRONG_HEADER.test(cell) || /^(?:type|value|data)$/.test(cell))) return true;
  const words = new Set(
    rows.slice(hasHeader ? 1 : 0).flatMap((row) => row.map(readTypeWord).filter((each) => each !== null)),
  );
  return words.size > 0;
}

function readRows(text: string): { readonly rows: readonly (readonly string[])[]; readonly isCommented: boolean } {
  const lines = text.split(/\r\n?|\n/);
  const whole = text.length > 8000 ? lines.slice(0, -1) : lines;
  const start = whole.findIndex((line) => line.trim() !== '' && !COMMENT.test(line.replace(/^["\uFEFF]+/, '')));
  if (start < 0) return { rows: [], isCommented: false };
  // The last comment may be the header.
  const before =
    whole
      .slice(0, start)
      .reverse()
      .find((line) => line.trim() !== '')
      ?.replace(/^[\s"#\uFEFF]+/, '') ?? '';
  const body = whole.slice(start, start + JUDGED).join('\n');
  const delimiter = guessDelimiter(body, isTableHeader);
  const cut = (part: string) => {
    const reader = makeDelimitedReader({ delimiter });
    return [...reader.push(part), ...reader.end()]
      .filter(({ blank, problem }) => !blank && problem !== 'too-long')
      .map(({ cells }) => cells.map((cell) => cell.trim()));
  };
  const commented = before === '' ? [] : (cut(before)[0] ?? []).map((cell) => cell.replace(/^"|"$/g, ''));
  const isCommented = isTableHeader(commented);
  return {
    rows: [...(isCommented ? [commented] : []), ...cut(body)].filter(([first = '']) => !first.startsWith('#')),
    isCommented,
  };
}
