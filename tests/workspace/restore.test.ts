import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_PARTS } from '../../src/domain/workspace/check-content';
import { EMPTY_CONTENT, type WorkspaceContent } from '../../src/domain/workspace/content';
import { planRestore, recordsOf } from '../../src/domain/workspace/restore';
import { readWorkspaceFile, type Tables, writeWorkspaceFile } from '../../src/formats/workspace-file';
import { CatalogDatabase } from '../../src/store/catalog-database';
import { change } from '../../src/store/change-content';
import { undoChange } from '../../src/store/change-log';
import { readContent } from '../../src/store/content-store';
import type { ImportReceipt } from '../../src/store/import-receipt';
import {
  addRecords,
  addReleases,
  addTo,
  dumpReleases,
  dumpWorkspace,
  listUnknownTables,
} from '../../src/store/workspace-backup';
import { CONTENT_TABLES, WorkspaceDatabase } from '../../src/store/workspace-database';
import { makeGroup } from '../coverage/made-up-estate';
import { content } from './made-up-content';

const NOW = '2026-11-24T10:00:00.000Z';
const ADD = { mode: 'add', conflicts: 'here' } as const;
const REPLACE = { mode: 'replace', conflicts: 'file' } as const;

function withGroups(...names: readonly string[]): WorkspaceContent {
  const groups = names.map((name) => makeGroup(name.split(':')[0] ?? '', { name }));
  return { ...EMPTY_CONTENT, inventory: { ...EMPTY_CONTENT.inventory, groups } };
}
const namesOf = ({ inventory }: WorkspaceContent) => inventory.groups.map(({ name }) => name).sort();

describe('bringing a backup in', () => {
  const here = withGroups('a', 'b', 'c:mine');
  const file = withGroups('b', 'c:theirs', 'd');

  it('replaces: afterwards there is what the file holds', () => {
    const { content: after, parts } = planRestore(here, file, REPLACE);
    expect(namesOf(after)).toEqual(['b', 'c:theirs', 'd']);
    expect(parts.find(({ part }) => part === 'groups')).toEqual({
      part: 'groups',
      inFile: 3,
      here: 3,
      added: 1,
      same: 1,
      conflicts: ['c:theirs'],
      onlyHere: 1,
      afterwards: 3,
    });
  });

  it('adds: what is here stays, and who wins where both say something is a choice', () => {
    expect(namesOf(planRestore(here, file, ADD).content)).toEqual(['a', 'b', 'c:mine', 'd']);
    expect(namesOf(planRestore(here, file, { mode: 'add', conflicts: 'file' }).content)).toEqual([
      'a',
      'b',
      'c:theirs',
      'd',
    ]);
  });

  it('leaves what does not change the very same objects', () => {
    const copy = structuredClone(here);
    for (const choice of [ADD, REPLACE]) {
      const { content: after } = planRestore(here, copy, choice);
      for (const part of CONTENT_PARTS) expect(recordsOf(after, part)).toBe(recordsOf(here, part));
    }
  });
});

describe('backup and restore through the database', () => {
  let db: WorkspaceDatabase;
  beforeEach(() => {
    db = new WorkspaceDatabase('own');
  });
  afterEach(async () => {
    await db.delete();
    await new CatalogDatabase().delete();
  });

  async function backUp(): Promise<string> {
    const tables = (await dumpWorkspace(db)) as Tables;
    return writeWorkspaceFile({ at: NOW, workspace: 'own', tables, releases: await dumpReleases(), preferences: {} });
  }

  async function restore(text: string): Promise<void> {
    const result = readWorkspaceFile(text);
    if (!result.ok) throw new Error(result.issues[0]?.message);
    const { value } = result;
    await addReleases(value.releases);
    await addRecords(db, value.otherTables);
    await change(
      db,
      'Restore',
      { of: 'content', run: (current) => planRestore(current, value.content, REPLACE).content },
      NOW,
    );
  }

  it('gives back what was deleted, whatever it was, and undo takes it away again', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (made) => {
        await change(db, 'Make', { of: 'content', run: () => made }, NOW);
        const before = await readContent(db);
        const text = await backUp();
        await db.delete();
        db = new WorkspaceDatabase('own');
        await restore(text);
        expect(await readContent(db)).toStrictEqual(before);
        await undoChange(db);
        expect(await readContent(db)).toEqual(EMPTY_CONTENT);
        await db.delete();
        db = new WorkspaceDatabase('own');
      }),
      { numRuns: 8 },
    );
  }, 30_000);

  it('brings receipts, columns and releases, adds only what is not here, and takes nothing back by accident', async () => {
    const receipt: ImportReceipt = {
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
      change: 1,
      takenBack: false,
    };
    const packed = new Uint8Array([1, 2, 3]).buffer;
    const release = {
      id: 'ics-attack@15.1',
      domain: 'ics-attack' as const,
      release: '15.1',
      importedAt: NOW,
      fileName: 'f',
      packed,
    };
    await db.receipts.add(receipt);
    await db.columns.add({ header: 'a|b', meanings: ['sensor', null], at: NOW });
    const catalogs = new CatalogDatabase();
    await catalogs.catalogs.add(release);
    catalogs.close();
    const text = await backUp();
    await db.delete();
    await new CatalogDatabase().delete();
    db = new WorkspaceDatabase('own');
    await db.columns.add({ header: 'a|b', meanings: [null, null], at: NOW });
    await restore(text);
    expect(await db.receipts.toArray()).toEqual([{ ...receipt, change: null }]);
    expect(await db.columns.toArray()).toEqual([{ header: 'a|b', meanings: [null, null], at: NOW }]);
    const restored = new CatalogDatabase();
    expect(await restored.catalogs.toArray()).toEqual([release]);
    restored.close();
  });

  it('leaves out receipts that would break a screen, and says which tables it does not know', async () => {
    await addRecords(db, {
      receipts: [{ id: 'r', issues: 'no list' }, null, 3],
      columns: [{ header: 'x', meanings: ['castle'], at: '' }],
      future: [{}],
    });
    expect(await db.receipts.count()).toBe(0);
    expect(await db.columns.count()).toBe(0);
    expect(listUnknownTables({ future: [{}], receipts: [{}] }, { catalogs: [], models: [1, 2] })).toEqual([
      { name: 'future', records: 1 },
      { name: 'models', records: 2 },
    ]);
  });

  it('brings what has a key of several parts whole, or not at all', async () => {
    const other = new Dexie('releases');
    other.version(1).stores({ parts: '[release+part]' });
    await other.table('parts').add({ release: 'a', part: 0, packed: 'mine' });
    const parts = [
      { release: 'a', part: 0, packed: 'theirs' },
      { release: 'a', part: 1, packed: 'theirs' },
      { release: 'b', part: 0, packed: 'theirs' },
      { release: 'b', part: Number.NaN },
      { release: 'c' },
      null,
    ];
    await addTo(other, { parts }, new Set());
    expect(await other.table('parts').toArray()).toEqual([
      { release: 'a', part: 0, packed: 'mine' },
      { release: 'b', part: 0, packed: 'theirs' },
    ]);
    await other.delete();
  });

  it('covers every table', () => {
    // Whoever adds a table of content adds its check; any other table comes along by itself.
    expect([...CONTENT_PARTS].sort()).toEqual([...CONTENT_TABLES].sort());
  });
});
