import type { Catalog } from '../../attack/catalog';
import type { TechniqueId } from '../../attack/identifiers';
import type { ReleaseProse } from '../../attack/prose';
import { listExamples } from './attack-prose';
import { listTerms, type Term } from './terms';

/**
 * How likely each technique's prose makes each term: naive Bayes over stems and pairs of them, smoothed with ATT&CK's
 * prose as a whole (Dirichlet). What a term says for a technique is how much likelier it makes the term than all of the
 * prose does; a term that the technique's prose never uses says nothing.
 */
export interface SuggestionModel {
  readonly techniques: readonly TechniqueId[];
  /** Term → its place in `offsets`. */
  readonly terms: ReadonlyMap<string, number>;
  /** Where the evidence of a term begins in the two lists below; one more than there are terms. */
  readonly offsets: Uint32Array;
  readonly owners: Uint16Array;
  readonly evidence: Float32Array;
  /** Per technique, what every term costs: the more prose, the likelier any term by chance. */
  readonly costs: Float32Array;
  /** Per technique: logarithm of how much is told of it. */
  readonly priors: Float32Array;
}

/** Times what is told of a technique on average; from 5 to 20, results hardly differ. */
const SMOOTHING = 10;
const NAME_WEIGHT = 3;
/** Terms that stand in one passage alone are left out: three quarters of them, and they say little. */
const FEWEST_PASSAGES = 2;

/** `null`: there is no prose. */
export function buildSuggestionModel(prose: ReleaseProse, catalog: Catalog): SuggestionModel | null {
  const techniques = catalog.techniques.map(({ id }) => id);
  const places = new Map<string, number>(techniques.map((id, place) => [id, place]));
  const table = countTerms(prose, catalog, places);
  if (table === null) return null;
  const { terms, counts, passages, told } = table;

  const kept = [...terms].filter(([, term]) => (passages[term] ?? 0) >= FEWEST_PASSAGES);
  const totals = new Float64Array(techniques.length);
  let all = 0;
  for (const [, term] of kept) {
    for (const [place, count] of counts[term] ?? []) {
      totals[place] = (totals[place] ?? 0) + count;
      all += count;
    }
  }
  const smoothing = (SMOOTHING * all) / techniques.length;
  const size = kept.reduce((sum, [, term]) => sum + (counts[term]?.size ?? 0), 0);
  const offsets = new Uint32Array(kept.length + 1);
  const owners = new Uint16Array(size);
  const evidence = new Float32Array(size);
  let at = 0;
  kept.forEach(([, term], position) => {
    const own = counts[term] ?? new Map<number, number>();
    let overall = 0;
    for (const count of own.values()) overall += count;
    for (const [place, count] of own) {
      owners[at] = place;
      evidence[at] = Math.log(1 + (count * all) / (smoothing * overall));
      at++;
    }
    offsets[position + 1] = at;
  });
  return {
    techniques,
    terms: new Map(kept.map(([key], position) => [key, position])),
    offsets,
    owners,
    evidence,
    costs: Float32Array.from(totals, (total) => Math.log(smoothing / (total + smoothing))),
    priors: Float32Array.from(told, (weight) => Math.log(weight + 1)),
  };
}

interface TermTable {
  readonly terms: ReadonlyMap<string, number>;
  /** Per term: technique's place → weight of its uses there. */
  readonly counts: readonly Map<number, number>[];
  readonly passages: readonly number[];
  /** Per technique: weight of the passages about it. */
  readonly told: readonly number[];
}

function countTerms(prose: ReleaseProse, catalog: Catalog, places: ReadonlyMap<string, number>): TermTable | null {
  const terms = new Map<string, number>();
  const counts: Map<number, number>[] = [];
  const passages: number[] = [];
  const told = catalog.techniques.map(() => NAME_WEIGHT);
  const add = (text: string, place: number, weight: number): void => {
    const seen = new Set<number>();
    for (const { key } of listTerms(text)) {
      const known = terms.get(key);
      const term = known ?? counts.length;
      if (known === undefined) {
        terms.set(key, term);
        counts.push(new Map());
        passages.push(0);
      }
      const own = counts[term];
      own?.set(place, (own.get(place) ?? 0) + weight);
      if (!seen.has(term)) passages[term] = (passages[term] ?? 0) + 1;
      seen.add(term);
    }
  };
  let examples = 0;
  for (const { technique, text, weight } of listExamples(prose)) {
    const place = places.get(technique);
    if (place === undefined) continue;
    add(text, place, weight);
    told[place] = (told[place] ?? 0) + weight;
    examples++;
  }
  if (examples === 0) return null;
  catalog.techniques.forEach(({ name, parent }, place) => {
    add(`${name} ${catalog.techniques[parent]?.name ?? ''}`, place, NAME_WEIGHT);
  });
  return { terms, counts, passages, told };
}

/** Per technique, how much likelier it makes this sentence than ATT&CK's prose as a whole does, as a logarithm. */
export function weighTechniques(model: SuggestionModel, terms: readonly Term[]): Float64Array {
  const { offsets, owners, evidence, costs, priors } = model;
  const weights = new Float64Array(model.techniques.length);
  let known = 0;
  for (const { key } of terms) {
    const term = model.terms.get(key);
    if (term === undefined) continue;
    known++;
    const end = offsets[term + 1] ?? 0;
    for (let at = offsets[term] ?? 0; at < end; at++) {
      const owner = owners[at] ?? 0;
      weights[owner] = (weights[owner] ?? 0) + (evidence[at] ?? 0);
    }
  }
  for (let place = 0; place < weights.length; place++) {
    weights[place] = (weights[place] ?? 0) + known * (costs[place] ?? 0) + (priors[place] ?? 0);
  }
  return weights;
}

/** What each term of a sentence says for one technique. */
export function weighTerms(
  model: SuggestionModel,
  terms: readonly Term[],
  place: number,
): readonly (Term & { weight: number })[] {
  return terms.map((each) => {
    const term = model.terms.get(each.key) ?? -1;
    if (term < 0) return { ...each, weight: 0 };
    const end = model.offsets[term + 1] ?? 0;
    for (let at = model.offsets[term] ?? 0; at < end; at++) {
      if (model.owners[at] === place) return { ...each, weight: model.evidence[at] ?? 0 };
    }
    return { ...each, weight: 0 };
  });
}
