/** Values in the fields of reports: the field says roughly what they are, the value itself what exactly. */
import { HASH_TYPES, normaliseObservable, normalisePlain } from '../domain/indicators/normalise-observable';
import type { Observable, ObservableType } from '../domain/indicators/observable';
import { refang } from '../domain/indicators/refang';

/** What a field for one type may hold beside it: an address where a domain belongs, a path where a file's name does. */
const RELATED: Readonly<Partial<Record<ObservableType, readonly ObservableType[]>>> = {
  ipv4: ['ipv4', 'ipv6', 'cidr', 'ip-range'],
  ipv6: ['ipv6', 'ipv4', 'cidr', 'ip-range'],
  cidr: ['cidr', 'ipv4', 'ipv6', 'ip-range'],
  'ip-range': ['ip-range', 'cidr', 'ipv4', 'ipv6'],
  domain: ['domain', 'ipv4', 'ipv6'],
  url: ['url', 'domain', 'ipv4', 'ipv6'],
  'file-name': ['file-name', 'file-path'],
  'file-path': ['file-path', 'file-name'],
  'registry-key': ['registry-key', 'file-path'],
};

/** `null`: it is none of the type, nor of one that its fields hold as well. */
export function readValue(type: ObservableType, written: string): Observable | null {
  const isPlain = PLAIN.test(written) || (type === 'url' && PLAIN_URL.test(written));
  const types = RELATED[type];
  if (types === undefined) return isPlain ? readPlain(type, written) : normaliseObservable(type, written);
  for (const each of types) {
    const observable = isPlain ? readPlain(each, written) : normaliseObservable(each, written);
    if (observable !== null) return observable;
  }
  return type === 'registry-key' || type === 'file-name' ? readPart(type, written.trim()) : null;
}

/** Nothing in it is written against clicking: lists of a hundred thousand hosts need not be looked through for that. */
const PLAIN = /^[\w.:-]{1,4096}$/;
const PLAIN_URL = /^https?:\/\/[\w./?&=%#~+-]{1,4000}$/;

function readPlain(type: ObservableType, written: string): Observable | null {
  const value = normalisePlain(type, written);
  return value === null ? null : { type, value };
}

/** A key without its hive is still one, in a field for keys; of a path without a beginning the name is left. */
function readPart(type: 'registry-key' | 'file-name', written: string): Observable | null {
  if (type === 'file-name') return normaliseObservable(type, written.replace(/^.*[\\/](?=[^\\/])/s, ''));
  const key = written
    .replace(/\\+/g, '\\')
    .replace(/^\\|\\$/g, '')
    .toLowerCase();
  return /^[\w {}().-]+\\[^\r\n]+$/.test(key) && key.length <= 4096 ? { type, value: key } : null;
}

/** A hash of any kind, by its length. */
export function readHash(written: string): Observable | null {
  for (const type of HASH_TYPES) {
    const hash = normaliseObservable(type, written);
    if (hash !== null) return hash;
  }
  return null;
}

/** What a value is by its looks, where the report does not say; `null`: it looks like nothing in particular. */
export function guessValue(written: string): Observable | null {
  const text = refang(written.trim()).text;
  if (text === '') return null;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return normaliseObservable('url', text);
  if (/^AS\d{1,10}$/i.test(text)) return normaliseObservable('as-number', text);
  const sure = readHash(text);
  if (sure !== null) return sure;
  for (const type of [
    'vulnerability',
    'registry-key',
    'ipv4',
    'ipv6',
    'cidr',
    'ip-range',
    'email',
    'file-path',
    'ja4',
  ] as const) {
    const observable = normaliseObservable(type, text);
    if (observable !== null) return observable;
  }
  if (FILE_NAME.test(text)) return normaliseObservable('file-name', text);
  return normaliseObservable('domain', text) ?? (/\s/.test(text) ? null : normaliseObservable('url', text));
}

/** Ends that files have and domains do not, or hardly: `.com`, `.zip` and the like are left to domains. */
const FILE_NAME =
  /^[^\\/:*?"<>|\r\n]{1,200}\.(?:exe|dll|sys|drv|ocx|scr|cpl|msi|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|hta|lnk|iso|img|vhdx?|docx?|docm|dotm|xlsx?|xlsm|xlsb|pptx?|pptm|rtf|pdf|jar|apk|elf|so|dylib|dmg|pkg|rar|7z|tar|gz|cab|tmp|dat|bin|log|txt|ini|cfg|xml|json|php|aspx?|jsp|py|sh|dex)$/i;
