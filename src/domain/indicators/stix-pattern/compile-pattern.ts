import { failure, type Issue, type Result, success } from '../../result';
import type { Match } from './binding-tree';
import { type Combined, combineMatches } from './combine-matches';
import { findPlanRows, type Readers } from './find-rows';
import { type ObservationPlan, planObservation } from './observation-plan';
import { parsePattern } from './parse-pattern';
import type { PatternAst, PatternNode } from './pattern-ast';
import { REGISTRY_PATH, REGISTRY_VALUE } from './stix-fields';

/** A pattern made ready for histories (docs/stix-patterns.md). Every record of a history is one observation. */
export interface CompiledPattern {
  readonly ast: PatternAst;
  /** Fields that any of its observations looks at. */
  readonly fields: readonly string[];
  /** In the order of the pattern: segment by segment, in any worker. */
  readonly observations: readonly CompiledObservation[];
  /**
   * Over all that was found, by observation. The times of records are needed only where `isTimed`; a pattern of one
   * observation needs no combining beyond that.
   */
  combine<Ref>(matches: readonly (readonly Match<Ref>[])[]): Combined<Ref>;
  /** Whether it asks when things happened. */
  readonly isTimed: boolean;
  /** One observation and nothing about it: every record that fits is a match, and there is nothing to combine. */
  readonly isSingle: boolean;
}

export interface CompiledObservation {
  readonly fields: readonly string[];
  /** Rows of a segment that fit, in order. */
  findRows(readers: Readers, rows: number): Uint32Array;
}

/**
 * What logs say nothing of is an issue with its place. It fails the pattern unless only alternatives are left out: then they
 * are warnings, and the rest is looked for.
 */
export function compilePattern(pattern: PatternAst | string): Result<CompiledPattern> {
  const read = typeof pattern === 'string' ? parsePattern(pattern) : success(pattern);
  if (!read.ok) return read;
  const ast = read.value;
  const issues: Issue[] = [];
  const plans = ast.observations.map(({ test }) => {
    const { plan, issues: found } = planObservation(ast.text, test);
    issues.push(...found);
    return plan;
  });
  if (!canMatch(ast.root, plans)) return failure(...issues);
  const observations = plans.map((plan) => ({
    fields: fieldsOf(plan),
    findRows: (readers: Readers, rows: number) => findPlanRows(plan, readers, rows),
  }));
  return success(
    {
      ast,
      fields: [...new Set(observations.flatMap(({ fields }) => fields))],
      observations,
      combine: (matches) => combineMatches(ast.root, matches),
      isTimed: isTimed(ast.root),
      isSingle: ast.root.kind === 'observation',
    },
    issues.map((found) => ({
      ...found,
      severity: 'warning',
      done: 'Left out; the other alternatives are looked for.',
    })),
  );
}

function canMatch(node: PatternNode, plans: readonly ObservationPlan[]): boolean {
  if (node.kind === 'observation') return (plans[node.index] ?? []).length > 0;
  if (!('parts' in node)) return canMatch(node.part, plans);
  return node.kind === 'or'
    ? node.parts.some((part) => canMatch(part, plans))
    : node.parts.every((part) => canMatch(part, plans));
}

function isTimed(node: PatternNode): boolean {
  if (node.kind === 'observation') return false;
  if ('parts' in node) return node.kind === 'followed-by' || node.parts.some(isTimed);
  return node.kind !== 'repeats' || isTimed(node.part);
}

function fieldsOf(plan: ObservationPlan): readonly string[] {
  const fields = new Set<string>();
  for (const { object } of plan) {
    // Whether an object is there at all may hang on any of its fields.
    for (const { sources } of object.properties.values()) for (const { field } of sources) fields.add(field);
    for (const field of object.needs) fields.add(field);
    if (object.isValueInPath !== null) fields.add(REGISTRY_PATH).add(REGISTRY_VALUE);
  }
  return [...fields];
}
