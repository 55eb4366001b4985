import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Browser, chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from './find-chromium';

/** A browser on a profile that outlives it, and that can be ended as a power cut ends one. */
export interface KillableBrowser {
  readonly browser: Browser;
  kill(): Promise<void>;
}

export async function openKillable(profile: string): Promise<KillableBrowser> {
  const child = spawn(
    findChromium(),
    [...CHROMIUM_ARGUMENTS, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const browser = await chromium.connectOverCDP(await readEndpoint(child));
  return {
    browser,
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function readEndpoint(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += String(chunk);
    const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (endpoint !== undefined) return endpoint;
  }
  throw new Error(`Chromium ended before it listened: ${said}`);
}
