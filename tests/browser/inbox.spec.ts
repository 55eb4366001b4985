import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { makeBrokenPackage, makeIndicatorPackage, makeLogPackage, makeStixPackage } from '../inbox/made-up-packages';
import { expect, test } from './fixtures';
import { openKillable } from './hard-close';
import { acceptImport, importFile } from './vedette-page';

/** Packages as a browser keeps them: killed again and again, given by hand, put into a folder. */

interface Kept {
  readonly arrivals: number;
  readonly contents: number;
  /** Findings by package and step. */
  readonly findings: readonly string[];
  readonly packages: readonly {
    readonly id: string;
    readonly fileName: string;
    readonly steps: readonly { readonly step: string }[];
    readonly standing: { readonly kind: string };
  }[];
}

/** As a page that never saw the app would read it. */
function readInbox(page: Page): Promise<Kept> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('vedette-inbox')) return { arrivals: 0, contents: 0, findings: [], packages: [] };
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('vedette-inbox');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const ask = <Answer>(table: string, question: (store: IDBObjectStore) => IDBRequest<Answer>) =>
      new Promise<Answer>((resolve, reject) => {
        const request = question(db.transaction(table).objectStore(table));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    try {
      const keys = (await ask('findings', (store) => store.getAllKeys())) as [string, string][];
      return {
        arrivals: await ask('arrivals', (store) => store.count()),
        contents: await ask('contents', (store) => store.count()),
        findings: keys.map((key) => key.join(' ')),
        packages: await ask('packages', (store) => store.getAll()),
      };
    } finally {
      db.close();
    }
  });
}

async function asInput(file: File) {
  return { name: file.name, mimeType: file.type, buffer: Buffer.from(await file.arrayBuffer()) };
}

async function give(page: Page, ...files: readonly File[]): Promise<void> {
  await page.getByLabel('Give files to the inbox').setInputFiles(await Promise.all(files.map(asInput)));
}

/** So many that every step with them takes a while. */
function makeLongList(): File {
  return makeIndicatorPackage(Array.from({ length: 250_000 }, (_, at) => `host-${at}.tin.example`));
}

test('packages are finished once each, however often the browser is killed over them', async ({
  baseURL,
  problems,
}) => {
  test.setTimeout(180_000);
  const scratch = await mkdtemp(join(tmpdir(), 'vedette-'));
  const open = async () => {
    const killable = await openKillable(join(scratch, 'profile'));
    const context = killable.browser.contexts()[0] as BrowserContext;
    const page = await context.newPage();
    await page.goto(`${baseURL}#/inbox`);
    return { ...killable, context, page };
  };
  const first = await open();
  await give(first.page, makeStixPackage(), makeLongList(), makeBrokenPackage());
  const countAll = async () => {
    const { arrivals, packages } = await readInbox(first.page);
    return arrivals + packages.length;
  };
  await expect.poll(countAll, { timeout: 30_000, intervals: [20] }).toBe(3);
  await first.kill();

  const stepsDone = ({ packages }: Kept) => packages.reduce((sum, { steps }) => sum + steps.length, 0);
  const isFinished = ({ arrivals, packages }: Kept) =>
    arrivals === 0 && packages.length === 3 && packages.every(({ standing }) => standing.kind !== 'open');
  let kills = 1;
  // Each time it comes a step further, and no step is done twice.
  for (let steps = 0; ; kills++) {
    const next = await open();
    await problems.watch(next.context);
    let kept: Kept = await readInbox(next.page);
    const reach = async () => {
      kept = await readInbox(next.page);
      return stepsDone(kept) > steps || isFinished(kept);
    };
    await expect.poll(reach, { timeout: 60_000, intervals: [10] }).toBe(true);
    expect(kept.arrivals + kept.packages.length).toBe(3);
    steps = stepsDone(kept);
    if (isFinished(kept)) {
      await expect(next.page.getByText('2 packages wait for you; 1 other could not be read.')).toBeVisible();
      const standings = Object.fromEntries(kept.packages.map(({ fileName, standing }) => [fileName, standing.kind]));
      expect(standings).toEqual({
        'copper-heron.json': 'finished',
        'tin-otter.csv': 'finished',
        'broken.json': 'unreadable',
      });
      for (const { id, steps: done, standing } of kept.packages) {
        const expected = standing.kind === 'finished' ? ['read', 'context', 'search', 'draft'] : [];
        expect(done.map(({ step }) => step)).toEqual(expected);
        // Without a history nothing is searched.
        const found = expected.filter((step) => step !== 'search').map((step) => `${id} ${step}`);
        expect(kept.findings.filter((key) => key.startsWith(id)).sort()).toEqual(found.sort());
      }
      expect(kept.contents).toBe(3);
      await next.kill();
      break;
    }
    await next.kill();
  }
  // As they came in, and in the middle of the work at least once.
  expect(kills).toBeGreaterThanOrEqual(2);
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
});

test('a package waits with its note, is accepted with its search, and another is dismissed with a reason', async ({
  page,
}) => {
  await page.goto('./#/histories');
  await importFile(page, 'conn.log', Buffer.from(await makeLogPackage().arrayBuffer()));
  await acceptImport(page);
  await page.goto('./#/inbox');
  await give(page, makeStixPackage(), makeIndicatorPackage());
  await expect(page.getByText('2 packages wait for you.')).toBeVisible({ timeout: 30_000 });
  await page.goto('./#/threats');
  await expect(page.getByText('Copper heron')).toBeHidden();

  await page.goto('./#/inbox');
  await page.getByRole('button', { name: 'copper-heron.json' }).click();
  const panel = page.getByRole('dialog', { name: 'copper-heron.json' });
  await expect(panel.getByText(/1 of 2\sindicators was seen in the history/).first()).toBeVisible();
  await expect(panel.getByText(/T1059\.001/).first()).toBeVisible();
  await panel.getByText('The note as Markdown').click();
  await expect(panel.getByText('## What to do next')).toBeVisible();
  await panel.getByRole('button', { name: 'Accept and import' }).click();
  await panel.getByRole('link', { name: 'Open its search' }).click();
  await expect(page.getByText('203.0.113.77').first()).toBeVisible();
  await page.goto('./#/threats');
  await expect(page.getByText('Copper heron').first()).toBeVisible();

  await page.goto('./#/inbox');
  await page.getByRole('button', { name: 'tin-otter.csv' }).click();
  const other = page.getByRole('dialog', { name: 'tin-otter.csv' });
  await other.getByRole('button', { name: 'Dismiss…' }).click();
  await other.getByLabel('Why it is dismissed').fill('Two years old');
  await other.getByRole('button', { name: 'Dismiss it' }).click();
  await expect(page.getByText('Everything that came in is decided.')).toBeVisible();
  await expect(page.getByText('Dismissed: Two years old')).toBeVisible();
  expect((await readInbox(page)).contents).toBe(0);

  // What has to be chosen first is chosen in the import; imported there, it needs no decision any more.
  await give(page, new File([await makeIndicatorPackage(['zinc.example']).text()], 'zinc.csv'));
  await page.getByRole('button', { name: 'zinc.csv' }).click();
  await page.getByRole('button', { name: 'Choose how in the import…' }).click();
  await page.getByRole('dialog', { name: 'zinc.csv' }).getByRole('button', { name: 'Close' }).click();
  await acceptImport(page);
  await expect(page.getByText('Everything that came in is decided.')).toBeVisible();

  // Dropped anywhere on this screen, files go into the inbox and not into the import.
  await page.evaluate(
    async (text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'tin-otter.csv'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    await makeIndicatorPackage().text(),
  );
  await expect(page.getByText(/came again/).first()).toBeVisible();
  await expect(page.getByText('Everything that came in is decided.')).toBeVisible();
  expect((await readInbox(page)).contents).toBe(0);
});

test('each new file of a watched folder is taken in once', async ({ page }) => {
  // No test can answer the browser's own dialog: a folder that the page may always look into stands for the chosen one.
  await page.addInitScript(() => {
    const chosen = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('feeds', { create: true });
    Object.assign(window, { showDirectoryPicker: chosen });
  });
  const put = async (file: File) => {
    const text = await file.text();
    await page.evaluate(
      async ([name, content]) => {
        const root = await navigator.storage.getDirectory();
        const folder = await root.getDirectoryHandle('feeds', { create: true });
        const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
        await writable.write(content);
        await writable.close();
      },
      [file.name, text] as const,
    );
  };
  await page.goto('./#/inbox');
  await put(makeIndicatorPackage());
  await page.getByRole('button', { name: 'Watch a folder…' }).click();
  await expect(page.getByText('The folder “feeds” is watched while Vedette is open')).toBeVisible();
  await expect(page.getByText('1 package waits for you.')).toBeVisible({ timeout: 30_000 });
  await put(makeStixPackage());
  await expect(page.getByText('2 packages wait for you.')).toBeVisible({ timeout: 30_000 });
  // On another screen, too, and after the page was loaded again; what was taken is not taken again.
  await page.goto('./#/coverage');
  await page.reload();
  await put(makeBrokenPackage());
  const fileNames = async () => (await readInbox(page)).packages.map(({ fileName }) => fileName).sort();
  await expect.poll(fileNames, { timeout: 30_000 }).toEqual(['broken.json', 'copper-heron.json', 'tin-otter.csv']);
  await page.goto('./#/inbox');
  await expect(page.getByText('2 packages wait for you; 1 other could not be read.')).toBeVisible({ timeout: 30_000 });
  expect((await readInbox(page)).contents).toBe(3);
});
