/** A web page that was saved. */
import { excerpt, failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { decodeText } from '../text-decoding';
import { type HtmlBlock, type HtmlContent, oneLine, readHtmlBlocks } from './html-blocks';
import { plainSigns } from './joined-lines';
import { findMarking, makeProseReport, makeReportText, plainTitle, readDate } from './report-parts';

/** Of what is not menus and footers, what `main` and `article` must hold to be the whole of it. */
const MAIN_SHARE = 0.25;
/** Less than this is left where everything was taken for a menu: an element that was never closed. */
const CONTENT_SHARE = 0.15;
const CHARSET = /<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})/i;
const DATES = [
  'article:published_time',
  'datepublished',
  'og:published_time',
  'citation_publication_date',
  'dc.date',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'date',
];
const PUBLISHERS = ['og:site_name', 'dc.publisher', 'dcterms.publisher', 'publisher', 'application-name'];
const AUTHORS = ['author', 'article:author', 'dc.creator'];

/** By its byte order mark, by what it declares, else by its letters. */
export function decodeHtml(bytes: Uint8Array): Result<string> {
  const head = String.fromCharCode(...bytes.subarray(0, 4096));
  const label = CHARSET.exec(head)?.[1]?.toLowerCase();
  const isMarked = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.test(head);
  // What was declared and cannot be: a page that says UTF-16 in single bytes, or UTF-8, which is tried first anyway.
  if (label === undefined || isMarked || /^utf-?(?:8|16)/.test(label)) return decodeText(bytes);
  try {
    return success(new TextDecoder(label).decode(bytes));
  } catch {
    return decodeText(bytes);
  }
}

export function readHtmlReport(text: string): Result<ReportFile> {
  const content = readHtmlBlocks(text);
  const issues: Issue[] = [];
  if (content.isCut) {
    const message = 'The elements of this page are nested deeper than a page can be.';
    issues.push(issue('warning', 'html-too-deep', WHOLE_FILE, message, { done: 'It was read up to there.' }));
  }
  const chosen = chooseContent(content.blocks);
  const report = makeReportText();
  for (const block of chosen) {
    const plain = plainSigns(block.text);
    if (block.heading !== null) report.section(excerpt(plain, 120));
    report.add(plain);
  }
  if (chosen.length === 0) {
    return failure(
      issue(
        'error',
        'html-without-text',
        WHOLE_FILE,
        'There is no text in this page; perhaps a script would have written it.',
        {
          done: 'Nothing was read. Save the page as it is shown ("Web page, complete"), print it as PDF, or paste its text.',
        },
      ),
    );
  }
  const written = report.finish();
  const facts = readFacts(content, chosen);
  return success(
    makeProseReport({ ...facts, marking: findMarking(written.text) }, written, {
      unit: 'paragraphs',
      read: chosen.length,
      kept: chosen.length,
      reported: 0,
    }),
    issues,
  );
}

/** Text of HTML within something else, as in e-mail: all of it, links with their targets. */
export function htmlToText(html: string): string {
  return plainSigns(
    readHtmlBlocks(html, true)
      .blocks.map(({ text }) => text)
      .join('\n'),
  );
}

function chooseContent(blocks: readonly HtmlBlock[]): readonly HtmlBlock[] {
  const content = blocks.filter(({ isAside }) => !isAside);
  if (lengthOf(content) < CONTENT_SHARE * lengthOf(blocks)) return blocks;
  const main = content.filter(({ isMain }) => isMain);
  return lengthOf(main) >= MAIN_SHARE * lengthOf(content) ? main : content;
}

const lengthOf = (blocks: readonly HtmlBlock[]): number => blocks.reduce((sum, { text }) => sum + text.length, 0);

function readFacts({ title, meta, data, time }: HtmlContent, blocks: readonly HtmlBlock[]) {
  const stated = readLinkedData(data);
  const first = (names: readonly string[]): string =>
    names.map((name) => meta.get(name) ?? '').find((each) => each !== '') ?? '';
  const heading = blocks.find((block) => block.heading === 1)?.text ?? '';
  const name =
    [meta.get('og:title') ?? '', heading, stated.headline, title].map(plainTitle).find((each) => each !== '') ?? '';
  const author = first(AUTHORS);
  const publisher = first(PUBLISHERS) || stated.publisher || (/^https?:/i.test(author) ? '' : author) || stated.author;
  const dates = [...DATES.map((each) => meta.get(each) ?? ''), stated.published, time];
  return {
    name: excerpt(name, 300),
    publisher: excerpt(publisher, 200),
    published: dates.map(readDate).find((date) => date !== null) ?? null,
  };
}

/** What https://schema.org/Article says of itself; anything else is passed over. */
function readLinkedData(texts: readonly string[]) {
  const found = { headline: '', publisher: '', author: '', published: '' };
  let left = 2000;
  const nameOf = (value: unknown): string => {
    const one = Array.isArray(value) ? (value as unknown[])[0] : value;
    const name = typeof one === 'object' && one !== null ? (one as { readonly name?: unknown }).name : one;
    return typeof name === 'string' ? oneLine(name) : '';
  };
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 6 || left-- <= 0) return;
    if (Array.isArray(value)) {
      for (const each of value) visit(each, depth + 1);
      return;
    }
    const object = value as Readonly<Record<string, unknown>>;
    if (/Article|Posting|Report/.test(String(object['@type']))) {
      found.headline ||= nameOf(object['headline']);
      found.publisher ||= nameOf(object['publisher']);
      found.author ||= nameOf(object['author']);
      found.published ||= nameOf(object['datePublished']);
    }
    visit(object['@graph'], depth + 1);
  };
  for (const text of texts) {
    try {
      visit(JSON.parse(text), 0);
    } catch {
      // Not ours to judge.
    }
  }
  return found;
}
