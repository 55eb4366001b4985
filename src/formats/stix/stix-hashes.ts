/** Hashes (STIX 2.1, sections 2.7 and 10.7). */

import { DROPPED, type ValueCheck } from './stix-check-context';
import { isStixValue } from './stix-objects';

/** Hexadecimal digits; `null`: another form. */
const DIGITS: Readonly<Record<string, number | null>> = {
  MD5: 32,
  'SHA-1': 40,
  'SHA-224': 56,
  'SHA-256': 64,
  'SHA-384': 96,
  'SHA-512': 128,
  'SHA3-224': 56,
  'SHA3-256': 64,
  'SHA3-384': 96,
  'SHA3-512': 128,
  MD6: null,
  'RIPEMD-160': 40,
  WHIRLPOOL: 128,
  SSDEEP: null,
  ssdeep: null,
  TLSH: null,
};

export const checkHashes: ValueCheck = (value, path, { findings, is20 }) => {
  if (!isStixValue(value)) {
    findings.add('stix-wrong-type', path, 'Hashes are no dictionary', 'Property left out.', value);
    return DROPPED;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) {
    findings.add('stix-empty-list', path, 'A dictionary of hashes must not be empty', 'Property left out.', value);
    return DROPPED;
  }
  const kept = entries.filter(([name, hash]) => {
    const at = `${path}.${name.slice(0, 40)}`;
    const digits = Object.hasOwn(DIGITS, name) ? DIGITS[name] : undefined;
    const known = digits ?? DIGITS[nameOfHash(name)];
    if (typeof hash !== 'string' || hash === '') {
      findings.add('stix-bad-hash', at, 'This hash is no text', 'Hash left out.', hash);
      return false;
    }
    if (digits === undefined)
      findings.addOnce(
        name,
        'stix-hash-algorithm',
        at,
        `“${name.slice(0, 40)}” is no name of an algorithm in use`,
        'Kept.',
      );
    if (name.length < 3 || name.length > (is20 ? 256 : 250) || !/^[A-Za-z0-9_-]+$/.test(name))
      findings.add(
        'stix-dictionary-key',
        at,
        'Names of hashes have 3 to 250 letters, digits and hyphens',
        'Kept.',
        name,
      );
    if (known === undefined || known === null || (hash.length === known && /^[0-9a-f]+$/i.test(hash))) return true;
    findings.add('stix-bad-hash', at, `A hash of this kind has ${known} hexadecimal digits`, 'Hash left out.', hash);
    return false;
  });
  if (kept.length === entries.length) return value;
  return kept.length === 0 ? DROPPED : Object.fromEntries(kept);
};

/** `SHA256`, `sha-256` → `SHA-256`: names of other tools. */
export function nameOfHash(name: string): string {
  const upper = name.toUpperCase().replaceAll('_', '-');
  return upper.replace(/^SHA-?(1|224|256|384|512)$/, 'SHA-$1');
}
