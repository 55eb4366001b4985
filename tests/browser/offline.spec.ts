import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { CONTENT_SECURITY_POLICY } from '../../src/content-security-policy';
import { test as base, expect, waitUntilStored } from './fixtures';
import { openKillable } from './hard-close';
import { StaticServer } from './static-server';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const PROBE = join(import.meta.dirname, 'policy-probe.js');

interface Site {
  /** A copy of `dist` that a test may change. */
  readonly folder: string;
  /** Serves the copy below a path, with no header but the type. */
  readonly server: StaticServer;
}

const test = base.extend<{ readonly site: Site; readonly scratch: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  scratch: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'vedette-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  site: async ({ scratch }, use) => {
    const folder = join(scratch, 'site');
    await cp(DIST, folder, { recursive: true });
    const server = await StaticServer.open(folder, '/some/sub/path/');
    await use({ folder, server });
    await server.close();
  },
});

test('after one visit everything is there without the network, at any path', async ({ page, context, site }) => {
  await page.goto(site.server.address);
  await waitUntilStored(page);
  await site.server.close();
  await context.setOffline(true);

  await page.reload();
  await expect(page.locator('h1').first()).toBeVisible();
  await waitUntilStored(page);

  const built = (await readdir(DIST, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== 'service-worker.js')
    .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length + 1));
  const answers = await page.evaluate(async (names) => {
    const read = async (name: string) => {
      const response = await fetch(new URL(name, document.baseURI));
      return { name, ok: response.ok, policy: response.headers.get('Content-Security-Policy') };
    };
    return Promise.all(names.map(read));
  }, built);
  expect(answers).toEqual(built.map((name) => ({ name, ok: true, policy: CONTENT_SECURITY_POLICY })));
});

test('a hard close loses nothing', async ({ site, scratch, problems }) => {
  const profile = join(scratch, 'profile');
  const first = await openKillable(profile);
  const page = await defaultContext(first.browser).newPage();
  await page.goto(site.server.address);
  await waitUntilStored(page);
  await first.kill();
  await site.server.close();

  const second = await openKillable(profile);
  const context = defaultContext(second.browser);
  await problems.watch(context);
  const again = await context.newPage();
  await again.goto(site.server.address);
  await expect(again.locator('h1').first()).toBeVisible();
  await waitUntilStored(again);
  await second.kill();
});

test('the policy holds in workers, on a host that sends no headers', async ({ page, browser, site, problems }) => {
  problems.expect(/Content Security Policy|WebAssembly|unsafe-eval/);
  const foreign = await StaticServer.open(DIST);
  await cp(PROBE, join(site.folder, 'stored-probe.js'));
  await cp(PROBE, join(site.folder, 'unknown-probe.js'));
  await editServiceWorker(site, (text) =>
    text.replace('{"revision":', '{"revision":"1","url":"stored-probe.js"},{"revision":'),
  );
  await page.goto(site.server.address);
  await waitUntilStored(page);

  for (const name of ['stored-probe.js', 'unknown-probe.js']) {
    const { allowed, violated } = await runProbe(page, name, foreign.address);
    expect(allowed, name).toEqual([]);
    expect(violated, name).toEqual(['connect-src', 'script-src', 'worker-src']);
  }
  expect(foreign.requested).toEqual([]);

  // The probe can tell: without the service worker nothing stops it.
  const bare = await browser.newContext({ serviceWorkers: 'block' });
  const open = await bare.newPage();
  await open.goto(site.server.address);
  const { allowed } = await runProbe(open, 'stored-probe.js', foreign.address);
  expect(allowed).toEqual(['eval', 'function', 'fetch', 'webassembly', 'blobWorker']);
  await bare.close();
  await foreign.close();
});

test('a forced reload bypasses the service worker once, not for good', async ({ page, site }) => {
  await page.goto(site.server.address);
  await waitUntilStored(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Page.reload', { ignoreCache: true });
  await expect.poll(() => isControlled(page)).toBe(true);
  await waitUntilStored(page);
});

test('a new version waits until it is called', async ({ page, site }) => {
  await page.goto(site.server.address);
  await waitUntilStored(page);

  await publishNext(site);
  await page.reload();
  await expect.poll(() => hasWaiting(page)).toBe(true);
  await page.reload();
  await expect(page.locator('html')).not.toHaveAttribute('data-version');

  // The app's own way: it also loads the page again.
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-version', 'next', { timeout: 30_000 });
  await expect.poll(() => countStored(page, 'index.html')).toBe(1);
});

test('a new version takes over while the old one still fetches', async ({ page, site }) => {
  const slow = 'never-there.bin';
  await editServiceWorker(site, (text) =>
    text.replace('[{"atOnce":', `[{"atOnce":false,"revision":"1","url":"${slow}"},{"atOnce":`),
  );
  site.server.silent.add(slow);
  await page.goto(site.server.address);
  await expect.poll(() => site.server.requested, { timeout: 20_000 }).toContain(slow);

  await publishNext(site);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.getByRole('button', { name: 'Update now' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-version', 'next', { timeout: 30_000 });
});

test('over plain HTTP the app runs and says that it cannot work offline', async ({ site, problems }) => {
  problems.expect(/http:\/\/plain\.test/);
  const { launchOptions } = test.info().project.use;
  const mapped = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), '--host-resolver-rules=MAP plain.test 127.0.0.1'],
  });
  const context = await mapped.newContext();
  await problems.watch(context);
  const page = await context.newPage();
  await page.goto(site.server.address.replace('127.0.0.1', 'plain.test'));
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'unsupported');
  await mapped.close();
});

test('the build holds no WebAssembly', async () => {
  for (const entry of await readdir(DIST, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    expect(entry.name).not.toMatch(/\.wasm$/);
    const bytes = await readFile(join(entry.parentPath, entry.name));
    expect(bytes.includes('\0asm'), entry.name).toBe(false);
    // The same four bytes as base64, at the head of an embedded module.
    if (/\.(?:js|html|css)$/.test(entry.name)) expect(bytes.includes('AGFzbQ'), entry.name).toBe(false);
  }
});

/** The one that the profile on disk belongs to. */
function defaultContext(browser: Browser): BrowserContext {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('The browser has no context.');
  return context;
}

async function editServiceWorker(site: Site, edit: (text: string) => string): Promise<void> {
  const path = join(site.folder, 'service-worker.js');
  const before = await readFile(path, 'utf8');
  const after = edit(before);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}

/** Another version of the page, and a service worker that knows it. */
async function publishNext(site: Site): Promise<void> {
  const index = join(site.folder, 'index.html');
  await writeFile(index, (await readFile(index, 'utf8')).replace('<html ', '<html data-version="next" '));
  await editServiceWorker(site, (text) =>
    text.replace(/"revision":"[0-9a-f]+","url":"index.html"/, '"revision":"next","url":"index.html"'),
  );
}

function runProbe(page: Page, name: string, foreign: string): Promise<{ allowed: string[]; violated: string[] }> {
  return page.evaluate(
    ([script, host]) =>
      new Promise((resolve, reject) => {
        const address = new URL(script, document.baseURI);
        address.searchParams.set('foreign', host);
        const worker = new Worker(address);
        worker.onmessage = (event) => resolve(event.data);
        worker.onerror = (event) => reject(new Error(event.message));
      }),
    [name, foreign] as const,
  );
}

function isControlled(page: Page): Promise<boolean> {
  return page.evaluate(() => navigator.serviceWorker.controller !== null).catch(() => false);
}

function hasWaiting(page: Page): Promise<boolean> {
  return page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null);
}

function countStored(page: Page, name: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const open = await Promise.all((await caches.keys()).map((key) => caches.open(key)));
    const stored = (await Promise.all(open.map((cache) => cache.keys()))).flat();
    return stored.filter(({ url }) => new URL(url).pathname.endsWith(`/${wanted}`)).length;
  }, name);
}
