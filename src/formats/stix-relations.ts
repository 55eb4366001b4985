/** Rules of STIX that bear on several properties of an object at once. */
import type { CheckContext } from './stix-check-context';
import { own, ownText, type StixValue } from './stix-objects';
import { mendStixPattern, readStixPattern } from './stix-pattern';
import { compareStixTimes } from './stix-times';

/** Earlier, later; `true`: they must not be equal. */
export type TimeOrder = readonly [earlier: string, later: string, isStrict: boolean];
export const TIME_ORDERS: readonly TimeOrder[] = [
  ['created', 'modified', false],
  ['first_seen', 'last_seen', false],
  ['first_observed', 'last_observed', false],
  ['valid_from', 'valid_until', true],
  ['start_time', 'stop_time', true],
  ['start', 'end', false],
  ['analysis_started', 'analysis_ended', false],
];

/** Of these at least one. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
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
const EXCLUSIVE: Readonly<Record<string, readonly [string, string]>> = {
  artifact: ['payload_bin', 'url'],
  'observed-data': ['objects', 'object_refs'],
  body_multipart: ['body', 'body_raw_ref'],
};

/** Properties that have to go besides, if any; `null`: the object says nothing that holds. */
export function listRelations(
  value: StixValue,
  path: string,
  { section, orders }: { readonly section: string; readonly orders: readonly TimeOrder[] },
  context: CheckContext,
): readonly string[] | null | undefined {
  const { findings, type } = context;
  let dropped: string[] | undefined;

  for (const [earlier, later, isStrict] of orders) {
    const first = value[earlier];
    const second = value[later];
    if (typeof first !== 'string' || typeof second !== 'string') continue;
    const order = compareStixTimes(first, second);
    if (order < 0 || (order === 0 && !isStrict)) continue;
    const isVersion = later === 'modified';
    if (!isVersion) dropped = [...(dropped ?? []), later];
    const done = isVersion ? 'Kept.' : `${later} left out; the rest of the object is kept.`;
    const message = `${later} is ${order === 0 ? 'not later than' : 'earlier than'} ${earlier}`;
    findings.add('stix-order-of-times', join(path, later), message, done, second, isVersion ? '3.2' : section);
  }
  const choices = Object.hasOwn(ONE_OF, type) ? ONE_OF[type] : undefined;
  if (choices !== undefined && !choices.some((key) => Object.hasOwn(value, key))) {
    const isEmpty = type === 'file' || type === 'observed-data';
    const message = `One of ${choices.join(', ')} is required of ${type}`;
    findings.add('stix-required', path, message, isEmpty ? 'Object left out.' : 'Kept.', undefined, section);
    if (isEmpty) return null;
  }
  const pair = Object.hasOwn(EXCLUSIVE, type) ? EXCLUSIVE[type] : undefined;
  if (pair?.every((key) => Object.hasOwn(value, key)))
    findings.add(
      'stix-exclusive',
      path,
      `${pair[0]} and ${pair[1]} exclude each other`,
      'Both kept.',
      undefined,
      section,
    );
  if (type === 'indicator') return checkIndicator(value, path, context) ? dropped : null;
  checkMore(value, path, context);
  return dropped;
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** Its pattern is what it is for. */
function checkIndicator(value: StixValue, path: string, context: CheckContext): boolean {
  const { findings, is20 } = context;
  const language = ownText(value, 'pattern_type');
  if (!is20 && own(value, 'name') === undefined && own(value, 'description') === undefined)
    findings.addOnce(
      'indicator',
      'stix-recommended',
      join(path, 'name'),
      'An indicator should have a name and a description',
      'Kept.',
      '4.7',
    );
  else if (!is20 && own(value, 'description') === undefined)
    findings.addOnce(
      'description',
      'stix-recommended',
      join(path, 'description'),
      'An indicator should have a description',
      'Kept.',
      '4.7',
    );
  if (language !== '' && language !== 'stix') return true;
  const pattern = ownText(value, 'pattern');
  const reading = readStixPattern(pattern);
  const comparisons = reading.ok ? reading.comparisons : mendStixPattern(pattern);
  if (reading.ok && reading.isSimple) return true;
  if (comparisons !== null) context.patterns.set(path, comparisons);
  if (reading.ok) return true;
  const found = pattern.slice(Math.max(0, reading.at - 20), reading.at + 40);
  const message = `${reading.message} at character ${reading.at + 1} of the pattern`;
  const done = comparisons === null ? 'Object left out.' : 'Read as if the bracket were there.';
  findings.add('stix-bad-pattern', join(path, 'pattern'), message, done, found);
  return comparisons !== null;
}

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
