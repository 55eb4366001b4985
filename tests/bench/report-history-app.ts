import { chromium } from '@playwright/test';
import { build } from 'vite';
import { CHROMIUM_ARGUMENTS, findChromium } from '../browser/find-chromium';
import { type AppSizes, measureApp } from './history-app';

type Say = (what: string, value: string, limit: string) => void;

const FULL: AppSizes = { flows: 10_000_000, indicators: 1_000_000 };

/**
 * Minutes, and 2 GB of disk for as long as it runs.
 * @param flows `null`: as many as are promised; of indicators, as many but no more than are
 */
export async function reportHistoryApp(say: Say, flows: number | null): Promise<void> {
  await build({ logLevel: 'error' });
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
  const sizes = flows === null ? FULL : { flows, indicators: Math.min(flows, FULL.indicators) };
  const { steps, fileBytes, facts } = await measureApp(browser, sizes, 'dist');
  await browser.close();
  say(
    `the app with ${sizes.indicators} indicators and ${sizes.flows} flows (${(fileBytes / 1e6).toFixed(0)} MB)`,
    '',
    '',
  );
  for (const { what, milliseconds, tasks } of steps)
    say(`  ${what}`, `${(milliseconds / 1000).toFixed(1)} s`, `longest tasks ${tasks.join(', ')} ms, at most 50`);
  const peak = steps.at(-1)?.peak ?? null;
  say('  most memory of the page (VmHWM)', peak === null ? '–' : `${peak.toFixed(0)} MB`, 'at most 2048');
  for (const fact of facts) say(`  ${fact}`, '', '');
}
