/**
 * YAML 1.2 (https://yaml.org/spec/1.2.2/) of unknown origin, as a document that keeps comments, order and unknown keys.
 * Nothing is unfolded: aliases are followed one at a time, so that a bomb of them stays as small as its text.
 */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type YAMLMap,
} from 'yaml';
import { failure, type Issue, type Place, type Result, success, WHOLE_FILE } from '../../domain/result';
import { LONGEST_DOCUMENT } from '../../domain/workspace/content';
import {
  checkTokens,
  composeYaml,
  describeDepth,
  isStackOverflow,
  keyText,
  MOST_ERRORS,
  makePlaceAt,
  refusal,
  refuse,
  repeatedKeys,
  sentence,
} from './yaml-bounds';
import { splitYamlDocuments } from './yaml-text';

export interface YamlFile {
  readonly document: Document;
  readonly root: YAMLMap;
  /** The node itself, or what an alias stands for; `null` where there is nothing. */
  follow(node: unknown): Node | null;
  /** The value of a key, also one that comes through a merge key (`<<`); `null` where there is none. */
  get(map: YAMLMap, key: string): Node | null;
  placeOf(node: unknown): Place;
}

/** No comment is as long; a file without line breaks is no administration. */
const LONGEST_LINE = 256 * 1024;
const DEEPEST = 64;
/** Administrations have 375 to the KiB, so this is what the longest of them comes to; a page reads 300,000 a second. */
const MOST_TOKENS = 1_600_000;
const MOST_ALIASES = 10_000;
/** Nodes after unfolding, more than any sound file has. */
const LARGEST_UNFOLDED = 2_000_000;

export function parseYamlFile(text: string): Result<YamlFile> {
  if (text.length > LONGEST_DOCUMENT) {
    return refuse('yaml-too-long', WHOLE_FILE, 'This YAML is longer than 4 MiB.');
  }
  const long = findLongLine(text);
  if (long !== null) {
    const place: Place = { kind: 'line', line: long, column: LONGEST_LINE };
    return refuse('yaml-line-too-long', place, 'This line of the YAML is longer than 256 KiB.');
  }
  const tooMuch = checkTokens(text, { tokens: MOST_TOKENS, depth: DEEPEST });
  if (tooMuch !== null) return failure(tooMuch);
  const [part, other] = splitYamlDocuments(text);
  if (part === undefined) {
    return refuse(
      'yaml-empty',
      WHOLE_FILE,
      `This YAML ${text.trim() === '' ? 'is empty' : 'holds nothing but comments'}.`,
    );
  }
  if (other !== undefined) return refuseSecond({ kind: 'line', line: other.line });
  try {
    return composeFile(text);
  } catch (error) {
    // The stack is used up; brackets are counted before, indentation is not.
    if (!isStackOverflow(error)) throw error;
    return failure(describeDepth(WHOLE_FILE, DEEPEST));
  }
}

function composeFile(text: string): Result<YamlFile> {
  const lines = new LineCounter();
  const placeAt = makePlaceAt(lines);
  const { documents, errors } = composeYaml(text, lines);
  if (errors.length > 0) {
    return failure(
      ...errors.map(({ code, message, offset }) =>
        refusal(
          code === 'TAB_AS_INDENT' ? 'yaml-tab' : 'yaml-malformed',
          placeAt(offset),
          sentence(message),
          text.slice(offset, offset + 60),
        ),
      ),
    );
  }
  const [document, second] = documents;
  if (document === undefined) return refuse('yaml-empty', WHOLE_FILE, 'This YAML holds nothing.');
  if (second !== undefined) return refuseSecond(placeAt(second.range[0]));
  const anchors = checkNodes(document.contents, placeAt);
  if (!anchors.ok) return anchors;
  const targets = anchors.value;
  const root = isAlias(document.contents) ? null : document.contents;
  const placeOf = (node: unknown): Place => {
    const range = (node as Node | null)?.range;
    return range === undefined || range === null ? WHOLE_FILE : placeAt(range[0]);
  };
  if (!isMap(root)) {
    return refuse('yaml-not-a-map', placeOf(root), 'The YAML holds no keys and values on its first level.');
  }
  const follow = (node: unknown): Node | null => {
    if (isAlias(node)) return targets.get(node) ?? null;
    return isMap(node) || isSeq(node) || isScalar(node) ? (node as Node) : null;
  };
  const get = (map: YAMLMap, key: string, depth = 0): Node | null => {
    const own = map.items.find((pair) => keyText(pair) === key);
    if (own !== undefined) return follow(own.value);
    if (depth > DEEPEST) return null;
    for (const pair of map.items) {
      if (keyText(pair) !== '<<') continue;
      const merged = follow(pair.value);
      for (const each of isSeq(merged) ? merged.items : [merged]) {
        const from = follow(each);
        const found = isMap(from) ? get(from, key, depth + 1) : null;
        if (found !== null) return found;
      }
    }
    return null;
  };
  return success({ document: document as Document, root, follow, get: (map, key) => get(map, key), placeOf });
}

/** Its number, from 1; `null`: there is none. */
function findLongLine(text: string): number | null {
  let line = 1;
  for (let start = 0; start < text.length; line++) {
    const end = text.indexOf('\n', start);
    if ((end < 0 ? text.length : end) - start > LONGEST_LINE) return line;
    if (end < 0) return null;
    start = end + 1;
  }
  return null;
}

/** The text of a scalar as it was written (`1.10`, `2021-06-08`); `null` for nothing and for what is no scalar. */
export function scalarText(node: unknown): string | null {
  if (!isScalar(node) || node.value === null || node.value === undefined) return null;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/**
 * One walk over all nodes: what each alias stands for, repeated keys, and whether the whole stays within bounds when
 * every alias is unfolded.
 */
function checkNodes(contents: unknown, placeAt: (offset: number) => Place): Result<ReadonlyMap<Alias, Node>> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const sizes = new Map<unknown, number>();
  const problems: Issue[] = [];
  const report = (code: string, node: Node, message: string, found = '') =>
    problems.push(refusal(code, placeAt(node.range?.[0] ?? 0), message, found));

  function measure(node: unknown, depth: number): number {
    if (problems.length >= MOST_ERRORS) return 0;
    if (isPair(node)) return measure(node.key, depth) + measure(node.value, depth);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined) {
        report('yaml-alias-unknown', node, 'This alias names an anchor that does not stand before it.', node.source);
        return 0;
      }
      targets.set(node, target);
      // An anchor that holds its own alias is not measured yet: it would unfold for ever.
      const size = sizes.get(target);
      if (size === undefined) report('yaml-alias-circle', node, 'This alias stands within what it names.', node.source);
      return size ?? 0;
    }
    const isCollection = isMap(node) || isSeq(node);
    if (!isCollection && !isScalar(node)) return 0;
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    if (depth > DEEPEST) {
      problems.push(describeDepth(placeAt(node.range?.[0] ?? 0), DEEPEST));
      return 0;
    }
    let size = 1;
    if (isMap(node)) {
      for (const { key, text } of repeatedKeys(node)) {
        report('yaml-key-twice', key, 'This key stands here a second time.', text);
      }
    }
    if (isCollection) for (const item of node.items) size += measure(item, depth + 1);
    sizes.set(node, size);
    return size;
  }

  const size = measure(contents, 0);
  if (targets.size > MOST_ALIASES || size > LARGEST_UNFOLDED) {
    return refuse(
      'yaml-unfolds-too-far',
      WHOLE_FILE,
      'The aliases of this YAML unfold to far more than any administration holds.',
    );
  }
  return problems.length > 0 ? failure(...problems) : success(targets);
}

function refuseSecond(place: Place): Result<never> {
  const message = 'The file holds several documents, and one was expected: split it at its “---” lines.';
  return refuse('yaml-several-documents', place, message);
}
