import { describe, expect, it } from 'vitest';
import { readRuleArchive } from '../../src/formats/rule-archive';
import { bundleRuleFiles } from '../../src/state/bundle-files';

const rule = (id: string) => `title: ${id}\nid: ${id}\nlogsource: {product: x}\ndetection: {a: {b: 1}, condition: a}\n`;
const drop = (path: string, text: string) => ({ path, file: new File([text], path.split('/').at(-1) ?? path) });

describe('bundleRuleFiles', () => {
  it('makes one archive of a folder of rules, which reads back with the paths', async () => {
    const paths = ['a', 'b', 'c', 'd', 'e', `${'long/'.repeat(40)}ä`].map((name) => `rules/${name}.yml`);
    const files = await bundleRuleFiles([
      ...paths.map((path, at) => drop(path, rule(`${at}`))),
      drop('table.csv', 'x'),
    ]);
    expect(files.map(({ name }) => name)).toEqual(['6 files.tar', 'table.csv']);
    const reading = readRuleArchive(new Uint8Array((await files[0]?.arrayBuffer()) ?? new ArrayBuffer(0)));
    if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
    expect(reading.value.rules.map(({ fileName }) => fileName)).toEqual(paths);
    expect(reading.value.issues).toEqual([]);
  });

  it('leaves a few files alone, and what is no rules', async () => {
    const files = ['a.yml', 'b.yml', 'c.csv'].map((path) => drop(path, 'x'));
    expect(await bundleRuleFiles(files)).toEqual(files.map(({ file }) => file));
    const groups = Array.from({ length: 8 }, (_, at) =>
      drop(`${at}.yaml`, 'version: 1.0\nfile_type: group-administration\n'),
    );
    expect(await bundleRuleFiles(groups)).toEqual(groups.map(({ file }) => file));
  });
});
