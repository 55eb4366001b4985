/** Patterns that are one value, or any of several: those are values. Everything else stays a pattern. */

import type { Observable } from '../../domain/indicators/observable';
import { findMeaning, normaliseValue } from '../stix/stix-observable-values';
import { type PatternComparison, readStixPattern } from '../stix/stix-pattern';
import { readPatternTokens } from '../stix/stix-pattern-tokens';

export interface PatternValue {
  readonly found: Observable;
  readonly written: string;
}

export type PatternMeaning =
  | { readonly kind: 'values'; readonly values: readonly PatternValue[] }
  | { readonly kind: 'pattern' }
  /** Of a value's own comparison: the value is none of its kind. */
  | { readonly kind: 'unreadable'; readonly written: string }
  | { readonly kind: 'invalid' };

const PLAIN_ONE = /^\[[^\s'=]+(?:'[^'\\]*')?\s*=\s*'[^'\\]*'\s*\]$/;
const PATTERN: PatternMeaning = { kind: 'pattern' };
/** What makes more of a pattern than any of its values. */
const JOINING = new Set(['AND', 'FOLLOWEDBY', 'WITHIN', 'REPEATS', 'START', 'NOT', 'EXISTS']);

export function readPatternMeaning(text: string): PatternMeaning {
  const reading = readStixPattern(text);
  if (!reading.ok) return { kind: 'invalid' };
  // Most of a feed: what joins its parts need not be looked for where there is one.
  if (PLAIN_ONE.test(text)) return readAlternatives(reading.comparisons);
  const tokens = readPatternTokens(text);
  if (!tokens.ok) return { kind: 'invalid' };
  const joins = new Set(
    tokens.tokens.filter(({ kind, value }) => kind === 'word' && JOINING.has(value)).map(({ value }) => value),
  );
  if (joins.size === 0) return readAlternatives(reading.comparisons);
  const hasAlternatives = tokens.tokens.some(({ kind, value }) => kind === 'word' && value === 'OR');
  if (joins.size > 1 || !joins.has('AND') || hasAlternatives || countObservations(tokens.tokens) > 1) return PATTERN;
  return readConjunction(reading.comparisons);
}

function countObservations(
  tokens: readonly { readonly kind: string; readonly value: string; readonly start: number }[],
): number {
  let count = 0;
  // A bracket behind a name is a step of a path.
  for (const [at, token] of tokens.entries())
    if (token.kind === 'mark' && token.value === '[' && !/^(?:name|string)$/.test(tokens[at - 1]?.kind ?? '')) count++;
  return count;
}

function readAlternatives(comparisons: readonly PatternComparison[]): PatternMeaning {
  const values: PatternValue[] = [];
  for (const comparison of comparisons) {
    const { objectType, path, operator, isNegated } = comparison;
    const isSubset = operator === 'ISSUBSET' && /^(?:ipv[46]-addr|network-traffic)$/.test(objectType);
    const meaning = findMeaning(objectType, path);
    if (meaning === 'unread' || isNegated || (operator !== '=' && operator !== 'IN' && !isSubset)) return PATTERN;
    for (const written of comparison.values) {
      const found = normaliseValue(meaning, written);
      if (found === null) return { kind: 'unreadable', written };
      values.push({ found, written });
    }
  }
  return values.length === 0 ? PATTERN : { kind: 'values', values };
}

/**
 * A conjunction is not its parts, but for two kinds that say of one value what it is: beside `dst_ref.type`, and several
 * hashes of one file, each of which names it alone.
 */
function readConjunction(comparisons: readonly PatternComparison[]): PatternMeaning {
  const telling = comparisons.filter(({ path, operator }) => !(path.at(-1) === 'type' && operator === '='));
  const isHashes = telling.every(
    ({ objectType, path }) => objectType === 'file' && path[0] === 'hashes' && path.length === 2,
  );
  const isOneFile = isHashes && new Set(telling.map(({ path }) => path[1])).size === telling.length;
  if (telling.length !== 1 && !isOneFile) return PATTERN;
  return readAlternatives(telling);
}
