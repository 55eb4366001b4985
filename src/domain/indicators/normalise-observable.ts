import { isIpv4, normaliseCidr, normaliseIpRange, parseIpv4, parseIpv6, writeIpv6 } from './ip-address';
import type { Observable, ObservableType } from './observable';
import { refang } from './refang';
import { normaliseRegistryKey } from './registry-hives';

const HASH_LENGTHS = { md5: 32, sha1: 40, sha256: 64, sha512: 128 } as const;
export type HashType = keyof typeof HASH_LENGTHS;
export const HASH_TYPES = Object.keys(HASH_LENGTHS) as readonly HashType[];

/** Longer ones are no values but text that was put into the wrong field. */
const MAXIMUM_LENGTH = 4096;

/** One way to write each value, however it was written (docs/indicators.md); `null`: it is none of this type. */
export function normaliseObservable(type: ObservableType, written: string): Observable | null {
  if (written.length > MAXIMUM_LENGTH) return null;
  const value = normalisePlain(type, trimDecoration(refang(written).text));
  return value === null ? null : { type, value };
}

/** Without refanging: of a value that was found in text already refanged. */
export function normalisePlain(type: ObservableType, text: string): string | null {
  if (text === '' || hasControls(text)) return null;
  switch (type) {
    case 'ipv4':
      if (isIpv4(text)) return text;
      return parseIpv4(text.replace(/(?::\d{1,5}|\/32)?\/?$/, '')) === null ? null : stripIpv4(text);
    case 'ipv6':
      return normaliseIpv6(text);
    case 'cidr':
      return normaliseCidr(text);
    case 'ip-range':
      return normaliseIpRange(text);
    case 'domain':
      return normaliseDomain(text);
    case 'url':
      return normaliseUrl(text);
    case 'email':
      return normaliseEmail(text);
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return normaliseHash(type, text);
    case 'file-name':
      return /[\\/\n]/.test(text) ? null : foldFileName(text);
    case 'file-path':
      return normalisePath(text);
    case 'registry-key':
      return normaliseRegistryKey(text);
    case 'as-number':
      return normaliseAsNumber(text);
    case 'vulnerability': {
      const [, year, number] = /^CVE[-\s\u2010-\u2014](\d{4})[-\u2010-\u2014](\d{4,19})$/i.exec(text) ?? [];
      return year === undefined ? null : `CVE-${year}-${number}`;
    }
    case 'user-agent':
    case 'mutex':
      return text.replace(/\s+/g, ' ');
    case 'ja3':
      return /^[\da-f]{32}$/i.test(text) ? text.toLowerCase() : null;
    case 'ja4':
      return JA4.test(text) ? text.toLowerCase() : null;
  }
}

/** Transport, version, server name or none, two counts, the first protocol; then two cut hashes. */
const JA4 = /^[tqd](?:\d\d|s[123]|d[123])[di]\d{4}[a-z\d]{2}_[\da-f]{12}_[\da-f]{12}$/i;

/** Quotes, brackets and marks that stand around a value in text and tables. */
export function trimDecoration(text: string): string {
  let value = text.trim();
  for (let before = ''; before !== value; ) {
    before = value;
    value = value.replace(/^["'`“”‘’«»<]+|["'`“”‘’«»>,;!]+$/gu, '').trim();
    if (/^\(.*\)$|^\{.*\}$/.test(value) && !/^\{[\dA-F-]{36}\}$/i.test(value)) value = value.slice(1, -1).trim();
  }
  return value;
}

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 && text[i] !== '\t') return true;
  return false;
}

function stripIpv4(text: string): string {
  return /^[\d.]*/.exec(text)?.[0] ?? '';
}

/** `[2001:db8::1]:443`, `2001:db8::1%eth0` and `2001:DB8:0::1` are one address. */
function normaliseIpv6(text: string): string | null {
  const bare = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? text;
  const groups = parseIpv6(bare.replace(/%[\w.-]+$|\/128$/, ''));
  return groups === null ? null : writeIpv6(groups);
}

/** A scheme, a port and a slash are taken off; with a path it is a URL, and no domain. */
function normaliseDomain(text: string): string | null {
  if (isNormalHost(text)) return text;
  const bare = text
    .replace(/^[a-z][a-z\d+.-]{1,20}:\/\//i, '')
    .replace(/^(?:\*\.|\.)+/, '')
    .replace(/\/$/, '')
    .replace(/:\d{1,5}$/, '');
  return normaliseHost(bare);
}

/** In ASCII (IDNA, UTS 46), lower case, without trailing dots; `null` for addresses and single labels. */
function normaliseHost(text: string): string | null {
  const bare = text.replace(/\.+$/, '');
  if (bare.length > 253 || /[\s/\\?#@:%<>[\]^|,;"'`(){}]/.test(bare)) return null;
  const host = isPlainHost(bare) ? bare.toLowerCase() : readHost(bare);
  if (host === null || host.length > 253) return null;
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || !/^(?:[a-z][a-z\d]{0,61}[a-z]|xn--[a-z\d-]{1,59})$/.test(last)) return null;
  return labels.every((label) => /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/.test(label)) ? host : null;
}

/** Lower case, in ASCII, by the rules: as most are written. Lists of a hundred thousand need no more than this look. */
const NORMAL_HOST = /^(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?\.)+[a-z][a-z\d]{0,61}[a-z]$/;

function isNormalHost(text: string): boolean {
  return text.length <= 253 && NORMAL_HOST.test(text) && !text.includes('xn--');
}

/** Nothing for IDNA to do, as in all but a few: the class URL is slow where there are a million. */
function isPlainHost(text: string): boolean {
  return /^[\w.-]+$/.test(text) && !/(?:^|\.)xn--/i.test(text);
}

function readHost(text: string): string | null {
  const url = `http://${text}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/\.+$/, '') : null;
}

/** Nothing in it that the WHATWG form writes in another way, and no dots to resolve: the class URL is slow. */
const NORMAL_URL = /^https?:\/\/([a-z\d._-]+)(?:\/(?!\.)[\w~!$&()*+,;=:@.-]*)+(?:\?[\w~!$&()*+,;=:@./?%-]*)?$/;

/**
 * The WHATWG form: host as above, default port off, `/` for an empty path, dots in the path resolved. Where no scheme is
 * given none is made up: `evil.example/a` stays without.
 */
function normaliseUrl(text: string): string | null {
  const host = NORMAL_URL.exec(text)?.[1];
  if (host !== undefined && isNormalHost(host)) return text;
  if (/\s/.test(text)) return null;
  const [, scheme = '', rest = text] = /^([a-z][a-z\d+.-]{1,20}):\/\/(.*)$/is.exec(text) ?? [];
  const mended = mendAuthority(rest.replace(/^\/+/, ''));
  if (mended === '' || (scheme === '' && !/^[^/?#]+[/?#]/.test(mended))) return null;
  const isSpecial = /^(?:https?|ftp|wss?)$/i.test(scheme);
  if (!isSpecial && scheme !== '') return normaliseOtherUrl(scheme.toLowerCase(), mended);
  const whole = `${scheme === '' ? 'http' : scheme.toLowerCase()}://${mended}`;
  if (!URL.canParse(whole)) return null;
  const url = new URL(whole);
  if (!isHost(url.hostname)) return null;
  return scheme === '' ? url.href.slice('http://'.length) : url.href.replace(/^([a-z]+:\/\/[^/?#]*?)\.+(?=[:/])/, '$1');
}

/** `tcp://host:80/`: only the host is anybody's business here. */
function normaliseOtherUrl(scheme: string, rest: string): string | null {
  const [, authority = '', path = ''] = /^([^/?#]*)(.*)$/s.exec(rest) ?? [];
  const [, user = '', host = '', port = ''] = /^(.*@)?(\[[^\]]*\]|[^:]*)(:\d{1,5})?$/.exec(authority) ?? [];
  const address = /^\[(.*)\]$/.exec(host)?.[1];
  const plain = address === undefined ? (normaliseHost(host) ?? stripIfIpv4(host)) : normaliseIpv6(address);
  if (plain === null) return null;
  return `${scheme}://${user}${address === undefined ? plain : `[${plain}]`}${port}${path}`;
}

function stripIfIpv4(host: string): string | null {
  return parseIpv4(host) === null ? null : host;
}

/** A bracket that was opened to defang and never closed, and an address of version 6 without its brackets. */
function mendAuthority(rest: string): string {
  const [authority = ''] = /^[^/?#]*/.exec(rest) ?? [];
  const path = rest.slice(authority.length);
  if (authority.startsWith('[') && !authority.includes(']')) return `${authority.slice(1)}${path}`;
  if (!authority.startsWith('[') && parseIpv6(authority) !== null) return `[${authority}]${path}`;
  return rest;
}

function isHost(hostname: string): boolean {
  return hostname.startsWith('[') || parseIpv4(hostname) !== null || normaliseHost(hostname) !== null;
}

function normaliseEmail(text: string): string | null {
  const [, local = '', host = ''] = /^(?:mailto:)?([^\s@<>"(),:;[\]\\]{1,64})@([^@]+)$/i.exec(text) ?? [];
  const domain = local === '' || /^\.|\.$|\.\./.test(local) ? null : normaliseHost(host);
  return domain === null ? null : `${local.toLowerCase()}@${domain}`;
}

function normaliseHash(type: HashType, text: string): string | null {
  if (text.length === HASH_LENGTHS[type] && /^[\da-f]+$/.test(text)) return text;
  const hex = text.replace(/^(?:md-?5|sha-?(?:1|256|512))\s*[:=]\s*/i, '').toLowerCase();
  return hex.length === HASH_LENGTHS[type] && /^[\da-f]+$/.test(hex) ? hex : null;
}

/** Where case says nothing: names that only Windows gives. */
export function foldFileName(name: string): string {
  return /\.(?:exe|dll|sys|bat|cmd|com|ps1|psm1|psd1|vbs|vbe|jse|wsf|wsh|hta|lnk|msi|msp|scr|cpl|ocx|drv|inf|reg|pif)$/i.test(
    name,
  )
    ? name.toLowerCase()
    : name;
}

const WINDOWS_PATH = /^(?:[a-z]:[\\/]|%[\w ()]+%|\\\\|\$env:\w+\\|\\(?!\\))/i;

function normalisePath(text: string): string | null {
  if (WINDOWS_PATH.test(text)) {
    const [lead = ''] = /^\\*/.exec(text) ?? [];
    const isShare = lead.length >= 2;
    const body = text.slice(lead.length).replace(/[\\/]+/g, '\\');
    if (body === '') return null;
    return `${isShare ? '\\\\' : lead === '' ? '' : '\\'}${body}`.replace(/(?<=[^:\\])\\$/, '').toLowerCase();
  }
  return /^~?\/[^/]/.test(text) ? text.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '') : null;
}

function normaliseAsNumber(text: string): string | null {
  const [, digits = ''] = /^(?:ASN?[:#\s]*)?(\d{1,10})$/i.exec(text) ?? [];
  const number = Number(digits);
  return digits === '' || number < 1 || number > 4294967295 ? null : `AS${number}`;
}
