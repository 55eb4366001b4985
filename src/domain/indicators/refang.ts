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

const OPEN = '[\\[({]{1,2}';
const CLOSE = '[\\])}]{1,2}';

/** Each alternative looks no further than a bounded number of characters: the whole is linear. */
const PARTS = {
  invisible: '[\\u200b-\\u200d\\u2060\\ufeff\\u00ad]',
  scheme:
    '(?<![a-z0-9])(?:h(?:xx|tx|xt|tt|\\*\\*|__|##|\\[tt\\]|\\(tt\\))p|fxp|meow|ttp)(?:s|\\[s\\]|\\(s\\))?' +
    '(?=[\\[({]?:|\\[/)',
  slashes: `${OPEN}:(?://|\\\\\\\\)${CLOSE}|${OPEN}:${CLOSE}(?://)?|(?<=https?):\\\\\\\\|${OPEN}/{1,2}${CLOSE}`,
  at: `(?<=\\w)(?: ?${OPEN} ?(?:@|at|_at_) ?${CLOSE} ?)(?=[\\w-])`,
  dot: `(?: (?=${OPEN} ?(?:\\.|dot) ?${CLOSE} ))?${OPEN} ?(?:\\.|dot|d0t|punkt) ?${CLOSE}(?:(?<= ${OPEN} ?(?:\\.|dot) ?${CLOSE}) )?`,
  half: '(?<=[\\w-])\\[\\.(?:[\\w-]{1,63}\\])?(?=[\\w-]|(?<=\\]))|(?<=[\\w-])\\.\\](?=[\\w-])|(?<=\\w)\\.\\[[\\w-]{2,24}\\](?!\\()',
  wide: '(?<=[\\w-])[\\u3002\\uff0e\\uff61\\u2024](?=[\\w-])',
  escaped: '(?<=[\\w/-])\\\\[._](?=[\\w-])|(?<=[\\w/:.-])\\\\/',
  bracket: '(?<=://)\\[(?=[\\w-]{1,63}\\.[\\w.-]{1,190}(?:[\\s/:]|$))',
  comma: '(?<=://[\\w-]{1,63}(?:,[\\w-]{1,63}){0,5}),(?=[\\w-])',
  word: '(?<=[\\w-]) (?:dot|at) (?=[\\w-])',
};
type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as readonly Part[];
const DEFANGED = new RegExp(NAMES.map((name) => `(?<${name}>${PARTS[name]})`).join('|'), 'gi');
/** How far around a word one looks for what it is part of. */
const WINDOW = 120;

export function refang(written: string): Refanged {
  const edits: Edit[] = [];
  const pieces: string[] = [];
  let [from, length] = [0, 0];
  for (const match of written.matchAll(DEFANGED)) {
    const [found] = match;
    const part = NAMES.find((name) => match.groups?.[name] !== undefined);
    const plain = part === undefined ? null : decode(part, found, written, match.index);
    if (plain === null || plain === found) continue;
    const kept = written.slice(from, match.index);
    const start = length + kept.length;
    pieces.push(kept, plain);
    length = start + plain.length;
    from = match.index + found.length;
    const isDefang = part !== 'invisible' && part !== 'wide' && !/^\\[_/]$/.test(found);
    edits.push({ start, end: length, writtenStart: match.index, writtenEnd: from, isDefang });
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

function decode(part: Part, found: string, text: string, at: number): string | null {
  switch (part) {
    case 'invisible':
    case 'bracket':
      return '';
    case 'scheme':
      return nameScheme(found);
    case 'slashes':
      if (found.includes(':')) return /[/\\]/.test(found) ? '://' : ':';
      return found.replace(/[^/]/g, '');
    case 'at':
      // "(at)" stands in prose as well: with spaces around it only before something with a dot.
      return / /.test(found[0] ?? '') && !DOTTED.test(text.slice(at + found.length, at + WINDOW)) ? null : '@';
    case 'half':
      return found.replace(/[[\]]/g, '');
    case 'escaped':
      return isInPath(text, at) ? null : found.slice(1);
    case 'word':
      return decodeWord(found.trim().toLowerCase(), text, at, found.length);
    case 'dot':
    case 'wide':
    case 'comma':
      return '.';
  }
}

const DOTTED = /^[\w-]{1,63} ?(?:\.\w|[[({]{1,2} ?(?:\.|dot)| dot )/i;

function nameScheme(found: string): string {
  const isSecure = /s[\])]?$/i.test(found);
  // As written where it is: "HTTP://" is no defanged form.
  if (/^https?$/i.test(found)) return found;
  return `${/^f/i.test(found) ? 'ftp' : 'http'}${isSecure ? 's' : ''}`;
}

/** `C:\Users\.ssh` keeps its backslashes; `evil\.example` does not. */
function isInPath(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - WINDOW), at);
  return /\\(?![._/])/.test(before.slice(before.search(/\S*$/)));
}

/** "user at evil dot example", "www dot evil dot example": not "the dot com years". */
function decodeWord(word: string, text: string, at: number, length: number): string | null {
  const before = text.slice(Math.max(0, at - WINDOW), at);
  const after = text.slice(at + length, at + length + WINDOW);
  if (word === 'at') return /^[\w-]{1,63}(?: dot [\w-]{1,63}){1,6}(?![\w-])/i.test(after) ? '@' : null;
  const [first = ''] = /[\w-]*$/.exec(before) ?? [];
  const lead = before.slice(0, before.length - first.length);
  const isChain = /(?:@| at | dot |[\w-]\.)$/i.test(lead) || /^[\w-]{1,63}(?: dot |\.\w)/i.test(after);
  return isChain || /[\d-]/.test(first) ? '.' : null;
}
