/** Values to look for, from what patterns compare and what observables hold; the same table serves both. */
import type { Observable, ObservableType } from '../domain/indicators/observable';
import { isIpv4, isIpv6 } from './stix-addresses';
import { nameOfHash } from './stix-hashes';

/** `address`, `host`: told by the value. `unread`: it narrows down what is looked for, and is no value itself. */
export type ValueMeaning = ObservableType | 'address' | 'host' | 'name' | 'unread';

const HASHES: Readonly<Record<string, ObservableType>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-512': 'sha512',
};

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

const BY_PLACE = new Map(Object.entries(MEANINGS));

export function findMeaning(objectType: string, path: readonly string[]): ValueMeaning {
  if (path.length === 1 && path[0] !== 'hashes') return BY_PLACE.get(`${objectType}:${path[0]}`) ?? 'unread';
  const steps = path.filter((step) => !step.startsWith('['));
  const hashes = steps.indexOf('hashes');
  if (hashes >= 0)
    return HASHES[nameOfHash(steps[hashes + 1] ?? '')] ?? (steps.length === hashes + 1 ? 'name' : 'unread');
  return BY_PLACE.get(`${objectType}:${steps.join('.')}`) ?? 'unread';
}

/**
 * A value as it is compared everywhere; `null`: it is none of its type.
 * @param written as the source has it, defanged perhaps
 */
export function normaliseObservable(meaning: ValueMeaning, written: string): Observable | null {
  const text = refang(written.trim());
  if (text === '' || meaning === 'unread') return null;
  if (meaning === 'host' || meaning === 'address') return readAddress(text, meaning === 'host');
  if (meaning === 'name') return readName(text);
  const value = LOWER_CASE.has(meaning) ? text.toLowerCase() : text;
  const form = FORMS[meaning];
  if (meaning === 'domain' && (isIpv4(text) || isIpv6(text))) return readAddress(text, false);
  if (meaning === 'as-number')
    return /^(?:AS)?\d+$/i.test(text) ? { type: meaning, value: text.replace(/^AS/i, '') } : null;
  if (meaning === 'vulnerability')
    return /^CVE-\d{4}-\d{4,}$/i.test(text) ? { type: meaning, value: text.toUpperCase() } : null;
  if (form !== undefined && !form.test(value)) return null;
  return { type: meaning, value: meaning === 'domain' ? value.replace(/\.$/, '') : value };
}

/** Where case says nothing. */
const LOWER_CASE = new Set<ValueMeaning>(['md5', 'sha1', 'sha256', 'sha512', 'domain', 'email']);

const FORMS: Readonly<Partial<Record<ObservableType, RegExp>>> = {
  md5: /^[0-9a-f]{32}$/,
  sha1: /^[0-9a-f]{40}$/,
  sha256: /^[0-9a-f]{64}$/,
  sha512: /^[0-9a-f]{128}$/,
  domain: /^[^\s/@:]+\.[^\s/@:.]+\.?$/,
  email: /^[^\s@]*@[^\s@]+$/,
};

/** `hxxp://example[.]org`, `user[@]example(.)org`. */
function refang(written: string): string {
  if (!/[[({]|^h(?:xx|\*\*)/i.test(written)) return written;
  return written
    .replace(/^h(?:xx|\*\*|tt)p(s?)(?:\[?:\]?\/\/|\[:\/\/\])/i, (_, secure: string) => `http${secure}://`)
    .replaceAll(/\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)/gi, '.')
    .replaceAll(/\[@\]|\(@\)|\[at\]/gi, '@')
    .replaceAll('[:]', ':');
}

function readAddress(text: string, mayBeDomain: boolean): Observable | null {
  const isRange = text.includes('/');
  const bits = isRange ? Number(text.split('/')[1]) : 0;
  if (isIpv4(text)) {
    if (!isRange) return { type: 'ipv4', value: text };
    return bits === 32 ? { type: 'ipv4', value: text.split('/')[0] ?? text } : { type: 'cidr', value: text };
  }
  if (isIpv6(text)) {
    const value = text.toLowerCase();
    if (!isRange) return { type: 'ipv6', value };
    return bits === 128 ? { type: 'ipv6', value: value.split('/')[0] ?? value } : { type: 'cidr', value };
  }
  return mayBeDomain ? normaliseObservable('domain', text) : null;
}

/** A hash of which the algorithm is not said, a path, or a bare file name. */
function readName(text: string): Observable {
  const hash = text.length === 32 ? 'md5' : text.length === 40 ? 'sha1' : text.length === 64 ? 'sha256' : null;
  if (hash !== null && /^[0-9a-f]+$/i.test(text)) return { type: hash, value: text.toLowerCase() };
  return { type: /[\\/]/.test(text) ? 'file-path' : 'file-name', value: text };
}
