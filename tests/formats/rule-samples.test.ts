import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isNoRule } from '../../src/formats/rule-draft';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { makeRuleCollector } from '../../src/formats/rule-files';
import { readRuleTable } from '../../src/formats/rule-table';
import { readSysmonConfig } from '../../src/formats/sysmon-config';
import { decodeText } from '../../src/formats/text-decoding';
import { describeWithShared, SHARED } from '../shared-data';

const SAMPLES = join(SHARED, 'samples', 'inventories');

function files(folder: string): readonly { readonly name: string; readonly bytes: Uint8Array; readonly text: string }[] {
  return readdirSync(join(SAMPLES, folder)).map((name) => {
    const bytes = new Uint8Array(readFileSync(join(SAMPLES, folder, name)));
    const text = decodeText(bytes);
    return { name, bytes, text: text.ok ? text.value : '' };
  });
}

function recognise({ bytes }: { readonly bytes: Uint8Array }): string {
  const format = sniffFormat(makeProbe('unknown', bytes.length, bytes.subarray(0, 65_536)));
  return format.ok ? format.value : (format.issues[0]?.message ?? '');
}

describeWithShared('samples of rules and mappings', () => {
  it.each([
    ['sigma', 'sigma-rules', 18],
    ['panther', 'panther-rules', 10],
  ] as const)('reads every file in %s, and names it right', (folder, format, count) => {
    const all = files(folder);
    expect(all.map(recognise)).toEqual(all.map(() => format));
    const collector = makeRuleCollector();
    for (const { name, text } of all) collector.addYaml(text, name, null);
    const { rules, issues, counts } = collector.finish();
    expect(rules).toHaveLength(count);
    expect(counts).toEqual({ read: count, repeated: 0, leftOut: 0 });
    expect(issues).toEqual([]);
    console.log(rules.map(({ id, name, techniqueIds, logSource, status, level }) => [id, name, techniqueIds.join(), JSON.stringify(logSource), status, level].join(' | ')).join('\n'));
  });

  it('config', () => {
    for (const f of files('config')) {
      console.log(f.name, recognise(f));
      const r = readSysmonConfig(f.text);
      console.log(r.ok ? r.value.events.map((e) => `${e.id}:${e.writes}/${e.why}`).join(' ') + JSON.stringify(r.value.counts) + r.value.isLinux : r.issues, r.issues);
    }
    for (const folder of ['car', 'atomic', 'dettectinator', 'dettect']) for (const f of files(folder)) console.log(folder, f.name, recognise(f));
    console.log(readRuleTable(files('dettectinator')[0]?.text ?? '', 'x.csv'));
    void isNoRule;
  });
});
