import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import type { Recipe } from '../../src/domain/layers/arithmetic';
import { undoChange } from '../../src/store/change-log';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { ExportedFile } from '../../workers/contract/exports';
import type { CombineRequest } from '../../workers/contract/layers';
import {
  combine,
  describeLayer,
  edit,
  exportLayers,
  keep,
  listLayerNotes,
  listLayers,
  overlayLayers,
} from '../../workers/layer-answers';
import { validateLayer } from '../formats/navigator-layer-schema';
import { makeThreat } from '../threats/made-up-steps';
import { makeLayer } from './made-up-release';

const file = join(import.meta.dirname, '../../data/catalog/enterprise-attack-19.1.json');
const catalog = readCatalog(JSON.parse(readFileSync(file, 'utf8')));
if (!catalog.ok) throw new Error('19.1 cannot be read');
const index = indexCatalog(catalog.value);

function textOf(exported: ExportedFile): string {
  if (!('text' in exported)) throw new Error('a layer is text');
  return exported.text;
}

const AT = '2026-11-24T10:00:00Z';
const RECIPE: Recipe = {
  operation: { kind: 'formula', text: 'a - b' },
  unscored: { kind: 'number', value: 0, everywhere: false },
  subTechniques: 'separate',
  granularity: 'technique',
  meeting: 'max',
};
const REQUEST: CombineRequest = {
  operands: ['old', 'coverage'],
  recipe: RECIPE,
  name: 'Gap',
  at: AT,
  tlp: 'TLP:GREEN',
};
/** Of the estate, made up. */
const COVERAGE = makeLayer({ 'T1059.001': 40, T1003: 100 }, { name: 'Coverage', attackRelease: '19' });

let db: WorkspaceDatabase;

beforeEach(async () => {
  db = new WorkspaceDatabase('own');
  await db.layers.bulkAdd([
    // PowerShell before sub-techniques; a technique that was split off Defense Evasion; one that never was.
    makeLayer(
      { T1086: 90, 'T1562 defense-evasion': 30, T7777: 1 },
      { id: 'old', name: 'Old', position: 2, attackRelease: null },
    ),
    makeLayer({ T1003: 1 }, { id: 'new', name: 'New', position: 1 }),
    makeLayer({ T1417: 1 }, { id: 'mobile', name: 'Mobile', position: 3, domain: 'mobile-attack' }),
  ]);
});

afterEach(() => db.delete());

describe('answers about layers', () => {
  it('lists layers in their order, with what the release does not know', async () => {
    const listed = await listLayers(db, index);
    expect(listed.map(({ id, fit: known }) => [id, known])).toEqual([
      ['new', { live: 1, succeeded: 0, retired: 0, unknown: 0 }],
      ['old', { live: 0, succeeded: 2, retired: 0, unknown: 1 }],
      ['mobile', null],
    ]);
    expect((await describeLayer(db, index, 'old'))?.unaligned).toEqual([{ techniqueId: 'T7777', reason: 'unknown' }]);
    expect(await describeLayer(db, index, 'gone')).toBeNull();
  });

  it('marks the matrix in the order asked for, and tells what layers say of one technique', async () => {
    const overlay = await overlayLayers(db, index, ['old', 'gone', 'new']);
    expect(overlay.layers.map(({ name, marked, unaligned }) => [name, marked, unaligned])).toEqual([
      ['Old', 2, 1],
      ['New', 1, 0],
    ]);
    const notes = await listLayerNotes(db, index, 'T1059.001');
    expect(notes).toMatchObject([{ layerName: 'Old', techniqueId: 'T1086', score: 90, shownColor: '#000000' }]);
  });

  it('shows threats among them, in the order of the ids', async () => {
    const read = async (ref: string) => (ref === 'G0016' ? makeThreat('G0016', ['T1059']) : null);
    const overlay = await overlayLayers(db, index, ['threat:G0016', 'old', 'threat:gone'], read);
    expect(overlay.layers.map(({ id }) => id)).toEqual(['threat:G0016', 'old']);
    expect((await overlayLayers(db, index, ['threat:G0016'])).layers).toEqual([]);
  });

  it('combines layers of different releases with the coverage, keeps the result, and undo takes it back', async () => {
    const combined = await combine(db, index, REQUEST, async () => COVERAGE);
    if (!combined.ok) throw new Error('not combined');
    const scores = combined.value.layer.techniques.map(({ techniqueId, score }) => [techniqueId, score]);
    expect(Object.fromEntries(scores)).toEqual({ 'T1059.001': 50, T1685: 30, T1003: -100 });
    expect(combined.value.outcome.operands[0]).toMatchObject({ succeeded: 2, unaligned: [{ techniqueId: 'T7777' }] });

    const { summary } = await keep(db, combined.value, AT);
    const exported = await exportLayers(db, [summary.id], AT);
    if (!exported.ok) throw new Error('not exported');
    expect(exported.value.name).toBe('Gap.json');
    const written = JSON.parse(textOf(exported.value)) as { readonly metadata: unknown; readonly versions: unknown };
    expect(validateLayer(written)).toEqual([]);
    expect(written.versions).toMatchObject({ attack: '19.1', layer: '4.5' });
    expect(written.metadata).toContainEqual({ name: 'Not carried over from a', value: '1: T7777 (unknown)' });
    expect(await undoChange(db)).toBe('Combine layers: Gap');
    expect(await db.layers.get(summary.id)).toBeUndefined();
  });

  it('says what is wrong with a formula or with layers that are gone', async () => {
    const bad = { ...REQUEST, recipe: { ...RECIPE, operation: { kind: 'formula', text: 'a - c' } as const } };
    const malformed = await combine(db, index, bad, async () => COVERAGE);
    expect(malformed.issues.map(({ message }) => message)).toEqual(['There is no layer c: the last one is b.']);
    const gone = await combine(db, index, { ...REQUEST, operands: ['gone'] }, async () => COVERAGE);
    expect(gone.issues.map(({ code }) => code)).toEqual(['layer-gone']);
    expect((await exportLayers(db, ['gone'], AT)).ok).toBe(false);
  });

  it('changes one layer at a time, and writes several as one file', async () => {
    await edit(db, 'Move', { kind: 'move', id: 'old', by: -1 }, AT);
    expect((await listLayers(db, index)).map(({ id }) => id)).toEqual(['old', 'new', 'mobile']);
    await edit(db, 'Remove', { kind: 'remove', ids: ['mobile'] }, AT);
    const exported = await exportLayers(db, ['old', 'new'], AT);
    if (!exported.ok) throw new Error('not exported');
    expect(exported.value.name).toBe('vedette-2-layers-2026-11-24.json');
    expect(
      (JSON.parse(textOf(exported.value)) as readonly { readonly name: string }[]).map(({ name }) => name),
    ).toEqual(['Old', 'New']);
    expect(await undoChange(db)).toBe('Remove');
    expect((await listLayers(db, index)).length).toBe(3);
  });

  it('answers about a hundred layers that annotate everything', { timeout: 60_000 }, async () => {
    const all = Object.fromEntries(index.catalog.techniques.map(({ id }, at) => [id, at]));
    const many = Array.from({ length: 100 }, (_, at) => makeLayer(all, { id: `many-${at}`, name: `${at}` }));
    await db.layers.bulkAdd(many);
    const operands = many.map(({ id }) => id);
    const layers = await db.layers.bulkGet(operands);
    expect(layers).toHaveLength(100);
    const started = performance.now();
    const mean: Recipe = { ...RECIPE, operation: { kind: 'mean' } };
    const combined = await combine(db, index, { ...REQUEST, operands, recipe: mean }, async () => COVERAGE);
    expect(combined.ok && combined.value.layer.techniques.length).toBe(index.catalog.techniques.length);
    // fake-indexeddb copies far slower than a browser; what is ours is a tenth of it.
    expect(performance.now() - started).toBeLessThan(30_000);
  });
});
