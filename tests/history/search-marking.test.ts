import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { ImportChoices } from '../../workers/contract/imports';
import { markOfWatchlists } from '../../workers/history/search-marking';
import { makeWatchlist } from '../indicators/made-up-watchlist';
import { importFile } from './import-as-worker';
import { makeFile } from './made-up-logs';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

async function markOf(name: string, content: string, choices: ImportChoices = {}) {
  const receipt = await importFile(makeFile(name, content), choices);
  if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
  const db = new HistoryDatabase('own');
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

it('an event is as strict as its strictest attribute', async () => {
  const attribute = (value: string, Tag: readonly object[] = []) => ({ type: 'ip-dst', value, to_ids: true, Tag });
  const event = (Attribute: readonly object[]) =>
    JSON.stringify({
      Event: {
        uuid: '5c6d7e8f-0000-4000-8000-000000000001',
        info: 'Made up',
        date: '2026-11-01',
        Tag: [{ name: 'tlp:green' }],
        Attribute,
      },
    });
  // Alone it would be a report.
  const choices = { format: 'misp-indicators' };
  expect(await markOf('event.json', event([attribute('203.0.113.1')]), choices)).toBe('green');
  await clear();
  const marked = [attribute('203.0.113.1'), attribute('203.0.113.2', [{ name: 'tlp:red' }])];
  expect(await markOf('event.json', event(marked), choices)).toBe('red');
});
