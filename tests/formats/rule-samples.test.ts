import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeRuleCollector } from '../../src/formats/rule-files';
import { readRuleTable } from '../../src/formats/rule-table';
import { readSysmonConfig } from '../../src/formats/sysmon-config';
import { decodeText } from '../../src/formats/text-decoding';
import { describeWithShared, SHARED } from '../shared-data';

function listTexts(folder: string): readonly { readonly name: string; readonly text: string }[] {
  const path = join(SHARED, 'samples', 'inventories', folder);
  return readdirSync(path).map((name) => {
    const text = decodeText(new Uint8Array(readFileSync(join(path, name))));
    if (!text.ok) throw new Error(`${name} is no text`);
    return { name, text: text.value };
  });
}

function read(folder: string) {
  const collector = makeRuleCollector();
  for (const { name, text } of listTexts(folder)) collector.addYaml(text, name, null);
  return collector.finish();
}

// That their kinds are recognised is tested with the registry.
describeWithShared('samples of rules', () => {
  it('reads every Sigma rule', () => {
    const { rules, issues, counts } = read('sigma');
    expect([rules.length, counts, issues]).toEqual([18, { read: 18, repeated: 0, leftOut: 0 }, []]);
    expect(rules.every(({ id }) => /^sigma:[0-9a-f-]{36}$/.test(id))).toBe(true);
    expect(rules.filter(({ techniqueIds }) => techniqueIds.length === 0).map(({ name }) => name)).toEqual([
      'Potentially Suspicious File Download From ZIP TLD',
      'Wusa.EXE Executed By Parent Process Located In Suspicious Location',
    ]);
    expect(rules.find(({ name }) => name.startsWith('Metasploit'))).toMatchObject({
      techniqueIds: ['T1021.002', 'T1570', 'T1569.002'],
      logSource: { product: 'windows', category: '', service: 'security' },
      status: 'test',
      level: 'high',
      fileName: 'win_security_metasploit_or_impacket_smb_psexec_service_install.yml',
    });
  });

  it('reads every Panther rule', () => {
    const { rules, issues, counts } = read('panther');
    expect([rules.length, counts, issues]).toEqual([10, { read: 10, repeated: 0, leftOut: 0 }, []]);
    const techniques = Object.fromEntries(rules.map(({ id, techniqueIds }) => [id, techniqueIds.join()]));
    expect(techniques).toMatchObject({
      'panther:AWS.EC2.GatewayModified': 'T1562',
      'panther:Sublime.Rules.Deleted.Or.Deactivated': 'T1562.001',
      'panther:MongoDB.External.UserInvited.NoConfig': '',
    });
  });

  it('reads the table of Dettectinator', () => {
    const [table] = listTexts('dettectinator');
    const { rules, issues, counts } = readRuleTable(table?.text ?? '', 'import_techniques.csv');
    expect([rules.length, counts, issues]).toEqual([5, { read: 5, repeated: 0, leftOut: 0 }, []]);
    expect(rules[0]).toMatchObject({ techniqueIds: ['T1574.011'], language: 'table' });
  });

  it.each([
    ['sysmonconfig-excludes-only.xml', 22, '1 2 3 4 6 7 8 10 11 12 13 14 15 16 17 18 19 20 21 22 25 26 29 255', ''],
    [
      'sysmonconfig-mde-augment.xml',
      38,
      '1 2 3 4 5 7 8 10 11 12 13 14 15 16 17 18 19 20 21 23 25 26 29 255',
      '1 2 3 5 7 8 10 11 12 13 14 15 17 18 19 20 21 23 26 29',
    ],
  ])('reads what %s writes', (file, filters, written, inPart) => {
    const config = readSysmonConfig(listTexts('config').find(({ name }) => name === file)?.text ?? '');
    if (!config.ok) throw new Error(JSON.stringify(config.issues));
    const { events, counts, schemaVersion, isLinux } = config.value;
    const list = (...kinds: readonly string[]) =>
      events.flatMap(({ id, writes }) => (kinds.includes(writes) ? [id] : [])).join(' ');
    expect([schemaVersion, isLinux, counts]).toEqual(['4.90', false, { filters, understood: filters }]);
    expect([list('all', 'some'), list('some')]).toEqual([written, inPart]);
    expect(config.issues).toEqual([]);
  });
});
