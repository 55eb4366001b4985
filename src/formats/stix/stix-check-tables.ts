/** The tables of properties (`stix-types.ts`, `stix-observable-types.ts`), made ready for checking many objects fast. */
import { OBSERVABLE_PARTS, OBSERVABLE_TYPES } from './stix-observable-types';
import { QUICK_CHECKS, type QuickCheck } from './stix-quick-checks';
import { EXCLUSIVE, ONE_OF, TIME_ORDERS, type TimeOrder } from './stix-relations';
import { COMMON, DOMAIN_TYPES, OBSERVABLE_COMMON, type PropertyTable } from './stix-types';

export interface Property {
  readonly kind: string;
  readonly detail: string;
  /** In which versions; `''`: not required. */
  readonly required: '' | '2.0' | '2.1' | 'both';
  readonly isEssential: boolean;
  /** Of required ones, a bit of its own: what an object has is one number. */
  readonly bit: number;
  /** A reference, which within observed data of 2.0 leads to a key. */
  readonly isReference: boolean;
  readonly quick: QuickCheck | undefined;
}

export interface CheckTable {
  readonly section: string;
  readonly properties: ReadonlyMap<string, Property>;
  readonly required: readonly (readonly [string, Property])[];
  /** The bits of what version 2.0 and 2.1 require. */
  readonly needed20: number;
  readonly needed21: number;
  readonly orders: readonly TimeOrder[];
  readonly oneOf: readonly string[] | undefined;
  readonly exclusive: readonly [string, string] | undefined;
  readonly habit: Habit;
}

/**
 * The keys of the object before, in their order, with what is known of each: a tool writes those of a type in one order,
 * and comparing with what is expected costs less than looking up. `null`: STIX does not define it.
 */
export interface Habit {
  readonly keys: string[];
  readonly properties: (Property | null)[];
}

/** Objects of more keys are looked up from there on. */
const LONGEST_HABIT = 64;

const tables = new Map<string, CheckTable>();
for (const [type, { section, properties }] of Object.entries(DOMAIN_TYPES))
  tables.set(type, compile(type, section, { ...COMMON, ...properties }));
for (const [type, { section, properties }] of Object.entries(OBSERVABLE_TYPES))
  tables.set(type, compile(type, section, { ...OBSERVABLE_COMMON, ...properties }));
const parts = new Map(
  Object.entries(OBSERVABLE_PARTS).map(([name, properties]) => [name, compile(name, '6', properties)] as const),
);

/** Of types of others' making: what all objects have in common. */
export const CUSTOM_TABLE = compile('', '11.2', { ...COMMON, created: 'time', modified: 'time' });

export function tableOfType(type: string): CheckTable | undefined {
  return tables.get(type);
}

/** Of an extension, or of what stands within a property of this name. */
export function tableOfPart(name: string): CheckTable | undefined {
  return parts.get(name);
}

function compile(type: string, section: string, written: PropertyTable): CheckTable {
  const properties = new Map<string, Property>();
  const needed = { '2.0': 0, '2.1': 0 };
  let nextBit = 1;
  for (const [name, form] of Object.entries(written)) {
    const [, kind = '', detail = '', mark = ''] = /^([a-z0-9-]+?)(?::([^!]*))?(!!|!0|!1|!)?$/.exec(form) ?? [];
    const required = mark === '!0' ? '2.0' : mark === '!1' ? '2.1' : mark === '' ? '' : 'both';
    // A marking may mark itself, which takes a look.
    const quick = type === 'marking-definition' && kind === 'markings' ? undefined : QUICK_CHECKS[kind];
    const bit = required === '' ? 0 : nextBit;
    if (bit !== 0) nextBit *= 2;
    if (required !== '2.1') needed['2.0'] += bit;
    if (required !== '2.0') needed['2.1'] += bit;
    const isReference = kind === 'ref' || kind === 'refs';
    properties.set(name, { kind, detail, required, isEssential: mark === '!!', bit, isReference, quick });
  }
  return {
    section,
    properties,
    required: [...properties].filter(([, { required }]) => required !== ''),
    needed20: needed['2.0'],
    needed21: needed['2.1'],
    orders: TIME_ORDERS.filter(({ later }) => properties.has(later)),
    oneOf: Object.hasOwn(ONE_OF, type) ? ONE_OF[type] : undefined,
    exclusive: Object.hasOwn(EXCLUSIVE, type) ? EXCLUSIVE[type] : undefined,
    habit: { keys: [], properties: [] },
  };
}

/** What is known of a key, the so-manieth of its object. */
export function findProperty({ habit, properties }: CheckTable, key: string, position: number): Property | null {
  if (position < habit.keys.length && habit.keys[position] === key) return habit.properties[position] ?? null;
  const property = properties.get(key) ?? null;
  if (position <= habit.keys.length && position < LONGEST_HABIT) {
    habit.keys[position] = key;
    habit.properties[position] = property;
  }
  return property;
}
