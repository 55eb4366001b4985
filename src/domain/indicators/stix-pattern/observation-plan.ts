import { type Issue, issue } from '../../result';
import { placeInPattern } from './parse-pattern';
import { type Comparison, type ComparisonNode, eachComparison, type Literal } from './pattern-ast';
import { objectsOf, propertyName, type StixObject, type StixProperty, typeName } from './stix-fields';
import { makeValueTest, type ValueTest } from './value-test';

/** A test of an observation, for one object that an event may speak of. */
export type PlanNode =
  | { readonly kind: 'test'; readonly property: StixProperty; readonly test: ValueTest }
  | { readonly kind: 'exists'; readonly property: StixProperty; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly PlanNode[] };

export interface ObjectPlan {
  readonly object: StixObject;
  readonly node: PlanNode;
}

/** An event fits where one of its objects does. Empty: no event can. */
export type ObservationPlan = readonly ObjectPlan[];

/**
 * What to look for in events. Alternatives that logs say nothing of are left out, each with an issue; without any that is
 * left there is no plan.
 */
export function planObservation(
  text: string,
  test: ComparisonNode,
): { readonly plan: ObservationPlan; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const kept = keep(mergeEquals(test), (comparison, code, message) => {
    issues.push(
      issue('error', code, placeInPattern(text, comparison.path.at), message, { found: comparison.path.text }),
    );
  });
  if (kept === null) return { plan: [], issues };
  const asked: string[] = [];
  eachComparison(kept, ({ path }) => asked.push(propertyName(path) ?? ''));
  const plan = [...typesOf(kept)].flatMap(objectsOf).flatMap((object) => {
    const isAsked = object.variantBy.every((prefix) => asked.some((name) => name.startsWith(prefix)));
    const node = isAsked ? planFor(kept, object) : null;
    return node === null ? [] : [{ object, node }];
  });
  return { plan, issues };
}

type Refuse = (comparison: Comparison, code: string, message: string) => void;

/** The test without what cannot be answered; `null`: nothing is left. */
function keep(node: ComparisonNode, refuse: Refuse): ComparisonNode | null {
  if (node.kind === 'comparison') return isAnswered(node, refuse) ? node : null;
  const parts = node.parts.map((part) => keep(part, refuse));
  const kept = parts.filter((part) => part !== null);
  if (node.kind === 'or') return kept.length === 0 ? null : { kind: 'or', parts: kept };
  if (kept.length < parts.length) return null;
  const all: ComparisonNode = { kind: 'and', parts: kept };
  if (typesOf(all).size > 0) return all;
  let first: Comparison | null = null;
  eachComparison(all, (comparison) => {
    first ??= comparison;
  });
  if (first !== null) refuse(first, 'pattern-object-types', describeTypes(all));
  return null;
}

function describeTypes(node: ComparisonNode): string {
  const types = new Set<string>();
  eachComparison(node, ({ path }) => types.add(path.type));
  return `AND in one observation asks one object for everything; no object is ${[...types].join(' and ')} at once.`;
}

/** Of the objects that can fit. */
function typesOf(node: ComparisonNode): ReadonlySet<string> {
  if (node.kind === 'comparison') return new Set([typeName(node.path.type)]);
  const [first = new Set<string>(), ...rest] = node.parts.map(typesOf);
  if (node.kind === 'or') return new Set([...first, ...rest.flatMap((types) => [...types])]);
  return new Set([...first].filter((type) => rest.every((types) => types.has(type))));
}

function isAnswered(comparison: Comparison, refuse: Refuse): boolean {
  const { path } = comparison;
  const objects = objectsOf(path.type);
  if (objects.length === 0) {
    refuse(comparison, 'pattern-unsupported', `Logs that are read here say nothing of ${path.type} objects.`);
    return false;
  }
  const name = propertyName(path);
  if (name === null) {
    refuse(comparison, 'pattern-unsupported', `Events keep no order of a list: ${path.text} counts places in one.`);
    return false;
  }
  const properties = objects.flatMap(({ properties: named }) => named.get(name) ?? []);
  if (properties.length === 0) {
    refuse(comparison, 'pattern-unsupported', `Logs that are read here say nothing of ${path.text}.`);
    return false;
  }
  if (comparison.operator === 'EXISTS') return true;
  for (const property of properties) {
    const test = makeValueTest(comparison, property);
    if (test.kind !== 'fault') continue;
    refuse(comparison, 'pattern-unsupported', test.message);
    return false;
  }
  return true;
}

/** Of an object of which no log says it. */
const NOWHERE: StixProperty = { kind: 'text', fold: 'exact', sources: [], mode: 'first' };

/** `null`: this object can never fit. */
function planFor(node: ComparisonNode, object: StixObject): PlanNode | null {
  if (node.kind === 'comparison') {
    if (typeName(node.path.type) !== object.type) return null;
    const property = object.properties.get(propertyName(node.path) ?? '');
    if (property === undefined) {
      return node.operator === 'EXISTS' && node.negated ? { kind: 'exists', property: NOWHERE, negated: true } : null;
    }
    if (node.operator === 'EXISTS') return { kind: 'exists', property, negated: node.negated };
    const test = makeValueTest(node, property);
    return test.kind === 'fault' ? null : { kind: 'test', property, test };
  }
  const parts = node.parts.map((part) => planFor(part, object));
  const kept = parts.filter((part) => part !== null);
  if (kept.length === 0 || (node.kind === 'and' && kept.length < parts.length)) return null;
  return { kind: node.kind, parts: kept };
}

/** `a = 1 OR a = 2 OR …` is one look-up; values of different kinds stay apart, since one kind may be refused. */
function mergeEquals(node: ComparisonNode): ComparisonNode {
  if (node.kind === 'comparison') return node;
  const merged = node.parts.map(mergeEquals);
  if (node.kind === 'and') return { kind: 'and', parts: merged };
  const byPath = new Map<string, Literal[]>();
  const parts: ComparisonNode[] = [];
  for (const part of merged) {
    if (part.kind !== 'comparison' || part.negated || (part.operator !== '=' && part.operator !== 'IN')) {
      parts.push(part);
      continue;
    }
    const kinds = new Set(part.values.map(({ kind }) => kind));
    const key = `${part.path.text} ${[...kinds].join()}`;
    const earlier = byPath.get(key);
    if (earlier !== undefined) {
      for (const value of part.values) earlier.push(value);
      continue;
    }
    const values = [...part.values];
    byPath.set(key, values);
    parts.push({ ...part, operator: 'IN', values });
  }
  return { kind: 'or', parts };
}
