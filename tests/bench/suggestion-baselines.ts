import type { Catalog } from '../../src/domain/attack/catalog';
import type { ReleaseProse } from '../../src/domain/attack/prose';
import { listExamples } from '../../src/domain/threats/suggest/attack-prose';
import { listTerms } from '../../src/domain/threats/suggest/terms';
import type { Ranker, Sentence } from './suggestions';

/** Says the same of every sentence, and knows the answers: what any model has to beat. */
export function rankByFrequency(sentences: readonly Sentence[]): Ranker {
  const counts = new Map<string, number>();
  for (const { labels } of sentences) for (const id of labels) counts.set(id, (counts.get(id) ?? 0) + 1);
  const order = [...counts].sort((a, b) => b[1] - a[1]).map(([id]) => id);
  return (_, count) => order.slice(0, count);
}

/** The cosine of TF-IDF vectors of single words, of the sentence and of all that is told of a technique. */
export function rankByLikeness(prose: ReleaseProse, catalog: Catalog): Ranker {
  const words = (text: string) => listTerms(text).flatMap(({ key }) => (key.includes(' ') ? [] : [key]));
  const documents = new Map<string, Map<string, number>>(catalog.techniques.map(({ id }) => [id, new Map()]));
  const add = (id: string, text: string) => {
    const own = documents.get(id);
    if (own !== undefined) for (const word of words(text)) own.set(word, (own.get(word) ?? 0) + 1);
  };
  for (const { id, name } of catalog.techniques) add(id, name);
  for (const { technique, text } of listExamples(prose)) add(technique, text);
  const spread = new Map<string, number>();
  for (const own of documents.values()) for (const word of own.keys()) spread.set(word, (spread.get(word) ?? 0) + 1);
  const rarity = (word: string) => Math.log(documents.size / (spread.get(word) ?? documents.size));
  const postings = new Map<string, [string, number][]>();
  for (const [id, own] of documents) {
    const weights = [...own].map(([word, count]) => [word, (1 + Math.log(count)) * rarity(word)] as const);
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    for (const [word, weight] of weights) {
      const list = postings.get(word) ?? [];
      list.push([id, weight / length]);
      postings.set(word, list);
    }
  }
  return (text, count) => {
    const scores = new Map<string, number>();
    for (const word of words(text)) {
      for (const [id, weight] of postings.get(word) ?? []) {
        scores.set(id, (scores.get(id) ?? 0) + weight * rarity(word));
      }
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1])
      .slice(0, count)
      .map(([id]) => id);
  };
}
