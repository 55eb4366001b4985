/** Which short name in a link stands for which field, and what is meant where it is missing. */
import { QUALITY_DIMENSIONS, UNRATED } from '../../domain/sensors/data-quality';
import type {
  Deployment,
  EventSelection,
  GroupPart,
  Observation,
  SupportingMark,
  SystemGroup,
} from '../../domain/sensors/inventory';
import type { EventMapping, Sensor, SensorEvent } from '../../domain/sensors/sensor';
import { isPlainObject } from '../../domain/workspace/check-value';

export interface LinkField {
  readonly name: string;
  readonly key: string;
  /** Absent: the field must be said, or a record may lack it. */
  readonly usual?: unknown;
  readonly write?: (value: unknown) => unknown;
  /** Never throws: what it does not understand it hands on, and the check that follows says what is wrong. */
  readonly read?: (value: unknown) => unknown;
}
export type LinkFields = readonly LinkField[];
type Codec = Pick<LinkField, 'write' | 'read'>;

/** A list of tuples for a list of small records. */
function tuples(...names: readonly string[]): Codec {
  return {
    write: (value) =>
      (value as readonly Readonly<Record<string, unknown>>[]).map((item) =>
        trim(names.map((name) => item[name] ?? null)),
      ),
    read: (value) =>
      Array.isArray(value)
        ? value.map((item) =>
            Array.isArray(item) ? Object.fromEntries(names.map((name, at) => [name, item[at] ?? null])) : item,
          )
        : value,
  };
}

function trim(values: readonly unknown[]): readonly unknown[] {
  let length = values.length;
  while (length > 1 && values[length - 1] === null) length--;
  return values.slice(0, length);
}

const EVENTS: Codec = {
  write: (value) => {
    const selection = value as EventSelection;
    return selection.mode === 'all' ? 0 : [selection.mode === 'only' ? 1 : 0, ...selection.ids];
  },
  read: (value) => {
    if (!Array.isArray(value)) return value;
    const [isOnly, ...ids] = value;
    return { mode: isOnly === 1 ? 'only' : 'except', ids };
  },
};

const QUALITY: Codec = {
  write: (value) =>
    trim(QUALITY_DIMENSIONS.map((dimension) => (value as Readonly<Record<string, unknown>>)[dimension] ?? null)),
  read: (value) =>
    Array.isArray(value)
      ? Object.fromEntries(QUALITY_DIMENSIONS.map((dimension, at) => [dimension, value[at] ?? null]))
      : value,
};

const COST: Codec = {
  write: (value) => {
    const { amount, currency, per } = value as NonNullable<Deployment['cost']>;
    return [amount, currency, per];
  },
  read: (value) => (Array.isArray(value) ? { amount: value[0], currency: value[1], per: value[2] } : value),
};

/** One event: id, mappings, and what else it says by name. */
const SENSOR_EVENTS: Codec = {
  write: (value) =>
    (value as readonly SensorEvent[]).map(({ id, mappings, ...rest }) => {
      const short = mappings.map(({ component, origin }) => (origin === 'user' ? component : [component, origin]));
      return Object.keys(rest).length === 0 ? [id, short] : [id, short, rest];
    }),
  read: (value) =>
    Array.isArray(value)
      ? value.map((item) => {
          if (!Array.isArray(item)) return item;
          const [id, mappings, rest] = item;
          // By their own names: events have few other fields, and rarely any.
          const others = Object.entries(isPlainObject(rest) ? rest : {}).filter(([name]) => name !== '__proto__');
          return {
            ...Object.fromEntries(others),
            id,
            mappings: Array.isArray(mappings) ? mappings.map(readMapping) : mappings,
          };
        })
      : value,
};

function readMapping(mapping: unknown): Readonly<Record<keyof EventMapping, unknown>> {
  return Array.isArray(mapping)
    ? { component: mapping[0], origin: mapping[1] }
    : { component: mapping, origin: 'user' };
}

/** Every field but the id: the compiler says when a type has one more. */
type FieldsOf<Item> = { readonly [Name in Exclude<keyof Item, 'id'>]-?: Omit<LinkField, 'name'> };

function listFields<Item>(fields: FieldsOf<Item>): LinkFields {
  return Object.entries<Omit<LinkField, 'name'>>(fields).map(([name, field]) => ({ name, ...field }));
}

export const LINK_FIELDS = {
  groups: listFields<SystemGroup>({
    name: { key: 'n' },
    kind: { key: 'k', usual: 'hosts' },
    platforms: { key: 'p', usual: [] },
    hosts: { key: 'h', usual: null },
    criticality: { key: 'c', usual: null },
    roles: { key: 'r', usual: [] },
    parts: { key: 'w', usual: [], ...tuples('name' satisfies keyof GroupPart, 'share' satisfies keyof GroupPart) },
    site: { key: 'l', usual: '' },
    notes: { key: 'x', usual: '' },
  }),
  customSensors: listFields<Sensor>({
    name: { key: 'n' },
    vendor: { key: 'v', usual: null },
    smapName: { key: 'm' },
    aliases: { key: 'a', usual: [] },
    platforms: { key: 'p', usual: [] },
    logSources: { key: 'l', usual: [] },
    events: { key: 'e', usual: [], ...SENSOR_EVENTS },
    origin: { key: 'o', usual: 'user' },
  }),
  deployments: listFields<Deployment>({
    sensorId: { key: 's' },
    version: { key: 'v', usual: '' },
    standsOn: { key: 'g', usual: null },
    observes: {
      key: 'o',
      usual: [],
      ...tuples(
        'groupId' satisfies keyof Observation,
        'share' satisfies keyof Observation,
        'part' satisfies keyof Observation,
      ),
    },
    events: { key: 'e', usual: { mode: 'all' }, ...EVENTS },
    status: { key: 't', usual: 'deployed' },
    cost: { key: 'c', usual: null, ...COST },
    owner: { key: 'w', usual: '' },
    logDestination: { key: 'l', usual: '' },
    retentionDays: { key: 'r', usual: null },
    since: { key: 'a', usual: null },
    until: { key: 'z', usual: null },
    quality: { key: 'q', usual: UNRATED, ...QUALITY },
    notes: { key: 'x', usual: '' },
  }),
  supporting: listFields<SupportingMark>({
    analytic: { key: 'a' },
    component: { key: 'c' },
    author: { key: 'w', usual: '' },
    reason: { key: 'x', usual: '' },
    at: { key: 't', usual: '' },
  }),
} as const;

export function shorten(record: object, fields: LinkFields): Record<string, unknown> {
  const said = record as Readonly<Record<string, unknown>>;
  const short: Record<string, unknown> = {};
  for (const { name, key, usual, write = (value: unknown) => value } of fields) {
    const value = said[name];
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(usual)) short[key] = write(value);
  }
  return short;
}

/** What is not said is as usual; what is wrong stays wrong, for the check that follows. */
export function lengthen(item: unknown, fields: LinkFields, id: string | null): unknown {
  if (!isPlainObject(item)) return item;
  const entries = fields.flatMap(({ name, key, usual, read = (value: unknown) => value }) => {
    if (Object.hasOwn(item, key)) return [[name, read(item[key])] as const];
    return usual === undefined ? [] : [[name, usual] as const];
  });
  return Object.fromEntries([...(id === null ? [] : [['id', id] as const]), ...entries]);
}
