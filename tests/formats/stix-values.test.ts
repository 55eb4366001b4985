import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { normaliseObservable } from '../../src/domain/indicators/normalise-observable';
import type { CollectedObservable } from '../../src/domain/threats/threat-report';
import { readStixReport } from '../../src/formats/stix/stix-report';
import { describeWithShared, SHARED } from '../shared-data';

/** Of every value read from patterns and observables: what the same words would give in prose. */
function differing(observables: readonly CollectedObservable[]): readonly string[] {
  return observables.flatMap(({ type, value, written }) => {
    const inProse = normaliseObservable(type, written);
    // Pieces of paths, keys without a hive: no value of prose, kept as they are written.
    return inProse === null || inProse.value === value ? [] : [`${written}: ${value}, in prose ${inProse.value}`];
  });
}

const indicator = (at: number, pattern: string) => ({
  type: 'indicator',
  spec_version: '2.1',
  id: `indicator--10000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  created: '2026-01-01T00:00:00Z',
  modified: '2026-01-01T00:00:00Z',
  name: `Made up ${at}`,
  description: 'Made up.',
  pattern,
  pattern_type: 'stix',
  valid_from: '2026-01-01T00:00:00Z',
});

it.each([
  ["[ipv6-addr:value = '2001:0DB8:0:0:0:0:0:1']", 'ipv6 2001:db8::1'],
  ["[ipv4-addr:value = '192.0.2.7/24']", 'cidr 192.0.2.0/24'],
  ["[domain-name:value = 'Bücher.Example.org']", 'domain xn--bcher-kva.example.org'],
  ["[domain-name:value = '192.0.2.7']", 'ipv4 192.0.2.7'],
  ["[url:value = 'HTTP://Evil.Example.org:80/a/../b']", 'url http://evil.example.org/b'],
  ["[url:value = 'https://evil.example.org/a?b=c%20d']", 'url https://evil.example.org/a?b=c%20d'],
  ["[windows-registry-key:key = 'HKLM\\\\Software\\\\A']", 'registry-key hkey_local_machine\\software\\a'],
  ["[windows-registry-key:key = 'Software\\\\A']", 'registry-key software\\a'],
  ["[file:name = 'Setup.EXE']", 'file-name setup.exe'],
  ['[autonomous-system:number = 64500]', 'as-number AS64500'],
])('%s is %s, as in prose', (pattern, expected) => {
  const bundle = {
    type: 'bundle',
    id: 'bundle--10000000-0000-4000-8000-000000000000',
    objects: [indicator(1, pattern)],
  };
  const report = readStixReport(JSON.stringify(bundle));
  const observables = report.ok ? report.value.report.content.observables : [];
  expect(observables.map(({ type, value }) => `${type} ${value}`)).toEqual([expected]);
});

describeWithShared('values of real bundles', () => {
  it('are those that prose gives', { timeout: 60_000 }, () => {
    const folder = join(SHARED, 'samples', 'stix');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    let values = 0;
    for (const name of files) {
      const report = readStixReport(readFileSync(join(folder, name), 'utf8'));
      if (!report.ok) continue;
      const { observables } = report.value.report.content;
      values += observables.length;
      expect(differing(observables), name).toEqual([]);
    }
    expect(values).toBeGreaterThan(1000);
  });
});
