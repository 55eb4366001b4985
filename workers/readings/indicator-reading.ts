import { formatBytes } from '../../src/domain/format';
import type { IndicatorCollection } from '../../src/domain/indicators/statement';
import { countLogged, type IssueLog, makeIssueLog } from '../../src/domain/issue-log';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../src/domain/result';
import type { IndicatorFormat } from '../../src/formats/indicators/indicator-reader';
import { replaceCollection } from '../../src/store/indicator-backup';
import { isQuotaError } from '../../src/store/storage-room';
import type { ImportChoices, IndicatorsDetail } from '../contract/imports';
import { withHistories } from '../databases';
import type { FileSource } from '../file-source';
import { clearStrays, describeSetAside } from '../history/clear-strays';
import { describeFullDisk, refuseTooLarge } from '../history/full-disk';
import { type PackedStatements, packStatements } from './pack-statements';
import { countOf, MEBIBYTE, type Reader, type StreamJob } from './reading';

/** Unpacked. What is kept of it until it is imported is a tenth. */
const LARGEST_LIST = 1024 * MEBIBYTE;

/** A file of indicators is read whole and packed before it is shown: what was read is what is stored. */
export function readIndicators(format: IndicatorFormat): Reader {
  return async (source, { choices, workspace }) => {
    const log = makeIssueLog();
    const packed = await packContent(format, source, choices, log);
    if (!packed.ok) return packed;
    const { facts, statements, counts, first, rejected, columns } = packed.value;
    // Somebody said that it is a table of indicators: its columns are asked for, instead of refusing it.
    const isAsked = columns !== null && choices.format === format.id;
    if (statements === 0 && !isAsked)
      return failure(
        ...log.list(),
        issue('error', 'indicators-none', WHOLE_FILE, 'No indicator in it could be read.', {
          done: 'Nothing was stored.',
        }),
      );
    const known = await withHistories(workspace, (db) =>
      db.collections.filter(({ size, fileName }) => size === source.size && fileName.startsWith(source.name)).first(),
    );
    const detail: IndicatorsDetail = {
      kind: 'indicators',
      name: choices.indicators?.name ?? (facts.name || nameOf(source.name)),
      publisher: choices.indicators?.publisher ?? facts.publisher,
      published: facts.published,
      marking: facts.marking,
      statements: first,
      typeCounts: counts,
      columns,
      known: known === undefined ? null : { id: known.id, name: known.name },
    };
    return success(
      {
        counts: { unit: 'indicators', read: statements + rejected, kept: statements, reported: rejected },
        brought: countOf(statements, 'indicator'),
        issueCounts: countLogged(log),
        detail,
        effect:
          statements === 0
            ? { kind: 'nothing' }
            : { kind: 'stream', run: (_, job) => storeIndicators(packed.value, detail, format.id, log, job) },
        outlastsChanges: true,
        says: { statements: async () => packed.value.segments, report: null },
      },
      log.list(),
    );
  };
}

async function packContent(
  format: IndicatorFormat,
  source: FileSource,
  { indicators }: ImportChoices,
  log: IssueLog,
): Promise<Result<PackedStatements>> {
  let bytes = 0;
  async function* limited(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.stream()) {
      bytes += chunk.length;
      if (bytes > LARGEST_LIST) return;
      yield chunk;
    }
  }
  const packed = await packStatements(format, limited(), source.name, indicators?.columns ?? null, log);
  if (bytes > LARGEST_LIST)
    return failure(
      issue(
        'error',
        'file-too-large',
        WHOLE_FILE,
        `A list of indicators of more than ${formatBytes(LARGEST_LIST)} is not read.`,
        {
          done: 'Nothing was read.',
        },
      ),
    );
  return success(packed);
}

async function storeIndicators(
  { segments, statements, counts, rejected }: PackedStatements,
  { name, publisher, published, marking }: IndicatorsDetail,
  format: string,
  log: IssueLog,
  { workspace, id, at, choices, fileName, size, sha256 }: StreamJob,
) {
  const hash = await sha256();
  return withHistories(workspace, async (db) => {
    const same = await db.collections.filter((collection) => collection.sha256 === hash).toArray();
    const [known, ...others] = same;
    if (known !== undefined && choices.indicators?.replace !== true)
      return failure(
        issue('error', 'indicators-known', WHOLE_FILE, `This very file was imported before, as “${known.name}”.`, {
          done: 'Nothing was stored.',
        }),
      );
    const collection: IndicatorCollection = {
      // Watchlists name it by this.
      id: known?.id ?? id,
      name,
      fileName,
      sha256: hash,
      size,
      format,
      publisher,
      published,
      marking,
      importedAt: at,
      statements,
      bytes: segments.reduce((sum, segment) => sum + segment.bytes, 0),
      counts,
      reportId: null,
    };
    await clearStrays(db);
    const tooLarge = await refuseTooLarge(
      'This collection of indicators',
      collection.bytes,
      `Nothing of it was stored. Remove a collection, or drop the oldest records of a history, and import it again.${await describeSetAside(db)}`,
    );
    if (tooLarge !== null) return failure(tooLarge);
    try {
      const otherIds = others.map((other) => other.id);
      await replaceCollection(db, collection, segments, otherIds);
    } catch (error) {
      if (isQuotaError(error))
        return failure(await describeFullDisk('Nothing of it was stored, and nothing stored before was touched.'));
      throw error;
    }
    return success({
      counts: { unit: 'indicators', read: statements + rejected, kept: statements, reported: rejected },
      brought: [
        ...countOf(statements, 'indicator'),
        ...(same.length > 0 ? ['in place of an earlier import of the same file'] : []),
      ],
      issues: log.list(),
      issueCounts: countLogged(log),
    });
  });
}

export function nameOf(fileName: string): string {
  return fileName.replace(/\.(?:gz|txt|csv|tsv|json|xml|ioc)$/gi, '') || fileName;
}
