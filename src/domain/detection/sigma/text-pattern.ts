/** Texts of Sigma with their wildcards and escapes, and how they are held against a value: in time that grows with its length. */
import type { TextPattern, TextToken } from './rule-model';

/** What Windows takes for the start of an option, beside one another: hyphen, slash, en dash, em dash, bar. */
const DASHES = '-/–—―';

/**
 * `*` and `?` are wildcards; a backslash takes away the meaning of these two and of another backslash before them, and is
 * itself otherwise.
 */
export function readText(text: string): readonly TextToken[] {
  const tokens: TextToken[] = [];
  let literal = '';
  const close = () => {
    if (literal !== '') tokens.push({ kind: 'text', text: literal });
    literal = '';
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    const next = text.charAt(at + 1);
    if (letter === '\\' && next !== '' && '\\*?'.includes(next)) {
      literal += next;
      at++;
    } else if (letter === '*' || letter === '?') {
      close();
      tokens.push({ kind: letter === '*' ? 'many' : 'one' });
    } else literal += letter;
  }
  close();
  return joinMany(tokens);
}

/** One wildcard for any length beside another says no more. */
export function joinMany(tokens: readonly TextToken[]): readonly TextToken[] {
  return tokens.filter(({ kind }, at) => kind !== 'many' || tokens[at - 1]?.kind !== 'many');
}

/** Every stroke that stands where an option may begin (no letter before, one behind) becomes any of the five. */
export function anyDash(tokens: readonly TextToken[]): readonly TextToken[] {
  return tokens.flatMap((token): readonly TextToken[] => {
    if (token.kind !== 'text') return [token];
    const parts: TextToken[] = [];
    let literal = '';
    const letters = [...token.text];
    for (const [at, letter] of letters.entries()) {
      const isOption = DASHES.includes(letter) && !isWord(letters[at - 1]) && isWord(letters[at + 1]);
      if (!isOption) {
        literal += letter;
        continue;
      }
      if (literal !== '') parts.push({ kind: 'text', text: literal });
      literal = '';
      parts.push({ kind: 'dash' });
    }
    if (literal !== '') parts.push({ kind: 'text', text: literal });
    return parts;
  });
}

export function listDashes(): readonly string[] {
  return [...DASHES];
}

function isWord(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{N}_]/u.test(letter);
}

/** Case taken off, the same for a letter wherever it stands in a word. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

/** @param folded the value with its case taken off, which most patterns ask */
export type TextTest = (value: string, folded: string) => boolean;

export function compileText({ tokens, cased }: TextPattern): TextTest {
  const pieces: TextToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'many') pieces.push([]);
    else pieces.at(-1)?.push(cased || token.kind !== 'text' ? token : { kind: 'text', text: foldCase(token.text) });
  }
  const fast = compilePlain(pieces);
  const test = fast ?? ((text: string) => matchPieces(text, pieces));
  return cased ? (value) => test(value) : (_, folded) => test(folded);
}

/** Pieces of plain text alone, as nearly all are. */
function compilePlain(pieces: readonly (readonly TextToken[])[]): ((text: string) => boolean) | null {
  const texts: string[] = [];
  for (const piece of pieces) {
    const [first] = piece;
    if (piece.length > 1 || (first !== undefined && first.kind !== 'text')) return null;
    texts.push(first?.text ?? '');
  }
  const [first = '', second = '', third] = texts;
  if (texts.length === 1) return (text) => text === first;
  if (texts.length === 2) {
    if (first === '') return (text) => text.endsWith(second);
    if (second === '') return (text) => text.startsWith(first);
    const least = first.length + second.length;
    return (text) => text.length >= least && text.startsWith(first) && text.endsWith(second);
  }
  return texts.length === 3 && first === '' && third === '' ? (text) => text.includes(second) : null;
}

/** Each piece where it first fits: with wildcards of any length between, nothing is gained by a later place. */
function matchPieces(text: string, pieces: readonly (readonly TextToken[])[]): boolean {
  const last = pieces.length - 1;
  let at = 0;
  for (const [number, piece] of pieces.entries()) {
    const length = lengthOf(piece);
    if (number === 0) {
      if (!fitsAt(text, 0, piece)) return false;
      at = length;
      if (last === 0) return text.length === length;
    } else if (number === last) {
      const start = text.length - length;
      return start >= at && fitsAt(text, start, piece);
    } else {
      const found = findPiece(text, at, piece, length);
      if (found === -1) return false;
      at = found + length;
    }
  }
  return true;
}

function lengthOf(piece: readonly TextToken[]): number {
  return piece.reduce((sum, token) => sum + (token.kind === 'text' ? token.text.length : 1), 0);
}

function findPiece(text: string, from: number, piece: readonly TextToken[], length: number): number {
  const [only] = piece;
  if (piece.length === 1 && only?.kind === 'text') return text.indexOf(only.text, from);
  for (let at = from; at + length <= text.length; at++) if (fitsAt(text, at, piece)) return at;
  return -1;
}

function fitsAt(text: string, start: number, piece: readonly TextToken[]): boolean {
  let at = start;
  for (const token of piece) {
    if (token.kind === 'text') {
      if (!text.startsWith(token.text, at)) return false;
      at += token.text.length;
    } else {
      if (at >= text.length || (token.kind === 'dash' && !DASHES.includes(text.charAt(at)))) return false;
      at++;
    }
  }
  return at <= text.length;
}
