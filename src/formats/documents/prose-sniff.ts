/** Whether text is prose with sentences: a report, and no log, list of values, configuration, table or program. */
import { guessDelimiter, makeDelimitedReader } from '../delimited-text';
import { isEventText, isLog } from './log-sniff';

/** Enough lines to judge by. */
const JUDGED = 300;
const LONGEST_LINE = 4000;
const LONG_LINE = 300;
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

const VALUE =
  /^\W*(?:[0-9a-f]{32,128}|(?:\d{1,3}(?:\[?\.\]?)){3}\d{1,3}(?:[:/]\d+)?|(?:h(?:tt|xx)ps?|ftp)\S*|[\w-]+(?:\[?\.\]?[\w-]+)+)\W*(?:[#;,|\t].*)?$/i;
const SETTING =
  /^\s*(?:[\w.$-]+\s*(?:=|:=|\+=)|[\w.-]+:(?:\s|$)|\[[\w .:-]+\]\s*$|-\s+[\w.-]+:\s|"[\w.-]+"\s*:|<\/?\w)/;
const PROGRAM =
  /(?:[;{}]|\)\s*:?|\\)\s*$|^\s*(?:import|from \S+ import|def|class|function|return|if\s*\(|for\s*\(|while\s*\(|else|elif|var|let|const|public|private|static|#include|#define|param\(|rule \w+|echo|sudo|set |export |alert \w+ )/;

/** From 0 to 1: the share of the text in sentences; 0 where it is something else that happens to have some. */
export function sniffProse(text: string): number {
  const start = withoutFrontMatter(text.replace(/^\uFEFF/, ''));
  if (/^\s*(?:[[{]\s*["[{\]}]|<\?xml|<!doctype)/i.test(start) || isEventText(start)) return 0;
  const lines = start.split(/\r\n?|\n/);
  // Of a head, the last line may be cut.
  if (lines.length > 3) lines.pop();
  const judged = withoutFences(lines)
    .map((line) => line.slice(0, LONGEST_LINE).trim())
    .filter((line) => line !== '')
    .slice(0, JUDGED);
  if (judged.length === 0) return 0;
  if (isLog(judged, isSentence)) return 0;
  if (isListOfTechniques(judged)) return 1;
  if (isTable(start)) return 0;
  const unmarked = judged.filter((line) => !/^(?:#{1,6}|={1,6}|[-*+>•|]|\d{1,3}[.)])\s/.test(line));
  const plain = unmarked.filter((line) => !isSentence(line));
  const records = plain.filter((line) => SETTING.test(line) || PROGRAM.test(line)).length;
  if (unmarked.length > 3 && records >= RECORD_SHARE * unmarked.length) return 0;
  // Comments at the head of a list or a configuration are sentences as well.
  const pieces = judged.flatMap((line) => (isSentence(line) ? [line] : cutSentences(line)));
  const told = pieces.filter((line) => isSentence(line) && !/^(?:#|\/\/|;|--\s|\/\*)/.test(line));
  // A few words that somebody pasted need not be a whole sentence.
  const isNote = judged.length <= NOTE_LINES && told.length > 0;
  if (!isNote && !told.some(hasSentence)) return isNoteOfTechniques(judged) ? 1 : 0;
  const all = judged.reduce((sum, { length }) => sum + length, 0);
  const share = told.reduce((sum, { length }) => sum + length, 0) / all;
  // A document that is mostly tables of indicators: it has headings, and says at least what they are.
  if (judged.filter((line) => HEADING.test(line)).length >= FEWEST_HEADINGS) return Math.max(share, PROSE_SHARE);
  if (shareOf(judged, VALUE) >= RECORD_SHARE) return 0;
  if (isTabular(plain)) return 0;
  return share >= PROSE_SHARE ? share : 0;
}

const TECHNIQUE = /\bT\d{4}(?:\.\d{3})?\b/;

/** "Used T1059.001 and Mimikatz" */
function isNoteOfTechniques(lines: readonly string[]): boolean {
  const isNaming = (line: string) => TECHNIQUE.test(line) && !/[,;\t|]/.test(line);
  return (
    lines.length <= NOTE_LINES && lines.some((line) => isNaming(line) && (line.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3)
  );
}

/** By their ids, with a title above and between, or not. */
function isListOfTechniques(lines: readonly string[]): boolean {
  const naming = lines.filter((line) => TECHNIQUE.test(line));
  const listed = naming.filter((line) => LISTED.test(line)).length;
  const titles = lines.filter((line) => HEADING.test(line) || /^[\p{L}\p{N} ,’'&/()-]{1,80}:?$/u.test(line)).length;
  return listed > 0 && listed === naming.length && listed >= (lines.length - titles) * 0.8 && listed * 3 >= titles;
}

/** "- T1059.001 PowerShell", "* PowerShell (T1059.001)", "TTPs: T1059.001, T1047": without cells of a table. */
const LISTED =
  /^(?:(?:[-*+•>]|\d{1,3}[.)])\s{1,9})?(?:[\p{L} ]{2,40}:\s{1,3})?(?:[`*[(]{0,3}T\d{4}(?:\.\d{3})?[`*\])]{0,3}[,;]?\s{0,3}){1,60}(?:(?:[-–—:]\s{0,3})?[^,;\t|]{0,200})?$|^(?:(?:[-*+•>]|\d{1,3}[.)])\s{1,9})?[^,;\t|]{2,120}[\s(:[–—-]T\d{4}(?:\.\d{3})?[`*\])]{0,3}[.:]?$/u;

/** Of Markdown and AsciiDoc: rows between a line of hyphens and the next text, most of which name a technique. */
export function isTechniqueMarkdown(text: string): boolean {
  const rows: string[] = [];
  let isBelow = false;
  for (const line of text.split(/\r\n?|\n/)) {
    if (/^\|?\s*:?-{2,}:?\s*\|[\s|:-]*$/.test(line.trimStart())) isBelow = true;
    else if (/^\|={3,}\s*$/.test(line)) isBelow = !isBelow;
    else if (!line.includes('|')) isBelow = false;
    else if (isBelow) rows.push(line);
  }
  return rows.length > 0 && shareOf(rows, TECHNIQUE) >= RECORD_SHARE;
}

/** YAML or TOML between two lines, as makers of web sites put before Markdown; what follows is prose or not. */
function withoutFrontMatter(text: string): string {
  const found = /^(-{3}|\+{3})[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n\1[ \t]*\r?\n/.exec(text);
  return found === null || !/^[\w-]+\s{0,9}[:=]/m.test(found[2] ?? '') ? text : text.slice(found[0].length);
}

/** Rows as wide as a header of a few words, whatever sentences are in their cells. */
function isTable(text: string): boolean {
  const delimiter = guessDelimiter(text);
  const reader = makeDelimitedReader({ delimiter });
  const rows = reader.push(text).filter(({ blank }) => !blank);
  const [header, ...below] = rows.slice(0, JUDGED);
  const width = header?.cells.length ?? 0;
  if (header === undefined || width < 2 || below.length < 2 || !header.cells.every((cell) => isName(cell, width)))
    return false;
  // "Threat Weekly, issue 12": people put a space after a comma, and programs none.
  if (delimiter === ',' && header.cells.slice(1).every((cell) => cell.startsWith(' '))) return false;
  return below.filter(({ cells }) => cells.length === width).length >= below.length * ALIKE_SHARE;
}

const ALIKE_SHARE = 0.8;
/** A header has a few words, and nothing that ends as a sentence does. */
function isName(cell: string, width: number): boolean {
  const words = cell.trim().split(/\s+/).length;
  return /^[^.!?]{0,60}$/.test(cell.trim()) && words <= (width > 2 ? 8 : 4);
}

/** A paragraph on one line, in which some sentences are full of values. */
function cutSentences(line: string): readonly string[] {
  return line.length > LONG_LINE ? line.split(/(?<=[.!?])\s+(?=\p{Lu})/u) : [line];
}

export function isSentence(line: string): boolean {
  if ((line.match(CJK)?.length ?? 0) >= 12) return true;
  const tokens = line.split(/\s+/);
  const words = tokens.filter((token) => /^["'“”‘’(*_[]*\p{L}[\p{L}’'-]*[\])*_,;:.!?"'“”‘’…]*$/u.test(token));
  return words.length >= SENTENCE_WORDS && words.length >= tokens.length * 0.55 && /\p{Ll}/u.test(line);
}

/** Ends as sentences do, or is so long that only a sentence is. */
function hasSentence(line: string): boolean {
  return isSentence(line) && (/[.!?。！？…][)"'”’\]*_]*(?:\s|$)/u.test(line) || line.split(/\s+/).length >= 9);
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
