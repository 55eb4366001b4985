import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReportFile } from '../../src/domain/threats/threat-report';
import { readStixReport } from '../../src/formats/stix/stix-report';
import { decodeText } from '../../src/formats/text-decoding';
import { describeWithShared, HAS_SHARED, SHARED } from '../shared-data';
import { bundle, type MadeUp, makeObject, makeReport, makeTechnique, makeUse, uuid } from './made-up-stix-objects';

function read(text: string): ReportFile {
  const result = readStixReport(text);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const { counts } = result.value;
  expect(counts.kept + counts.reported).toBe(counts.read);
  return result.value;
}

const techniquesOf = (text: string) =>
  read(text).report.content.statements.map(({ technique, name }) => technique || name);
const codesOf = (text: string) => readStixReport(text).issues.map(({ code }) => code);

describe('techniques of attack patterns', () => {
  const pattern = (properties: MadeUp) => bundle(makeObject('attack-pattern', 1, properties));
  const reference = (source_name: string, external_id: string) => [{ source_name, external_id }];

  it.each([
    [{ name: 'x', external_references: reference('mitre-attack', 'T1059.001') }, 'T1059.001'],
    [{ name: 'x', external_references: reference('mitre-mobile-attack', 'T1398') }, 'T1398'],
    [{ name: 'x', external_references: reference('mitre-ics-attack', 'T0803') }, 'T0803'],
    [{ name: 'x', external_references: reference('MITRE ATT&CK', 't1003') }, 'T1003'],
    [{ name: 'x', external_references: reference('mitre-pre-attack', 'PRE-T1046') }, 'PRE-T1046'],
    [{ name: 'x', x_mitre_id: 'T1369' }, 'T1369'],
    [{ name: 'T1059.001 - PowerShell' }, 'T1059.001'],
    [{ name: 'T1059.001: PowerShell' }, 'T1059.001'],
    [{ name: 'Spearphishing Attachment - T1566.001' }, 'T1566.001'],
    [{ name: 'Phishing (T1566)' }, 'T1566'],
    [
      { name: 'x', external_references: [{ source_name: 'a', url: 'https://attack.mitre.org/techniques/T1059/003/' }] },
      'T1059.003',
    ],
    [{ name: 'Content Spoofing', external_references: reference('capec', 'CAPEC-148') }, 'Content Spoofing'],
    [{ name: 'OS Credential Dumping' }, 'OS Credential Dumping'],
    [{ name: 'x', revoked: true, external_references: reference('mitre-attack', 'T1086') }, 'T1086'],
  ])('%j', (properties, technique) => {
    expect(techniquesOf(pattern(properties))).toEqual([technique]);
  });

  it('keeps name, aliases, domain, tactic and what relationships say', () => {
    const group = makeObject('intrusion-set', 1, { name: 'Group' });
    const technique = makeTechnique(2, 'T1566.001', 'T1566.001: Spearphishing Attachment', {
      aliases: ['Mail with a file'],
      description: 'As ATT&CK describes it.',
      kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: 'initial-access' }],
    });
    const use = makeUse(3, group, technique, 'uses', { description: 'Invoices were sent.' });
    expect(read(bundle(group, technique, use)).report.content.statements).toEqual([
      {
        technique: 'T1566.001',
        name: 'Spearphishing Attachment',
        aliases: ['Mail with a file'],
        domain: 'enterprise-attack',
        tactic: 'initial-access',
        order: null,
        place: 'objects[1]',
        passage: 'Invoices were sent.',
      },
    ]);
  });

  it('takes the latest version of an object, and says which it left out', () => {
    const old = makeTechnique(1, 'T1086', 'Old');
    const young = makeTechnique(1, 'T1059.001', 'New', { modified: '2026-03-02T00:00:00Z' });
    for (const text of [bundle(old, young), bundle(young, old)]) {
      expect(techniquesOf(text)).toEqual(['T1059.001']);
      expect(codesOf(text)).toEqual(['stix-older-version']);
    }
  });

  it('loses no technique to a sloppy timestamp or id', () => {
    expect(techniquesOf(bundle(makeTechnique(1, 'T1003', 'x', { created: 'yesterday', modified: 7 })))).toEqual([
      'T1003',
    ]);
    expect(techniquesOf(bundle({ ...makeTechnique(1, 'T1003'), id: 'nonsense' }))).toEqual(['T1003']);
  });

  it('reads labels of MISP, each technique once', () => {
    const labels = ['misp-galaxy:mitre-attack-pattern="Phishing - T1566"', 'misp-galaxy:tool="x"', 'tlp:amber'];
    const text = bundle(makeReport(1, [makeTechnique(2, 'T1003')], { labels }), makeTechnique(2, 'T1003'));
    const { report } = read(text);
    expect(techniquesOf(text)).toEqual(['T1003', 'T1566']);
    expect(report.content.subjects[0]?.statements).toEqual([0, 1]);
    expect(report.marking).toBe('amber');
  });

  it('names attack patterns that a report refers to and does not bring along', () => {
    const text = JSON.stringify(makeReport(1, [{ id: `attack-pattern--${uuid(5)}` }]));
    expect(techniquesOf(text)).toEqual([`attack-pattern--${uuid(5)}`]);
    expect(codesOf(text)).toContain('stix-dangling-technique');
  });

  it('names those that relationships refer to, also beside patterns that the file has', () => {
    const [group, here] = [makeObject('intrusion-set', 1, { name: 'Group' }), makeTechnique(2, 'T1003')];
    const [one, two] = [{ id: `attack-pattern--${uuid(5)}` }, { id: `attack-pattern--${uuid(6)}` }];
    const uses = [
      makeUse(7, group, here),
      makeUse(8, group, one, 'uses', { description: 'Mails were sent.' }),
      makeUse(9, group, one),
    ];
    const text = bundle(makeReport(3, [here, two]), group, here, ...uses);
    const { report } = read(text);
    expect(report.content.statements.map(({ technique, place, passage }) => [technique, place, passage])).toEqual([
      ['T1003', 'objects[2]', ''],
      [two.id, 'objects[0].object_refs[1]', ''],
      [one.id, 'objects[4].target_ref', 'Mails were sent.'],
    ]);
    expect(report.content.subjects.find(({ name }) => name === 'Group')?.statements).toEqual([0, 2]);
    expect(codesOf(text).filter((code) => code === 'stix-dangling-technique')).toHaveLength(2);
  });

  it('splits names and ids as before, and at once where there are many spaces', () => {
    const named = (name: string) =>
      read(bundle(makeObject('attack-pattern', 1, { name }))).report.content.statements.map((found) => [
        found.technique,
        found.name,
      ])[0];
    expect(named('Phishing - T1566')).toEqual(['T1566', 'Phishing']);
    expect(named('Phishing T1566')).toEqual(['T1566', 'Phishing']);
    expect(named('Phishing [T1566.001]')).toEqual(['T1566.001', 'Phishing']);
    expect(named('Phishing: T1566')).toEqual(['T1566', 'Phishing']);
    expect(named('PhishingT1566')).toEqual(['', 'PhishingT1566']);
    const start = performance.now();
    expect(named(`a${' '.repeat(100_000)}b`)?.[0]).toBe('');
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('what a file may be', () => {
  const technique = makeTechnique(1, 'T1003');

  it.each([
    ['a bundle', bundle(technique)],
    ['an object alone', JSON.stringify(technique)],
    ['a list', JSON.stringify([technique])],
    ['a bundle within a bundle', bundle(JSON.parse(bundle(technique)))],
    [
      'a bundle of 2.0',
      JSON.stringify({ type: 'bundle', id: `bundle--${uuid(0)}`, spec_version: '2.0', objects: [technique] }),
    ],
    ['a bundle without its type', JSON.stringify({ objects: [technique] })],
  ])('%s', (_, text) => {
    expect(techniquesOf(text)).toEqual(['T1003']);
  });

  it('UTF-16, a byte order mark, line ends of Windows', () => {
    const text = JSON.stringify(JSON.parse(bundle(technique)), null, 2).replaceAll('\n', '\r\n');
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    for (const bytes of [utf16, new TextEncoder().encode(`\ufeff${text}`)]) {
      const decoded = decodeText(bytes as Uint8Array<ArrayBuffer>);
      expect(decoded.ok && techniquesOf(decoded.value)).toEqual(['T1003']);
    }
  });

  it.each([
    ['{"type": "bundle", "objects": [},\n 1, 2]}', 'json-malformed'],
    ['{"type": "bundle", "objects": [', 'json-truncated'],
    ['{"a": 1}', 'stix-no-objects'],
    ['[]', 'stix-no-objects'],
    ['{"type": "bundle", "objects": []}', 'stix-no-objects'],
    ['{"type": "bundle", "objects": [{"type": "x-mitre-matrix"}]}', 'stix-attack-release'],
  ])('refuses %j', (text, code) => {
    const result = readStixReport(text);
    expect(result.ok).toBe(false);
    expect(result.issues.map((found) => found.code)).toContain(code);
  });

  it('is not led astray by hostile content', () => {
    const deep = `${'[{"a":'.repeat(20_000)}1${'}]'.repeat(20_000)}`;
    const hostile = `{"type":"bundle","id":"bundle--${uuid(0)}","objects":[
      {"type":"attack-pattern","id":"attack-pattern--${uuid(1)}","created":"2026-01-01T00:00:00Z","modified":"2026-01-01T00:00:00Z",
       "name":"A","__proto__":{"name":"B"},"constructor":1,"x_deep":${deep},"kill_chain_phases":${deep}},
      {"type":"constructor","id":"constructor--${uuid(2)}","toString":"x"}, null, 7, "text", [], {"type":"__proto__"}]}`;
    const { report, counts } = read(hostile);
    expect(report.content.statements.map(({ name }) => name)).toEqual(['A']);
    expect(counts).toEqual({ unit: 'objects', read: 7, kept: 2, reported: 5 });
    expect(Object.hasOwn(Object.prototype, 'name')).toBe(false);
  });

  it('reads a long pattern without end', () => {
    const pattern = `[${Array.from({ length: 5000 }, (_, at) => `domain-name:value = 'h${at}.example.org'`).join(' OR ')}]`;
    const indicator = makeObject('indicator', 1, { pattern, pattern_type: 'stix', valid_from: '2026-01-01T00:00:00Z' });
    expect(read(bundle(indicator)).report.content.observables).toHaveLength(5000);
    const open = makeObject('indicator', 1, {
      pattern: `[a:b = '${'x'.repeat(2_000_000)}`,
      valid_from: '2026-01-01T00:00:00Z',
    });
    expect(codesOf(bundle(open))).toContain('stix-bad-pattern');
    const nested = makeObject('indicator', 1, { pattern: `${'('.repeat(50_000)}`, valid_from: '2026-01-01T00:00:00Z' });
    expect(codesOf(bundle(nested))).toContain('stix-bad-pattern');
  });
});

describe('subjects', () => {
  const first = makeTechnique(1, 'T1003');
  const second = makeTechnique(2, 'T1566');
  const third = makeTechnique(3, 'T1059');
  const group = makeObject('intrusion-set', 4, {
    name: 'Group',
    aliases: ['G'],
    external_references: [{ source_name: 'mitre-attack', external_id: 'G0016' }],
  });
  const malware = makeObject('malware', 5, { name: 'Software', is_family: true });
  const campaign = makeObject('campaign', 6, { name: 'Campaign' });

  it('have the techniques that they use, through what they use and what is attributed to them', () => {
    const links = [
      makeUse(10, group, malware),
      makeUse(11, malware, first),
      makeUse(12, campaign, group, 'attributed-to'),
      makeUse(13, campaign, second),
    ];
    const { subjects } = read(bundle(first, second, third, group, malware, campaign, ...links)).report.content;
    expect(subjects.map(({ kind, name, attackId, statements }) => [kind, name, attackId, statements])).toEqual([
      ['campaign', 'Campaign', '', [1]],
      ['group', 'Group', 'G0016', [0, 1]],
      ['software', 'Software', '', [0]],
    ]);
  });

  it('of a report are what it contains, through other reports; a relationship of another report is not its own', () => {
    const use = makeUse(10, group, first);
    const other = makeUse(11, group, second);
    const inner = makeReport(20, [group, use], { name: 'Inner' });
    const outer = makeReport(21, [inner, third, { id: `report--${uuid(21)}` }], { name: 'Outer' });
    const neighbour = makeReport(22, [group, other], { name: 'Neighbour' });
    const { report } = read(bundle(first, second, third, group, use, other, inner, outer, neighbour));
    const reports = report.content.subjects.filter(({ kind }) => kind === 'report');
    expect(reports.map(({ name, statements }) => [name, statements])).toEqual([
      ['Inner', [0]],
      ['Outer', [0, 2]],
      ['Neighbour', [1]],
    ]);
    expect(report.name).toBe('Outer');
  });
});

describe('indicators that are left out', () => {
  const indicator = (at: number, more: MadeUp) =>
    makeObject('indicator', at, {
      name: `Indicator ${at}`,
      pattern: `[domain-name:value = 'h${at}.example.com']`,
      pattern_type: 'stix',
      valid_from: '2026-01-01T00:00:00Z',
      ...more,
    });
  const valuesOf = (text: string) => read(text).report.content.observables.map(({ value }) => value);

  it('what is benign or was revoked, and says so', () => {
    const text = bundle(
      indicator(1, { indicator_types: ['benign'] }),
      indicator(2, { indicator_types: ['anomalous-activity'] }),
      indicator(3, { indicator_types: ['benign', 'malicious-activity'] }),
      indicator(4, { revoked: true }),
      indicator(5, { revoked: false, labels: ['benign'] }),
    );
    expect(valuesOf(text)).toEqual(['h2.example.com', 'h3.example.com', 'h5.example.com']);
    expect(codesOf(text)).toEqual(expect.arrayContaining(['stix-benign-indicator', 'stix-revoked-indicator']));
  });

  it('by labels in version 2.0', () => {
    const objects = [indicator(1, { labels: ['benign'] }), indicator(2, { labels: ['malicious-activity'] })];
    const old = objects.map(({ spec_version: _, ...rest }: MadeUp) => rest);
    const text = JSON.stringify({ type: 'bundle', id: `bundle--${uuid(0)}`, spec_version: '2.0', objects: old });
    expect(valuesOf(text)).toEqual(['h2.example.com']);
  });
});

describe('what is said of the report', () => {
  it('publisher, date, marking, text with the place of each part', () => {
    const identity = makeObject('identity', 1, { name: 'Example CERT', identity_class: 'organization' });
    const strict = {
      type: 'marking-definition',
      spec_version: '2.1',
      id: `marking-definition--${uuid(7)}`,
      created: '2026-01-01T00:00:00Z',
      extensions: {
        'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
          extension_type: 'property-extension',
          tlp_2_0: 'amber+strict',
        },
      },
    };
    const note = makeObject('note', 2, { content: 'Seen again.', object_refs: [identity['id']] });
    const report = makeReport(3, [identity], {
      description: 'First line.\r\nSecond.',
      created_by_ref: identity['id'],
      object_marking_refs: ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', strict.id],
    });
    const red = makeObject('campaign', 4, {
      name: 'C',
      object_marking_refs: ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'],
    });
    const file = read(bundle(identity, strict, note, report, red)).report;
    expect([file.name, file.publisher, file.published, file.marking]).toEqual([
      'A made-up report',
      'Example CERT',
      '2026-03-02',
      'amber+strict',
    ]);
    const { text, sections } = file.content;
    expect(sections.map(({ start, label }) => [label, text.slice(start, start + 6)])).toEqual([
      ['objects[3].name', 'A made'],
      ['objects[3].description', 'First '],
      ['objects[2].content', 'Seen a'],
    ]);
  });

  it.each([
    [
      { definition_type: 'statement', definition: { statement: 'x' }, x_opencti_definition: 'TLP:AMBER+STRICT' },
      'amber+strict',
    ],
    [{ definition_type: 'statement', definition: { statement: 'TLP:AMBER' } }, 'amber'],
    [{ definition_type: 'statement', definition: { statement: 'TLP: WHITE, as agreed' } }, 'clear'],
    [{ definition_type: 'statement', definition: { statement: 'Ours' }, name: 'TLP:AMBER STRICT' }, 'amber+strict'],
    [{ definition_type: 'TLP', definition: { TLP: 'red' } }, 'red'],
    [{ definition_type: 'statement', definition: { statement: 'Copyright; not TLP:RED' } }, null],
    [{ definition_type: 'statement', definition: { statement: 'TLP:REDACTED' } }, null],
  ])('marking %j', (properties, level) => {
    const marking = makeObject('marking-definition', 7, properties);
    const report = makeReport(1, [marking], { object_marking_refs: [marking['id']] });
    expect(read(bundle(marking, report)).report.marking).toBe(level);
  });

  it('knows OpenCTI’s marking that is not in the file', () => {
    const object_marking_refs = ['marking-definition--826578e1-40ad-459f-bc73-ede076f81f37'];
    expect(read(bundle(makeReport(1, [{ id: `tool--${uuid(2)}` }], { object_marking_refs }))).report.marking).toBe(
      'amber+strict',
    );
  });

  it('no publisher of a report without a creator, whatever has no id', () => {
    const { id: _, ...nameless } = makeTechnique(2, 'T1003', 'Dumping');
    const group = makeObject('intrusion-set', 3, { name: 'Group' });
    expect(read(bundle(makeReport(1, [group]), nameless, group)).report.publisher).toBe('');
  });

  it('sightings', () => {
    const malware = makeObject('malware', 1, { name: 'Software', is_family: true });
    const seen = makeObject('sighting', 2, {
      sighting_of_ref: malware['id'],
      count: 3,
      first_seen: '2026-01-01T00:00:00Z',
    });
    expect(read(bundle(malware, seen)).report.content.sightings).toEqual([
      { of: 'Software', place: 'objects[1]', count: 3, firstSeen: '2026-01-01T00:00:00Z', lastSeen: null },
    ]);
  });
});

const FOLDERS = [
  'amnesty-pairs',
  'attack-flow',
  'edge-opencti',
  'elastic-pairs',
  'oasis-examples',
  'talos-pairs',
  'unit42-playbooks',
  'unit42-reports',
  'misp-stix',
];
const samples = HAS_SHARED
  ? FOLDERS.flatMap((folder) =>
      readdirSync(join(SHARED, 'samples/stix', folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:json|stix2)$/.test(name) && !/events_collection|reddriver/.test(name))
        .map((name) => join('samples/stix', folder, name)),
    )
  : [];

interface Sample {
  readonly objects: readonly {
    readonly type: string;
    readonly name?: string;
    readonly x_mitre_id?: string;
    readonly external_references?: readonly { readonly source_name: string; readonly external_id?: string }[];
  }[];
}

describeWithShared('every STIX sample', () => {
  it.each(samples)('%s gives the techniques of its attack patterns, and no others', (path) => {
    const text = readFileSync(join(SHARED, path), 'utf8');
    const { objects = [] } = JSON.parse(text) as Partial<Sample>;
    const expected = objects
      .filter(({ type }) => type === 'attack-pattern')
      .map(({ name = '', x_mitre_id, external_references = [] }) => {
        const stated = external_references.find(({ source_name }) => source_name.startsWith('mitre-'))?.external_id;
        return stated ?? x_mitre_id ?? /T\d{4}(?:\.\d{3})?/.exec(name)?.[0] ?? name;
      });
    const { statements } = read(text).report.content;
    const found = statements
      .filter(({ place }) => !isFlow(objects, place))
      .map(({ technique, name }) => technique || name);
    expect(found).toEqual(expected);
  });

  it('counts, subjects and values of all', () => {
    const table = samples.map((path) => {
      const { report, counts } = read(readFileSync(join(SHARED, path), 'utf8'));
      const { statements, subjects, observables } = report.content;
      const sizes = `${counts.read} objects, ${statements.length} techniques, ${subjects.length} subjects, ${observables.length} values`;
      return `${path.split('/').at(-1)}: ${sizes}, ${report.publisher || '–'}, ${report.published ?? '–'}, ${report.marking ?? '–'}`;
    });
    expect(table).toMatchSnapshot();
  });

  it('values of Elastic’s and Amnesty’s bundles are those of their other formats', () => {
    const folder = join(SHARED, 'samples/stix/elastic-pairs');
    for (const name of ['blister', 'ghostpulse', 'shellter', 'ref5961']) {
      const listed = readFileSync(join(folder, `${name}__ecs-indicators.ndjson`), 'utf8').match(
        /"sha256":\s*"([0-9a-f]{64})"/g,
      );
      const { observables } = read(readFileSync(join(folder, `${name}__stix-bundle.json`), 'utf8')).report.content;
      const values = new Set(observables.map(({ value }) => value));
      const missing = (listed ?? []).map((text) => text.slice(-65, -1)).filter((hash) => !values.has(hash));
      expect([name, missing]).toEqual([name, []]);
    }
    for (const [file, list] of [
      ['candiru/candiru.stix2', 'candiru/domains.txt'],
      ['2024-05-02_wintego_helios/wintego_helios.stix2', '2024-05-02_wintego_helios/domains.txt'],
    ] as const) {
      const { observables } = read(readFileSync(join(SHARED, 'samples/stix/amnesty-pairs', file), 'utf8')).report
        .content;
      const values = new Set(observables.map(({ value }) => value));
      const domains = readFileSync(join(SHARED, 'samples/stix/amnesty-pairs', list), 'utf8')
        .split(/\s+/)
        .filter((line) => line !== '');
      expect(domains.filter((domain) => !values.has(domain.toLowerCase()))).toEqual([]);
    }
  });
});

/** Steps of flows are read too, and have no attack pattern. */
function isFlow(objects: Sample['objects'], place: string): boolean {
  return objects[Number(/\d+/.exec(place)?.[0])]?.type === 'attack-action';
}
