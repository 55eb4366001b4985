/** Packages as they come into an inbox; made up, as is everybody in them. */

const STAMP = { created: '2026-11-20T08:00:00.000Z', modified: '2026-11-20T08:00:00.000Z', spec_version: '2.1' };
const id = (type: string, number: number) => `${type}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A report of two techniques and two values: 203.0.113.77 and copper.example. */
export function makeStixPackage(name = 'Copper heron'): File {
  const indicator = (number: number, pattern: string) => ({
    type: 'indicator',
    id: id('indicator', number),
    ...STAMP,
    name: `Value ${number}`,
    pattern,
    pattern_type: 'stix',
    valid_from: '2026-11-01T00:00:00Z',
  });
  const technique = (number: number, attack: string, called: string) => ({
    type: 'attack-pattern',
    id: id('attack-pattern', number),
    ...STAMP,
    name: called,
    external_references: [{ source_name: 'mitre-attack', external_id: attack }],
  });
  const parts = [
    indicator(1, "[ipv4-addr:value = '203.0.113.77']"),
    indicator(2, "[domain-name:value = 'copper.example']"),
    technique(3, 'T1059.001', 'PowerShell'),
    technique(4, 'T1071.004', 'DNS'),
  ];
  const bundle = {
    type: 'bundle',
    id: id('bundle', 9),
    objects: [
      ...parts,
      {
        type: 'report',
        id: id('report', 8),
        ...STAMP,
        name,
        description: `${name} runs PowerShell and talks to its server by DNS.`,
        published: '2026-11-20T08:00:00Z',
        report_types: ['threat-report'],
        object_refs: parts.map((part) => part.id),
      },
    ],
  };
  return file(JSON.stringify(bundle), 'copper-heron.json');
}

export function makeIndicatorPackage(values: readonly string[] = ['198.51.100.7', 'tin.example']): File {
  const rows = values.map((value) => `${value},Tin otter,80`);
  return file(`indicator,comment,confidence\n${rows.join('\n')}\n`, 'tin-otter.csv');
}

/** Begins as a bundle and ends in the middle of a word. */
export function makeBrokenPackage(): File {
  return file(
    '{"type":"bundle","id":"bundle--00000000-0000-4000-8000-00000000000a","objects":[{"type":"indica',
    'broken.json',
  );
}

/** Connections of which one goes to 203.0.113.77. */
export function makeLogPackage(): File {
  const rows = ['203.0.113.77', '192.0.2.10', '192.0.2.11'].map(
    (to, at) => `1764${at}00000.5\tC${at}\t10.0.0.5\t4000${at}\t${to}\t443\ttcp\tssl\t1.5\t100\t200\tSF`,
  );
  const fields =
    'ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state';
  return file(`#separator \\x09\n#path\tconn\n#fields\t${fields}\n${rows.join('\n')}\n`, 'conn.log');
}

function file(text: string, name: string): File {
  return new File([text], name, { lastModified: Date.parse('2026-11-21T09:00:00Z') });
}
