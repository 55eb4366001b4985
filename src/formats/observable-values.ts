/** Values to look for as reports write them: refanged, in one spelling, and only where they are of their type. */
import type { Observable, ObservableType } from '../domain/indicators/observable';

export function normaliseObservable(type: ObservableType, written: string): Observable | null {
  const text = written.replace(/\p{Cc}|[\u200b\ufeff]/gu, '').trim();
  if (text === '' || text.length > 4096) return null;
  switch (type) {
    case 'ipv4':
    case 'ipv6':
    case 'cidr':
      return readAddress(refang(text));
    case 'domain':
      return readAddress(refang(text)) ?? readDomain(refang(text));
    case 'url':
      return readUrl(refang(text));
    case 'email': {
      const email = refang(text).toLowerCase();
      return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email) ? { type, value: email } : null;
    }
    case 'md5':
    case 'sha1':
    case 'sha256':
    case 'sha512':
      return /^[0-9a-f]+$/i.test(text) && text.length === HASH_LENGTHS[type]
        ? { type, value: text.toLowerCase() }
        : null;
    case 'file-name':
    case 'file-path':
      return { type: /[\\/]/.test(text) ? 'file-path' : 'file-name', value: text };
    case 'registry-key':
      return { type: /^(?:[A-Z]:|%)/i.test(text) ? 'file-path' : type, value: text };
    case 'as-number': {
      const number = /^(?:ASN?)?\s*(\d{1,10})\b/i.exec(text)?.[1];
      return number === undefined ? null : { type, value: `AS${Number(number)}` };
    }
    case 'vulnerability':
      return { type, value: /^(?:CVE|CAN|GHSA|MS)-?\d/i.test(text) ? text.toUpperCase() : text };
    case 'user-agent':
    case 'mutex':
      return { type, value: text };
  }
}

const HASH_LENGTHS = { md5: 32, sha1: 40, sha256: 64, sha512: 128 } as const;

/** A hash of any kind, by its length. */
export function readHash(text: string): Observable | null {
  for (const type of ['md5', 'sha1', 'sha256', 'sha512'] as const) {
    const hash = normaliseObservable(type, text);
    if (hash !== null) return hash;
  }
  return null;
}

/** What a value is by its looks, where the report does not say; `null`: it looks like nothing in particular. */
export function guessObservable(written: string): Observable | null {
  const text = refang(written.trim());
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return readUrl(text);
  if (/^(?:HKEY_|HK(?:LM|CU|CR|U|CC)\\)/i.test(text)) return normaliseObservable('registry-key', text);
  if (/^CVE-\d{4}-\d{4,}$/i.test(text)) return normaliseObservable('vulnerability', text);
  if (/^AS\d{1,10}$/i.test(text)) return normaliseObservable('as-number', text);
  const sure = readAddress(text) ?? readHash(text) ?? normaliseObservable('email', text);
  if (sure !== null) return sure;
  if (/^(?:[A-Z]:\\|%[A-Z_]+%|\\\\|~?\/)\S/i.test(text)) return { type: 'file-path', value: written.trim() };
  if (FILE_NAME.test(text)) return { type: 'file-name', value: written.trim() };
  return readDomain(text);
}

/** Ends that files have and domains do not, or hardly (`.com`, `.zip` and the like are left to domains). */
const FILE_NAME =
  /^[^\\/:*?"<>|\r\n]{1,200}\.(?:exe|dll|sys|drv|ocx|scr|cpl|msi|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|hta|lnk|iso|img|vhdx?|docx?|docm|dotm|xlsx?|xlsm|xlsb|pptx?|pptm|rtf|pdf|jar|apk|elf|so|dylib|dmg|pkg|rar|7z|tar|gz|cab|tmp|dat|bin|log|txt|ini|cfg|xml|json|php|aspx?|jsp|py|sh|dex)$/i;

/** `hxxp://evil[.]example` is `http://evil.example`. */
export function refang(text: string): string {
  return text
    .replace(/^h(?:xx|tt|XX|TT|\*\*)p(s?)(?=[:[(])/i, 'http$1')
    .replace(/^(https?|ftp)\[?:\]?(?:\/\/|\[\/\/\]|\[\/\]\[\/\])/i, '$1://')
    .replace(/^(https?|ftp)\[:\/\/\]/i, '$1://')
    .replace(/^fxp(?=:\/\/)/i, 'ftp')
    .replace(/[[({]\s*(?:\.|dot)\s*[\])}]/gi, '.')
    .replace(/[[({]\s*(?:@|at)\s*[\])}]/gi, '@')
    .replace(/\[:\]/g, ':')
    .replace(/\\\./g, '.');
}

function readAddress(text: string): Observable | null {
  const [, address = '', length] = /^([^/\s]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const v4 = readIpv4(address.replace(/:\d{1,5}$/, ''));
  const value = v4 ?? readIpv6(address.replace(/^\[([^\]]+)\](?::\d{1,5})?$/, '$1'));
  if (value === null) return null;
  const bits = v4 === null ? 128 : 32;
  if (length === undefined || Number(length) === bits) return { type: v4 === null ? 'ipv6' : 'ipv4', value };
  return Number(length) > bits ? null : { type: 'cidr', value: `${value}/${Number(length)}` };
}

function readIpv4(text: string): string | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  return parts === undefined || parts.some((part) => part > 255) ? null : parts.join('.');
}

function readIpv6(text: string): string | null {
  if (!/^[0-9a-f:]*:[0-9a-f:]*(?:(?:\d{1,3}\.){3}\d{1,3})?$/i.test(text)) return null;
  try {
    return new URL(`http://[${text}]/`).hostname.slice(1, -1);
  } catch {
    return null;
  }
}

function readDomain(text: string): Observable | null {
  const value = text
    .toLowerCase()
    .replace(/^\*?\./, '')
    .replace(/:\d{1,5}$/, '')
    .replace(/[./]+$/, '');
  const isDomain =
    value.length <= 253 &&
    /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]{0,61}[\p{L}\p{N}\p{M}])?\.)+(?:xn--[a-z0-9-]{2,59}|\p{L}[\p{L}\p{M}]{1,62})$/u.test(
      value,
    );
  return isDomain ? { type: 'domain', value } : null;
}

function readUrl(text: string): Observable | null {
  const [, scheme, host = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#\s]+)(\S*)$/i.exec(text) ?? [];
  if (host === '') return null;
  const name = host.replace(/^.*@/, '').replace(/:\d{0,5}$/, '');
  if (scheme === undefined && readAddress(name) === null && readDomain(name) === null) return null;
  return {
    type: 'url',
    value: `${scheme === undefined ? '' : `${scheme.toLowerCase()}://`}${host.toLowerCase()}${rest}`,
  };
}
