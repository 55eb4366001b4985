/** Parsed YAML whose shape nobody vouches for, and how what is wrong with it is said. Only own keys count. */
import { excerpt, type Issue, issue } from '../../result';

export type RuleMap = Readonly<Record<string, unknown>>;
export type RuleScalar = string | number | boolean | bigint | null;

export function isRuleMap(value: unknown): value is RuleMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

export function isRuleScalar(value: unknown): value is RuleScalar {
  return value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}

export function partOf(value: unknown, key: string): unknown {
  return isRuleMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function wordOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

export function wordsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map(wordOf).filter((text) => text !== '');
}

/** Something of a rule that is not run; thrown within this folder only, and then an issue of the rule. */
export class RuleFault extends Error {
  readonly issue: Issue;

  constructor(code: string, path: string, message: string, found = '') {
    super(message);
    this.issue = issue('error', code, { kind: 'path', path }, message, {
      ...(found === '' ? {} : { found: excerpt(found) }),
      done: 'The rule is not run.',
    });
  }
}

/** A construct of the language, or of another tool, that is not executed. */
export function unsupported(path: string, what: string, found = ''): never {
  throw new RuleFault('sigma-unsupported', path, `Not executed here: ${what}.`, found);
}

/** What is no Sigma. */
export function malformed(path: string, message: string, found = ''): never {
  throw new RuleFault('sigma-malformed', path, message, found);
}
