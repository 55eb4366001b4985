/** References from one object to another (STIX 2.1, section 2.9). */

import { type CheckContext, DROPPED, type ValueCheck } from './stix-check-context';
import { OBSERVABLE_TYPES } from './stix-observable-types';
import { DOMAIN_TYPES } from './stix-types';

const ID = /^([a-z0-9-]+)--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Objects that say something of others. */
const NO_NODES = new Set([
  'bundle',
  'relationship',
  'sighting',
  'marking-definition',
  'language-content',
  'extension-definition',
]);

export const checkRef: ValueCheck = (value, path, context, detail) =>
  judge(value, path, context, detail, 'Property left out.') ? value : DROPPED;

export const checkRefs: ValueCheck = (value, path, context, detail) => {
  if (!Array.isArray(value)) {
    context.findings.add('stix-wrong-type', path, 'This is no list', 'Property left out.', value);
    return DROPPED;
  }
  if (value.length === 0) {
    context.findings.add('stix-empty-list', path, 'A list must not be empty', 'Property left out.', value);
    return DROPPED;
  }
  const kept = value.filter((ref, at) => judge(ref, `${path}[${at}]`, context, detail, 'Reference left out.'));
  if (kept.length === value.length) return value;
  return kept.length === 0 ? DROPPED : kept;
};

/** Whether it can be followed. */
function judge(value: unknown, path: string, context: CheckContext, detail: string, done: string): boolean {
  const { findings, keys } = context;
  if (typeof value !== 'string') {
    findings.add('stix-wrong-type', path, 'This reference is no text', done, value);
    return false;
  }
  if (keys !== null) {
    if (keys.has(value)) return true;
    findings.add('stix-bad-reference', path, 'No object of the observed data has this key', done, value, '2.4');
    return false;
  }
  const type = ID.exec(value)?.[1];
  if (type === undefined) {
    // Some tools number their objects, or lose a digit: what they mean can be found all the same.
    const isNearly = /^[a-z0-9-]+--[0-9a-z-]+$/i.test(value);
    if (isNearly) findings.add('stix-loose-reference', path, 'The id referred to ends in no UUID', 'Kept.', value);
    else findings.add('stix-bad-reference', path, 'This is no id of an object', done, value);
    return isNearly;
  }
  const problem = judgeType(type, detail);
  if (problem === 'no') {
    findings.add('stix-reference-type', path, 'This property cannot refer to an object of this type', done, value);
    return false;
  }
  if (problem === 'odd')
    findings.addOnce(type, 'stix-loose-reference', path, 'This property refers to objects of other types', 'Kept.');
  return true;
}

function judgeType(type: string, detail: string): 'yes' | 'odd' | 'no' {
  if (detail === '') return 'yes';
  const isObservable = Object.hasOwn(OBSERVABLE_TYPES, type);
  if (detail === 'node') return NO_NODES.has(type) ? (type === 'relationship' ? 'odd' : 'no') : 'yes';
  if (detail === 'sdo') return isObservable || type === 'relationship' ? 'odd' : NO_NODES.has(type) ? 'no' : 'yes';
  if (detail === 'sco') return type !== 'relationship' && Object.hasOwn(DOMAIN_TYPES, type) ? 'no' : 'yes';
  if (detail.split('|').includes(type)) return 'yes';
  // Types of another's making may stand for any.
  return isObservable || Object.hasOwn(DOMAIN_TYPES, type) ? 'no' : 'yes';
}
