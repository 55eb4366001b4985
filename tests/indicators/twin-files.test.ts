import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findObservables, findValues } from '../../src/domain/indicators/find-observables';
import { normaliseObservable } from '../../src/domain/indicators/normalise-observable';
import type { ObservableType } from '../../src/domain/indicators/observable';
import { describeWithShared, SHARED } from '../shared-data';

const SAMPLES = join(SHARED, 'samples');
const read = (...path: readonly string[]) => readFileSync(join(SAMPLES, ...path), 'utf8');

const STIX_TYPES: Readonly<Record<string, ObservableType>> = {
  'domain-name:value': 'domain',
  'url:value': 'url',
  'ipv4-addr:value': 'ipv4',
  'network-traffic:dst_ref.value': 'ipv4',
  'ipv6-addr:value': 'ipv6',
  'email-addr:value': 'email',
};
const HASHES: Readonly<Record<number, ObservableType>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' };

/** Values of the comparisons in a bundle's patterns, read by a plain expression: not by what is tested. */
function listPatternValues(bundle: string): ReadonlySet<string> {
  const values = new Set<string>();
  for (const { pattern = '' } of JSON.parse(bundle).objects) {
    for (const [, path = '', value = ''] of String(pattern).matchAll(/([\w-]+:[\w.'-]+)\s*=\s*'([^']*)'/g)) {
      const type = path.startsWith('file:hashes') ? HASHES[value.length] : STIX_TYPES[path];
      const observable = type === undefined ? null : normaliseObservable(type, value);
      if (observable !== null) values.add(`${observable.type} ${observable.value}`);
    }
  }
  return values;
}

const COMPARED = new Set<string>([...Object.values(STIX_TYPES), ...Object.values(HASHES)]);
const listFound = (text: string) =>
  new Set(findObservables(text).flatMap(({ type, value }) => (COMPARED.has(type) ? `${type} ${value}` : [])));

function measure(found: ReadonlySet<string>, expected: ReadonlySet<string>) {
  const hits = [...found].filter((value) => expected.has(value)).length;
  return { precision: hits / found.size, recall: hits / expected.size };
}

describeWithShared('lists and the bundles that say the same', () => {
  const names = readdirSync(join(SAMPLES, 'stix', 'talos-pairs')).filter((name) => name.endsWith('.txt'));

  it('agree in all pairs together, to 99 in 100 both ways', () => {
    const [found, expected] = [new Set<string>(), new Set<string>()];
    for (const name of names) {
      for (const value of listFound(read('stix', 'talos-pairs', name))) found.add(`${name} ${value}`);
      const bundle = read('stix', 'talos-pairs', name.replace('.txt', '.json'));
      for (const value of listPatternValues(bundle)) expected.add(`${name} ${value}`);
    }
    const { precision, recall } = measure(found, expected);
    console.info(`talos pairs: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)} of ${expected.size}`);
    for (const value of expected) if (!found.has(value)) console.info('  missed', value);
    for (const value of found) if (!expected.has(value)) console.info('  extra', value);
    expect(expected.size).toBeGreaterThan(600);
    expect(precision).toBeGreaterThanOrEqual(0.99);
    expect(recall).toBeGreaterThanOrEqual(0.99);
  });

  it('have every line of every list, and nothing of lists of packages', () => {
    for (const folder of readdirSync(join(SAMPLES, 'stix', 'amnesty-pairs'))) {
      for (const name of readdirSync(join(SAMPLES, 'stix', 'amnesty-pairs', folder)).filter((one) =>
        /\.txt$/.test(one),
      )) {
        const text = read('stix', 'amnesty-pairs', folder, name);
        const lines = text.split('\n').filter((line) => line.trim() !== '');
        const found = findObservables(text);
        expect(found.length, `${folder}/${name}`).toBe(name.startsWith('package_names') ? 0 : lines.length);
      }
    }
  });
});

describeWithShared('one event in two formats', () => {
  it('gives from its table what the event has', () => {
    const folder = ['stix', 'citizenlab-4formats', '201611_KeyBoy'];
    const event = JSON.parse(read(...folder, 'misp.json'));
    const attributes: { type: string; value: string }[] = (event.Event ?? event.response[0].Event).Attribute;
    const types: Readonly<Record<string, ObservableType>> = {
      'ip-dst': 'ipv4',
      domain: 'domain',
      hostname: 'domain',
      md5: 'md5',
      sha1: 'sha1',
      sha256: 'sha256',
      url: 'url',
    };
    const table = read(...folder, 'iocs.csv');
    const expected = new Set(
      attributes
        .filter(({ value }) => table.includes(`"${value}"`))
        .flatMap(({ type, value }) => {
          const known = types[type];
          const observable = known === undefined ? null : normaliseObservable(known, value);
          return observable === null ? [] : `${observable.type} ${observable.value}`;
        }),
    );
    const { precision, recall } = measure(listFound(table), expected);
    console.info(`KeyBoy: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} of ${expected.size}`);
    expect(recall).toBe(1);
    // Its comments and its rules for YARA name some more.
    expect(precision).toBeGreaterThan(0.8);
  });
});

describeWithShared('defanged forms', () => {
  it('are read, all that are valid', () => {
    const lines = read('indicators', 'defang', 'valid.txt').split('\n').slice(0, -1);
    const missed = lines.filter((line) => /[a-z.]/i.test(line) && findValues(line).length === 0);
    expect(missed).toEqual([]);
  });

  it('and none that are not, but a network, which is one', () => {
    const lines = read('indicators', 'defang', 'invalid.txt').split('\n');
    const found = lines.flatMap((line) => findValues(line).map(({ value }) => value));
    expect(found).toEqual(['100.20.30.0/24']);
  });
});

describeWithShared('articles', () => {
  const folder = join(SAMPLES, 'reports', 'annoctr-text');
  const texts = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

  it('give every defanged value, and no plain link of the publisher', () => {
    let [defanged, links] = [0, 0];
    for (const { name, text } of texts) {
      const found = findObservables(text);
      for (const { 0: mark, index } of text.matchAll(/\[\.\]|hxxps?:/gi)) {
        defanged++;
        const covered = found.some(({ start, end }) => start <= index && index + mark.length <= end);
        expect(covered, `${name} ${index} ${text.slice(Math.max(0, index - 30), index + 30)}`).toBe(true);
      }
      for (const { written } of found) if (/^https?:\/\/[^[\]]*$/.test(written)) links++;
    }
    console.info(`articles: ${defanged} defanged marks covered, ${links} plain links taken`);
    expect(defanged).toBeGreaterThan(100);
    expect(links).toBe(0);
  });

  it('of a table in AsciiDoc give every hash', () => {
    const text = read('reports', 'eset-adoc', 'machete-README.adoc');
    const expected = new Set([...text.matchAll(/`([\dA-F]{40})`/g)].map(([, hash = '']) => hash.toLowerCase()));
    const found = new Set(findObservables(text).flatMap(({ type, value }) => (type === 'sha1' ? value : [])));
    expect(found).toEqual(expected);
    const domains = findObservables(text).filter(({ type }) => type === 'domain' || type === 'url');
    for (const { written } of domains) expect(written).not.toContain('welivesecurity');
  });
});
