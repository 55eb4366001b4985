import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Where a detail panel becomes a column and the rail replaces the bottom bar; the same line as in CSS. */
export const WIDE = '(width >= 1024px)';

export function createMediaQuery(query: string): Accessor<boolean> {
  const list = matchMedia(query);
  const [matches, setMatches] = createSignal(list.matches);
  const follow = () => setMatches(list.matches);
  list.addEventListener('change', follow);
  onCleanup(() => list.removeEventListener('change', follow));
  return matches;
}
