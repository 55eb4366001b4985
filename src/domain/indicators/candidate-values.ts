import { foldDottedName, readDottedName } from './dotted-names';
import { isFileExtension, isPicture, isSystemFile, isTellingFile } from './file-names';
import { isGlobalIpv4, isGlobalIpv6, parseIpv4, parseIpv6 } from './ip-address';
import { HASH_TYPES, normalisePlain } from './normalise-observable';
import type { ObservableType } from './observable';
import { scanPaths } from './scan-paths';
import { isReservedDomain, isTopLevelDomain } from './top-level-domains';

export interface Candidate {
  readonly type: ObservableType;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /**
   * `telling`: nobody gives such a value as a reference. `open`: what is around it decides. `reference`: only where it is
   * defanged is it meant.
   */
  readonly standing: 'telling' | 'open' | 'reference';
}

type Standing = Candidate['standing'];
type IsDefanged = (start: number, end: number) => boolean;

/**
 * Every value of a refanged text, in its order. Each kind is one pass whose work per character is bounded; what one kind has
 * taken, those after it leave alone.
 */
export function listCandidates(text: string, isDefanged: IsDefanged): readonly Candidate[] {
  const taken = new Uint8Array(text.length);
  const found: Candidate[] = [];
  const isFree = (start: number, end: number) => {
    for (let at = start; at < end; at++) if (taken[at] !== 0) return false;
    return true;
  };
  const take = (start: number, end: number) => taken.fill(1, start, end);
  const add = (type: ObservableType, start: number, end: number, standing: Standing): boolean => {
    const value = normalisePlain(type, text.slice(start, end));
    if (value === null) return false;
    found.push({ type, value, start, end, standing });
    take(start, end);
    return true;
  };
  const pass: Pass = { text, isDefanged, isFree, take, add };
  findLabelled(pass);
  findUrls(pass);
  for (const { start, end, type } of scanPaths(text))
    if (isFree(start, end)) add(type, start, end, judgePath(text, start, end));
  findEmails(pass);
  findNumbers(pass);
  findHashes(pass);
  findIpv6(pass);
  findIpv4(pass);
  findNames(pass);
  return found.sort((a, b) => a.start - b.start);
}

interface Pass {
  readonly text: string;
  readonly isDefanged: IsDefanged;
  readonly isFree: (start: number, end: number) => boolean;
  readonly take: (start: number, end: number) => void;
  readonly add: (type: ObservableType, start: number, end: number, standing: Standing) => boolean;
}

const LABELLED =
  /\b(mutex(?:es)?|user[- ]?agent)(?:\s(?:name|object|string|header|value)s?)?["'*`]{0,3}(?:\s?[:=|]\s?|\s(?:named|called|is)\s|\s(?=["'`“]))(["'`“]{0,2})([^\s"'`“”|][^\n"`“”|]{1,300})/gi;

function findLabelled({ text, add }: Pass): void {
  for (const match of text.matchAll(LABELLED)) {
    const [whole, label = '', quote = '', rest = ''] = match;
    const isMutex = /^mutex/i.test(label);
    // A name has no spaces; without quotes the line may go on.
    const isOpen = quote === '';
    const value = (isMutex && isOpen ? (/^\S+/.exec(rest)?.[0] ?? '') : rest).replace(/[\s,;.')*]+$/, (end) =>
      !isMutex && end.includes(')') ? ')' : '',
    );
    if (value.length < 3 || /^(?:none|nan?|n\/a|null|the|an?|is|was|and|or|to|in|of|that)$/i.test(value)) continue;
    const lead = whole.slice(0, whole.length - rest.length);
    if (isMutex && isOpen && !/[:=|]\s?$/.test(lead)) continue;
    // After a bar it may be the next heading of a table.
    if (/\|\s?$/.test(lead) && !/[\\\d_{/]/.test(value)) continue;
    const start = match.index + whole.length - rest.length;
    add(isMutex ? 'mutex' : 'user-agent', start, start + value.length, 'telling');
  }
}

const URLS =
  /(?<![a-z\d])(?:https?|ftps?|sftp|tcp|udp|wss?|ldaps?|rmi|smb|telnet|ssh|ircs?|stratum\+tcp):\/\/(?:\[[\da-f:.]{2,45}\])?(?:[^\s<>"'`|“”‘’«»{}\\^[\]]|\[\w{0,20}\](?=[=&]))+/giu;
/** Longer ones are data that begin like one. */
const LONGEST_URL = 4096;
/** Pages about samples: their address names the hash. */
const SAMPLE_PAGES =
  /^https?:\/\/(?:www\.)?(?:virustotal\.com|bazaar\.abuse\.ch|(?:www\.)?hybrid-analysis\.com|app\.any\.run|tria\.ge|otx\.alienvault\.com)\//i;

function findUrls({ text, isDefanged, isFree, take, add }: Pass): void {
  for (const { 0: whole, index: start } of text.matchAll(URLS)) {
    if (whole.length > LONGEST_URL) {
      take(start, start + whole.length);
      continue;
    }
    const end = start + trimUrl(whole).length;
    if (!isFree(start, end)) continue;
    if (!isDefanged(start, end) && SAMPLE_PAGES.test(whole.slice(0, 60))) continue;
    if (!add('url', start, end, judgeUrl(text.slice(start, end)))) take(start, end);
  }
}

function trimUrl(written: string): string {
  // A host has no comma: what follows is the next cell of a table.
  const url = written.replace(/^([a-z+]+:\/\/[^/?#,]+),.*$/is, '$1').replace(/,"?https?:.*$/is, '');
  let unopened = url.split(')').length - url.split('(').length;
  let end = url.length;
  for (; end > 0; end--) {
    const last = url[end - 1] ?? '';
    if (last === ')' && unopened > 0) unopened--;
    else if (!/[.,;:!?*_'…]/u.test(last)) break;
  }
  return url.slice(0, end);
}

function judgeUrl(url: string): Standing {
  const [, scheme = '', host = ''] = /^(?:([a-z+]+):\/\/)?(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url) ?? [];
  const octets = parseIpv4(host);
  if (octets !== null) return isGlobalIpv4(octets) ? 'telling' : 'reference';
  if (host.startsWith('[')) return isGlobalIpv6(parseIpv6(host.slice(1, -1)) ?? []) ? 'telling' : 'reference';
  if (isReservedDomain(host.toLowerCase())) return 'reference';
  return /\.(?:onion|i2p|bit)$/i.test(host) || !/^(?:https?|ftps?)?$/i.test(scheme) ? 'telling' : 'open';
}

function judgePath(text: string, start: number, end: number): Standing {
  const path = text.slice(start, end);
  const name = path.slice(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1);
  if (isSystemFile(name) || isPicture(name) || /^\/(?:bin|usr\/s?bin|sbin)\/[\w.-]+$|^\/dev\/\w+$/.test(path))
    return 'reference';
  return 'telling';
}

function findEmails({ text, isDefanged, isFree, add }: Pass): void {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (!isWordPart(text[at + 1]) || !/[\w%+-]/.test(text[at - 1] ?? '')) continue;
    const [local = ''] = /[a-z\d_][\w.%+-]{0,63}$/i.exec(text.slice(Math.max(0, at - 64), at)) ?? [];
    const [domain = ''] = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/u.exec(text.slice(at + 1, at + 255)) ?? [];
    const [start, end] = [at - local.length, at + 1 + domain.length];
    if (local === '' || domain === '' || !isFree(start, end)) continue;
    const last = domain.slice(domain.lastIndexOf('.') + 1).toLowerCase();
    if (!isDefanged(start, end) && !isTopLevelDomain(last) && !last.startsWith('xn--')) continue;
    add('email', start, end, isReservedDomain(domain.toLowerCase()) ? 'reference' : 'open');
  }
}

const NUMBERS =
  /(?<![\w-])(?:(CVE[-\u2010-\u2014 ]\d{4}[-\u2010-\u2014]\d{4,7})|AS\d{3,10}|ASN[:#\s]{0,2}\d{1,10})(?![\w-]|\.\d)/gi;

function findNumbers({ text, isFree, add }: Pass): void {
  for (const { 0: written, 1: cve, index: start } of text.matchAll(NUMBERS)) {
    const end = start + written.length;
    if (!isFree(start, end)) continue;
    if (cve !== undefined) add('vulnerability', start, end, 'telling');
    // An old computer of IBM's is no network.
    else if (/^AS/.test(written) && written !== 'AS400') add('as-number', start, end, 'telling');
  }
}

const NO_FILE_HASH =
  /\b(?:ja[34]s?\w?|imp-?hash|commit|thumb-?print|serial(?: ?number)?|[ug]uid|fingerprint|(?:\w+[ _-])?key|iv|salt|token|etag|nonce|rich ?hash|richpe|icon ?hash|favicon)\b["'*`\s]{0,4}[:=|]?["'*`\s]{0,4}$/i;
const EMPTY_FILE =
  /^(?:d41d8cd98f00b204e9800998ecf8427e|da39a3ee5e6b4b0d3255bfef95601890afd80709|e3b0c44298fc1c149afbf4c8996fb924|cf83e1357eefb8bdf1542850d66d8007)/i;

function findHashes({ text, isFree, add }: Pass): void {
  for (const { 0: hex, index: start } of text.matchAll(/[\da-f]{32,}/gi)) {
    const end = start + hex.length;
    if (hex.length > 128 || !isFree(start, end)) continue;
    const type = HASH_TYPES.find((one) => hex.length === HASH_LENGTH[one]);
    if (type === undefined || isWordPart(text[start - 1]) || isWordPart(text[end])) continue;
    if (!/\d/.test(hex) || !/[a-f]/i.test(hex) || EMPTY_FILE.test(hex) || new Set(hex).size < 6) continue;
    // A label of a domain, as some registrations are; `<hash>.exe` is a sample.
    const [, last = ''] = /^\.(?:[a-z\d-]{1,63}\.){0,4}([a-z]{2,24})(?![\w-])/i.exec(text.slice(end, end + 200)) ?? [];
    if (last !== '' && isTopLevelDomain(last.toLowerCase()) && !isFileExtension(last)) continue;
    if (NO_FILE_HASH.test(text.slice(Math.max(0, start - 32), start))) continue;
    add(type, start, end, 'telling');
  }
}
const HASH_LENGTH = { md5: 32, sha1: 40, sha256: 64, sha512: 128 } as const;

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_+]/u.test(character);
}

/** Of hexadecimal digits, dots and colons, with a colon: from colon to colon, since most text has few. */
function* listColonRuns(text: string): Generator<{ readonly run: string; readonly index: number }> {
  let end = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', end)) {
    let index = at;
    while (index > end && isOfAddress(text.charCodeAt(index - 1))) index--;
    end = at + 1;
    while (end < text.length && isOfAddress(text.charCodeAt(end))) end++;
    if (end - index >= 3) yield { run: text.slice(index, end), index };
  }
}

/** `0`–`:`, `.`, `A`–`F`, `a`–`f`. */
function isOfAddress(code: number): boolean {
  return (code >= 48 && code <= 58) || code === 46 || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}

function findIpv6({ text, isDefanged, isFree, take, add }: Pass): void {
  for (const { run, index } of listColonRuns(text)) {
    if (run.length > 60 || !(run.includes('::') || run.split(':').length > 7)) continue;
    const written = run.replace(/(?<!:):$|\.+$/, '');
    const start = index;
    let end = start + written.length;
    if (isWordPart(text[start - 1]) || isWordPart(text[start + run.length]) || !isFree(start, end)) continue;
    const groups = parseIpv6(written);
    if (groups === null) continue;
    // `a::b` and `std::` are programs' text; an address on the Internet begins with 2 or 3, an inner one with f, and only an
    // address ends in one of version 4.
    const isSure = /^(?:[23][\da-f]{3}|f[c-f][\da-f]{2}|::ffff):|\./i.test(written);
    if (!isSure && !isDefanged(start, end)) continue;
    const mask = /^\/\d{1,3}(?!\w)/.exec(text.slice(end, end + 5))?.[0] ?? '';
    end += mask.length;
    add(mask === '' || mask === '/128' ? 'ipv6' : 'cidr', start, end, isGlobalIpv6(groups) ? 'telling' : 'reference');
    take(start, end);
  }
}

const VERSION_BEFORE =
  /(?:\bv(?:er(?:sions?)?)?\.?|\b(?:build|releases?|firmware|section|chapter|oid|updates?|patch(?:ed)?|rev(?:ision)?|prior to|earlier than|before|upgrade to)|§|[A-Za-z]\/)\s?[:=]?\s?$/i;
const VERSION_AFTER = /^\s?(?:and|or)\s(?:earlier|later|older|newer|below|above|prior)/i;

function findIpv4({ text, isDefanged, isFree, take, add }: Pass): void {
  for (const { 0: written, index: start } of text.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d])/g)) {
    let end = start + written.length;
    const octets = parseIpv4(written);
    const rest = text.slice(end, end + 400);
    if (
      octets === null ||
      !isFree(start, end) ||
      isWordPart(text[start - 1]) ||
      /^(?:\.?[\p{L}\p{N}_]|\.\d)/u.test(rest)
    )
      continue;
    const wasDefanged = isDefanged(start, end);
    const isVersion = VERSION_BEFORE.test(text.slice(Math.max(0, start - 24), start)) || VERSION_AFTER.test(rest);
    if (isVersion && !wasDefanged) {
      take(start, end);
      continue;
    }
    const [mask = ''] = /^\/(?:[89]|[12]\d|3[0-2])(?![\w/.])/.exec(rest) ?? [];
    const path = mask === '' ? readPath(rest) : '';
    // Small numbers are rather a version: 2.4.1.10.
    const isSmall = octets.every((octet) => octet <= 30) || /\.0\.0\.0$/.test(written);
    const standing = !isGlobalIpv4(octets) ? 'reference' : isSmall && mask === '' ? 'open' : 'telling';
    end += mask === '' ? path.length : mask.length;
    add(mask !== '' ? 'cidr' : path === '' ? 'ipv4' : 'url', start, end, standing);
    take(start, end);
  }
}

/** Of a URL without its scheme: `:8080/a.php`; empty: there is none. */
function readPath(rest: string): string {
  const [path = ''] = /^(?::\d{1,5})?\/[^\s<>"'`|“”‘’«»{}\\^[\],;]*/u.exec(rest) ?? [];
  const trimmed = trimUrl(path);
  return /\/[\w.?#%~-]/.test(trimmed) ? trimmed : '';
}

function findNames({ text, isDefanged, isFree, add }: Pass): void {
  for (const { 0: run, index } of text.matchAll(/[\p{L}\p{N}\p{M}_.-]+/gu)) {
    if (run.length > 300 || !run.includes('.', 1)) continue;
    let lead = 0;
    while (run[lead] === '.' || run[lead] === '-') lead++;
    const name = trimMarks(run.slice(lead));
    const start = index + lead;
    let end = start + name.length;
    if (!name.includes('.') || !isFree(start, end)) continue;
    const wasDefanged = isDefanged(start, end);
    const kind = readDottedName(name, wasDefanged, text[start - 1] ?? '', text.slice(end, end + 2));
    if (kind === 'file-name') {
      const standing = isSystemFile(name)
        ? 'reference'
        : isTellingFile(name)
          ? 'telling'
          : isPicture(name)
            ? 'reference'
            : 'open';
      add('file-name', startOfCell(text, start, end), end, standing);
    } else if (kind === 'domain') {
      const path = text[end] === '/' || text[end] === ':' ? readPath(text.slice(end, end + 400)) : '';
      end += path.length;
      const isReserved = isReservedDomain(foldDottedName(name));
      const isHidden = /\.(?:onion|i2p|bit)$/i.test(name);
      add(path === '' ? 'domain' : 'url', start, end, isReserved ? 'reference' : isHidden ? 'telling' : 'open');
    }
  }
}

/** Dots, hyphens and underscores behind a name are the sentence's. */
function trimMarks(name: string): string {
  let end = name.length;
  while (end > 0 && '._-'.includes(name.charAt(end - 1))) end--;
  return name.slice(0, end);
}

/** `| Programa Formacion.scr |`: in a cell of its own a name may have spaces. */
function startOfCell(text: string, start: number, end: number): number {
  if (text[start - 1] !== ' ' || !/^\s?(?:\||\n|$)/.test(text.slice(end, end + 2))) return start;
  const before = text.slice(Math.max(0, start - 120), start);
  const [, words = ''] = /\|\s?([\p{L}\p{N}][\p{L}\p{N} _()-]*)$/u.exec(before) ?? [];
  return start - words.length;
}
