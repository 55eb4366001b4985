import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { listArchive } from '../../src/formats/archive-entries';
import type { ArchiveLimits } from '../../src/formats/archive-limits';
import { readRuleArchive } from '../../src/formats/rule-archive';
import { openWorkbook } from '../../src/formats/workbook/workbook';
import { openArchive } from '../../src/formats/workbook/workbook-archive';
import { makeWorkbook } from './made-up-workbook';
import { type MadeUpEntry, makeZip } from './made-up-zip';

const MEBIBYTE = 1024 * 1024;
const WIDE: ArchiveLimits = { bytes: 64 * MEBIBYTE, entries: 1000 };

/** Stored, as it is. */
const stored = (name: string, text = 'x'): MadeUpEntry => {
  const content = strToU8(text);
  return { name, content, method: 0, size: content.length };
};
const packed = (name: string, content: Uint8Array): MadeUpEntry => ({
  name,
  content: deflateSync(content),
  size: content.length,
});

/** Packs to a hundredth or so: letters that repeat, but not at once. */
const prose = (size: number) => new Uint8Array(size).map((_, at) => 97 + ((at ^ (at >> 7)) % 23));

function readAll(bytes: Uint8Array, limits = WIDE, limit = 32 * MEBIBYTE): readonly string[] {
  const listed = listArchive(bytes, limits);
  if (!listed.ok) return listed.issues.map(({ code }) => code);
  return [
    ...listed.issues.map(({ code }) => code),
    ...listed.value.map((entry) => {
      const read = entry.read(limit);
      return `${entry.path} ${read.ok ? read.value.length : read.issues[0]?.code}`;
    }),
  ];
}

function refusal(bytes: Uint8Array, limits?: ArchiveLimits): string | undefined {
  const opened = openArchive(bytes, limits);
  return opened.ok ? undefined : opened.issues[0]?.code;
}

function makeTar(names: readonly string[], size: number, kind = '0'): Uint8Array {
  const step = 512 + Math.ceil(size / 512) * 512;
  const tar = new Uint8Array(names.length * step + 1024);
  names.forEach((name, at) => {
    tar.set(strToU8(name), at * step);
    tar.set(strToU8(size.toString(8).padStart(11, '0')), at * step + 124);
    tar.set(strToU8(kind), at * step + 156);
    tar.set(strToU8('ustar'), at * step + 257);
  });
  return tar;
}

describe('ZIP archives that are made to unfold', () => {
  it('are refused when many entries name the same bytes, before any unfolds', () => {
    const first = packed('0.yml', new Uint8Array(30 * MEBIBYTE).fill(32));
    const sameAs = { entry: 0, moved: 0, packed: first.content.length };
    const many = Array.from({ length: 40_000 }, (_, at) => ({ ...first, name: `${at + 1}.yml`, sameAs }));
    const bytes = makeZip([first, ...many]);
    const started = performance.now();
    expect(readRuleArchive(bytes)).toMatchObject({ ok: false, issues: [{ code: 'archive-overlapping' }] });
    expect(refusal(bytes, { ...WIDE, entries: 60_000 })).toBe('archive-overlapping');
    // Unfolded one by one, they would take hours.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('are refused when an entry stands within another, in whatever order they are named', () => {
    // The header of the second is content of the first.
    const inner = makeZip([stored('b.yml', 'inner')]).subarray(0, 30 + 5 + 5);
    const outer: MadeUpEntry = { name: 'a.yml', content: inner, method: 0, size: inner.length };
    const sameAs = { entry: 0, moved: 30 + 5, packed: 5 };
    expect(readAll(makeZip([outer]))).toEqual(['a.yml 40']);
    expect(readAll(makeZip([outer, { ...stored('b.yml', 'inner'), sameAs }]))).toEqual(['archive-overlapping']);
  });

  it('are refused when an entry reaches into the directory', () => {
    const bytes = makeZip([stored('a.yml', 'abc')]);
    const view = new DataView(bytes.buffer);
    const directory = bytes.length - 22 - 46 - 5;
    view.setUint32(directory + 20, 40, true);
    view.setUint32(directory + 24, 40, true);
    expect(readAll(bytes)).toEqual(['archive-overlapping']);
  });

  it('are read up to a limit of all that is read together', () => {
    const content = prose(3 * MEBIBYTE);
    const bytes = makeZip([packed('a', content), packed('b', content), packed('c', content), stored('d')]);
    const limits = { ...WIDE, bytes: 7 * MEBIBYTE };
    expect(readAll(bytes, limits)).toEqual(['a 3145728', 'b 3145728', 'c archive-unfolds-too-far', 'd 1']);
    expect(refusal(bytes, limits)).toBe('archive-unfolds-too-far');
    expect(refusal(bytes)).toBeUndefined();
  });

  it('use up that limit by lies as well', () => {
    const liar = (name: string): MadeUpEntry => ({ ...packed(name, new Uint8Array(10 * MEBIBYTE)), size: 10 });
    const bytes = makeZip([liar('a'), liar('b'), liar('c'), stored('d')]);
    expect(readAll(bytes, { ...WIDE, bytes: 8 * MEBIBYTE })).toEqual([
      'a archive-unfolds-too-far',
      'b archive-unfolds-too-far',
      'c archive-unfolds-too-far',
      'd archive-unfolds-too-far',
    ]);
  });

  it('have one limit of ratio, for rules and workbooks', () => {
    const bytes = makeZip([packed('a', new Uint8Array(5 * MEBIBYTE)), packed('b', prose(5 * MEBIBYTE))]);
    expect(readAll(bytes)).toEqual(['a archive-unfolds-too-far', 'b 5242880']);
    expect(refusal(bytes)).toBe('archive-unfolds-too-far');
    expect(refusal(makeZip([packed('b', prose(5 * MEBIBYTE))]))).toBeUndefined();
  });

  it('have a limit of entries', () => {
    const bytes = makeZip(Array.from({ length: 1001 }, (_, at) => stored(`${at}.yml`)));
    expect([readAll(bytes), refusal(bytes, WIDE)]).toEqual([['archive-too-large'], 'archive-too-large']);
    expect(readAll(bytes, { ...WIDE, entries: 1001 })).toHaveLength(1001);
  });

  it('make a workbook with one part for many sheets one sheet', () => {
    const sheet = { name: 'x', rows: [['Sensor', 'System group']] };
    const whole = openWorkbook(makeWorkbook([sheet, { ...sheet, name: 'y' }]));
    expect(whole.ok && whole.value.sheets.map(({ name }) => name)).toEqual(['x', 'y']);
    const relations =
      '<Relationships><Relationship Id="rId0" Target="worksheets/sheet0.xml"/><Relationship Id="rId1" Target="worksheets/sheet0.xml"/></Relationships>';
    const extra = { 'xl/_rels/workbook.xml.rels': strToU8(relations) };
    const twice = openWorkbook(makeWorkbook([sheet, { ...sheet, name: 'y' }], { extra }));
    expect(twice.ok && twice.value.sheets.map(({ name }) => name)).toEqual(['x']);
  });
});

describe('ZIP archives that cannot be read', () => {
  const sound = [stored('a.yml', 'abc'), stored('b.yml', 'abc')];

  it.each([
    ['cut off', makeZip(sound).subarray(0, -1), 'archive-truncated'],
    ['one part of several', makeZip(sound, { disk: 1 }), 'archive-truncated'],
    ['ZIP64', makeZip(sound, { count: 0xffff }), 'archive-too-large'],
    ['ZIP64 in an entry', makeZip([{ ...stored('a.yml'), size: 0xffffffff }]), 'archive-too-large'],
    ['of a directory that is shorter than it says', makeZip(sound, { count: 3 }), 'archive-damaged'],
  ])('are refused: %s', (_name, bytes, code) => {
    expect([readAll(bytes), refusal(bytes)]).toEqual([[code], code]);
  });

  it('have a password', () => {
    const bytes = makeZip([stored('a.yml'), { ...stored('b.yml'), flags: 0x41 }]);
    expect([readAll(bytes), refusal(bytes)]).toEqual([['a.yml 1', 'b.yml archive-entry-locked'], 'archive-encrypted']);
  });

  it('but those with a comment can, whatever it looks like', () => {
    const comment = strToU8(`PK\u0005\u0006${'\u007f'.repeat(30)}`);
    expect(readAll(makeZip(sound, { comment }))).toEqual(['a.yml 3', 'b.yml 3']);
  });

  it('and names lead nowhere', () => {
    const names = ['../../etc/a.yml', '/b.yml', 'C:\\x\\..\\c.yml', './d\u0000\n.yml', 'folder/'];
    expect(readAll(makeZip(names.map((name) => stored(name))))).toEqual([
      'etc/a.yml 1',
      'b.yml 1',
      'x/c.yml 1',
      'd .yml 1',
    ]);
  });
});

describe('tar archives', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `../${at}.yml`);

  it('have the same limits', () => {
    expect(readAll(makeTar(names(3), MEBIBYTE), { ...WIDE, bytes: 2 * MEBIBYTE })).toEqual([
      '0.yml 1048576',
      '1.yml 1048576',
      '2.yml archive-unfolds-too-far',
    ]);
    expect(readAll(makeTar(names(4), 0), { ...WIDE, entries: 3 })).toEqual(['archive-too-large']);
    expect(readAll(makeTar(names(3), 600), WIDE, 500)[0]).toBe('0.yml archive-entry-too-large');
  });

  it('do not hide heads without end in folders and long names', () => {
    for (const kind of ['5', 'L', 'x'])
      expect(readAll(makeTar(names(10), 0, kind), { ...WIDE, entries: 3 })).toEqual(['archive-too-large']);
  });
});
