/** Rules of STIX that bear on several properties of an object at once. */
import type { CheckContext } from './stix-check-context';
import { own, ownText, type StixPlace, type StixValue } from './stix-objects';
import { mendStixPattern, readStixPattern } from './stix-pattern';
import { compareStixTimes } from './stix-times';

export interface TimeOrder {
  readonly earlier: string;
  readonly later: string;
  /** They must not be equal. */
  readonly isStrict: boolean;
}

const order = (earlier: string, later: string, isStrict = false): TimeOrder => ({ earlier, later, isStrict });
export const TIME_ORDERS: readonly TimeOrder[] = [
  order('created', 'modified'),
  order('first_seen', 'last_seen'),
  order('first_observed', 'last_observed'),
  order('valid_from', 'valid_until', true),
  order('start_time', 'stop_time', true),
  order('start', 'end'),
  order('analysis_started', 'analysis_ended'),
];

/** Of these at least one. */
export const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  file: ['hashes', 'name'],
  artifact: ['payload_bin', 'url'],
  'network-traffic': ['src_ref', 'dst_ref'],
  'malware-analysis': ['result', 'analysis_sco_refs'],
  location: ['region', 'country', 'latitude'],
  'observed-data': ['objects', 'object_refs'],
  'marking-definition': ['definition', 'extensions'],
  'windows-registry-key': ['key', 'values'],
};

/** Of these not both. */
export const EXCLUSIVE: Readonly<Record<string, readonly [string, string]>> = {
  artifact: ['payload_bin', 'url'],
  'observed-data': ['objects', 'object_refs'],
  body_multipart: ['body', 'body_raw_ref'],
};

export interface RelationRules {
  readonly section: string;
  readonly orders: readonly TimeOrder[];
  readonly oneOf: readonly string[] | undefined;
  readonly exclusive: readonly [string, string] | undefined;
}

/** Properties that have to go besides, if any; `null`: the object says nothing that holds. */
export function listRelations(
  value: StixValue,
  place: StixPlace,
  { section, orders, oneOf, exclusive }: RelationRules,
  context: CheckContext,
): readonly string[] | null | undefined {
  const { findings, type } = context;
  let dropped: string[] | undefined;

  for (let at = 0; at < orders.length; at++) {
    const { earlier, later, isStrict } = orders[at] as TimeOrder;
    const first = value[earlier];
    const second = value[later];
    if (typeof first !== 'string' || typeof second !== 'string') continue;
    const sign = compareStixTimes(first, second);
    if (sign < 0 || (sign === 0 && !isStrict)) continue;
    const isVersion = later === 'modified';
    if (!isVersion) dropped = [...(dropped ?? []), later];
    const done = isVersion ? 'Kept.' : `${later} left out; the rest of the object is kept.`;
    const message = `${later} is ${sign === 0 ? 'not later than' : 'earlier than'} ${earlier}`;
    findings.add('stix-order-of-times', join(place.path, later), message, done, second, isVersion ? '3.2' : section);
  }
  if (oneOf !== undefined && !oneOf.some((key) => Object.hasOwn(value, key))) {
    const isEmpty = type === 'file' || type === 'observed-data';
    const message = `One of ${oneOf.join(', ')} is required of ${type}`;
    findings.add('stix-required', place.path, message, isEmpty ? 'Object left out.' : 'Kept.', undefined, section);
    if (isEmpty) return null;
  }
  if (exclusive?.every((key) => Object.hasOwn(value, key)))
    findings.add(
      'stix-exclusive',
      place.path,
      `${exclusive[0]} and ${exclusive[1]} exclude each other`,
      'Both kept.',
      undefined,
      section,
    );
  if (type === 'indicator') return checkIndicator(value, place, context) ? dropped : null;
  if (MORE.has(type)) checkMore(value, place.path, context);
  return dropped;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Its pattern is what it is for. */
function checkIndicator(value: StixValue, place: StixPlace, context: CheckContext): boolean {
  const { findings, is20 } = context;
  const { pattern_type: language, description, pattern: written } = value;
  if (!is20 && description === undefined) recommendWords(value, place, findings);
  if (typeof language === 'string' && language !== '' && language !== 'stix') return true;
  const pattern = typeof written === 'string' ? written : '';
  const reading = readStixPattern(pattern);
  const comparisons = reading.ok ? reading.comparisons : mendStixPattern(pattern);
  context.comparisons = comparisons;
  if (reading.ok) return true;
  const found = pattern.slice(Math.max(0, reading.at - 20), reading.at + 40);
  const message = `${reading.message} at character ${reading.at + 1} of the pattern`;
  const done = comparisons === null ? 'Object left out.' : 'Read as if the bracket were there.';
  findings.add('stix-bad-pattern', join(place.path, 'pattern'), message, done, found);
  return comparisons !== null;
}

function recommendWords(value: StixValue, { path }: StixPlace, findings: CheckContext['findings']): void {
  const isNamed = own(value, 'name') !== undefined;
  const [kind, key, message] = isNamed
    ? ['description', 'description', 'An indicator should have a description']
    : ['indicator', 'name', 'An indicator should have a name and a description'];
  if (!findings.countMore(kind, 'stix-recommended'))
    findings.addOnce(kind, 'stix-recommended', join(path, key), message, 'Kept.', '4.7');
}

/** Types with rules of their own. */
const MORE = new Set(['network-traffic', 'marking-definition', 'process']);

function checkMore(value: StixValue, path: string, { findings, type, id, is20 }: CheckContext): void {
  if (type === 'network-traffic' && (own(value, 'src_port') === undefined) !== (own(value, 'dst_port') === undefined))
    findings.addOnce('ports', 'stix-recommended', path, 'Network traffic should have both ports', 'Kept.', '6.12');
  if (type === 'network-traffic') checkIpfix(value, path, findings);
  if (
    type === 'marking-definition' &&
    !['', 'tlp', 'statement'].includes(ownText(value, 'definition_type').toLowerCase())
  )
    findings.add(
      'stix-format',
      path,
      'This type of marking is not defined',
      'Kept.',
      ownText(value, 'definition_type'),
      '7.2.1',
    );
  if (type === 'process' && !is20 && /^process--.{14}[^4]/.test(id))
    findings.addOnce('process', 'stix-id-version', path, 'Ids of processes are UUIDs of version 4', 'Kept.');
}

/** Names of IANA's registry begin with a small letter. */
function checkIpfix(value: StixValue, path: string, findings: CheckContext['findings']): void {
  const ipfix = own(value, 'ipfix');
  if (typeof ipfix !== 'object' || ipfix === null) return;
  for (const key of Object.keys(ipfix))
    if (!/^[a-z]/.test(key))
      findings.add('stix-format', `${path}.ipfix.${key.slice(0, 60)}`, 'This is no name of IPFIX', 'Kept.', key);
}
