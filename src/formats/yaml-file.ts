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
  type Pair,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';
import { excerpt, failure, type Issue, issue, type Place, type Result, success, WHOLE_FILE } from '../domain/result';

export interface YamlFile {
  readonly document: Document;
  readonly root: YAMLMap;
  /** The node itself, or what an alias stands for; `null` where there is nothing. */
  follow(node: unknown): Node | null;
  /** The value of a key, also one that comes through a merge key (`<<`); `null` where there is none. */
  get(map: YAMLMap, key: string): Node | null;
  placeOf(node: unknown): Place;
}

/** An administration of every technique with thirty entries each; a page reads about 1 MiB a second. */
const LONGEST_TEXT = 4 * 1024 * 1024;
/** No comment is as long; a file without line breaks is no administration. */
const LONGEST_LINE = 256 * 1024;
const DEEPEST = 64;
const MOST_ALIASES = 10_000;
/** Nodes after unfolding, more than any sound file has. */
const LARGEST_UNFOLDED = 2_000_000;
/** Of a file with errors everywhere, the first few say enough. */
const MOST_ERRORS = 20;
const NOTHING_READ = 'Nothing was read.';

export function parseYamlFile(text: string): Result<YamlFile> {
  if (text.length > LONGEST_TEXT) {
    return refuse('yaml-too-long', WHOLE_FILE, 'This YAML is longer than 4 MiB.');
  }
  const long = findLongLine(text);
  if (long !== null) {
    const place: Place = { kind: 'line', line: long, column: LONGEST_LINE };
    return refuse('yaml-line-too-long', place, 'This line of the YAML is longer than 256 KiB.');
  }
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { kind: 'line', line: Math.max(1, line), column: Math.max(1, col) };
  };
  let documents: ReturnType<typeof parseAllDocuments>;
  try {
    // Repeated keys are looked for below: the library compares each key with every other.
    documents = parseAllDocuments(text, {
      lineCounter: lines,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse('yaml-too-deep', WHOLE_FILE, `This YAML is nested more than ${DEEPEST} levels deep.`);
  }
  if (!Array.isArray(documents)) return refuse('yaml-empty', WHOLE_FILE, 'This YAML is empty.');
  const [document, ...others] = documents.filter(({ contents, errors }) => contents !== null || errors.length > 0);
  if (document === undefined) return refuse('yaml-empty', WHOLE_FILE, 'This YAML holds nothing but comments.');
  const [error] = document.errors;
  if (error !== undefined) {
    return failure(
      ...document.errors.slice(0, MOST_ERRORS).map(({ code, message, pos }) =>
        issue('error', code === 'TAB_AS_INDENT' ? 'yaml-tab' : 'yaml-malformed', placeAt(pos[0]), sentence(message), {
          found: excerpt(text.slice(pos[0], pos[0] + 60)),
          done: NOTHING_READ,
        }),
      ),
    );
  }
  const [second] = others;
  if (second !== undefined) {
    return refuse(
      'yaml-several-documents',
      placeAt(second.range?.[0] ?? 0),
      `The file holds ${documents.length} documents, and one was expected: split it at its “---” lines.`,
    );
  }
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

export function keyText({ key }: Pair<unknown, unknown>): string | null {
  // Keys that an edit added are plain texts; YAML 1.1 has a symbol for the merge key.
  if (!isScalar(key)) return typeof key === 'string' ? key : null;
  return typeof key.value === 'symbol' ? '<<' : String(key.value);
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
    problems.push(
      issue('error', code, placeAt(node.range?.[0] ?? 0), message, { done: NOTHING_READ, ...(found && { found }) }),
    );

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
      report('yaml-too-deep', node, `This YAML is nested more than ${DEEPEST} levels deep.`);
      return 0;
    }
    let size = 1;
    if (isMap(node)) {
      const seen = new Set<string>();
      for (const pair of node.items) {
        const key = keyText(pair);
        if (key !== null && key !== '<<' && seen.size === seen.add(key).size) {
          report('yaml-key-twice', pair.key as Node, 'This key stands here a second time.', excerpt(key));
        }
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

function refuse(code: string, place: Place, message: string): Result<never> {
  return failure(issue('error', code, place, message, { done: NOTHING_READ }));
}

function sentence(message: string): string {
  const text = excerpt(message, 200);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
