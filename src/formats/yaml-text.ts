/**
 * YAML 1.2 of unknown origin as plain data (https://yaml.org/spec/1.2.2/), in bounded time: the library needs 15 s for
 * 1 MiB of brackets and 40 s for 60,000 keys, so tokens are counted before anything is built, and repeated keys are
 * looked for here. Documents of one file are parsed apart: what is wrong with one does not touch the others.
 */
import { isAlias, isMap, isNode, isScalar, isSeq, Lexer, LineCounter, type Node, parseDocument } from 'yaml';
import { excerpt, failure, type Issue, issue, type Place, type Result, success } from '../domain/result';

export interface YamlLimits {
  readonly characters: number;
  /** Of the lexer: a line of a map has about six. */
  readonly tokens: number;
  readonly depth: number;
  /** How often anchors may be repeated, all in all. */
  readonly aliases: number;
}

/** One rule, one data source: the longest that are published have 20,000 tokens. */
export const SHORT_YAML: YamlLimits = { characters: 1024 * 1024, tokens: 60_000, depth: 100, aliases: 100 };

/** Nothing this short takes long, whatever stands in it; most rules are. */
const SHORT_TEXT = 8 * 1024;

/** A part of a file between `---` lines. */
export interface YamlPart {
  readonly text: string;
  /** Where it begins in the file. */
  readonly line: number;
}

const NOTHING_READ = 'Nothing of it was read.';

/** The documents of a file; parts that hold only comments are none. */
export function splitYamlDocuments(text: string): readonly YamlPart[] {
  const parts: YamlPart[] = [];
  const marks = /(?<![^\r\n])---(?=\s|$)/g;
  let start = 0;
  let line = 1;
  const take = (end: number) => {
    const part = text.slice(start, end);
    if (holdsContent(part)) parts.push({ text: part, line });
    line += countLineEnds(part);
    start = end;
  };
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) take(mark.index);
  take(text.length);
  return parts;
}

/**
 * @param line where the text begins in its file
 * @returns maps as objects whose keys, `__proto__` among them, are their own
 */
export function parseYaml(text: string, limits: YamlLimits = SHORT_YAML, line = 1): Result<unknown> {
  const begin: Place = { kind: 'line', line };
  if (text.length > limits.characters) {
    const found = `${(text.length / 1024).toFixed(0)} KiB`;
    const allowed = `the limit is ${(limits.characters / 1024).toFixed(0)} KiB`;
    return refuse('yaml-too-long', begin, `This YAML document is longer than any of its kind: ${allowed}.`, found);
  }
  const bounded = text.length <= SHORT_TEXT ? null : checkTokens(text, limits, line);
  if (bounded !== null) return failure(bounded);
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const at = lines.linePos(offset);
    return { kind: 'line', line: line - 1 + Math.max(1, at.line), column: Math.max(1, at.col) };
  };
  try {
    const document = parseDocument(text, {
      lineCounter: lines,
      // Compares each key with every other; `findRepeated` does not.
      uniqueKeys: false,
      // Rules are written for PyYAML, which knows `<<`.
      merge: true,
      prettyErrors: false,
      logLevel: 'error',
    });
    const [error] = document.errors;
    if (error !== undefined) {
      const near = text.slice(error.pos[0], error.pos[0] + 60);
      return refuse('yaml-malformed', placeAt(error.pos[0]), `The YAML is malformed: ${sentence(error.message)}`, near);
    }
    const issues = findRepeated(document.contents, limits.depth, placeAt);
    if (!issues.ok) return issues;
    return success(document.toJS({ maxAliasCount: limits.aliases }), issues.value);
  } catch (error) {
    if (error instanceof RangeError) return refuseDepth(begin, limits);
    if (error instanceof ReferenceError && /alias count/i.test(error.message)) {
      return refuse('yaml-alias-bomb', begin, `This YAML repeats its anchors more than ${limits.aliases} times.`);
    }
    if (error instanceof ReferenceError) {
      const anchor = /: (\S+)$/.exec(error.message)?.[1] ?? '';
      const place = placeAt(Math.max(0, text.indexOf(`*${anchor}`)));
      return refuse('yaml-malformed', place, 'This YAML repeats an anchor that it has not set.', `*${anchor}`);
    }
    if (error instanceof TypeError || error instanceof SyntaxError) {
      return refuse('yaml-malformed', begin, `The YAML is malformed: ${sentence(error.message)}`);
    }
    throw error;
  }
}

/** Opens brackets and counts tokens without building anything; `null` when the text is within its limits. */
function checkTokens(text: string, limits: YamlLimits, line: number): Issue | null {
  let tokens = 0;
  let open = 0;
  let at = line;
  for (const token of new Lexer().lex(text)) {
    tokens++;
    if (token === '[' || token === '{') open++;
    else if (token === ']' || token === '}') open--;
    const place: Place = { kind: 'line', line: at };
    if (open > limits.depth) return describeDepth(place, limits);
    if (tokens > limits.tokens) {
      const allowed = limits.tokens.toLocaleString('en');
      return issue('error', 'yaml-too-many-parts', place, `This YAML document has more than ${allowed} parts.`, {
        done: NOTHING_READ,
      });
    }
    if (token.includes('\n')) at += countLineEnds(token);
  }
  return null;
}

/** Keys that stand twice in one map: the last counts, as in PyYAML, and is said. Refuses what is too deep to walk. */
function findRepeated(root: unknown, depth: number, placeAt: (offset: number) => Place): Result<readonly Issue[]> {
  const issues: Issue[] = [];
  let level: readonly Node[] = isNode(root) ? [root] : [];
  for (let deep = 0; level.length > 0; deep++) {
    if (deep > depth) return refuseDepth(placeAt(level[0]?.range?.[0] ?? 0), { depth });
    const next: Node[] = [];
    for (const node of level) {
      if (isAlias(node) || isScalar(node)) continue;
      if (isSeq(node)) for (const item of node.items) if (isNode(item)) next.push(item);
      if (!isMap(node)) continue;
      const keys = new Set<unknown>();
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? key.value : key;
        if (isScalar(key) && keys.has(name) && name !== '<<') {
          const place = placeAt(key.range?.[0] ?? 0);
          const message = `The key ${excerpt(String(name), 40)} stands twice in one map.`;
          issues.push(issue('warning', 'yaml-key-repeated', place, message, { done: 'The last one counts.' }));
        }
        keys.add(name);
        if (isNode(key) && !isScalar(key)) next.push(key);
        if (isNode(value)) next.push(value);
      }
    }
    level = next;
  }
  return success(issues);
}

function refuseDepth(place: Place, limits: Pick<YamlLimits, 'depth'>): Result<never> {
  return failure(describeDepth(place, limits));
}

function describeDepth(place: Place, { depth }: Pick<YamlLimits, 'depth'>): Issue {
  return issue('error', 'yaml-too-deep', place, `This YAML is nested more than ${depth} levels deep.`, {
    done: NOTHING_READ,
  });
}

function refuse(code: string, place: Place, message: string, found = ''): Result<never> {
  const shown = excerpt(found);
  return failure(
    issue('error', code, place, message, { ...(shown === '' ? {} : { found: shown }), done: NOTHING_READ }),
  );
}

function sentence(message: string): string {
  const [first = ''] = message.split('\n');
  const text = excerpt(first, 160);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function holdsContent(part: string): boolean {
  const body = part.replace(/^---/, '');
  return /^[^\S\r\n]*[^\s#%.]/m.test(body) || /^[^\S\r\n]*\.(?!\.\.\s*$)/m.test(body);
}

function countLineEnds(text: string): number {
  let ends = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends++;
  return ends;
}
