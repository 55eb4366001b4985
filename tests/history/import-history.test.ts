import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { MatchedRecord } from '../../workers/contract/history';
import { historyAnswers } from '../../workers/history/history-answers';
import { detailOf, importFile, inspect } from './import-as-worker';
import {
  gzip,
  makeConnections,
  makeConnLine,
  makeConnLog,
  makeFile,
  makeTarOf,
  makeUtf16,
  makeZipOf,
} from './made-up-logs';

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
});

const list = () => historyAnswers.listHistories('own');
const records = async (history: string, limit = 100): Promise<readonly MatchedRecord[]> =>
  historyAnswers.readRecords('own', history, 0, limit);
const fieldOf = ({ fields }: MatchedRecord, name: string) => fields.find(([field]) => field === name)?.[1];
const codesOf = (result: { readonly issues: readonly { readonly code: string }[] }) =>
  result.issues.map(({ code }) => code);

const LOG = makeConnLog(makeConnections(30));

describe('a file of logs', () => {
  it('is shown by its beginning, and nothing is written', async () => {
    const detail = detailOf(await inspect(makeFile('conn.log', LOG)));
    expect(detail).toMatchObject({ kind: 'history', name: 'conn', isWhole: true, estimatedRows: 30, known: null });
    expect(detail.records).toHaveLength(20);
    expect([detail.from, detail.to]).toEqual([1_700_000_000_000, 1_700_000_029_000]);
    expect(await list()).toEqual([]);
  });

  it('becomes a history: every record, its place, and a receipt', async () => {
    const receipt = await importFile(makeFile('conn.log', LOG), { history: { name: 'Border', site: 'CTYSEA' } });
    if (!receipt.ok) throw new Error(codesOf(receipt).join());
    expect(receipt.value.counts).toEqual({ unit: 'records', read: 30, kept: 30, reported: 0 });
    const [history] = await list();
    expect(history).toMatchObject({
      name: 'Border',
      site: 'CTYSEA',
      rows: 30,
      complete: true,
      segments: 1,
      dropped: 0,
    });
    expect(history?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const read = await records(history?.id ?? '');
    expect(read).toHaveLength(30);
    for (const record of read) {
      expect(LOG.slice(record.offset, record.offset + record.length)).toBe(LOG.split('\n')[record.line - 1]);
      expect(record).toMatchObject({ fileName: 'conn.log', sha256: history?.sha256, member: '' });
    }
    expect(fieldOf(read[3] as MatchedRecord, 'destination.ip')).toBe('198.51.0.3');
  });

  it('counts what it reports: in = kept + reported', async () => {
    const damaged = `${LOG}this is no record\n${makeConnLine({ at: 1_700_000_100, from: '10.0.0.1', to: '192.0.2.9' })}\n`;
    const receipt = await importFile(makeFile('conn.log', damaged));
    if (!receipt.ok) throw new Error(codesOf(receipt).join());
    const { read, kept, reported } = receipt.value.counts;
    expect([read, kept, reported]).toEqual([32, 31, 1]);
    expect(receipt.value.issues.length).toBeGreaterThan(0);
  });

  it('with a head and no record is refused before it is imported', async () => {
    const [head] = LOG.split('1700000000');
    for (const [name, content] of [
      ['conn.log', head],
      ['conn.log', `${head}#close\t2026-11-25-12-00-00\n`],
      ['firewall.csv', 'timestamp,src_ip,dst_ip,dst_port,action\n'],
      ['nfdump.csv', 'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt\n'],
      ['alone.log', `${head}not a record\n`],
    ] as const) {
      const seen = await inspect(makeFile(name, content ?? ''));
      expect([name, seen.ok], JSON.stringify(seen)).toEqual([name, false]);
      // A table of which nothing but the head tells what it is may be no log at all.
      expect(seen.issues[0]?.code).toMatch(name === 'firewall.csv' ? /^format-not-imported$/ : /^history-empty$/);
    }
    expect(await list()).toEqual([]);
  });

  it('is refused the second time, and may take the place of the first', async () => {
    await importFile(makeFile('conn.log', LOG));
    const again = await importFile(makeFile('other-name.log', LOG));
    expect(again.ok).toBe(false);
    expect(codesOf(again)).toContain('history-known');
    expect(await list()).toHaveLength(1);
    const before = new HistoryDatabase('own');
    const search = `import-${(await list())[0]?.id}`;
    await before.searches.put({
      id: search,
      name: 'At import of conn',
      request: { watchlists: [], values: [], histories: null, from: null, to: null, hostsOfUrls: false },
      createdAt: '2026-11-25T10:00:00Z',
      run: null,
      lookedAt: null,
    });
    await before.sightings.put({ search, sightings: [] });
    const replaced = await importFile(makeFile('conn.log', LOG), { history: { replace: true, name: 'New' } });
    expect(replaced.ok).toBe(true);
    expect((await list()).map(({ name, rows }) => [name, rows])).toEqual([['New', 30]]);
    const db = new HistoryDatabase('own');
    expect(await db.segments.count()).toBe(1);
    expect([await before.searches.count(), await before.sightings.count()]).toEqual([0, 0]);
    before.close();
    db.close();
  });

  it('is read whatever it is packed in or written with', async () => {
    const expected = 30;
    // Each of another second: the same content is not read twice.
    const at = (seconds: number) => makeConnLog(makeConnections(30, 1_700_000_000 + seconds));
    const files = [
      makeFile('conn.log.gz', gzip(at(1))),
      makeFile('conn16.log', makeUtf16(LOG)),
      makeFile('mark.log', new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(LOG)])),
      makeFile('logs.zip', makeZipOf({ 'a/conn.log': at(2), '__MACOSX/a/._conn.log': 'x' })),
      makeFile('logs.tar.gz', gzip(makeTarOf({ 'a/conn.log': at(3) }))),
      makeFile('packed.tar', makeTarOf({ 'a/conn.log.gz': gzip(at(4)) })),
    ];
    for (const file of files) {
      const receipt = await importFile(file);
      expect([file.name, receipt.ok, codesOf(receipt)]).toEqual([file.name, true, []]);
      if (receipt.ok) expect([file.name, receipt.value.counts.kept]).toEqual([file.name, expected]);
    }
    const read = await Promise.all((await list()).map(({ id }) => records(id, 1)));
    for (const [first] of read) expect(first && fieldOf(first, 'source.ip')).toBe('10.0.0.0');
    // Of a file with a mark, places are those of the file.
    const marked = (await list()).find(({ fileName }) => fileName === 'mark.log');
    const [first] = await records(marked?.id ?? '', 1);
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(LOG)]);
    expect(new TextDecoder().decode(bytes.subarray(first?.offset, (first?.offset ?? 0) + (first?.length ?? 0)))).toBe(
      LOG.split('\n')[(first?.line ?? 1) - 1],
    );
  });
});

describe('an archive', () => {
  it('is one history of all its logs, each record with its file; what is no log is named', async () => {
    const other = makeConnLog(makeConnections(5, 1_600_000_000));
    const receipt = await importFile(
      makeFile('logs.zip', makeZipOf({ 'a/conn.log': LOG, 'b/conn.log': other, 'picture.png': '\x89PNG\r\n\x1a\n' })),
    );
    if (!receipt.ok) throw new Error(codesOf(receipt).join());
    expect(receipt.value.counts).toEqual({ unit: 'records', read: 35, kept: 35, reported: 0 });
    expect(receipt.value.issues.map(({ code, place }) => [code, place])).toEqual([
      ['member-no-history', { kind: 'path', path: 'picture.png' }],
    ]);
    const [history] = await list();
    expect(history?.members).toEqual(['a/conn.log', 'b/conn.log']);
    const members = (await records(history?.id ?? '')).map(({ member, line }) => [member, line]);
    expect(members[0]).toEqual(['a/conn.log', 8]);
    expect(members[30]).toEqual(['b/conn.log', 8]);
  });

  it('with one path twice keeps the two apart, and reads sizes in base 256', async () => {
    const other = makeConnLog(makeConnections(5, 1_600_000_000));
    const tar = new Uint8Array([
      ...makeTarOf({ 'conn.log': LOG }).slice(0, -1024),
      ...makeTarOf({ 'conn.log': other }),
    ]);
    tar.fill(0, 124, 136);
    tar[124] = 0x80;
    new DataView(tar.buffer).setUint32(132, LOG.length);
    const receipt = await importFile(makeFile('logs.tar', tar));
    if (!receipt.ok) throw new Error(codesOf(receipt).join());
    const [history] = await list();
    expect(history).toMatchObject({ rows: 35, members: ['conn.log', 'conn.log (2)'] });
    expect((await records(history?.id ?? ''))[30]?.member).toBe('conn.log (2)');
  });

  it('without a log is refused', async () => {
    const receipt = await importFile(makeFile('logs.zip', makeZipOf({ 'a.log': 'hello', 'b.txt': 'world' }))).catch(
      String,
    );
    expect(receipt).toMatchObject({ ok: false });
    expect(await list()).toEqual([]);
  });
});

describe('an import that does not come to its end', () => {
  const cut = gzip(makeConnLog(makeConnections(3000))).slice(0, -40);

  it('of a damaged file keeps what was read, and says so', async () => {
    const receipt = await importFile(makeFile('conn.log.gz', cut));
    if (!receipt.ok) throw new Error(codesOf(receipt).join());
    // The line that is cut in half is no record.
    expect(codesOf(receipt.value)).toEqual(['gzip-damaged', 'zeek-width']);
    const [history] = await list();
    expect(history?.complete).toBe(false);
    expect(history?.rows).toBe(receipt.value.counts.kept);
    expect(await records(history?.id ?? '', 5000)).toHaveLength(history?.rows ?? -1);
  });

  it('of a gzip cut within its first bytes is no error of ours', async () => {
    const small = gzip(LOG).slice(0, -12);
    const other = makeConnLog(makeConnections(30, 1_600_000_000));
    const receipt = await importFile(
      makeFile('logs.tar', makeTarOf({ 'a.log': LOG, 'b.log.gz': small, 'c.log': other })),
    );
    if (!receipt.ok) throw new Error(codesOf(receipt).join());
    expect(codesOf(receipt.value)).toContain('gzip-damaged');
    expect(receipt.value.counts.kept).toBeGreaterThanOrEqual(60);
    expect((await list())[0]?.complete).toBe(false);
  });

  it('of a packed tar cut within a file that is skipped keeps the files before it', async () => {
    const noise = crypto.getRandomValues(new Uint8Array(60_000));
    const tar = makeTarOf({ 'a.log': LOG, 'b.bin': new Uint8Array([...noise, ...noise, ...noise]) });
    const receipt = await importFile(makeFile('logs.tar.gz', gzip(tar).slice(0, -20_000)));
    if (!receipt.ok) throw new Error(codesOf(receipt).join());
    expect(receipt.value.counts.kept).toBe(30);
    expect(codesOf(receipt.value)).toContain('gzip-damaged');
    expect((await list())[0]?.complete).toBe(false);
  });

  it('of a tar with a damaged head keeps the files before it', async () => {
    const tar = makeTarOf({ 'a.log': LOG, 'b.log': LOG });
    const second = 512 + Math.ceil(LOG.length / 512) * 512;
    tar.fill(0x7a, second + 124, second + 136);
    const receipt = await importFile(makeFile('logs.tar', tar));
    if (!receipt.ok) throw new Error(codesOf(receipt).join());
    expect(receipt.value.counts.kept).toBe(30);
    expect(codesOf(receipt.value)).toEqual(['archive-damaged']);
    expect((await list())[0]).toMatchObject({ rows: 30, complete: false });
  });

  it('on a full disk keeps whole segments, and harms nothing', async () => {
    await importFile(makeFile('first.log', LOG));
    const before = await list();
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (this: IDBObjectStore, value, ...key) {
      if (this.name === 'columns' && String(value.segment).endsWith('/1'))
        throw new DOMException('full', 'QuotaExceededError');
      return add.call(this, value, ...key);
    });
    const receipt = await importFile(makeFile('large.log', makeConnLog(makeConnections(70_000))));
    expect(receipt.ok).toBe(false);
    expect(codesOf(receipt)[0]).toBe('storage-full');
    vi.restoreAllMocks();
    const [first, second] = await list();
    expect([first, second].find((history) => history?.fileName === 'first.log')).toEqual(before[0]);
    const partial = [first, second].find((history) => history?.fileName === 'large.log');
    expect(partial).toMatchObject({ complete: false, segments: 1, rows: 65_535 });
    // The same file again takes its place.
    expect(detailOf(await inspect(makeFile('large.log', makeConnLog(makeConnections(70_000))))).known).toMatchObject({
      complete: false,
      rows: 65_535,
    });
    const again = await importFile(makeFile('large.log', makeConnLog(makeConnections(70_000))));
    expect(again.ok).toBe(true);
    expect((await list()).map(({ fileName, rows, complete }) => [fileName, rows, complete]).sort()).toEqual([
      ['first.log', 30, true],
      ['large.log', 70_000, true],
    ]);
  }, 60_000);

  it('does not begin where it would not fit, unless it is told to', async () => {
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 1000, usage: 900 }) } });
    const file = makeFile('conn.log', LOG);
    const looked = await inspect(file);
    expect(codesOf(looked)).toContain('history-no-room');
    expect(detailOf(looked).free).toBe(100);
    const refused = await importFile(file);
    expect(codesOf(refused)).toEqual(['history-no-room']);
    expect(await list()).toEqual([]);
    expect((await importFile(file, { history: { evenIfFull: true } })).ok).toBe(true);
  });
});
