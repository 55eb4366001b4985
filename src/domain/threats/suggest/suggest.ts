import type { TechniqueSuggestion } from '../technique-mentions';
import { listSentences } from './sentences';
import { type SuggestionModel, weighTechniques, weighTerms } from './suggestion-model';
import { listTerms, type Term } from './terms';

export interface SuggestOptions {
  /** Per sentence at most; 3. */
  readonly perSentence?: number;
  /** Sentences per technique at most, the strongest; 3. */
  readonly perTechnique?: number;
  /** What scores less is not offered; from 0 to 1. */
  readonly threshold?: number;
  /** Techniques that need no suggesting. */
  readonly except?: ReadonlySet<string>;
}

/** On 24 annotated reports it leaves some 25 offers per report, half of their techniques among those the annotators gave. */
export const SUGGESTION_THRESHOLD = 0.75;
/** Sentences of fewer terms are headings and cells. */
const FEWEST_TERMS = 4;
/** Words of a sentence hang together, and naive Bayes takes each for itself: its certainty is divided by this. */
const TEMPERATURE = 2;
/** What "no technique" weighs against all techniques: most sentences of a report tell of none. */
const NOTHING = 9;
const MOST_TERMS = 4;

/** What the sentences of a text may tell of, in its order. */
export function suggest(
  model: SuggestionModel,
  text: string,
  { perSentence = 3, perTechnique = 3, threshold = SUGGESTION_THRESHOLD, except = new Set() }: SuggestOptions = {},
): readonly TechniqueSuggestion[] {
  const offers: (TechniqueSuggestion & { readonly place: number })[] = [];
  for (const { start, end } of listSentences(text)) {
    const terms = listTerms(text.slice(start, end));
    if (terms.length < FEWEST_TERMS) continue;
    for (const { place, score } of rank(model, terms, perSentence)) {
      const technique = model.techniques[place];
      if (score < threshold || technique === undefined || except.has(technique)) continue;
      offers.push({ start, end, technique, score, terms: [], place });
    }
  }
  return keepStrongest(offers, perTechnique).map(({ place, ...offer }) => {
    const sentence = text.slice(offer.start, offer.end);
    return { ...offer, terms: nameTerms(model, sentence, listTerms(sentence), place) };
  });
}

/** The techniques of the highest scores, for measuring. */
export function rankTechniques(
  model: SuggestionModel,
  sentence: string,
  count: number,
): readonly { technique: string; score: number }[] {
  return rank(model, listTerms(sentence), count).map(({ place, score }) => ({
    technique: model.techniques[place] ?? '',
    score,
  }));
}

function rank(model: SuggestionModel, terms: readonly Term[], count: number): { place: number; score: number }[] {
  const weights = weighTechniques(model, terms);
  const best: number[] = [];
  let highest = NOTHING;
  for (let place = 0; place < weights.length; place++) {
    const weight = weights[place] ?? 0;
    if (weight > highest) highest = weight;
    const last = best.at(-1);
    if (best.length >= count && last !== undefined && weight <= (weights[last] ?? 0)) continue;
    let at = best.length;
    while (at > 0 && (weights[best[at - 1] ?? 0] ?? 0) < weight) at--;
    best.splice(at, 0, place);
    if (best.length > count) best.pop();
  }
  let sum = Math.exp((NOTHING - highest) / TEMPERATURE);
  for (const weight of weights) sum += Math.exp((weight - highest) / TEMPERATURE);
  return best.map((place) => ({ place, score: Math.exp(((weights[place] ?? 0) - highest) / TEMPERATURE) / sum }));
}

function keepStrongest<Offer extends TechniqueSuggestion>(offers: readonly Offer[], perTechnique: number): Offer[] {
  const kept = new Set<Offer>();
  const counts = new Map<string, number>();
  for (const offer of [...offers].sort((a, b) => b.score - a.score || a.start - b.start)) {
    const count = counts.get(offer.technique) ?? 0;
    if (count < perTechnique) kept.add(offer);
    counts.set(offer.technique, count + 1);
  }
  return offers.filter((offer) => kept.has(offer));
}

/** As the sentence writes them; a word that is in a pair already is not named again. */
function nameTerms(model: SuggestionModel, sentence: string, terms: readonly Term[], place: number): readonly string[] {
  const named: Term[] = [];
  for (const term of [...weighTerms(model, terms, place)].sort((a, b) => b.weight - a.weight)) {
    if (named.length >= MOST_TERMS || term.weight <= 0) break;
    if (!named.some(({ start, end }) => term.start < end && term.end > start)) named.push(term);
  }
  return named.map(({ start, end }) => sentence.slice(start, end));
}
