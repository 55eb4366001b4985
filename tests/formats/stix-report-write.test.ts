import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import type { TechniqueId } from '../../src/domain/attack/identifiers';
import { TLP_LEVELS } from '../../src/domain/threats/threat-report';
import type { ThreatSteps } from '../../src/domain/threats/threat-steps';
import { readStixReport } from '../../src/formats/stix/stix-report';
import { type StixReportContext, writeStixReport } from '../../src/formats/stix/stix-report-write';
import { describeWithShared, SHARED } from '../shared-data';

function makeStep(technique: string, more: Partial<ThreatSteps['steps'][number]> = {}): ThreatSteps['steps'][number] {
  const rest = { tactics: [], order: null, isAccepted: true, written: '', passage: '' };
  return { technique: technique as TechniqueId, ...rest, ...more };
}

const THREAT: ThreatSteps = {
  id: 'report-0123',
  name: 'Storm over Exampleland',
  kind: 'report',
  steps: [
    makeStep('T1566.001', { tactics: ['initial-access'], passage: 'Invoices were sent.', written: 'T1193' }),
    makeStep('T1059.001', { tactics: ['execution', 'persistence'] }),
    makeStep('T1003', { isAccepted: false }),
  ],
  unresolved: [{ written: 'T9999', reason: 'unknown' }],
};

const CONTEXT: StixReportContext = {
  at: '2026-11-24T22:00:00Z',
  domain: 'enterprise-attack',
  tlp: 'amber',
  publisher: 'Example CERT',
  published: '2026-11-20',
  description: 'What was read.',
  nameOf: (technique) => `Name of ${technique}`,
};

interface Written {
  readonly objects: readonly Readonly<Record<string, unknown>>[];
}

const write = (threat = THREAT, context = CONTEXT) => JSON.parse(writeStixReport(threat, context)) as Written;

describe('writeStixReport', () => {
  it('writes the accepted techniques with ATT&CK’s ids and pages', () => {
    const { objects } = write();
    const patterns = objects.filter(({ type }) => type === 'attack-pattern');
    expect(patterns.map(({ name, external_references }) => [name, external_references])).toEqual([
      [
        'Name of T1566.001',
        [
          {
            source_name: 'mitre-attack',
            external_id: 'T1566.001',
            url: 'https://attack.mitre.org/techniques/T1566/001',
          },
        ],
      ],
      [
        'Name of T1059.001',
        [
          {
            source_name: 'mitre-attack',
            external_id: 'T1059.001',
            url: 'https://attack.mitre.org/techniques/T1059/001',
          },
        ],
      ],
    ]);
  });

  it('is read back as it was', () => {
    const result = readStixReport(writeStixReport(THREAT, CONTEXT));
    expect(result.issues).toEqual([]);
    if (!result.ok) return;
    const { report } = result.value;
    expect([report.name, report.publisher, report.published, report.marking]).toEqual([
      'Storm over Exampleland',
      'Example CERT',
      '2026-11-20',
      'amber',
    ]);
    expect(report.content.statements.map(({ technique, tactic }) => [technique, tactic])).toEqual([
      ['T1566.001', 'initial-access'],
      ['T1059.001', ''],
    ]);
    expect(report.content.subjects[0]).toMatchObject({ kind: 'report', statements: [0, 1] });
    expect(report.content.statements[0]?.passage).toBe('Invoices were sent.\nThe source writes T1193.');
    expect(report.content.text).toContain('no technique of the release in force: T9999 (unknown).');
  });

  it('writes the same ids again, each once', () => {
    const ids = (at: string) => write(THREAT, { ...CONTEXT, at }).objects.map(({ id }) => id);
    expect(ids('2027-01-01T00:00:00Z')).toEqual(ids(CONTEXT.at));
    expect(new Set(ids(CONTEXT.at)).size).toBe(write().objects.length);
  });

  it('writes ATT&CK’s groups with what they use', () => {
    const { objects } = write({ ...THREAT, id: 'G0016', kind: 'group', unresolved: [] });
    const result = readStixReport(
      JSON.stringify({ type: 'bundle', id: 'bundle--00000000-0000-4000-8000-000000000000', objects }),
    );
    expect(result.ok && result.value.report.content.subjects).toMatchObject([
      { kind: 'report', statements: [0, 1] },
      { kind: 'group', attackId: 'G0016', statements: [0, 1] },
    ]);
  });
});

describeWithShared('the official schemas', () => {
  const folder = join(SHARED, 'samples/stix-conformance');
  const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
  const schemas = readdirSync(join(folder, 'schemas'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  const ids = new Map<string, string>();
  for (const name of schemas) {
    const schema = JSON.parse(readFileSync(join(folder, 'schemas', name), 'utf8')) as { readonly $id: string };
    ids.set(name.replace(/^.*\//, '').replace('.json', ''), schema.$id);
    ajv.addSchema(schema);
  }

  function faults(type: string, value: unknown): readonly string[] {
    const id = ids.get(type);
    const validate = id === undefined ? undefined : ajv.getSchema(id);
    if (validate === undefined) return [`no schema of ${type}`];
    return validate(value) === true
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${type}${instancePath} ${message}`);
  }

  it.each([...TLP_LEVELS, null])('accept what is written, marked %s', (tlp) => {
    for (const threat of [THREAT, { ...THREAT, steps: [] }, { ...THREAT, id: 'C0001', kind: 'campaign' as const }]) {
      const written = write(threat, { ...CONTEXT, tlp });
      expect(faults('bundle', written)).toEqual([]);
      expect(written.objects.flatMap((object) => faults(String(object['type']), object))).toEqual([]);
    }
  });

  it('refuse what is wrong: they are in force', () => {
    const [report] = write().objects.filter(({ type }) => type === 'report');
    expect(faults('report', { ...report, published: 'yesterday' })).not.toEqual([]);
  });
});
