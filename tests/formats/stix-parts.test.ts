import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cutBundle } from '../../src/formats/stix/stix-parts';
import { readInParts, readStixContent, readStixReport } from '../../src/formats/stix/stix-report';
import { makeUpStixBundle } from '../bench/made-up-stix';
import { describeWithShared, SHARED } from '../shared-data';
import { makeObject, makeTechnique, makeUse, uuid } from './made-up-stix-objects';

/** What reading in parts of this many characters gives; `null`: it is left to reading the whole. */
function readCut(text: string, part: number) {
  const cut = cutBundle(text, part);
  return cut === null ? null : readInParts(cut);
}

const pattern = (at: number) => ({
  name: `Indicator ${at}`,
  pattern: `[domain-name:value = 'host-${at}.example.org' OR url:value = 'https://host-${at}.example.org/']`,
  pattern_type: 'stix',
  valid_from: '2026-01-01T00:00:00Z',
  labels: at === 3 ? ['misp-galaxy:mitre-attack-pattern="Phishing - T1566"'] : ['tlp:amber'],
});
const group = makeObject('intrusion-set', 90, { name: 'Example Bear', aliases: ['EB'] });
const technique = makeTechnique(91, 'T1059');
const objects = [
  ...Array.from({ length: 12 }, (_, at) => makeObject('indicator', at, pattern(at))),
  group,
  technique,
  makeUse(92, group, technique, 'uses', { description: 'They type.' }),
  makeObject('sighting', 93, { sighting_of_ref: `indicator--${uuid(5)}`, count: 2 }),
];
const bundle = (content: readonly unknown[], after: object = {}) => ({
  type: 'bundle',
  id: `bundle--${uuid(0)}`,
  objects: content,
  ...after,
});

describe('a bundle that is cut', () => {
  it.each([
    ['in one line', JSON.stringify(bundle(objects))],
    ['indented', JSON.stringify(bundle(objects), null, 2)],
    ['with a blank after each comma', JSON.stringify(bundle(objects)).replaceAll('},{', '}, {')],
    ['of version 2.0, said after the objects', JSON.stringify(bundle(objects, { spec_version: '2.0' }))],
  ])('%s reads as the whole does', (_, text) => {
    const read = readCut(text, 300);
    expect(read?.ok && read.value.report.content.observables).toHaveLength(24);
    expect(read).toEqual(readStixContent(JSON.parse(text)));
  });

  it('is not cut within an object that has a list of objects which begin alike, nor within a text', () => {
    const inner = Array.from({ length: 9 }, (_, at) => ({ type: `kind-${at}`, text: 'a'.repeat(60) }));
    const text = 'He wrote },{"type" and }, {"type" and ]} again. '.repeat(9);
    const content = objects.map((object) => ({ ...object, x_inner: inner, description: text }));
    const whole = JSON.stringify(bundle(content));
    for (const part of [50, 300, 900, 2000]) expect(readCut(whole, part)).toEqual(readStixContent(JSON.parse(whole)));
  });

  it('may have objects twice, or an earlier version of them later', () => {
    const earlier = { ...technique, modified: '2026-02-01T00:00:00.000Z', name: 'Not yet renamed' };
    const text = JSON.stringify(bundle([...objects, technique, group, earlier]));
    const read = readCut(text, 300);
    expect(read?.issues.filter(({ code }) => code === 'stix-older-version')).toHaveLength(3);
    expect(read).toEqual(readStixContent(JSON.parse(text)));
  });

  it.each([
    ['indicator', { ...objects[2], pattern: "[url:value = 'https://b.example/']" }],
    ['technique', { ...technique, name: 'Renamed' }],
  ])('is left to the whole where a later version of the %s follows', (_, object) => {
    const later = { ...object, modified: '2026-04-01T00:00:00.000Z' };
    for (const content of [
      [...objects, later],
      [object, later, ...objects],
    ]) {
      const text = JSON.stringify(bundle(content));
      expect(cutBundle(text, 300)).not.toBeNull();
      expect(readCut(text, 300)).toBeNull();
    }
  });

  it('is left to the whole where an indicator comes twice', () => {
    const text = JSON.stringify(bundle([...objects, objects[2]]));
    expect(readCut(text, 300)).toBeNull();
    expect(readStixContent(JSON.parse(text)).issues.map(({ code }) => code)).toContain('stix-older-version');
  });

  it('is left to the whole where it may be a release', () => {
    expect(readCut(JSON.stringify(bundle([...objects, makeObject('x-mitre-matrix', 80)])), 300)).toBeNull();
  });

  it('is left to the whole where it is malformed, or has two lists of objects', () => {
    const text = JSON.stringify(bundle(objects));
    const broken = text.replace('"Indicator 4"', '"Indicator 4');
    const cut = cutBundle(broken, 300);
    expect(cut !== null && readInParts(cut)).toBeNull();
    expect(readCut(text.replace(/\}$/, ',"objects":[]}'), 300)).toBeNull();
    expect(readCut(text.slice(0, -40), 300)).toBeNull();
    expect(readCut('[{"type":"indicator"}]'.repeat(200), 300)).toBeNull();
  });

  it('of thousands of objects reads as the whole does', () => {
    const text = makeUpStixBundle(3000, 4);
    const read = readStixReport(text);
    expect(readCut(text, 256_000)).toEqual(read);
    expect(read).toEqual(readStixContent(JSON.parse(text)));
  });
});

describeWithShared('real bundles that are cut', () => {
  const folder = join(SHARED, 'samples', 'stix');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));

  it('read as the whole does', () => {
    let cut = 0;
    for (const name of names) {
      const text = readFileSync(join(folder, name), 'utf8');
      for (const part of [200, 1500]) {
        const read = readCut(text, part);
        if (read === null) continue;
        cut++;
        expect(read, name).toEqual(readStixContent(JSON.parse(text)));
      }
    }
    expect(cut).toBeGreaterThan(names.length / 4);
  });
});
