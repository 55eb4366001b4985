import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Screens by their address, `#/coverage/T1059.001`: the screen, then what is open in its detail panel. */
export const SCREENS = [
  'start',
  'inventory',
  'layers',
  'coverage',
  'plan',
  'threats',
  'alerts',
  'hunts',
  'watchlists',
  'indicators',
  'histories',
  'cases',
  'share',
  'open',
  'data',
  'inbox',
] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  /** `null`: no screen has this address. */
  readonly screen: Screen | null;
  /** What stands behind the screen's name, decoded; empty when nothing does. */
  readonly detail: readonly string[];
}

export function parseRoute(hash: string): Route {
  const [name = '', ...detail] = hash
    .replace(/^#?\/?/, '')
    // What a screen adds about its view is its own.
    .replace(/\?.*$/s, '')
    .split('/')
    .map(decode);
  if (name === '') return { screen: 'start', detail: [] };
  const screen = SCREENS.find((known) => known === name) ?? null;
  return { screen, detail: detail.filter((part) => part !== '') };
}

export function linkTo(screen: Screen, ...detail: readonly string[]): string {
  return `#/${[screen === 'start' ? '' : screen, ...detail.map(encodeURIComponent)].join('/')}`;
}

export function createRoute(): Accessor<Route> {
  const [route, setRoute] = createSignal(parseRoute(location.hash));
  const follow = () => setRoute(parseRoute(location.hash));
  addEventListener('hashchange', follow);
  onCleanup(() => removeEventListener('hashchange', follow));
  return route;
}

export function goTo(screen: Screen, ...detail: readonly string[]): void {
  location.hash = linkTo(screen, ...detail);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
