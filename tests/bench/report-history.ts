import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from '../browser/find-chromium';
import { type HistorySizes, measureHistory } from './history';

type Say = (what: string, value: string, limit: string) => void;

const FULL: HistorySizes = { lines: 1_000_000, indicators: 1_000_000, flows: 10_000_000, rounds: 3 };

export async function reportHistory(say: Say, sizes: HistorySizes = FULL): Promise<void> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
  const { lines, shared, python, v6, flows, nfdump, peak } = await measureHistory(browser, sizes);
  await browser.close();
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const total = lines.compile + lines.load + lines.search;
  say(
    `conn.log of ${lines.lines} lines (${lines.megabytes.toFixed(0)} MB): read and split`,
    ms(lines.split),
    'the floor',
  );
  say('  loaded as columns', ms(lines.load), `${lines.loadRatio.toFixed(2)} ×, under 2 ×`);
  say(`  ${lines.indicators} indicators compiled`, ms(lines.compile), '');
  say(`  searched: ${lines.matched} records, ${lines.sightings} sightings`, ms(lines.search), '');
  const perSecond = (ms: number) => `${((lines.lines / ms) * 1000).toFixed(0)} lines/s`;
  say('  from file bytes to sightings, in one worker', perSecond(total), 'at least 300000');
  const isShared = shared.matched === lines.matched && shared.sightings === lines.sightings;
  say(`  the same in two${isShared ? '' : ' (NOT THE SAME)'}`, perSecond(shared.milliseconds), 'at least 300000');
  if (python === null) say('  a set in Python', '–', 'skipped: no python3');
  else {
    const [one, two] = [total, shared.milliseconds].map((ms) => (ms / python.milliseconds).toFixed(2));
    say(
      `  a set in Python: ${python.matched} records${python.matched === lines.matched ? '' : ' (NOT THE SAME)'}`,
      ms(python.milliseconds),
      `two workers ${two} ×, under 1 ×; one ${one} ×`,
    );
  }
  say('  stored, per IPv4 flow', `${lines.bytes.toFixed(1)} bytes`, 'at most 30');
  say('  stored, per IPv6 flow', `${v6.bytes.toFixed(1)} bytes`, '');
  say(`${flows.rows} flows as the app stores them: searched for ${flows.matched} records`, ms(flows.search), '');
  if (nfdump === null) say('  nfdump -r with the same filter', '–', 'skipped: no nfdump');
  else {
    const isSame = nfdump.stored === flows.rows && nfdump.matched === flows.matched;
    say(
      `  nfdump: ${nfdump.stored} flows, ${nfdump.matched} records${isSame ? '' : ' (NOT THE SAME)'}`,
      ms(nfdump.milliseconds),
      `${(flows.search / nfdump.milliseconds).toFixed(2)} ×, under 2 ×`,
    );
  }
  if (peak !== null) say('  most memory of the page (VmHWM)', `${peak.toFixed(0)} MB`, 'at most 2048');
}
