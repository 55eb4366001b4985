/** Values of STIX properties, by kind. Each check gives the value to keep: the same, part of it, or nothing. */

import { textOf } from '../plain-data';
import { isIpv4, isIpv6, isMacAddress } from './stix-addresses';
import { type CheckContext, DROPPED, type ValueCheck } from './stix-check-context';
import type { StixRule } from './stix-findings';
import { checkHashes } from './stix-hashes';
import { isStixValue, type StixValue } from './stix-objects';
import { VOCABULARY_WORD } from './stix-quick-checks';
import { checkRef, checkRefs } from './stix-references';
import { isStixTime } from './stix-times';

const LEFT_OUT = 'Property left out; the rest of the object is kept.';
const KEPT = 'Kept.';

function reject(rule: StixRule, message: string, path: string, { findings }: CheckContext, found: unknown): symbol {
  findings.add(rule, path, message, LEFT_OUT, found);
  return DROPPED;
}

const text: ValueCheck = (value, path, context) =>
  typeof value === 'string' ? value : reject('stix-wrong-type', 'This is no text', path, context, value);

const flag: ValueCheck = (value, path, context) =>
  typeof value === 'boolean'
    ? value
    : reject('stix-wrong-type', 'This is neither true nor false', path, context, value);

const integer: ValueCheck = (value, path, context) =>
  Number.isInteger(value) ? value : reject('stix-wrong-type', 'This is no whole number', path, context, value);

const number: ValueCheck = (value, path, context) =>
  typeof value === 'number' ? value : reject('stix-wrong-type', 'This is no number', path, context, value);

const range: ValueCheck = (value, path, context, detail) => {
  if (typeof value !== 'number') return reject('stix-wrong-type', 'This is no number', path, context, value);
  const [, lowest = '0', highest = '0'] = /^(-?\d+)-(-?\d+)$/.exec(detail) ?? [];
  const isWithin = value >= Number(lowest) && value <= Number(highest);
  return isWithin ? value : reject('stix-bad-range', `This is not ${lowest} to ${highest}`, path, context, value);
};

const time: ValueCheck = (value, path, context) =>
  isStixTime(value) ? value : reject('stix-bad-timestamp', 'This is no timestamp in UTC', path, context, value);

const texts: ValueCheck = (value, path, context) => {
  if (!Array.isArray(value)) return reject('stix-wrong-type', 'This is no list', path, context, value);
  if (value.length === 0) return reject('stix-empty-list', 'A list must not be empty', path, context, value);
  if (value.every((item) => typeof item === 'string')) return value;
  return value.filter((item, at) => {
    if (typeof item === 'string') return true;
    context.findings.add('stix-wrong-type', `${path}[${at}]`, 'This is no text', 'Entry left out.', item);
    return false;
  });
};

const word: ValueCheck = (value, path, context) => {
  if (typeof value === 'string' && !VOCABULARY_WORD.test(value))
    context.findings.addOnce(
      path.replace(/^.*\.|\[\d+\]$/g, ''),
      'stix-format',
      path,
      'Values of vocabularies are lower case words with hyphens',
      KEPT,
    );
  return text(value, path, context, '');
};

const words: ValueCheck = (value, path, context) => {
  if (Array.isArray(value))
    value.forEach((item, at) => {
      if (typeof item === 'string' && !VOCABULARY_WORD.test(item)) word(item, `${path}[${at}]`, context, '');
    });
  return texts(value, path, context, '');
};

/** In 2.0 they are values of a vocabulary, from 2.1 on free words. */
const labels: ValueCheck = (value, path, context) => (context.is20 ? words : texts)(value, path, context, '');

const choice: ValueCheck = (value, path, context, detail) =>
  typeof value === 'string' && detail.split('|').includes(value)
    ? value
    : reject('stix-bad-value', `This is none of ${detail.replaceAll('|', ', ')}`, path, context, value);

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const binary: ValueCheck = (value, path, context) =>
  typeof value === 'string' && BASE64.test(value)
    ? value
    : reject('stix-bad-binary', 'This is no base64', path, context, value);

const hex: ValueCheck = (value, path, context) =>
  typeof value === 'string' && /^(?:[0-9a-f]{2})*$/i.test(value)
    ? value
    : reject('stix-bad-hex', 'This is no even number of hexadecimal digits', path, context, value);

const url: ValueCheck = (value, path, context) =>
  typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\S+$/i.test(value)
    ? value
    : reject('stix-bad-value', 'This is no URL', path, context, value);

const dictionary: ValueCheck = (value, path, context) => {
  if (!isStixValue(value)) return reject('stix-wrong-type', 'This is no dictionary', path, context, value);
  if (Object.keys(value).length === 0)
    return reject('stix-empty-list', 'A dictionary must not be empty', path, context, value);
  return dropKeys(value, path, context, (key) =>
    /^[A-Za-z0-9_-]{1,250}$/.test(key) ? null : 'Keys have letters, digits, hyphens and underscores',
  );
};

function dropKeys(
  value: StixValue,
  path: string,
  { findings }: CheckContext,
  judge: (key: string) => string | null,
): StixValue {
  const bad = Object.keys(value).filter((key) => {
    const problem = judge(key);
    if (problem !== null)
      findings.add('stix-dictionary-key', `${path}.${key.slice(0, 80)}`, problem, 'Entry left out.', key);
    return problem !== null;
  });
  return bad.length === 0 ? value : Object.fromEntries(Object.entries(value).filter(([key]) => !bad.includes(key)));
}

/** Keys that another specification names. */
const keys: ValueCheck = (value, path, context, detail) => {
  const known = detail.split('|');
  if (isStixValue(value))
    for (const key of Object.keys(value))
      if (!known.includes(key))
        context.findings.add(
          'stix-format',
          `${path}.${key.slice(0, 80)}`,
          'This key is not one of those in use here',
          KEPT,
          key,
        );
  return dictionary(value, path, context, '');
};

const socketOptions: ValueCheck = (value, path, context) => {
  if (isStixValue(value))
    for (const key of Object.keys(value))
      if (!/^(?:SO|ICMP6?|IPV?6?|MCAST|TCP|IRLMP)_/.test(key))
        context.findings.add('stix-format', `${path}.${key.slice(0, 80)}`, 'This is no option of sockets', KEPT, key);
  return dictionary(value, path, context, '');
};

const MIME = /^(?:application|audio|font|example|image|message|model|multipart|text|video)\/[a-z0-9.+_-]+(?:\s*;.*)?$/i;
/** Families of character sets (https://www.iana.org/assignments/character-sets). */
const CHARSET =
  /^(?:utf|iso|us-ascii|ascii|ansi|windows|cp|ibm|gb|big5|euc|koi|shift|ks|tis|macintosh|hz|hp|ebcdic|csa|cs|mnem|vi|ptcp|tscii|unicode|ucs|cesu|scsu|bocu)[a-z0-9_:()+-]*$/i;
const CPE = /^cpe:(?:2\.3:|\/)[\s\S]+$/;

const formatted =
  (form: RegExp, what: string): ValueCheck =>
  (value, path, context) => {
    if (typeof value === 'string' && !form.test(value))
      context.findings.add('stix-format', path, `This is no ${what}`, KEPT, value);
    return text(value, path, context, '');
  };

const country: ValueCheck = (value, path, context) => {
  if (typeof value === 'string' && !isCountry(value))
    context.findings.add('stix-format', path, 'This is no country code of two letters', KEPT, value);
  return text(value, path, context, '');
};

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function isCountry(code: string): boolean {
  return /^[a-z]{2}$/i.test(code) && REGIONS.of(code.toUpperCase()) !== undefined && !/^(?:xx|zz|qo)$/i.test(code);
}

const address =
  (isValid: (value: string) => boolean, what: string): ValueCheck =>
  (value, path, context) =>
    typeof value === 'string' && isValid(value)
      ? value
      : reject('stix-bad-address', `This is no ${what}`, path, context, value);

const phases: ValueCheck = (value, path, context) => {
  if (!Array.isArray(value)) return reject('stix-wrong-type', 'This is no list', path, context, value);
  if (value.length === 0) return reject('stix-empty-list', 'A list must not be empty', path, context, value);
  const kept = value.filter((phase, at) => {
    const isWhole =
      isStixValue(phase) && typeof phase['kill_chain_name'] === 'string' && typeof phase['phase_name'] === 'string';
    if (!isWhole)
      context.findings.add(
        'stix-required',
        `${path}[${at}]`,
        'A kill chain phase has a chain and a name',
        'Entry left out.',
        phase,
      );
    else if (!/^[a-z0-9-]+$/.test(textOf(phase['phase_name'])))
      word(phase['phase_name'], `${path}[${at}].phase_name`, context, '');
    return isWhole;
  });
  return kept.length === value.length ? value : kept;
};

const EXTERNAL_IDS: Readonly<Record<string, RegExp>> = { cve: /^CVE-\d{4}-\d{4,}$/, capec: /^CAPEC-\d+$/ };

const references: ValueCheck = (value, path, context) => {
  if (!Array.isArray(value)) return reject('stix-wrong-type', 'This is no list', path, context, value);
  if (value.length === 0) return reject('stix-empty-list', 'A list must not be empty', path, context, value);
  const kept = value.filter((reference, at) => {
    if (isStixValue(reference)) {
      checkReference(reference, `${path}[${at}]`, context);
      return true;
    }
    context.findings.add(
      'stix-wrong-type',
      `${path}[${at}]`,
      'This is no external reference',
      'Entry left out.',
      reference,
    );
    return false;
  });
  return kept.length === value.length ? value : kept;
};

function checkReference(reference: StixValue, path: string, { findings }: CheckContext): void {
  const { source_name: source, external_id: id, url: address, description } = reference;
  if (typeof source !== 'string')
    findings.add('stix-required', `${path}.source_name`, 'An external reference names its source', KEPT, source, '2.5');
  if (id === undefined && address === undefined && description === undefined)
    findings.addOnce('reference', 'stix-required', path, 'A reference has a description, a URL or an id', KEPT, '2.5');
  const form = typeof source === 'string' && Object.hasOwn(EXTERNAL_IDS, source) ? EXTERNAL_IDS[source] : undefined;
  if (typeof id === 'string' && form !== undefined && !form.test(id))
    findings.add('stix-external-id', `${path}.external_id`, `This is no id of ${source}`, KEPT, id);
}

const any: ValueCheck = (value) => value;

/** By the first word of a kind; what follows its colon is the check's detail. */
export const VALUE_CHECKS: Readonly<Record<string, ValueCheck>> = {
  any,
  text,
  texts,
  flag,
  integer,
  number,
  range,
  time,
  word,
  words,
  labels,
  enum: choice,
  binary,
  hex,
  url,
  dictionary,
  keys,
  'socket-options': socketOptions,
  mime: formatted(MIME, 'media type'),
  charset: formatted(CHARSET, 'character set of IANA'),
  cpe: formatted(CPE, 'CPE'),
  country,
  ipv4: address(isIpv4, 'IPv4 address or range'),
  ipv6: address(isIpv6, 'IPv6 address or range'),
  mac: address(isMacAddress, 'MAC address'),
  phases,
  references,
  hashes: checkHashes,
  ref: checkRef,
  refs: checkRefs,
};
