/** What of a sentence counts when it is compared with ATT&CK's prose: stems of words, and pairs of neighbours. */

export interface Term {
  readonly key: string;
  /** Where its words stand in the text. */
  readonly start: number;
  readonly end: number;
}

const WORD = /[a-z0-9]+(?:[._-][a-z0-9]+)*/gi;

export function listTerms(text: string, stemOf: (word: string) => string = stem): readonly Term[] {
  const terms: Term[] = [];
  let before: Term | null = null;
  for (const found of text.matchAll(WORD)) {
    const word = found[0].toLowerCase();
    const [start, end] = [found.index, found.index + word.length];
    // "with a scheduled task" and "scheduled tasks": words without weight do not part neighbours; figures do.
    if (STOP_WORDS.has(word)) continue;
    if (/^[\d._-]+$/.test(word) || word.length > 40) {
      before = null;
      continue;
    }
    const term: Term = { key: stemOf(word), start, end };
    terms.push(term);
    if (/[._-]/.test(word)) {
      for (const part of word.split(/[._-]/)) {
        if (part.length > 1 && !STOP_WORDS.has(part)) terms.push({ key: stemOf(part), start, end });
      }
    }
    if (before !== null) terms.push({ key: `${before.key} ${term.key}`, start: before.start, end });
    before = term;
  }
  return terms;
}

const ENDINGS = ['ation', 'ition', 'ing', 'ion', 'ed', 'er', 'or', 'ment', 'ate', 'e'];

/** Remembers what it has cut: a release's prose has half a million words, and one in fifty is new. */
export function makeStemmer(): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const cut = stem(word);
    known.set(word, cut);
    return cut;
  };
}

/** Cuts the endings of English off, roughly: "encrypted", "encryption" and "encrypts" meet. */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  let cut = word;
  if (cut.length > 4 && cut.endsWith('ies')) cut = `${cut.slice(0, -3)}y`;
  else if (cut.endsWith('sses')) cut = cut.slice(0, -2);
  else if (/[^suiS]s$/.test(cut)) cut = cut.slice(0, -1);
  const ending = ENDINGS.find((each) => cut.endsWith(each) && cut.length - each.length >= 4);
  if (ending !== undefined) cut = cut.slice(0, -ending.length);
  return cut.length > 4 && /([^ls\d])\1$/.test(cut) ? cut.slice(0, -1) : cut;
}

const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the of to in on at by for with from and or as is are was were be been being has have had it its this that these
  those which who whom their his her they them he she we our us you your also can could may might will would should into
  over under not no such using used use uses via than then so if when while after before during between through about
  against within each other more most some any all both only own same very just there here one two`.split(/\s+/),
);
