/** How good the local suggestions are, on sentences whose technique people have said: `npm run bench -- suggestions`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Catalog } from '../../src/domain/attack/catalog';
import { compileProse } from '../../src/domain/attack/compile-prose';
import { NO_LINEAGE } from '../../src/domain/attack/component-lineage';
import type { ReleaseProse } from '../../src/domain/attack/prose';
import { makeFateOf } from '../../src/domain/attack/succession';
import { rankTechniques } from '../../src/domain/threats/suggest/suggest';
import { buildSuggestionModel } from '../../src/domain/threats/suggest/suggestion-model';
import { readAttackBundle } from '../../src/formats/attack-stix';
import { rankByFrequency, rankByLikeness } from './suggestion-baselines';

const ROOT = join(import.meta.dirname, '..', '..');
const SHARED = join(ROOT, '..', 'shared');
const REPORTS = join(SHARED, 'samples', 'reports');
const DEPTHS = [1, 3, 5] as const;

export interface Sentence {
  readonly text: string;
  /** In the release the model is of. */
  readonly labels: ReadonlySet<string>;
}

export type Ranker = (text: string, count: number) => readonly string[];

/** Per depth: of what is offered, and of what is right, the share that is both. */
export interface Figures {
  readonly precision: readonly number[];
  readonly recall: readonly number[];
  /** The same where a label that is a parent is met by a sub-technique of it, too. */
  readonly familyRecall: readonly number[];
  /** Milliseconds for 1,000 sentences. */
  readonly time: number;
}

export interface SuggestionMeasure {
  readonly set: string;
  readonly sentences: number;
  readonly buildTime: number;
  readonly rankers: readonly (Figures & { readonly name: string })[];
}

export function readRelease(name: string): { readonly catalog: Catalog; readonly prose: ReleaseProse } {
  const catalog = JSON.parse(readFileSync(join(ROOT, 'data', 'catalog', `${name}.json`), 'utf8')) as Catalog;
  const packed = readFileSync(join(SHARED, 'data', 'attack', `${name}.json.gz`));
  const result = readAttackBundle(JSON.parse(gunzipSync(packed).toString('utf8')), `${name}.json`);
  if (!result.ok) throw new Error(`${name} is not read`);
  return { catalog, prose: compileProse(result.value.bundle, NO_LINEAGE) };
}

/** Sentences of the TRAM2 corpus; the same sentence with several labels is one. */
export function readTramSentences(catalog: Catalog): readonly Sentence[] {
  const rows = JSON.parse(readFileSync(join(REPORTS, 'tram2_sentences_sample.json'), 'utf8')) as {
    text: string;
    label: string;
  }[];
  return gather(
    rows.map(({ text, label }) => [text, label]),
    catalog,
  );
}

/** Phrases on mobile malware. */
export function readMobilePhrases(catalog: Catalog): readonly Sentence[] {
  const lines = readFileSync(join(REPORTS, 'attack-pattern-matching-gt.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
  const rows = lines.flatMap((line) => {
    const [, quoted, plain, label] = /^(?:"((?:[^"]|"")*)"|([^,]*)),.*,(T[\d.]+)\s*$/.exec(line) ?? [];
    return label === undefined ? [] : [[quoted ?? plain ?? '', label] as const];
  });
  return gather(rows, catalog);
}

function gather(rows: readonly (readonly [string, string])[], catalog: Catalog): Sentence[] {
  const fateOf = makeFateOf(catalog);
  const labels = new Map<string, Set<string>>();
  for (const [text, label] of rows) {
    const fate = fateOf(label);
    const id = fate.kind === 'live' || fate.kind === 'succeeded' ? fate.id : label;
    labels.set(text, (labels.get(text) ?? new Set()).add(id));
  }
  return [...labels].map(([text, set]) => ({ text, labels: set }));
}

export function measureRanker(sentences: readonly Sentence[], rank: Ranker): Figures {
  const precision = DEPTHS.map(() => 0);
  const recall = DEPTHS.map(() => 0);
  const familyRecall = DEPTHS.map(() => 0);
  const start = performance.now();
  for (const { text, labels } of sentences) {
    const offered = rank(text, 5);
    DEPTHS.forEach((depth, at) => {
      const right = offered.slice(0, depth).filter((id) => labels.has(id)).length;
      precision[at] = (precision[at] ?? 0) + right / depth / sentences.length;
      recall[at] = (recall[at] ?? 0) + right / labels.size / sentences.length;
      const family = offered.slice(0, depth).flatMap((id) => [id, id.slice(0, 5)]);
      const met = [...labels].filter((label) => family.includes(label)).length;
      familyRecall[at] = (familyRecall[at] ?? 0) + met / labels.size / sentences.length;
    });
  }
  return { precision, recall, familyRecall, time: ((performance.now() - start) / sentences.length) * 1000 };
}

function measureSet(set: string, release: string, read: (catalog: Catalog) => readonly Sentence[]): SuggestionMeasure {
  const { catalog, prose } = readRelease(release);
  const sentences = read(catalog);
  const start = performance.now();
  const model = buildSuggestionModel(prose, catalog);
  const buildTime = performance.now() - start;
  if (model === null) throw new Error('no prose');
  const { procedures: _, ...withoutProcedures } = prose;
  const smaller = buildSuggestionModel(withoutProcedures, catalog) ?? model;
  const rankWith =
    (of: typeof model): Ranker =>
    (text, count) =>
      rankTechniques(of, text, count).map(({ technique }) => technique);
  const rankers: readonly (readonly [string, Ranker])[] = [
    ['suggestions', rankWith(model)],
    ['  without procedures (prose stored by an older version)', rankWith(smaller)],
    ['  baseline: nearest by TF-IDF', rankByLikeness(prose, catalog)],
    ['  baseline: the most frequent labels of the set', rankByFrequency(sentences)],
  ];
  return {
    set,
    sentences: sentences.length,
    buildTime,
    rankers: rankers.map(([name, rank]) => ({ name, ...measureRanker(sentences, rank) })),
  };
}

export function measureSuggestions(): readonly SuggestionMeasure[] {
  return [
    measureSet('TRAM2 sentences, Enterprise 19.1', 'enterprise-attack-19.1', readTramSentences),
    measureSet('attack-pattern-matching-gt.csv, Mobile 19.1', 'mobile-attack-19.1', readMobilePhrases),
  ];
}

export function reportSuggestions(say: (what: string, value: string, limit: string) => void): void {
  const percent = (values: readonly number[]) => values.map((value) => (100 * value).toFixed(1)).join(' / ');
  for (const { set, sentences, buildTime, rankers } of measureSuggestions()) {
    say(`${set}: ${sentences} sentences; building the model`, `${buildTime.toFixed(0)} ms`, 'under 2 s');
    for (const { name, precision, recall, familyRecall, time } of rankers) {
      say(`${name}: precision at 1 / 3 / 5, %`, percent(precision), '');
      say('    recall at 1 / 3 / 5, %', percent(recall), `${time.toFixed(0)} ms per 1,000 sentences`);
      say('    the same, a sub-technique of the label counting, %', percent(familyRecall), '');
    }
  }
}
