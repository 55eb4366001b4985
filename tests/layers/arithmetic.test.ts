import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLayer } from '../../src/domain/layers/align-layer';
import { combineLayers, type Operation, type Recipe } from '../../src/domain/layers/arithmetic';
import { readCellKey } from '../../src/domain/layers/cell-key';
import { composeCombinedLayer } from '../../src/domain/layers/combined-layer';
import type { Layer } from '../../src/domain/layers/layer';
import { writeNavigatorLayer } from '../../src/formats/navigator/navigator-layer';
import { validateLayer } from '../formats/navigator-layer-schema';
import { makeLayer, RELEASE } from './made-up-release';

const PLAIN: Recipe = {
  operation: { kind: 'mean' },
  unscored: { kind: 'left-out' },
  subTechniques: 'separate',
  granularity: 'technique',
  meeting: 'max',
};

function combine(layers: readonly Layer[], change: Partial<Recipe> = {}): Record<string, number> {
  const result = combineLayers(
    layers.map((layer) => alignLayer(layer, RELEASE)),
    RELEASE,
    { ...PLAIN, ...change },
  );
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return Object.fromEntries(
    [...result.value.scores].map(([key, score]) => {
      const { technique, tactic } = readCellKey(key);
      const id = RELEASE.techniques[technique]?.id ?? '';
      return [tactic === null ? id : `${id} ${RELEASE.tactics[tactic]?.shortName}`, score];
    }),
  );
}

const run = (operation: Operation, ...layers: readonly Layer[]) => combine(layers, { operation });
const of = (kind: 'mean' | 'sum' | 'min' | 'max' | 'count' | 'difference', ...layers: readonly Layer[]) =>
  run({ kind }, ...layers);

describe('alignLayer', () => {
  it('follows revoked techniques over several steps and lists what cannot be followed', () => {
    const layer = makeLayer({ T0900: 1, T0902: 2, T0903: 3, T7777: 4, T1001: 5 });
    const aligned = alignLayer(layer, RELEASE);
    expect(aligned.entries.map(({ technique, isSucceeded }) => [technique, isSucceeded])).toEqual([
      [0, true],
      [1, false],
    ]);
    expect(aligned.succeeded).toEqual([{ from: 'T0900', to: 'T1000' }]);
    expect(aligned.unaligned).toEqual([
      { techniqueId: 'T0902', reason: 'retired' },
      { techniqueId: 'T0903', reason: 'retired' },
      { techniqueId: 'T7777', reason: 'unknown' },
    ]);
  });

  it('never takes a technique of another domain for one of this', () => {
    const aligned = alignLayer(makeLayer({ T1000: 1 }, { domain: 'mobile-attack' }), RELEASE);
    expect(aligned.entries).toEqual([]);
    expect(aligned.unaligned).toEqual([{ techniqueId: 'T1000', reason: 'domain' }]);
  });

  it('follows a tactic that was split, and says which tactics it cannot place', () => {
    const layer = makeLayer({ 'T1002 defense-evasion': 1, 'T1001 defense-evasion': 2, 'T1000 impact': 3 });
    const aligned = alignLayer(layer, RELEASE);
    expect(aligned.entries.map(({ technique, tactic }) => [technique, tactic])).toEqual([
      [4, 1],
      [4, 2],
      [1, 1],
      [0, null],
    ]);
    expect(aligned.withoutTactic).toBe(1);
  });
});

describe('combineLayers', () => {
  const one = makeLayer({ T1000: 1, T1001: 4, T1002: null });
  const two = makeLayer({ T1000: 3, T1002: 0 });

  it.each([
    ['mean', { T1000: 2, T1001: 4, T1002: 0 }],
    ['sum', { T1000: 4, T1001: 4, T1002: 0 }],
    ['min', { T1000: 1, T1001: 4, T1002: 0 }],
    ['max', { T1000: 3, T1001: 4, T1002: 0 }],
    ['count', { T1000: 2, T1001: 1, T1002: 1 }],
    ['difference', { T1000: -2 }],
  ] as const)('leaves unscored out of %s', (kind, scores) => {
    expect(of(kind, one, two)).toEqual(scores);
  });

  it('counts unscored as a stated number, where another layer scores or everywhere', () => {
    const unscored = { kind: 'number', value: 0, everywhere: false } as const;
    expect(combine([one, two], { unscored })).toEqual({ T1000: 2, T1001: 2, T1002: 0 });
    expect(
      combine([one], { unscored: { ...unscored, everywhere: true }, operation: { kind: 'formula', text: '10 - a' } }),
    ).toEqual({
      T1000: 9,
      T1001: 6,
      'T1001.001': 10,
      'T1001.002': 10,
      T1002: 10,
    });
    expect(combine([one, two], { unscored, operation: { kind: 'count' } })).toEqual({ T1000: 2, T1001: 1, T1002: 1 });
    expect(combine([one, two], { unscored, operation: { kind: 'difference' } })).toEqual({
      T1000: -2,
      T1001: 4,
      T1002: 0,
    });
  });

  it('weighs the layers that score', () => {
    expect(run({ kind: 'weighted-mean', weights: [3, 1] }, one, two)).toEqual({ T1000: 1.5, T1001: 4, T1002: 0 });
    expect(run({ kind: 'weighted-mean', weights: [0, 1] }, one, two)).toEqual({ T1000: 3, T1002: 0 });
    expect(() => run({ kind: 'weighted-mean', weights: [1] }, one, two)).toThrow('weight');
    expect(() => run({ kind: 'weighted-mean', weights: [1, -1] }, one, two)).toThrow('weight');
  });

  it('needs layers, and two of them for a difference', () => {
    expect(() => of('mean')).toThrow('Choose');
    expect(() => of('difference', one)).toThrow('two');
  });

  it('rounds nothing: a mean is what it is', () => {
    expect(of('mean', makeLayer({ T1000: 1 }), makeLayer({ T1000: 2 }))).toEqual({ T1000: 1.5 });
    expect(of('sum', makeLayer({ T1000: 0.1 }), makeLayer({ T1000: 0.2 }))).toEqual({ T1000: 0.3 });
  });

  it('brings layers of different releases together', () => {
    expect(of('sum', makeLayer({ T0900: 2 }, { attackRelease: '6' }), makeLayer({ T1000: 3 }))).toEqual({ T1000: 5 });
    // What a layer says of the technique itself outdoes what it said of one that was replaced.
    expect(of('max', makeLayer({ T0901: 9, T1000: 1 }))).toEqual({ T1000: 1 });
    expect(of('max', makeLayer({ T0901: 9, T1000: null }))).toEqual({ T1000: 9 });
  });

  it('implies nothing between techniques and sub-techniques', () => {
    const subs = makeLayer({ 'T1001.001': 2, 'T1001.002': 4 });
    const parent = makeLayer({ T1001: 6 });
    expect(of('min', subs, parent)).toEqual({ T1001: 6, 'T1001.001': 2, 'T1001.002': 4 });
    const withRule = (subTechniques: Recipe['subTechniques'], layer: Layer) => combine([layer], { subTechniques });
    expect(withRule('highest', subs)).toEqual({ T1001: 4, 'T1001.001': 2, 'T1001.002': 4 });
    expect(withRule('average', subs)).toEqual({ T1001: 3, 'T1001.001': 2, 'T1001.002': 4 });
    expect(withRule('inherit', parent)).toEqual({ T1001: 6, 'T1001.001': 6, 'T1001.002': 6 });
    // A score of its own stays.
    expect(withRule('highest', makeLayer({ T1001: 0, 'T1001.001': 5 }))).toEqual({ T1001: 0, 'T1001.001': 5 });
    expect(withRule('inherit', makeLayer({ T1001: 3, 'T1001.001': 0 }))).toEqual({
      T1001: 3,
      'T1001.001': 0,
      'T1001.002': 3,
    });
  });

  it('reads entries of several tactics per technique or per cell, as chosen', () => {
    const layer = makeLayer({ 'T1001 execution': 2, 'T1001 stealth': 8 });
    expect(combine([layer], { meeting: 'max' })).toEqual({ T1001: 8 });
    expect(combine([layer], { meeting: 'min' })).toEqual({ T1001: 2 });
    expect(combine([layer], { meeting: 'mean' })).toEqual({ T1001: 5 });
    expect(combine([layer, makeLayer({ T1001: 1 })], { granularity: 'cell', operation: { kind: 'sum' } })).toEqual({
      'T1001 execution': 3,
      'T1001 stealth': 9,
    });
    // What is said of a tactic outdoes what is said of all.
    const both = makeLayer({ T1001: 1, 'T1001 stealth': 7 });
    expect(combine([both], { granularity: 'cell' })).toEqual({ 'T1001 execution': 1, 'T1001 stealth': 7 });
    expect(combine([makeLayer({ T1001: 3 })], { granularity: 'cell', subTechniques: 'inherit' })).toMatchObject({
      'T1001.001 stealth': 3,
      'T1001.002 execution': 3,
    });
  });

  it('has no number for a division by 0, and counts it', () => {
    const result = combineLayers(
      [one, two].map((layer) => alignLayer(layer, RELEASE)),
      RELEASE,
      { ...PLAIN, operation: { kind: 'formula', text: 'b / (a - 1)' } },
    );
    expect(result.ok && [result.value.scores.size, result.value.undefinedAt.length]).toEqual([0, 1]);
  });

  const score = fc.option(fc.integer({ min: -100, max: 100 }), { nil: null });
  const layers = fc.array(
    fc.record({ T1000: score, T1001: score, 'T1001.001': score, T1002: score }).map((scores) => makeLayer(scores)),
    { minLength: 1, maxLength: 6 },
  );
  const symmetric = fc.constantFrom('mean', 'sum', 'min', 'max', 'count' as const);

  it('does not depend on the order of the layers', () => {
    fc.assert(
      fc.property(layers, symmetric, fc.boolean(), (operands, kind, asNumber) => {
        const unscored = asNumber ? ({ kind: 'number', value: 7, everywhere: false } as const) : PLAIN.unscored;
        const operation = { kind } as Operation;
        expect(combine([...operands].reverse(), { operation, unscored })).toEqual(
          combine(operands, { operation, unscored }),
        );
      }),
    );
  });

  it('gives a layer itself for its mean, sum, lowest and highest', () => {
    fc.assert(
      fc.property(layers, fc.constantFrom('mean', 'sum', 'min', 'max' as const), ([first], kind) => {
        const layer = first as Layer;
        const own = layer.techniques
          .filter(({ score: value }) => value !== null)
          .map((entry) => [entry.techniqueId, entry.score]);
        expect(run({ kind } as Operation, layer)).toEqual(Object.fromEntries(own));
      }),
    );
  });

  it('is not changed by a layer that scores nothing, where unscored is left out', () => {
    fc.assert(
      fc.property(layers, symmetric, (operands, kind) => {
        const operation = { kind } as Operation;
        expect(combine([...operands, makeLayer({ T1000: null })], { operation })).toEqual(
          combine(operands, { operation }),
        );
      }),
    );
  });

  it('says the same in letters as by name', () => {
    fc.assert(
      fc.property(layers, (operands) => {
        const letters = operands.map((_, position) => String.fromCharCode(97 + position)).join(', ');
        for (const [kind, text] of [
          ['mean', `avg(${letters})`],
          ['sum', `sum(${letters})`],
          ['min', `min(${letters})`],
        ] as const) {
          expect(run({ kind: 'formula', text }, ...operands)).toEqual(of(kind, ...operands));
        }
      }),
    );
  });
});

describe('composeCombinedLayer', () => {
  function compose(operands: readonly Layer[], change: Partial<Recipe> = {}, name = '') {
    const recipe = { ...PLAIN, ...change };
    const described = operands.map((layer) => ({ ...layer, aligned: alignLayer(layer, RELEASE) }));
    const combination = combineLayers(
      described.map(({ aligned }) => aligned),
      RELEASE,
      recipe,
    );
    if (!combination.ok) throw new Error('no combination');
    const subject = {
      at: '2026-11-24T10:00:00Z',
      name,
      tlp: 'TLP:AMBER',
      target: RELEASE,
      recipe,
      operands: described,
    };
    return composeCombinedLayer(subject, combination.value);
  }

  it('says how it was made, and what could not be carried over', () => {
    const layer = compose([
      makeLayer({ T1000: 2, T0902: 1 }, { name: 'A' }),
      makeLayer({ T0900: 4 }, { name: 'B', attackRelease: null }),
    ]);
    expect(layer.name).toBe('Mean: A, B');
    expect(layer.description).toContain('a = A; b = B');
    expect(layer.attackRelease).toBe('19.1');
    expect(layer.techniques).toMatchObject([{ techniqueId: 'T1000', tactic: null, score: 3, comment: 'a 2, b 4' }]);
    const values = Object.fromEntries(
      layer.metadata.flatMap((item) => ('name' in item ? [[item.name, item.value]] : [])),
    );
    expect(values).toMatchObject({
      Operation: 'Mean',
      'Layer a': 'A; ATT&CK 13',
      'Layer b': 'B; release not stated; 1 replaced: T0900 → T1000',
      Unscored: 'What a layer does not score is left out.',
      'Not carried over from a': '1: T0902 (retired)',
      Marking: 'TLP:AMBER',
    });
  });

  it('is a valid layer, per technique and per cell, and differences have two sides', () => {
    const a = makeLayer({ 'T1001 execution': 1, 'T1001 stealth': 5, T1002: 3 });
    const b = makeLayer({ T1001: 4, T1002: 3 });
    const cells = compose([a, b], { granularity: 'cell', operation: { kind: 'difference' } }, 'Gap');
    expect(cells.name).toBe('Gap');
    expect(cells.techniques.map(({ techniqueId, tactic, score }) => [techniqueId, tactic, score])).toEqual([
      ['T1001', 'execution', -3],
      ['T1001', 'stealth', 1],
      ['T1002', null, 0],
    ]);
    expect(cells.gradient).toMatchObject({ minValue: -3, maxValue: 3 });
    for (const layer of [cells, compose([a, b]), compose([makeLayer({})])]) {
      expect(validateLayer(JSON.parse(writeNavigatorLayer(layer)))).toEqual([]);
    }
  });
});
