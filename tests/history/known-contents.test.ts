import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { Result } from '../../src/domain/result';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { makeContentHash } from '../../workers/content-hash';
import { historyAnswers } from '../../workers/history/history-answers';
import { detailOf, importFile, inspect } from './import-as-worker';
import { gzip, makeConnections, makeConnLog, makeFile, makeTarOf, makeUtf16, makeZipOf } from './made-up-logs';

afterEach(async () => {
  await Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
});

const LOG = makeConnLog(makeConnections(30));
/** Longer than what tells beginnings apart. */
const LONG = makeConnLog(makeConnections(3000));
/** As long, and another only in its last line. */
const LONG_OTHER = `${LONG.slice(0, -3)}S0\n`;
const OTHER = makeConnLog(makeConnections(5, 1_600_000_000));

const rowsOf = async () =>
  (await historyAnswers.listHistories('own')).map(({ fileName, rows }) => `${fileName} ${rows}`).sort();
const codesOf = ({ issues }: { readonly issues: readonly { readonly code: string }[] }) =>
  issues.map(({ code }) => code);
const sure = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(codesOf(result).join());
  return result.value;
};

describe('the same content', () => {
  it('is refused under another name, packed, in an archive, and behind a mark it is another', async () => {
    sure(await importFile(makeFile('long.log', LONG)));
    for (const file of [
      makeFile('another.log', LONG),
      makeFile('long.log.gz', gzip(LONG)),
      makeFile('logs.zip', makeZipOf({ 'a/other-name.log': LONG })),
      makeFile('logs.tar.gz', gzip(makeTarOf({ 'a.log': LONG }))),
      makeFile('logs.tar', makeTarOf({ 'a.log.gz': gzip(LONG) })),
    ]) {
      const again = await importFile(file);
      expect([file.name, again.ok, codesOf(again)[0]]).toEqual([file.name, false, 'history-known']);
      expect(await rowsOf()).toEqual(['long.log 3000']);
    }
    sure(await importFile(makeFile('long16.log', makeUtf16(LONG))));
    expect(await rowsOf()).toHaveLength(2);
  });

  it('is found from an archive, and from a gzip', async () => {
    sure(await importFile(makeFile('logs.zip', makeZipOf({ 'a/conn.log': LOG, 'b/conn.log': LONG }))));
    const alone = await importFile(makeFile('conn.log', LOG));
    expect(codesOf(alone)).toEqual(['history-known', 'content-known']);
    expect(alone.issues[1]?.message).toContain('a/conn.log');
    // Of that history only a part would be here: it keeps its place.
    expect((await importFile(makeFile('conn.log.gz', gzip(LOG)), { history: { replace: true } })).ok).toBe(false);
    expect(await rowsOf()).toEqual(['logs.zip 3030']);
  });

  it('is another one if it only begins alike', async () => {
    sure(await importFile(makeFile('long.log', LONG)));
    sure(await importFile(makeFile('logs.zip', makeZipOf({ 'a.log': LONG_OTHER }))));
    expect(await rowsOf()).toEqual(['logs.zip 3000', 'long.log 3000']);
  });

  it('of some files of an archive is left out and named, and the others are read', async () => {
    sure(await importFile(makeFile('conn.log', LOG)));
    const receipt = sure(await importFile(makeFile('logs.zip', makeZipOf({ 'a/conn.log': LOG, 'b/conn.log': OTHER }))));
    expect(receipt.counts).toMatchObject({ kept: 5 });
    expect(receipt.issues.map(({ code, place }) => [code, place])).toEqual([
      ['content-known', { kind: 'path', path: 'a/conn.log' }],
    ]);
    expect(await rowsOf()).toEqual(['conn.log 30', 'logs.zip 5']);
    expect((await historyAnswers.listHistories('own')).every(({ complete }) => complete)).toBe(true);
  });

  it('gives its place to a file that has all of it', async () => {
    sure(await importFile(makeFile('conn.log', LOG)));
    const zip = makeFile('logs.zip', makeZipOf({ 'a/conn.log': LOG, 'b/conn.log': OTHER }));
    const preview = await inspect(zip);
    expect(codesOf(preview)).toEqual(['content-begins-alike']);
    expect(detailOf(preview).known).toMatchObject({ name: 'conn', complete: true, rows: 30 });
    const receipt = sure(await importFile(zip, { history: { replace: true } }));
    expect(receipt.counts).toMatchObject({ kept: 35 });
    expect(await rowsOf()).toEqual(['logs.zip 35']);
    const db = new HistoryDatabase('own');
    expect(await db.contents.count()).toBe(2);
    db.close();
  });

  it('twice in one archive is read once', async () => {
    const receipt = sure(
      await importFile(makeFile('logs.zip', makeZipOf({ 'a.log': LOG, 'b.log.gz': gzip(LOG), 'c.log': OTHER }))),
    );
    expect(receipt.counts).toMatchObject({ kept: 35 });
    expect(receipt.issues.map(({ code, place }) => [code, place])).toEqual([
      ['content-known', { kind: 'path', path: 'b.log.gz' }],
    ]);
  });

  it('that was cut off there is said in the preview', async () => {
    sure(await importFile(makeFile('long.log.gz', gzip(LONG).slice(0, -100))));
    const preview = await inspect(makeFile('long.log', LONG));
    expect(codesOf(preview)).toEqual(['content-begins-alike']);
    expect(preview.issues[0]?.done).toContain('cut off');
  });
});

describe('a hash of a content', () => {
  it('is the same whatever pieces it comes in, and another for every other content', async () => {
    const bytes = Uint8Array.from({ length: 2_500_000 }, (_, at) => (at * 31) % 251);
    const hashOf = async (content: Uint8Array, size: number) => {
      const hash = makeContentHash();
      for (let at = 0; at < content.length; at += size) await hash.update(content.subarray(at, at + size));
      expect(hash.size).toBe(content.length);
      return hash.finish();
    };
    const [one, two] = await Promise.all([hashOf(bytes, 1000), hashOf(bytes, 1 << 20)]);
    expect(one).toBe(two);
    bytes[2_400_000] = 252;
    expect(await hashOf(bytes, 5000)).not.toBe(one);
    expect(await hashOf(bytes.subarray(0, 1 << 20), 5000)).not.toBe(
      await hashOf(bytes.subarray(0, (1 << 20) + 1), 5000),
    );
  });
});
