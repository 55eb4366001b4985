/** What attributes of MISP hold, by their types (https://www.misp-project.org/datamodels/): values, words, or neither. */
import { normaliseObservable } from '../../domain/indicators/normalise-observable';
import type { Observable, ObservableType } from '../../domain/indicators/observable';
import { readValue } from '../observable-values';

/** A composite `a|b` has a kind per part; `-` is a part without one, such as a port. */
type PartKind = ObservableType | '-' | 'data';

const ADDRESS: readonly PartKind[] = ['ipv4'];
const VALUES: Readonly<Record<string, readonly PartKind[]>> = {
  'ip-src': ADDRESS,
  'ip-dst': ADDRESS,
  'ip-src|port': ['ipv4', '-'],
  'ip-dst|port': ['ipv4', '-'],
  domain: ['domain'],
  hostname: ['domain'],
  'domain|ip': ['domain', 'ipv4'],
  'hostname|port': ['domain', '-'],
  url: ['url'],
  uri: ['url'],
  email: ['email'],
  'email-src': ['email'],
  'email-dst': ['email'],
  'email-reply-to': ['email'],
  'whois-registrant-email': ['email'],
  md5: ['md5'],
  sha1: ['sha1'],
  sha256: ['sha256'],
  sha512: ['sha512'],
  'x509-fingerprint-md5': ['md5'],
  'x509-fingerprint-sha1': ['sha1'],
  'x509-fingerprint-sha256': ['sha256'],
  filename: ['file-name'],
  'malware-sample': ['file-name', 'md5'],
  'filename|md5': ['file-name', 'md5'],
  'filename|sha1': ['file-name', 'sha1'],
  'filename|sha256': ['file-name', 'sha256'],
  'filename|sha512': ['file-name', 'sha512'],
  regkey: ['registry-key'],
  'regkey|value': ['registry-key', 'data'],
  AS: ['as-number'],
  'user-agent': ['user-agent'],
  'http-user-agent': ['user-agent'],
  'ja3-fingerprint-md5': ['ja3'],
  'ja4-fingerprint': ['ja4'],
  mutex: ['mutex'],
  vulnerability: ['vulnerability'],
};

/** Composites of a file's name with a hash that nothing here looks for: the name is still one. */
const NAMED_FILE = /^filename\|/;

/** Read by people: these become text. */
const WORDS = new Set([
  'text',
  'comment',
  'other',
  'link',
  'campaign-name',
  'campaign-id',
  'threat-actor',
  'malware-type',
  'email-subject',
  'email-body',
  'email-attachment',
  'email-src-display-name',
  'windows-service-name',
  'windows-service-displayname',
  'windows-scheduled-task',
  'named pipe',
  'pdb',
  'target-org',
  'target-location',
  'target-external',
  'github-repository',
  'github-username',
  'twitter-id',
  'whois-registrar',
  'whois-registrant-name',
  'whois-registrant-org',
]);

const KINDS = new Map(Object.entries(VALUES));

export type MispHolding =
  | {
      readonly kind: 'values';
      readonly values: readonly { readonly observable: Observable; readonly written: string }[];
    }
  | { readonly kind: 'words' }
  /** Of a type that holds values, and this is none. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'other' };

export function readMispValue(type: string, value: string): MispHolding {
  if (WORDS.has(type)) return { kind: 'words' };
  const kinds = KINDS.get(type) ?? (NAMED_FILE.test(type) ? (['file-name', '-'] as const) : undefined);
  if (kinds === undefined) return { kind: 'other' };
  const values = splitParts(kinds, value).flatMap((written, at) => {
    const kind = kinds[at];
    const observable = kind === undefined || kind === '-' ? null : readPart(kind, written);
    return observable === null ? [] : [{ observable, written }];
  });
  // The path of an address alone names no place on the network.
  if (type === 'uri' && values.length === 0) return { kind: 'words' };
  return values.length === 0 ? { kind: 'unreadable' } : { kind: 'values', values };
}

/** The data of a registry value is looked for where it is the path of what is started. */
function readPart(kind: ObservableType | 'data', written: string): Observable | null {
  return kind === 'data' ? normaliseObservable('file-path', written) : readValue(kind, written);
}

/** The data of a registry value may hold bars, and so may a file's name: what follows a value is cut at the first, a hash behind a name at the last. */
function splitParts(kinds: readonly PartKind[], value: string): readonly string[] {
  if (kinds.length < 2) return [value];
  const at = kinds[0] === 'file-name' ? value.lastIndexOf('|') : value.indexOf('|');
  if (at >= 0) return [value.slice(0, at).trim(), value.slice(at + 1).trim()];
  return [kinds[1] === '-' && kinds[0] === 'ipv4' ? value.replace(/^((?:\d+\.){3}\d+):\d+$/, '$1') : value];
}
