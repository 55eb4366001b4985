/**
 * YAML 1.2 of unknown origin as plain data (https://yaml.org/spec/1.2.2/), in bounded time. Documents of one file are
 * parsed apart: what is wrong with one does not touch the others.
 */
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, type Node } from 'yaml';
import { excerpt, failure, type Issue, issue, type Place, type Result, success } from '../../domain/result';
import {
  checkTokens,
  composeYaml,
  countLineEnds,
  describeDepth,
  isStackOverflow,
  makePlaceAt,
  refuse,
  repeatedKeys,
  sentence,
  type YamlLimits,
} from './yaml-bounds';

interface TextLimits extends YamlLimits {
  /** How often anchors may be repeated, all in all. */
  readonly aliases: number;
}

/** One rule, one data source: the longest that are published have 20,000 tokens. */
export const SHORT_YAML: TextLimits = { characters: 1024 * 1024, tokens: 60_000, depth: 100, aliases: 100 };

/** Nothing this short takes long, whatever stands in it; most rules are. */
const SHORT_TEXT = 8 * 1024;

/** A part of a file between `---` lines. */
export interface YamlPart {
  readonly text: string;
  /** Where it begins in the file. */
  readonly line: number;
}

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
export function parseYaml(text: string, limits: TextLimits = SHORT_YAML, line = 1): Result<unknown> {
  const begin: Place = { kind: 'line', line };
  if (text.length > limits.characters) {
    const found = `${(text.length / 1024).toFixed(0)} KiB`;
    const allowed = `the limit is ${(limits.characters / 1024).toFixed(0)} KiB`;
    return refuse('yaml-too-long', begin, `This YAML document is longer than any of its kind: ${allowed}.`, found);
  }
  const bounded = text.length <= SHORT_TEXT ? null : checkTokens(text, limits, line);
  if (bounded !== null) return failure(bounded);
  const lines = new LineCounter();
  const placeAt = makePlaceAt(lines, line);
  try {
    // Rules are written for PyYAML, which knows `<<`.
    const { documents, errors } = composeYaml(text, lines, { merge: true });
    const [error] = errors;
    if (error !== undefined) {
      const near = text.slice(error.offset, error.offset + 60);
      return refuse('yaml-malformed', placeAt(error.offset), `The YAML is malformed: ${sentence(error.message)}`, near);
    }
    const [document, second] = documents;
    if (document === undefined) return success(null);
    if (second !== undefined) {
      return refuse(
        'yaml-malformed',
        placeAt(second.range[0]),
        'The YAML is malformed: a second document begins here.',
      );
    }
    const issues = findRepeated(document.contents, limits.depth, placeAt);
    if (!issues.ok) return issues;
    return success(document.toJS({ maxAliasCount: limits.aliases }), issues.value);
  } catch (error) {
    if (isStackOverflow(error)) return failure(describeDepth(begin, limits.depth));
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

/** Keys that stand twice in one map: the last counts, as in PyYAML, and is said. Refuses what is too deep to walk. */
function findRepeated(root: unknown, depth: number, placeAt: (offset: number) => Place): Result<readonly Issue[]> {
  const issues: Issue[] = [];
  let level: readonly Node[] = isNode(root) ? [root] : [];
  for (let deep = 0; level.length > 0; deep++) {
    if (deep > depth) return failure(describeDepth(placeAt(level[0]?.range?.[0] ?? 0), depth));
    const next: Node[] = [];
    for (const node of level) {
      if (isAlias(node) || isScalar(node)) continue;
      if (isSeq(node)) for (const item of node.items) if (isNode(item)) next.push(item);
      if (!isMap(node)) continue;
      for (const { key, text } of repeatedKeys(node)) {
        const message = `The key ${excerpt(text, 40)} stands twice in one map.`;
        const place = placeAt(key.range?.[0] ?? 0);
        issues.push(issue('warning', 'yaml-key-repeated', place, message, { done: 'The last one counts.' }));
      }
      for (const { key, value } of node.items) {
        if (isNode(key) && !isScalar(key)) next.push(key);
        if (isNode(value)) next.push(value);
      }
    }
    level = next;
  }
  return success(issues);
}

function holdsContent(part: string): boolean {
  const body = part.replace(/^---/, '');
  return /^[^\S\r\n]*[^\s#%.]/m.test(body) || /^[^\S\r\n]*\.(?!\.\.\s*$)/m.test(body);
}
