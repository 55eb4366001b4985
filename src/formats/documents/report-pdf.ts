/** Text of a PDF (ISO 32000), page by page. */
import { excerpt, failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { joinLines, makeVocabulary, type Vocabulary } from './joined-lines';
import { layOut } from './pdf-layout';
import { openPdf, type PdfDocument } from './pdf-library';
import { listParagraphs } from './pdf-paragraphs';
import { removeRunningTitles } from './pdf-running-titles';
import { makeSegments, type Segment } from './pdf-segments';
import { findMarking, findStatedDate, makeProseReport, makeReportText, plainTitle, readDate } from './report-parts';

/** A thousand pages of dense text are a few MB. */
const MOST_PAGES = 5000;
const MOST_CHARACTERS = 20_000_000;
/** Signs of text that a page with a picture of text may have all the same: a number, a stamp. */
const FEWEST_CHARACTERS = 12;
/** Hundreds of messages per second would keep the page busy drawing them. */
const TELL_EVERY_MS = 100;
/** Programs that print what a browser shows: their date is that of the printing. */
const PRINTING = /\b(?:skia|chrom|firefox|mozilla|safari|quartz|wkhtml|microsoft: print|cairo|headless)/i;

export async function readPdf(
  bytes: Uint8Array,
  onPage: (done: number, total: number) => void,
): Promise<Result<ReportFile>> {
  let open: Awaited<ReturnType<typeof openPdf>>;
  try {
    open = await openPdf(bytes.slice());
  } catch (error) {
    return failure(describeRefusal(error));
  }
  try {
    return await readDocument(open.document, onPage);
  } finally {
    await open.close().catch(() => undefined);
  }
}

async function readDocument(
  document: PdfDocument,
  onPage: (done: number, total: number) => void,
): Promise<Result<ReportFile>> {
  const total = document.numPages;
  const issues: Issue[] = [];
  const pages: (readonly Segment[])[] = [];
  const broken: number[] = [];
  const wanted = Math.min(total, MOST_PAGES);
  let characters = 0;
  let toldAt = 0;
  for (let number = 1; number <= wanted && characters < MOST_CHARACTERS; number++) {
    try {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      page.cleanup();
      const segments = makeSegments(items.filter((item) => 'str' in item));
      characters += segments.reduce((sum, { text }) => sum + text.length, 0);
      pages.push(segments);
    } catch {
      broken.push(number);
      pages.push([]);
    }
    if (number === wanted || performance.now() - toldAt > TELL_EVERY_MS) {
      toldAt = performance.now();
      onPage(number, total);
      await pause();
    }
  }
  const silent = pages.flatMap((segments, at) => (isSilent(segments) && !broken.includes(at + 1) ? [at + 1] : []));
  if (broken.length === total) return failure(damaged(`None of its ${total} pages can be read.`));
  if (silent.length + broken.length === pages.length) return failure(scanned(total));
  issues.push(...describePages(broken, silent, pages.length, total));
  const { pages: kept, titles } = removeRunningTitles(pages);
  const text = writeText(kept, makeVocabulary(kept.flatMap((segments) => segments.map((segment) => segment.text))));
  const facts = await readFacts(document);
  const left = broken.length + silent.length + total - pages.length;
  return success(
    makeProseReport(
      {
        ...facts,
        published: findStatedDate(text.text) ?? facts.published,
        marking: findMarking(`${titles.join('\n')}\n${text.text}`),
      },
      text,
      {
        unit: 'pages',
        read: total,
        kept: total - left,
        reported: left,
      },
    ),
    issues,
  );
}

function writeText(pages: readonly (readonly Segment[])[], vocabulary: Vocabulary) {
  const report = makeReportText();
  let before = '';
  pages.forEach((segments, at) => {
    const [first, ...rest] = listParagraphs(layOut(segments), vocabulary);
    if (first === undefined) return;
    if (goesOnOverPage(before, first)) {
      const start = report.reopen();
      const joined = joinLines(start, first, vocabulary);
      // The section begins with the first word on the new page; the words before it stay on the page before.
      report.add(joined);
    } else {
      report.section(`page ${at + 1}`);
      report.add(first);
    }
    if (rest.length > 0 && goesOnOverPage(before, first)) report.section(`page ${at + 1}`);
    for (const paragraph of rest) report.add(paragraph);
    before = rest.at(-1) ?? first;
  });
  return report.finish();
}

const goesOnOverPage = (before: string, first: string): boolean =>
  before !== '' &&
  !before.includes('\t') &&
  !first.includes('\t') &&
  before.length > 40 &&
  /[\p{L}\p{N},-]$/u.test(before) &&
  /^\p{Ll}/u.test(first);

async function readFacts(document: PdfDocument) {
  try {
    const { info, metadata } = await document.getMetadata();
    const stated = info as Readonly<Record<string, unknown>>;
    const say = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
    const xmp = (name: string): string => {
      const value = metadata?.get(name);
      return say(Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : value);
    };
    const isPrinted = PRINTING.test(`${say(stated['Producer'])} ${say(stated['Creator'])}`);
    const published = readDate(xmp('prism:publicationdate')) ?? readDate(xmp('dc:date'));
    return {
      name: excerpt(plainTitle(xmp('dc:title')) || plainTitle(say(stated['Title'])), 300),
      publisher: excerpt(xmp('dc:publisher') || plainAuthor(xmp('dc:creator') || say(stated['Author'])), 200),
      published: published ?? (isPrinted ? null : readDate(say(stated['CreationDate']))),
    };
  } catch {
    return { name: '', publisher: '', published: null };
  }
}

/** Names that programs put in where nobody gave one. */
function plainAuthor(author: string): string {
  return /^(?:(?:ms|microsoft )?(?:office )?user|admin(?:istrator)?|owner|author|unknown|anonymous|root|python-docx|\(?unspecified\)?)?$/i.test(
    author,
  )
    ? ''
    : author;
}

const isSilent = (segments: readonly Segment[]): boolean =>
  segments.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0) < FEWEST_CHARACTERS;

function describePages(
  broken: readonly number[],
  silent: readonly number[],
  read: number,
  total: number,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (broken.length > 0) {
    const message = `${pagesOf(broken)} of the PDF cannot be read: damaged.`;
    issues.push(issue('warning', 'pdf-page-damaged', placeOf(broken), message, { done: 'Left out.' }));
  }
  if (silent.length > 0) {
    const message = `${pagesOf(silent)} ${silent.length === 1 ? 'has' : 'have'} no text: empty, or a picture.`;
    issues.push(
      issue('warning', 'pdf-page-without-text', placeOf(silent), message, { done: 'What pictures show was not read.' }),
    );
  }
  if (read < total) {
    const message = `The PDF has ${total.toLocaleString('en')} pages, more than one report can hold.`;
    issues.push(
      issue('warning', 'pdf-too-long', WHOLE_FILE, message, {
        done: `The first ${read.toLocaleString('en')} were read.`,
      }),
    );
  }
  return issues;
}

const placeOf = (pages: readonly number[]) => ({ kind: 'path', path: `page ${pages[0]}` }) as const;

/** "Page 3", "Pages 3, 5–7 and 9". */
function pagesOf(pages: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === page - 1) last[1] = page;
    else ranges.push([page, page]);
  }
  const words = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const shown = words.length > 20 ? [...words.slice(0, 20), `${words.length - 20} more`] : words;
  const listed = shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : shown.join('');
  return `${pages.length === 1 ? 'Page' : 'Pages'} ${listed}`;
}

function scanned(pages: number): Issue {
  const what = pages === 1 ? 'its only page is a picture' : `its ${pages.toLocaleString('en')} pages are pictures`;
  return issue('error', 'pdf-without-text', WHOLE_FILE, `This PDF was scanned: ${what}; there is no text to read.`, {
    done: 'Nothing was read. Run text recognition (OCR) over it, and import what comes out.',
  });
}

function damaged(found: string): Issue {
  return issue('error', 'pdf-damaged', WHOLE_FILE, 'This PDF is damaged or cut off.', {
    found: excerpt(found, 200),
    done: 'Nothing was read.',
  });
}

function describeRefusal(error: unknown): Issue {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'PasswordException') {
    return issue('error', 'pdf-locked', WHOLE_FILE, 'This PDF is encrypted and opens with a password only.', {
      done: 'Nothing was read. Save it without the password, and import that file.',
    });
  }
  return damaged(message);
}

/** The worker looks at its messages between pages. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
