import { describe, expect, it, vi } from 'vitest';
import { EMPTY_CONTENT, type WorkspaceContent } from '../../src/domain/workspace/content';
import { diffContent } from '../../src/store/content-edits';
import { READERS } from '../../workers/readings/readers';
import { makeReadingContext, makeTextSource } from '../reading-context';

const CATALOG = {
  techniques: [{ id: 'T1059' }],
  retired: [{ id: 'T1086', successor: 'T1059' }],
  tactics: [{ shortName: 'execution' }],
};

vi.mock('../../workers/catalogs', () => ({
  catalogId: () => 'enterprise-attack@19.1',
  listCatalogs: async () => [{ id: 'x', domain: 'enterprise-attack', release: '19.1', origin: 'shipped' }],
  loadCatalogIndex: async () => ({ ok: true, value: { catalog: CATALOG } }),
}));

async function read(text: string, content: WorkspaceContent) {
  const reader = await READERS['navigator-layer']();
  const result = await reader(makeTextSource('layers.json', text), makeReadingContext(content));
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const { effect, ...reading } = result.value;
  if (effect.kind !== 'step' || effect.step.of !== 'content') throw new Error('no step');
  return { ...reading, after: effect.step.run(content) };
}

const LAYER = {
  name: 'a',
  versions: { attack: '13', layer: '4.4' },
  domain: 'enterprise-attack',
  techniques: [
    { techniqueID: 'T1059', tactic: 'execution', score: 3 },
    { techniqueID: 'T1086' },
    { techniqueID: 'T9999' },
  ],
};

describe('the reading of layers', () => {
  it('brings several layers of a file as records of their own, in the order of the file', async () => {
    const text = JSON.stringify([LAYER, { ...LAYER, name: 'b' }]);
    const { counts, brought, detail, issueCounts, after } = await read(text, EMPTY_CONTENT);
    expect(counts).toEqual({ unit: 'techniques', read: 6, kept: 6, reported: 0 });
    expect(brought).toEqual(['2 new layers']);
    expect(issueCounts).toEqual({ 'technique-unknown': 2 });
    expect(after.layers.map(({ name, position, attackRelease }) => [name, position, attackRelease])).toEqual([
      ['a', 1, '13'],
      ['b', 2, '13'],
    ]);
    expect(detail).toMatchObject({
      kind: 'layers',
      layerCount: 2,
      layers: [{ name: 'a', scored: 1, techniques: 3 }, {}],
    });
  });

  it('changes nothing when the same file comes again, even where the layer was renamed since', async () => {
    const first = (await read(JSON.stringify(LAYER), EMPTY_CONTENT)).after;
    const renamed = { ...first, layers: first.layers.map((layer) => ({ ...layer, name: 'renamed' })) };
    const again = await read(JSON.stringify(LAYER, null, 4), renamed);
    expect(again.brought).toEqual(['1 layer known already']);
    expect(again.after).toBe(renamed);
    expect(diffContent(renamed, again.after)).toEqual([]);
  });

  it('adds another state of a layer beside the first', async () => {
    const first = (await read(JSON.stringify(LAYER), EMPTY_CONTENT)).after;
    const { after } = await read(JSON.stringify({ ...LAYER, description: 'newer' }), first);
    expect(after.layers.map(({ description, position }) => [description, position])).toEqual([
      ['', 1],
      ['newer', 2],
    ]);
    expect(after.layers[0]).toBe(first.layers[0]);
  });
});
