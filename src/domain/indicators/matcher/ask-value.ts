/** Asks a matcher for single values of records, as fields have them: written in the form of indicators first. */
import { readIpv4, readIpv6 } from '../../columns/read-address';
import { foldFileName, normaliseObservable } from '../normalise-observable';
import type { ObservableType } from '../observable';
import { namesOfKey } from '../registry-hives';
import { type Found, type Matcher, mappedIpv4 } from './matcher';
import { HASH_BY_LENGTH, packHex } from './read-hash';
import { splitUrl, urlKey } from './url-key';

const DOT = 46;
const BACKSLASH = 92;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const address = new Uint8Array(16);
/** A name in the DNS has 255 bytes at most; with escapes, a few more. */
const name = new Uint8Array(1024);
const hash = new Uint8Array(64);

export function askIpv4(matcher: Matcher, word: number, found: Found): void {
  matcher.v4.take(word, found);
  if (matcher.networks.size > 0) matcher.networks.take(word, found);
}

export function askIpv6(matcher: Matcher, bytes: Uint8Array, at: number, found: Found): void {
  const mapped = mappedIpv4(bytes, at);
  if (mapped !== -1) {
    askIpv4(matcher, mapped, found);
    return;
  }
  if (matcher.v6.size > 0) matcher.v6.take(bytes, at, at + 16, found);
  if (matcher.networks6.size > 0) matcher.networks6.take(bytes, at, found);
}

/** A domain or an address: fields for hosts have either. */
export function askHost(matcher: Matcher, bytes: Uint8Array, start: number, end: number, found: Found): void {
  if (askAddress(matcher, bytes, start, end, found)) return;
  const length = lowerName(bytes, start, end);
  if (length > 0) {
    walkLabels(matcher, name, length, found);
    return;
  }
  const text = decoder.decode(bytes.subarray(start, end));
  const domain = normaliseObservable('domain', text)?.value;
  if (domain !== undefined) askName(matcher, domain, found);
  else {
    const other = (normaliseObservable('ipv4', text) ?? normaliseObservable('ipv6', text))?.value;
    // What no host may be called can still be asked for in the DNS, below a name that is.
    if (other === undefined) {
      if (!/[/\\@:]/.test(text)) askName(matcher, text.toLowerCase().replace(/\.+$/, ''), found);
      return;
    }
    const plain = encoder.encode(other);
    askAddress(matcher, plain, 0, plain.length, found);
  }
}

function askAddress(matcher: Matcher, bytes: Uint8Array, start: number, end: number, found: Found): boolean {
  const word = readIpv4(bytes, start, end);
  if (word !== -1) askIpv4(matcher, word, found);
  else if (readIpv6(bytes, start, end, address)) askIpv6(matcher, address, 0, found);
  else return false;
  return true;
}

/**
 * Into `name`, in lower case and without dots at the end.
 * @returns 0: there is something in it that a plain name has not, or its last label begins with a digit
 */
function lowerName(bytes: Uint8Array, start: number, end: number): number {
  let stop = end;
  while (stop > start && bytes[stop - 1] === DOT) stop--;
  if (stop - start > name.length) return 0;
  let label = 0;
  for (let at = start, to = 0; at < stop; at++, to++) {
    const byte = bytes[at] ?? 0;
    const isUpper = byte >= 65 && byte <= 90;
    if (byte === DOT) label = to + 1;
    else if (!isUpper && !(byte >= 97 && byte <= 122) && !(byte >= 48 && byte <= 57) && byte !== 45 && byte !== 95)
      return 0;
    name[to] = isUpper ? byte | 32 : byte;
  }
  const first = name[label] ?? 0;
  return first >= 48 && first <= 57 ? 0 : stop - start;
}

function askName(matcher: Matcher, text: string, found: Found): void {
  const bytes = encoder.encode(text);
  walkLabels(matcher, bytes, bytes.length, found);
}

/** The name itself and, label by label, every name that it is below. */
function walkLabels(matcher: Matcher, bytes: Uint8Array, length: number, found: Found): void {
  if (matcher.urlHosts.size > 0) matcher.urlHosts.take(bytes, 0, length, found);
  if (matcher.domains.size === 0) return;
  for (let at = 0; at < length; at++) {
    if (at === 0 || bytes[at - 1] === DOT) matcher.domains.take(bytes, at, length, found);
  }
}

/**
 * By host, path and query, and its host as a domain or an address. An indicator without a query is met with any query.
 * What is no URL is asked as a host: `evil.example:443` stands where others have a URL.
 */
export function askUrl(matcher: Matcher, bytes: Uint8Array, start: number, end: number, found: Found): void {
  const [hostStart, hostEnd] = findHost(bytes, start, end);
  const length = hostStart < 0 ? 0 : lowerName(bytes, hostStart, hostEnd);
  if (length > 0) {
    walkLabels(matcher, name, length, found);
    if (matcher.hostsWithUrls.find(name, 0, length) === 0) return;
    const parts = partsOf(bytes, start, end);
    if (parts !== null) askUrlPath(matcher, parts, found);
    return;
  }
  const parts = partsOf(bytes, start, end);
  if (parts === null) {
    askHost(matcher, bytes, start, end, found);
    return;
  }
  const host = encoder.encode(parts.host);
  askHost(matcher, host, 0, host.length, found);
  askUrlPath(matcher, parts, found);
}

function partsOf(bytes: Uint8Array, start: number, end: number) {
  const url = normaliseObservable('url', decoder.decode(bytes.subarray(start, end)))?.value;
  return url === undefined ? null : splitUrl(url);
}

function askUrlPath(
  matcher: Matcher,
  parts: { readonly host: string; readonly path: string; readonly query: string },
  found: Found,
): void {
  askSet(matcher, 'url', urlKey(parts), found);
  if (parts.query !== '') askSet(matcher, 'url', urlKey({ ...parts, query: '' }), found);
}

/** Of `scheme://host/…` written plainly; -1: it is not. */
function findHost(bytes: Uint8Array, start: number, end: number): readonly [start: number, end: number] {
  let at = start;
  while (at < end && at - start < 20 && (bytes[at] ?? 0) >= 97 && (bytes[at] ?? 0) <= 122) at++;
  if (at === start || bytes[at] !== 58 || bytes[at + 1] !== 47 || bytes[at + 2] !== 47) return [-1, -1];
  const hostStart = at + 3;
  let hostEnd = hostStart;
  while (
    hostEnd < end &&
    bytes[hostEnd] !== 47 &&
    bytes[hostEnd] !== 58 &&
    bytes[hostEnd] !== 63 &&
    bytes[hostEnd] !== 35
  ) {
    hostEnd++;
  }
  // A colon may stand behind a user, too.
  if (bytes[hostEnd] === 58) {
    let digits = hostEnd + 1;
    while (digits < end && (bytes[digits] ?? 0) >= 48 && (bytes[digits] ?? 0) <= 57) digits++;
    if (digits < end && bytes[digits] !== 47 && bytes[digits] !== 63 && bytes[digits] !== 35) return [-1, -1];
  }
  return [hostStart, hostEnd];
}

/** In hexadecimal, of any of the four kinds by its length. */
export function askHash(matcher: Matcher, bytes: Uint8Array, start: number, end: number, found: Found): void {
  const type = HASH_BY_LENGTH.get(end - start);
  const set = type === undefined ? null : matcher.setOf(type);
  if (set !== null && packHex(bytes, start, end, hash)) set.take(hash, 0, (end - start) >> 1, found);
}

const NAMED_HASH = /\b(MD5|SHA1|SHA256|SHA512)=([\da-f]{32,128})(?![\da-f])/gi;

/** As Sysmon writes them: `MD5=…,SHA256=…,IMPHASH=…`. */
export function askNamedHashes(matcher: Matcher, text: string, found: Found): void {
  for (const [, kind = '', hex = ''] of text.matchAll(NAMED_HASH)) {
    if (HASH_BY_LENGTH.get(hex.length) !== kind.toLowerCase()) continue;
    const bytes = encoder.encode(hex);
    askHash(matcher, bytes, 0, bytes.length, found);
  }
}

/**
 * Written as most are, so that there is nothing to undo or to trim, and case alone can differ: looking at a million paths
 * takes a tenth of the time so. `\.` and `\_` are left to the whole reading, and ` dot ` with them.
 */
const PLAIN_NAME = /^[\w.-]{1,255}$/;
const PLAIN_WINDOWS_PATH = /^[a-z]:(?:\\[a-z\d][\w.-]{0,255}(?: (?!(?:dot|at) )[\w.-]{1,255})*)+$/i;
const PLAIN_PATH = /^(?:\/[\w.-]{1,255})+$/;
const LONGEST_PLAIN = 1024;

/** The path itself, and its last part as a file name. */
export function askPathAndName(matcher: Matcher, text: string, found: Found): void {
  if (matcher.has('file-path')) askPath(matcher, text, found);
  if (matcher.has('file-name')) {
    const last = text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
    if (last !== '') askFileName(matcher, last, found);
  }
}

function askPath(matcher: Matcher, text: string, found: Found): void {
  if (text.length > LONGEST_PLAIN) askPlain(matcher, 'file-path', text, found);
  else if (PLAIN_WINDOWS_PATH.test(text)) askSet(matcher, 'file-path', text.toLowerCase(), found);
  else if (PLAIN_PATH.test(text)) askSet(matcher, 'file-path', text, found);
  else askPlain(matcher, 'file-path', text, found);
}

export function askFileName(matcher: Matcher, text: string, found: Found): void {
  if (PLAIN_NAME.test(text)) askSet(matcher, 'file-name', foldFileName(text), found);
  else askPlain(matcher, 'file-name', text, found);
}

/** The key itself by each of its names, and every key above it. */
export function askRegistryKey(matcher: Matcher, text: string, found: Found): void {
  const key = normaliseObservable('registry-key', text)?.value;
  if (key === undefined) return;
  for (const path of namesOfKey(key)) {
    const bytes = encoder.encode(path);
    const set = matcher.setOf('registry-key');
    for (let end = bytes.length; end > 0; end--) {
      if (end === bytes.length || bytes[end] === BACKSLASH) set?.take(bytes, 0, end, found);
    }
  }
}

/** Of types whose values are the same or not, after both are written in one form. */
export function askPlain(matcher: Matcher, type: ObservableType, text: string, found: Found): void {
  const value = normaliseObservable(type, text)?.value;
  if (value !== undefined) askSet(matcher, type, value, found);
}

function askSet(matcher: Matcher, type: ObservableType, value: string, found: Found): void {
  const set = matcher.setOf(type);
  if (set === null) return;
  const bytes = encoder.encode(value);
  set.take(bytes, 0, bytes.length, found);
}
