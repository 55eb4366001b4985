import type { Catalog } from '../../attack/catalog';
import type { TechniqueId } from '../../attack/identifiers';
import type { ReleaseProse } from '../../attack/prose';
import { listExamples } from './attack-prose';
import { listTerms, makeStemmer, type Term } from './terms';

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
  const table = countTerms(prose, catalog);
  if (table === null) return null;
  const { terms, counts, passages, told } = table;
  const keys = [...terms.keys()];
  /** Place of a term among those that are kept; -1: it is not. */
  const kept = Int32Array.from(passages, () => -1);
  let size = 0;
  passages.forEach((count, term) => {
    if (count >= FEWEST_PASSAGES) kept[term] = size++;
  });

  const totals = new Float64Array(counts.length);
  const overall = new Float64Array(size);
  const offsets = new Uint32Array(size + 1);
  let all = 0;
  counts.forEach((own, place) => {
    for (const [term, count] of own) {
      const position = kept[term] ?? -1;
      if (position < 0) continue;
      totals[place] = (totals[place] ?? 0) + count;
      overall[position] = (overall[position] ?? 0) + count;
      offsets[position + 1] = (offsets[position + 1] ?? 0) + 1;
      all += count;
    }
  });
  for (let position = 0; position < size; position++) {
    offsets[position + 1] = (offsets[position + 1] ?? 0) + (offsets[position] ?? 0);
  }

  const smoothing = (SMOOTHING * all) / counts.length;
  const owners = new Uint16Array(offsets[size] ?? 0);
  const evidence = new Float32Array(owners.length);
  const next = offsets.slice();
  counts.forEach((own, place) => {
    for (const [term, count] of own) {
      const position = kept[term] ?? -1;
      if (position < 0) continue;
      const at = next[position] ?? 0;
      next[position] = at + 1;
      owners[at] = place;
      evidence[at] = Math.log(1 + (count * all) / (smoothing * (overall[position] ?? 1)));
    }
  });
  return {
    techniques: catalog.techniques.map(({ id }) => id),
    terms: new Map(keys.flatMap((key, term) => ((kept[term] ?? -1) < 0 ? [] : [[key, kept[term] ?? 0]]))),
    offsets,
    owners,
    evidence,
    costs: Float32Array.from(totals, (total) => Math.log(smoothing / (total + smoothing))),
    priors: Float32Array.from(told, (weight) => Math.log(weight + 1)),
  };
}

interface TermTable {
  readonly terms: ReadonlyMap<string, number>;
  /** Per technique: term → weight of its uses. */
  readonly counts: readonly ReadonlyMap<number, number>[];
  /** Per term, in how many passages it stands. */
  readonly passages: readonly number[];
  /** Per technique: weight of the passages about it. */
  readonly told: readonly number[];
}

function countTerms(prose: ReleaseProse, catalog: Catalog): TermTable | null {
  const places = new Map<string, number>(catalog.techniques.map(({ id }, place) => [id, place]));
  const terms = new Map<string, number>();
  const passages: number[] = [];
  const counts = catalog.techniques.map(() => new Map<number, number>());
  const told = catalog.techniques.map(() => NAME_WEIGHT);
  /** Per term: the last passage it was seen in. */
  const seen: number[] = [];
  let passage = 0;
  const stemOf = makeStemmer();
  const add = (text: string, place: number, weight: number): void => {
    const own = counts[place];
    passage++;
    for (const { key } of listTerms(text, stemOf)) {
      let term = terms.get(key);
      if (term === undefined) {
        term = passages.length;
        terms.set(key, term);
        passages.push(0);
        seen.push(0);
      }
      own?.set(term, (own.get(term) ?? 0) + weight);
      if (seen[term] !== passage) passages[term] = (passages[term] ?? 0) + 1;
      seen[term] = passage;
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
