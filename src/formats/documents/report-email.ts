/**
 * A message as mail programs save it (RFC 5322, MIME), with the documents attached to it; and a web page saved as one
 * file (MHTML), which is built the same way.
 */
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { excerpt, failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { makeProbe } from '../probe';
import { decodeText } from '../text-decoding';
import { sniffProse } from './prose-sniff';
import { sniffDocx, sniffEmail, sniffHtml, sniffPdf } from './report-heads';
import { decodeHtml, htmlToText, readHtmlReport } from './report-html';
import { findMarking, makeProseReport, makeReportText, plainTitle, type ReportText, readDate } from './report-parts';
import { readTextReport } from './report-text';

const PROBED = 64 * 1024;
/** A message within a message within a message. */
const DEEPEST = 3;
const MOST_ATTACHMENTS = 500;

/** @param onPage of attached PDFs, one after the other */
export async function readEmail(
  bytes: Uint8Array,
  onPage: (done: number, total: number) => void,
  depth = 0,
): Promise<Result<ReportFile>> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(withoutEnvelope(bytes), { forceRfc822Attachments: true, maxNestingDepth: 64 });
  } catch (error) {
    const found = excerpt(error instanceof Error ? error.message : String(error), 200);
    return failure(
      issue('error', 'mail-damaged', WHOLE_FILE, 'This message cannot be taken apart.', {
        found,
        done: 'Nothing was read.',
      }),
    );
  }
  if (isSavedPage(mail) && mail.html !== undefined) return readSavedPage(mail, mail.html);
  const report = makeReportText();
  const issues: Issue[] = [];
  const from = describeAddress(mail.from);
  const subject = oneLine(mail.subject ?? '');
  if (subject !== '') {
    report.section('subject');
    report.add(subject);
  }
  const body = readBody(mail);
  let [read, kept] = [1, 1];
  if (body.length > 0) {
    report.section('body');
    for (const line of body) report.add(line);
  }
  const pictures: string[] = [];
  for (const [at, attachment] of mail.attachments.slice(0, MOST_ATTACHMENTS).entries()) {
    const name = excerpt(attachment.filename ?? '', 120) || `part ${at + 1}`;
    read++;
    if (/^image\//.test(attachment.mimeType)) {
      pictures.push(name);
      continue;
    }
    const result = await readAttachment(attachment, name, onPage, depth);
    issues.push(...result.issues.map((each) => within(name, each)));
    if (!result.ok) continue;
    kept++;
    addAttachment(report, name, result.value);
  }
  issues.push(...describePictures(pictures), ...describeRest(mail.attachments.length));
  read += Math.max(0, mail.attachments.length - MOST_ATTACHMENTS);
  if (body.length === 0 && kept === 1) {
    return failure(
      issue(
        'error',
        'mail-without-text',
        WHOLE_FILE,
        'This message has no text, and nothing attached that can be read as text.',
        {
          done: 'Nothing was read.',
        },
      ),
      ...issues,
    );
  }
  const written = report.finish();
  return success(
    makeProseReport(
      {
        name: excerpt(plainTitle(subject), 300),
        publisher: excerpt(from, 200),
        published: readDate(mail.date ?? ''),
        marking: findMarking(written.text),
      },
      written,
      { unit: 'parts', read, kept, reported: read - kept },
    ),
    issues,
  );
}

/** Of a mailbox with a single message; and of whatever stands before the head. */
function withoutEnvelope(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length && [0xef, 0xbb, 0xbf, 9, 10, 13, 32].includes(bytes[start] ?? 0)) start++;
  const from = [0x46, 0x72, 0x6f, 0x6d, 0x20];
  if (!from.every((byte, at) => bytes[start + at] === byte)) return bytes.subarray(start);
  const end = bytes.indexOf(10, start);
  return end < 0 ? bytes.subarray(start) : bytes.subarray(end + 1);
}

/** As written; of HTML alone, its text. A plain part that only says to look at the other one is none. */
function readBody({ text = '', html = '' }: Email): readonly string[] {
  const plain = text.trim();
  const fromHtml = html === '' ? '' : htmlToText(html);
  const chosen = fromHtml !== '' && plain.length < fromHtml.length * 0.25 ? fromHtml : plain;
  if (chosen.trim() === '') return [];
  // Lines that were broken to a width, and quoted ones, as in any text.
  const unquoted = chosen === plain ? chosen.replace(/^(?:>[ \t]?)+/gm, '') : chosen;
  const read = readTextReport(unquoted, 'body');
  return read.ok ? read.value.report.content.text.split('\n') : [];
}

async function readAttachment(
  { content, mimeType }: Attachment,
  name: string,
  onPage: (done: number, total: number) => void,
  depth: number,
): Promise<Result<ReportFile>> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const probe = makeProbe(name, bytes.length, bytes.subarray(0, PROBED));
  if (bytes.length === 0) return notRead('It is empty.');
  if (sniffPdf(probe) > 0) return (await import('./report-pdf')).readPdf(bytes, onPage);
  if (sniffDocx(probe) > 0) return (await import('./report-docx')).readDocx(bytes);
  if (mimeType === 'message/rfc822' || sniffEmail(probe) > 0) {
    return depth < DEEPEST ? readEmail(bytes, onPage, depth + 1) : notRead('It is a message within too many others.');
  }
  if (sniffHtml(probe) > 0) {
    const html = decodeHtml(bytes);
    return html.ok ? readHtmlReport(html.value) : html;
  }
  if (probe.text !== null && sniffProse(probe.text) > 0) {
    const text = decodeText(bytes);
    return text.ok ? readTextReport(text.value, name) : text;
  }
  return notRead('It is no document with prose.');
}

function notRead(why: string): Result<never> {
  return failure(
    issue(
      'error',
      'attachment-not-read',
      WHOLE_FILE,
      `This attachment was not read: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
      {
        done: 'Left out. Save it and import it by itself.',
      },
    ),
  );
}

/** The rest of the message was read all the same: nothing about a part of it is an error of the whole. */
function within(name: string, each: Issue): Issue {
  const place = each.place.kind === 'path' ? each.place.path : '';
  const path = `attachment ${name}${place === '' ? '' : `, ${place}`}`;
  return { ...each, severity: each.severity === 'error' ? 'warning' : each.severity, place: { kind: 'path', path } };
}

function addAttachment(report: ReportText, name: string, { report: read }: ReportFile): void {
  const { text, sections } = read.content;
  const label = `attachment ${name}`;
  const starts = sections.length === 0 ? [{ start: 0, label: '' }] : sections;
  for (const [at, { start, label: part }] of starts.entries()) {
    report.section(part === '' ? label : `${label}, ${part}`);
    for (const line of text
      .slice(start, starts[at + 1]?.start ?? text.length)
      .replace(/\n$/, '')
      .split('\n'))
      report.add(line);
  }
}

function describePictures(names: readonly string[]): readonly Issue[] {
  if (names.length === 0) return [];
  const message = names.length === 1 ? 'A picture is attached.' : `${names.length} pictures are attached.`;
  const found = excerpt(names.join(', '), 200);
  return [issue('note', 'mail-pictures', WHOLE_FILE, message, { found, done: 'What pictures show was not read.' })];
}

function describeRest(count: number): readonly Issue[] {
  if (count <= MOST_ATTACHMENTS) return [];
  const message = `${count.toLocaleString('en')} files are attached.`;
  return [
    issue('warning', 'mail-attachments-many', WHOLE_FILE, message, {
      done: `The first ${MOST_ATTACHMENTS} were looked at.`,
    }),
  ];
}

/** `multipart/related` with a page and its pictures, as browsers save it. */
function isSavedPage({ headers }: Email): boolean {
  const value = (key: string): string => headers.find((header) => header.key === key)?.value ?? '';
  return (
    value('snapshot-content-location') !== '' ||
    /saved by/i.test(value('from')) ||
    (/^multipart\/related/i.test(value('content-type')) &&
      value('to') === '' &&
      value('received') === '' &&
      value('message-id') === '')
  );
}

function readSavedPage({ subject, date }: Email, html: string): Result<ReportFile> {
  const page = readHtmlReport(html);
  if (!page.ok) return page;
  const { report, counts } = page.value;
  // When it was saved is not when it was published, but no later.
  return success({ report: { ...report, name: report.name || plainTitle(oneLine(subject ?? '')) }, counts }, [
    ...page.issues,
    ...(report.published === null && date !== undefined
      ? [
          issue('note', 'page-saved', WHOLE_FILE, 'The page does not say when it was published.', {
            found: excerpt(date, 40),
            done: 'No date was set.',
          }),
        ]
      : []),
  ]);
}

function describeAddress(address: Address | undefined): string {
  if (address === undefined) return '';
  if (address.group !== undefined) return oneLine(address.name);
  return oneLine(address.name) || address.address;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
