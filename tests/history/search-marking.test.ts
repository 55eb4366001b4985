import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TlpLevel } from '../../src/domain/threats/threat-report';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { markOfWatchlists } from '../../workers/history/search-marking';
import { makeWatchlist } from '../indicators/made-up-watchlist';
import { importFile } from './import-as-worker';
import { makeFile } from './made-up-logs';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

/** @param marking of the file itself, as events and bundles have it */
async function markOf(name: string, content: string, marking: TlpLevel | null = null) {
  const receipt = await importFile(makeFile(name, content));
  if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
  const db = new HistoryDatabase('own');
  await db.collections.toCollection().modify({ marking });
  const collections = (await db.collections.toArray()).map(({ id }) => id);
  const mark = await markOfWatchlists(db, { watchlists: [makeWatchlist('w', { collections })] }, ['w']);
  db.close();
  return mark;
}

const rows = (...levels: readonly string[]) =>
  `indicator,type,tlp\n${levels.map((level, at) => `203.0.113.${at + 1},ipv4,${level}\n`).join('')}`;

it('a table is as strict as its strictest row', async () => {
  expect(await markOf('table.csv', rows('red', 'red'))).toBe('red');
});

it('one row of many is enough', async () => {
  expect(await markOf('table.csv', rows('green', 'green', 'amber+strict', 'clear'))).toBe('amber+strict');
});

it('a row without a marking is amber, and a table of which each row is marked is no stricter than they are', async () => {
  expect(await markOf('table.csv', rows('clear', '', 'clear'))).toBe('amber');
  await clear();
  expect(await markOf('table.csv', rows('clear', 'green'))).toBe('green');
  await clear();
  expect(await markOf('table.csv', 'indicator,type\n203.0.113.1,ipv4\n')).toBe('amber');
});

it('what the file says of itself holds for what says nothing, and lowers nothing', async () => {
  expect(await markOf('table.csv', rows('', ''), 'green')).toBe('green');
  await clear();
  expect(await markOf('table.csv', rows('', 'red'), 'green')).toBe('red');
  await clear();
  expect(await markOf('table.csv', rows('clear'), 'red')).toBe('red');
});
