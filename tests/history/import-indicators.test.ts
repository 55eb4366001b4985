import type { SealedSegment } from '../../src/domain/columns/column';
import 'fake-indexeddb/auto';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fromPlain, toPlain } from '../../src/domain/workspace/plain-value';
import { appendSegment } from '../../src/store/append-segment';
import { change } from '../../src/store/change-content';
import { HistoryDatabase } from '../../src/store/history-database';
import { addIndicators, checkIndicators, dumpIndicators } from '../../src/store/indicator-backup';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { ImportChoices } from '../../workers/contract/imports';
import { historyAnswers } from '../../workers/history/history-answers';
import { collectSearchValues } from '../../workers/history/search-values';
import { makeBenignValue, makeWatchlist } from '../indicators/made-up-watchlist';
import { makeSegment } from '../store/made-up-segment';
import { importFile, inspect } from './import-as-worker';
import { makeConnections, makeConnLog, makeFile, makeZipOf } from './made-up-logs';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(async () => {
  vi.unstubAllGlobals();
  await clear();
});

const TODAY = '2026-11-25';
const LIST = [
  '198.51.100.1',
  'evil.example.net',
  'hxxp://bad[.]example[.]org/a',
  '2c740d2a3f1bd0e9e9e2b8dfe1a4b2c1',
  '198.51.100.0/24',
];
const TABLE = `indicator,type,confidence,description
203.0.113.5,ipv4,80,a server
evil.example.net,domain,20,a name
`;
const LEFT_OUT = { role: 'left-out', type: null } as const;
const ALL = { collection: null, containing: '', types: [], offset: 0, limit: 100 } as const;

async function imported(name: string, content: string | Uint8Array): Promise<string> {
  const receipt = await importFile(makeFile(name, content));
  if (!receipt.ok) throw new Error(receipt.issues.map(({ message }) => message).join());
  return receipt.value.id;
}

async function watch(...lists: Parameters<typeof makeWatchlist>[]): Promise<void> {
  const db = new WorkspaceDatabase('own');
  const watchlists = lists.map((list) => makeWatchlist(...list));
  await change(db, 'Watch', { of: 'watch', run: (kept) => ({ ...kept, watchlists }) }, TODAY);
  db.close();
}

describe('a file of indicators', () => {
  it('is read whole, shown, and stored as columns', async () => {
    const file = makeFile('list.txt', LIST.join('\n'));
    const looked = await inspect(file);
    if (!looked.ok || looked.value.detail.kind !== 'indicators') throw new Error(JSON.stringify(looked.issues));
    expect(looked.value.detail.statements).toHaveLength(5);
    expect(await historyAnswers.listCollections('own')).toEqual([]);
    const id = await imported('list.txt', LIST.join('\n'));
    const [collection] = await historyAnswers.listCollections('own');
    expect(collection).toMatchObject({ id, name: 'list', statements: 5, reportId: null });
    const { total, rows } = await historyAnswers.listStatements('own', ALL);
    expect(total).toBe(5);
    expect(rows.map(({ type, value }) => [type, value])).toEqual([
      ['ipv4', '198.51.100.1'],
      ['domain', 'evil.example.net'],
      ['url', 'http://bad.example.org/a'],
      ['md5', '2c740d2a3f1bd0e9e9e2b8dfe1a4b2c1'],
      ['cidr', '198.51.100.0/24'],
    ]);
    expect(rows[2]).toMatchObject({ written: LIST[2], collection: id, place: 'line 3' });
    expect(await importFile(makeFile('again.txt', LIST.join('\n')))).toMatchObject({ ok: false });
  });

  it('is listed in pages, by type and by part of a value or a comment', async () => {
    await imported('list.txt', LIST.join('\n'));
    await imported('table.csv', TABLE);
    const list = async (asked: object) => {
      const { total, rows } = await historyAnswers.listStatements('own', { ...ALL, ...asked });
      return [total, rows.map(({ value }) => value)] as const;
    };
    expect((await list({}))[0]).toBe(7);
    expect(await list({ types: ['domain'] })).toEqual([2, ['evil.example.net', 'evil.example.net']]);
    expect(await list({ containing: 'SERVER' })).toEqual([1, ['203.0.113.5']]);
    expect(await list({ containing: '198.51', types: ['cidr'] })).toEqual([1, ['198.51.100.0/24']]);
    const [total, page] = await list({ offset: 2, limit: 3 });
    expect([total, page?.length]).toEqual([7, 3]);
  });

  it('shows how a table was read, and is read again as the analyst says', async () => {
    const file = makeFile(
      'table.csv',
      'indicator;seen;note\n203.0.113.5;2026-01-02;a server\nevil.example.net;;a name\n',
    );
    const look = async (choices: ImportChoices) => {
      const looked = await inspect(file, choices);
      if (!looked.ok || looked.value.detail.kind !== 'indicators') throw new Error(JSON.stringify(looked.issues));
      return looked.value.detail;
    };
    const guessed = await look({});
    expect(guessed.columns?.map(({ header, column, samples }) => [header, column.role, samples])).toEqual([
      ['indicator', 'value', ['203.0.113.5', 'evil.example.net']],
      ['seen', guessed.columns?.[1]?.column.role, ['2026-01-02']],
      ['note', 'comment', ['a server', 'a name']],
    ]);
    expect(guessed.statements.map(({ comment }) => comment)).toEqual(['a server', 'a name']);
    const columns = (guessed.columns ?? []).map(({ column }) => column);
    const said = await look({
      indicators: {
        columns: [columns[0] ?? LEFT_OUT, { role: 'valid-from', type: null }, { role: 'label', type: null }],
      },
    });
    expect(said.columns?.map(({ column }) => column.role)).toEqual(['value', 'valid-from', 'label']);
    expect(said.statements.map(({ comment, labels, validFrom }) => [comment, labels, validFrom])).toEqual([
      ['', ['a server'], Date.UTC(2026, 0, 2)],
      ['', ['a name'], null],
    ]);
    const id = await importFile(file, { indicators: { columns: [LEFT_OUT, LEFT_OUT, columns[2] ?? LEFT_OUT] } });
    expect(id.ok).toBe(true);
  });

  it('has no columns to choose where it is no table', async () => {
    const looked = await inspect(makeFile('list.txt', LIST.join('\n')));
    expect(looked.ok && looked.value.detail).toMatchObject({ kind: 'indicators', columns: null });
  });

  it('may be an archive, told by its content', async () => {
    const id = await imported('things.zip', makeZipOf({ 'a.txt': LIST.join('\n'), 'b.csv': TABLE }));
    expect((await historyAnswers.listCollections('own'))[0]).toMatchObject({ id, statements: 7 });
  });
});

describe('watchlists', () => {
  it('come to what their collections say, less what is held back', async () => {
    const id = await imported('table.csv', TABLE);
    const list = JSON.stringify({
      name: 'Known names',
      description: '',
      version: 3,
      type: 'hostname',
      matching_attributes: ['domain'],
      list: ['.example.org'],
    });
    await imported('list.json', list);
    const [warninglist] = await historyAnswers.listWarninglists('own');
    expect(warninglist).toMatchObject({ name: 'Known names', version: 3, values: 1 });
    await watch(
      ['w', { collections: [id], minimumConfidence: 50 }],
      [
        'v',
        {
          values: [
            { type: 'domain', value: 'a.example.org', addedAt: '', note: '' },
            { type: 'domain', value: 'harmless.example', addedAt: '', note: '' },
            { type: 'domain', value: 'b.example', addedAt: '', note: '' },
          ],
          warninglists: [warninglist?.id ?? ''],
        },
      ],
    );
    const db = new WorkspaceDatabase('own');
    await change(
      db,
      'Benign',
      { of: 'watch', run: (kept) => ({ ...kept, benignValues: [makeBenignValue('b')] }) },
      TODAY,
    );
    db.close();
    const [v, w] = await historyAnswers.watchlistFigures('own', TODAY);
    expect(w).toMatchObject({
      id: 'w',
      watched: 1,
      byType: { ipv4: 1 },
      heldBack: { lowConfidence: 1 },
      state: 'active',
    });
    expect(v).toMatchObject({ id: 'v', watched: 1, heldBack: { benign: 1, warninglists: 1 } });
  });

  it('keep a file that is imported again in place of itself', async () => {
    const id = await imported('table.csv', TABLE);
    await watch(['w', { collections: [id] }]);
    const [before] = await historyAnswers.watchlistFigures('own', TODAY);
    expect(before?.watched).toBe(2);
    const again = await importFile(makeFile('table.csv', TABLE), { indicators: { replace: true, name: 'New' } });
    expect(again.ok).toBe(true);
    expect(await historyAnswers.listCollections('own')).toMatchObject([{ id, name: 'New', statements: 2 }]);
    expect(await historyAnswers.watchlistFigures('own', TODAY)).toEqual([before]);
    expect((await historyAnswers.listStatements('own', ALL)).total).toBe(2);
  });

  it('say where a file of theirs is not here any more', async () => {
    const id = await imported('table.csv', TABLE);
    const moment = { today: TODAY, now: Date.parse(TODAY) };
    const asked = { watchlists: ['w'], values: [] };
    const db = new HistoryDatabase('own');
    const look = async (...collections: string[]) => {
      const watchlists = [makeWatchlist('w', { name: 'Ours', collections })];
      const { packed, issues } = await collectSearchValues(db, { watchlists, benignValues: [] }, asked, moment);
      return [packed.count, ...issues.list().map(({ message }) => message)];
    };
    expect(await look(id)).toEqual([2]);
    expect(await look(id, 'gone')).toEqual([2, 'A file of indicators of “Ours” is not here any more.']);
    expect(await look('gone', 'too')).toEqual([0, '2 files of indicators of “Ours” are not here any more.']);
    db.close();
  });

  it('and values looked up say who speaks of them', async () => {
    const list = await imported('list.txt', LIST.join('\n'));
    const table = await imported('table.csv', TABLE);
    await watch(['w', { name: 'Ours', collections: [table] }]);
    const { values: found, total } = await historyAnswers.lookUp(
      'own',
      'Seen: sub.evil.example.net, 198.51.100.77 and 192.0.2.1',
      TODAY,
    );
    expect(total).toBe(3);
    expect(found.map(({ value }) => value)).toEqual(['sub.evil.example.net', '198.51.100.77', '192.0.2.1']);
    expect(found[0]?.statements.map(({ collection, value }) => [collection, value]).sort()).toEqual(
      [
        [list, 'evil.example.net'],
        [table, 'evil.example.net'],
      ].sort(),
    );
    expect(found[0]?.watchlists).toEqual([{ id: 'w', name: 'Ours' }]);
    expect(found[1]?.statements.map(({ value }) => value)).toEqual(['198.51.100.0/24']);
    expect(found[2]?.statements).toEqual([]);
  });

  it('and of more values than are looked up it is said how many there are', async () => {
    const addresses = Array.from({ length: 2003 }, (_, at) => `198.51.${100 + (at >> 8)}.${at & 255}`);
    const { values, total } = await historyAnswers.lookUp('own', [...addresses, addresses[0]].join('\n'), TODAY);
    expect([values.length, total]).toEqual([2000, 2003]);
    expect(values.at(-1)?.value).toBe(addresses[1999]);
  });

  it('and a value whose type is known is looked up as that, whatever its text looks like', async () => {
    const rows = [
      ['ja3', '2c740d2a3f1bd0e9e9e2b8dfe1a4b2c1'],
      ['user-agent', 'Mozilla/4.0 (odd)'],
      ['mutex', 'Global\\odd'],
      ['domain', 'evil.zip'],
    ] as const;
    await imported('table.csv', `indicator,type\n${rows.map(([type, value]) => `${value},${type}\n`).join('')}`);
    await imported('list.txt', '2c740d2a3f1bd0e9e9e2b8dfe1a4b2c1');
    for (const [type, value] of rows) {
      const found = await historyAnswers.lookUpValue('own', { type, value }, TODAY);
      expect(found?.statements.map((said) => [said.type, said.value])).toEqual([[type, value]]);
    }
  });
});

describe('a watchlist for sensors', () => {
  const AT = '2026-11-25T10:31:00.000Z';
  const ignore = () => undefined;
  const asked = { format: 'block-lists', audience: 'own', today: TODAY, at: AT } as const;

  it('holds back what is on any warninglist here, and packs what goes out', async () => {
    const list = await imported('list.txt', LIST.join('\n'));
    const table = await imported('table.csv', TABLE);
    const warnings = { name: 'N', version: 1, type: 'cidr', list: ['203.0.113.0/24'], matching_attributes: [] };
    await imported('list.json', JSON.stringify(warnings));
    await watch(['w', { name: 'Ours', collections: [list, table], warninglists: [] }]);
    const shares: number[] = [];
    const { files, heldBack, tlp, out } = await historyAnswers.writeSensorRules('own', 'w', asked, (share) =>
      shares.push(share),
    );
    expect(heldBack).toMatchObject({ warninglists: 1, marking: 0 });
    expect(tlp).toBe('amber');
    expect(out).toBe(5);
    expect(shares).toEqual([...shares].sort());
    expect(shares.at(-1)).toBeGreaterThan(0.5);
    expect(shares.at(-1)).toBeLessThanOrEqual(2 / 3);
    expect(files.map(({ name, values }) => [name, values])).toEqual([
      ['ours-addresses.txt', 2],
      ['ours-domains.txt', 1],
      ['ours-hosts.txt', 1],
      ['ours-urls.txt', 1],
      ['ours-md5.txt', 1],
    ]);
    expect(files[0]?.beginning).toMatch(/\n198\.51\.100\.1\n198\.51\.100\.0\/24\n$/);

    const packed = await historyAnswers.saveSensorRules('own', 'w', asked, null, ignore);
    if (!('bytes' in packed)) throw new Error('It is no archive.');
    const unpacked = Object.entries(unzipSync(new Uint8Array(packed.bytes)));
    expect(packed.name).toBe('ours-block-lists.zip');
    expect(unpacked.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual(
      files.map(({ name, beginning }) => [name, beginning]),
    );
    const one = await historyAnswers.saveSensorRules('own', 'w', asked, 'ours-md5.txt', ignore);
    if (!('bytes' in one)) throw new Error('It is no file of bytes.');
    expect(one.name).toBe('ours-md5.txt');
    expect(new TextDecoder().decode(one.bytes)).toBe(files[4]?.beginning);
  });

  it('is nothing that is marked above whom it is for, or of a list that is no more', async () => {
    const list = await imported('list.txt', LIST.join('\n'));
    await watch(['w', { collections: [list] }]);
    const community = await historyAnswers.writeSensorRules('own', 'w', { ...asked, audience: 'community' }, ignore);
    expect(community).toMatchObject({ files: [], tlp: null, heldBack: { marking: 5 } });
    expect(await historyAnswers.writeSensorRules('own', 'gone', asked, ignore)).toMatchObject({ files: [], left: [] });
  });
});

describe('a watchlist as queries', () => {
  const asked = { language: 'sigma', today: TODAY, at: '2026-11-25T10:31:00.000Z' } as const;

  it('comes to the page by its beginnings, and is saved whole', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `w${at}.evil.example.net`);
    const list = await imported('many.txt', many.join('\n'));
    await watch(['w', { name: 'Ours', collections: [list], validUntil: '2020-01-01' }]);
    const shares: number[] = [];
    const { files, values, left } = await historyAnswers.writeQueries('own', 'w', asked, (share) => shares.push(share));
    expect([values, left]).toEqual([3000, []]);
    expect(shares).toEqual([...shares].sort((one, other) => one - other));
    expect(Math.max(...files.map(({ beginning }) => beginning.length))).toBeLessThan(20_001);
    expect(files.some(({ length, beginning }) => length > beginning.length)).toBe(true);

    const packing: number[] = [];
    const packed = await historyAnswers.saveQueries('own', 'w', asked, null, (share) => packing.push(share));
    if (!('bytes' in packed)) throw new Error('It is no archive.');
    expect([packed.name, packing.at(-1)]).toEqual(['ours-sigma.zip', 1]);
    const unpacked = Object.entries(unzipSync(new Uint8Array(packed.bytes))).map(
      ([name, bytes]) => [name, new TextDecoder().decode(bytes)] as const,
    );
    expect(unpacked.map(([name, text]) => [name, text.length, text.slice(0, 50)])).toEqual(
      files.map(({ name, length, beginning }) => [name, length, beginning.slice(0, 50)]),
    );
    const [first] = unpacked;
    const one = await historyAnswers.saveQueries('own', 'w', asked, first?.[0] ?? '', () => undefined);
    expect('bytes' in one && new TextDecoder().decode(one.bytes)).toBe(first?.[1]);
  });
});

describe('a backup', () => {
  it('brings collections and warninglists back as they were', async () => {
    await imported('list.txt', LIST.join('\n'));
    await imported('table.csv', TABLE);
    await imported(
      'list.json',
      JSON.stringify({ name: 'N', version: 1, type: 'string', list: ['a', 'b'], matching_attributes: [] }),
    );
    const before = await historyAnswers.listStatements('own', ALL);
    const db = new HistoryDatabase('own');
    const { tables, leftOut } = await dumpIndicators(db);
    expect(leftOut).toEqual([]);
    const text = JSON.stringify(toPlain(tables));
    const small = await dumpIndicators(db, (await db.collections.toArray())[0]?.bytes);
    expect([small.leftOut.length, small.tables.indicatorCollections.length]).toEqual([1, 1]);
    await db.delete();

    const fresh = new HistoryDatabase('own');
    const checked = checkIndicators(fromPlain(JSON.parse(text)) as never, (found) => {
      throw new Error(found.message);
    });
    await addIndicators(fresh, checked.tables);
    await addIndicators(fresh, checked.tables);
    expect(await fresh.warnings.toArray()).toMatchObject([{ list: ['a', 'b'] }]);
    fresh.close();
    expect(await historyAnswers.listStatements('own', ALL)).toEqual(before);
  });

  it('leaves out what is not sound, and says where', () => {
    const issues: string[] = [];
    const { tables, rejected } = checkIndicators(
      { indicatorCollections: [{ collection: { id: 'x' }, segments: [] }, 7], warninglists: [{}] },
      ({ place }) => issues.push(place.kind === 'path' ? place.path : ''),
    );
    expect([tables.indicatorCollections.length, tables.warninglists.length, rejected]).toEqual([0, 0, 3]);
    expect(issues).toEqual([
      'tables.indicatorCollections[0].collection.name',
      'tables.indicatorCollections[1]',
      'tables.warninglists[0].id',
    ]);
  });

  it('leaves out a collection with a damaged segment, by its place', async () => {
    await imported('list.txt', LIST.join('\n'));
    await imported('table.csv', TABLE);
    const db = new HistoryDatabase('own');
    const { indicatorCollections: sound } = (await dumpIndicators(db)).tables;
    db.close();
    const damage = (edit: (segment: SealedSegment) => SealedSegment) => {
      const [first, second] = structuredClone(sound);
      const places: string[] = [];
      const dump = [{ ...first, segments: first?.segments.map(edit) }, second];
      const { tables, rejected } = checkIndicators({ indicatorCollections: dump }, ({ place }) => {
        if (place.kind === 'path') places.push(place.path);
      });
      expect([tables.indicatorCollections.map(({ collection }) => collection.name), rejected]).toEqual([
        [second?.collection.name],
        1,
      ]);
      return places[0];
    };
    const at = 'tables.indicatorCollections[0].segments[0]';
    const [, ...others] = sound[0]?.segments[0]?.columns ?? [];
    expect(others.length).toBeGreaterThan(0);
    expect(damage((segment) => ({ ...segment, rows: 1_000_000_000 }))).toBe(`${at}.rows`);
    expect(damage((segment) => ({ ...segment, columns: [...segment.columns, ...segment.columns] }))).toMatch(/field$/);
    const withData = (edit: (data: ArrayBuffer) => ArrayBuffer) =>
      damage((segment) => ({
        ...segment,
        columns: segment.columns.map((column, index) =>
          index === 0 ? { ...column, data: edit(column.data) } : column,
        ),
      }));
    expect(withData((data) => data.slice(0, 5))).toBe(`${at}.columns[0].data`);
    expect(withData(() => new ArrayBuffer(0))).toBe(`${at}.columns[0].data`);
    expect(
      withData((data) => {
        new Uint8Array(data)[0] = 99;
        return data;
      }),
    ).toBe(`${at}.columns[0].data`);
  });
});

it('a collection for which there is no room is refused with what it takes and what is free, and nothing is written', async () => {
  await imported('kept.txt', '203.0.113.9\n203.0.113.10');
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 1000, usage: 990 }) } });
  const refused = await importFile(makeFile('list.txt', LIST.join('\n')));
  expect(refused.ok).toBe(false);
  expect(refused.issues.map(({ code }) => code)).toEqual(['storage-too-small']);
  expect(refused.issues[0]?.message).toMatch(
    /^This collection of indicators takes \d+\sbytes, and this device has room for 10\sbytes\.$/,
  );
  expect((await historyAnswers.listCollections('own')).map(({ name }) => name)).toEqual(['kept']);
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 1e9, usage: 990 }) } });
  await imported('list.txt', LIST.join('\n'));
  expect(await historyAnswers.listCollections('own')).toHaveLength(2);
  // What the browser does not say is tried.
  vi.stubGlobal('navigator', {});
  await imported('more.txt', '203.0.113.11');
  expect(await historyAnswers.listCollections('own')).toHaveLength(3);
});

it('room is asked for after what is left over was cleared away, and what was removed is said to take some', async () => {
  const removed = await imported('kept.txt', '203.0.113.9');
  await historyAnswers.removeCollection('own', removed, new Date().toISOString());
  const db = new HistoryDatabase('own');
  const stray = 's~2026-11-25T10:00:00Z';
  const countStrays = () => db.segments.where('owner').equals(stray).count();
  let quota = 1_000_000;
  const estimate = async () => ({ quota, usage: (await countStrays()) * quota });
  const locks = { request: (_: string, work: () => unknown) => work(), query: async () => ({ held: [] }) };
  vi.stubGlobal('navigator', { locks, storage: { estimate } });
  const log = makeFile('conn.log', makeConnLog(makeConnections(30)));
  const list = makeFile('list.txt', LIST.join('\n'));
  for (const file of [log, list]) {
    await appendSegment(db, stray, makeSegment(2));
    const receipt = await importFile(file);
    expect([file.name, receipt.ok, await countStrays()]).toEqual([file.name, true, 0]);
  }
  quota = 10;
  const others = [makeFile('b.log', makeConnLog(makeConnections(20))), makeFile('b.txt', '203.0.113.10\n203.0.113.11')];
  for (const file of others) {
    const refused = await importFile(file);
    expect([file.name, refused.ok]).toEqual([file.name, false]);
    expect(refused.issues.at(-1)?.done).toMatch(
      /^Nothing .*\. What was removed within the last hour still takes room, until the line that offers it back is closed\.$/,
    );
  }
  db.close();
});
