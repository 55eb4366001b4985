import type { SealedSegment } from '../../src/domain/columns/column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import type { IndicatorStatement, StatementSink } from '../../src/domain/indicators/statement';
import { makeStatementWriter } from '../../src/domain/indicators/statement-columns';
import type { IssueLog } from '../../src/domain/issue-log';
import type { IndicatorFacts, IndicatorFormat, SeenColumn } from '../../src/formats/indicators/indicator-reader';
import type { IndicatorChoices } from '../contract/imports';

/** How many statements a preview shows. */
const SHOWN = 60;

/** Statements of one content, packed. */
export interface PackedStatements {
  readonly facts: IndicatorFacts;
  readonly segments: readonly SealedSegment[];
  readonly statements: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly first: readonly IndicatorStatement[];
  readonly rejected: number;
  /** How the columns of a table were read; `null`: it is none. */
  readonly columns: readonly SeenColumn[] | null;
}

/** @param columns as the analyst read those of a table; `null`: they are guessed */
export async function packStatements(
  format: Pick<IndicatorFormat, 'make'>,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  fileName: string,
  columns: IndicatorChoices['columns'] | null,
  log: IssueLog,
): Promise<PackedStatements> {
  const counts: Record<string, number> = {};
  const segments: SealedSegment[] = [];
  const first: IndicatorStatement[] = [];
  let rejected = 0;
  let seen: readonly SeenColumn[] | null = null;
  const sink = makeSegmentSink((segment) => segments.push(segment));
  const writer = makeStatementWriter(sink, counts);
  const reader = format.make({
    sink: keepFirst(writer, first),
    reject(found) {
      rejected++;
      log.add(found);
    },
    note: (found) => log.add(found),
    columns: columns ?? null,
    tellColumns(found) {
      seen = found;
    },
    fileName,
  });
  for await (const chunk of chunks) reader.push(chunk);
  const facts = await reader.end();
  const statements = sink.count;
  sink.end();
  return { facts, segments, statements, counts, first, rejected, columns: seen };
}

function keepFirst(writer: StatementSink, first: IndicatorStatement[]): StatementSink {
  return {
    add(statement) {
      writer.add(statement);
      if (first.length < SHOWN) first.push(statement);
    },
  };
}
