import { createServer } from 'node:net';
import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from './tests/browser/find-chromium.ts';

// Workers of Playwright load this file again: what was found once is handed on in the environment.
process.env['CHROMIUM_PATH'] ||= findChromium();
process.env['VEDETTE_TEST_PORT'] ||= String(await findFreePort());
const address = `http://localhost:${process.env['VEDETTE_TEST_PORT']}/`;

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, () => {
      const at = server.address();
      server.close(() => (at !== null && typeof at === 'object' ? resolve(at.port) : reject(new Error('no port'))));
    });
  });
}

export default defineConfig({
  testDir: 'tests/browser',
  outputDir: 'test-results/browser',
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  workers: 2,
  // Slow machines, and a first visit that stores everything.
  timeout: 60_000,
  reporter: [['list'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    baseURL: address,
    trace: 'retain-on-failure',
    launchOptions: { executablePath: process.env['CHROMIUM_PATH'], args: CHROMIUM_ARGUMENTS },
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } } }],
  // Serves what was built; `npm run test:browser` and `npm test` build first.
  webServer: {
    command: `npx vite preview --strictPort --port ${process.env['VEDETTE_TEST_PORT']}`,
    url: address,
    stdout: 'ignore',
  },
});
