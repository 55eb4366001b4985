/**
 * Lines that were broken to fit a page, put together again. What must not change: ids ("T1059." / "001"), hashes, links and
 * defanged values; what should: words that were divided ("Com-" / "mand").
 */

/** Words that a document has elsewhere, in lower case: they tell whether a hyphen at a line's end belongs to the word. */
export type Vocabulary = ReadonlySet<string>;

const HASH_LENGTHS = new Set([32, 40, 56, 64, 96, 128]);
const MOST_WORDS = 200_000;

export function makeVocabulary(texts: Iterable<string>): Vocabulary {
  const words = new Set<string>();
  for (const text of texts) {
    // The last word may be half of one.
    for (const [word] of text.replace(/(?<!\S)\S+$/, '').matchAll(/\p{L}+(?:-\p{L}+)*/gu)) {
      if (words.size < MOST_WORDS) words.add(word.toLowerCase());
    }
  }
  return words;
}

/** What stands between two lines of one paragraph: nothing, a space, or nothing and the hyphen gone. */
export function joinLines(first: string, second: string, vocabulary: Vocabulary): string {
  const before = first.trimEnd();
  const after = second.trimStart();
  if (before === '' || after === '') return `${before}${after}`;
  if (before.endsWith('\u00ad')) return `${before.slice(0, -1)}${after}`;
  const last = /(?<!\S)\S+$/.exec(before)?.[0] ?? '';
  const next = /^\S+/.exec(after)?.[0] ?? '';
  if (continuesValue(last, next)) return `${before}${after}`;
  if (!/[-\u2010]$/.test(last)) return `${before} ${after}`;
  return joinDivided(before, after, last, next, vocabulary);
}

/** Whether a hash goes on in the next line, whatever the lines look like. */
export function continuesHash(first: string, second: string): boolean {
  const one = /(?:^|[^0-9a-z])([0-9a-f]{8,})$/i.exec(first.trimEnd())?.[1] ?? '';
  const other = /^([0-9a-f]{1,127})(?![0-9a-z])/i.exec(second.trimStart())?.[1] ?? '';
  return one !== '' && !HASH_LENGTHS.has(one.length) && HASH_LENGTHS.has(one.length + other.length);
}

/** A hash that was cut into several lines; `null`: they are no such lines. */
export function joinHash(lines: readonly string[]): string | null {
  const whole = lines.map((line) => line.trim().replace(/[-\u00ad\u2010]$/, '')).join('');
  return lines.length > 1 && HASH_LENGTHS.has(whole.length) && /^[0-9a-f]+$/i.test(whole) ? whole : null;
}

function continuesValue(last: string, next: string): boolean {
  if (/(?:^|\W)T\d{4}\.$/.test(last) && /^\d{3}(?!\d)/.test(next)) return true;
  if (/(?:^|\W)T\d{4}$/.test(last) && /^\.\d{3}(?!\d)/.test(next)) return true;
  if (continuesHash(last, next)) return true;
  if (/(?:\[\.\]|\(\.\)|\[:\]|\[dot\]|\[|:\/\/)$/i.test(last) || /^(?:\[\.\]|\(\.\)|\[:\]|\[dot\])/i.test(next))
    return true;
  if (/^[("'<[]*(?:h(?:tt|xx)ps?|ftp)(?::|\[:\])\/\//i.test(last)) {
    // A link that ends with its line ends as words do; one that was broken ends in the midst of it.
    return /[/=&?_%#-]$/.test(last) || (/[\w.]$/.test(last) && /^[/?&=#%]/.test(next));
  }
  return /^(?:[a-z]:\\|\\\\|hk(?:lm|cu|ey_)|%\w+%\\).*\\$/i.test(last) || (/^[\w.]+\/$/.test(last) && /^\w/.test(next));
}

function joinDivided(before: string, after: string, last: string, next: string, vocabulary: Vocabulary): string {
  const head = /(?<!\p{L})(\p{L}+(?:-\p{L}+)*)[-\u2010]$/u.exec(last)?.[1];
  const tail = /^\p{L}+/u.exec(next)?.[0];
  // " - " between words is a dash.
  if (/^[-\u2010]+$/.test(last)) return `${before} ${after}`;
  // Names with numbers (CVE-2021- / 44228) and compounds with capitals (Anti- / Virus) keep theirs.
  if (head === undefined || tail === undefined || /[\d_./\\@]/.test(last) || !/^\p{Ll}/u.test(tail))
    return `${before}${after}`;
  if (/^(?:and|or|und|oder|et|ou|to)$/i.test(next)) return `${before} ${after}`;
  const whole = `${head}${tail}`.toLowerCase();
  const compound = `${head}-${tail}`.toLowerCase();
  const without = `${before.slice(0, -1)}${after}`;
  if (vocabulary.has(whole)) return without;
  if (vocabulary.has(compound)) return `${before}${after}`;
  const simple = head.split('-').at(-1)?.toLowerCase() ?? '';
  const areWords = simple.length > 2 && tail.length > 2 && vocabulary.has(simple) && vocabulary.has(tail.toLowerCase());
  return areWords ? `${before}${after}` : without;
}

/** Typographic signs that stand for others: ligatures, soft hyphens, spaces of all widths, zero-width signs. */
export function plainSigns(text: string): string {
  return text
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    .replace(/[\u00ad\u200b\u200c\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ');
}
