/** Values to look for, from what patterns compare and what observables hold; the same table serves both. */
import type { Observable, ObservableType } from '../../domain/indicators/observable';
import { readHash, readValue } from '../observable-values';
import { nameOfHash } from './stix-hashes';

/** `address`, `host`: told by the value. `unread`: it narrows down what is looked for, and is no value itself. */
export type ValueMeaning = ObservableType | 'address' | 'host' | 'name' | 'unread';

const HASHES = new Map<string, ObservableType>([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-512', 'sha512'],
]);

/** `type:path`, list steps left out. */
const MEANINGS: Readonly<Record<string, ValueMeaning>> = {
  'ipv4-addr:value': 'address',
  'ipv6-addr:value': 'address',
  'domain-name:value': 'domain',
  'hostname:value': 'host',
  'url:value': 'url',
  'email-addr:value': 'email',
  'email-message:from_ref.value': 'email',
  'email-message:sender_ref.value': 'email',
  'email-message:to_refs.value': 'email',
  'email-message:cc_refs.value': 'email',
  'email-message:bcc_refs.value': 'email',
  'file:name': 'name',
  'file:parent_directory_ref.path': 'file-path',
  'directory:path': 'file-path',
  'process:name': 'name',
  'process:image_ref.name': 'name',
  'process:binary_ref.name': 'name',
  'windows-registry-key:key': 'registry-key',
  'win-registry-key:key': 'registry-key',
  'mutex:name': 'mutex',
  'autonomous-system:number': 'as-number',
  'network-traffic:dst_ref.value': 'host',
  'network-traffic:src_ref.value': 'host',
  'domain-name:resolves_to_refs.value': 'host',
  'network-traffic:extensions.http-request-ext.request_header.User-Agent': 'user-agent',
  'user-agent:value': 'user-agent',
  'vulnerability:name': 'vulnerability',
};

/** Type of object → path → meaning. */
const BY_TYPE = new Map<string, Map<string, ValueMeaning>>();
for (const [place, meaning] of Object.entries(MEANINGS)) {
  const colon = place.indexOf(':');
  const type = place.slice(0, colon);
  const paths = BY_TYPE.get(type) ?? new Map<string, ValueMeaning>();
  BY_TYPE.set(type, paths.set(place.slice(colon + 1), meaning));
}

export function findMeaning(objectType: string, path: readonly string[]): ValueMeaning {
  const first = path[0] ?? '';
  if (first === 'hashes' && path.length === 2) return meaningOfHash(path[1] ?? '');
  if (path.length === 1 && first !== 'hashes') return BY_TYPE.get(objectType)?.get(first) ?? 'unread';
  const steps = path.filter((step) => !step.startsWith('['));
  const hashes = steps.indexOf('hashes');
  if (hashes >= 0) return steps.length === hashes + 1 ? 'name' : meaningOfHash(steps[hashes + 1] ?? '');
  return BY_TYPE.get(objectType)?.get(steps.join('.')) ?? 'unread';
}

function meaningOfHash(name: string): ValueMeaning {
  if (name.startsWith('[')) return 'name';
  return HASHES.get(name) ?? HASHES.get(nameOfHash(name)) ?? 'unread';
}

/**
 * A value as it is compared everywhere, the same as prose gives it; `null`: it is none of its kind.
 * @param written as the source has it, defanged perhaps
 */
export function normaliseValue(meaning: ValueMeaning, written: string): Observable | null {
  switch (meaning) {
    case 'unread':
      return null;
    case 'address':
      return readValue('ipv4', written);
    case 'host':
      return readValue('domain', written);
    case 'name':
      return readName(written);
    default:
      return readValue(meaning, written) ?? keepAsWritten(meaning, written.trim());
  }
}

/** Names are anybody's to choose, and a piece of a path, a URL or an address can be looked for as well. */
const LOOSE_FORMS: Readonly<Partial<Record<ObservableType, RegExp>>> = {
  'file-name': /./,
  'file-path': /./,
  'registry-key': /./,
  url: /./,
  mutex: /./,
  'user-agent': /./,
  domain: /^[^\s/@:[\]]+\.[^\s/@:.[\]]+\.?$/,
  email: /^[^\s@]*@[^\s@]+$/,
};

/** What has the form of no value that prose could give. */
function keepAsWritten(type: ObservableType, text: string): Observable | null {
  if (LOOSE_FORMS[type]?.test(text) !== true) return null;
  return { type, value: type === 'domain' || type === 'email' ? text.toLowerCase().replace(/\.$/, '') : text };
}

/** A hash of which the algorithm is not said, a path, or a bare file name. */
function readName(written: string): Observable | null {
  const text = written.trim();
  const hash = text.length === 32 || text.length === 40 || text.length === 64 ? readHash(text) : null;
  if (hash !== null) return hash;
  const type = /[\\/]/.test(text) ? 'file-path' : 'file-name';
  return readValue(type, text) ?? keepAsWritten(type, text);
}
