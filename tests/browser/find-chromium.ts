import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** Nothing but the page under test speaks: no updates, no field trials, no QUIC around the test server. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** A Chromium that runs here: one that is installed, else one that can be installed. Throws with advice. */
export function findChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names "${named}", which does not exist.`);
  }
  return findInstalled() ?? installFromPlaywright() ?? installFromSystem() ?? fail();
}

function findInstalled(): string | null {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...usualPlaces(), chromium.executablePath()].find(runs) ?? null;
}

function usualPlaces(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['', process.env['HOME'] ?? ''].flatMap((root) => [
        `${root}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
        `${root}/Applications/Chromium.app/Contents/MacOS/Chromium`,
        `${root}/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
      ]);
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
        const root = process.env[name];
        if (root === undefined) return [];
        return [
          join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(root, 'Chromium', 'Application', 'chrome.exe'),
          join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ];
      });
    default:
      return ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
  }
}

/** Ubuntu's `chromium-browser` can be a stub that only advises, and a download may lack system libraries: so ask it. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false;
  // On Windows `--version` would open a window.
  return process.platform === 'win32' || succeeds(path, ['--version'], 20, 'ignore');
}

function installFromPlaywright(): string | null {
  say("No Chromium found. Fetching Playwright's own …");
  if (!playwright('install', 'chromium')) return null;
  const path = chromium.executablePath();
  if (runs(path)) return path;
  // Downloaded, yet it does not start: on Linux its system libraries are missing.
  return playwright('install-deps', 'chromium') && runs(path) ? path : null;
}

/** As `npx playwright …`, which finds the installed one; a slow line may take minutes for its 150 MB. */
function playwright(...args: readonly string[]): boolean {
  return succeeds(process.execPath, [join('node_modules', '@playwright', 'test', 'cli.js'), ...args], 600);
}

function installFromSystem(): string | null {
  if (process.platform !== 'linux' || !succeeds('apt-get', ['--version'], 20, 'ignore')) return null;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !succeeds('sudo', ['-n', 'true'], 20, 'ignore')) return null;
  say('Installing the system package "chromium" …');
  const apt = (...args: readonly string[]) =>
    isRoot ? succeeds('apt-get', args, 600) : succeeds('sudo', ['-n', 'apt-get', ...args], 600);
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium');
  return findInstalled();
}

function fail(): never {
  throw new Error(
    [
      'The browser tests need a Chromium, and none could be found or installed. Any one of these helps:',
      '  - install Chromium, Chrome or Edge',
      '  - run "npx playwright install --with-deps chromium"',
      '  - set CHROMIUM_PATH to the program of a Chromium',
    ].join('\n'),
  );
}

function succeeds(
  command: string,
  args: readonly string[],
  seconds: number,
  output: 'ignore' | 'inherit' = 'inherit',
): boolean {
  const { status } = spawnSync(command, args, { stdio: ['ignore', output, output], timeout: seconds * 1000 });
  return status === 0;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
