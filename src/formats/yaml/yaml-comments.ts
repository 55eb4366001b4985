/** Comments of a YAML file that was written anew, put back to the column in which they stood. */
import { Lexer } from 'yaml';

interface Comment {
  /** From `#` to the end of the line. */
  readonly text: string;
  /** What stands between it and what is before it: spaces, and where it stands alone, blank lines. */
  readonly gap: string;
  /** Of the gap, and of the comment. */
  readonly start: number;
  readonly at: number;
  /** Nothing but spaces stands before it in its line. */
  readonly isAlone: boolean;
  /** The gap begins a line, as below a text of several lines. */
  readonly beginsLine: boolean;
}

/** Marks that the lexer puts between tokens, and that are not in the text. */
const DOCUMENT = '\u0002';
const FLOW_ERROR = '\u0018';
const SCALAR = '\u001f';

/**
 * The writer aligns comments with what follows them; people align them with what they mean. Each is looked for in the
 * original from where the last one was found.
 * @param original with LF line ends and without a byte order mark, as `written`
 */
export function realignComments(written: string, original: string): string {
  const before = lex(original).comments;
  const places = new Map<string, number[]>();
  before.forEach(({ text }, index) => {
    const known = places.get(text);
    if (known === undefined) places.set(text, [index]);
    else known.push(index);
  });
  let at = 0;
  let done = 0;
  const pieces: string[] = [];
  for (const comment of lex(written).comments) {
    const found = places.get(comment.text)?.find((index) => index >= at);
    const stood = found === undefined ? undefined : before[found];
    if (found === undefined || stood === undefined) continue;
    at = found + 1;
    // One that stood beside something stays where that is now.
    if (comment.isAlone && !stood.isAlone) continue;
    // The writer puts one that stood further right than its neighbours behind the line above.
    const isBroken = stood.isAlone && !comment.beginsLine;
    pieces.push(written.slice(done, comment.start), isBroken ? `\n${stood.gap}` : stood.gap);
    done = comment.at;
  }
  const aligned = `${pieces.join('')}${written.slice(done)}`;
  // Below a text of several lines, a comment that moves to the right would become part of it.
  return lex(aligned).content === lex(written).content ? aligned : written;
}

/** The comments, and all else as one text: alike where two files say the same in the same way. */
function lex(text: string): { readonly comments: readonly Comment[]; readonly content: string } {
  const comments: Comment[] = [];
  const content: string[] = [];
  let offset = 0;
  let last = '\n';
  let gap = '';
  for (const token of new Lexer().lex(text)) {
    if (token === DOCUMENT || token === FLOW_ERROR || token === SCALAR) {
      content.push(token);
      last = token;
      continue;
    }
    if (last !== SCALAR && token.startsWith('#')) {
      const start = offset - gap.length;
      const beginsLine = start === 0 || text[start - 1] === '\n';
      const isAlone = beginsLine || gap.includes('\n');
      const below = isAlone && !beginsLine ? gap.slice(gap.indexOf('\n') + 1) : gap;
      comments.push({ text: token.trimEnd(), gap: below, start, at: offset, isAlone, beginsLine });
      gap = '';
    } else if (last !== SCALAR && /^[ \t\n]+$/.test(token)) {
      gap += token;
    } else {
      gap = '';
      content.push(token);
    }
    offset += token.length;
    last = token;
  }
  return { comments, content: content.join('\n') };
}
