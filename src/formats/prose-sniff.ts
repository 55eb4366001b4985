/** Whether text is prose with sentences: a report, and no log, list of values, configuration, table or program. */

/** Enough lines to judge by. */
const JUDGED = 300;
const LONGEST_LINE = 4000;
const SENTENCE_WORDS = 5;
/** Of the signs, in lines that are prose. */
const PROSE_SHARE = 0.3;
/** Of the lines: as many of these, and it is what they are. */
const RECORD_SHARE = 0.5;
const NOTE_LINES = 5;
const FEWEST_HEADINGS = 2;
/** Of Markdown and AsciiDoc. */
const HEADING = /^(?:#{1,6}|={1,6})\s+\S.{0,150}$/;
const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;

const MOMENT =
  /^\W{0,3}(?:<\d{1,3}>)?\W{0,2}(?:\d{4}[-/.]\d\d[-/.]\d\d[T ,]+\d\d:\d\d|\d\d[-/.](?:\d\d|[A-Z][a-z]{2})[-/.]\d{2,4}[: ]\d\d:\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d|\d{10}(?:\.\d+)?\s|\d\d:\d\d:\d\d\b)/;
const ADDRESS_FIRST = /^(?:\d{1,3}\.){3}\d{1,3}\s+\S+\s+\S+\s+\[/;
const VALUE =
  /^\W*(?:[0-9a-f]{32,128}|(?:\d{1,3}(?:\[?\.\]?)){3}\d{1,3}(?:[:/]\d+)?|(?:h(?:tt|xx)ps?|ftp)\S*|[\w-]+(?:\[?\.\]?[\w-]+)+)\W*(?:[#;,|\t].*)?$/i;
const SETTING =
  /^\s*(?:[\w.$-]+\s*(?:=|:=|\+=)|[\w.-]+:(?:\s|$)|\[[\w .:-]+\]\s*$|-\s+[\w.-]+:\s|"[\w.-]+"\s*:|<\/?\w)/;
const PROGRAM =
  /(?:[;{}]|\)\s*:?|\\)\s*$|^\s*(?:import|from \S+ import|def|class|function|return|if\s*\(|for\s*\(|while\s*\(|else|elif|var|let|const|public|private|static|#include|#define|param\(|rule \w+|echo|sudo|set |export |alert \w+ )/;

/** From 0 to 1: the share of the text in sentences; 0 where it is something else that happens to have some. */
export function sniffProse(text: string): number {
  const start = text.replace(/^\uFEFF/, '');
  if (/^\s*(?:[[{]\s*["[{\]}]|<\?xml|<!doctype)/i.test(start)) return 0;
  const lines = start.split(/\r\n?|\n/);
  // Of a head, the last line may be cut.
  if (lines.length > 3) lines.pop();
  const judged = withoutFences(lines)
    .map((line) => line.slice(0, LONGEST_LINE).trim())
    .filter((line) => line !== '')
    .slice(0, JUDGED);
  if (judged.length === 0) return 0;
  const unmarked = judged.filter((line) => !/^(?:#{1,6}|={1,6}|[-*+>•|]|\d{1,3}[.)])\s/.test(line));
  const plain = unmarked.filter((line) => !isProse(line));
  const records = plain.filter((line) => SETTING.test(line) || PROGRAM.test(line)).length;
  if (unmarked.length > 3 && records >= RECORD_SHARE * unmarked.length) return 0;
  // Comments at the head of a list or a configuration are sentences as well.
  const told = judged.filter((line) => isProse(line) && !/^(?:#|\/\/|;|--\s|\/\*)/.test(line));
  // A few words that somebody pasted need not be a whole sentence.
  const isNote = judged.length <= NOTE_LINES && told.length > 0;
  if (!isNote && !told.some(hasSentence)) return isNamingTechniques(judged) ? 1 : 0;
  const all = judged.reduce((sum, { length }) => sum + length, 0);
  const share = told.reduce((sum, { length }) => sum + length, 0) / all;
  // A document that is mostly tables of indicators: it has headings, and says at least what they are.
  if (judged.filter((line) => HEADING.test(line)).length >= FEWEST_HEADINGS) return Math.max(share, PROSE_SHARE);
  for (const pattern of [MOMENT, ADDRESS_FIRST, VALUE]) if (shareOf(judged, pattern) >= RECORD_SHARE) return 0;
  if (isTabular(plain)) return 0;
  return share >= PROSE_SHARE ? share : 0;
}

/** "Used T1059.001 and Mimikatz" */
function isNamingTechniques(lines: readonly string[]): boolean {
  if (lines.length > NOTE_LINES) return false;
  return lines.some(
    (line) =>
      /\bT\d{4}(?:\.\d{3})?\b/.test(line) && (line.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3 && !/[,;\t|]/.test(line),
  );
}

function isProse(line: string): boolean {
  if ((line.match(CJK)?.length ?? 0) >= 12) return true;
  const tokens = line.split(/\s+/);
  const words = tokens.filter((token) => /^["'“”‘’(*_[]*\p{L}[\p{L}’'-]*[\])*_,;:.!?"'“”‘’…]*$/u.test(token));
  return words.length >= SENTENCE_WORDS && words.length >= tokens.length * 0.55 && /\p{Ll}/u.test(line);
}

/** Ends as sentences do, or is so long that only a sentence is. */
function hasSentence(line: string): boolean {
  return isProse(line) && (/[.!?。！？…][)"'”’\]*_]*(?:\s|$)/u.test(line) || line.split(/\s+/).length >= 9);
}

/** The same number of cells, line by line. */
function isTabular(lines: readonly string[]): boolean {
  if (lines.length < 4) return false;
  return ['\t', ';', ',', '|'].some((mark) => {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const cells = line.split(mark).length;
      if (cells > 2) counts.set(cells, (counts.get(cells) ?? 0) + 1);
    }
    return Math.max(0, ...counts.values()) >= lines.length * 0.8 && lines.every((line) => !/^\|.*\|$/.test(line));
  });
}

const shareOf = (lines: readonly string[], pattern: RegExp): number =>
  lines.filter((line) => pattern.test(line)).length / lines.length;

/** Programs and logs that a report quotes. */
function withoutFences(lines: readonly string[]): readonly string[] {
  let isFenced = false;
  const outside = lines.filter((line) => {
    const isMark = /^\s*(?:```|~~~|-{4,}\s*$)/.test(line);
    if (isMark && !/^\s*-/.test(line)) isFenced = !isFenced;
    return !isFenced && !isMark;
  });
  return outside.length > 0 ? outside : lines;
}
