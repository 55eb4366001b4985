import { describe, expect, it } from 'vitest';
import { editLayers } from '../../src/domain/layers/edit-layers';
import { orderLayers } from '../../src/domain/layers/layer';
import { colorOfScore, isLight, readColor } from '../../src/domain/layers/layer-color';
import { computeOverlay } from '../../src/domain/layers/overlay';
import { marksOf } from '../../src/domain/layers/overlay-marks';
import { makeEntries, makeLayer, RELEASE } from './made-up-release';

describe('computeOverlay', () => {
  it('marks cells with score and colour, of a tactic before all tactics', () => {
    const overlay = computeOverlay(
      [makeLayer({ T1001: 10, 'T1001 stealth': 0 }), makeLayer({ T1001: 5 }, { gradient: null })],
      RELEASE,
    );
    expect(marksOf(overlay, 1, 0)).toMatchObject([
      { layer: 0, score: 10, color: '#000000', isLight: false },
      // The Navigator's own gradient, where the layer has none.
      { layer: 1, score: 5, color: '#ff7366' },
    ]);
    expect(marksOf(overlay, 1, 1)).toMatchObject([
      { layer: 0, score: 0, color: '#ffffff', isLight: true },
      { layer: 1 },
    ]);
    expect(marksOf(overlay, 0, 0)).toEqual([]);
  });

  it('counts what the release does not know, and what stands for its predecessor', () => {
    const layer = makeLayer({ T0900: 1, T0902: 2, T1002: 3 });
    const [described] = computeOverlay([layer], RELEASE).layers;
    expect(described).toMatchObject({ marked: 2, unaligned: 1, succeeded: 1, isOtherDomain: false });
    const [other] = computeOverlay([makeLayer({ T1000: 1 }, { domain: 'ics-attack' })], RELEASE).layers;
    expect(other).toMatchObject({ marked: 0, unaligned: 1, isOtherDomain: true });
  });

  it('tells what was retired, about which an upgrade asks, from what no release had', () => {
    const [layer] = computeOverlay(
      [makeLayer({ T0902: 1, T9999: 2, T9998: 3, T9997: 4, nonsense: 5 })],
      RELEASE,
    ).layers;
    expect(layer).toMatchObject({ unaligned: 5, retired: 1, unknownIds: ['T9999', 'T9998', 'T9997'] });
  });

  it('shows entries without a score, but none that say nothing', () => {
    const [plain, commented, colored] = makeEntries({ T1000: null, T1001: null, T1002: null });
    if (plain === undefined || commented === undefined || colored === undefined) throw new Error('three');
    const techniques = [plain, { ...commented, comment: 'seen' }, { ...colored, color: '#aabbcc' }];
    const overlay = computeOverlay([makeLayer({}, { techniques })], RELEASE);
    expect(marksOf(overlay, 0, 0)).toEqual([]);
    expect(marksOf(overlay, 1, 0)).toMatchObject([{ score: null, color: null, comment: 'seen' }]);
    expect(marksOf(overlay, 4, 1)).toMatchObject([{ score: null, color: '#aabbcc' }]);
  });
});

describe('readColor', () => {
  it.each([
    ['#AbC012', '#AbC012'],
    ['#aabbccdd', '#aabbccdd'],
    [' #0d47a1 ', '#0d47a1'],
    ['#fff', '#ffffff'],
    ['0f08', '#00ff0088'],
    ['Red', '#ff0000'],
    ['rgb(1, 2, 255)', '#0102ff'],
    ['rgba(255,255,255,0.5)', '#ffffff80'],
    ['rgba(1,2,3,1)', '#010203'],
    ['rgb(1, 2, 256)', null],
    ['constructor', null],
    ['#12', null],
    ['url(x)', null],
    ['', null],
  ])('reads %j as %j', (text, color) => {
    expect(readColor(text)).toBe(color);
  });
});

describe('colorOfScore', () => {
  const gradient = { colors: ['#000000', '#0000ff', '#ffffff'], minValue: 0, maxValue: 10 };
  it.each([
    [-5, '#000000'],
    [0, '#000000'],
    [2.5, '#000080'],
    [5, '#0000ff'],
    [10, '#ffffff'],
    [99, '#ffffff'],
  ])('gives %d %s', (score, color) => {
    expect(colorOfScore(score, gradient)).toBe(color);
  });

  it('lives with gradients of one colour, of none, and without a range', () => {
    expect(colorOfScore(3, { colors: ['#123456'], minValue: 0, maxValue: 9 })).toBe('#123456');
    expect(colorOfScore(3, { colors: [], minValue: 0, maxValue: 9 })).toBeNull();
    expect(colorOfScore(3, { ...gradient, maxValue: 0 })).toBe('#ffffff');
  });

  it('knows which text reads better', () => {
    expect(['#ffffff', '#ffe766', '#767676', '#0d47a1', '#000000'].map(isLight)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('editLayers', () => {
  const layers = ['a', 'b', 'c'].map((id, at) => makeLayer({}, { id, name: id, position: at + 1 }));
  const order = (all: readonly { readonly id: string; readonly name: string; readonly position?: number }[]) =>
    orderLayers(all).map(({ id }) => id);

  it('renames, removes and adds, and leaves the others the objects they are', () => {
    const renamed = editLayers(layers, { kind: 'rename', id: 'b', name: 'new' });
    expect(renamed.map(({ name }) => name)).toEqual(['a', 'new', 'c']);
    expect(renamed[0]).toBe(layers[0]);
    expect(editLayers(layers, { kind: 'rename', id: 'b', name: 'b' })[1]).toBe(layers[1]);
    expect(editLayers(layers, { kind: 'remove', ids: ['a', 'c'] })).toEqual([layers[1]]);
    const added = editLayers(layers, { kind: 'add', layer: makeLayer({}, { id: 'd' }) });
    expect(order(added)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('moves one place at a time and stops at the ends', () => {
    const moved = editLayers(layers, { kind: 'move', id: 'c', by: -1 });
    expect(order(moved)).toEqual(['a', 'c', 'b']);
    expect(moved[0]).toBe(layers[0]);
    expect(editLayers(layers, { kind: 'move', id: 'a', by: -1 })).toBe(layers);
    expect(editLayers(layers, { kind: 'move', id: 'c', by: 1 })).toBe(layers);
    expect(editLayers(layers, { kind: 'move', id: 'x', by: 1 })).toBe(layers);
  });

  it('gives a place to layers that had none', () => {
    const loose = ['y', 'x'].map((id) => makeLayer({}, { id, name: id }));
    expect(order(loose)).toEqual(['x', 'y']);
    expect(order(editLayers(loose, { kind: 'move', id: 'y', by: -1 }))).toEqual(['y', 'x']);
  });
});
