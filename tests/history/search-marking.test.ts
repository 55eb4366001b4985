import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TlpLevel } from '../../src/domain/threats/threat-report';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { openFileSource } from '../../workers/file-source';
import { hashFile } from '../../workers/hash-file';
import { markOfWatchlists } from '../../workers/history/search-marking';
import { makeWatchlist } from '../indicators/made-up-watchlist';
import { importFile, inspect } from './import-as-worker';
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
  db.close();
  return markOfAll();
}

async function markOfAll() {
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

it('what the file says of itself holds for what says nothing, and lowers nothing', async () => {
  expect(await markOf('table.csv', rows('', ''), 'green')).toBe('green');
  await clear();
  expect(await markOf('table.csv', rows('', 'red'), 'green')).toBe('red');
  await clear();
  expect(await markOf('table.csv', rows('clear'), 'red')).toBe('red');
});

it('values of a report that is marked less than one of them are as strict as that one', async () => {
  const time = '2026-11-01T00:00:00.000Z';
  const of = (type: string, last: string, said: object) => ({
    type,
    spec_version: '2.1',
    id: `${type}--5c6d7e8f-0000-4000-8000-00000000000${last}`,
    created: time,
    modified: time,
    ...said,
  });
  const [green, red] = ['34098fce-860f-48ae-8e50-ebd3cc5e41da', '5e57c739-391a-4eb3-b6be-7d15ca92d5ed'];
  const indicator = of('indicator', '2', {
    pattern: "[ipv4-addr:value = '203.0.113.7']",
    pattern_type: 'stix',
    valid_from: time,
    object_marking_refs: [`marking-definition--${red}`],
  });
  const report = of('report', '1', {
    name: 'Made up',
    published: time,
    object_refs: [indicator.id],
    object_marking_refs: [`marking-definition--${green}`],
  });
  const id = '5c6d7e8f-0000-4000-8000-000000000003';
  const file = makeFile(
    'bundle.json',
    JSON.stringify({ type: 'bundle', id: `bundle--${id}`, objects: [report, indicator] }),
  );
  const reading = await inspect(file);
  if (!reading.ok || reading.value.effect.kind !== 'step') throw new Error('It was not read as a report.');
  const lack = await reading.value.effect.indicators?.(await openFileSource(file, () => undefined), {
    workspace: 'own',
    id,
    at: time,
    choices: {},
    fileName: file.name,
    size: file.size,
    fileDate: time,
    sha256: () => hashFile(file),
    tellRecords: () => undefined,
  });
  expect(lack).toBeNull();
  expect(await markOfAll()).toBe('red');
});
