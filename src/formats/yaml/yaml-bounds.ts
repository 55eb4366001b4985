/**
 * What keeps YAML of unknown origin (https://yaml.org/spec/1.2.2/) in bounded time, for both of its readers: the library
 * needs 45 s for 1 MiB of brackets and 40 s for 60,000 keys. So tokens are counted before anything is built, composing
 * ends after a few errors, and repeated keys are looked for here.
 */
import {
  Composer,
  CST,
  type Document,
  type DocumentOptions,
  isScalar,
  Lexer,
  type LineCounter,
  type Pair,
  type ParseOptions,
  Parser,
  type Scalar,
  type SchemaOptions,
  type YAMLMap,
} from 'yaml';
import { excerpt, failure, type Issue, issue, type Place, type Result } from '../../domain/result';

export interface YamlLimits {
  readonly characters: number;
  /** Of the lexer: a line of a map has about six. */
  readonly tokens: number;
  readonly depth: number;
}

/** Of a file with errors everywhere, the first few say enough. */
export const MOST_ERRORS = 20;
const NOTHING_READ = 'Nothing of it was read.';

/** Tokens between two scalars, comments aside: more are blank lines, marks or commas that somebody made up. */
const LONGEST_GAP = 60_000;

/**
 * Counts tokens and open brackets without building anything, and sees what is wrong in any YAML and costs the parser
 * most when a file is full of it. `null` when the text is within its limits.
 */
export function checkTokens(text: string, limits: Omit<YamlLimits, 'characters'>, line = 1): Issue | null {
  let tokens = 0;
  let gap = 0;
  const open: string[] = [];
  /** Lists and keys begun in this line: `- - - a`. */
  let begun = 0;
  /** Scalars with no indicator between them: the value of a key and the next key, at most. */
  let inRow = 0;
  let at = line;
  let isContent = false;
  /** After `|` or `>` anything may stand. */
  let isBlock = false;
  for (const token of new Lexer().lex(text)) {
    const place: Place = { kind: 'line', line: at };
    const malformed = (message: string) => refusal('yaml-malformed', place, message, token);
    if (++tokens > limits.tokens || gap > LONGEST_GAP) {
      const [allowed, kind] = gap > LONGEST_GAP ? [LONGEST_GAP, ' without content'] : [limits.tokens, ''];
      const message = `This YAML document has more than ${allowed.toLocaleString('en')} parts${kind}.`;
      return refusal('yaml-too-many-parts', place, message);
    }
    if (isContent) {
      isContent = false;
      const wasBlock = isBlock;
      isBlock = false;
      if (!wasBlock && /^[@`]/.test(token)) return malformed('No value begins with this character: it wants quotes.');
      if (inRow > 2) return malformed(IN_ROW);
    } else if (token === CST.SCALAR || /^["']/.test(token)) {
      // Quoted ones have no mark before them.
      isContent = token === CST.SCALAR;
      gap = 0;
      if (++inRow > 2 && !isContent) return malformed(IN_ROW);
    } else {
      if (!token.startsWith('#')) gap++;
      if (/^[|>]/.test(token)) isBlock = true;
      if (INDICATORS.has(token)) inRow = 0;
      if (token === '[' || token === '{') open.push(token === '[' ? ']' : '}');
      else if ((token === ']' || token === '}') && open.pop() !== token) {
        return malformed('This closing bracket has no opening one of its kind.');
      } else if (token === '-' || token === '?') begun++;
    }
    if (open.length > limits.depth || (open.length === 0 && begun > limits.depth)) {
      return describeDepth(place, limits.depth);
    }
    if (token.includes('\n')) {
      at += countLineEnds(token);
      begun = 0;
    }
  }
  return null;
}

const IN_ROW = 'This value stands where none can: a colon, dash or quote is missing before it.';
const INDICATORS: ReadonlySet<string> = new Set([':', '-', '?', ',', '[', ']', '{', '}', '---', '...', CST.DOCUMENT]);

export interface YamlError {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
}

export interface ComposedYaml {
  /** Those that hold something: one, or the first of several. */
  readonly documents: readonly Document.Parsed[];
  /** In the order of the text, not more than `MOST_ERRORS`. */
  readonly errors: readonly YamlError[];
}

/** May throw what the library throws; `isStackOverflow` tells what is nested too deep. */
export function composeYaml(
  text: string,
  lines: LineCounter,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
): ComposedYaml {
  const errors: YamlError[] = [];
  const enough = new Error('Enough errors.');
  const composer = new Composer({
    ...options,
    lineCounter: lines,
    // Compares each key with every other; `repeatedKeys` does not.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  // The library would go on to the end: a second for every 60,000 errors, each of them with its stack.
  Object.assign(composer, {
    onError(source: ErrorSource, code: string, message: string, isWarning = false) {
      if (isWarning) return;
      // So the library calls everything that was thrown within it, also from here.
      if (code === 'RESOURCE_EXHAUSTION') throw errors.length >= MOST_ERRORS ? enough : new RangeError(message);
      errors.push({ code, message, offset: offsetOf(source) });
      if (errors.length >= MOST_ERRORS) throw enough;
    },
  });
  const documents: Document.Parsed[] = [];
  try {
    for (const document of composer.compose(untilErrors(new Parser(lines.addNewLine).parse(text)))) {
      errors.push(...document.errors.map(({ code, message, pos }) => ({ code, message, offset: pos[0] })));
      if (document.contents !== null) documents.push(document);
      if (errors.length > 0 || documents.length > 1) break;
    }
    const { errors: loose } = composer.streamInfo();
    errors.push(...loose.map(({ code, message, pos }) => ({ code, message, offset: pos[0] })));
  } catch (error) {
    if (error !== enough) throw error;
  }
  return { documents, errors: errors.sort((a, b) => a.offset - b.offset).slice(0, MOST_ERRORS) };
}

/** Firefox has an error of its own for it. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'InternalError');
}

type ErrorSource = number | readonly number[] | { readonly offset: number };

function offsetOf(source: ErrorSource): number {
  if (typeof source === 'number') return source;
  return 'offset' in source ? source.offset : (source[0] ?? 0);
}

function* untilErrors(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  let errors = 0;
  for (const token of tokens) {
    if (token.type === 'error' && ++errors > MOST_ERRORS) return;
    yield token;
  }
}

/** Keys that stand in a map once more; merge keys may. */
export function repeatedKeys(map: YAMLMap): readonly { readonly key: Scalar; readonly text: string }[] {
  const seen = new Set<string>();
  return map.items.flatMap((pair) => {
    const text = keyText(pair);
    if (text === null || text === '<<' || seen.size < seen.add(text).size) return [];
    return [{ key: pair.key as Scalar, text }];
  });
}

export function keyText({ key }: Pair<unknown, unknown>): string | null {
  // Keys that an edit added are plain texts; YAML 1.1 has a symbol for the merge key.
  if (!isScalar(key)) return typeof key === 'string' ? key : null;
  return typeof key.value === 'symbol' ? '<<' : String(key.value);
}

export function describeDepth(place: Place, depth: number): Issue {
  return refusal('yaml-too-deep', place, `This YAML is nested more than ${depth} levels deep.`);
}

export function refusal(code: string, place: Place, message: string, found = ''): Issue {
  const shown = excerpt(found);
  return issue('error', code, place, message, { ...(shown === '' ? {} : { found: shown }), done: NOTHING_READ });
}

export function refuse(code: string, place: Place, message: string, found = ''): Result<never> {
  return failure(refusal(code, place, message, found));
}

/** Of the library's message, what fits a line. */
export function sentence(message: string): string {
  const [first = ''] = message.split('\n');
  const text = excerpt(first, 160);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** @param line where the text begins in its file */
export function makePlaceAt(lines: LineCounter, line = 1): (offset: number) => Place {
  return (offset) => {
    const at = lines.linePos(offset);
    return { kind: 'line', line: line - 1 + Math.max(1, at.line), column: Math.max(1, at.col) };
  };
}

export function countLineEnds(text: string): number {
  let ends = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends++;
  return ends;
}
