import { listFirst } from '../src/domain/issue-log';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import { DamagedContent, describeDamage } from '../src/formats/gunzip';
import { makeProbe } from '../src/formats/probe';
import { FORMATS, sniffFormat } from '../src/formats/registry';
import { readContent, readInventory, readWatch } from '../src/store/content-store';
import { recallProducts } from '../src/store/remembered-products';
import type { WorkspaceDatabase } from '../src/store/workspace-database';
import { applyImport, applyStream } from './apply-import';
import type { ImportChoices, ImportProgress, ImportWorker } from './contract/imports';
import { withWorkspace } from './databases';
import { startDigest, takeDigest } from './digests';
import { type FileSource, openFileSource, UnfoldsTooFar } from './file-source';
import { makeKeptReading } from './kept-reading';
import { listReadAs } from './readings/choosable-formats';
import { findReader } from './readings/readers';
import type { Reading, StreamJob } from './readings/reading';

/** Takes files in: for the page, and for whoever works on packages before they are accepted. */
export const importAnswers: ImportWorker = {
  async inspectFile(file, workspace, choices, onProgress) {
    return withWorkspace(workspace, async (db) => {
      const read = await readFile(file, db, choices, onProgress);
      if (!read.ok) return read;
      const { source, format, reading } = read.value;
      const { counts, brought, issueCounts, detail } = reading;
      if (reading.sha256 === undefined) startDigest(file);
      const readAs = listReadAs(format.format);
      const preview = {
        fileName: file.name,
        size: source.size,
        ...format,
        counts,
        brought,
        issueCounts,
        detail,
        readAs,
      };
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
      const about = { id: crypto.randomUUID(), at, fileName: file.name, size: source.size, ...format };
      let records = 0;
      const tell = (progress: ImportProgress) => onProgress(records === 0 ? progress : { ...progress, records });
      const job: StreamJob = {
        workspace,
        id: about.id,
        at,
        choices,
        fileName: file.name,
        size: file.size,
        fileDate: new Date(file.lastModified).toISOString(),
        sha256: async () => digest,
        tellRecords: (count) => {
          records = count;
        },
      };
      if (reading.effect.kind === 'stream')
        return await applyStream(db, () => openFileSource(file, tell), reading.effect.run, job, about);
      const { counts, brought, issueCounts } = reading;
      const receipt = { ...about, sha256: await digest, counts, brought, issues: read.issues, issueCounts };
      // Before the step, as releases: should that fail, importing the file again is all it takes.
      const lack =
        reading.effect.kind === 'step'
          ? await reading.effect.indicators?.(await openFileSource(file, tell), job)
          : null;
      const told =
        lack == null
          ? receipt
          : { ...receipt, issues: [...receipt.issues, lack], issueCounts: { ...issueCounts, [lack.code]: 1 } };
      return success(await applyImport(db, reading, choices, told));
    });
  },
};

/**
 * A release that was inspected is not parsed a second time: what is kept until the analyst decides is what would be
 * stored, a few megabytes. Nor is a report that is not too large. Other readings depend on the inventory, which may have
 * changed since.
 */
const kept = makeKeptReading<{ readonly value: ReadFile; readonly issues: readonly Issue[] }>();

export interface ReadFile {
  readonly source: FileSource;
  /** Of the workspace it was read for. */
  readonly database: string;
  readonly format: { readonly format: string; readonly formatName: string };
  readonly reading: Reading;
}

/** Recognised by its content and read whole; nothing is written. */
export async function readFile(
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
      findReader(format.value),
      readInventory(db),
      recallChoices(db, choices),
    ]);
    const reading = await read(source, {
      inventory,
      workspace: db.workspace,
      fileDate: new Date(file.lastModified).toISOString(),
      content: () => readContent(db),
      watch: () => readWatch(db),
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
  if (error instanceof DamagedContent) {
    return issue('error', 'gzip-damaged', WHOLE_FILE, describeDamage(error), {
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
