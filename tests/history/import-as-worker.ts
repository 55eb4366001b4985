import { type Result, success } from '../../src/domain/result';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { readWatch } from '../../src/store/content-store';
import type { ImportReceipt } from '../../src/store/import-receipt';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { applyStream } from '../../workers/apply-import';
import type { HistoryDetail, ImportChoices } from '../../workers/contract/imports';
import { openFileSource } from '../../workers/file-source';
import { hashFile } from '../../workers/hash-file';
import { findReader } from '../../workers/readings/readers';
import type { Reading } from '../../workers/readings/reading';
import { makeReadingContext } from '../reading-context';

/** A file of logs or indicators as the import worker takes it in: recognised, looked at, and written. */

let imported = 0;

export async function inspect(file: File, choices: ImportChoices = {}): Promise<Result<Reading>> {
  const source = await openFileSource(file, () => undefined);
  const format =
    choices.format === undefined
      ? sniffFormat(makeProbe(source.name, source.size, source.head))
      : success(choices.format);
  if (!format.ok) return format;
  const read = await findReader(format.value);
  const db = new WorkspaceDatabase('own');
  try {
    return await read(source, { ...makeReadingContext(undefined, choices), watch: () => readWatch(db) });
  } finally {
    db.close();
  }
}

export async function importFile(file: File, choices: ImportChoices = {}): Promise<Result<ImportReceipt>> {
  const reading = await inspect(file, choices);
  if (!reading.ok) return reading;
  const { effect } = reading.value;
  if (effect.kind !== 'stream') throw new Error(`${file.name} was not read as a stream`);
  const id = `import-${++imported}`;
  const at = `2026-11-25T10:00:${String(imported % 60).padStart(2, '0')}Z`;
  const db = new WorkspaceDatabase('own');
  try {
    return await applyStream(
      db,
      () => openFileSource(file, () => undefined),
      effect.run,
      {
        workspace: 'own',
        id,
        at,
        choices,
        fileName: file.name,
        size: file.size,
        fileDate: '2026-11-25T00:00:00Z',
        sha256: () => hashFile(file),
        tellRecords: () => undefined,
      },
      { id, at, fileName: file.name, size: file.size, format: 'x', formatName: 'x' },
    );
  } finally {
    db.close();
  }
}

export function detailOf(reading: Result<Reading>): HistoryDetail {
  if (!reading.ok || reading.value.detail.kind !== 'history') throw new Error(JSON.stringify(reading));
  return reading.value.detail;
}
