/** Values that an observable of STIX holds itself: of a dictionary in observed data (2.0), or an object of its own (2.1). */
import { isStixValue, own, ownText, type StixValue } from './stix-objects';
import { findMeaning, type ValueMeaning } from './stix-observable-values';

export interface ObjectValue {
  readonly meaning: ValueMeaning;
  readonly written: string;
  readonly place: string;
}

const SINGLE: readonly string[] = ['value', 'name', 'path', 'key', 'number'];

/** Their `name` names them, and nothing to look for. */
export const NO_OBSERVABLES = new Set([
  'relationship',
  'report',
  'attack-pattern',
  'identity',
  'malware',
  'course-of-action',
  'marking-definition',
]);

export function listObjectValues(value: StixValue, path: string): readonly ObjectValue[] {
  const type = ownText(value, 'type');
  const values: ObjectValue[] = [];
  const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
  for (const key of SINGLE) {
    const written = own(value, key);
    if (written === undefined) continue;
    const meaning = findMeaning(type, [key]);
    if (meaning !== 'unread' && (typeof written === 'string' || typeof written === 'number'))
      values.push({ meaning, written: String(written), place: at(key) });
  }
  const hashes = own(value, 'hashes');
  if (isStixValue(hashes))
    for (const [name, hash] of Object.entries(hashes)) {
      const meaning = findMeaning(type, ['hashes', name]);
      if (meaning !== 'unread' && typeof hash === 'string')
        values.push({ meaning, written: hash, place: at(`hashes.${name}`) });
    }
  for (const written of listUserAgents(value))
    values.push({ meaning: 'user-agent', written, place: at('extensions.http-request-ext') });
  return values;
}

function listUserAgents(value: StixValue): readonly string[] {
  const extensions = own(value, 'extensions');
  const request = isStixValue(extensions) ? own(extensions, 'http-request-ext') : undefined;
  const header = isStixValue(request) ? own(request, 'request_header') : undefined;
  if (!isStixValue(header)) return [];
  const [, agent] = Object.entries(header).find(([key]) => key.toLowerCase() === 'user-agent') ?? [];
  return (Array.isArray(agent) ? agent : [agent]).filter((text): text is string => typeof text === 'string');
}
