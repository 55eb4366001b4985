/** Conditions of Sigma: `selection and not 1 of filter_*`. Read into a tree over what the identifiers stand for. */
import { malformed, unsupported } from './rule-data';
import type { TextToken } from './rule-model';
import { compileText, joinMany } from './text-pattern';

/** `or` binds least, then `and`, then `not`. */
export type ConditionNode =
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionNode[] }
  | { readonly kind: 'not'; readonly of: ConditionNode }
  | { readonly kind: 'name'; readonly name: string };

const LONGEST = 20_000;
const MOST_TOKENS = 4000;
const DEEPEST = 100;
/** Names that the words of a rule's conditions are held against: each pattern is held against all. */
const MOST_COMPARED = 100_000;
const TOKEN = /\s*(?:([()])|([^\s()|]+)|(\|))/y;

/** What the conditions of one rule have cost so far. */
export interface ConditionCost {
  compared: number;
}

/**
 * @param names of all search identifiers, in their order @param path where the condition stands, for what is wrong with it
 * @param cost shared by all conditions of a rule
 */
export function readCondition(
  text: string,
  names: ReadonlySet<string>,
  path: string,
  cost: ConditionCost = { compared: 0 },
): ConditionNode {
  const tokens = split(text, path);
  let at = 0;
  let depth = 0;
  const word = () => tokens[at]?.toLowerCase();
  const fault = (message: string): never => malformed(path, message, text);

  function readOr(): ConditionNode {
    const parts = [readAnd()];
    while (word() === 'or') {
      at++;
      parts.push(readAnd());
    }
    return joined('any', parts);
  }

  function readAnd(): ConditionNode {
    const parts = [readNot()];
    while (word() === 'and') {
      at++;
      parts.push(readNot());
    }
    return joined('all', parts);
  }

  function readNot(): ConditionNode {
    let negations = 0;
    while (word() === 'not') {
      at++;
      negations++;
    }
    const node = readAtom();
    return negations % 2 === 1 ? { kind: 'not', of: node } : node;
  }

  function readAtom(): ConditionNode {
    const token = tokens[at];
    if (token === undefined) return fault('This condition ends too soon.');
    if (token === '(') {
      if (++depth > DEEPEST) fault(`This condition has more than ${DEEPEST} levels of brackets.`);
      at++;
      const inner = readOr();
      if (tokens[at] !== ')') fault('A bracket of this condition is not closed.');
      at++;
      depth--;
      return inner;
    }
    if (tokens[at + 1]?.toLowerCase() === 'of') return readOf(token.toLowerCase());
    if (token === ')' || /^(?:and|or)$/i.test(token)) return fault(`${token} stands where a name belongs.`);
    at++;
    if (names.has(token)) return { kind: 'name', name: token };
    if (token.includes('*')) return selectNames('any', token);
    return fault(`This condition names ${token}, and the detection has no part of this name.`);
  }

  function readOf(count: string): ConditionNode {
    if (!['1', 'any', 'all'].includes(count)) unsupported(path, `“${count} of” (only 1, any and all are known)`, text);
    const target = tokens[at + 2];
    if (target === undefined || target === '(' || target === ')') return fault(`“${count} of” names nothing.`);
    at += 3;
    return selectNames(count === 'all' ? 'all' : 'any', target);
  }

  /** `them`, or a name with `*`; those that begin with an underscore only when they are asked for so. */
  function selectNames(kind: 'all' | 'any', target: string): ConditionNode {
    const isThem = target.toLowerCase() === 'them';
    const fits = compileName(target);
    cost.compared += names.size;
    if (cost.compared > MOST_COMPARED)
      fault(
        `The patterns of this rule’s conditions are held against more than ${MOST_COMPARED.toLocaleString('en')} names.`,
      );
    const chosen = [...names].filter((name) =>
      isThem ? !name.startsWith('_') : fits(name) && (target.startsWith('_') || !name.startsWith('_')),
    );
    if (chosen.length === 0) fault(`Nothing in the detection has a name that fits ${target}.`);
    return joined(
      kind,
      chosen.map((name) => ({ kind: 'name', name })),
    );
  }

  const node = readOr();
  if (at < tokens.length) fault(`This condition cannot be read from ${tokens[at] ?? ''} on.`);
  return node;
}

function joined(kind: 'all' | 'any', of: readonly ConditionNode[]): ConditionNode {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

/** Only `*` is a wildcard here. */
function compileName(target: string): (name: string) => boolean {
  const tokens = target.split('*').flatMap((text, at): readonly TextToken[] => {
    const literal: readonly TextToken[] = text === '' ? [] : [{ kind: 'text', text }];
    return at === 0 ? literal : [{ kind: 'many' }, ...literal];
  });
  const test = compileText({ tokens: joinMany(tokens), cased: true });
  return (name) => test(name, name);
}

function split(text: string, path: string): readonly string[] {
  if (text.length > LONGEST) malformed(path, `This condition has more than ${LONGEST} characters.`);
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = text.trimEnd();
  while (TOKEN.lastIndex < trimmed.length) {
    const found = TOKEN.exec(trimmed);
    if (found === null) malformed(path, 'This condition cannot be read.', text);
    if (found[3] !== undefined) {
      unsupported(
        path,
        'aggregation in a condition (“| count() …”, “| near …”), which Sigma 2 writes as a correlation',
        text,
      );
    }
    const token = found[1] ?? found[2] ?? '';
    tokens.push(token);
    if (tokens.length > MOST_TOKENS) malformed(path, `This condition has more than ${MOST_TOKENS} words.`);
  }
  if (tokens.length === 0) malformed(path, 'The condition is empty.');
  return tokens;
}
