import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { summariseHistories } from '../../src/domain/history/history-figures';
import type { Result } from '../../src/domain/result';
import { readPax } from '../../src/formats/archive-head';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { historyAnswers } from '../../workers/history/history-answers';
import { describeWithShared, SHARED } from '../shared-data';
import { importFile, inspect } from './import-as-worker';
import { gzip, makeConnections, makeConnLog, makeFile, makeTarOf, makeZipOf } from './made-up-logs';

afterEach(async () => {
  await Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
});

const sure = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.issues.map(({ code }) => code).join());
  return result.value;
};
const first = async () => (await historyAnswers.listHistories('own'))[0];

const LONG = makeConnLog(makeConnections(20_000));
const OTHER = makeConnLog(makeConnections(5, 1_600_000_000));

/** Where the packed content of the first entry begins, and its length, by the entry's own head. */
function contentOf(zip: Uint8Array) {
  const view = new DataView(zip.buffer, zip.byteOffset);
  return { start: 30 + view.getUint16(26, true) + view.getUint16(28, true), length: view.getUint32(18, true) };
}

describe('a damaged file of a ZIP archive', () => {
  it('is kept up to the place, and named; the others are read', async () => {
    const zip = makeZipOf({ 'a.log': LONG, 'b.log': OTHER });
    const { start, length } = contentOf(zip);
    const damaged = Uint8Array.from(zip);
    damaged.fill(0xff, start + (length >> 1), start + (length >> 1) + 40);
    const receipt = sure(await importFile(makeFile('logs.zip', damaged)));
    const said = receipt.issues.filter(({ code }) => code === 'archive-entry-damaged');
    expect(said.map(({ place, severity }) => [place, severity])).toEqual([[{ kind: 'path', path: 'a.log' }, 'error']]);
    expect(said[0]?.message).toMatch(/damaged within the archive, after [\d,]+ bytes/);
    expect(receipt.counts.kept).toBeGreaterThan(20_000 * 0.4);
    expect(receipt.counts.kept).toBeLessThan(20_005);
    const history = await first();
    expect(history).toMatchObject({ complete: false, members: ['a.log', 'b.log'], rows: receipt.counts.kept });
    const last = await historyAnswers.readRecords('own', history?.id ?? '', receipt.counts.kept - 1, 1);
    expect(last[0]?.member).toBe('b.log');
  });

  it('that unfolds to something else by its checksum is said to be damaged', async () => {
    const zip = Uint8Array.from(makeZipOf({ 'a.log': OTHER }));
    const directory = new DataView(zip.buffer).getUint32(zip.length - 6, true);
    zip[directory + 16] = (zip[directory + 16] ?? 0) ^ 1;
    const receipt = sure(await importFile(makeFile('logs.zip', zip)));
    expect(receipt.counts.kept).toBe(5);
    expect(receipt.issues.map(({ code }) => code)).toEqual(['archive-entry-damaged']);
    expect(receipt.issues[0]?.message).toContain('checksum');
    expect((await first())?.complete).toBe(false);
  });

  it('is called damaged from then on, not an interrupted import: the same file gives the same again', async () => {
    const zip = Uint8Array.from(makeZipOf({ 'a.log': OTHER }));
    const directory = new DataView(zip.buffer).getUint32(zip.length - 6, true);
    zip[directory + 16] = (zip[directory + 16] ?? 0) ^ 1;
    sure(await importFile(makeFile('logs.zip', zip)));
    const histories = await historyAnswers.listHistories('own');
    expect(summariseHistories(histories)).toMatchObject({ damaged: 1, interrupted: 0 });
    const looked = sure(await inspect(makeFile('logs.zip', zip)));
    expect(looked.issueCounts).toMatchObject({ 'history-damaged': 1 });
    // Of one whose end was never reached, there is no hash.
    expect(summariseHistories(histories.map((history) => ({ ...history, sha256: '' })))).toMatchObject({
      damaged: 0,
      interrupted: 1,
    });
  });

  it('of which not even the head is sound makes the history incomplete', async () => {
    const zip = Uint8Array.from(makeZipOf({ 'a.log': LONG, 'b.log': OTHER }));
    const { start, length } = contentOf(zip);
    zip[start + length] = 0;
    const receipt = sure(await importFile(makeFile('logs.zip', zip)));
    expect(receipt.counts.kept).toBe(20_000);
    expect(receipt.issues.map(({ code, place }) => [code, place])).toEqual([
      ['archive-entry-damaged', { kind: 'path', path: 'b.log' }],
    ]);
    expect((await first())?.complete).toBe(false);
  });
});

describe('a tar archive', () => {
  it('that is cut off within a file keeps what stood before, and says it once', async () => {
    const tar = makeTarOf({ 'a.log': OTHER, 'b.log': LONG });
    const receipt = sure(await importFile(makeFile('logs.tar', tar.subarray(0, tar.length >> 1))));
    const said = receipt.issues.filter(({ code }) => code === 'archive-truncated');
    expect(said.map(({ place }) => place)).toEqual([{ kind: 'path', path: 'b.log' }]);
    expect(receipt.counts.kept).toBeGreaterThan(9000);
    expect((await first())?.complete).toBe(false);
  });

  it('in a gzip that is cut off says it once', async () => {
    const packed = gzip(makeTarOf({ 'a.log': OTHER, 'b.log': LONG }));
    const receipt = sure(await importFile(makeFile('logs.tgz', packed.subarray(0, packed.length >> 1))));
    expect(receipt.issues.map(({ code }) => code)).toEqual(['gzip-damaged', 'zeek-width']);
    expect(receipt.counts.kept).toBeGreaterThan(8000);
  });

  it('holds to the name and size of a pax entry, which the head behind it has no room for', async () => {
    const path = `${'folder/'.repeat(30)}conn.log`;
    const record = (text: string) => {
      let length = text.length + 2;
      while (`${length} ${text}\n`.length !== length) length++;
      return `${length} ${text}\n`;
    };
    const pax = `${record('comment=5 path=no\n9 size=1')}${record(`path=${path}`)}${record(`size=${OTHER.length}`)}`;
    expect(readPax(new TextEncoder().encode(pax))).toEqual({ path, size: OTHER.length });
    const head = makeTarOf({ pax }).slice(0, -1024);
    head[156] = 'x'.charCodeAt(0);
    const files = makeTarOf({ short: OTHER, 'b.log': LONG });
    files.set(new TextEncoder().encode('00000000000\0'), 124);
    const receipt = sure(await importFile(makeFile('logs.tar', new Uint8Array([...head, ...files]))));
    expect([receipt.counts.kept, receipt.issues]).toEqual([20_005, []]);
    expect((await first())?.members).toEqual([path, 'b.log']);
  });

  it.each(['', '12', '5 pat', '999 path=a\n', '0 path=a\n', '-4 path=a\n', '8 path=\n', '1e1 path=a', '12 size=-5\n'])(
    'with a pax entry of “%s” is read by its heads',
    (text) => {
      expect(readPax(new TextEncoder().encode(text))).toEqual({});
    },
  );
});

describeWithShared('a log of the samples that is cut to two thirds', () => {
  it('gives every line that zcat gives', async () => {
    const packed = readFileSync(join(SHARED, 'samples', 'logs', 'suricata-eve-m57.json.gz'));
    const cut = packed.subarray(0, Math.floor((packed.length * 2) / 3));
    const text = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    const receipt = sure(await importFile(makeFile('suricata-eve-m57.json.gz', Uint8Array.from(cut))));
    // The last line is cut in half.
    expect(receipt.counts.read).toBe(text.split('\n').length);
    expect(receipt.counts.kept).toBe(text.split('\n').length - 1);
    expect(receipt.issues.map(({ code }) => code)).toContain('gzip-damaged');
    expect((await first())?.complete).toBe(false);
  }, 60_000);
});
