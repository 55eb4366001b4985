import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { InventoryCsvOptions } from '../../src/formats/inventory/inventory-csv-table';
import { readInventoryXlsx, type WorkbookReading } from '../../src/formats/inventory/inventory-xlsx';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { openArchive } from '../../src/formats/workbook/workbook-archive';
import { makeOptions, readFixtureBytes, tell } from './inventory-samples';
import { type MadeUpSheet, makeWorkbook } from './made-up-workbook';

function read(
  bytes: Uint8Array,
  sheet: string | null = null,
  extra: Partial<InventoryCsvOptions> = {},
): WorkbookReading {
  const result = readInventoryXlsx(bytes, sheet, makeOptions(extra));
  if (!result.ok) throw new Error(result.issues.map(tell).join('\n'));
  return { ...result.value, issues: result.issues } as WorkbookReading & { issues: typeof result.issues };
}

const SHEET: MadeUpSheet = {
  name: 'Tools',
  rows: [
    ['Tool in use', 'Hersteller', 'OS', 'Group', 'Qty'],
    ['Sysmon', 'Microsoft', 'Windows', 'Servers', 420],
    ['Zeek', null, 'Linux', 'DMZ', 12],
  ],
};

describe('readInventoryXlsx', () => {
  it('reads a sheet as any table', () => {
    const { groups, deployments, columns, counts, sheets, headerLine } = read(makeWorkbook([SHEET]));
    expect(columns.map(({ meaning, how }) => [meaning, how])).toEqual([
      ['sensor', 'header'],
      ['vendor', 'header'],
      ['platform', 'header'],
      ['group', 'header'],
      ['hosts', 'header'],
    ]);
    expect(groups.map(({ name, hosts, platforms }) => [name, hosts, platforms])).toEqual([
      ['Servers', 420, ['Windows']],
      ['DMZ', 12, ['Linux']],
    ]);
    expect(deployments.map(({ sensorId }) => sensorId)).toEqual(['sysmon', 'zeek']);
    expect(counts).toEqual({ rows: 2, kept: 2, rejected: 0, blank: 0, title: 0 });
    expect(sheets).toEqual({ names: ['Tools'], chosen: 'Tools' });
    expect(headerLine).toBe(1);
  });

  it('is recognised by its content', () => {
    const bytes = makeWorkbook([SHEET]);
    expect(sniffFormat(makeProbe('unknown', bytes.length, bytes.subarray(0, 65_536)))).toMatchObject({
      ok: true,
      value: 'inventory-xlsx',
    });
  });

  it('reads inline strings, formulas, booleans, errors, rich and escaped text', () => {
    const { deployments, groups, issues } = read(
      makeWorkbook([
        {
          name: 'x',
          rows: [
            ['Sensor', 'System group', 'Platform', 'Hosts', 'Status', 'Notes'],
            '<row r="2"><c r="A2" t="inlineStr"><is><r><t>Sys</t></r><r><t>mon</t></r><rPh sb="0" eb="1"><t>ミ</t></rPh></is></c><c t="str"><f>"A"&amp;"B"</f><v>A &amp; B</v></c>' +
              '<c r="C2" t="inlineStr"><is><t>Windows</t></is></c><c r="D2"><f>SUM(A1:A9)</f><v>42</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="str"><v>one_x000A_two</v></c></row>',
            '<row r="4"><c r="A4" t="inlineStr"><is><t>Zeek</t></is></c><c r="B4" t="inlineStr"><is><t>C</t></is></c><c r="D4" t="e"><v>#N/A</v></c><c r="E4" t="b"><v>0</v></c></row>',
            '<row r="5"><c r="A5" t="inlineStr"><is><t>Zeek</t></is></c><c r="B5" t="inlineStr"><is><t>D</t></is></c><c r="D5" t="e"><v>#REF!</v></c></row>',
          ],
        },
      ]),
    ) as WorkbookReading & { issues: Parameters<typeof tell>[0][] };
    expect(groups.map(({ name, hosts }) => [name, hosts])).toEqual([
      ['A & B', 42],
      ['C', null],
      ['D', null],
    ]);
    expect(deployments.map(({ sensorId, status, notes }) => [sensorId, status, notes])).toEqual([
      ['sysmon', 'deployed', 'one\ntwo'],
      ['zeek', 'candidate', ''],
      ['zeek', null, ''],
    ]);
    expect(issues.map(tell)).toContain(
      'warning unreadable-value at row 5, column Hosts: This is not a number of hosts. [#REF!] Left empty.',
    );
  });

  it('reads dates and percentages by their formats, from 1900 and from 1904', () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="[Red]&quot;day&quot; 0"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>';
    const row = (style: number, share: number, days: number) =>
      `<row r="2"><c r="A2" t="inlineStr"><is><t>Zeek</t></is></c><c r="B2" t="inlineStr"><is><t>A</t></is></c><c r="C2" s="3"><v>${share}</v></c><c r="D2" s="${style}"><v>${days}</v></c><c r="E2" s="4"><v>30</v></c></row>`;
    const header = ['Sensor', 'System group', 'Share', 'Since', 'Retention days'];
    const of = (style: number, share: number, days: number, is1904 = false) => {
      const { deployments } = read(
        makeWorkbook([{ name: 'x', rows: [header, row(style, share, days)] }], { styles, is1904 }),
      );
      return [deployments[0]?.since, deployments[0]?.observes[0]?.share, deployments[0]?.retentionDays];
    };
    expect(of(1, 0.8, 45_658)).toEqual(['2025-01-01', 0.8, 30]);
    expect(of(2, 0.125, 45_658.75)).toEqual(['2025-01-01', 0.125, 30]);
    expect(of(2, 1, 44_196, true)).toEqual(['2025-01-01', 1, 30]);
  });

  it('fills merged cells and finds the header below titles', () => {
    const { groups, deployments, headerLine, counts } = read(
      makeWorkbook([
        {
          name: 'x',
          rows: [
            ['Security tools, spring'],
            [],
            ['Where', null, 'What', null],
            ['Site', 'System group', 'Product', 'OS'],
            ['Porto', 'Servers', 'Sysmon', 'Windows'],
            [null, null, 'Zeek', 'Windows'],
            ['Lyon', 'Clients', 'Sysmon', 'Windows'],
          ],
          merges: ['A1:D1', 'A3:B3', 'C3:D3', 'A5:A6', 'B5:B6'],
        },
      ]),
    );
    expect(headerLine).toBe(4);
    expect(counts).toMatchObject({ rows: 3, kept: 3, title: 2 });
    expect(groups.map(({ name, site }) => [name, site])).toEqual([
      ['Servers', 'Porto'],
      ['Clients', 'Lyon'],
    ]);
    expect(deployments).toHaveLength(3);
  });

  it('chooses the sheet that looks most like an inventory, names the others, and obeys', () => {
    const bytes = makeWorkbook([
      { name: 'Cover', rows: [['Security review'], ['by the team']] },
      {
        name: 'People',
        rows: [
          ['Name', 'Phone'],
          ['Ada', 1],
          ['Bob', 2],
        ],
      },
      { ...SHEET, name: 'Old tools', state: 'hidden' },
      SHEET,
    ]);
    const reading = read(bytes) as WorkbookReading & { issues: Parameters<typeof tell>[0][] };
    expect(reading.sheets).toEqual({ names: ['Cover', 'People', 'Old tools', 'Tools'], chosen: 'Tools' });
    expect(reading.issues.map(tell)).toContain(
      'note other-sheets at the file: The sheet "Tools" was read; the workbook has 3 others. [Cover, People, Old tools (hidden)] Not read.',
    );
    expect(read(bytes, 'Old tools').sheets.chosen).toBe('Old tools');
    expect(read(bytes, 'People')).toMatchObject({ missing: ['sensor'], counts: { rows: 2, kept: 0, rejected: 2 } });
  });
});

describe('workbooks that are refused', () => {
  const refuse = (bytes: Uint8Array) => {
    const result = readInventoryXlsx(bytes, null, makeOptions());
    return [result.ok, result.issues[0]?.code];
  };

  it('are cut off, damaged, or none at all', () => {
    const whole = makeWorkbook([SHEET]);
    for (const length of [10, 100, whole.length - 30, whole.length - 1]) {
      expect(refuse(whole.subarray(0, length))).toEqual([false, 'archive-truncated']);
    }
    expect(refuse(readFixtureBytes('not-text/workbook.xlsx'))[0]).toBe(false);
    expect(refuse(zipSync({ 'word/document.xml': strToU8('<x/>') }))).toEqual([false, 'workbook-unreadable']);
    expect(refuse(zipSync({ 'xl/workbook.bin': strToU8('x') }))).toEqual([false, 'workbook-unreadable']);
  });

  it('declare entities, and none is expanded', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>';
    expect(refuse(makeWorkbook([SHEET], { extra: { 'xl/sharedStrings.xml': strToU8(bomb) } }))).toEqual([
      false,
      'workbook-unreadable',
    ]);
  });

  it('unfold too far, whatever they say of themselves', () => {
    const bomb = makeWorkbook([SHEET], { extra: { 'xl/media/image1.png': new Uint8Array(20 * 1024 * 1024) } });
    expect(bomb.length).toBeLessThan(100_000);
    expect(refuse(bomb)).toEqual([false, 'archive-unfolds-too-far']);
    // A member that says it is small.
    const liar = zipSync({ 'a.txt': new Uint8Array(5_000_000) });
    const view = new DataView(liar.buffer, liar.byteOffset);
    for (let at = 0; at < liar.length - 4; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    const archive = openArchive(liar);
    expect(archive.ok && archive.value.stream('a.txt', () => undefined)).toMatchObject({
      ok: false,
      issues: [{ code: 'archive-unfolds-too-far' }],
    });
  });

  it('have a password', () => {
    const locked = zipSync({ 'a.txt': strToU8('x') });
    const view = new DataView(locked.buffer, locked.byteOffset);
    for (let at = 0; at < locked.length - 4; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
    expect(openArchive(locked)).toMatchObject({ ok: false, issues: [{ code: 'archive-encrypted' }] });
  });

  it('or are of another kind, which is named', () => {
    const ole = new Uint8Array(600);
    ole.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const sniff = (bytes: Uint8Array) => {
      const told = sniffFormat(makeProbe('x', bytes.length, bytes));
      return told.ok ? told.value : told.issues[0]?.message;
    };
    expect(sniff(ole)).toContain('an old Office document (XLS, DOC, MSG)');
    const name = Array.from('EncryptedPackage', (letter) => [letter.charCodeAt(0), 0]).flat();
    ole.set(name, 512);
    expect(sniff(ole)).toContain('an Office document with a password');
    expect(
      sniff(zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }, { level: 0 })),
    ).toContain('an OpenDocument spreadsheet (ODS)');
  });
});
