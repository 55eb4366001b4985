import { isIpv4, parseIpv6, writeIpv6 } from '../ip-address';
import { normalisePlain } from '../normalise-observable';
import type { ObservableType } from '../observable';

/** What of a field's value is the property. */
export type FieldReading =
  | 'whole'
  | 'ipv4'
  | 'ipv6'
  | 'domain'
  | 'url'
  | 'base-name'
  | 'directory'
  | 'request-target'
  | 'object-type';

/** What stands for a value in a comparison by equality: how docs/indicators.md writes it, or less than that. */
export type Fold =
  | 'exact'
  | 'lower'
  | 'hexadecimal'
  | 'address'
  | Extract<
      ObservableType,
      | 'ipv4'
      | 'ipv6'
      | 'domain'
      | 'url'
      | 'email'
      | 'md5'
      | 'sha1'
      | 'sha256'
      | 'sha512'
      | 'file-name'
      | 'file-path'
      | 'registry-key'
    >;

/** @returns `null`: the value has no such part, so the object has no such property */
export function readField(text: string, reading: FieldReading): string | null {
  switch (reading) {
    case 'whole':
      return text;
    case 'ipv4':
      return isIpv4(text) ? text : null;
    case 'ipv6':
      return text.includes(':') && parseIpv6(text) !== null ? text : null;
    case 'domain':
      return isAddress(text) ? null : text;
    case 'url':
      return /^[A-Za-z][\w+.-]*:\/\//.test(text) ? text : null;
    case 'base-name': {
      const name = text.slice(lastSeparator(text) + 1);
      return name === '' ? null : name;
    }
    case 'directory': {
      const at = lastSeparator(text);
      if (at < 0) return null;
      return at === 0 ? text.slice(0, 1) : text.slice(0, /^[A-Za-z]:[\\/][^\\/]*$/.test(text) ? at + 1 : at);
    }
    case 'request-target': {
      const target = text.replace(/^[A-Za-z][\w+.-]*:\/\/[^/?#]*/, '');
      return target === '' ? '/' : target;
    }
    case 'object-type':
      return isIpv4(text) ? 'ipv4-addr' : isAddress(text) ? 'ipv6-addr' : 'domain-name';
  }
}

function isAddress(text: string): boolean {
  return isIpv4(text) || (text.includes(':') && parseIpv6(text) !== null);
}

function lastSeparator(text: string): number {
  return Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
}

/** A value that cannot be read as what it should be stays as it is: it is equal to itself alone. */
export function foldValue(text: string, fold: Fold): string {
  switch (fold) {
    case 'exact':
      return text;
    case 'lower':
      return text.toLowerCase();
    case 'hexadecimal':
      return text.replace(/[^0-9A-Fa-f]/g, '').toLowerCase();
    case 'address':
      return foldAddress(text);
    case 'ipv4':
    case 'ipv6':
      return foldAddress(text);
    default:
      return normalisePlain(fold, text) ?? text;
  }
}

function foldAddress(text: string): string {
  const bare = text.replace(/\/32$|\/128$/, '');
  if (isIpv4(bare)) return bare;
  const groups = parseIpv6(bare);
  return groups === null ? text.toLowerCase().replace(/\.+$/, '') : writeIpv6(groups);
}

/** Whether upper and lower case are one to `LIKE` and `MATCHES`. */
export function ignoresCase(fold: Fold): boolean {
  return fold !== 'exact';
}
