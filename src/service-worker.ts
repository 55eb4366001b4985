import { addPlugins, cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CONTENT_SECURITY_POLICY } from './content-security-policy';
import type { PageMessage, RestProgress } from './service-worker-contract';

declare const self: ServiceWorkerGlobalScope;

/** `atOnce`: needed by start screen and matrix (vite.config.ts says which); the rest is stored once the app runs. */
type Entry = { readonly url: string; readonly revision: string | null; readonly atOnce?: boolean };
const manifest = self.__WB_MANIFEST as readonly Entry[];
const essentials = manifest.filter(({ atOnce }) => atOnce !== false).map(({ url, revision }) => ({ url, revision }));
const essentialUrls = new Set(essentials.map(({ url }) => url));
/** Their names carry a hash of their content, so an address never changes its meaning. */
const rest = new Set(
  manifest.filter(({ url }) => !essentialUrls.has(url)).map(({ url }) => new URL(url, self.location.href).href),
);
/** Caches belong to the origin, and several installations may share one: the scope keeps them apart. */
const REST_CACHE = `vedette-rest-${self.registration.scope}`;

function stampPolicy(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/**
 * Scripts and sheets of a page follow the page's policy: stamping them would only make a new response, to which the
 * browser attaches no compiled code. Pages and workers bring a policy of their own.
 */
const FOLLOWS_ITS_PAGE: ReadonlySet<RequestDestination> = new Set(['script', 'style', 'image', 'manifest']);

function answer(request: Request, response: Response): Response {
  return FOLLOWS_ITS_PAGE.has(request.destination) ? response : stampPolicy(response);
}

addPlugins([{ handlerWillRespond: async ({ request, response }) => answer(request, response) }]);
cleanupOutdatedCaches();
// The page has one address per installation (routes are hashes), so whatever stands in the query changes nothing.
precacheAndRoute(essentials, { ignoreURLParametersMatching: [/.*/], cleanURLs: false });

registerRoute(
  ({ url }) => rest.has(url.href),
  async ({ request, url }) => answer(request, await readRest(url.href)),
);

// A script for a worker that is not in this version's list (a newer deployment, before the user updated) still gets
// the policy: no worker runs without it.
registerRoute(
  ({ request, sameOrigin }) =>
    sameOrigin && (request.destination === 'worker' || request.destination === 'sharedworker'),
  async ({ request }) => stampPolicy(await fetch(request)),
);

async function readRest(href: string, signal: AbortSignal | null = null): Promise<Response> {
  const cache = await caches.open(REST_CACHE);
  const stored = await cache.match(href);
  if (stored !== undefined) return stored;
  const response = await fetch(href, { signal });
  if (response.ok) await cache.put(href, response.clone());
  return response;
}

async function cacheTheRest({ signal }: AbortController): Promise<void> {
  let done = 0;
  let failed = 0;
  for (const href of rest) {
    const stored = await readRest(href, signal).then(
      (response) => response.ok,
      () => false,
    );
    if (signal.aborted) return;
    if (stored) done += 1;
    else failed += 1;
    await tellPages({ type: 'REST_PROGRESS', done, total: rest.size, failed: 0, finished: false });
  }
  await tellPages({ type: 'REST_PROGRESS', done, total: rest.size, failed, finished: true });
}

/** Pages without a controller too: after a forced reload nothing is controlled, yet the page waits for an answer. */
async function tellPages(progress: RestProgress): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  for (const page of pages) {
    if (page.url.startsWith(self.registration.scope)) page.postMessage(progress);
  }
}

async function forgetOldData(): Promise<void> {
  const cache = await caches.open(REST_CACHE);
  const stored = await cache.keys();
  await Promise.all(stored.filter(({ url }) => !rest.has(url)).map((request) => cache.delete(request)));
}

let caching: Promise<void> | null = null;
let abandon = new AbortController();

self.addEventListener('message', (event) => {
  const message = event.data as PageMessage;
  switch (message.type) {
    case 'SKIP_WAITING':
      event.waitUntil(self.skipWaiting());
      break;
    case 'CACHE_THE_REST':
      // One round at a time: a second page hears the progress of the first one's.
      caching ??= cacheTheRest(abandon).finally(() => {
        caching = null;
      });
      event.waitUntil(caching);
      break;
    case 'GIVE_WAY':
      // As long as an event of this version lasts, the browser does not let the next one take over.
      abandon.abort();
      abandon = new AbortController();
      break;
  }
});

self.addEventListener('activate', (event) => {
  // Without `claim` the page of the first visit would stay without a controller, and its workers without a policy.
  event.waitUntil(Promise.all([forgetOldData(), self.clients.claim()]));
});
