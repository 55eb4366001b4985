import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import type { ReleaseProse } from '../../src/domain/attack/prose';
import { listSentences } from '../../src/domain/threats/suggest/sentences';
import { rankTechniques, suggest } from '../../src/domain/threats/suggest/suggest';
import { buildSuggestionModel } from '../../src/domain/threats/suggest/suggestion-model';
import { stem } from '../../src/domain/threats/suggest/terms';
import { rankByFrequency } from '../bench/suggestion-baselines';
import { measureRanker, readMobilePhrases, readRelease, readTramSentences } from '../bench/suggestions';
import { describeWithShared } from '../shared-data';

const id = (text: string) => text as never;

function catalogOf(names: Readonly<Record<string, string>>): Catalog {
  const techniques = Object.entries(names).map(([key, name]) => ({
    id: id(key),
    name,
    tactics: [],
    platforms: [],
    parent: -1,
  }));
  return { techniques, retired: [] } as unknown as Catalog;
}

function proseOf(
  descriptions: Readonly<Record<string, string>>,
  procedures: readonly [string, string][],
): ReleaseProse {
  return {
    domain: 'enterprise-attack',
    release: '19.1',
    techniques: Object.entries(descriptions).map(([key, description]) => ({
      id: id(key),
      description,
      detection: '',
      componentDetections: [],
      strategies: [],
      mitigations: [],
    })),
    components: [],
    procedures: procedures.map(([technique, text]) => ({ technique: id(technique), text })),
  };
}

const CATALOG = catalogOf({ T9001: 'Kettle Boiling', T9002: 'Cup Washing', T9003: 'Sugar Theft' });
const PROSE = proseOf(
  {
    T9001: 'Adversaries may boil water in a kettle. The kettle whistles once the water boils.',
    T9002: 'Adversaries may wash cups with soap. Washed cups are dried with a towel.',
    T9003: 'Adversaries may steal sugar from a bowl, lump by lump, to sweeten their tea.',
  },
  [
    ['T9001', '[Teapot Gang](https://attack.mitre.org/groups/G9001) boiled water in a kettle.(Citation: Tea (2026))'],
    ['T9001', 'Whistler boils the kettle twice.'],
    ['T9002', 'Scrubber washes cups with soap and a towel.'],
    ['T9003', 'Lumpy steals sugar lumps from the bowl.'],
  ],
);
const MODEL = buildSuggestionModel(PROSE, CATALOG);
if (MODEL === null) throw new Error('no model');

describe('suggestions by a model of the prose', () => {
  it('ranks the technique whose prose speaks so first', () => {
    const first = (sentence: string) => rankTechniques(MODEL, sentence, 1)[0]?.technique;
    expect(first('Before dawn, the water in the kettles was boiling.')).toBe('T9001');
    expect(first('They washed every cup with soap.')).toBe('T9002');
    expect(first('Sugar was stolen out of the bowls.')).toBe('T9003');
  });

  it('gives the sentence, and the words that speak for it', () => {
    const text =
      'Rain fell all day over the quiet harbour town.\nThey boiled water in a kettle, and it whistled loudly.';
    const [offer, ...others] = suggest(MODEL, text, { threshold: 0.0001, perSentence: 1, perTechnique: 1 }).filter(
      ({ technique }) => technique === 'T9001',
    );
    expect(others).toEqual([]);
    expect(text.slice(offer?.start, offer?.end)).toBe('They boiled water in a kettle, and it whistled loudly.');
    expect(offer?.terms.length).toBeGreaterThan(0);
    expect(offer?.terms.every((term) => text.includes(term))).toBe(true);
    expect(offer?.terms.join(' ')).toContain('kettle');
  });

  it('offers nothing below the threshold, nothing that is excepted, nothing for headings', () => {
    const text = 'They boiled water in a kettle, and it whistled loudly.';
    expect(suggest(MODEL, text, { threshold: 1.01 })).toEqual([]);
    const ids = suggest(MODEL, text, { threshold: 0, except: new Set(['T9001']) }).map(({ technique }) => technique);
    expect(ids).not.toContain('T9001');
    expect(suggest(MODEL, 'Kettles', { threshold: 0 })).toEqual([]);
  });

  it('keeps to three per sentence and three sentences per technique', () => {
    const text = 'They boiled water in a kettle, again and again.\n'.repeat(10);
    const offers = suggest(MODEL, text, { threshold: 0 });
    expect(offers.length).toBeLessThanOrEqual(9);
    expect(offers.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
  });

  it('says the same each time', () => {
    const text = 'They washed cups. They stole sugar from the bowl.';
    const again = buildSuggestionModel(PROSE, CATALOG);
    expect(again && suggest(again, text, { threshold: 0 })).toEqual(suggest(MODEL, text, { threshold: 0 }));
  });

  it('is not there without prose', () => {
    expect(buildSuggestionModel(proseOf({}, []), CATALOG)).toBeNull();
    expect(buildSuggestionModel(proseOf({ T9001: '' }, []), CATALOG)).toBeNull();
  });

  it('works with prose that an older version stored, without procedures', () => {
    const { procedures: _, ...older } = PROSE;
    const model = buildSuggestionModel(older, CATALOG);
    expect(model && rankTechniques(model, 'The kettle whistles and the water boils.', 1)[0]?.technique).toBe('T9001');
  });
});

describe('sentences', () => {
  const split = (text: string) => [...listSentences(text)].map(({ start, end }) => text.slice(start, end));

  it.each([
    ['One. Two? Three!', ['One.', 'Two?', 'Three!']],
    ['Tools, e.g. Mimikatz, vs. Others. Then it ran.', ['Tools, e.g. Mimikatz, vs. Others.', 'Then it ran.']],
    ['cmd.exe ran evil.dll from 10.0.0.1. It died.', ['cmd.exe ran evil.dll from 10.0.0.1.', 'It died.']],
    ['A heading\nA line\r\n\r\nAnother', ['A heading', 'A line', 'Another']],
    // A sentence that ends at the end of its line, and blank lines after it.
    ['One.\n\n Two. Three.\nFour', ['One.', 'Two.', 'Three.', 'Four']],
    ['', []],
    ['  \n ', []],
  ])('%j', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it('cuts what has no end', () => {
    const pieces = split('word '.repeat(1_000));
    expect(pieces.length).toBeGreaterThan(5);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(600);
    expect(split('x'.repeat(5_000)).join('')).toHaveLength(5_000);
  });

  it('takes a long list of indicators, and one long line, in one go', () => {
    const list = Array.from({ length: 16_000 }, (_, at) => `${at.toString(16)}`.padStart(64, 'a'));
    const start = performance.now();
    expect(split(`${list.join('\n')}\nOne. Two.`)).toEqual([...list, 'One.', 'Two.']);
    expect(split('x'.repeat(2_000_000)).join('')).toHaveLength(2_000_000);
    // Looking beyond the line took seven seconds.
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});

it('stems bring forms of one word together', () => {
  expect(new Set(['encrypts', 'encrypted', 'encrypting', 'encryption'].map(stem)).size).toBe(1);
  expect(new Set(['scheduled', 'schedules', 'schedule'].map(stem)).size).toBe(1);
  expect(stem('process')).toBe('process');
});

describeWithShared('suggestions on sentences with labels', () => {
  it('find the label of TRAM2 sentences', () => {
    const { catalog, prose } = readRelease('enterprise-attack-19.1');
    const sentences = readTramSentences(catalog);
    const model = buildSuggestionModel(prose, catalog);
    if (model === null) throw new Error('no prose');
    const figures = measureRanker(sentences, (text, count) =>
      rankTechniques(model, text, count).map(({ technique }) => technique),
    );
    const floor = measureRanker(sentences, rankByFrequency(sentences));
    // Measured: 0.61, 0.78, 0.85 of some 700 techniques; always saying the most frequent ones: 0.13, 0.28, 0.39.
    expect(figures.recall[0]).toBeGreaterThan(0.58);
    expect(figures.recall[1]).toBeGreaterThan(0.74);
    expect(figures.recall[2]).toBeGreaterThan(0.81);
    expect(figures.recall[0]).toBeGreaterThan(4 * (floor.recall[0] ?? 1));
  }, 120_000);

  it('find the label, or a sub-technique of it, of phrases on mobile malware', () => {
    const { catalog, prose } = readRelease('mobile-attack-19.1');
    const model = buildSuggestionModel(prose, catalog);
    if (model === null) throw new Error('no prose');
    const figures = measureRanker(readMobilePhrases(catalog), (text, count) =>
      rankTechniques(model, text, count).map(({ technique }) => technique),
    );
    // Measured: 0.48, 0.59, 0.65.
    expect(figures.familyRecall[0]).toBeGreaterThan(0.43);
    expect(figures.familyRecall[2]).toBeGreaterThan(0.6);
  }, 60_000);
});
