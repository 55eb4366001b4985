import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, expect, it } from 'vitest';
import type { ReleaseProse, TechniqueProse } from '../../src/domain/attack/prose';
import { CatalogDatabase, putRelease, removeRelease, type StoredRelease } from '../../src/store/catalog-database';
import { encodeJson } from '../../workers/packed-json';
import { makeStoredProse, openReleaseProse, openTechniqueProse, packProse } from '../../workers/prose-parts';

const ID = 'enterprise-attack@19.1';
const AT = { at: '2026-11-24T00:00:00Z', fileName: 'enterprise-attack-19.1.json' };

afterEach(() => Dexie.delete('vedette-catalogs'));

function technique(id: string): TechniqueProse {
  return {
    id: id as TechniqueProse['id'],
    description: `What ${id} is: ü 漢 🙂`,
    detection: '',
    componentDetections: [],
    strategies: [
      {
        id: 'DET1',
        name: 'Strategy',
        analytics: [
          {
            id: 'AN1',
            name: 'Analytic',
            description: '',
            platforms: [],
            logSources: [{ component: 'DC0001' as never, name: 'log', channel: 'c' }],
            mutableElements: [],
          },
        ],
      },
    ],
    mitigations: [],
  };
}

function release(ids: readonly string[]): StoredRelease {
  const prose: ReleaseProse = {
    domain: 'enterprise-attack',
    release: '19.1',
    techniques: ids.map(technique),
    components: ['DC0001', 'DC0002'].map((id) => ({ id: id as never, name: `Name of ${id}`, description: 'd' })),
  };
  const packed = packProse(prose);
  if (packed === null) throw new Error('no prose');
  return {
    catalog: null,
    ...makeStoredProse(ID, packed, AT),
    threats: { id: ID, importedAt: AT.at, packed: encodeJson({ groups: [] }) },
  };
}

const IDS = Array.from({ length: 200 }, (_, at) => `T${1000 + 3 * at}${at % 4 === 0 ? '' : `.00${at % 4}`}`).sort();

it('opens the prose of any one technique, with the components it names', async () => {
  const db = new CatalogDatabase();
  await putRelease(db, release(IDS));
  for (const id of IDS) {
    const found = await openTechniqueProse(db, ID, id);
    expect(found?.technique.description).toBe(`What ${id} is: ü 漢 🙂`);
    expect(found?.components.map((component) => component.id)).toEqual(['DC0001']);
  }
  for (const id of ['T0001', 'T1001', 'T9999', '', 'constructor']) {
    expect(await openTechniqueProse(db, ID, id)).toBeNull();
  }
  expect(await openTechniqueProse(db, 'enterprise-attack@18.1', 'T1000')).toBeNull();
  db.close();
});

it('takes the place of what was there, and can be removed and put back', async () => {
  const db = new CatalogDatabase();
  await putRelease(db, release(IDS));
  await putRelease(db, release(IDS.slice(0, 10)));
  expect(await db.proseParts.count()).toBe(2);
  await putRelease(db, { ...release(IDS), prose: null, parts: [], threats: null });
  expect(await db.prose.get(ID)).toMatchObject({ techniques: 10, fileName: AT.fileName });

  const removed = await removeRelease(db, ID);
  expect([await db.prose.count(), await db.proseParts.count(), await db.threats.count()]).toEqual([0, 0, 0]);
  await putRelease(db, removed);
  expect((await openTechniqueProse(db, ID, IDS[3] ?? ''))?.technique.id).toBe(IDS[3]);
  expect(await db.threats.count()).toBe(1);
  db.close();
});

it('keeps the releases of the first version of the database', async () => {
  const old = new Dexie('vedette-catalogs');
  old.version(1).stores({ catalogs: 'id' });
  await old.table('catalogs').put({ id: 'mobile-attack@17.1', packed: new ArrayBuffer(3) });
  old.close();
  const db = new CatalogDatabase();
  expect(await db.catalogs.toArray()).toHaveLength(1);
  expect(await db.prose.count()).toBe(0);
  db.close();
});

it('opens all of the prose, with the procedures behind it, or without them where an older version stored it', async () => {
  const db = new CatalogDatabase();
  const procedures = Array.from({ length: 9_001 }, (_, at) => ({
    technique: id(IDS[at % 7] ?? ''),
    text: `Story ${at}`,
  }));
  const techniques = IDS.map(technique);
  const prose: ReleaseProse = { domain: 'enterprise-attack', release: '19.1', techniques, components: [], procedures };
  const packed = packProse(prose);
  if (packed === null) throw new Error('no prose');
  await putRelease(db, { ...release(IDS), ...makeStoredProse(ID, packed, AT) });
  expect(await openReleaseProse(db, ID)).toEqual(prose);
  expect((await openTechniqueProse(db, ID, IDS[199] ?? ''))?.technique.id).toBe(IDS[199]);
  await putRelease(db, release(IDS));
  expect(await openReleaseProse(db, ID)).toMatchObject({ techniques, procedures: [] });
  expect(await openReleaseProse(db, 'mobile-attack@19.1')).toBeNull();
  db.close();
});

function id(text: string): TechniqueProse['id'] {
  return text as TechniqueProse['id'];
}
