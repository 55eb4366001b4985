import { createSignal } from 'solid-js';
import type { PageMessage, RestProgress } from '../service-worker-contract';

/**
 * The service worker as the app sees it: is everything stored, is a newer version waiting, may workers start.
 *
 * `unsupported`: plain HTTP or a browser without service workers (and `vite dev`); `ready`: every file of this
 * version is stored, the network may go; `failed`: something could not be stored, tried again when the network is back.
 */
export type OfflineState = 'unsupported' | 'installing' | 'ready' | 'failed';

const SUPPORTED = !import.meta.env.DEV && 'serviceWorker' in navigator;
/** Relative to the page, which has one address per installation. */
const SCRIPT = new URL('service-worker.js', document.baseURI).href;
/** Longer than a slow first visit takes; after it the app works without the service worker rather than not at all. */
const PATIENCE_MS = 30_000;
/** Longer than the first screen takes; should it never stand, the rest is stored all the same. */
const FIRST_SCREEN_MS = 5_000;
/** Longer than a waiting version takes to be in charge; a page that loads again lets go of what keeps the old one. */
const HANDOVER_MS = 8_000;
const RELOADED = 'vedette:reloaded-for-policy';

const [offlineState, setOfflineState] = createSignal<OfflineState>(SUPPORTED ? 'installing' : 'unsupported');
const [restProgress, setRestProgress] = createSignal<{ readonly done: number; readonly total: number } | null>(null);
const [updateReady, setUpdateReady] = createSignal(false);

export { offlineState, restProgress, updateReady };

interface Start {
  readonly registration: ServiceWorkerRegistration;
  /** Active before this page asked for it: then only a forced reload explains a page without a controller. */
  readonly wasActive: boolean;
}

let openWayForRest: () => void = () => undefined;
const wayForRest = new Promise<void>((resolve) => {
  openWayForRest = resolve;
});
let start: Promise<Start | null> | undefined;
let mayStart: Promise<void> | undefined;
let updating = false;

/** Registers the service worker. Called once, first thing, by `main.tsx`; calling again changes nothing. */
export function startOffline(): void {
  if (start !== undefined) return;
  reportState(offlineState());
  start = SUPPORTED ? register() : Promise.resolve(null);
  // At once, not with the first worker: if the page has to load again, then before anybody has done anything on it.
  void whenWorkersMayStart();
}

/** Takes the waiting version. The page loads again as soon as it is in charge, and after a while in any case. */
export async function applyUpdate(): Promise<void> {
  if (updating) return;
  updating = true;
  const registration = (await start)?.registration;
  const waiting = registration?.waiting;
  // None is waiting when another tab already took it: then this page only has to load again.
  if (waiting === null || waiting === undefined) {
    location.reload();
    return;
  }
  // Where the page is not controlled, nothing else tells; and one that is replaced meanwhile never takes over.
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'activated' || waiting.state === 'redundant') location.reload();
  });
  if (registration?.active) post(registration.active, { type: 'GIVE_WAY' });
  post(waiting, { type: 'SKIP_WAITING' });
  setTimeout(() => location.reload(), HANDOVER_MS);
}

/**
 * Settles when a worker started now gets the Content-Security-Policy, which the service worker stamps on its script;
 * a `<meta>` policy does not reach workers. Never rejects, and never holds the app back for good.
 */
export function whenWorkersMayStart(): Promise<void> {
  startOffline();
  mayStart ??= waitForControl();
  return mayStart;
}

async function register(): Promise<Start | null> {
  const container = navigator.serviceWorker;
  const wasControlled = isControlled();
  container.addEventListener('message', (event: MessageEvent<RestProgress>) => hear(event.data));
  container.addEventListener('controllerchange', () => {
    if (updating) location.reload();
    // Another tab updated: this page is of the old version, and its user may say when it goes.
    else if (wasControlled) setUpdateReady(true);
  });
  try {
    const known = await container.getRegistration(SCRIPT);
    const wasActive = known?.active?.scriptURL === SCRIPT && known.active.state === 'activated';
    const registration = await container.register(SCRIPT, { updateViaCache: 'none' });
    watchForUpdates(registration);
    void cacheTheRest(registration);
    window.addEventListener('online', () => {
      if (offlineState() === 'failed') void cacheTheRest(registration);
    });
    return { registration, wasActive };
  } catch {
    // Storage is forbidden or full, or the script could not be fetched: the app works, but only with the network.
    reportState('failed');
    return null;
  }
}

function watchForUpdates(registration: ServiceWorkerRegistration): void {
  if (registration.waiting !== null && registration.active !== null) setUpdateReady(true);
  registration.addEventListener('updatefound', () => {
    const isUpdate = registration.active !== null;
    const installing = registration.installing;
    installing?.addEventListener('statechange', () => {
      if (isUpdate && installing.state === 'installed') setUpdateReady(true);
    });
  });
}

/** The first screen stands: from here on the network is free for what later screens need. */
export function firstScreenStands(): void {
  openWayForRest();
}

async function cacheTheRest(registration: ServiceWorkerRegistration): Promise<void> {
  reportState('installing');
  const active = await whenActive(registration);
  await Promise.race([wayForRest, new Promise((resolve) => setTimeout(resolve, FIRST_SCREEN_MS))]);
  // What is asked of a version that is to go keeps it from going.
  if (updating) return;
  if (active === null) reportState('failed');
  else post(active, { type: 'CACHE_THE_REST' });
}

function hear(message: RestProgress): void {
  if (message.type !== 'REST_PROGRESS') return;
  setRestProgress({ done: message.done, total: message.total });
  if (message.finished) reportState(message.failed === 0 ? 'ready' : 'failed');
}

/** The active service worker, now or after its installation; `null` when the installation fails. */
function whenActive(registration: ServiceWorkerRegistration): Promise<ServiceWorker | null> {
  const pending = registration.installing ?? registration.waiting;
  if (registration.active !== null || pending === null) return Promise.resolve(registration.active);
  return new Promise((resolve) => {
    function look(this: ServiceWorker): void {
      if (this.state === 'activated') resolve(this);
      if (this.state === 'redundant') resolve(null);
    }
    pending.addEventListener('statechange', look);
    look.call(pending);
  });
}

async function waitForControl(): Promise<void> {
  if (isControlled()) {
    sessionStorage.removeItem(RELOADED);
    return;
  }
  const started = await start;
  if (started === null || started === undefined || isControlled()) return;
  if (started.wasActive) return reloadOnce();
  await Promise.race([
    whenActive(started.registration).then((active) => (active === null ? undefined : whenControlled())),
    new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
  ]);
}

/** A forced reload bypasses the service worker; a plain one does not. Where that does not help, go on without. */
function reloadOnce(): Promise<void> {
  if (sessionStorage.getItem(RELOADED) !== null) return Promise.resolve();
  sessionStorage.setItem(RELOADED, 'yes');
  location.reload();
  // Nothing may start in the page that is about to go.
  return new Promise(() => {});
}

function whenControlled(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (isControlled()) resolve();
    };
    navigator.serviceWorker.addEventListener('controllerchange', look);
    look();
  });
}

/** By this app's own service worker: a site above this path may have one, too. Workers may then start at once. */
export function isControlled(): boolean {
  return !SUPPORTED || navigator.serviceWorker.controller?.scriptURL === SCRIPT;
}

function reportState(state: OfflineState): void {
  setOfflineState(state);
  // Also on the page itself: styles and browser tests read it there.
  document.documentElement.dataset['offline'] = state;
}

function post(worker: ServiceWorker, message: PageMessage): void {
  worker.postMessage(message);
}
