import { countLogged, makeIssueLog } from '../../src/domain/issue-log';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import { collectObservables } from '../../src/domain/threats/collect-observables';
import { nextReportPosition } from '../../src/domain/threats/edit-reports';
import { PASTED_TEXT } from '../../src/domain/threats/pasted-text';
import type { ReportFile, ThreatReport } from '../../src/domain/threats/threat-report';
import type { WorkspaceContent } from '../../src/domain/workspace/content';
import type { ReadableFormatId } from '../../src/formats/registry';
import { decodeText } from '../../src/formats/text-decoding';
import type { ReportDetail } from '../contract/imports';
import { readWhole } from '../file-source';
import { hashBytes } from '../hash-bytes';
import { countOf, MEBIBYTE, type Reader, type ReadingContext } from './reading';

/** Read whole into memory, several times over while it is parsed. */
const LARGEST_REPORT = 256 * MEBIBYTE;
/** How many techniques and values a preview shows. */
const SHOWN = 60;

/** What reads the bytes of a report; `tell` says how far it is. */
type ReadBytes = (
  bytes: Uint8Array,
  fileName: string,
  tell: (pages: { readonly done: number; readonly total: number }) => void,
) => Promise<Result<ReportFile>>;

type ReadText = (text: string, fileName: string) => Result<ReportFile>;

/** @param load comes with its libraries when the first file of its kind does */
export function readReportBytes(format: ReadableFormatId, load: () => Promise<ReadBytes>): Reader {
  return async (source, context) => {
    const [bytes, read] = await Promise.all([readWhole(source, LARGEST_REPORT, 'a report'), load()]);
    if (!bytes.ok) return bytes;
    const id = `report-${await hashBytes(bytes.value)}`;
    const file = await read(bytes.value, source.name, context.tellPages);
    return file.ok
      ? makeReading(file, { id, format, fileName: source.name === PASTED_TEXT ? '' : source.name }, context)
      : file;
  };
}

export function readReportText(format: ReadableFormatId, load: () => Promise<ReadText>): Reader {
  return readReportBytes(format, async () => {
    const read = await load();
    return async (bytes, fileName) => {
      const text = decodeText(bytes);
      if (!text.ok) return text;
      const file = read(text.value, fileName);
      return file.ok ? success(file.value, [...text.issues, ...file.issues]) : file;
    };
  });
}

interface Origin {
  readonly id: string;
  readonly format: ReadableFormatId;
  readonly fileName: string;
}

/** A report that is here already stays as it is, with what was decided about it. */
async function makeReading(
  file: { readonly value: ReportFile; readonly issues: readonly Issue[] },
  { id, format, fileName }: Origin,
  { content }: ReadingContext,
) {
  const { report: read, counts } = file.value;
  if (isEmpty(file.value)) return nothingInIt(file.issues);
  const log = makeIssueLog();
  for (const found of file.issues) log.add(found);
  const isKnown = (await content()).threatReports.some((report) => report.id === id);
  if (isKnown) {
    log.add(
      issue('note', 'report-known', WHOLE_FILE, 'This report was imported before.', {
        done: 'It stays as it is, with what you decided about it.',
      }),
    );
  }
  const name = read.name || fileName.replace(/\.[^.]+$/, '') || PASTED_TEXT;
  const { statements, subjects, sightings, text } = read.content;
  const observables = collectObservables(read.content);
  const report: ThreatReport = {
    id,
    name,
    fileName,
    format,
    publisher: read.publisher,
    published: read.published,
    marking: read.marking,
    position: 0,
    decisions: [],
    notes: '',
  };
  const detail: ReportDetail = {
    kind: 'report',
    reportId: id,
    name,
    publisher: read.publisher,
    published: read.published,
    marking: read.marking,
    words: countWords(text),
    beginning: text.slice(0, 400),
    statements: statements.slice(0, SHOWN).map(({ technique, name: named }) => ({ technique, name: named })),
    statementCount: statements.length,
    observables: observables.slice(0, SHOWN).map(({ type, value }) => ({ type, value })),
    observableCount: observables.length,
  };
  const add = (current: WorkspaceContent): WorkspaceContent => {
    const { threatReports, reportContents } = current;
    const hasReport = threatReports.some((other) => other.id === id);
    // A backup may have brought the one and not the other.
    if (hasReport && reportContents.some((other) => other.id === id)) return current;
    const position = nextReportPosition(threatReports);
    return {
      ...current,
      threatReports: hasReport ? threatReports : [...threatReports, { ...report, position }],
      reportContents: [...reportContents.filter((other) => other.id !== id), { id, ...read.content, observables }],
    };
  };
  return success(
    {
      counts,
      brought: [
        isKnown ? `the report “${name}”, which is here already` : `the report “${name}”`,
        ...countOf(statements.length, 'technique that its fields name', 'techniques that its fields name'),
        ...countOf(countWords(text), 'word of prose', 'words of prose'),
        ...countOf(subjects.length, 'part'),
        ...countOf(observables.length, 'indicator'),
        ...countOf(sightings.length, 'sighting'),
      ],
      issueCounts: countLogged(log),
      detail,
      effect: {
        kind: 'step' as const,
        label: `Import ${fileName || PASTED_TEXT}`,
        step: { of: 'content' as const, run: add },
      },
    },
    log.list(),
  );
}

function isEmpty({ report }: ReportFile): boolean {
  const { text, statements, observables, subjects, sightings } = report.content;
  return text.trim() === '' && [statements, observables, subjects, sightings].every(({ length }) => length === 0);
}

/** What was rejected on the way says more than that nothing is left. */
function nothingInIt(issues: readonly Issue[]) {
  return failure(
    issue('error', 'report-empty', WHOLE_FILE, 'There is nothing in it that speaks of a threat.', {
      done: 'Nothing was read.',
    }),
    ...issues,
  );
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}
