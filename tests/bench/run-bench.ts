/**
 * What the model and the app cost, in a real browser: `npm run bench`. Figures vary with the machine; ratios less.
 * Numbers on the command line are seeds that draw the instances of the best plan; with `plans`, nothing else is run:
 * `npm run bench -- plans 101 102 103`. With `hunt`, hunt plans and the figures of threats alone; with `suggestions`,
 * only those are measured, in Node; with `stix`, only the reading of STIX; with `history`, only histories; with `history-app`,
 * only histories in the built app, of as many flows as a number behind it says; with `sigma`, only Sigma rules over events; with
 * `behaviour`, only what is found in made-up flows.
 */
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { CHROMIUM_ARGUMENTS, findChromium } from '../browser/find-chromium';
import { reportBehaviour } from './behaviour';
import { measureComputation } from './computation';
import { reportHunts } from './hunts';
import { measureImport } from './import-release';
import type { TableKind } from './made-up-tables';
import { measureNextBest } from './next-best';
import { reportHistory } from './report-history';
import { reportHistoryApp } from './report-history-app';
import { reportPlans } from './report-plans';
import { reportSigma } from './sigma';
import { measureStixReports } from './stix-reports';
import { reportSuggestions } from './suggestions';
import { measureTables } from './tables';
import { measureVisits, type VisitTimes } from './visits';

const ROUNDS = 5;
const SEEDS = Array.from({ length: 30 }, (_, at) => at + 1);

const say = (what: string, value: string, limit: string) =>
  process.stdout.write(`${what.padEnd(72)}${value.padStart(12)}   ${limit}\n`);
const words = process.argv.slice(2);
if (words.includes('hunt')) {
  reportHunts(say);
  process.exit();
}
if (words.includes('suggestions')) {
  reportSuggestions(say);
  process.exit();
}
if (words.includes('stix')) {
  await benchStix();
  process.exit();
}
if (words.includes('history')) {
  await reportHistory(say);
  process.exit();
}
if (words.includes('sigma')) {
  await reportSigma(say);
  process.exit();
}
if (words.includes('history-app')) {
  await reportHistoryApp(say, words.map(Number).find(Number.isInteger) ?? null);
  process.exit();
}
if (words.includes('behaviour')) {
  reportBehaviour(say);
  process.exit();
}
const given = words.map(Number).filter(Number.isInteger);
await reportPlans(given.length > 0 ? given : SEEDS, say);
if (words.includes('plans')) process.exit();

reportHunts(say);
reportSuggestions(say);
reportBehaviour(say);
const next = measureNextBest();
await build({ logLevel: 'error' });
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
const { recomputation, compilation } = await measureComputation(browser);
const release = await measureImport(browser);
const tables = await measureTables(browser, ['hosts', 'hosts-crlf', 'hosts-quoted', 'deployments']);
const visits: VisitTimes[] = [];
for (let round = 0; round < ROUNDS; round++) visits.push(await measureVisits(browser));
await browser.close();

const typical = (of: (visit: VisitTimes) => number) =>
  visits.map(of).sort((a, b) => a - b)[Math.floor(visits.length / 2)] ?? Number.NaN;
const ms = (value: number) => `${value.toFixed(1)} ms`;
const kilobytes = (value: number) => `${(value / 1000).toFixed(1)} kB`;

say(
  'recomputation: 50 deployments × 10 groups × all of Enterprise, in a worker',
  ms(recomputation.full),
  'under 16 ms',
);
say('the same, each on a share of its own and of mixed quality', ms(recomputation.spread), 'under 16 ms');
say(
  `next best: 400 candidates × 10 groups × all of Enterprise, in Node (of ${next.candidates})`,
  ms(next.milliseconds),
  'under 250 ms',
);
if (compilation === null) {
  say('compiling a release', '–', 'skipped: ../shared is missing');
} else {
  say('decoding and parsing the 19.1 bundle (35 MB)', ms(compilation.floor), 'the floor');
  say('decoding, parsing and compiling it', ms(compilation.compile), '');
  say('ratio', `${compilation.ratio.toFixed(2)} ×`, 'under 2 ×');
}
if (release === null) {
  say('importing a release', '–', 'skipped: ../shared is missing');
} else {
  say('decoding and parsing the bytes of the 19.1 bundle in a worker of its own', ms(release.floor), 'the floor');
  say('importing it: from the file to the preview', ms(release.inspect), '');
  say('from Import until catalog, prose and threats are stored', ms(release.commit), '');
  say('from there until coverage is computed with it', ms(release.use), '');
  say('ratio: the three together', `${release.ratio.toFixed(2)} ×`, 'under 3 ×');
}
const TABLE_NAMES: Readonly<Record<TableKind, string>> = {
  hosts: 'a row per host and product',
  'hosts-crlf': 'the same with CRLF',
  'hosts-quoted': 'the same, each cell in quotes',
  deployments: 'a row per sensor and group, again and again',
};
for (const [kind, { megabytes, papa, ours, digest, ratio }] of tables) {
  say(`CSV of 1,000,000 rows (${megabytes.toFixed(0)} MB), ${TABLE_NAMES[kind]}: Papa Parse`, ms(papa), 'the floor');
  say('  read as an inventory', ms(ours), `${ratio.toFixed(2)} ×, under 1.3 ×`);
  say('  its SHA-256, made on a second thread while the preview is looked at', ms(digest), '');
}
await benchStix();
await reportHistory(say);
await reportSigma(say);
say(
  'first visit: scripts + facts until the matrix, gzipped',
  kilobytes(typical((v) => v.bytesToMatrix)),
  'under 250 kB',
);
say('first visit: everything stored for offline use, gzipped', kilobytes(typical((v) => v.bytesInAll)), '');
say('first visit: to the matrix', ms(typical((v) => v.firstMatrix)), 'Navigator 5.1, same data: 3.0 s');
say('warm start without network, to a matrix with states', ms(typical((v) => v.warmOffline)), '');
say('the same with the processor throttled 4 ×', ms(typical((v) => v.warmOfflineThrottled)), 'under 1 s');

async function benchStix(): Promise<void> {
  const own = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
  const { objects, megabytes, floor, read } = await measureStixReports(own);
  await own.close();
  say(
    `STIX bundle of ${objects} objects (${megabytes.toFixed(0)} MB): made text and parsed by JSON.parse, in a fresh worker`,
    `${floor.toFixed(1)} ms`,
    'the floor',
  );
  say('  the same bytes read as a report', `${read.toFixed(1)} ms`, `${(read / floor).toFixed(2)} ×, under 3 ×`);
}
