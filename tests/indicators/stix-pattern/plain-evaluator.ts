import { LIST_SEPARATOR } from '../../../src/domain/columns/column';
import type { MadeEvent } from './made-columns';

/**
 * A second, plain reading of patterns over events: objects are made of each event one by one, and a test is asked of each of
 * them. It shares nothing with what is tested but the meaning.
 */
export interface PlainObject {
  readonly type: string;
  readonly [property: string]: string | number | readonly string[] | undefined;
}

export type PlainTest =
  | {
      readonly kind: 'compare';
      readonly type: string;
      readonly property: string;
      readonly not: boolean;
      readonly operator: string;
      readonly values: readonly (string | number)[];
    }
  | { readonly kind: 'AND' | 'OR'; readonly parts: readonly PlainTest[] };

const one = (event: MadeEvent, field: string): string | number | undefined => {
  const value = event[field];
  return Array.isArray(value) ? value.join(LIST_SEPARATOR) : (value as string | number | undefined);
};

export function objectsOfEvent(event: MadeEvent): readonly PlainObject[] {
  const objects: PlainObject[] = [];
  const add = (object: PlainObject) => {
    if (Object.entries(object).some(([name, value]) => name !== 'type' && value !== undefined)) objects.push(object);
  };
  const address = (value: string, system?: string | number) => {
    if (/^\d+\.\d+\.\d+\.\d+$/.test(value))
      add({ type: 'ipv4-addr', value, ...(system === undefined ? {} : { 'belongs_to_refs[*].number': system }) });
  };
  for (const side of ['source', 'destination']) {
    const ip = one(event, `${side}.ip`);
    if (ip !== undefined) address(String(ip), one(event, `${side}.as.number`));
  }
  for (const ip of (event['host.ip'] ?? []) as readonly string[]) address(ip);
  for (const field of ['dns.question.name', 'url.domain']) {
    const name = one(event, field);
    if (name !== undefined && !/^[\d.]+$/.test(String(name))) add({ type: 'domain-name', value: plainName(name) });
  }
  const ends = (names: readonly string[]) => names.map((name) => one(event, name)).filter((end) => end !== undefined);
  const sources = ends(['source.ip']);
  const destinations = ends(['destination.ip', 'url.domain']);
  for (const source of sources.length === 0 ? [undefined] : sources) {
    for (const destination of destinations.length === 0 ? [undefined] : destinations) {
      add({
        type: 'network-traffic',
        'src_ref.value': source,
        'dst_ref.value': destination === undefined ? undefined : plainName(destination),
        dst_port: one(event, 'destination.port'),
        'protocols[*]': ['network.transport', 'network.protocol'].flatMap((field) => {
          const protocol = one(event, field);
          return protocol === undefined ? [] : [String(protocol)];
        }),
      });
    }
  }
  add({
    type: 'process',
    command_line: one(event, 'process.command_line'),
    pid: one(event, 'process.pid'),
    'parent_ref.command_line': one(event, 'process.parent.command_line'),
  });
  add({ type: 'process', command_line: one(event, 'process.parent.command_line') });
  return objects;
}

function plainName(name: string | number): string {
  return String(name).toLowerCase().replace(/\.$/, '');
}

export function fitsEvent(test: PlainTest, event: MadeEvent): boolean {
  return objectsOfEvent(event).some((object) => fits(test, object));
}

function fits(test: PlainTest, object: PlainObject): boolean {
  if (test.kind !== 'compare') {
    return test.kind === 'AND'
      ? test.parts.every((part) => fits(part, object))
      : test.parts.some((part) => fits(part, object));
  }
  if (test.type !== object.type) return false;
  const value = object[test.property];
  const values = value === undefined ? [] : typeof value === 'object' ? value : [value];
  if (test.operator === 'EXISTS') return values.length > 0 !== test.not;
  return values.some((found) => compare(test.operator, found, test.values) !== test.not);
}

function compare(operator: string, found: string | number, values: readonly (string | number)[]): boolean {
  const [value = ''] = values;
  switch (operator) {
    case '=':
    case 'IN':
      return values.includes(found);
    case '!=':
      return found !== value;
    case '<':
      return found < value;
    case '>':
      return found > value;
    case '<=':
      return found <= value;
    case '>=':
      return found >= value;
    case 'LIKE':
      return isLike([...String(found)], [...String(value)]);
    case 'ISSUBSET': {
      const [network = '', bits = ''] = String(value).split('/');
      const [a, b] = [binary(String(found)), binary(network)];
      return a !== null && b !== null && a.slice(0, Number(bits)) === b.slice(0, Number(bits));
    }
    default:
      throw new Error(operator);
  }
}

function isLike(text: readonly string[], pattern: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '%') return isLike(text, rest) || (text.length > 0 && isLike(text.slice(1), pattern));
  return text.length > 0 && (first === '_' || first === text[0]) && isLike(text.slice(1), rest);
}

function binary(address: string): string | null {
  if (!/^\d+\.\d+\.\d+\.\d+$/.test(address)) return null;
  return address
    .split('.')
    .map((octet) => Number(octet).toString(2).padStart(8, '0'))
    .join('');
}
