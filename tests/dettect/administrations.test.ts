import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { computeCoverage } from '../../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { computeTotals } from '../../src/domain/coverage/totals';
import { collectStatements } from '../../src/domain/dettect/statements';
import { describePlace, type Issue, type Result } from '../../src/domain/result';
import { readDettectDataSources } from '../../src/formats/dettect/dettect-data-sources';
import { readDettectGroups } from '../../src/formats/dettect/dettect-groups';
import { listTechniqueIds, rewriteTechniqueIds } from '../../src/formats/dettect/dettect-technique-ids';
import { readDettectTechniques } from '../../src/formats/dettect/dettect-techniques';
import { describeWithShared, SHARED } from '../shared-data';
import { exportText, importText, loadIndex, plan, readFixture, unwrap } from './administration-session';

const tell = ({ severity, code, place, found }: Issue) =>
  `${severity} ${code} at ${describePlace(place)}: ${found ?? ''}`;
const issuesOf = (result: Result<unknown>) => result.issues.map(tell);
const DATA_SOURCES = 'file_type: data-source-administration\n';

describe('a data source administration', () => {
  const read = readDettectDataSources(readFixture('harbour.yaml'));
  const { administration, counts } = unwrap(read);

  it('is read with every dimension, whatever shape its fields have', () => {
    expect(counts).toEqual({ read: 4, kept: 4, reported: 0 });
    expect(administration).toMatchObject({
      version: '1.1',
      name: 'Harbour',
      domain: 'enterprise-attack',
      systems: [
        { name: 'Quay desktops', platforms: ['Windows'] },
        { name: 'Crane controllers', platforms: ['linux'] },
      ],
      exceptions: ['T1557', 'T1059.001'],
    });
    expect(
      administration.details.map(({ dataSource, appliesTo, products, connected }) => [
        dataSource,
        appliesTo,
        products,
        connected,
      ]),
    ).toEqual([
      ['Process Creation', ['Quay desktops'], ['Lookout', 'Beacon'], '2024-02-29'],
      ['Process Creation', ['Crane controllers'], ['Lookout'], null],
      ['file Creation', ['all'], ['Lookout'], null],
      ['Tide Gauge Reading', ['Quay desktops', 'Lighthouse'], [], null],
    ]);
    const fair = { deviceCompleteness: 4, dataFieldCompleteness: 3, timeliness: 2, consistency: 1, retention: 0 };
    expect(administration.details.map(({ quality }) => quality).slice(0, 2)).toEqual([fair, fair]);
  });

  it('reports what it cannot take, with line and column', () => {
    expect(issuesOf(read)).toEqual([
      'warning number-out-of-range at line 48, column 69: 9',
      'warning number-out-of-range at line 48, column 84: high',
      'note data-source-empty at line 49, column 3: Web [DeTT&CT data source]',
    ]);
    expect(
      plan(readFixture('harbour.yaml'), importText('file_type: data-source-administration\n')).plan.issues.map(tell),
    ).toEqual([
      'warning system-unlisted at line 46, column 5: Lighthouse',
      'note component-spelling at line 41, column 5: file Creation',
      'warning component-unknown at line 46, column 5: Tide Gauge Reading',
    ]);
  });

  it('of version 1.0 is read with the platforms of the whole file', () => {
    const old = unwrap(readDettectDataSources(readFixture('old-1.0.yaml')));
    expect(old.counts).toEqual({ read: 2, kept: 2, reported: 0 });
    const { groups } = importText(readFixture('old-1.0.yaml'));
    expect(groups.map(({ name, platforms }) => [name, platforms.length])).toEqual([['Old estate', 11]]);
  });

  it('counts what it leaves out', () => {
    const text = `${DATA_SOURCES}data_sources:\n- just text\n- data_source: [{products: x}]\n- data_source_name: File Access\n  data_source: [1, {products: [[a], b]}]\n`;
    const odd = readDettectDataSources(text);
    expect(unwrap(odd).counts).toEqual({ read: 4, kept: 1, reported: 3 });
    expect(issuesOf(odd)).toEqual([
      'error value-of-wrong-type at line 3, column 3: just text',
      'error data-source-unnamed at line 4, column 3: ',
      'error value-of-wrong-type at line 6, column 17: 1',
      'warning value-of-wrong-type at line 6, column 32: ',
    ]);
  });

  it('with merge keys, other domains and names behind their data source', () => {
    const text = `${DATA_SOURCES}domain: ics\nversion: "1.3"\nx: &d\n  applicable_to: all\n  date_connected: never\ndata_sources:\n- data_source_name: 'Process: Process Creation'\n  data_source:\n  - <<: *d\n    available_for_data_analytics: maybe\n`;
    const merged = readDettectDataSources(text);
    expect(issuesOf(merged)).toEqual([
      'warning date-unreadable at line 6, column 19: never',
      'warning flag-unreadable at line 11, column 35: maybe',
      'warning version-newer at line 3, column 10: 1.3',
    ]);
    expect(unwrap(merged).administration.domain).toBe('ics-attack');
    const [sensor] = importText(text).customSensors;
    expect(sensor?.events).toEqual([
      { id: 'Process: Process Creation', mappings: [{ component: 'DC0032', origin: 'user' }] },
    ]);
  });
});

describe('YAML 1.1', () => {
  it('with its dates, flags and merge keys', () => {
    const text = `%YAML 1.1\n---\n${DATA_SOURCES}x: &d {applicable_to: all, available_for_data_analytics: yes}\ndata_sources:\n- data_source_name: File Access\n  data_source:\n  - <<: *d\n    date_connected: 2024-02-03\n`;
    const read = readDettectDataSources(text);
    expect(issuesOf(read)).toEqual([]);
    expect(unwrap(read).administration.details[0]).toMatchObject({ connected: '2024-02-03', isAvailable: true });
    expect(exportText(text, importText(text))).toBe(text);
  });
});

describe('hostile and broken YAML is refused with its place, within bounds', () => {
  const MIB = 1024 * 1024;
  const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++) {
    const [from, to] = [String.fromCharCode(96 + i), String.fromCharCode(97 + i)];
    laughs.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`);
  }
  it.each([
    ['a bomb of aliases', `${DATA_SOURCES}${laughs.join('\n')}\n`, /^error yaml-unfolds-too-far/],
    ['an anchor within itself', `${DATA_SOURCES}x: &x [*x]\n`, /^error yaml-alias-circle at line 2, column 8/],
    ['an alias of nothing', `${DATA_SOURCES}x: *y\n`, /^error yaml-(?:alias-unknown|malformed) at line 2, column 4/],
    ['a key twice', `${DATA_SOURCES}name: a\nname: b\n`, /^error yaml-key-twice at line 3, column 1: name/],
    ['a tab as indentation', `${DATA_SOURCES}systems:\n\t- applicable_to: x\n`, /^error yaml-tab at line 3/],
    ['two documents', `${DATA_SOURCES}---\n${DATA_SOURCES}`, /^error yaml-several-documents at line 2/],
    ['deep nesting', `${DATA_SOURCES}x: ${'['.repeat(500)}${']'.repeat(500)}\n`, /^error yaml-too-deep/],
    ['very deep nesting', `${DATA_SOURCES}x: ${'['.repeat(50_000)}`, /^error yaml-/],
    ['a text cut off', `${DATA_SOURCES}name: "cut`, /^error yaml-malformed at line 2/],
    ['a list', '- file_type: data-source-administration\n', /^error yaml-not-a-map at line 1/],
    ['nothing', '# only a comment\n', /^error yaml-empty/],
    ['another type', 'file_type: group-administration\n', /^error dettect-file-type at line 1, column 12/],
    ['too much', `${DATA_SOURCES}${'# \n'.repeat(1_500_000)}`, /^error yaml-too-long/],
    [
      'brackets in lines',
      `${DATA_SOURCES}x:\n${`${'['.repeat(60)}\n`.repeat(MIB / 61)}`,
      /^error yaml-too-deep at line 4/,
    ],
    ['brackets that close in lines', `${DATA_SOURCES}x:\n${'- [}\n'.repeat(MIB / 5)}`, /^error yaml-/],
    ['closing braces', `${DATA_SOURCES}${'}\n'.repeat(MIB / 2)}`, /^error yaml-malformed at line 2: \}/],
    ['closing brackets', `${']\n'.repeat(MIB / 2)}`, /^error yaml-malformed at line 1: \]/],
    ['lists in lists in one line', `${DATA_SOURCES}x:\n${'- '.repeat(100_000)}`, /^error yaml-too-deep at line 3/],
    ['keys in keys in one line', `${DATA_SOURCES}x:\n${'? '.repeat(100_000)}`, /^error yaml-too-deep at line 3/],
    ['stairs', Array.from({ length: 2800 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), /^error yaml-too-deep/],
    ['commas', `${DATA_SOURCES}x: [${',\n'.repeat(MIB / 2)}]`, /^error yaml-(?:malformed|too-many-parts) at line/],
    ['anchors', `${DATA_SOURCES}x:\n${' &a\n'.repeat(MIB / 4)}`, /^error yaml-too-many-parts/],
    [
      'quotes in lines',
      `${DATA_SOURCES}x: y\n${'"\n'.repeat(MIB / 2)}`,
      /^error yaml-(?:malformed|too-many-parts) at line/,
    ],
    ['scalars of no kind', `${DATA_SOURCES}${'a: @b\n'.repeat(MIB / 6)}`, /^error yaml-malformed/],
    ['lines without end', `${DATA_SOURCES}${'\n'.repeat(4 * MIB - 100)}`, /^error yaml-too-many-parts/],
    ['documents without end', '---\n'.repeat(MIB / 4), /^error yaml-too-many-parts/],
    ['directives without end', '%\n'.repeat(MIB / 2), /^error yaml-too-many-parts/],
    ['a line without end', `${DATA_SOURCES}x: ${'"'.repeat(1_000_000)}`, /^error yaml-line-too-long at line 2/],
  ])('%s', { timeout: 30_000 }, (_, text, expected) => {
    const started = performance.now();
    const read = readDettectDataSources(text);
    expect(read.ok).toBe(false);
    expect(tell(read.issues[0] as Issue)).toMatch(expected);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('and keys of prototypes reach none', () => {
    const text = `${DATA_SOURCES}__proto__: {polluted: yes}\nconstructor: {prototype: {polluted: yes}}\ndata_sources: [{data_source_name: __proto__, data_source: [{products: [constructor, __proto__]}]}]\n`;
    expect(unwrap(readDettectDataSources(text)).counts.kept).toBe(1);
    expect(importText(text).customSensors.map(({ name }) => name)).toEqual([
      'constructor (DeTT&CT)',
      '__proto__ (DeTT&CT)',
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('a technique administration', () => {
  const text = `version: 1.2
file_type: technique-administration
name: mine
techniques:
- technique_id: t1055
  detection:
  - applicable_to: [Desks]
    location: Rule 7
    comment: whole
    score_logbook:
    - {date: 2024-01-01, score: 2, comment: first}
    - {date: 2025-01-01, score: '3', comment: ''}
  visibility:
    applicable_to: all
    score_logbook:
    - date: null
      score: 1
      auto_generated: true
- technique_id: T1003
  detection: {date_registered: 2018-01-01, date_implemented: 2018-02-03, score: 4, location: [EDR], comment: old}
  visibility: {score: 7, comment: ''}
- technique_id: nonsense
`;

  it('gives the latest of each logbook, and the fields of version 1.0', () => {
    const read = readDettectTechniques(text);
    expect(unwrap(read).counts).toEqual({ read: 3, kept: 2, reported: 1 });
    expect(issuesOf(read)).toEqual([
      'warning number-out-of-range at line 21, column 23: 7',
      'error technique-id-unreadable at line 22, column 17: nonsense',
    ]);
    const { techniques } = unwrap(read).administration;
    expect(techniques[0]?.detection).toEqual([
      {
        appliesTo: ['Desks'],
        score: 3,
        at: '2025-01-01',
        comment: 'whole',
        location: ['Rule 7'],
        isAutoGenerated: false,
        entries: 2,
      },
    ]);
    expect(techniques[0]?.visibility[0]).toMatchObject({
      appliesTo: ['all'],
      score: 1,
      at: null,
      isAutoGenerated: true,
    });
    expect(techniques[1]?.detection[0]).toMatchObject({
      score: 4,
      at: '2018-02-03',
      comment: 'old',
      location: ['EDR'],
    });
  });

  it('stands beside what is computed, system by system', () => {
    const { administration } = unwrap(readDettectTechniques(text));
    const computed = [
      { groupId: 'd', groupName: 'desks', score: 2, needs: [] },
      { groupId: 'x', groupName: 'Excepted', score: null, needs: [] },
    ];
    const statements = collectStatements(administration, 'T1055', 'mine.yaml', computed);
    expect(statements.map(({ kind, score, computed: beside }) => [kind, score, beside])).toEqual([
      ['detection', 3, []],
      ['visibility', 1, [{ groupName: 'desks', score: 2 }]],
    ]);
  });
});

describe('a group administration', () => {
  it('gives groups with their techniques, whatever stands in the list', () => {
    const text =
      'file_type: group-administration\ngroups:\n- group_name: Gulls\n  campaign:\n  technique_id: [T1055, t1003.001, T1059: 3, TA0001]\n  software_id: S0002\n  enabled: False\n- 7\n';
    const read = readDettectGroups(text);
    expect(unwrap(read).administration.groups).toEqual([
      {
        name: 'Gulls',
        campaign: '',
        techniques: [
          { id: 'T1055', weight: null },
          { id: 'T1003.001', weight: null },
          { id: 'T1059', weight: 3 },
        ],
        softwareIds: ['S0002'],
        isEnabled: false,
      },
    ]);
    expect(unwrap(read).counts).toEqual({ read: 2, kept: 1, reported: 1 });
    expect(issuesOf(read)).toEqual(
      [
        'error value-of-wrong-type at line 8, column 3: 7',
        'warning technique-id-unreadable at line 5, column 46: TA0001',
      ].sort(),
    );
  });
});

describe('technique ids in kept files', () => {
  it('are listed once, and exchanged where they stand', () => {
    const text = `# T1086 in a comment stays\r\nfile_type: technique-administration\r\ntechniques:\r\n- technique_id: &a "t1086" # here\r\n  technique_name: T1086\r\n- technique_id: T1059.001\r\n- technique_id: *a\r\n`;
    expect(listTechniqueIds(text)).toEqual(['T1086', 'T1059.001']);
    expect(
      rewriteTechniqueIds(
        text,
        new Map([
          ['T1086', 'T1059.001'],
          ['T1059.001', 'T9999'],
        ]),
      ),
    ).toBe(text.replace('"t1086"', '"T1059.001"').replace('id: T1059.001\r', 'id: T9999\r'));
  });

  it('in groups and exceptions as well; of other text, none', () => {
    const groups =
      'file_type: group-administration\ngroups:\n- technique_id: [T1086, T1003: 2]\n- technique_id:\n    T1055: 40 # %\n';
    expect(listTechniqueIds(groups)).toEqual(['T1086', 'T1003', 'T1055']);
    expect(rewriteTechniqueIds(groups, new Map([['T1003', 'T1003.001']]))).toBe(groups.replace('T1003', 'T1003.001'));
    expect(listTechniqueIds(readFixture('harbour.yaml'))).toEqual(['T1557', 'T1059.001']);
    expect(listTechniqueIds('a: [')).toEqual([]);
    expect(rewriteTechniqueIds('a: [T1003', new Map([['T1003', 'T1']]))).toBe('a: [T1003');
  });
});

describeWithShared('the sample files', () => {
  const folder = join(SHARED, 'samples', 'inventories');

  it('are all read, without an issue', { timeout: 30_000 }, () => {
    const techniques = readDettectTechniques(
      readFileSync(join(folder, 'dettect/techniques-administration-endpoints.yaml'), 'utf8'),
    );
    expect(unwrap(techniques).counts).toEqual({ read: 342, kept: 342, reported: 0 });
    expect(issuesOf(techniques)).toEqual([]);
    for (const name of [
      'dettect/groups.yaml',
      ...readdirSync(join(folder, 'dettect-groups')).map((file) => `dettect-groups/${file}`),
    ]) {
      const groups = readDettectGroups(readFileSync(join(folder, name), 'utf8'));
      expect([name, unwrap(groups).counts.reported, issuesOf(groups)]).toEqual([name, 0, []]);
      expect(unwrap(groups).administration.groups.every((group) => group.techniques.length > 0)).toBe(true);
    }
  });

  it('feed the Analytics lens at component precision', () => {
    const index = loadIndex('enterprise-attack-19.1');
    const inventory = importText(readFileSync(join(folder, 'dettect/data-sources-endpoints.yaml'), 'utf8'));
    const estate = prepareEstate(index, inventory, indexSensors([], inventory), DEFAULT_SETTINGS);
    const totals = computeTotals(computeCoverage(index, estate, [], DEFAULT_SETTINGS), index.catalog.techniques.keys());
    expect(totals.anyFed).toBeGreaterThan(400);
    // Each component comes from a fifth of the hosts (device completeness 1), and from one deployment each.
    expect(totals.runs + totals.oneShort + totals.partial).toBeGreaterThan(400);
  });
});
