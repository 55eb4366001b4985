/** What reports of prose have in common, whatever file they come from: text with its sections, title, date, marking. */
import type { ReportFile, TextSection, TlpLevel } from '../../domain/threats/threat-report';

/** Text as it grows, part by part. */
export interface ReportText {
  /** Begins a section here, unless the one before has no text yet: then it takes its place. */
  section(label: string): void;
  /** A paragraph: it ends its line. */
  add(paragraph: string): void;
  /** Puts the end of the last paragraph and what follows it together: a sentence that goes on over the page. */
  reopen(): string;
  finish(): { readonly text: string; readonly sections: readonly TextSection[] };
}

export function makeReportText(): ReportText {
  const paragraphs: string[] = [];
  const sections: { start: number; label: string }[] = [];
  let length = 0;
  return {
    section(label) {
      const last = sections.at(-1);
      if (last?.start === length) sections.pop();
      sections.push({ start: length, label });
    },
    add(paragraph) {
      paragraphs.push(paragraph);
      length += paragraph.length + 1;
    },
    reopen() {
      const last = paragraphs.pop() ?? '';
      length -= last.length + 1;
      return last;
    },
    finish() {
      const text = paragraphs.join('\n');
      const inText = sections.filter(({ start }) => start < text.length);
      // The first stands at 0, also where text comes before the first heading.
      return {
        text,
        sections:
          inText[0] !== undefined && inText[0].start > 0 ? [{ start: 0, label: 'beginning' }, ...inText] : inText,
      };
    },
  };
}

interface ProseFacts {
  readonly name: string;
  readonly publisher: string;
  readonly published: string | null;
  readonly marking: TlpLevel | null;
}

export function makeProseReport(
  facts: ProseFacts,
  { text, sections }: { readonly text: string; readonly sections: readonly TextSection[] },
  counts: ReportFile['counts'],
): ReportFile {
  return {
    report: { ...facts, content: { text, sections, statements: [], subjects: [], observables: [], sightings: [] } },
    counts,
  };
}

/** Where a marking is looked for: a legend of all levels may stand further down. */
const MARKED_WITHIN = 3000;
const MARK = /\bTLP\s?[:\s-]\s?(RED|AMBER\s?\+\s?STRICT|AMBER|GREEN|WHITE|CLEAR)\b/gi;

/** Of a document that names one level only: what is named beside others is explained, not meant. */
export function findMarking(text: string): TlpLevel | null {
  const levels = new Set([...text.slice(0, MARKED_WITHIN).matchAll(MARK)].map(([, level = '']) => levelOf(level)));
  const [level] = levels;
  return levels.size === 1 && level !== undefined ? level : null;
}

function levelOf(word: string): TlpLevel {
  const level = word.toLowerCase().replace(/\s/g, '');
  return level === 'white' ? 'clear' : (level as TlpLevel);
}

/** Further down, other reports are cited. */
const STATED_WITHIN = 2000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `2026-11-24` of what documents write as a date; `null` where it is none, or may be the month as well as the day. */
export function readDate(written: string): string | null {
  const text = written.trim();
  const iso = /^(?:D:)?(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?!\d{2}[-/.])/.exec(text);
  if (iso !== null) return checkDate(iso[1], iso[2], iso[3]);
  const dayFirst = /(?:^|[\s,])(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b/.exec(text);
  if (dayFirst !== null) return checkDate(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /(?:^|\s)([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/.exec(text);
  return monthFirst === null ? null : checkDate(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
}

const STATED =
  /\b(?:date of (?:report|publication|issue)|(?:report|publication|release|issue) date|published(?: on)?|released(?: on)?)\s*[:\t ]\s*([^\n]{6,40})/gi;

/** "Date of Report: March 8, 2023", at the beginning of the text. */
export function findStatedDate(text: string): string | null {
  for (const [, words = ''] of text.slice(0, STATED_WITHIN).matchAll(STATED)) {
    const date = readDate(words);
    if (date !== null) return date;
  }
  return null;
}

const monthOf = (name = ''): string => String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);

function checkDate(year = '', month = '', day = ''): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (y < 1980 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31) return null;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A title that says something: not a file's name, not what a program writes by itself. */
export function plainTitle(title: string): string {
  const text = title
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/^Microsoft (?:Word|PowerPoint|Excel) - /i, '')
    .replace(/\.(?:docx?|pdf|pptx?|indd|rtf|html?|pages|odt)$/i, '')
    .trim();
  return /^(?:untitled|document\d*|title|about:blank|slide \d+|powerpoint presentation|\d+|.{200,})?$/i.test(text)
    ? ''
    : text;
}
