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
import { type FileSource, readWhole } from '../file-source';
import { hashBytes } from '../hash-bytes';
import { countOf, MEBIBYTE, type Reader, type ReadingContext, type StreamJob } from './reading';

/** Read whole into memory, several times over while it is parsed. */
const LARGEST_REPORT = 256 * MEBIBYTE;
/** A reading takes no more memory than the text it was made of, twice over: of larger ones none is kept for later. */
const LARGEST_KEPT = 64 * MEBIBYTE;
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
    const sha256 = await hashBytes(bytes.value);
    const file = await read(bytes.value, source.name, context.tellPages);
    if (!file.ok) return file;
    const fileName = source.name === PASTED_TEXT ? '' : source.name;
    const reading = await makeReading(file, { id: `report-${sha256}`, format, fileName }, context);
    if (!reading.ok) return reading;
    const { length } = bytes.value;
    return {
      ...reading,
      value: {
        ...reading.value,
        outlastsChanges: length <= LARGEST_KEPT,
        // Of the file, where the content is the file: a gzip has another.
        ...(length === source.size ? { sha256 } : {}),
      },
    };
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
  { hasReport }: ReadingContext,
) {
  const { report: read, counts } = file.value;
  if (isEmpty(file.value)) return nothingInIt(file.issues);
  const log = makeIssueLog();
  for (const found of file.issues) log.add(found);
  const isKnown = await hasReport(id);
  if (isKnown) {
    log.add(
      issue('note', 'report-known', WHOLE_FILE, 'This report was imported before.', {
        done: 'It stays as it is, with what you decided about it.',
      }),
    );
  }
  const name = read.name || fileName.replace(/\.[^.]+$/, '') || PASTED_TEXT;
  const { statements, subjects, sightings, text, sections } = read.content;
  const observables = collectObservables(read.content);
  const words = countWords(text);
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
    words,
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
        ...countOf(words, 'word of prose', 'words of prose'),
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
        indicators: async (source: FileSource, job: StreamJob) =>
          (await import('./report-indicators')).collectFromReport(source, job, report, { observables, text, sections }),
      },
      says: {
        statements: async (source: FileSource) =>
          (await (await import('./report-indicators')).packReport(source, report, { observables, text, sections }))
            .segments,
        report: { report, content: { id, ...read.content, observables } },
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

/** One by one: a list of all words of a long text would be larger than the text. */
function countWords(text: string): number {
  const word = /[\p{L}\p{N}]\S*/gu;
  let count = 0;
  while (word.test(text)) count++;
  return count;
}
