/**
 * Text of a Word document (ECMA-376, WordprocessingML), as it reads with all changes accepted: what was deleted is out,
 * what was inserted is in; notes and comments follow.
 */
import { excerpt, failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { ReportFile } from '../../domain/threats/threat-report';
import { type ArchiveEntry, listArchive } from '../archive-entries';
import type { ArchiveLimits } from '../archive-limits';
import { makeXmlScanner, XmlDamaged } from '../xml-scan';
import { readDocxBlocks, readDocxStyles } from './docx-blocks';
import { plainSigns } from './joined-lines';
import { findMarking, findStatedDate, makeProseReport, makeReportText, plainTitle, readDate } from './report-parts';

const LIMITS: ArchiveLimits = { bytes: 256 * 1024 * 1024, entries: 10_000 };
/** Of one part, unfolded; a book is 10 MB. */
const LARGEST_PART = 128 * 1024 * 1024;
const ASIDES: readonly (readonly [part: RegExp, label: string])[] = [
  [/(?:^|\/)footnotes\.xml$/i, 'footnotes'],
  [/(?:^|\/)endnotes\.xml$/i, 'endnotes'],
  [/(?:^|\/)comments\.xml$/i, 'comments'],
];

export function readDocx(bytes: Uint8Array): Result<ReportFile> {
  const listed = listArchive(bytes, LIMITS);
  if (!listed.ok) return listed;
  const entries = listed.value;
  const main = findMain(entries);
  if (main === undefined) {
    const message = 'This is no Word document, or a damaged one: it has no text part.';
    return failure(issue('error', 'docx-without-document', WHOLE_FILE, message, { done: 'Nothing was read.' }));
  }
  const issues: Issue[] = [];
  const readPart = (entry: ArchiveEntry | undefined): string => {
    const part = entry?.read(LARGEST_PART);
    if (part?.ok === false) issues.push(...part.issues);
    return part?.ok === true ? new TextDecoder().decode(part.value) : '';
  };
  const find = (pattern: RegExp) => entries.find(({ path }) => pattern.test(path));
  const document = main.read(LARGEST_PART);
  if (!document.ok) return failure(...document.issues.map((each) => ({ ...each, severity: 'error' as const })));
  const styles = readDocxStyles(readPart(find(/(?:^|\/)styles\.xml$/i)));
  const body = readDocxBlocks(new TextDecoder().decode(document.value), styles);
  const report = makeReportText();
  let [kept, reported] = [0, 0];
  const take = (text: string): void => {
    kept++;
    report.add(plainSigns(text));
  };
  let name = '';
  for (const { text, heading, isTitle } of body.blocks) {
    if (heading !== null) report.section(excerpt(text, 120));
    if (isTitle && name === '') name = text;
    take(text);
  }
  if (body.isDamaged) {
    reported++;
    const message = 'The text of this document is damaged, or cut off.';
    issues.push(
      issue('warning', 'docx-damaged', { kind: 'path', path: main.path }, message, {
        done: 'It was read up to there.',
      }),
    );
  }
  for (const [part, label] of ASIDES) {
    const aside = readDocxBlocks(readPart(find(part)), styles);
    if (aside.blocks.length > 0) report.section(label);
    for (const { text } of aside.blocks) take(text);
  }
  const heads = entries.filter(({ path }) => /(?:^|\/)(?:header|footer)\d*\.xml$/i.test(path)).slice(0, 12);
  const running = heads.flatMap((entry) => readDocxBlocks(readPart(entry), styles).blocks.map(({ text }) => text));
  if (kept === 0) {
    return failure(
      issue(
        'error',
        'docx-without-text',
        WHOLE_FILE,
        'There is no text in this document: it is empty, or holds pictures only.',
        {
          done: 'Nothing was read.',
        },
      ),
      ...issues,
    );
  }
  const written = report.finish();
  const facts = readCore(readPart(find(/^docProps\/core\.xml$/i)), readPart(find(/^docProps\/app\.xml$/i)));
  return success(
    makeProseReport(
      {
        ...facts,
        published: findStatedDate(written.text) ?? facts.published,
        name: excerpt(plainTitle(facts.name) || name, 300),
        marking: findMarking(`${running.join('\n')}\n${written.text}`),
      },
      written,
      { unit: 'paragraphs', read: kept + reported, kept, reported },
    ),
    issues,
  );
}

/** Named by the archive's relations; most are `word/document.xml`. */
function findMain(entries: readonly ArchiveEntry[]): ArchiveEntry | undefined {
  const relations = entries.find(({ path }) => path === '_rels/.rels')?.read(1024 * 1024);
  let target = '';
  if (relations?.ok === true) {
    scan(new TextDecoder().decode(relations.value), (name, attributes) => {
      if (name === 'Relationship' && /\/officeDocument$/.test(attributes('Type') ?? ''))
        target = attributes('Target') ?? '';
    });
  }
  const path = target.replace(/^\//, '');
  return (
    entries.find((entry) => entry.path === path) ??
    entries.find((entry) => /^word\/document\d*\.xml$/i.test(entry.path))
  );
}

function readCore(core: string, app: string) {
  const values = new Map<string, string>();
  let open = '';
  const text = (piece: string) => {
    if (open !== '') values.set(open, `${values.get(open) ?? ''}${piece}`);
  };
  for (const xml of [core, app]) {
    scan(
      xml,
      (name) => {
        open = /^(?:title|creator|created|Company|publisher)$/.test(name) ? name : '';
      },
      text,
      () => {
        open = '';
      },
    );
  }
  const say = (name: string): string => (values.get(name) ?? '').trim();
  const author = /^(?:python-docx|user|admin\w*|author|microsoft office user|windows user|un-named)$/i.test(
    say('creator'),
  )
    ? ''
    : say('creator');
  return {
    name: say('title'),
    publisher: excerpt(say('publisher') || say('Company') || author, 200),
    published: readDate(say('created')),
  };
}

function scan(
  xml: string,
  open: (name: string, attributes: (name: string) => string | null) => void,
  text: (piece: string) => void = () => undefined,
  close: (name: string) => void = () => undefined,
): void {
  try {
    const scanner = makeXmlScanner({ open, close, text });
    scanner.push(xml);
    scanner.end();
  } catch (error) {
    if (!(error instanceof XmlDamaged)) throw error;
  }
}
