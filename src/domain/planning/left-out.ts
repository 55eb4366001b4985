import { formatCount, formatCounted } from '../format';
import { excerpt } from '../result';

/** An option that no search decides about: without its price, nobody knows whether it is worth it. */
export interface LeftOut {
  readonly id: string;
  readonly name: string;
  /** `no-price`: none is stated; `price`: what is stated is none; `other`: nothing about its price. */
  readonly why: 'no-price' | 'price' | 'other';
}

/** More names than this make a list nobody reads. */
const NAMED = 3;
/** Names are other people's, and as long as they like. */
const NAME_LENGTH = 60;

/** "1 option has no price yet: osquery on Linux servers." Empty where nothing is left out. */
export function describeLeftOut(leftOut: readonly LeftOut[]): string {
  const say = (why: LeftOut['why'], one: string, many: string) => {
    const names = leftOut.filter((option) => option.why === why).map(({ name }) => excerpt(name, NAME_LENGTH));
    if (names.length === 0) return [];
    return [`${formatCounted(names.length, 'option')} ${names.length === 1 ? one : many}: ${listNames(names)}.`];
  };
  return [
    ...say('no-price', 'has no price yet', 'have no price yet'),
    ...say('price', 'has a price that cannot be used', 'have prices that cannot be used'),
    ...say('other', 'cannot be searched', 'cannot be searched'),
  ].join(' ');
}

/** "14 options", or "the 13 options that have a price" where one has none. */
export function describeSearched(options: number, leftOut: readonly LeftOut[]): string {
  const words = formatCounted(options - leftOut.length, 'option');
  if (leftOut.length === 0) return words;
  const isOne = options - leftOut.length === 1;
  const isPriced = leftOut.every(({ why }) => why !== 'other');
  return `the ${words} that ${isPriced ? `${isOne ? 'has' : 'have'} a usable price` : 'could be searched'}`;
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, names.length === NAMED + 1 ? NAMED + 1 : NAMED);
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${formatCount(more)} more`;
}
