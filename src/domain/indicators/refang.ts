/** Values in reports are written so that nobody clicks them: `hxxp://evil[.]example`. This undoes it, and keeps the place. */

export interface Refanged {
  readonly text: string;
  /** Offset in the text as written, of an offset in `text`. */
  readonly toWritten: (offset: number) => number;
  /** Something in the range was written so that it cannot be clicked. */
  readonly isDefanged: (start: number, end: number) => boolean;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly writtenStart: number;
  readonly writtenEnd: number;
  /** Else it was only cleaned: an invisible character, a backslash of Markdown. */
  readonly isDefang: boolean;
}

/** One way of defanging. Each pattern begins with a plain character, so that the search runs through other text quickly. */
interface Rule {
  readonly pattern: RegExp;
  /** `null`: it is none after all. An empty text leaves out what was found. */
  readonly decode: (found: string, text: string, at: number) => string | null;
  /** Else it was only cleaned: an invisible character, a backslash of Markdown. */
  readonly isDefang: boolean;
  /** Spaces on both sides of what was found are part of it. */
  readonly isSpaced?: boolean;
}

const OPEN = '[\\[({]{1,2}';
const CLOSE = '[\\])}]{1,2}';
/** How far around a word one looks for what it is part of. */
const WINDOW = 120;

const RULES: readonly Rule[] = [
  { pattern: /[\u200b-\u200d\u2060\ufeff\u00ad]+/g, decode: () => '', isDefang: false },
  {
    pattern: /[\u3002\uff0e\uff61\u2024]/g,
    decode: (_, text, at) => (isJoint(text, at, 1) ? '.' : null),
    isDefang: false,
  },
  {
    pattern: /(?:h(?:xx|tx|xt|tt|\*\*|__|##|\[tt\]|\(tt\))p|fxp|meow|ttp)(?:s|\[s\]|\(s\))?(?=[[({]?:|\[\/)/gi,
    decode: (found, text, at) => (/[a-z\d]/i.test(text[at - 1] ?? '') ? null : nameScheme(found)),
    isDefang: true,
  },
  {
    pattern: new RegExp(`${OPEN}(?::(?://|\\\\\\\\)${CLOSE}|:${CLOSE}(?://)?|/{1,2}${CLOSE})`, 'g'),
    decode: (found) => (found.includes(':') ? (/[/\\]/.test(found) ? '://' : ':') : found.replace(/[^/]/g, '')),
    isDefang: true,
  },
  {
    pattern: /:\\\\/g,
    decode: (_, text, at) => (/https?$/i.test(text.slice(Math.max(0, at - 5), at)) ? '://' : null),
    isDefang: true,
  },
  {
    pattern: new RegExp(`${OPEN} ?(?:\\.|dot|d0t|punkt) ?${CLOSE}`, 'gi'),
    decode: () => '.',
    isDefang: true,
    isSpaced: true,
  },
  {
    // "(at)" stands in prose as well: with spaces around it only before something with a dot.
    pattern: new RegExp(`${OPEN} ?(?:@|at|_at_) ?${CLOSE}`, 'gi'),
    decode: (found, text, at) => {
      const after = text.slice(at + found.length, at + found.length + WINDOW);
      return isWord(text[at - 1]) || DOTTED.test(after.trimStart()) ? '@' : null;
    },
    isDefang: true,
    isSpaced: true,
  },
  {
    pattern: /\[\.(?:[\w-]{1,63}\])?/g,
    decode: (found, text, at) =>
      isWord(text[at - 1]) && (found.endsWith(']') || isWord(text[at + found.length]))
        ? found.replace(/[[\]]/g, '')
        : null,
    isDefang: true,
  },
  {
    pattern: /\.(?:\]|\[[\w-]{2,24}\](?!\())/g,
    decode: (found, text, at) =>
      isWord(text[at - 1]) && (found.length > 2 || isWord(text[at + 2])) ? found.replace(/[[\]]/g, '') : null,
    isDefang: true,
  },
  // A bracket that was opened in the host and never closed.
  { pattern: /(?<=:\/\/)\[(?=[\w-]{1,63}\.[\w.-]{1,190}(?:[\s/:]|$))/g, decode: () => '', isDefang: true },
  {
    pattern: /\\\./g,
    decode: (_, text, at) => (isJoint(text, at, 2) && !isInPath(text, at) ? '.' : null),
    isDefang: true,
  },
  // Markdown's and JSON's own: `install\_flash.exe`, `http:\/\/`.
  {
    pattern: /\\[_/]/g,
    decode: (found, text, at) => (/[\w/:.-]/.test(text[at - 1] ?? '') && !isInPath(text, at) ? found.slice(1) : null),
    isDefang: false,
  },
  { pattern: /:\/\/[\w-]{1,63}(?:,[\w-]{1,63}){1,6}/g, decode: (found) => found.replaceAll(',', '.'), isDefang: true },
  { pattern: / (?:dot|at) /gi, decode: decodeWord, isDefang: true },
];

export function refang(written: string): Refanged {
  const edits: Edit[] = [];
  const pieces: string[] = [];
  let [from, length] = [0, 0];
  for (const { start: writtenStart, end: writtenEnd, plain, isDefang } of findEdits(written)) {
    const kept = written.slice(from, writtenStart);
    const start = length + kept.length;
    pieces.push(kept, plain);
    length = start + plain.length;
    from = writtenEnd;
    edits.push({ start, end: length, writtenStart, writtenEnd, isDefang });
  }
  pieces.push(written.slice(from));
  return {
    text: pieces.join(''),
    toWritten: (offset) => {
      const edit = edits[findLast(edits, offset)];
      if (edit === undefined) return offset;
      return offset < edit.end ? edit.writtenStart : edit.writtenEnd + offset - edit.end;
    },
    isDefanged: (start, end) => {
      for (let at = Math.max(findLast(edits, start), 0); at < edits.length; at++) {
        const edit = edits[at];
        if (edit === undefined || edit.start >= end) return false;
        if (edit.isDefang && edit.end > start) return true;
      }
      return false;
    },
  };
}

interface RawEdit {
  readonly start: number;
  readonly end: number;
  readonly plain: string;
  readonly isDefang: boolean;
}

/** In the order of the text, none over another. */
function findEdits(text: string): readonly RawEdit[] {
  const found: RawEdit[] = [];
  for (const { pattern, decode, isDefang, isSpaced = false } of RULES) {
    for (const { 0: written, index } of text.matchAll(pattern)) {
      const plain = decode(written, text, index);
      if (plain === null || plain === written) continue;
      let [start, end] = [index, index + written.length];
      if (isSpaced && text[start - 1] === ' ' && text[end] === ' ' && isWord(text[end + 1]))
        [start, end] = [start - 1, end + 1];
      found.push({ start, end, plain, isDefang });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let last = 0;
  return found.filter(({ start, end }) => {
    if (start < last) return false;
    last = end;
    return true;
  });
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}

function isJoint(text: string, at: number, length: number): boolean {
  return isWord(text[at - 1]) && isWord(text[at + length]);
}

/** Position of the last edit that starts at or before the offset; -1: none does. */
function findLast(edits: readonly Edit[], offset: number): number {
  let [low, high] = [0, edits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const DOTTED = /^[\w-]{1,63} ?(?:\.\w|[[({]{1,2} ?(?:\.|dot)| dot )/i;

function nameScheme(found: string): string {
  const isSecure = /s[\])]?$/i.test(found);
  // As written where it is: "HTTP://" is no defanged form.
  if (/^https?$/i.test(found)) return found;
  return `${/^f/i.test(found) ? 'ftp' : 'http'}${isSecure ? 's' : ''}`;
}

/** `C:\Users\.ssh` and `HKU\.DEFAULT` keep their backslashes; `evil\.example` does not. */
function isInPath(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - WINDOW), at);
  return /\\(?![._/])|^\W*(?:HK[A-Z]{1,2}|HKEY_[A-Z_]+)$/i.test(before.slice(before.search(/\S*$/)));
}

/** "user at evil dot example", "www dot evil dot example": not "the dot com years". */
function decodeWord(found: string, text: string, at: number): string | null {
  if (!isJoint(text, at, found.length)) return null;
  const after = text.slice(at + found.length, at + found.length + WINDOW);
  if (/at/i.test(found)) return /^[\w-]{1,63}(?: dot [\w-]{1,63}){1,6}(?![\w-])/i.test(after) ? '@' : null;
  const before = text.slice(Math.max(0, at - WINDOW), at);
  const [first = ''] = /[\w-]*$/.exec(before) ?? [];
  const lead = before.slice(0, before.length - first.length);
  const isChain = /(?:@| at | dot |[\w-]\.)$/i.test(lead) || /^[\w-]{1,63}(?: dot |\.\w)/i.test(after);
  return isChain || /[\d-]/.test(first) ? '.' : null;
}
