import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { type RuleArchiveReading, readRuleArchive } from '../../src/formats/rule-archive';
import { sniffRuleArchive } from '../../src/formats/rule-heads';

const encode = (text: string) => new TextEncoder().encode(text);
const rule = (id: string, tag = 'attack.t1059') =>
  encode(
    `title: Rule ${id}\nid: ${id}\nlogsource: {product: x}\ndetection: {a: {b: 1}, condition: a}\ntags: [${tag}]\n`,
  );

function read(bytes: Uint8Array): RuleArchiveReading {
  const result = readRuleArchive(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

function codesAndPlaces({ issues }: RuleArchiveReading): readonly string[] {
  return issues.map(({ code, place }) => `${code} ${place.kind === 'path' ? place.path : place.kind}`);
}

/** As GNU tar writes it. */
function makeTar(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const [name, content] of Object.entries(files)) {
    const write = (kind: string, path: string, data: Uint8Array) => {
      const head = new Uint8Array(512);
      head.set(encode(path).subarray(0, 100), 0);
      head.set(encode(`${data.length.toString(8).padStart(11, '0')}\0`), 124);
      head.set(encode(kind), 156);
      head.set(encode('ustar\u0020\u0020\0'), 257);
      const padded = new Uint8Array(Math.ceil(data.length / 512) * 512);
      padded.set(data);
      blocks.push(head, padded);
    };
    if (name.length > 100) write('L', '././@LongLink', encode(`${name}\0`));
    write('0', name, content);
  }
  const tar = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 1024));
  let at = 0;
  for (const block of blocks) {
    tar.set(block, at);
    at += block.length;
  }
  return tar;
}

describe('archives of rules', () => {
  const long = `rules/${'deep/'.repeat(30)}c.yaml`;
  const files = {
    'README.md': encode('# Rules'),
    'rules/a.yml': rule('a'),
    'rules/b.yml': encode('title: Broken\nlogsource: [\ndetection: x\n'),
    [long]: rule('c', 'attack.t1003'),
    'panther/d.yml': encode('AnalysisType: rule\nRuleID: D\nReports: {MITRE ATT&CK: [TA0001:T1078]}\n'),
  };

  it.each([
    ['ZIP', zipSync(files)],
    ['stored ZIP', zipSync(files, { level: 0 })],
    ['tar', makeTar(files)],
  ])('reads a %s into one account, with the path of what failed', (_name, bytes) => {
    const reading = read(bytes);
    expect(reading.rules.map(({ id, fileName }) => `${id} ${fileName}`)).toEqual([
      'sigma:a rules/a.yml',
      `sigma:c ${long}`,
      'panther:D panther/d.yml',
    ]);
    expect(reading.counts).toEqual({ read: 4, repeated: 0, leftOut: 1 });
    expect(reading.others).toEqual({ '.md': 1 });
    expect(codesAndPlaces(reading)).toEqual(['archive-other-files file', 'yaml-malformed rules/b.yml, line 3']);
  });

  it('is recognised by what is in it', () => {
    const sniff = (bytes: Uint8Array) => sniffRuleArchive(makeProbe('x', bytes.length, bytes.subarray(0, 65_536)));
    expect([sniff(zipSync(files)), sniff(makeTar(files))]).toEqual([0.9, 0.9]);
    expect(sniff(zipSync({ '[Content_Types].xml': encode('<x/>'), 'xl/workbook.xml': encode('<x/>') }))).toBe(0);
    expect(sniff(zipSync({ 'holiday.jpg': encode('x') }))).toBe(0);
    const archive = zipSync(files);
    expect(sniffFormat(makeProbe('x', archive.length, archive))).toMatchObject({ ok: true, value: 'rule-archive' });
  });

  it('refuses a bomb among sound rules, soon', () => {
    const started = performance.now();
    const reading = read(zipSync({ 'rules/a.yml': rule('a'), 'rules/bomb.yml': new Uint8Array(30 * 1024 * 1024) }));
    expect(reading.rules).toHaveLength(1);
    expect(codesAndPlaces(reading)).toEqual(['archive-unfolds-too-far rules/bomb.yml']);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('does not believe what an archive says of its sizes', () => {
    const bytes = zipSync({ 'rules/bomb.yml': new Uint8Array(8 * 1024 * 1024) });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let offset = 0; offset + 46 < bytes.length; offset++) {
      if (view.getUint32(offset, true) === 0x02014b50) view.setUint32(offset + 24, 1000, true);
    }
    expect(codesAndPlaces(read(bytes))).toEqual(['archive-unfolds-too-far rules/bomb.yml']);
  });

  it('refuses what is larger than any rule, locked or damaged, by its path', () => {
    const damaged = zipSync({ 'rules/a.yml': rule('a'), 'rules/b.yml': rule('b') });
    const view = new DataView(damaged.buffer, damaged.byteOffset, damaged.byteLength);
    let seen = 0;
    for (let offset = 0; offset + 46 < damaged.length; offset++) {
      if (view.getUint32(offset, true) === 0x02014b50 && seen++ === 1) view.setUint16(offset + 8, 1, true);
    }
    damaged.fill(0xff, 45, 70);
    expect(codesAndPlaces(read(damaged))).toEqual([
      'archive-entry-damaged rules/a.yml',
      'archive-entry-locked rules/b.yml',
    ]);
  });

  it.each([
    ['cut off', zipSync(files).subarray(0, 400), 'archive-truncated'],
    [
      'of tar, cut off in its first file',
      makeTar({ 'a.yml': new Uint8Array(5000) }).subarray(0, 1000),
      'archive-truncated',
    ],
  ])('refuses an archive %s', (_name, bytes, code) => {
    const result = readRuleArchive(bytes);
    expect([result.ok, result.issues[0]?.code]).toEqual([false, code]);
  });
});
