/** What the readers of rules share: one rule as read, before it has its id, and what may be wrong with it. */
import { parseTechniqueId } from '../domain/attack/identifiers';
import type { RuleLogSource } from '../domain/coverage/rule';
import { excerpt, type Issue, issue, type Place } from '../domain/result';
import { fieldOf, type PlainMap } from './plain-data';

export interface RuleDraft {
  readonly language: string;
  /** As the rule states it; empty where it states none. */
  readonly ownId: string;
  readonly name: string;
  readonly techniqueIds: readonly string[];
  readonly logSource: RuleLogSource;
  readonly status: string;
  readonly level: string;
  readonly issues: readonly Issue[];
}

/** A document that is no rule: what it is instead, and why it is left out. */
export interface NoRule {
  readonly noRule: Issue;
}

export const NO_LOG_SOURCE: RuleLogSource = { product: '', category: '', service: '' };

export function isNoRule(read: RuleDraft | NoRule): read is NoRule {
  return 'noRule' in read;
}

export function leaveOut(code: string, place: Place, message: string, found = ''): NoRule {
  const shown = excerpt(found);
  return {
    noRule: issue('warning', code, place, message, { ...(shown === '' ? {} : { found: shown }), done: 'Left out.' }),
  };
}

/**
 * Technique ids among words, in the order they stand, each once.
 * @param looksLike what is meant to be one: reported when it is none
 */
export function readTechniques(
  words: readonly string[],
  extract: (word: string) => string | null,
  place: Place,
): { readonly ids: readonly string[]; readonly issues: readonly Issue[] } {
  const ids = new Set<string>();
  const issues: Issue[] = [];
  for (const word of words) {
    const candidate = extract(word);
    if (candidate === null) continue;
    const id = parseTechniqueId(candidate.replace(/[_-]/g, '.'));
    if (id !== null) ids.add(id);
    else {
      issues.push(
        issue('warning', 'rule-technique-malformed', place, 'This is no id of a technique.', {
          found: excerpt(word, 60),
          done: 'The rule was kept without it.',
        }),
      );
    }
  }
  return { ids: [...ids], issues };
}

/** A text was expected and a map or list stands there: said, since what is read as empty would be lost in silence. */
export function checkTexts(value: PlainMap, keys: readonly string[], place: Place): readonly Issue[] {
  return keys.flatMap((key) => {
    const stated = fieldOf(value, key);
    if (typeof stated !== 'object' || stated === null) return [];
    const message = `${key} of this rule is no text.`;
    return [issue('warning', 'rule-field-wrong-type', place, message, { done: 'The rule was kept without it.' })];
  });
}

export function nameOr(stated: string, fallback: string, place: Place, issues: Issue[]): string {
  if (stated !== '') return stated;
  issues.push(
    issue('note', 'rule-unnamed', place, 'The rule has no name.', {
      done: `Called ${excerpt(fallback, 60)}, after its file.`,
    }),
  );
  return fallback;
}
