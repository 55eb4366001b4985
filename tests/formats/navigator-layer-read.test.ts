import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Layer } from '../../src/domain/layers/layer';
import { describePlace, type Result } from '../../src/domain/result';
import { writeNavigatorLayer, writeNavigatorLayers } from '../../src/formats/navigator/navigator-layer';
import { type LayersReading, readNavigatorLayers } from '../../src/formats/navigator/navigator-layer-read';
import { decodeText } from '../../src/formats/text-decoding';
import { describeWithShared, SHARED } from '../shared-data';
import { validateLayer } from './navigator-layer-schema';

const FIXTURES = join(import.meta.dirname, '../fixtures/navigator-layer');

function readAll(text: string, known?: Parameters<typeof readNavigatorLayers>[2]): LayersReading {
  const result = readNavigatorLayers(text, 'file.json', known);
  if (!result.ok) throw new Error(tell(result).join('\n'));
  const { read, kept, reported } = result.value.counts;
  expect(kept + reported).toBe(read);
  expect(kept).toBe(result.value.layers.reduce((sum, { techniques }) => sum + techniques.length, 0));
  return result.value;
}

function readOne(value: unknown): Layer {
  const [layer] = readAll(typeof value === 'string' ? value : JSON.stringify(value)).layers;
  if (layer === undefined) throw new Error('no layer');
  return layer;
}

function tell(result: Result<unknown>): readonly string[] {
  return result.issues.map(({ severity, code, place, found, done }) => {
    return `${severity} ${code} at ${describePlace(place)}${found === undefined ? '' : ` [${found}]`}: ${done}`;
  });
}

const issuesOf = (value: unknown) =>
  tell(readNavigatorLayers(typeof value === 'string' ? value : JSON.stringify(value), 'f.json'));

/** What older Navigators wrote themselves, and keys of other tools: kept as it was. */
const TOLERATED = /no such property$|showSubtechniques: only for techniques with sub-techniques$/;

/** All but where it came from. */
function said({ id: _id, fileName: _fileName, formatVersion: _formatVersion, ...content }: Layer) {
  return content;
}

function expectSameAgain(layer: Layer): unknown {
  const text = writeNavigatorLayer(layer);
  const again = readNavigatorLayers(text, 'other name.json');
  if (!again.ok) throw new Error(tell(again).join('\n'));
  expect(again.value.layers.map(said)).toEqual([said(layer)]);
  expect(writeNavigatorLayer(again.value.layers[0] as Layer)).toBe(text);
  return JSON.parse(text);
}

const BASE = { name: 'x', versions: { attack: '18', navigator: '5.1.0', layer: '4.5' }, domain: 'enterprise-attack' };
const withEntries = (...techniques: readonly unknown[]) => ({ ...BASE, techniques });

describe('readNavigatorLayers', () => {
  it.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.json')))('reads %s', (name) => {
    const text = decodeText(readFileSync(join(FIXTURES, name)));
    if (!text.ok) throw new Error('no text');
    const result = readNavigatorLayers(text.value, name);
    expect({ value: result.ok ? result.value : null, issues: tell(result) }).toMatchSnapshot();
    if (!result.ok) return;
    for (const layer of result.value.layers) expect(validateLayer(expectSameAgain(layer))).toEqual([]);
  });

  it('brings view modes and old domains up to date and forgets no stage', () => {
    const layer = readOne({
      version: '2.2',
      domain: 'mitre-mobile',
      name: 'old',
      viewMode: 2,
      filters: { stages: ['act'], platforms: ['Android'] },
      techniques: [],
    });
    expect(layer).toMatchObject({
      formatVersion: '2.2',
      attackRelease: null,
      domain: 'mobile-attack',
      rest: { layout: { layout: 'mini' }, filters: { platforms: ['Android'] } },
      metadata: [{ name: 'filters.stages', value: 'act' }],
    });
    expect(validateLayer(expectSameAgain(layer))).toEqual([]);
  });

  it.each([
    [{ attack: 13, layer: '4.4' }, '13', '4.4'],
    [{ attack: '18.1', layer: 4.5 }, '18.1', '4.5'],
    [{ attack: 'v9', layer: '4.2' }, '9', '4.2'],
    [{ navigator: '4.1', layer: '4.1' }, null, '4.1'],
    ['4.3', null, '4.3'],
    [{ attack: 'newest', layer: '4.5' }, null, '4.5'],
    [7, null, '7'],
  ])('reads versions %j', (versions, attack, format) => {
    const layer = readOne({ ...BASE, versions, techniques: [] });
    expect([layer.attackRelease, layer.formatVersion]).toEqual([attack, format]);
    expectSameAgain(layer);
  });

  it('keeps unknown keys wherever the format has objects', () => {
    const layer = readOne({
      ...BASE,
      versions: { ...BASE.versions, ours: 7 },
      company: { owner: 'SOC', nested: [1, { a: null }] },
      gradient: { colors: ['#ffffff', '#000000'], minValue: 0, maxValue: 4, steps: 3 },
      legendItems: [{ label: 'a', color: '#ffffff', order: 1 }],
      metadata: [
        { name: 'a', value: 'b', hidden: true },
        { divider: true, width: 2 },
      ],
      links: [{ label: 'a', url: 'https://example.org', rel: 'x' }],
      techniques: [
        {
          techniqueID: 'T1059',
          aggregateScore: 3,
          showSubtechniques: true,
          metadata: [{ name: 'm', value: 'v', id: 4 }],
          links: [{ divider: false }],
        },
      ],
    });
    const written = expectSameAgain(layer);
    expect(written).toMatchObject({
      versions: { ours: 7, layer: '4.5' },
      company: { owner: 'SOC', nested: [1, { a: null }] },
      gradient: { steps: 3 },
      legendItems: [{ order: 1 }],
      metadata: [{ hidden: true }, { divider: true, width: 2 }],
      links: [{ rel: 'x' }],
      techniques: [{ aggregateScore: 3, showSubtechniques: true, metadata: [{ id: 4 }], links: [{ divider: false }] }],
    });
    expect(issuesOf(written)).toEqual([]);
  });

  it.each([
    [{ score: '4' }, { score: 4 }, 'warning value-of-other-type at techniques[0].score [4]: Read as 4.'],
    [{ score: ' 2,5 %' }, { score: 2.5 }, 'warning value-of-other-type at techniques[0].score [2,5 %]: Read as 2.5.'],
    [
      { score: 'high' },
      { score: null, metadata: [{ name: 'score', value: 'high' }] },
      'warning value-of-wrong-type at techniques[0].score [high]: It is unscored; the value was kept as metadata “score”.',
    ],
    [
      { score: true },
      { score: null, metadata: [{ name: 'score', value: 'true' }] },
      'warning value-of-wrong-type at techniques[0].score [true]: It is unscored; the value was kept as metadata “score”.',
    ],
    [
      { score: '1,000' },
      { score: null, metadata: [{ name: 'score', value: '1,000' }] },
      'warning value-of-wrong-type at techniques[0].score [1,000]: It is unscored; the value was kept as metadata “score”.',
    ],
    [{ score: null }, { score: null }, 'note value-null at techniques[0].score [null]: Read as not stated.'],
    [{ score: '' }, { score: null }, 'note score-empty at techniques[0].score []: Read as unscored.'],
    [
      { enabled: 'false' },
      { enabled: false },
      'warning value-of-other-type at techniques[0].enabled [false]: Read as false.',
    ],
    [
      { enabled: 'perhaps' },
      { enabled: true, metadata: [{ name: 'enabled', value: 'perhaps' }] },
      'warning value-of-wrong-type at techniques[0].enabled [perhaps]: Kept as metadata “enabled”.',
    ],
    [{ comment: 5 }, { comment: '5' }, 'warning value-of-other-type at techniques[0].comment [5]: Read as “5”.'],
    [
      { comment: ['a'] },
      { comment: '', metadata: [{ name: 'comment', value: '["a"]' }] },
      'warning value-of-wrong-type at techniques[0].comment [["a"]]: Kept as metadata “comment”.',
    ],
    [
      { color: 'salmonish' },
      { color: '', metadata: [{ name: 'color', value: 'salmonish' }] },
      'warning value-of-wrong-type at techniques[0].color [salmonish]: It has no colour of its own; the value was kept as metadata “color”.',
    ],
    [
      { color: '#0d47a1 ' },
      { color: '#0d47a1' },
      'note color-spelled at techniques[0].color [#0d47a1]: Read as #0d47a1.',
    ],
    [
      { tactic: ['execution'] },
      { tactic: null, metadata: [{ name: 'tactic', value: '["execution"]' }] },
      'warning value-of-wrong-type at techniques[0].tactic [["execution"]]: The entry counts under every tactic; the value was kept as metadata “tactic”.',
    ],
    [
      { tactic: 'Defense Evasion' },
      { tactic: 'defense-evasion' },
      'note tactic-spelled at techniques[0].tactic [Defense Evasion]: Read as defense-evasion.',
    ],
    [
      { metadata: { owner: 'SOC', level: 3 } },
      {
        metadata: [
          { name: 'owner', value: 'SOC' },
          { name: 'level', value: '3' },
        ],
      },
      'warning value-of-other-type at techniques[0].metadata [{"owner":"SOC","level":3}]: Read as names and values.',
    ],
    [
      { metadata: ['loose'] },
      { metadata: [{ name: 'metadata[0]', value: 'loose' }] },
      'warning value-of-wrong-type at techniques[0].metadata[0] [loose]: Kept as metadata “metadata[0]”.',
    ],
    [
      { links: [{ label: 5, url: 'https://example.org' }] },
      { links: [{ label: '5', url: 'https://example.org' }] },
      'warning value-of-other-type at techniques[0].links[0].label [5]: Read as “5”.',
    ],
    [
      { showSubtechniques: 'true' },
      { rest: { showSubtechniques: true } },
      'warning value-of-other-type at techniques[0].showSubtechniques [true]: Read as true.',
    ],
  ])('reports %j and loses nothing', (entry, read, message) => {
    const value = withEntries({ techniqueID: 'T1059', ...entry });
    expect(issuesOf(value)).toContain(message);
    const layer = readOne(value);
    expect(layer.techniques).toHaveLength(1);
    expect(layer.techniques[0]).toMatchObject(read);
    expect(validateLayer(expectSameAgain(layer))).toEqual([]);
  });

  it('reports wrong types of the layer itself and keeps them as its metadata', () => {
    const value = {
      name: 7,
      versions: ['4.5'],
      domain: 'our-own',
      description: { text: 'x' },
      gradient: 'red to green',
      legendItems: { a: 1 },
      links: 'none',
      hideDisabled: 'yes',
      sorting: 'up',
      layout: 'side',
      filters: [],
      viewMode: 9,
      tacticRowBackground: 'grey',
      techniques: [{ techniqueID: 'T0801' }],
    };
    const layer = readOne(value);
    expect(layer).toMatchObject({
      name: '7',
      domain: 'ics-attack',
      rest: { hideDisabled: true, tacticRowBackground: '#808080' },
    });
    expect(layer.metadata.map((item) => ('name' in item ? item.name : '')).sort()).toEqual(
      [
        'versions',
        'domain',
        'description',
        'gradient',
        'legendItems',
        'links',
        'sorting',
        'layout',
        'filters',
        'viewMode',
      ].sort(),
    );
    expect(validateLayer(expectSameAgain(layer))).toEqual([]);
  });

  it('takes what a partial gradient lacks from the Navigator', () => {
    expect(readOne({ ...BASE, gradient: { maxValue: 4 }, techniques: [] }).gradient).toEqual({
      colors: ['#ff6666', '#ffe766', '#8ec843'],
      minValue: 0,
      maxValue: 4,
    });
    expect(readOne({ ...BASE, techniques: [] }).gradient).toBeNull();
  });

  it('counts entries that name no technique as reported, and keeps their text', () => {
    const value = withEntries({ techniqueID: 't1059 ' }, { score: 1 }, 'T1003', null, { techniqueID: 5 });
    const reading = readAll(JSON.stringify(value));
    expect(reading.counts).toEqual({ read: 5, kept: 1, reported: 4 });
    expect(reading.issueCounts).toEqual({ 'technique-id-spelled': 1, 'entry-without-technique': 4 });
    expect(reading.layers[0]?.techniques[0]?.techniqueId).toBe('T1059');
    expect(reading.layers[0]?.metadata).toContainEqual({ name: 'techniques[1]', value: '{"score":1}' });
  });

  it('lets the later of two entries count and keeps the earlier one', () => {
    const value = withEntries(
      { techniqueID: 'T1059', tactic: 'execution', score: 1, comment: 'first' },
      { techniqueID: 'T1059', score: 9 },
      { techniqueID: 'T1059', tactic: 'execution', score: 2 },
      { techniqueID: 'T1003', score: 1 },
      { techniqueID: 'T1003', score: 1 },
    );
    const reading = readAll(JSON.stringify(value));
    expect(reading.counts).toEqual({ read: 5, kept: 3, reported: 2 });
    expect(reading.issueCounts).toEqual({ 'technique-twice': 1, 'technique-repeated': 1 });
    const [first] = reading.layers[0]?.techniques ?? [];
    expect(first).toMatchObject({
      score: 2,
      metadata: [{ name: 'Earlier entry', value: expect.stringContaining('"first"') }],
    });
    expect(validateLayer(expectSameAgain(reading.layers[0] as Layer))).toEqual([]);
  });

  it('keeps what was outdone many times, each once', () => {
    const entries = Array.from({ length: 5000 }, (_, score) => ({ techniqueID: 'T1059', score }));
    const reading = readAll(JSON.stringify(withEntries(...entries)));
    expect(reading.counts).toEqual({ read: 5000, kept: 1, reported: 4999 });
    expect(reading.layers[0]?.techniques[0]).toMatchObject({ score: 4999 });
    expect(reading.layers[0]?.techniques[0]?.metadata).toHaveLength(4999);
    expect(writeNavigatorLayer(reading.layers[0] as Layer).length).toBeLessThan(2_000_000);
  });

  it('reads many layers of one file, and refuses too many', () => {
    const many = Array.from({ length: 2000 }, () => BASE);
    expect(new Set(readAll(JSON.stringify(many)).layers.map(({ id }) => id)).size).toBe(2000);
    expect(issuesOf([...many, BASE])).toEqual([expect.stringContaining('error layers-too-many at the file')]);
  });

  it('says which techniques and tactics no release has', () => {
    const known = { ids: new Set(['T1059']), tactics: new Set(['execution']) };
    const value = withEntries({ techniqueID: 'T1059', tactic: 'execution' }, { techniqueID: 'T9999', tactic: 'lunch' });
    const reading = readAll(JSON.stringify(value), () => known);
    expect(reading.issueCounts).toEqual({ 'technique-unknown': 1, 'tactic-unknown': 1 });
    expect(reading.layers[0]?.techniques).toHaveLength(2);
  });

  it('keeps prototype keys as data and touches no prototype', () => {
    const text = `{"name":"x","domain":"enterprise-attack","versions":{"layer":"4.5","__proto__":{"a":1}},
      "__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},
      "gradient":{"__proto__":[1],"colors":["#ffffff","#000000"],"minValue":0,"maxValue":1},
      "techniques":[{"techniqueID":"T1059","__proto__":{"score":5},"metadata":[{"name":"__proto__","value":"v"}]}]}`;
    const layer = readOne(text);
    expect(({} as { readonly polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(layer.rest)).toBe(Object.prototype);
    expect(Object.hasOwn(layer.rest, '__proto__')).toBe(true);
    expect(layer.techniques[0]?.score).toBeNull();
    const written = writeNavigatorLayer(layer);
    for (const piece of ['"polluted": true', '"constructor"', '"score": 5']) expect(written).toContain(piece);
    expectSameAgain(layer);
    expect(structuredClone(layer)).toEqual(layer);
  });

  it('reads several layers of one file, each with an id that stays', () => {
    const other = { ...BASE, name: 'y', techniques: [{ techniqueID: 'T1003', score: 1 }] };
    const text = JSON.stringify([withEntries({ techniqueID: 'T1059' }), other, other, 5, { ...BASE, techniques: {} }]);
    const first = readAll(text);
    expect(first.layers.map(({ name }) => name)).toEqual(['x', 'y', 'y']);
    expect(first.counts).toEqual({ read: 5, kept: 3, reported: 2 });
    expect(new Set(first.layers.map(({ id }) => id)).size).toBe(3);
    expect(readAll(text)).toEqual(first);
    const again = readAll(writeNavigatorLayers(first.layers));
    expect(again.layers.map(said)).toEqual(first.layers.map(said));
    expect(again.layers.map(({ id }) => id)).toEqual(first.layers.map(({ id }) => id));
  });

  it('reads the NaN of other languages as a value of the wrong type', () => {
    const text = JSON.stringify(withEntries({ techniqueID: 'T1059', score: 1, comment: 'NaN, -Infinity \\"' })).replace(
      '"score":1',
      '"score":NaN',
    );
    expect(issuesOf(text)).toEqual([
      'warning json-not-a-number at the file: Read as text.',
      'warning value-of-wrong-type at techniques[0].score [NaN]: It is unscored; the value was kept as metadata “score”.',
    ]);
    expect(readOne(text).techniques[0]?.comment).toBe('NaN, -Infinity \\"');
  });

  it('has no score beyond what a number can be', () => {
    const text = JSON.stringify(withEntries({ techniqueID: 'T1059', score: 1 })).replace('"score":1', '"score":1e999');
    expect(readOne(text).techniques[0]).toMatchObject({
      score: null,
      metadata: [{ name: 'score', value: 'Infinity' }],
    });
  });

  it.each([
    ['{"name":"x",\n"techniques":[{"techniqueID":"T1059",}]}', 'error json-malformed at line 2, column 38'],
    ['{"name":"x","techniques":[{"techniqueID":"T10', 'error json-truncated at line 1, column 46'],
    [JSON.stringify({ ...BASE, techniques: { T1059: 1 } }), 'error techniques-no-list at techniques [{"T1059":1}]'],
    [JSON.stringify({ ...BASE, techniques: null }), 'error techniques-no-list at techniques [null]'],
    [
      JSON.stringify({ techniques: [{ id: 'attack-pattern--1' }] }),
      'error techniques-without-ids at techniques [{"id":"attack-pattern--1"}]',
    ],
    [JSON.stringify({ layers: [{}, withEntries({ techniqueID: 'T1059' })] }), 'error layer-nested at layers[1]'],
    [JSON.stringify({ type: 'bundle', objects: [] }), 'error layer-not-found at the file'],
    ['[]', 'error layers-none at the file'],
    ['[1]', 'error layer-not-object at [0] [1]'],
    [`{"techniques":[],"a":${'['.repeat(90)}${']'.repeat(90)}}`, 'error json-too-deep at a[0][0]'],
  ])('refuses %j', (text, message) => {
    expect(issuesOf(text)).toEqual([expect.stringContaining(message)]);
  });

  it('refuses what is too much or too deep within bounds', () => {
    const many = `{"techniques":[${'1,'.repeat(100_000)}1]}`;
    expect(issuesOf(many)).toEqual([expect.stringContaining('error techniques-too-many at techniques [100001]')]);
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect(issuesOf(deep)).toEqual([expect.stringContaining('error json-too-deep at [0][0]')]);
  });

  it('keeps stages as they are written, whatever they hold', () => {
    const text =
      '{"name":"n","versions":{"layer":"3.0"},"filters":{"stages":["act",{"toString":false}]},"techniques":[]}';
    const result = readNavigatorLayers(text, 'f.json');
    if (!result.ok) throw new Error(tell(result).join());
    expect(JSON.stringify(result.value.layers)).toContain('act, {\\"toString\\":false}');
  });

  it('gives the same model again for whatever JSON stands in the fields', { timeout: 60_000 }, () => {
    const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>;
    const entry = fc.record(
      {
        techniqueID: fc.oneof(fc.constantFrom('T1059', 'T1003.001', 't1001', 'x'), json),
        tactic: fc.oneof(fc.constantFrom('execution', 'Impact'), json),
        score: json,
        color: json,
        comment: json,
        enabled: json,
        metadata: json,
        links: fc.oneof(json, fc.array(fc.record({ label: json, url: json, extra: json }, { requiredKeys: [] }))),
        showSubtechniques: json,
        own: json,
      },
      { requiredKeys: [] },
    );
    const layer = fc.record(
      {
        name: json,
        description: json,
        domain: json,
        version: json,
        versions: fc.oneof(
          json,
          fc.record({ attack: json, layer: json, navigator: json, own: json }, { requiredKeys: [] }),
        ),
        gradient: fc.oneof(
          json,
          fc.record({ colors: json, minValue: json, maxValue: json, own: json }, { requiredKeys: [] }),
        ),
        legendItems: fc.oneof(json, fc.array(fc.record({ label: json, color: json }, { requiredKeys: [] }))),
        metadata: json,
        links: json,
        viewMode: json,
        layout: json,
        filters: fc.oneof(json, fc.record({ stages: json, platforms: json }, { requiredKeys: [] })),
        sorting: json,
        hideDisabled: json,
        tacticRowBackground: json,
        own: json,
        techniques: fc.array(entry),
      },
      { requiredKeys: ['techniques'] },
    );
    fc.assert(
      fc.property(layer, (value) => {
        const result = readNavigatorLayers(JSON.stringify(value), 'f.json');
        if (!result.ok) return;
        const { counts, layers } = result.value;
        expect(counts.kept + counts.reported).toBe(counts.read);
        expect(counts.read).toBe(value.techniques.length);
        for (const read of layers) {
          const text = writeNavigatorLayer(read);
          const again = readNavigatorLayers(text, 'f.json');
          if (!again.ok) throw new Error(tell(again).join());
          expect(again.value.layers.map(said)).toEqual([said(read)]);
          expect(again.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describeWithShared('layers in the wild', () => {
  const folders = ['samples/layers', 'data/smap/layers'].map((folder) => join(SHARED, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));

  it('are all read, with counts that add up, and are the same when written and read again', () => {
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const text = decodeText(readFileSync(file));
      if (!text.ok) throw new Error(file);
      const raw = JSON.parse(text.value) as { readonly techniques: readonly unknown[] };
      const reading = readAll(text.value);
      expect([file, reading.counts.read]).toEqual([file, raw.techniques.length]);
      for (const layer of reading.layers) expectSameAgain(layer);
    }
  });

  it('are valid layers of version 4.5 when written, but for keys that the format does not have', () => {
    for (const file of files) {
      for (const layer of readAll(readFileSync(file, 'utf8')).layers) {
        const wrong = validateLayer(JSON.parse(writeNavigatorLayer(layer)));
        expect([file, wrong.filter((line) => !TOLERATED.test(line))]).toEqual([file, []]);
      }
    }
  });
});
