import { listFirst } from '../src/domain/issue-log';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import { makeProbe } from '../src/formats/probe';
import { FORMATS, sniffFormat } from '../src/formats/registry';
import { readContent, readInventory } from '../src/store/content-store';
import { recallProducts } from '../src/store/remembered-products';
import type { WorkspaceDatabase } from '../src/store/workspace-database';
import { applyImport } from './apply-import';
import type { ImportChoices, ImportProgress, ImportWorker } from './contract/imports';
import { withWorkspace } from './databases';
import { startDigest, takeDigest } from './digests';
import { expose } from './expose';
import { type FileSource, openFileSource, UnfoldsTooFar } from './file-source';
import { makeKeptReading } from './kept-reading';
import { READERS } from './readings/readers';
import type { Reading } from './readings/reading';

const worker: ImportWorker = {
  async inspectFile(file, workspace, choices, onProgress) {
    return withWorkspace(workspace, async (db) => {
      const read = await readFile(file, db, choices, onProgress);
      if (!read.ok) return read;
      const { source, format, reading } = read.value;
      const { counts, brought, issueCounts, detail } = reading;
      if (reading.sha256 === undefined) startDigest(file);
      const preview = { fileName: file.name, size: source.size, ...format, counts, brought, issueCounts, detail };
      return success({ ...preview, issues: read.issues }, read.issues);
    });
  },

  async commitImport(file, workspace, choices, at, onProgress) {
    return withWorkspace(workspace, async (db) => {
      const found = kept.take(file);
      const known = found?.value.database === db.name ? found : null;
      const digest = known?.value.reading.sha256 ?? takeDigest(file);
      const read = known === null ? await readFile(file, db, choices, onProgress) : success(known.value, known.issues);
      if (!read.ok) return read;
      const { source, format, reading } = read.value;
      const receipt = {
        id: crypto.randomUUID(),
        at,
        fileName: file.name,
        size: source.size,
        sha256: await digest,
        ...format,
        counts: reading.counts,
        brought: reading.brought,
        issues: read.issues,
        issueCounts: reading.issueCounts,
      };
      return success(await applyImport(db, reading, choices, receipt));
    });
  },
};

expose(worker);

/**
 * A release that was inspected is not parsed a second time: what is kept until the analyst decides is what would be
 * stored, a few megabytes. Nor is a report that is not too large. Other readings depend on the inventory, which may have
 * changed since.
 */
const kept = makeKeptReading<{ readonly value: ReadFile; readonly issues: readonly Issue[] }>();

interface ReadFile {
  readonly source: FileSource;
  /** Of the workspace it was read for. */
  readonly database: string;
  readonly format: { readonly format: string; readonly formatName: string };
  readonly reading: Reading;
}

async function readFile(
  file: File,
  db: WorkspaceDatabase,
  choices: ImportChoices,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<ReadFile>> {
  try {
    const source = await openFileSource(file, onProgress);
    const format =
      choices.format === undefined
        ? sniffFormat(makeProbe(source.name, source.size, source.head))
        : success(choices.format);
    if (!format.ok) return format;
    const [read, inventory, recalled] = await Promise.all([
      READERS[format.value](),
      readInventory(db),
      recallChoices(db, choices),
    ]);
    const reading = await read(source, {
      inventory,
      content: () => readContent(db),
      choices: recalled,
      tellPages: (pages) => onProgress({ bytesRead: file.size, bytesTotal: file.size, pages }),
      recallColumns: async () => {
        const remembered = new Map((await db.columns.toArray()).map(({ header, meanings }) => [header, meanings]));
        return (header) => remembered.get(header) ?? null;
      },
      hasReport: async (id) => (await db.threatReports.where('id').equals(id).count()) > 0,
    });
    if (!reading.ok) return { ok: false, issues: listFirst(reading.issues) };
    // Readers count all of them; what the page shows and a receipt keeps are the first of each kind.
    const issues = listFirst(reading.issues);
    const id = reading.value.format ?? format.value;
    const formatName = FORMATS.find((each) => each.id === id)?.name ?? id;
    const answer = { source, database: db.name, format: { format: id, formatName }, reading: reading.value };
    if (reading.value.effect.kind === 'release' || reading.value.outlastsChanges === true)
      kept.put(file, { value: answer, issues });
    return success(answer, issues);
  } catch (error) {
    return failure(describeReadError(error));
  }
}

async function recallChoices(db: WorkspaceDatabase, choices: ImportChoices): Promise<ImportChoices> {
  return { ...choices, table: { ...choices.table, sensors: await recallProducts(db, choices.table?.sensors ?? {}) } };
}

/** What the browser throws while a file is read is about the file or the device; anything else is a bug of ours. */
function describeReadError(error: unknown) {
  if (error instanceof UnfoldsTooFar) {
    return issue('error', 'archive-unfolds-too-far', WHOLE_FILE, error.message, {
      done: 'Reading stopped; nothing was written.',
    });
  }
  if (error instanceof TypeError && /decompress|gzip|compressed/i.test(error.message)) {
    return issue('error', 'gzip-damaged', WHOLE_FILE, 'The gzip archive is damaged or cut off.', {
      done: 'Nothing was read.',
    });
  }
  if (error instanceof DOMException && (error.name === 'NotReadableError' || error.name === 'NotFoundError')) {
    return issue(
      'error',
      'file-unreadable',
      WHOLE_FILE,
      'The browser may not read this file any more: it was moved, changed or removed.',
      {
        done: 'Nothing was read. Choose it again.',
      },
    );
  }
  throw error;
}
