/** Values for watchlists: of indicators' patterns, of observed data, of observables that stand by themselves. */
import type { CollectedObservable } from '../../domain/threats/threat-report';
import { listExternalReferences } from './stix-external-ids';
import type { Findings } from './stix-findings';
import { listObjectValues, NO_OBSERVABLES } from './stix-object-values';
import { isStixValue, own, ownText, ownTexts, type StixItem, type StixValue } from './stix-objects';
import { findMeaning, normaliseValue, type ValueMeaning } from './stix-observable-values';
import type { PatternComparison } from './stix-pattern';

/** Attributes that MISP has no STIX object for, by their type. */
const MISP_TYPES: Readonly<Record<string, ValueMeaning>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
  domain: 'domain',
  hostname: 'host',
  url: 'url',
  uri: 'url',
  'ip-src': 'address',
  'ip-dst': 'address',
  'email-src': 'email',
  'email-dst': 'email',
  email: 'email',
  filename: 'name',
  regkey: 'registry-key',
  mutex: 'mutex',
  AS: 'as-number',
  'user-agent': 'user-agent',
  vulnerability: 'vulnerability',
};

export interface ObservableCollector {
  collect(item: StixItem): void;
  readonly collected: readonly CollectedObservable[];
}

export function makeObservableCollector(findings: Findings): ObservableCollector {
  const collected: CollectedObservable[] = [];
  const known = new Map<string, Set<string>>();

  function add(meaning: ValueMeaning, written: string, place: string, context: string): void {
    const observable = normaliseValue(meaning, written);
    if (observable === null) {
      findings.add(
        'stix-observable-unread',
        place,
        `This is no value of the kind ${meaning}`,
        'Not collected.',
        written,
      );
      return;
    }
    const { type, value } = observable;
    const values = known.get(type) ?? new Set<string>();
    if (values.size === 0) known.set(type, values);
    const before = values.size;
    if (values.add(value).size === before) return;
    collected.push({ type, value, written, place, context: context === written ? '' : context });
  }

  function addComparison(comparison: PatternComparison, place: string, context: string): void {
    const { objectType, path, operator, isNegated, values } = comparison;
    const meaning = findMeaning(objectType, path);
    const isValue =
      meaning !== 'unread' && !isNegated && (operator === '=' || operator === 'IN' || isSubset(comparison));
    if (isValue) for (let at = 0; at < values.length; at++) add(meaning, values[at] ?? '', place, context);
    // `dst_ref.type = 'domain-name'` says what the value next to it is.
    else if (path.at(-1) !== 'type') {
      const what = `${objectType}:${path.join('.')} ${isNegated ? 'NOT ' : ''}${operator}`.slice(0, 100);
      findings.addOnce(what, 'stix-pattern-part', place, `No value to look for follows from ${what}`, 'Left aside.');
    }
  }

  function addIndicator({ value, path, comparisons }: StixItem): void {
    const place = path === '' ? 'pattern' : `${path}.pattern`;
    if (comparisons === null) {
      const language = ownText(value, 'pattern_type');
      const shown = language.slice(0, 40);
      findings.addOnce(
        shown,
        'stix-pattern-language',
        place,
        `Patterns in the language ${shown} are not read`,
        'Left aside.',
      );
      return;
    }
    const context = describeContext(value);
    for (let at = 0; at < comparisons.length; at++) addComparison(comparisons[at] as PatternComparison, place, context);
  }

  function addObservable(value: StixValue, path: string, context: string): void {
    for (const { meaning, written, place } of listObjectValues(value, path)) add(meaning, written, place, context);
  }

  function collect(item: StixItem): void {
    const { type, value } = item;
    if (type === 'indicator' && isLeftOut(item, findings)) return;
    if (type === 'indicator') addIndicator(item);
    else if (type === 'observed-data') {
      const objects = own(value, 'objects');
      if (!isStixValue(objects)) return;
      const lead = item.path === '' ? 'objects' : `${item.path}.objects`;
      for (const [key, object] of Object.entries(objects))
        if (isStixValue(object)) addObservable(object, `${lead}.${key}`, describeContext(value));
    } else if (type === 'vulnerability') addVulnerability(value, item.path, add);
    else if (type === 'x-misp-attribute') {
      const meaning = MISP_TYPES[ownText(value, 'x_misp_type')];
      if (meaning !== undefined) add(meaning, ownText(value, 'x_misp_value'), item.path, describeContext(value));
    } else if (!NO_OBSERVABLES.has(type)) addObservable(value, item.path, ownText(value, 'x_opencti_description'));
  }

  return { collect, collected };
}

/** An indicator that its maker took back, or that is there so that nobody takes what it finds for an attack. */
export function isLeftOut(item: StixItem, findings: Findings): boolean {
  const { value } = item;
  const isRevoked = own(value, 'revoked') === true;
  if (!isRevoked && !isBenign(own(value, item.is20 ? 'labels' : 'indicator_types'))) return false;
  const key = isRevoked ? 'revoked' : item.is20 ? 'labels' : 'indicator_types';
  const message = isRevoked ? 'The indicator has been revoked' : 'The indicator is of what is benign';
  const code = isRevoked ? 'stix-revoked-indicator' : 'stix-benign-indicator';
  const place = item.path === '' ? key : `${item.path}.${key}`;
  findings.add(code, place, message, 'Its values are not collected.', ownText(value, 'name') || undefined);
  return true;
}

function isBenign(types: unknown): boolean {
  if (!Array.isArray(types)) return false;
  let isSo = false;
  for (let at = 0; at < types.length; at++) {
    const type: unknown = types[at];
    // What is only unusual may be an attack, and many tools call everything that.
    if (type === 'malicious-activity') return false;
    if (typeof type !== 'string') continue;
    const kind = type.trim().toLowerCase();
    if (SUSPICIOUS.has(kind)) return false;
    isSo ||= kind === 'benign';
  }
  return isSo;
}

/** Types of indicators (STIX 2.1, section 10.9) besides "benign" and "unknown". */
const SUSPICIOUS = new Set(['malicious-activity', 'anomalous-activity', 'compromised', 'anonymization', 'attribution']);

/** `ipv4-addr:value ISSUBSET '10.0.0.0/8'`. */
function isSubset({ operator, objectType }: PatternComparison): boolean {
  return operator === 'ISSUBSET' && /^(?:ipv[46]-addr|network-traffic)$/.test(objectType);
}

function addVulnerability(
  value: StixValue,
  path: string,
  add: (meaning: ValueMeaning, written: string, place: string, context: string) => void,
): void {
  const name = ownText(value, 'name').trim();
  const stated = listExternalReferences(value).map(({ id }) => id);
  const id = [name, ...stated].find((written) => /^CVE-\d{4}-\d{4,}$/i.test(written));
  if (id !== undefined) add('vulnerability', id, path === '' ? 'name' : `${path}.name`, name === id ? '' : name);
}

const LONGEST_CONTEXT = 300;

/** Its name, else its description, else MISP's category. */
function describeContext(value: StixValue): string {
  const told = ownText(value, 'name').trim() || ownText(value, 'description').trim();
  if (told !== '') return told.length > LONGEST_CONTEXT ? told.slice(0, LONGEST_CONTEXT) : told;
  const category = ownTexts(value, 'labels').find((label) => label.startsWith('misp:category='));
  return category?.slice(14).replaceAll('"', '') ?? '';
}
