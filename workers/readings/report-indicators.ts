import type { SealedSegment } from '../../src/domain/columns/column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import type { IndicatorCollection } from '../../src/domain/indicators/statement';
import { makeStatementWriter } from '../../src/domain/indicators/statement-columns';
import { makeIssueLog } from '../../src/domain/issue-log';
import { type Issue, issue, WHOLE_FILE } from '../../src/domain/result';
import type { ReportContent, ThreatReport, TlpLevel } from '../../src/domain/threats/threat-report';
import { strictestTlp } from '../../src/domain/threats/tlp';
import { statementsOfReport } from '../../src/formats/indicators/report-statements';
import { addCollection } from '../../src/store/indicator-backup';
import { isQuotaError } from '../../src/store/storage-room';
import { withHistories } from '../databases';
import type { FileSource } from '../file-source';
import { packStatements } from './pack-statements';
import type { StreamJob } from './reading';

/** What a report gives to look for, as a collection: so that it can be watched as lists are. */

/** Formats whose fields say more of a value than that it is there, and what reads them. */
const RICHER: Readonly<Record<string, string>> = {
  'stix-report': 'stix-indicators',
  'misp-event': 'misp-indicators',
  'report-email': 'email-indicators',
};

type ReportProse = Pick<ReportContent, 'observables' | 'sections' | 'text'>;
type Report = Pick<ThreatReport, 'id' | 'name' | 'fileName' | 'format' | 'publisher' | 'published' | 'marking'>;

interface Packed {
  readonly segments: readonly SealedSegment[];
  readonly statements: number;
  readonly counts: Readonly<Record<string, number>>;
  /** What a statement that says nothing has by the reader of its format, which may be more than the report itself. */
  readonly marking: TlpLevel | null;
}

/** @returns what went wrong, or `null`: the report itself is imported all the same */
export async function collectFromReport(
  source: FileSource,
  job: StreamJob,
  report: Report,
  content: ReportProse,
): Promise<Issue | null> {
  const packed = await packReport(source, report, content);
  if (packed.statements === 0) return null;
  const collection: IndicatorCollection = {
    id: job.id,
    name: report.name,
    fileName: report.fileName,
    sha256: await job.sha256(),
    size: job.size,
    format: report.format,
    publisher: report.publisher,
    published: report.published,
    marking: strictestTlp([report.marking, packed.marking]),
    importedAt: job.at,
    statements: packed.statements,
    bytes: packed.segments.reduce((sum, segment) => sum + segment.bytes, 0),
    counts: packed.counts,
    reportId: report.id,
  };
  try {
    await withHistories(job.workspace, async (db) => {
      const known = await db.collections.filter(({ reportId }) => reportId === report.id).first();
      if (known === undefined) await addCollection(db, collection, packed.segments);
    });
    return null;
  } catch (error) {
    if (!isQuotaError(error)) throw error;
    return issue(
      'warning',
      'collection-no-room',
      WHOLE_FILE,
      'This device has no room for a collection of its indicators.',
      {
        done: 'The report is imported; its values cannot be watched.',
      },
    );
  }
}

/** What a report gives to look for, packed. */
export async function packReport(source: FileSource, report: Report, content: ReportProse): Promise<Packed> {
  const richer = RICHER[report.format];
  if (richer !== undefined) {
    const { INDICATOR_FORMATS } = await import('../../src/formats/indicators/indicator-formats');
    const format = INDICATOR_FORMATS.find(({ id }) => id === richer);
    if (format !== undefined) {
      const packed = await packStatements(format, source.stream(), source.name, null, makeIssueLog());
      // What its own reader sees in it is never less than what the report shows.
      if (packed.statements > 0) return { ...packed, marking: packed.facts.marking };
    }
  }
  const counts: Record<string, number> = {};
  const segments: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => segments.push(segment));
  const writer = makeStatementWriter(sink, counts);
  for (const statement of statementsOfReport(report, content)) writer.add(statement);
  const statements = sink.count;
  sink.end();
  return { segments, statements, counts, marking: null };
}
