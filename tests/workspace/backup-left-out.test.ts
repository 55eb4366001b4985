import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LISTED_PER_CODE } from '../../src/domain/issue-log';
import { type Tables, writeWorkspaceFile } from '../../src/formats/workspace-file';
import { CatalogDatabase } from '../../src/store/catalog-database';
import type { ImportReceipt } from '../../src/store/import-receipt';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { applyImport } from '../../workers/apply-import';
import type { Reading } from '../../workers/readings/reading';
import { readWorkspace } from '../../workers/readings/workspace-reading';
import { makeGroup } from '../coverage/made-up-estate';
import { makeReadingContext, makeTextSource } from '../reading-context';

vi.mock('../../workers/shipped-catalogs', () => ({ SHIPPED_CATALOGS: [], SENSOR_LIBRARY_URL: '' }));

const NOW = '2026-11-24T10:00:00.000Z';
const RECEIPT = {
  id: 'r1',
  at: NOW,
  fileName: 'a.csv',
  size: 1,
  sha256: 'x',
  format: 'inventory-csv',
  formatName: 'CSV',
  counts: { unit: 'rows', read: 1, kept: 1, reported: 0 },
  brought: [],
  issues: [],
  issueCounts: {},
} satisfies Omit<ImportReceipt, 'change' | 'takenBack'>;
const KEPT = { ...RECEIPT, change: null, takenBack: false };
const PRODUCT = { name: 'Sysmonn', sensorId: 'sysmon', at: NOW };
const COLUMNS = { header: 'a|b', meanings: ['sensor', null], at: NOW };

async function read(tables: Tables, releases: Tables = {}) {
  const text = writeWorkspaceFile({ at: NOW, workspace: 'own', tables, releases, preferences: {} });
  const result = await readWorkspace(makeTextSource('backup.json', text), makeReadingContext());
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result;
}

const placesOf = ({ issues }: Awaited<ReturnType<typeof read>>) =>
  issues.map(({ code, place }) => [code, place.kind === 'path' ? place.path : '']);

describe('what a backup holds that is not sound', () => {
  it('is listed as far as a page can show it, and counted whole', async () => {
    const groups = Array.from({ length: 300_000 }, () => ({}));
    const { value, issues } = await read({ groups, receipts: Array.from({ length: 1000 }, () => 3) });
    expect(value.counts).toEqual({ unit: 'records', read: 301_000, kept: 0, reported: 301_000 });
    expect(value.issueCounts).toEqual({ 'field-missing': 300_000, 'field-wrong': 1000 });
    expect(issues.length).toBe(2 * LISTED_PER_CODE);
  }, 20_000);

  it('is found among receipts, columns and products, and is not counted as kept', async () => {
    const result = await read({
      receipts: [KEPT, { id: 'r2', issues: 'no list' }, KEPT],
      columns: [COLUMNS, { ...COLUMNS, header: 'c', meanings: ['castle'] }],
      products: [PRODUCT, { ...PRODUCT, name: 'Zeekk', sensorId: 7 }, { name: '', sensorId: 'zeek', at: NOW }, null],
    });
    expect(result.value.counts).toEqual({ unit: 'records', read: 9, kept: 3, reported: 6 });
    expect(result.value.brought).toEqual(['1 import receipt', '1 remembered kind of table', '1 remembered product']);
    expect(placesOf(result)).toEqual([
      ['field-missing', 'tables.receipts[1].at'],
      ['record-twice', 'tables.receipts[2]'],
      ['field-wrong', 'tables.columns[1].meanings[0]'],
      ['field-wrong', 'tables.products[1].sensorId'],
      ['field-wrong', 'tables.products[2].name'],
      ['field-wrong', 'tables.products[3]'],
    ]);
  });

  it('is a list of changes, an unknown table, and a release without a name', async () => {
    const result = await read(
      { products: [PRODUCT], changes: [{ sequence: 1 }, { sequence: 2 }], future: [{}] },
      { catalogs: [{ packed: 'x' }], models: [1, 2, 3] },
    );
    expect(result.value.counts).toEqual({ unit: 'records', read: 8, kept: 1, reported: 7 });
    expect(placesOf(result)).toEqual([
      ['changes-in-backup', 'tables.changes'],
      ['release-nameless', 'releases.catalogs[0]'],
      ['table-unknown', 'future'],
      ['table-unknown', 'models'],
    ]);
  });
});

describe('an import', () => {
  let db: WorkspaceDatabase;
  beforeEach(() => {
    db = new WorkspaceDatabase('own');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await db.delete();
    await new CatalogDatabase().delete();
  });

  async function countWritten() {
    const tables = [db.groups, db.changes, db.edits, db.receipts, db.columns, db.products];
    return (await Promise.all(tables.map((table) => table.count()))).reduce((sum, count) => sum + count, 0);
  }

  const step = {
    kind: 'step',
    label: 'Import',
    step: { of: 'inventory', run: (inventory) => ({ ...inventory, groups: [makeGroup('G')] }) },
  } satisfies Reading['effect'];
  const columns = { header: 'a|b', meanings: ['sensor', null] } satisfies Reading['columns'];
  const choices = { table: { sensors: { Sysmonn: 'sysmon' } } };

  it('brings what a backup holds beside content, with its own receipt', async () => {
    const { value } = await read({
      groups: [makeGroup('G')],
      receipts: [KEPT],
      columns: [COLUMNS],
      products: [PRODUCT],
    });
    await applyImport(db, value, {}, { ...RECEIPT, id: 'restored' });
    expect((await db.receipts.toArray()).map(({ id, change }) => [id, change])).toEqual([
      ['r1', null],
      ['restored', 1],
    ]);
    expect(await db.columns.toArray()).toEqual([COLUMNS]);
    expect(await db.products.toArray()).toEqual([PRODUCT]);
    expect(await db.groups.count()).toBe(1);
  });

  it('remembers columns and products with it', async () => {
    await applyImport(db, { effect: step, columns }, choices, RECEIPT);
    expect(await countWritten()).toBe(6);
    await applyImport(
      db,
      { effect: { kind: 'nothing' }, columns: { ...columns, meanings: null } },
      {},
      { ...RECEIPT, id: 'r2' },
    );
    expect(await db.columns.count()).toBe(0);
  });

  it('writes nothing when what is added beside it fails', async () => {
    const alongside = async () => {
      await db.products.add(PRODUCT);
      throw new Error('full');
    };
    await expect(applyImport(db, { effect: { ...step, alongside } }, {}, RECEIPT)).rejects.toThrow('full');
    expect(await countWritten()).toBe(0);
  });

  it('writes nothing when columns or products cannot be remembered', async () => {
    db.products.hook('creating', () => {
      throw new Error('full');
    });
    await expect(applyImport(db, { effect: step, columns }, choices, RECEIPT)).rejects.toThrow();
    expect(await countWritten()).toBe(0);
  });

  it('writes nothing when its receipt cannot be', async () => {
    await db.receipts.add(KEPT);
    await expect(applyImport(db, { effect: step, columns }, choices, RECEIPT)).rejects.toThrow();
    expect(await countWritten()).toBe(1);
  });

  it('has no receipt and no content when its releases cannot be stored', async () => {
    const releases = () => Promise.reject(new Error('full'));
    await expect(applyImport(db, { effect: { ...step, releases }, columns }, choices, RECEIPT)).rejects.toThrow('full');
    expect(await countWritten()).toBe(0);
  });
});
