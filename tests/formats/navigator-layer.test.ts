import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeSmapComment } from '../../src/domain/coverage/smap-comment';
import type { LayerContent, LayerTechnique } from '../../src/domain/layers/layer';
import {
  NAVIGATOR_SETTINGS,
  sniffNavigatorLayer,
  writeNavigatorLayer,
} from '../../src/formats/navigator/navigator-layer';
import { makeProbe } from '../../src/formats/probe';
import { describeWithShared, SHARED } from '../shared-data';
import { validateLayer } from './navigator-layer-schema';

const TECHNIQUE: LayerTechnique = {
  techniqueId: 'T1059',
  tactic: null,
  score: 80,
  color: '',
  comment: 'Sysmon: 1, 11',
  enabled: true,
  metadata: [{ name: 'State', value: 'runs' }],
  links: [],
  rest: { showSubtechniques: true },
};

const LAYER: LayerContent = {
  name: 'What we see',
  description: 'Estate of 3,400 hosts',
  domain: 'enterprise-attack',
  attackRelease: '19',
  techniques: [
    TECHNIQUE,
    { ...TECHNIQUE, techniqueId: 'T1059.001', tactic: 'execution', score: 0, color: '#17323d', rest: {} },
    {
      ...TECHNIQUE,
      techniqueId: 'T1110',
      score: null,
      enabled: false,
      comment: '',
      metadata: [],
      rest: { showSubtechniques: false },
    },
  ],
  gradient: { colors: ['#ffffff', '#17323d'], minValue: 0, maxValue: 100 },
  legend: [{ label: 'runs', color: '#17323d' }],
  metadata: [{ name: 'TLP', value: 'TLP:AMBER' }],
  links: [],
  rest: { filters: { platforms: ['Windows', 'Linux'] }, ...NAVIGATOR_SETTINGS },
};

const parsed = (layer: LayerContent) => JSON.parse(writeNavigatorLayer(layer)) as Record<string, unknown>;

describe('writeNavigatorLayer', () => {
  it('writes a valid layer of version 4.5', () => {
    expect(validateLayer(parsed(LAYER))).toEqual([]);
    expect(parsed(LAYER)).toMatchObject({
      name: 'What we see',
      versions: { attack: '19', navigator: '5.2.0', layer: '4.5' },
      domain: 'enterprise-attack',
      filters: { platforms: ['Windows', 'Linux'] },
      sorting: 0,
      layout: { layout: 'side', showName: true },
      hideDisabled: false,
      legendItems: [{ label: 'runs', color: '#17323d' }],
      metadata: [{ name: 'TLP', value: 'TLP:AMBER' }],
    });
    expect(parsed(LAYER)['techniques']).toEqual([
      {
        techniqueID: 'T1059',
        score: 80,
        color: '',
        comment: 'Sysmon: 1, 11',
        enabled: true,
        metadata: [{ name: 'State', value: 'runs' }],
        links: [],
        showSubtechniques: true,
      },
      {
        techniqueID: 'T1059.001',
        tactic: 'execution',
        score: 0,
        color: '#17323d',
        comment: 'Sysmon: 1, 11',
        enabled: true,
        metadata: [{ name: 'State', value: 'runs' }],
        links: [],
      },
      {
        techniqueID: 'T1110',
        color: '',
        comment: '',
        enabled: false,
        metadata: [],
        links: [],
        showSubtechniques: false,
      },
    ]);
  });

  it('leaves out what is not known: an unscored technique has no score, all platforms no filter', () => {
    const layer = parsed({ ...LAYER, rest: {}, attackRelease: null });
    expect(layer).not.toHaveProperty('filters');
    expect(layer['versions']).toEqual({ navigator: '5.2.0', layer: '4.5' });
    expect((layer['techniques'] as readonly object[])[2]).not.toHaveProperty('score');
    expect(validateLayer(layer)).toEqual([]);
  });

  it('is valid for any text and number', { timeout: 60_000 }, () => {
    const technique = fc.record({
      techniqueId: fc.integer({ min: 1000, max: 9999 }).map((id) => `T${id}`),
      tactic: fc.constantFrom(null, 'execution', 'command-and-control'),
      score: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
      color: fc.constantFrom('', '#aBc012'),
      comment: fc.string({ unit: 'binary' }),
      enabled: fc.boolean(),
      metadata: fc.array(fc.record({ name: fc.string(), value: fc.string() })),
      links: fc.constant([]),
      rest: fc.constantFrom({}, { showSubtechniques: true }, { showSubtechniques: false }),
    });
    const techniques = fc.uniqueArray(technique, {
      selector: ({ techniqueId, tactic }) => `${techniqueId} ${tactic}`,
    });
    fc.assert(
      fc.property(fc.string(), fc.string(), techniques, (name, description, annotated) => {
        const layer = parsed({ ...LAYER, name, description, techniques: annotated });
        expect(validateLayer(layer)).toEqual([]);
        expect(layer['name']).toBe(name.toWellFormed());
        expect(layer['techniques']).toHaveLength(annotated.length);
      }),
    );
  });
});

describe('validateLayer', () => {
  it.each([
    ['no name', { name: undefined }, 'layer.name: expected a string'],
    [
      'an unknown domain',
      { domain: 'mitre-enterprise' },
      'layer.domain: expected one of enterprise-attack, mobile-attack, ics-attack',
    ],
    [
      'an old Navigator',
      { versions: { navigator: '4.8.2', layer: '4.5' } },
      'layer.versions.navigator: expected at least 4.9.0',
    ],
    [
      'another version',
      { versions: { navigator: '5.0.0', layer: '4.4' } },
      'layer.versions.layer: expected one of 4.5',
    ],
    ['an unknown property', { colour: 'red' }, 'layer.colour: expected no such property'],
    [
      'a bad technique id',
      { techniques: [{ techniqueID: 'T59' }] },
      'layer.techniques[0].techniqueID: expected a technique id',
    ],
    ['no technique id', { techniques: [{ score: 1 }] }, 'layer.techniques[0].techniqueID: expected to be there'],
    [
      'a score that is text',
      { techniques: [{ techniqueID: 'T1059', score: '1' }] },
      'layer.techniques[0].score: expected a number',
    ],
    [
      'a technique twice',
      { techniques: [{ techniqueID: 'T1059' }, { techniqueID: 'T1059' }] },
      'layer.techniques[1]: T1059 every tactic is annotated twice',
    ],
    [
      'one colour',
      { gradient: { colors: ['#000000'], minValue: 0, maxValue: 1 } },
      'layer.gradient.colors: expected at least two colours',
    ],
    [
      'a flat gradient',
      { gradient: { colors: ['#000000', '#ffffff'], minValue: 1, maxValue: 1 } },
      'layer.gradient.maxValue: expected more than minValue',
    ],
    [
      'a legend without colour',
      { legendItems: [{ label: 'x', color: 'red' }] },
      'layer.legendItems[0].color: expected a colour as #rrggbb',
    ],
    [
      'a link without protocol',
      { links: [{ label: 'x', url: 'example.org' }] },
      'layer.links[0].url: expected an address with its protocol',
    ],
    ['metadata without value', { metadata: [{ name: 'x' }] }, 'layer.metadata[0].value: expected to be there'],
    ['a bad layout', { layout: { layout: 'wide' } }, 'layer.layout.layout: expected one of side, flat, mini'],
  ])('finds %s', (_, change, message) => {
    expect(validateLayer({ ...parsed(LAYER), ...change })).toContain(message);
  });

  it('accepts dividers among metadata and links', () => {
    expect(validateLayer({ ...parsed(LAYER), metadata: [{ name: 'a', value: 'b' }, { divider: true }] })).toEqual([]);
  });
});

describe('writeSmapComment', () => {
  it('sorts ids as strings, each once, and sensors by name', () => {
    expect(writeSmapComment([{ sensorName: 'Sysmon', eventIds: ['2', '11', '1', '2'] }])).toBe('Sysmon: 1, 11, 2');
    expect(
      writeSmapComment([
        { sensorName: 'Zeek', eventIds: ['dns'] },
        { sensorName: 'OSQuery', eventIds: [] },
        { sensorName: 'Sysmon', eventIds: ['1'] },
      ]),
    ).toBe('Sysmon: 1\nZeek: dns');
    expect(writeSmapComment([])).toBe('');
  });
});

describeWithShared('published layers', () => {
  const SMAP = join(SHARED, 'data/smap/layers');

  it('of SMAP have comments as writeSmapComment writes them', () => {
    let compared = 0;
    for (const file of readdirSync(SMAP)) {
      const layer = JSON.parse(readFileSync(join(SMAP, file), 'utf8')) as {
        techniques: readonly { comment: string }[];
      };
      for (const { comment } of layer.techniques) {
        const [sensorName = '', ids = ''] = comment.split(': ');
        expect(writeSmapComment([{ sensorName, eventIds: ids.split(', ').reverse() }])).toBe(comment);
        compared++;
      }
    }
    expect(compared).toBe(447);
  });

  it('are recognised, whatever their version and name', () => {
    const folders = [SMAP, join(SHARED, 'samples/layers')];
    for (const folder of folders) {
      for (const file of readdirSync(folder)) {
        const bytes = readFileSync(join(folder, file));
        const probe = makeProbe('unknown', bytes.length, bytes.subarray(0, 8192));
        expect([file, sniffNavigatorLayer(probe) > 0.5]).toEqual([file, true]);
      }
    }
  });

  it('of version 4.5 pass the validator', () => {
    const folder = join(SHARED, 'samples/layers');
    const checked = readdirSync(folder).flatMap((file) => {
      const layer = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { versions?: { layer?: string } };
      return layer.versions?.layer === '4.5' ? [[file, validateLayer(layer)]] : [];
    });
    expect(checked.length).toBeGreaterThan(1);
    for (const [file, wrong] of checked) expect([file, wrong]).toEqual([file, []]);
  });
});
