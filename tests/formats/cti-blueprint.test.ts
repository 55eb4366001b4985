import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePlace } from '../../src/domain/result';
import { readCtiBlueprint } from '../../src/formats/cti-blueprint/cti-blueprint';
import { describeWithShared, SHARED } from '../shared-data';

function read(value: unknown) {
  const result = readCtiBlueprint(typeof value === 'string' ? value : JSON.stringify(value));
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join(' '));
  return { ...result.value, ...result.value.report.content, issues: result.issues };
}

const told = ({ issues }: Pick<ReturnType<typeof read>, 'issues'>) =>
  issues.map(({ code, place }) => `${code} ${describePlace(place)}`);
const report = (more: object) => ({
  report_title: 'Made up',
  traffic_light_protocol: 'amber',
  report_date: '2026-02-03T10:00:00.000Z',
  ...more,
});
const row = (technique: unknown, sub: unknown = null, more: object = {}) => ({
  tactic: 'TA0002',
  technique,
  sub_technique: sub,
  procedure: 'How it was done.',
  ...more,
});

describe('rows', () => {
  it.each([
    ['T1059', 'T1059.001', ['T1059.001']],
    ['T1005', 'T1001.003', ['T1005', 'T1001.003']],
    ['T1059', null, ['T1059']],
    ['T1059', 'N/A', ['T1059']],
    ['T1059', '.001', ['T1059.001']],
    ['T1059', '001', ['T1059.001']],
    [null, 'T1059.001', ['T1059.001']],
    ['T1059: Command and Scripting Interpreter', 'T1059.001 PowerShell', ['T1059.001 PowerShell']],
    ['Phishing', '', ['Phishing']],
    ['Phishing', 'Spearphishing Link', ['Spearphishing Link']],
    ['t1566 - Phishing', undefined, ['T1566 Phishing']],
  ])('%j with %j', (technique, sub, expected) => {
    const { statements } = read(report({ mitre_attack_table: [row(technique, sub)] }));
    expect(statements.map((each) => `${each.technique} ${each.name}`.trim())).toEqual(expected);
    expect(statements.map(({ tactic, passage }) => [tactic, passage])).toEqual(
      expected.map(() => ['execution', 'How it was done.']),
    );
  });

  it('reports a row without a technique and a tactic that is none', () => {
    const reading = read(
      report({
        mitre_attack_table: [
          row('', ''),
          row('T1059', null, { tactic: 'Cooking' }),
          'x',
          row('T1059', null, { tactic: 'Initial Access' }),
        ],
      }),
    );
    expect(told(reading)).toEqual([
      'report-part-unreadable mitre_attack_table[2]',
      'cti-blueprint-row-without-technique mitre_attack_table[0]',
      'cti-blueprint-tactic-unknown mitre_attack_table[1].tactic',
    ]);
    expect(reading.statements.map(({ tactic }) => tactic)).toEqual(['', 'initial-access']);
    expect(reading.counts).toEqual({ unit: 'rows', read: 4, kept: 2, reported: 2 });
  });

  it('reads both tables of an intrusion analysis', () => {
    const { statements } = read(
      report({ mitre_attack_table: { likely_in_network: [row('T1007')], observed: [row('T1005')] } }),
    );
    expect(statements.map(({ technique, place }) => `${technique} ${place}`)).toEqual([
      'T1007 mitre_attack_table.likely_in_network[0].technique',
      'T1005 mitre_attack_table.observed[0].technique',
    ]);
  });
});

describe('parts', () => {
  it('gives rows to whom they are attributed, by name or alias', () => {
    const { subjects } = read(
      report({
        mitre_attack_table: [
          row('T1001', null, { attribution: 'Teddy' }),
          row('T1002', null, { attribution: 'Someone' }),
          row('T1003'),
        ],
        metadata: { threat_actors: [{ threat_actor_name: 'Bear', threat_actor_aliases: 'Teddy, Ursus' }] },
        __document: { template_name: 'Campaign Report' },
      }),
    );
    expect(subjects.map(({ kind, name, aliases, statements }) => [kind, name, aliases, statements])).toEqual([
      ['campaign', 'Made up', [], [0, 1, 2]],
      ['group', 'Bear', ['Teddy', 'Ursus'], [0, 2]],
      ['group', 'Someone', [], [1]],
    ]);
  });

  it('reads the actor of a threat actor profile', () => {
    const { subjects, text } = read(
      report({
        threat_actor: { summary: 'Old and slow.', ttp: 'Phishing.' },
        metadata: { threat_actor_name: 'Bear' },
        mitre_attack_table: [row('T1001')],
      }),
    );
    expect(subjects.at(-1)).toMatchObject({ kind: 'group', name: 'Bear', place: 'metadata', statements: [0] });
    expect(text).toContain('Old and slow.\n\nPhishing.');
  });
});

describe('values', () => {
  it('reads each table', () => {
    const reading = read(
      report({
        iocs: {
          malware: [
            {
              ioc_malware_name: 'bad.exe',
              ioc_malware_hash_type: 'MD5',
              ioc_malware_hash: 'D41D8CD98F00B204E9800998ECF8427E',
              ioc_associated_file_hash: 'nope',
            },
            { ioc_malware_name: 'BadBot', ioc_malware_hash: null },
            { ioc_malware_description: 'nothing' },
          ],
          network: [
            { artifact: 'hxxp://evil[.]example/x' },
            { artifact: '192.0.2.1, 192.0.2.2', details: 'C2' },
            { artifact: 'a lot of traffic' },
          ],
          system_artifacts: [
            { artifact: 'Global\\bad', type: 'Mutex' },
            { artifact: 'HKLM\\Software\\Bad' },
            { artifact: 'C:\\Windows\\Temp\\a b.dll' },
          ],
          cves: [{ cve_number: 'CVE-2023-20082' }, { cve_number: '' }],
        },
      }),
    );
    expect(reading.observables.map(({ type, value }) => `${type} ${value}`)).toEqual([
      'file-name bad.exe',
      'md5 d41d8cd98f00b204e9800998ecf8427e',
      'url http://evil.example/x',
      'ipv4 192.0.2.1',
      'ipv4 192.0.2.2',
      'mutex Global\\bad',
      'registry-key hkey_local_machine\\software\\bad',
      'file-path c:\\windows\\temp\\a b.dll',
      'vulnerability CVE-2023-20082',
    ]);
    expect(reading.subjects.at(-1)).toMatchObject({ kind: 'software', name: 'BadBot' });
    expect(told(reading)).toEqual([
      'cti-blueprint-hash-unreadable iocs.malware[0].ioc_associated_file_hash',
      'cti-blueprint-row-empty iocs.malware[2]',
      'cti-blueprint-artefact-not-read iocs.network[2]',
      'cti-blueprint-row-empty iocs.cves[1]',
    ]);
    expect(reading.counts).toEqual({ unit: 'rows', read: 11, kept: 8, reported: 3 });
  });
});

describe('head and text', () => {
  it.each([
    ['clear', 'clear'],
    ['TLP:WHITE', 'clear'],
    ['Amber_Strict', 'amber+strict'],
    ['amber+strict', 'amber+strict'],
    ['RED', 'red'],
    ['', null],
    ['pink', null],
  ])('reads the marking %j', (written, expected) => {
    const reading = read(report({ traffic_light_protocol: written, executive_summary: 'x' }));
    expect(reading.report.marking).toBe(expected);
    expect(told(reading)).toEqual(written === 'pink' ? ['cti-blueprint-marking-unknown traffic_light_protocol'] : []);
  });

  it('reads an executive report: words and nothing else', () => {
    const {
      report: head,
      text,
      sections,
      counts,
    } = read({
      report_title: 'Made up',
      executive_summary: 'One.\\n\\nTwo in C:\\new.',
      outlook: 'Bad.',
      data_sources: {
        report_citations: [{ description: 'A blog', hyperlink: 'blog.example' }],
        internal_telemetry: [{ internal_telemetry: 'Proxy logs' }],
      },
      __document: { template_name: 'Executive Report' },
    });
    expect(text).toBe('Made up\n\nOne.\n\nTwo in C:\\new.\n\nBad.\n\nA blog\nblog.example\n\nProxy logs');
    expect(sections.map(({ label }) => label)).toEqual([
      'report_title',
      'executive_summary',
      'outlook',
      'data_sources.report_citations[0]',
      'data_sources.internal_telemetry[0]',
    ]);
    expect(head).toMatchObject({ name: 'Made up', published: null, marking: null });
    expect(counts).toMatchObject({ read: 2, kept: 2 });
  });

  it('finds fields inside of sections', () => {
    const { report: head, statements } = read({
      general: { report_title: 'Made up', report_date: '2026-02-03' },
      attack: { mitre_attack_table: [row('T1059')] },
    });
    expect(head).toMatchObject({ name: 'Made up', published: '2026-02-03' });
    expect(statements[0]?.place).toBe('attack.mitre_attack_table[0].technique');
  });
});

describe('what is none, and what is odd', () => {
  it.each(['{}', '[]', '"x"', '{"title":"x"}'])('refuses %s', (text) => {
    expect(readCtiBlueprint(text).issues.map(({ code }) => code)).toEqual(['cti-blueprint-none']);
  });

  it('says what should be text', () => {
    expect(told(read(report({ executive_summary: { a: 1 }, iocs: [1] })))).toEqual([
      'cti-blueprint-text-expected executive_summary',
      'report-part-unreadable iocs',
    ]);
  });

  it('never throws, and its counts add up', () => {
    const odd = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.integer(),
        fc.constantFrom('', 'T1059', 'TA0001', 'x.example'),
        fc.array(tie('any'), { maxLength: 4 }),
        tie('map'),
      ),
      map: fc.dictionary(
        fc.constantFrom(
          'mitre_attack_table',
          'iocs',
          'malware',
          'network',
          'cves',
          'technique',
          'sub_technique',
          'tactic',
          'attribution',
          'metadata',
          'threat_actors',
          'threat_actor_name',
          'timeline',
          'artifact',
          '__proto__',
        ),
        tie('any'),
        { maxKeys: 7 },
      ),
    }));
    fc.assert(
      fc.property(odd.map, (value) => {
        const result = readCtiBlueprint(JSON.stringify({ report_title: 'x', ...(value as object) }));
        if (!result.ok) return;
        const { read: all, kept, reported } = result.value.counts;
        expect(kept + reported).toBe(all);
        expect(result.issues.length).toBeGreaterThanOrEqual(reported);
      }),
      { numRuns: 400 },
    );
  });
});

describeWithShared('the real example', () => {
  it('gives its techniques, values and words', () => {
    const text = readFileSync(join(SHARED, 'samples/reports/cti-blueprints/An_Example_Campaign_Report.json'), 'utf8');
    const reading = read(text);
    expect(reading.statements.map(({ technique, tactic }) => `${technique} ${tactic}`)).toEqual([
      'T1005 initial-access',
      'T1001.003 initial-access',
      'T1006 persistence',
    ]);
    const written = [...text.matchAll(/"((?:[0-9a-f]{64}|CVE-\d+-\d+|\d+\.\d+\.\d+\.\d+))"/g)].map(
      ([, value]) => value,
    );
    expect(reading.observables.map(({ value }) => value)).toEqual(expect.arrayContaining(written));
    expect(reading.counts).toEqual({ unit: 'rows', read: 16, kept: 16, reported: 0 });
    expect(reading.report).toMatchObject({ marking: 'clear', published: '2023-06-09' });
    expect(reading.issues).toEqual([]);
  });
});
