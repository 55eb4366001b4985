import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { indexDeployed } from '../../src/domain/coverage/rule-index';
import { writeCoverageWorkbook } from '../../src/formats/coverage-workbook';
import { restoreFormula } from '../../src/formats/delimited-text';
import { composeInventoryTable } from '../../src/formats/inventory/inventory-csv-write';
import { writeInventoryWorkbook } from '../../src/formats/inventory/inventory-workbook';
import { writeXlsx } from '../../src/formats/workbook/xlsx-write';
import { ESTATE, makeSubject } from './demonstration-subject';

type Cells = readonly (readonly unknown[])[];

async function readBack(bytes: Uint8Array): Promise<ReadonlyMap<string, Cells>> {
  const sheets = (await readXlsxFile(Buffer.from(bytes), { trim: false })) as { sheet: string; data: Cells }[];
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
}

function unpack(bytes: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}

const FACTS = { title: 'Test', at: '2026-11-24T10:00:00.000Z' };
const HOSTILE = [
  '=1+1',
  '+1',
  '-1+2',
  '@SUM(A1)',
  "'=1",
  '\t=1',
  '＝1',
  '=HYPERLINK("http://evil","x")',
  '__proto__',
  'constructor',
  'toString',
  '<b>&amp;</b> "quoted"',
  '_x0041_ stays',
  ' spaces around ',
  'two\nlines',
  '日本語 🦊',
];

describe('a workbook', () => {
  const rows = [HOSTILE.map((value) => ({ value })), [{ value: 0 }, { value: -1.5 }, { value: null }, { value: 1e21 }]];
  const bytes = writeXlsx(
    [{ name: 'Sheet', rows, columnWidths: HOSTILE.map(() => 10), filterRow: 0, frozenRows: 1 }],
    FACTS,
  );

  it('has strings where there was text, whatever they look like, and numbers where there were numbers', async () => {
    const [text = [], numbers = []] = (await readBack(bytes)).get('Sheet') ?? [];
    const unescaped = text.map((cell) => restoreFormula(String(cell)).replaceAll('_x005F_', '_'));
    expect(unescaped).toEqual(HOSTILE);
    expect(numbers.slice(0, 4)).toEqual([0, -1.5, null, 1e21]);
  });

  it('holds no formula, no link, no macro, and nothing that is not XML', () => {
    const parts = unpack(bytes);
    expect(parts.get('xl/sharedStrings.xml')).toContain('&apos;=HYPERLINK(&quot;http://evil&quot;');
    for (const [name, xml] of parts) {
      expect([name, XMLValidator.validate(xml)]).toEqual([name, true]);
      expect(xml).not.toMatch(/<f[ >]|<hyperlink|vbaProject|externalLink/);
    }
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<autoFilter ref="A1:P2"/>');
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('ySplit="1"');
  });

  it('says what cannot be said in XML by a sign that something is missing, and cuts what Excel cannot hold', async () => {
    const strange = writeXlsx(
      [
        {
          name: 'S',
          rows: [[{ value: 'a\u0000b\ud800c\uffff' }, { value: 'x'.repeat(40_000) }, { value: Number.NaN }]],
          columnWidths: [],
        },
      ],
      FACTS,
    );
    const [row = []] = (await readBack(strange)).get('S') ?? [];
    expect(row[0]).toBe('a\ufffdb\ufffdc\ufffd');
    expect(String(row[1])).toHaveLength(32_767);
  });
});

/** One that counts, named by an id that T1059.001 took the place of, and one that is switched off. */
const RULES = indexDeployed(
  ['stable', 'disabled'].map((status) => ({
    id: status,
    name: status,
    language: 'sigma' as const,
    techniqueIds: ['T1086'],
    logSource: { product: '', category: '', service: '' },
    status,
    level: '',
    fileName: 'x.yml',
    text: '',
  })),
  makeSubject().subject.index.catalog.retired,
);

describe('coverage as a workbook', () => {
  const { subject, sensors } = makeSubject();
  const bytes = writeCoverageWorkbook(subject, sensors, RULES);

  it('has the matrix, the table, the inventory, the groups and where it all comes from', async () => {
    const sheets = await readBack(bytes);
    expect([...sheets.keys()]).toEqual(['Matrix', 'Techniques', 'Inventory', 'System groups', 'About']);
    const about = new Map((sheets.get('About') ?? []).map(([label, text]) => [label, text]));
    expect(about.get('Marking')).toBe('TLP:AMBER');
    expect(about.get('ATT&CK release')).toBe('19.1, enterprise-attack');
    expect(about.get('Lens')).toMatch(/^Analytics/);
    expect(about.get('Estate')).toMatch(/^DEMONSTRATION/);
    expect(about.get('ATT&CK®')).toContain('The MITRE Corporation');
  });

  it('has a row per technique with its figures as numbers', async () => {
    const [head = [], ...rows] = (await readBack(bytes)).get('Techniques') ?? [];
    expect(rows).toHaveLength(subject.index.catalog.techniques.length);
    const at = (name: string) => head.indexOf(name);
    const powershell = rows.find((row) => row[at('technique')] === 'T1059.001');
    expect(powershell?.[at('state')]).toBe('one short');
    expect(powershell?.[at('score')]).toBe(0);
    expect(powershell?.[at('rules')]).toBe(1);
    expect(rows.filter((row) => row[at('rules')] !== 0)).toEqual([powershell]);
    const running = rows.filter((row) => row[at('state')] === 'runs');
    expect(running.length).toBeGreaterThan(300);
    for (const row of running) {
      expect(row[at('share low')]).toBeTypeOf('number');
      expect(row[at('score')]).toBe(Math.max(1, Math.round(Number(row[at('share low')]) * 100)));
    }
  });

  it('says each state in words in the matrix, with a look of its own', async () => {
    const [tactics = [], ...rows] = (await readBack(bytes)).get('Matrix') ?? [];
    expect(tactics).toHaveLength(subject.index.catalog.tactics.length);
    const cells = rows.flat().filter((cell) => cell !== null);
    for (const cell of cells)
      expect(cell).toMatch(
        /^T\d{4}(\.\d{3})? .+\n(runs|one short|partial|blind|no analytic|not observable|not applicable)/,
      );
    const styles = new XMLParser({ ignoreAttributes: false, isArray: () => false }).parse(
      unpack(bytes).get('xl/styles.xml') ?? '',
    );
    expect(Number(styles.styleSheet.fills['@_count'])).toBeGreaterThan(6);
  });

  it('works for the SMAP lens and for what passed the filters', async () => {
    const smap = makeSubject({ lens: 'smap', shown: [3, 4, 5] });
    const sheets = await readBack(writeCoverageWorkbook(smap.subject, smap.sensors, RULES));
    expect(sheets.get('Techniques')).toHaveLength(4);
    expect(String(sheets.get('Matrix')?.flat().join('\n'))).toMatch(/an event maps|no event maps/);
    expect(sheets.get('About')?.flat()).toContain(
      '3 of 697: those that passed the filters'.replace('697', String(smap.subject.index.catalog.techniques.length)),
    );
  });

  it('is left where somebody wants to look at it', () => {
    const folder = process.env['PICTURES'];
    if (folder !== undefined) writeFileSync(join(folder, 'coverage.xlsx'), bytes);
    expect(bytes.length).toBeLessThan(400_000);
  });
});

it('the inventory as a workbook is the table that is read back', async () => {
  const { sensors } = makeSubject();
  const bytes = writeInventoryWorkbook(ESTATE, sensors, { ...FACTS, tlp: 'TLP:AMBER', isDemonstration: false });
  const sheets = await readBack(bytes);
  const { columns, rows } = composeInventoryTable(ESTATE, sensors);
  const [head = [], ...read] = sheets.get('Inventory') ?? [];
  expect(head).toEqual(columns);
  expect(read.map((row) => row.map((cell) => (typeof cell === 'string' ? restoreFormula(cell) : cell)))).toEqual(
    rows.map((row) => row.map((cell) => (cell === '' ? null : cell))),
  );
  expect(sheets.get('System groups')).toHaveLength(ESTATE.groups.length + 1);
});
