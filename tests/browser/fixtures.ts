import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

/** What a page must never do. A test that provokes one says so with `problems.expect`. */
export class Problems {
  readonly #seen: string[] = [];
  readonly #expected: RegExp[] = [];

  expect(...patterns: readonly RegExp[]): void {
    this.#expected.push(...patterns);
  }

  /** Everything seen that no `expect` covers. */
  get unexpected(): readonly string[] {
    return this.#seen.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem)));
  }

  note(problem: string): void {
    this.#seen.push(problem);
  }

  /** For contexts that a test opens itself; the one of the `page` fixture is watched already. */
  async watch(context: BrowserContext): Promise<void> {
    await context.exposeBinding('reportViolation', (_source, text: string) => this.note(`policy violation: ${text}`));
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
        report(`${event.effectiveDirective} forbids ${event.blockedURI} (${event.sourceFile}:${event.lineNumber})`);
      });
    });
    context.on('console', (message) => {
      if (message.type() === 'error') this.note(`console error: ${message.text()}`);
    });
    context.on('weberror', (event) => this.note(`page error: ${event.error().stack ?? event.error().message}`));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (!isOwn(url)) this.note(`request to another origin: ${url.href}`);
    });
  }
}

/** All test servers are on this machine; whatever is not is foreign. */
function isOwn(url: URL): boolean {
  return url.protocol === 'data:' || url.protocol === 'blob:' || ['localhost', '127.0.0.1'].includes(url.hostname);
}

/**
 * Every browser test uses this `test`: it fails on a violation of the Content-Security-Policy (in page or worker), an
 * uncaught error, a console error, or a request to another origin, whatever else the test looks at.
 */
export const test = base.extend<{ readonly problems: Problems }>({
  problems: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
    async ({}, use) => {
      const problems = new Problems();
      await use(problems);
      expect(problems.unexpected).toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, problems }, use) => {
    await problems.watch(context);
    await use(context);
  },
});

/** Waits until all files of the app are stored, as `src/state/offline.ts` reports it on the page. */
export async function waitUntilStored(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'ready', { timeout: 20_000 });
}

export { expect };
