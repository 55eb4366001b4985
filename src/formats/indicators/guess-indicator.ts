/** What a value is by its looks, where a list or a cell holds nothing else. Lists of a million need a quick look first. */
import { isIpv4, parseIpv6 } from '../../domain/indicators/ip-address';
import { normaliseObservable, normalisePlain, trimDecoration } from '../../domain/indicators/normalise-observable';
import type { Observable, ObservableType } from '../../domain/indicators/observable';
import { refang } from '../../domain/indicators/refang';
import { isReservedDomain, isTopLevelDomain } from '../../domain/indicators/top-level-domains';

const HASHES: Readonly<Record<number, ObservableType>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' };
const LONGEST = 4096;
/** Nothing in it is written against clicking, and no decoration around it. */
const PLAIN = /^[\w.-]+$/;

/**
 * @param written without spaces around it
 * @param isAmongDomains others beside it are: else `form.zip` is a file
 * @returns `null`: it looks like nothing in particular
 */
export function guessIndicator(written: string, isAmongDomains = false): Observable | null {
  if (written.length < 2 || written.length > LONGEST) return null;
  if (isIpv4(written)) return { type: 'ipv4', value: written };
  if (PLAIN.test(written)) return guessPlain(written, isAmongDomains);
  const text = trimDecoration(refang(written).text);
  // Nobody defangs the name of a file.
  return PLAIN.test(text)
    ? guessPlain(text, isAmongDomains || /[[({]\.?[\])}]?|hxxp/i.test(written))
    : guessMarked(text);
}

function guessPlain(text: string, isAmongDomains: boolean): Observable | null {
  const dot = text.lastIndexOf('.');
  if (dot < 0) return guessWord(text);
  if (isIpv4(text)) return { type: 'ipv4', value: text };
  const last = text.slice(dot + 1).toLowerCase();
  const isFile =
    FILE_ENDINGS.has(last) &&
    (!isTopLevelDomain(last) || (!isAmongDomains && RATHER_FILES.test(last) && text.indexOf('.') === dot));
  const domain = isFile || isPackage(text, last) ? null : normalisePlain('domain', text);
  if (domain !== null) return { type: 'domain', value: domain };
  // `192.0.2.1-192.0.2.9`
  const range = text.includes('-') ? normalisePlain('ip-range', text) : null;
  if (range !== null) return { type: 'ip-range', value: range };
  return isFile ? normaliseObservable('file-name', text) : null;
}

/** Top-level domains under which hardly anybody has a name of two labels. */
const RATHER_FILES = /^(?:zip|py|sh|mov)$/;

/** Programs are named from the far end: `com.android.vending`; `com.akadns.net` is a name all the same. */
function isPackage(text: string, last: string): boolean {
  return /^(?:com|org|net|io|androidx?|javax?)\.[\w-]+\.[\w.-]*$/i.test(text) && !OLD_DOMAINS.test(last);
}

/** What was there before names of any kind could be had. */
const OLD_DOMAINS = /^(?:com|net|org|info|biz|edu|gov|mil|int|arpa|[a-z]{2})$/;

function guessWord(text: string): Observable | null {
  const type = HASHES[text.length];
  const hash = type === undefined ? null : normalisePlain(type, text);
  if (type !== undefined && hash !== null) return { type, value: hash };
  for (const each of WORDS) {
    if (!each.form.test(text)) continue;
    const value = normalisePlain(each.type, text);
    if (value !== null) return { type: each.type, value };
  }
  return null;
}

const WORDS: readonly { readonly type: ObservableType; readonly form: RegExp }[] = [
  { type: 'as-number', form: /^ASN?\d/i },
  { type: 'vulnerability', form: /^CVE/i },
  { type: 'ja4', form: /_[\da-f]{12}$/i },
];

/** With colons, slashes, an at sign, spaces. */
function guessMarked(text: string): Observable | null {
  if (text === '') return null;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return read('url', text.replace(/\s+\/.*$/, ''));
  if (parseIpv6(text) !== null) return read('ipv6', text);
  for (const type of [
    'registry-key',
    'ipv4',
    'ipv6',
    'cidr',
    'ip-range',
    'email',
    'vulnerability',
    'as-number',
  ] as const) {
    const found = read(type, text);
    if (found !== null && (type !== 'as-number' || /^as/i.test(text))) return found;
  }
  for (const type of ['md5', 'sha1', 'sha256', 'sha512'] as const) {
    const found = read(type, text);
    if (found !== null) return found;
  }
  if (PATH.test(text)) return text.startsWith('/') && !UNIX_ROOT.test(text) ? null : read('file-path', text);
  if (!/[\\/:*?"<>|]/.test(text) && FILE_ENDINGS.has(text.slice(text.lastIndexOf('.') + 1).toLowerCase())) {
    const isName = !isTopLevelDomain(text.slice(text.lastIndexOf('.') + 1).toLowerCase()) || /\s/.test(text);
    if (isName && text.length <= 200) return read('file-name', text);
  }
  if (/\s/.test(text)) return null;
  const domain = read('domain', text);
  if (domain !== null) return domain;
  // Without a scheme: a host that there may be, then a path.
  const [, host = ''] = /^([^/?#]+)[/?#]/.exec(text) ?? [];
  const bare = host.replace(/:\d{1,5}$/, '');
  return host !== '' && (isLikelyHost(bare) || /^\[[\da-f:.]+\]$/i.test(bare)) ? read('url', text) : null;
}

/** Lists have paths of URLs without a host as well, `/gate.php`: those are in no file system. */
const UNIX_ROOT =
  /^\/(?:applications|bin|boot|cores|data|dev|etc|home|lib\d*|library|media|mnt|opt|private|proc|root|run|sbin|sdcard|srv|storage|sys|system|tmp|users|usr|var|vendor|volumes|\.[\w-]+)\//i;

const PATH =
  /^(?:[a-z]:[\\/]|%[\w ()]+%[\\/]|\\\\[\w.$-]+\\|\$env:|~?\/(?!\/)[^\s]|\\(?:device|users|windows|programdata|appdata|temp)\b)/i;

/** Of whole text and a shape that nobody else has. */
function isLikelyHost(text: string): boolean {
  if (isIpv4(text)) return true;
  const host = normalisePlain('domain', text);
  return host !== null && (isTopLevelDomain(host.slice(host.lastIndexOf('.') + 1)) || isReservedDomain(host));
}

function read(type: ObservableType, text: string): Observable | null {
  const value = normalisePlain(type, text);
  return value === null ? null : { type, value };
}

/**
 * Whether a cell is surely a value: a dotted word must end in a top-level domain. For guessing what columns hold, where
 * `v1.2.final` and `Trojan.Agent` are none.
 */
export function isSurelyIndicator(written: string): boolean {
  const text = written.trim();
  if (text === '' || text.length > 2000) return false;
  const found = guessIndicator(text);
  if (found === null) return false;
  if (found.type === 'as-number' || found.type === 'vulnerability') return false;
  if (found.type !== 'domain') return true;
  return isLikelyHost(found.value) && !/^[A-Z][a-z]+\.[A-Z]/.test(text);
}

/** The same of a cell that may hold several, with marks or line ends between. */
export function areSurelyIndicators(written: string): boolean {
  if (isSurelyIndicator(written)) return true;
  const parts = written.length > 2000 ? [] : splitCell(written);
  return parts.length > 1 && parts.every(isSurelyIndicator);
}

export function splitCell(written: string): readonly string[] {
  const parts = written.split(/[\n,;|\s]+/);
  return parts.filter((part) => part !== '');
}

const FILE_ENDINGS: ReadonlySet<string> = new Set(
  `exe dll sys drv ocx scr cpl msi msp bat cmd ps1 psm1 vbs vbe js jse wsf hta lnk iso img vhd vhdx doc docx docm dotm xls xlsx
  xlsm xlsb ppt pptx pptm rtf pdf jar apk elf so dylib dmg pkg rar 7z zip tar gz cab tmp dat bin log txt ini cfg xml json php
  asp aspx jsp py sh dex png jpg jpeg gif bmp html htm db sqlite one chm swf inf reg url ko class war csv plist ttf`
    .trim()
    .split(/\s+/),
);
