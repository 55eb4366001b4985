import type { TechniqueFacts } from '../attack/catalog-facts';

/** Every word must occur in the id or the name, in any case; no words: everything passes. */
export function makeTechniqueTextFilter(text: string): (technique: Pick<TechniqueFacts, 'id' | 'name'>) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ id, name }) => {
    if (words.length === 0) return true;
    const searched = `${id} ${name}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  };
}
