import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeProbe, PROBE_BYTES } from '../../src/formats/probe';
import { FORMATS, sniffFormat } from '../../src/formats/registry';
import { describeWithShared, SHARED } from '../shared-data';
import { readFixtureBytes, tell } from './inventory-samples';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');

const IMPORTABLE = `Importable: ${FORMATS.filter(({ reads }) => reads)
  .map(({ name }) => name)
  .join('; ')}.`;

/** The format, or what the analyst is told; the same under the file's own name and as "unknown". */
function sniff(name: string, bytes: Uint8Array): string {
  const named = sniffFormat(makeProbe(name, bytes.length, bytes.subarray(0, PROBE_BYTES)));
  const unnamed = sniffFormat(makeProbe('unknown', bytes.length, bytes.subarray(0, PROBE_BYTES)));
  expect(unnamed).toEqual(named);
  return named.ok ? named.value : named.issues.map(tell).join('\n');
}

const sniffText = (text: string) => sniff('unknown', new TextEncoder().encode(text));

const NO_INVENTORY = new Set(['empty.csv', 'blank-lines-only.csv', 'nested-table.html']);

describe('sniffFormat', () => {
  it.each(readdirSync(join(FIXTURES, 'inventory-csv')).filter((name) => !NO_INVENTORY.has(name)))(
    'recognises %s',
    (name) => {
      expect(sniff(name, readFixtureBytes(`inventory-csv/${name}`))).toBe('inventory-csv');
    },
  );

  it('recognises an inventory by the first bytes alone', () => {
    const bytes = readFixtureBytes('inventory-csv/messy-100.csv');
    const cut = sniffFormat(makeProbe('unknown', bytes.length, bytes.subarray(0, 1000)));
    expect(cut).toEqual({ ok: true, value: 'inventory-csv', issues: [] });
  });

  it('recognises a SMAP table and an ATT&CK bundle', () => {
    expect(
      sniffText(
        'EVENT ID,EVENT DESCRIPTION,ATT&CK DATA SOURCE ID,ATT&CK DATA SOURCE,ATT&CK DATA COMPONENT\n1,x,DS1,Process,Process Creation\n',
      ),
    ).toBe('smap-csv');
    const maker = 'identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5';
    const technique = `{"type":"attack-pattern","created_by_ref":"${maker}","x_mitre_version":"1.0"}`;
    expect(sniffText(`{"type":"bundle","objects":[${technique}]}`)).toBe('attack-stix');
    expect(sniffText('{"type": "bundle", "objects": [{"type": "x-mitre-collection"}]}')).toBe('attack-stix');
  });

  it.each([
    '{"type":"bundle","objects":[{"type":"attack-pattern","external_references":[{"source_name":"mitre-attack"}]}]}',
    '{"type":"bundle","id":"bundle--1","objects":[{"type":"indicator"}]}',
    '{"type": "bundle", "objects": [{"type": "report", "x_mitre_version": "1"}, {"type": "x-mitre-tactic"}]}',
    '{ "spec_version": "2.0", "objects": [], "type": "bundle" }',
    '[{"type": "ipv4-addr", "id": "ipv4-addr--ff26c055-6336-5bc5-b98d-13d6226742dd", "value": "198.51.100.3"}]',
    '{"id":"identity--8ae20dde-83d4-4218-88fd-41ef0dabf9d1","type":"identity"}',
  ])('takes other STIX for a report: %j', (text) => {
    expect(sniffText(text)).toBe('stix-report');
  });

  it('recognises the files of DeTT&CT', () => {
    expect(sniffText('\ufeff# mine\r\nversion: 1.1\r\nfile_type: data-source-administration\r\nname: x\r\n')).toBe(
      'dettect-data-sources',
    );
    expect(sniffText('%YAML 1.2\n---\n"file_type" : "technique-administration" # 1.2\n')).toBe('dettect-techniques');
    expect(sniffText("file_type: 'group-administration'\n")).toBe('dettect-groups');
    expect(sniffText('[{"technique_id": "T1001", "dettect_data_sources": []}]')).toBe('dettect-own-data-sources');
  });

  it.each([
    '{"name":"x","versions":{"attack":"18","navigator":"5.2.0","layer":"4.5"},"domain":"enterprise-attack","techniques":[]}',
    '[{"name":"x","version":"2.1","domain":"mitre-enterprise","techniques":[{"techniqueID":"T1059"}]}]',
    '{"name":"x","versions":"4.3","domain":"mitre-ics","techniques":{}}',
    '{"techniques":[{"techniqueID":"T1059","score":1}]}',
    '{"layers":[{"name":"x","version":"3.0","domain":"mitre-mobile","techniques":[]}]}',
  ])('recognises the Navigator layer %j', (text) => {
    expect(sniffText(text)).toBe('navigator-layer');
  });

  it.each([
    ['{"Event":{"info":"x","Attribute":[]}}', 'misp-event'],
    ['{"response":[{"Event":{"uuid":"x","info":"y"}}]}', 'misp-event'],
    ['{"response":{"Attribute":[{"event_id":"1","type":"domain","value":"x.example","to_ids":true}]}}', 'misp-event'],
    ['{"info":"x","Orgc":{"name":"y"},"threat_level_id":"4","Attribute":[]}', 'misp-event'],
    ['{"schema":"attack_flow_v2","theme":"dark","objects":[]}', 'attack-flow'],
    [
      '{"type":"bundle","objects":[{"type":"attack-flow"},{"type":"attack-pattern","external_references":[{"source_name":"mitre-attack"}]}]}',
      'attack-flow',
    ],
    [
      '{"version":"2.1.0","id":"x","objects":[{"id":"x","template":"flow","children":[],"properties":[["name","y"]]}]}',
      'attack-flow',
    ],
    ['{"$schema":"../schema/attack-flow-2022-01-05-draft.json","flow":{},"actions":[]}', 'attack-flow'],
    ['{"report_title":"x","traffic_light_protocol":"clear"}', 'cti-blueprint'],
    ['{"signal":"title: x","asets":[]}', 'tram-document'],
  ])('recognises the report %j', (text, format) => {
    expect(sniffText(text)).toBe(format);
  });

  it.each([
    ['picture.png', 'an image (PNG)', 'There is nothing in it that can be imported here.'],
    ['events.evtx', 'a Windows event log (EVTX)', 'Export it as XML, JSON or CSV.'],
    ['packed.csv.gz', 'a gzip archive', 'Unpack it and import the files in it.'],
  ])('says what %s is and what to do', (name, kind, advice) => {
    expect(sniff(name, readFixtureBytes(`not-text/${name}`))).toBe(
      `error format-not-imported at the file: Recognised as ${kind}, which this version does not import. Nothing was read. ${advice}`,
    );
  });

  it.each([
    ['#separator \\x09\n#path\tconn\n', 'zeek-tsv'],
    [
      'sha256sum,Valid From\n7dd0ae076fa562fa798a0309fed9afba52db25b43aafe501cb500bcb203cbe0d,2024-02-23\n',
      'indicator-table',
    ],
    ['type=SYSCALL msg=audit(1714557600.123:42): arch=c000003e syscall=59 success=yes\n', 'auditd'],
  ])('recognises what is looked for and where: %j', (text, format) => {
    expect(sniffText(text)).toBe(format);
  });

  it('takes an archive of anything for one of logs, until it is opened', () => {
    expect(sniff('archive.zip', readFixtureBytes('not-text/archive.zip'))).toBe('log-archive');
  });

  it.each([
    [
      '{"5a0a9aa9-23a4-4607-b6df-41a9950d210f":{"info":"x","Orgc":{"name":"y"},"date":"2026-01-01"}}',
      'the manifest of a MISP feed',
    ],
    ['[metadata]\ncreation_date = "2026/01/01"\n\n[rule]\nname = "x"\n', 'an Elastic detection rule (TOML)'],
    ['{"sensors": [{"name": "x", "fields": ["file/create/name"]}]}', 'sensors of MITRE CAR'],
    [
      'Tactic,Technique #,Technique Name,Test #,Test Name,Test GUID,Executor Name\n',
      'an index of Atomic Red Team tests (CSV)',
    ],
    ['<?xml version="1.0"?><x/>', 'an XML document'],
  ])('says that %j is recognised', (text, kind) => {
    expect(sniffText(text)).toMatch(`Recognised as ${kind}, which this version does not import.`);
  });

  it('recognises documents', () => {
    expect(sniff('report.pdf', readFixtureBytes('not-text/report.pdf'))).toBe('report-pdf');
    expect(sniffText('\n--x\n%PDF-1.7\n')).toBe('report-pdf');
    expect(sniff('nested-table.html', readFixtureBytes('inventory-csv/nested-table.html'))).toBe('report-html');
    expect(sniffText('<!-- saved -->\n<?xml version="1.0"?>\n<!DOCTYPE html><p>x')).toBe('report-html');
    expect(sniffText('From a@b Mon Jan 5\nReceived: by x\n by y\nFrom: a@b\nSubject: x\nDate: x\n\nHello.\n')).toBe(
      'report-email',
    );
    expect(sniffText('{\\rtf1\\ansi Hello}')).toContain('Recognised as a document in Rich Text Format (RTF)');
    const old = sniff(
      'mail.msg',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(600).fill(0)]),
    );
    expect(old).toContain('a message as EML');
  });

  it.each([
    ['Tool,Technique\nx,T1059.001\ny,T1003\n', 'a table of techniques'],
    ['2026-01-01 10:00:00,srv-1,logon\n2026-01-01 10:00:01,srv-2,logon\n', 'a log as a table'],
  ])('names a table that is no inventory: %j', (text, kind) => {
    expect(sniffText(text)).toContain(`Recognised as ${kind}, which this version does not import.`);
  });

  it('takes any other table with a header for an inventory that the analyst may explain', () => {
    expect(sniffText('Colour,Size\nred,big\nblue,small\n')).toBe('inventory-csv');
    expect(sniffText('Name;Loc.;Qty\na;b;1\n')).toBe('inventory-csv');
    expect(sniffText('1,2,3\n4,5,6\n')).toContain('error table-unknown');
    expect(sniffText('Dear all,\nI write to you, as agreed, with news.\nYours, X\n')).toBe('report-text');
  });

  it('takes sentences with commas and ids for a report, and no table', () => {
    expect(sniffText('They used PowerShell (T1059.001), T1053.005, and T1105 to move on.')).toBe('report-text');
    expect(sniffText('ICS attack\n\nThey used T0800, T0812, T0855 and T0831 against the plant.\n')).toBe('report-text');
    expect(sniffText('It called 192.0.2.1, 192.0.2.2, and evil.example.com for orders.')).toBe('report-text');
  });

  it('says that it does not know', () => {
    expect(sniffText('dear diary')).toBe(
      `error format-unknown at the file: It is not known what this file is. [dear diary] Nothing was read. ${IMPORTABLE}`,
    );
    expect(sniffText('{"a":1}')).toBe(
      `error format-unknown at the file: This is JSON of a kind that is not known here. [{"a":1}] Nothing was read. ${IMPORTABLE}`,
    );
    expect(sniff('empty.csv', new Uint8Array())).toBe(
      'error empty-file at the file: The file is empty. Nothing was read.',
    );
  });
});

describe('FORMATS', () => {
  it('have ids of their own and a page in docs/formats', () => {
    expect(new Set(FORMATS.map(({ id }) => id)).size).toBe(FORMATS.length);
    for (const { id, docs } of FORMATS) {
      expect([id, existsSync(join(import.meta.dirname, '../../docs/formats', docs))]).toEqual([id, true]);
    }
  });
});

describeWithShared('real files', () => {
  it('are recognised by their content', { timeout: 60_000 }, () => {
    const folder = (path: string) =>
      /\.\w+$/.test(path)
        ? [join(SHARED, path)]
        : readdirSync(join(SHARED, path), { recursive: true, encoding: 'utf8' }).map((file) =>
            join(SHARED, path, file),
          );
    const expected: readonly (readonly [string, string])[] = [
      ['data/attack', 'attack-stix'],
      ['data/smap/csv', 'smap-csv'],
      ['data/smap/layers', 'navigator-layer'],
      ['data/smap/stix', 'smap-stix'],
      ['samples/layers', 'navigator-layer'],
      ['samples/inventories/sigma', 'sigma-rules'],
      ['samples/inventories/panther', 'panther-rules'],
      ['samples/inventories/dettect', 'dettect-'],
      ['samples/inventories/dettect-groups', 'dettect-groups'],
      ['samples/inventories/config', 'sysmon-config'],
      ['samples/inventories/car', 'MITRE CAR'],
      ['samples/inventories/atomic', 'Atomic Red Team'],
      ['samples/inventories/dettectinator', 'rule-table'],
      ['samples/stix/misp-events', 'misp-event'],
      ['samples/stix/attack-flow', 'attack-flow'],
      ['samples/reports/tram2-mjson', 'tram-document'],
      ['samples/stix/oasis-examples', 'stix-report'],
      ['samples/stix/unit42-playbooks', 'stix-report'],
      ['samples/stix/unit42-reports', 'stix-report'],
      ['samples/stix/edge-opencti', 'stix-report'],
      ['samples/reports/rcatt/input.json', 'stix-report'],
      ['samples/reports/rcatt/input.txt', 'report-text'],
      ['samples/reports/annoctr-text', 'report-text'],
      ['samples/reports/simple-test.docx', 'report-docx'],
      ['samples/reports/GroupIB_Big_Airline_Heist_APT41.pdf', 'report-pdf'],
    ];
    for (const [path, kind] of expected) {
      const files = folder(path);
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        const raw = readFileSync(file);
        expect([file, sniff(file, raw[0] === 0x1f ? gunzipSync(raw) : raw)]).toEqual([
          file,
          expect.stringContaining(kind),
        ]);
      }
    }
  });

  it('of other kinds are never taken for an inventory', { timeout: 30_000 }, () => {
    for (const path of ['samples/indicators', 'samples/inventories', 'samples/logs', 'samples/reports']) {
      for (const entry of readdirSync(join(SHARED, path), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const file = join(entry.parentPath, entry.name);
        const raw = readFileSync(file);
        expect([file, sniff(file, raw[0] === 0x1f ? gunzipSync(raw) : raw)]).not.toEqual([file, 'inventory-csv']);
      }
    }
  });
});
