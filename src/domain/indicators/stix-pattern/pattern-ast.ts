/** STIX patterns as read (STIX 2.1, part 9; 2.0, part 5). Lists of AND, OR and FOLLOWEDBY that stand side by side are one node. */

export type PathStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'any' };

export interface ObjectPath {
  readonly type: string;
  readonly steps: readonly PathStep[];
  /** Written in one way, without needless quotes: `file:hashes.'SHA-256'`. */
  readonly text: string;
  /** Of its first character in the pattern, from 0. */
  readonly at: number;
}

export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Of `b'…'` and `h'…'`: each character is one byte. */
  | { readonly kind: 'bytes'; readonly value: string }
  /** `value`: ms since 1970; fractions beyond that are cut. */
  | { readonly kind: 'timestamp'; readonly value: number };

export const ORDER_OPERATORS = ['<', '>', '<=', '>='] as const;
export const TEXT_OPERATORS = ['LIKE', 'MATCHES', 'ISSUBSET', 'ISSUPERSET'] as const;
export type Operator =
  | '='
  | '!='
  | 'IN'
  | 'EXISTS'
  | (typeof ORDER_OPERATORS)[number]
  | (typeof TEXT_OPERATORS)[number];

export interface Comparison {
  readonly kind: 'comparison';
  readonly path: ObjectPath;
  readonly operator: Operator;
  /** `NOT` stands before the operator. */
  readonly negated: boolean;
  /** One; of `IN` any number; of `EXISTS` none. */
  readonly values: readonly Literal[];
}

/** What stands between square brackets. */
export type ComparisonNode = Comparison | { readonly kind: 'and' | 'or'; readonly parts: readonly ComparisonNode[] };

export interface Observation {
  readonly kind: 'observation';
  /** Its place among the observations of the pattern, from 0. */
  readonly index: number;
  readonly test: ComparisonNode;
}

export type PatternNode =
  | Observation
  | { readonly kind: 'and' | 'or' | 'followed-by'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'within'; readonly seconds: number; readonly part: PatternNode }
  | { readonly kind: 'repeats'; readonly times: number; readonly part: PatternNode }
  /** ms since 1970; `from` belongs to it, `to` does not. */
  | { readonly kind: 'start-stop'; readonly from: number; readonly to: number; readonly part: PatternNode };

export interface PatternAst {
  readonly text: string;
  readonly root: PatternNode;
  readonly observations: readonly Observation[];
}

/** Calls `visit` for every comparison of a test. */
export function eachComparison(node: ComparisonNode, visit: (comparison: Comparison) => void): void {
  if (node.kind === 'comparison') visit(node);
  else for (const part of node.parts) eachComparison(part, visit);
}
