import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { composeCoverageTable } from '../../src/domain/coverage/coverage-table';
import { indexDeployed } from '../../src/domain/coverage/rule-index';
import { EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { writeCoverageCsv } from '../../src/formats/coverage-csv';
import { writeCoverageWorkbook } from '../../src/formats/coverage-workbook';
import { writeDelimited } from '../../src/formats/delimited-text';
import { writeInventoryCsv } from '../../src/formats/inventory/inventory-csv-write';
import { writeInventoryWorkbook } from '../../src/formats/inventory/inventory-workbook';
import { writeDiffCsv } from '../../src/formats/release-diff-files';
import { readText } from '../formats/inventory-samples';
import { makeSubject } from './demonstration-subject';

/** What a spreadsheet may compute, in every text of an estate and in every table that is written. */
const HOSTILE = [
  '=HYPERLINK("https://example.org","x")',
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '＋1',
  '－1',
  '＠x',
  "'=1",
  "''@x",
];
const FORMULA = /^[\s']*[=+\-@＝＋－＠]/;
/** Numbers are none, and an apostrophe makes text. */
const isDefused = (cell: string) => !FORMULA.test(cell) || cell.startsWith("'") || /^-?[\d.]+$/.test(cell);

function makeEstate(bad: string): { readonly inventory: Inventory; readonly sensors: readonly Sensor[] } {
  const sensor: Sensor = {
    id: 'user:1',
    name: `${bad} sensor`,
    vendor: bad,
    aliases: [bad],
    platforms: [],
    logSources: [bad],
    origin: 'user',
    events: [{ id: bad, mappings: [] }],
  };
  const quality = {
    deviceCompleteness: null,
    dataFieldCompleteness: null,
    timeliness: null,
    consistency: null,
    retention: null,
  };
  const inventory: Inventory = {
    ...EMPTY_INVENTORY,
    customSensors: [sensor],
    groups: [
      {
        id: 'g',
        name: `${bad} group`,
        kind: 'hosts',
        platforms: ['Windows', bad],
        hosts: 3,
        criticality: null,
        roles: [],
        parts: [{ name: bad, share: 0.5 }],
        site: bad,
        notes: bad,
      },
    ],
    deployments: [
      {
        id: 'd',
        sensorId: 'user:1',
        version: bad,
        standsOn: 'g',
        observes: [{ groupId: 'g', share: 0.5, part: bad }],
        events: { mode: 'all' },
        status: 'deployed',
        cost: null,
        owner: bad,
        logDestination: bad,
        retentionDays: null,
        since: null,
        until: null,
        quality,
        notes: bad,
      },
    ],
  };
  return { inventory, sensors: [sensor] };
}

const cellsOfCsv = (text: string) => Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: ',' }).data.flat();

function cellsOfWorkbook(bytes: Uint8Array): readonly string[] {
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)] as const);
  for (const [name, xml] of parts) expect([name, /<f[ >]|<hyperlink|t="str"/.test(xml)]).toEqual([name, false]);
  const strings = parts.find(([name]) => name === 'xl/sharedStrings.xml')?.[1] ?? '';
  return Array.from(strings.matchAll(/<t[^>]*>([^<]*)<\/t>/g), ([, text = '']) => text.replaceAll('&apos;', "'"));
}

describe.each(HOSTILE.map((bad) => [JSON.stringify(bad), bad] as const))('%s', (_, bad) => {
  const { inventory, sensors } = makeEstate(bad);
  const facts = { title: bad, at: '2026-11-24T10:00:00.000Z', tlp: bad, isDemonstration: false };
  const rules = indexDeployed([], []);
  const change = { kind: 'renamed', id: 'T1001', name: bad, before: bad, after: bad } as const;
  const { subject } = makeSubject({ inventory, tlp: bad, shown: [0, 1, 2] });
  const written: readonly (readonly [string, () => readonly string[]])[] = [
    ['inventory CSV', () => cellsOfCsv(writeInventoryCsv(inventory, sensors))],
    ['inventory workbook', () => cellsOfWorkbook(writeInventoryWorkbook(inventory, sensors, facts))],
    ['coverage CSV', () => cellsOfCsv(writeCoverageCsv(composeCoverageTable(subject, rules)))],
    ['coverage workbook', () => cellsOfWorkbook(writeCoverageWorkbook(subject, sensors, rules))],
    [
      'release differences',
      () =>
        cellsOfCsv(
          writeDiffCsv({ domain: 'enterprise-attack', from: bad, to: bad, changes: [change], unchanged: 0 }, [change]),
        ),
    ],
    ['headers of any table', () => cellsOfCsv(writeDelimited([bad], [[bad]]))],
  ];

  it.each(written)('is not computed in: %s', (_name, cells) => {
    const list = cells();
    expect(list.length).toBeGreaterThan(1);
    expect(list.filter((cell) => !isDefused(cell))).toEqual([]);
  });

  it('comes back from our own CSV as it was', async () => {
    // Line ends are LF once they are read.
    const same = bad.replaceAll('\r', '\n');
    const { groups, deployments, customSensors } = await readText(writeInventoryCsv(inventory, sensors));
    expect(groups[0]).toMatchObject({
      name: `${same} group`,
      site: same,
      notes: same,
      parts: [{ name: same, share: 0.5 }],
    });
    expect(groups[0]?.platforms).toContain(same);
    expect(deployments[0]).toMatchObject({ version: same, owner: same, logDestination: same, notes: same });
    expect(customSensors[0]).toMatchObject({ name: `${same} sensor`, vendor: same });
  });
});

it('nothing else writes tables for spreadsheets', () => {
  const folders = ['src', 'workers'].map((name) => join(import.meta.dirname, '..', '..', name));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const matching = (pattern: RegExp) =>
    files.filter((file) => pattern.test(readFileSync(file, 'utf8'))).map((file) => file.split('/').at(-1));
  expect(matching(/\bunparse\b/)).toEqual(['delimited-text.ts']);
  // Files for sensors are packed as they are: none of them is a table for a spreadsheet.
  expect(matching(/import \{[^}]*\b(?:zipSync|Zip)\b[^}]*\} from 'fflate'/).sort()).toEqual([
    'pack-texts.ts',
    'xlsx-write.ts',
  ]);
});
