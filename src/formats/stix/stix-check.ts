/**
 * Checks an object of STIX 2.0 or 2.1 against the rules of the specification. What breaks a rule is left out, as little
 * of it as possible: an entry, a property, and the object only when it says nothing without it.
 */
import { type CheckContext, DROPPED } from './stix-check-context';
import {
  type CheckTable,
  CUSTOM_TABLE,
  findProperty,
  type Property,
  tableOfPart,
  tableOfType,
} from './stix-check-tables';
import type { Findings } from './stix-findings';
import { checkGranularMarkings, checkMarkingRefs } from './stix-marking-checks';
import { isStixValue, own, type StixItem, type StixPlace, type StixValue, withValue } from './stix-objects';
import { OBSERVABLE_TYPES } from './stix-observable-types';
import { listRelations } from './stix-relations';
import { VALUE_CHECKS } from './stix-values';

/** Gives what is kept of an object: the same where nothing is wrong; `null`: it is left out, which has been said. */
export function makeItemCheck(findings: Findings): (item: StixItem) => StixItem | null {
  // One for all objects, whose turn it is in it: there may be a million.
  const context = { findings, comparisons: null, is20: false, type: '', id: '', owner: {} as StixValue, keys: null };
  return (item) => {
    context.comparisons = null;
    context.is20 = item.is20;
    context.type = item.type;
    context.id = item.id;
    context.owner = item.value;
    const kept = checkItem(item, context);
    if (kept !== null) kept.comparisons = context.comparisons;
    return kept;
  };
}

/** `null`: the object is left out. */
function checkItem(item: StixItem, context: CheckContext): StixItem | null {
  const { findings } = context;
  const known = tableOfType(item.type);
  if (known === undefined && !findings.countMore(item.type, 'stix-custom-type'))
    findings.addOnce(
      item.type,
      'stix-custom-type',
      item.path,
      `“${item.type.slice(0, 60)}” is no type of STIX`,
      'Kept; only what all objects have in common is read.',
    );
  const value = checkProperties(item.value, item, known ?? CUSTOM_TABLE, context, known === undefined);
  return value === null ? null : value === item.value ? item : withValue(item, value);
}

function checkProperties(
  value: StixValue,
  place: StixPlace,
  table: CheckTable,
  context: CheckContext,
  isCustom: boolean,
): StixValue | null {
  const { findings, is20, keys } = context;
  let changed: Map<string, unknown> | null = null;
  let position = 0;
  let has = 0;
  // Parsed JSON inherits nothing that can be listed; a list of keys for each object would be thrown away.
  for (const key in value) {
    const property = findProperty(table, key, position++);
    if (property === null) {
      if (!isCustom) noteCustom(key, place, findings);
      continue;
    }
    has |= property.bit;
    const written = value[key];
    const { quick } = property;
    if (quick !== undefined && (keys === null || !property.isReference) && quick(written, property.detail, is20))
      continue;
    const kept = checkValue(written, place.path, key, property, context);
    if (kept === written) continue;
    changed ??= new Map(Object.entries(value));
    if (kept !== DROPPED) changed.set(key, kept);
    else {
      changed.delete(key);
      has &= ~property.bit;
    }
  }
  // Defines properties: a key `__proto__` stays a key.
  const checked: StixValue = changed === null ? value : Object.fromEntries(changed);
  const needed = is20 ? table.needed20 : table.needed21;
  if ((has & needed) !== needed && !isWhole(checked, value, place, table, context)) return null;
  const outcome = listRelations(checked, place, table, context);
  if (outcome === null) return null;
  return outcome === undefined
    ? checked
    : Object.fromEntries(Object.entries(checked).filter(([key]) => !outcome.includes(key)));
}

/** Says which required properties are missing; `false`: one without which the object says nothing. */
function isWhole(
  checked: StixValue,
  value: StixValue,
  { path }: StixPlace,
  { required: list, section }: CheckTable,
  { findings, is20, type }: CheckContext,
): boolean {
  let isSo = true;
  for (const [key, { required, isEssential }] of list) {
    if (Object.hasOwn(checked, key) || (required !== 'both' && (required === '2.0') !== is20)) continue;
    isSo &&= !isEssential;
    const at = join(path, key);
    const message = `The property ${key} is required of ${type.slice(0, 40)}`;
    if (isEssential) findings.add('stix-essential', at, message, 'Object left out.', value[key], section);
    else if (!Object.hasOwn(value, key))
      findings.addOnce(`${type}.${key}`, 'stix-required', at, message, 'Kept without it.', section);
  }
  return isSo;
}

function checkValue(value: unknown, path: string, key: string, property: Property, context: CheckContext): unknown {
  const check = VALUE_CHECKS[property.kind];
  if (check !== undefined) return check(value, join(path, key), context, property.detail);
  const at = join(path, key);
  switch (property.kind) {
    case 'creator':
      if (typeof value === 'string' && !value.startsWith('identity--'))
        context.findings.add('stix-creator', at, 'The creator of an object is an identity', 'Kept.', value);
      return typeof value === 'string' ? value : VALUE_CHECKS['text']?.(value, at, context, '');
    case 'markings':
      return checkMarkingRefs(value, at, context);
    case 'granular':
      return checkGranularMarkings(value, at, context);
    case 'extensions':
      return checkExtensions(value, at, context);
    case 'objects':
      return checkDictionary(value, at, context);
    case 'part':
    case 'open-part':
      return checkPart(value, at, key, context, property.kind === 'open-part');
    case 'parts':
      return checkParts(value, at, key, context);
    default:
      return value;
  }
}

/** By what comes before the last word, so that a tool's fifty properties are one note. */
function noteCustom(key: string, place: StixPlace, findings: Findings): void {
  const kind = kinds.get(key) ?? kindOf(key);
  if (findings.countMore(kind, 'stix-custom-property')) return;
  const isPrefix = kind.length < key.length;
  const shown = isPrefix ? `${kind}…` : kind.slice(0, 60);
  const message = `STIX does not define ${isPrefix ? 'properties' : 'the property'} ${shown}`;
  findings.addOnce(kind, 'stix-custom-property', join(place.path, key.slice(0, 60)), message, 'Left unread.');
}

/** Key → kind: a tool has a few dozen keys for all its objects. */
const kinds = new Map<string, string>();
const MOST_KINDS = 500;

function kindOf(key: string): string {
  const end = key.startsWith('x_') ? key.indexOf('_', 2) + 1 : 0;
  const kind = end > 0 && end < 40 ? key.slice(0, end) : key;
  if (kinds.size < MOST_KINDS) kinds.set(key, kind);
  return kind;
}

const EXTENSION_KEY = /^(?:[a-z0-9-]+-ext|extension-definition--[0-9a-f-]{36})$/;

function checkExtensions(value: unknown, path: string, context: CheckContext): unknown {
  if (!isStixValue(value)) {
    context.findings.add('stix-wrong-type', path, 'Extensions are no dictionary', 'Property left out.', value);
    return DROPPED;
  }
  for (const key of Object.keys(value)) {
    const at = `${path}.${key.slice(0, 80)}`;
    const isDefined = tableOfPart(key) !== undefined || /^extension-definition--[0-9a-f-]{36}$/.test(key);
    if (!isDefined && (!EXTENSION_KEY.test(key) || !context.is20 || !/^x-/.test(key)))
      context.findings.addOnce(key, 'stix-extension-key', at, 'This extension is not defined', 'Kept, not read.');
    if (tableOfPart(key) !== undefined) checkPart(value[key], at, key, context, false);
  }
  return value;
}

function checkParts(value: unknown, path: string, key: string, context: CheckContext): unknown {
  if (!Array.isArray(value)) {
    context.findings.add('stix-wrong-type', path, 'This is no list', 'Property left out.', value);
    return DROPPED;
  }
  const kept = value.map((part, at) => checkPart(part, `${path}[${at}]`, key, context, false));
  return kept.every((part, at) => part === value[at]) ? value : kept.filter((part) => part !== DROPPED);
}

function checkPart(value: unknown, path: string, key: string, context: CheckContext, isOpen: boolean): unknown {
  const table = tableOfPart(key);
  if (!isStixValue(value) || table === undefined) {
    context.findings.add('stix-wrong-type', path, 'This is no object', 'Left out.', value);
    return DROPPED;
  }
  return checkProperties(value, { path }, table, { ...context, type: key }, isOpen) ?? DROPPED;
}

/** Observed data of 2.0: observables by keys of their own. */
function checkDictionary(value: unknown, path: string, context: CheckContext): unknown {
  if (!isStixValue(value)) {
    context.findings.add('stix-wrong-type', path, 'The objects are no dictionary', 'Property left out.', value, '4.14');
    return DROPPED;
  }
  const entries = Object.entries(value);
  const keys = new Set(entries.map(([key]) => key));
  const kept = entries.map(([key, object]): readonly [string, unknown] => {
    const at = `${path}.${key.slice(0, 80)}`;
    if (!isStixValue(object) || typeof own(object, 'type') !== 'string') {
      context.findings.add('stix-no-type', at, 'This observable has no type', 'Left out.', object);
      return [key, DROPPED];
    }
    const type = String(object['type']);
    const table = tableOfType(type);
    if (table === undefined || !Object.hasOwn(OBSERVABLE_TYPES, type)) {
      context.findings.addOnce(
        type,
        'stix-custom-type',
        at,
        `“${type.slice(0, 60)}” is no observable`,
        'Kept, not read.',
      );
      return [key, object];
    }
    if (Object.hasOwn(object, 'action'))
      context.findings.add('stix-reserved', `${at}.action`, 'This name is reserved', 'Left unread.');
    return [key, checkProperties(object, { path: at }, table, { ...context, type, id: '', keys }, false) ?? DROPPED];
  });
  if (kept.every(([key, object]) => object === value[key])) return value;
  return Object.fromEntries(kept.filter(([, object]) => object !== DROPPED));
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
