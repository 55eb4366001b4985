import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SearchRequest, SearchRun, Sighting } from '../../src/domain/history/sighting';
import { change } from '../../src/store/change-content';
import { HistoryDatabase } from '../../src/store/history-database';
import { removeHistory } from '../../src/store/remove-segments';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { SearchProgress } from '../../workers/contract/history';
import { historyAnswers } from '../../workers/history/history-answers';
import { runSearch } from '../../workers/history/run-search';
import { makeSearchPart } from '../../workers/history/search-part';
import type { SearchPart } from '../../workers/history/search-part-contract';
import { makeWatchlist } from '../indicators/made-up-watchlist';
import { describeWithShared, SHARED } from '../shared-data';
import { importFile } from './import-as-worker';
import { gzip, makeConnections, makeConnLog, makeFile, makeUtf16 } from './made-up-logs';
import { readSightings } from './read-sightings';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

const REQUEST: SearchRequest = {
  watchlists: [],
  values: [],
  histories: null,
  from: null,
  to: null,
  hostsOfUrls: false,
};
const NOW = '2026-11-25T12:00:00Z';

async function search(request: Partial<SearchRequest>, at = NOW, id = 's'): Promise<SearchRun> {
  const search = { id, name: 'S', request: { ...REQUEST, ...request }, createdAt: at, lookedAt: null };
  const known = (await historyAnswers.listSearches('own')).find((each) => each.id === id);
  await historyAnswers.saveSearch('own', { ...search, lookedAt: known?.lookedAt ?? null });
  const result = await historyAnswers.search('own', id, search.request, at, () => undefined);
  if (!result.ok) throw new Error(result.issues[0]?.message);
  const sightings = await readSightings(id);
  expect(result.value.sightings).toBe(sightings.length);
  return { ...result.value, sightings };
}

async function imported(name: string, content: string | Uint8Array): Promise<string> {
  const receipt = await importFile(makeFile(name, content));
  if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
  return receipt.value.id;
}

const brief = ({ type, value, count }: Sighting) => [type, value, count];

describe('a search', () => {
  it('finds every record once, with when, where and what became of it', async () => {
    const history = await imported('conn.log', makeConnLog(makeConnections(500)));
    const run = await search({
      values: [
        { type: 'ipv4', value: '198.51.0.7' },
        { type: 'cidr', value: '198.51.1.0/24' },
      ],
    });
    expect(run).toMatchObject({ complete: true, records: 500, segments: 1, indicators: 2, matched: 251, kept: 251 });
    expect(run.sightings.map(brief)).toEqual([
      ['cidr', '198.51.1.0/24', 250],
      ['ipv4', '198.51.0.7', 1],
    ]);
    expect(run.sightings[1]).toMatchObject({
      firstSeen: 1_700_000_007_000,
      lastSeen: 1_700_000_007_000,
      directions: { outbound: 1 },
      fields: { 'destination.ip': 1 },
      ports: [[443, 1]],
      hosts: [['10.0.0.7', 1]],
      histories: { [history]: 1 },
      newSince: 1,
    });
  });

  it('keeps what matched whole, and gives the records of one sighting', async () => {
    const log = makeConnLog(makeConnections(300));
    const history = await imported('conn.log', log);
    await search({
      values: [
        { type: 'ipv4', value: '198.51.0.7' },
        { type: 'ipv4', value: '10.0.0.7' },
      ],
    });
    const all = await historyAnswers.readMatches('own', 's', null, 0, 100);
    expect(all.total).toBe(30);
    const { total, rows } = await historyAnswers.readMatches('own', 's', { type: 'ipv4', value: '198.51.0.7' }, 0, 10);
    expect([total, rows.length]).toEqual([1, 1]);
    const [record] = rows;
    const [stored] = await historyAnswers.readRecords('own', history, 7, 1);
    expect(record).toEqual({
      ...stored,
      matches: [
        { type: 'ipv4', value: '10.0.0.7', field: 'source.ip' },
        { type: 'ipv4', value: '198.51.0.7', field: 'destination.ip' },
      ],
    });
    expect(record).toMatchObject({ fileName: 'conn.log', line: 15, source: null });
    expect(log.slice(record?.offset, (record?.offset ?? 0) + (record?.length ?? 0))).toContain('198.51.0.7');
  });

  it('stays within its histories and its time', async () => {
    const first = await imported('a.log', makeConnLog(makeConnections(100)));
    await imported('b.log', makeConnLog(makeConnections(101)));
    const values = [{ type: 'ipv4', value: '10.0.0.3' }] as const;
    expect((await search({ values })).matched).toBe(20);
    expect((await search({ values, histories: [first] })).matched).toBe(10);
    const from = 1_700_000_013_000;
    expect((await search({ values, histories: [first], from, to: from + 10_000 })).matched).toBe(2);
    expect((await search({ values, from: from + 1_000_000 })).segments).toBe(0);
  });

  it('says when there is nothing to look for', async () => {
    await imported('a.log', makeConnLog(makeConnections(10)));
    await expect(search({})).rejects.toThrow('There is nothing to look for.');
  });

  it('follows a STIX pattern over one event and over several', async () => {
    await imported('a.log', makeConnLog(makeConnections(100)));
    const one = "[ipv4-addr:value = '198.51.0.5']";
    const several =
      "[network-traffic:dst_ref.value = '198.51.0.5'] FOLLOWEDBY [network-traffic:dst_ref.value = '198.51.0.9']";
    const wrong =
      "[network-traffic:dst_ref.value = '198.51.0.9'] FOLLOWEDBY [network-traffic:dst_ref.value = '198.51.0.5']";
    const run = await search({ values: [one, several, wrong].map((value) => ({ type: 'pattern' as const, value })) });
    expect(run.sightings.map(brief).sort()).toEqual(
      [
        ['pattern', one, 1],
        ['pattern', several, 2],
      ].sort(),
    );
    expect(run.matched).toBe(2);
    const { rows } = await historyAnswers.readMatches('own', 's', { type: 'pattern', value: several }, 0, 10);
    expect(rows.map(({ line }) => line)).toEqual([13, 17]);
  });
});

describe('a search that is stopped', () => {
  it('keeps what it found, and says that it is not complete', async () => {
    await imported('a.log', makeConnLog(makeConnections(150_000)));
    const request = { ...REQUEST, values: [{ type: 'ipv4' as const, value: '10.0.0.3' }] };
    await historyAnswers.saveSearch('own', { id: 's', name: 'S', request, createdAt: NOW, lookedAt: null });
    let isStopped = false;
    const told: SearchProgress[] = [];
    const db = new HistoryDatabase('own');
    const result = await runSearch(db, {
      id: 's',
      request,
      at: NOW,
      today: '2026-11-25',
      watch: { watchlists: [], benignValues: [] },
      startParts: () => [{ part: makeSearchPart(), stop: () => undefined }],
      onProgress(progress) {
        told.push(progress);
        if (progress.segmentsDone === 1) isStopped = true;
      },
      isStopped: () => isStopped,
    });
    db.close();
    if (!result.ok) throw new Error();
    expect(result.value).toMatchObject({ complete: false, segments: 1, records: 65_535, kept: 6554, matched: 6554 });
    expect(told.map(({ segmentsDone, segmentsTotal }) => [segmentsDone, segmentsTotal])).toEqual([
      [0, 3],
      [1, 3],
    ]);
    expect((await historyAnswers.listSearches('own'))[0]?.run).toMatchObject({ complete: false, sightings: 1 });
    // The next one is estimated by complete ones alone.
    const again = await search(request);
    expect(again).toMatchObject({ complete: true, matched: 15_000 });
    const db2 = new HistoryDatabase('own');
    const owners = new Set((await db2.segments.toArray()).map(({ owner }) => owner));
    db2.close();
    expect(owners.size).toBe(2);
  }, 60_000);
});

it('a search that is stopped before it has begun stays stopped, and the next one of the same search runs', async () => {
  await imported('a.log', makeConnLog(makeConnections(20)));
  const values = [{ type: 'ipv4', value: '10.0.0.3' }] as const;
  await historyAnswers.stopSearch('s', NOW);
  expect(await search({ values })).toMatchObject({ complete: false, segments: 0, kept: 0 });
  expect(await search({ values }, '2026-11-25T12:30:00Z')).toMatchObject({ complete: true, segments: 1, kept: 2 });
});

describe('a search whose history is removed while it runs', () => {
  async function searchWhile(
    value: SearchRequest['values'][number],
    wrap: (part: SearchPart, db: HistoryDatabase) => Partial<SearchPart>,
  ): Promise<SearchRun> {
    const request = { ...REQUEST, values: [value] };
    await historyAnswers.saveSearch('own', { id: 's', name: 'S', request, createdAt: NOW, lookedAt: null });
    const db = new HistoryDatabase('own');
    const part = makeSearchPart();
    const result = await runSearch(db, {
      id: 's',
      request,
      at: NOW,
      today: '2026-11-25',
      watch: { watchlists: [], benignValues: [] },
      startParts: () => [{ part: { ...part, ...wrap(part, db) }, stop: () => undefined }],
      onProgress: () => undefined,
      isStopped: () => false,
    });
    db.close();
    if (!result.ok) throw new Error();
    return result.value;
  }

  it('keeps no empty records of it, and is not complete', async () => {
    const gone = await imported('a.log', makeConnLog(makeConnections(100)));
    const stays = await imported('b.log', makeConnLog(makeConnections(50, 1_800_000_000)));
    const run = await searchWhile({ type: 'ipv4', value: '10.0.0.3' }, (part, db) => ({
      async search(segment) {
        const found = await part.search(segment);
        await removeHistory(db, gone);
        return found;
      },
    }));
    expect(run).toMatchObject({ complete: false, matched: 15, kept: 5 });
    const { rows } = await historyAnswers.readMatches('own', 's', null, 0, 100);
    expect(rows).toHaveLength(5);
    for (const { history, line } of rows) expect([history, line > 0]).toEqual([stays, true]);
  });

  it('does not count as searched what was gone before its columns were read', async () => {
    await imported('a.log', makeConnLog(makeConnections(100)));
    const run = await searchWhile({ type: 'ipv4', value: '10.0.0.3' }, (part, db) => ({
      async search(segment) {
        await db.columns.clear();
        return part.search(segment);
      },
    }));
    expect(run).toMatchObject({ complete: false, records: 0, segments: 0, matched: 0, kept: 0 });
  });

  it('is not complete where a pattern over several records was found in it', async () => {
    const gone = await imported('a.log', makeConnLog(makeConnections(100)));
    const pattern =
      "[network-traffic:dst_ref.value = '198.51.0.5'] FOLLOWEDBY [network-traffic:dst_ref.value = '198.51.0.9']";
    const run = await searchWhile({ type: 'pattern', value: pattern }, (part, db) => ({
      async finish() {
        await part.finish();
        await removeHistory(db, gone);
      },
    }));
    expect(run).toMatchObject({ complete: false, matched: 0, kept: 0, sightings: [] });
  });
});

describe('what is wrong with what is looked for', () => {
  it('is kept with the run, said once and counted', async () => {
    await imported('a.log', makeConnLog(makeConnections(20)));
    const bad = Array.from({ length: 60 }, (_, at) => ({ type: 'pattern' as const, value: `[x-${at}` }));
    const run = await search({ values: [{ type: 'ipv4', value: '10.0.0.3' }, ...bad] });
    expect(run.issueCounts?.['pattern-not-searched']).toBe(1);
    expect(run.issues?.map(({ message }) => message)).toEqual([expect.stringMatching(/^60 patterns/)]);
    const [kept] = await historyAnswers.listSearches('own');
    expect(kept?.run?.issueCounts).toEqual(run.issueCounts);
    expect((await search({ values: [{ type: 'ipv4', value: '10.0.0.3' }] })).issues).toBeUndefined();
  });
});

describe('a search that is run again', () => {
  it('marks what is new since somebody looked', async () => {
    const values = [{ type: 'ipv4', value: '10.0.0.3' }] as const;
    await imported('a.log', makeConnLog(makeConnections(100)));
    expect((await search({ values }, '2026-11-25T12:00:00Z')).sightings[0]).toMatchObject({ count: 10, newSince: 10 });
    await historyAnswers.markLooked('own', 's', '2026-11-25T12:30:00Z');
    expect((await search({ values }, '2026-11-25T13:00:00Z')).sightings[0]).toMatchObject({ count: 10, newSince: 0 });
    await imported('b.log', makeConnLog(makeConnections(50, 1_800_000_000)));
    expect((await search({ values }, '2026-11-25T14:00:00Z')).sightings[0]).toMatchObject({ count: 15, newSince: 5 });
    // Nobody has looked meanwhile.
    expect((await search({ values }, '2026-11-25T15:00:00Z')).sightings[0]).toMatchObject({ count: 15, newSince: 5 });
  });

  it('does not take for new what was there before a run that was stopped', async () => {
    const values = [{ type: 'ipv4', value: '10.0.0.3' }] as const;
    await imported('a.log', makeConnLog(makeConnections(100)));
    await search({ values }, '2026-11-25T12:00:00Z');
    await historyAnswers.markLooked('own', 's', '2026-11-25T12:30:00Z');
    await historyAnswers.stopSearch('s', '2026-11-25T13:00:00Z');
    expect((await search({ values }, '2026-11-25T13:00:00Z')).sightings).toEqual([]);
    // What it did not come to is there still when the search is removed and brought back.
    await historyAnswers.removeSearch('own', 's', NOW);
    await historyAnswers.putBack('own', ['s']);
    expect((await search({ values }, '2026-11-25T14:00:00Z')).sightings[0]).toMatchObject({ count: 10, newSince: 0 });
  });

  it('does not take for looked at what was kept while one looked, nor forgets it when its name is saved', async () => {
    const values = [{ type: 'ipv4', value: '10.0.0.3' }] as const;
    await imported('a.log', makeConnLog(makeConnections(100)));
    await search({ values });
    const stale = { id: 's', name: 'T', request: { ...REQUEST, values }, createdAt: NOW, lookedAt: null };
    await historyAnswers.markLooked('own', 's', '2026-11-25T12:30:00Z');
    await historyAnswers.saveSearch('own', stale);
    expect(await historyAnswers.listSearches('own')).toMatchObject([{ name: 'T', lookedAt: '2026-11-25T12:30:00Z' }]);
  });

  it('and removed, is brought back with its records, or leaves nothing', async () => {
    const history = await imported('a.log', makeConnLog(makeConnections(100)));
    await search({ values: [{ type: 'ipv4', value: '10.0.0.3' }] });
    await historyAnswers.removeSearch('own', 's', NOW);
    expect(await historyAnswers.listSearches('own')).toEqual([]);
    expect(await historyAnswers.putBack('own', ['s'])).toBe(1);
    expect((await historyAnswers.readMatches('own', 's', null, 0, 100)).rows).toHaveLength(10);
    expect(await readSightings('s')).toMatchObject([{ value: '10.0.0.3', histories: { [history]: 10 } }]);
    await historyAnswers.removeSearch('own', 's', NOW);
    await historyAnswers.throwAway('own', null, '2026-11-25T12:59:00Z');
    expect(await historyAnswers.putBack('own', ['s'])).toBe(1);
    await historyAnswers.removeSearch('own', 's', NOW);
    await historyAnswers.throwAway('own', null, '2026-11-25T13:01:00Z');
    expect(await historyAnswers.putBack('own', ['s'])).toBe(0);
    await historyAnswers.removeHistory('own', history);
    const db = new HistoryDatabase('own');
    const counts = await Promise.all(db.tables.map((table) => table.count()));
    db.close();
    expect(counts.every((count) => count === 0)).toBe(true);
  });

  it('and removed, leaves nothing', async () => {
    const id = await imported('a.log', makeConnLog(makeConnections(100)));
    await search({ values: [{ type: 'ipv4', value: '10.0.0.3' }] });
    await historyAnswers.removeSearch('own', 's', NOW);
    await historyAnswers.throwAway('own', ['s'], NOW);
    await historyAnswers.removeHistory('own', id);
    const db = new HistoryDatabase('own');
    const counts = await Promise.all(db.tables.map((table) => table.count()));
    db.close();
    expect(counts.every((count) => count === 0)).toBe(true);
  });
});

describe('source lines', () => {
  it('are fetched when the file is offered again, packed or not', async () => {
    const log = makeConnLog(makeConnections(300));
    for (const [name, content] of [
      ['conn.log', log],
      ['wide.log', makeUtf16(log)],
      ['packed.log.gz', gzip(log.replace('C1700000000', 'D1700000000'))],
    ] as const) {
      const file = makeFile(name, content);
      const receipt = await importFile(file);
      if (!receipt.ok) throw new Error();
      await search({ values: [{ type: 'ipv4', value: '10.0.0.3' }], histories: [receipt.value.id] });
      expect(await historyAnswers.fetchLines('own', 's', makeFile(name, 'another'))).toMatchObject({ ok: false });
      expect(await historyAnswers.fetchLines('own', 's', file)).toMatchObject({ ok: true, value: 30 });
      const { rows } = await historyAnswers.readMatches('own', 's', null, 0, 100);
      const lines = log.split('\n');
      for (const { source, line } of rows) expect(source).toBe(lines[line - 1]);
      // Nothing is left to fetch.
      expect(await historyAnswers.fetchLines('own', 's', file)).toMatchObject({ ok: true, value: 0 });
    }
  });

  it('of a damaged file are there up to the place', async () => {
    const packed = gzip(makeConnLog(makeConnections(3000)));
    const file = makeFile('cut.log.gz', packed.slice(0, -40));
    const receipt = await importFile(file);
    if (!receipt.ok) throw new Error();
    const run = await search({ values: [{ type: 'ipv4', value: '10.0.0.3' }] });
    const found = await historyAnswers.fetchLines('own', 's', file);
    expect(found).toMatchObject({ ok: true, value: run.matched });
    const { rows } = await historyAnswers.readMatches('own', 's', null, 0, 10);
    expect(rows.every(({ source }) => source?.includes('10.0.0.3'))).toBe(true);
  });

  it('of several segments are read on one way through the file', async () => {
    const log = makeConnLog(makeConnections(150_000));
    const file = makeFile('conn.log', log);
    await imported('conn.log', log);
    const run = await search({ values: [{ type: 'cidr', value: '10.0.0.0/8' }] });
    expect(run.kept).toBe(150_000);
    let opened = 0;
    const counted = new Proxy(file, {
      get(target, key) {
        if (key === 'stream') opened++;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    expect(await historyAnswers.fetchLines('own', 's', counted)).toMatchObject({
      ok: true,
      value: 150_000,
      issues: [],
    });
    // Once for its SHA-256, once for its lines.
    expect(opened).toBeLessThanOrEqual(3);
    const { rows } = await historyAnswers.readMatches('own', 's', null, 149_990, 10);
    const lines = log.split('\n');
    for (const { source, line } of rows) expect(source).toBe(lines[line - 1]);
  });

  it('are kept at once of what matched on the way in', async () => {
    const db = new WorkspaceDatabase('own');
    const list = makeWatchlist('w', {
      values: [{ type: 'ipv4', value: '198.51.0.7', addedAt: NOW, note: '' }],
    });
    await change(db, 'Watch', { of: 'watch', run: (kept) => ({ ...kept, watchlists: [list] }) }, NOW);
    db.close();
    const log = makeConnLog(makeConnections(70_000));
    const receipt = await importFile(makeFile('conn.log', log));
    if (!receipt.ok) throw new Error();
    expect(receipt.value.brought).toEqual([
      '70,000 records',
      '1 sighting of a watched value',
      '2 records that matched',
    ]);
    const id = `import-${receipt.value.id}`;
    const [kept] = await historyAnswers.listSearches('own');
    expect(kept).toMatchObject({ id, name: 'At import of conn', run: { matched: 2, sightings: 1, complete: true } });
    const { rows } = await historyAnswers.readMatches('own', id, null, 0, 10);
    const lines = log.split('\n');
    expect(rows.map(({ line }) => line)).toEqual([15, 62_515]);
    for (const { source, line } of rows) expect(source).toBe(lines[line - 1]);
    // The same as a search over it finds.
    const run = await search({ watchlists: ['w'] });
    expect(run.sightings.map(brief)).toEqual((await readSightings(id)).map(brief));
  }, 60_000);
});

describeWithShared('real logs', () => {
  it('give what a plain script finds by comparing fields', async () => {
    const folder = join(SHARED, 'samples/logs/zeek-m57');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const rowsOf = (text: string) => {
      const lines = text.split(/\r?\n/);
      const fields = (lines.find((line) => line.startsWith('#fields')) ?? '').split('\t').slice(1);
      return lines
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [fields[at] ?? '', cell])));
    };
    const [conn, dns] = [rowsOf(read('conn.log')), rowsOf(read('dns.log'))];
    await imported('conn.log', read('conn.log'));
    await imported('dns.log', read('dns.log'));
    const addresses = [...new Set(conn.flatMap((row) => [row['id.orig_h'] ?? '', row['id.resp_h'] ?? '']))]
      .filter((address) => /^\d+\.\d+\.\d+\.\d+$/.test(address))
      .filter((_, at) => at % 5 === 0);
    const run = await search({
      values: [...addresses, '203.0.113.99'].map((value) => ({ type: 'ipv4' as const, value })),
    });
    const isIn = (row: Record<string, string>, address: string) =>
      [row['id.orig_h'], row['id.resp_h'], ...(row['answers'] ?? '').split(',')].includes(address);
    const expected = addresses
      .map((address) => [address, [...conn, ...dns].filter((row) => isIn(row, address)).length] as const)
      .filter(([, count]) => count > 0);
    expect(Object.fromEntries(run.sightings.map(({ value, count }) => [value, count]))).toEqual(
      Object.fromEntries(expected),
    );
    const matched = [...conn, ...dns].filter((row) => addresses.some((address) => isIn(row, address))).length;
    expect([run.matched, run.kept]).toEqual([matched, matched]);
  }, 60_000);
});
