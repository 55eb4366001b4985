/** The `detection` of a rule: what its search identifiers say, and its condition over them, as one expression. */
import { type ConditionNode, readCondition } from './condition';
import { isRuleMap, isRuleScalar, malformed, type RuleMap, type RuleScalar, unsupported } from './rule-data';
import type { Expression, TextPattern } from './rule-model';
import { joinMany } from './text-pattern';
import { applyModifiers } from './value-modifiers';

/** Of one rule; the largest that is published has some 3,000. */
const MOST_VALUES = 20_000;
/** Parts and values that the conditions of a rule come to, counted as often as they are named. */
const MOST_ASKED = 100_000;
const DEEPEST = 20;
/** Keys of a detection that are no search identifiers. */
const ASIDE: ReadonlySet<string> = new Set(['condition', 'timeframe']);

/** @param aside further keys that are no search identifiers @param path of the detection, for what is wrong with it */
export function readDetection(detection: RuleMap, path: string, aside: readonly string[] = []): Expression {
  const names = new Set(Object.keys(detection).filter((name) => !ASIDE.has(name) && !aside.includes(name)));
  if (detection['timeframe'] !== undefined) {
    unsupported(`${path}.timeframe`, 'a timeframe, which Sigma 2 writes as a correlation');
  }
  const { condition } = detection;
  const conditions: readonly unknown[] = Array.isArray(condition) ? condition : [condition];
  if (conditions.length === 0) malformed(`${path}.condition`, 'The rule has no condition.');
  const counter = { values: 0 };
  const cost = { compared: 0 };
  let asked = 0;
  const read = new Map<string, { readonly made: Expression; readonly size: number }>();
  const parts = conditions.map((each) => {
    if (typeof each !== 'string') return malformed(`${path}.condition`, 'The rule has no condition in words.');
    return joinCondition(readCondition(each, names, `${path}.condition`, cost));
  });
  return joined('any', parts);

  function joinCondition(node: ConditionNode): Expression {
    if (node.kind === 'not') return { kind: 'not', of: joinCondition(node.of) };
    if (node.kind !== 'name') return joined(node.kind, node.of.map(joinCondition));
    const { made, size } = read.get(node.name) ?? readNamed(node.name);
    asked += size;
    if (asked > MOST_ASKED)
      malformed(`${path}.condition`, `This rule asks more than ${MOST_ASKED.toLocaleString('en')} things of a record.`);
    return made;
  }

  function readNamed(name: string) {
    const made = readSelection(detection[name], `${path}.${name}`, counter, 0);
    const found = { made, size: sizeOf(made) };
    read.set(name, found);
    return found;
  }
}

function sizeOf(expression: Expression): number {
  if (expression.kind === 'field') return 1 + expression.tests.length;
  if (expression.kind === 'keyword') return 1 + expression.patterns.length;
  if (expression.kind === 'not') return 1 + sizeOf(expression.of);
  return expression.of.reduce((sum, part) => sum + sizeOf(part), 1);
}

interface Counter {
  values: number;
}

function joined(kind: 'all' | 'any', of: readonly Expression[]): Expression {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

/** A map: all of its fields. A list: any of its members. A value: a keyword. */
function readSelection(value: unknown, path: string, counter: Counter, depth: number): Expression {
  if (depth > DEEPEST) malformed(path, `This is nested more than ${DEEPEST} levels deep.`);
  if (Array.isArray(value)) {
    if (value.length === 0) malformed(path, 'This list is empty.');
    const scalars = value.filter(isRuleScalar);
    const others = value.filter((item) => !isRuleScalar(item));
    const parts = others.map((item, at) => {
      if (!isRuleMap(item)) return unsupported(`${path}[${at}]`, 'a list within a list');
      return readSelection(item, `${path}[${value.indexOf(item)}]`, counter, depth + 1);
    });
    if (scalars.length > 0) parts.unshift(readKeywords(scalars, [], path, counter));
    return joined('any', parts);
  }
  if (isRuleMap(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) malformed(path, 'This map is empty.');
    return joined(
      'all',
      entries.map(([key, content]) => readItem(key, content, `${path}.${key}`, counter)),
    );
  }
  if (!isRuleScalar(value) || value === null) return malformed(path, 'This search identifier says nothing.');
  return readKeywords([value], [], path, counter);
}

function readItem(key: string, content: unknown, path: string, counter: Counter): Expression {
  const [field = '', ...modifiers] = key.split('|');
  const values: readonly unknown[] = Array.isArray(content) ? content : [content];
  if (values.length === 0) malformed(path, 'This list of values is empty.');
  const scalars = values.map((value, at): RuleScalar => {
    if (isRuleScalar(value)) return value;
    // Dates are read as such where they stand without quotes.
    if (value instanceof Date) return value.toISOString();
    return unsupported(`${path}[${at}]`, 'a list or a map in the place of a value');
  });
  if (field === '') return readKeywords(scalars, modifiers, path, counter);
  count(counter, scalars.length, path);
  const { groups, isAll, isNegated } = applyModifiers(scalars, modifiers, path);
  const found: Expression = isAll
    ? joined(
        'all',
        groups.map((tests) => ({ kind: 'field', field, tests })),
      )
    : { kind: 'field', field, tests: groups.flat() };
  return isNegated ? { kind: 'not', of: found } : found;
}

/** Words that may stand anywhere in the record. */
function readKeywords(
  values: readonly RuleScalar[],
  modifiers: readonly string[],
  path: string,
  counter: Counter,
): Expression {
  count(counter, values.length, path);
  for (const value of values) if (value === null) malformed(path, 'A keyword says nothing.');
  const odd = modifiers.find((name) => ['exists', 'cidr', 'fieldref', 're', 'lt', 'lte', 'gt', 'gte'].includes(name));
  if (odd !== undefined) unsupported(path, `${odd} of a keyword, which has no field`);
  const { groups, isAll, isNegated } = applyModifiers(values, modifiers, path);
  const found = groups.map((tests) =>
    tests.map((test): TextPattern => {
      if (test.kind !== 'text') return unsupported(path, 'a keyword that fits any record');
      return { ...test.pattern, tokens: joinMany([{ kind: 'many' }, ...test.pattern.tokens, { kind: 'many' }]) };
    }),
  );
  const keyword: Expression = isAll
    ? joined(
        'all',
        found.map((patterns) => ({ kind: 'keyword', patterns })),
      )
    : { kind: 'keyword', patterns: found.flat() };
  return isNegated ? { kind: 'not', of: keyword } : keyword;
}

function count(counter: Counter, values: number, path: string): void {
  counter.values += values;
  if (counter.values > MOST_VALUES)
    malformed(path, `This rule has more than ${MOST_VALUES.toLocaleString('en')} values.`);
}
