import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../src/domain/indicators/stix-pattern/compile-pattern';
import { type MadeEvent, makeReaders } from './made-columns';
import { fitsEvent, type PlainTest } from './plain-evaluator';

const IPS = ['10.0.0.5', '10.0.0.6', '192.0.2.10', '192.0.2.200'] as const;
const NAMES = ['evil.example', 'www.evil.example', 'Evil.Example.', 'other.example'] as const;
const LINES = ['a', 'ab', 'b', 'ba', 'a%b', 'A'] as const;
const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const event: fc.Arbitrary<MadeEvent> = fc
  .record({
    'source.ip': maybe(IPS),
    'destination.ip': maybe(IPS),
    'source.as.number': maybe([64496, 64497]),
    'destination.as.number': maybe([64496, 64497]),
    'host.ip': fc.option(fc.uniqueArray(fc.constantFrom(...IPS), { minLength: 1 }), { nil: undefined }),
    'dns.question.name': maybe(NAMES),
    'url.domain': maybe(NAMES),
    'destination.port': maybe([53, 80, 443]),
    'network.transport': maybe(['tcp', 'udp']),
    'network.protocol': maybe(['dns', 'http']),
    'process.command_line': maybe(LINES),
    'process.pid': maybe([1, 2, 3]),
    'process.parent.command_line': maybe(LINES),
  })
  .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as MadeEvent);

const LOWER_NAMES = ['evil.example', 'www.evil.example', 'other.example', 'none.example'] as const;
const PROPERTIES: readonly (readonly [string, string, readonly (string | number)[], readonly string[]])[] = [
  ['ipv4-addr', 'value', IPS, ['192.0.2.0/24', '10.0.0.4/31']],
  ['ipv4-addr', 'belongs_to_refs[*].number', [64496, 64497], []],
  ['domain-name', 'value', LOWER_NAMES, []],
  ['network-traffic', 'dst_port', [53, 80, 443], []],
  ['network-traffic', 'src_ref.value', IPS, ['192.0.2.0/24']],
  ['network-traffic', 'dst_ref.value', [...LOWER_NAMES, '192.0.2.10'], ['192.0.2.0/24']],
  ['network-traffic', 'protocols[*]', ['tcp', 'udp', 'dns', 'http'], []],
  ['process', 'command_line', LINES, []],
  ['process', 'pid', [1, 2, 3], []],
  ['process', 'parent_ref.command_line', LINES, []],
];

function comparison(type: string): fc.Arbitrary<PlainTest> {
  return fc.constantFrom(...PROPERTIES.filter(([of]) => of === type)).chain(([, property, values, networks]) => {
    const isNumber = typeof values[0] === 'number';
    const operators = ['=', '!=', '<', '>', '<=', '>=', 'IN', 'EXISTS', ...(isNumber ? [] : ['LIKE'])];
    return fc.constantFrom(...operators, ...(networks.length > 0 ? ['ISSUBSET'] : [])).chain((operator) => {
      const made = (list: fc.Arbitrary<readonly (string | number)[]>) =>
        fc.record({
          kind: fc.constant('compare' as const),
          type: fc.constant(type),
          property: fc.constant(property),
          not: fc.boolean(),
          operator: fc.constant(operator),
          values: list,
        });
      if (operator === 'EXISTS') return made(fc.constant([]));
      if (operator === 'IN') return made(fc.array(fc.constantFrom(...values), { maxLength: 3 }));
      if (operator === 'ISSUBSET') return made(fc.constantFrom(...networks).map((network) => [network]));
      if (operator === 'LIKE')
        return made(
          fc.constantFrom('%', 'a%', '%b', '_', '%evil%', '1%', '%.example', 'a%%b', '__').map((text) => [text]),
        );
      return made(fc.constantFrom(...values).map((value) => [value]));
    });
  });
}

const test = fc.constantFrom('ipv4-addr', 'domain-name', 'network-traffic', 'process').chain((type) => {
  const { tree } = fc.letrec<{ tree: PlainTest }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      comparison(type),
      fc.record({
        kind: fc.constantFrom('AND' as const, 'OR' as const),
        parts: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  }));
  return tree;
});

function write(node: PlainTest): string {
  if (node.kind !== 'compare') return `(${node.parts.map(write).join(` ${node.kind} `)})`;
  const path = `${node.type}:${node.property}`;
  if (node.operator === 'EXISTS') return `${node.not ? 'NOT ' : ''}EXISTS ${path}`;
  const values = node.values.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(', ');
  return `${path} ${node.not ? 'NOT ' : ''}${node.operator} ${node.operator === 'IN' ? `(${values})` : values}`;
}

describe('an observation', () => {
  it('finds what a plain evaluator finds, event by event', () => {
    let found = 0;
    fc.assert(
      fc.property(test, fc.array(event, { maxLength: 12 }), (tree, events) => {
        const text = `[${write(tree)}]`;
        const compiled = compilePattern(text);
        if (!compiled.ok) throw new Error(`${text}: ${compiled.issues[0]?.message}`);
        const rows = [...(compiled.value.observations[0]?.findRows(makeReaders(events), events.length) ?? [])];
        const expected = events.flatMap((one, row) => (fitsEvent(tree, one) ? [row] : []));
        found += expected.length;
        expect(rows, text).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(400);
  }, 60_000);
});
