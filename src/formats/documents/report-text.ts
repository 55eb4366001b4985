/** Reports as text: Markdown, AsciiDoc, or as somebody typed or pasted them. */
import { excerpt, failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import { PASTED_TEXT } from '../../domain/threats/pasted-text';
import type { ReportFile } from '../../domain/threats/threat-report';
import { joinLines, makeVocabulary, plainSigns } from './joined-lines';
import { type MarkupLine, readMarkupLines, tellMarkup } from './markup-lines';
import { findMarking, makeProseReport, makeReportText, plainTitle, readDate } from './report-parts';

/** Lines that were broken to a width are at least so long, and at most. */
const BROKEN_FROM = 45;
const BROKEN_TO = 130;
const LONGEST_TITLE = 160;
/** Lines at the beginning among which a date may stand alone. */
const DATED_WITHIN = 6;
const ITEM = /^\s*(?:[•*+–-]|\(?\d{1,3}[.)]|>)\s/;

export function readTextReport(text: string, fileName: string): Result<ReportFile> {
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n');
  const { matter, body } = splitFrontMatter(whole);
  const markup = tellMarkup(body);
  const attributes = markup === 'asciidoc' ? readAsciidocHead(body) : new Map<string, string>();
  const paragraphs = joinBroken(readMarkupLines(body, markup)).filter((line) => line.text.trim() !== '');
  const lines = [
    ...matter.rest.map((line): MarkupLine => ({ text: line, heading: null, isVerbatim: true })),
    ...paragraphs,
  ];
  if (lines.length === 0) {
    return failure(
      issue('error', 'text-empty', WHOLE_FILE, 'There is no text in this file.', { done: 'Nothing was read.' }),
    );
  }
  const report = makeReportText();
  for (const line of lines) {
    const plain = plainSigns(line.text);
    if (line.heading !== null) report.section(excerpt(plain, 120));
    report.add(plain);
  }
  const written = report.finish();
  const dates = [
    matter.values.get('date'),
    matter.values.get('published'),
    attributes.get('revdate'),
    ...loneDates(paragraphs),
  ];
  return success(
    makeProseReport(
      {
        name: excerpt(plainTitle(matter.values.get('title') ?? '') || findTitle(paragraphs, fileName), 300),
        publisher: excerpt(
          matter.values.get('publisher') ??
            attributes.get('organization') ??
            matter.values.get('author') ??
            attributes.get('author') ??
            '',
          200,
        ),
        published: dates.map((date) => readDate(date ?? '')).find((date) => date !== null) ?? null,
        marking: findMarking(written.text),
      },
      written,
      { unit: 'paragraphs', read: lines.length, kept: lines.length, reported: 0 },
    ),
  );
}

/** YAML or TOML between two lines, as makers of web sites put before Markdown: title and date are taken, the rest is text. */
function splitFrontMatter(text: string) {
  const values = new Map<string, string>();
  const none = { matter: { values, rest: [] as readonly string[] }, body: text };
  const found = /^(-{3}|\+{3})[ \t]*\n([\s\S]{0,20000}?)\n\1[ \t]*(?:\n|$)/.exec(text);
  if (found === null || !/^[\w-]+\s*[:=]/m.test(found[2] ?? '')) return none;
  const rest: string[] = [];
  for (const line of (found[2] ?? '').split('\n')) {
    const [, name = '', value = ''] = /^([\w-]+)\s*[:=]\s*(.*?)\s*$/.exec(line) ?? [];
    const plain = value.replace(/^(["'])(.*)\1$/, '$2').replace(/^\[(.*)\]$/, '$1');
    if (/^(?:title|date|published|publisher|author)$/i.test(name) && plain !== '')
      values.set(name.toLowerCase(), plain);
    else if (
      line.trim() !== '' &&
      !/^(?:layout|permalink|slug|draft|weight|image|thumbnail|comments|toc|sidebar|nav_order)$/i.test(name)
    )
      rest.push(line.trim());
  }
  return { matter: { values, rest }, body: text.slice(found[0].length) };
}

function readAsciidocHead(text: string): ReadonlyMap<string, string> {
  const head = text.slice(0, 5000).split(/\n\s*\n/, 1)[0] ?? '';
  return new Map(
    [...head.matchAll(/^:([\w-]+):[ \t]+(.+)$/gm)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.trim(),
    ]),
  );
}

/** Lines broken to a width, in which a sentence goes on. */
function joinBroken(lines: readonly MarkupLine[]): readonly MarkupLine[] {
  const vocabulary = makeVocabulary(lines.map(({ text }) => text));
  const joined: MarkupLine[] = [];
  let above: MarkupLine | undefined;
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && above !== undefined && goesOn(above, line)) {
      joined[joined.length - 1] = { ...last, text: joinLines(last.text, line.text, vocabulary) };
    } else joined.push(line);
    above = line;
  }
  return joined;
}

function goesOn(above: MarkupLine, line: MarkupLine): boolean {
  if (above.isVerbatim || line.isVerbatim || above.heading !== null || line.heading !== null) return false;
  const before = above.text.trimEnd();
  if (/\bT\d{4}\.$/.test(before) && /^\s*\d{3}\b/.test(line.text)) return true;
  if (before.length < BROKEN_FROM || before.length > BROKEN_TO || line.text.trim() === '' || ITEM.test(line.text))
    return false;
  if (line.text.includes('\t') || before.includes('\t') || /[.!?:;…|]["'”’)\]]*$/.test(before)) return false;
  return (
    /^\s*[\p{Ll}\p{N}("'“‘]/u.test(line.text) ||
    /[,-]$/.test(before) ||
    /\b(?:the|a|an|of|to|and|in|by|with|for|from|on|as|that)$/i.test(before)
  );
}

function findTitle(lines: readonly MarkupLine[], fileName: string): string {
  const main = lines.slice(0, 20).find((line) => line.heading === 1);
  if (main !== undefined) return plainTitle(main.text);
  const [line, ...others] = lines;
  const first = line?.text.trim() ?? '';
  const isTitle =
    others.length > 1 &&
    first.length <= LONGEST_TITLE &&
    !/[.:;,]$/.test(first) &&
    /\s/.test(first) &&
    !first.startsWith('•');
  // A first line of text that has no file is better than "pasted".
  if (isTitle || (fileName === PASTED_TEXT && first !== '')) return excerpt(plainTitle(first), LONGEST_TITLE);
  return plainTitle(lines.slice(0, 5).find(({ heading }) => heading !== null)?.text ?? '');
}

/** "September 29, 2021" on a line of its own below the title. */
function loneDates(lines: readonly MarkupLine[]): readonly string[] {
  return lines
    .slice(0, DATED_WITHIN)
    .map(({ text }) => text.trim().replace(/^(?:published|posted|date|updated|last updated)(?: on)?:?\s*/i, ''))
    .filter((text) => text.length <= 40 && /\d{4}/.test(text));
}
