import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { describeWithShared, HAS_SHARED, SHARED } from '../shared-data';
import { readAsWorker } from './read-as-worker';

vi.mock('../../workers/shipped-catalogs', async () => (await import('./read-as-worker')).SHIPPED);
vi.mock('../../workers/catalogs', async () => (await import('./read-as-worker')).makeCatalogs());

/** Broken and hostile files: whatever happens is a `Result`, soon, and prototypes stay clean. */

const encode = (text: string) => new TextEncoder().encode(text);
const MEBIBYTE = 1024 * 1024;
/** A machine with other work on it; a reader that hangs takes minutes. */
const SOON = 20_000;

async function readSoon(name: string, bytes: Uint8Array<ArrayBuffer>) {
  const began = performance.now();
  const read = await readAsWorker(name, bytes).catch((error: unknown) => describeFileError(error));
  expect(performance.now() - began).toBeLessThan(SOON);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  return read;
}

/** What the import worker tells of as an issue: the archive was damaged or unfolds too far. Anything else is a bug. */
function describeFileError(error: unknown) {
  if (error instanceof Error && /compress|gzip|unfolds|Z_|incorrect|unexpected end/i.test(String(error))) return null;
  throw error;
}

const HOSTILE: readonly (readonly [what: string, name: string, make: () => Uint8Array<ArrayBuffer>])[] = [
  ['one line of 100 MB', 'inventory.csv', () => encode(`sensor,group\n${'a'.repeat(100 * MEBIBYTE)}`)],
  [
    'one JSON string of 100 MB',
    'layer.json',
    () => encode(`{"versions":{"layer":"4.5"},"domain":"enterprise-attack","name":"${'a'.repeat(100 * MEBIBYTE)}`),
  ],
  [
    '100,000 nested lists',
    'layer.json',
    () => encode(`{"versions":{"layer":"4.5"},"domain":"enterprise-attack","techniques":${'['.repeat(100_000)}`),
  ],
  [
    'prototype keys in a layer',
    'layer.json',
    () =>
      encode(
        '{"versions":{"layer":"4.5"},"domain":"enterprise-attack","name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"techniques":[{"techniqueID":"T1059","__proto__":{"polluted":1}}]}',
      ),
  ],
  [
    'a billion laughs in YAML',
    'data-sources.yaml',
    () => {
      const levels = Array.from(
        { length: 30 },
        (_, n) =>
          `a${n}: &a${n} [${Array(9)
            .fill(n === 0 ? 'lol' : `*a${n - 1}`)
            .join(', ')}]`,
      );
      return encode(`version: 1.1\nfile_type: data-source-administration\n${levels.join('\n')}\n`);
    },
  ],
  [
    'prototype keys in YAML',
    'rule.yml',
    () =>
      encode(
        'title: x\nlogsource:\n  product: windows\n__proto__:\n  polluted: 1\ndetection:\n  __proto__: {polluted: 1}\n',
      ),
  ],
  [
    'ten megabytes of YAML brackets',
    'rule.yml',
    () => encode(`title: x\nlogsource:\n  product: windows\ndetection: ${'['.repeat(10 * MEBIBYTE)}`),
  ],
  [
    'a gzip that unfolds a thousandfold',
    'layer.json.gz',
    () => new Uint8Array(gzipSync(Buffer.alloc(200 * MEBIBYTE, 32))),
  ],
  [
    'entities that unfold in XML',
    'sysmon.xml',
    () =>
      encode(
        `<?xml version="1.0"?><!DOCTYPE l [${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${n === 0 ? 'lol' : `&a${n - 1};`.repeat(10)}">`).join('')}]><Sysmon schemaversion="4.50"><EventFiltering><ProcessCreate onmatch="include"><Image>&a19;</Image></ProcessCreate></EventFiltering></Sysmon>`,
      ),
  ],
];

describe('hostile files', () => {
  it.each(HOSTILE)('%s', { timeout: 60_000 }, async (_, name, make) => {
    const read = await readSoon(name, make());
    if (read === null || !read.result.ok) return;
    const { counts } = read.result.value;
    expect(counts.kept + counts.reported).toBe(counts.read);
  });
});

/** Real files, broken in ways that files get broken. */
const FOLDERS = [
  'samples/inventories/dettect',
  'samples/inventories/sigma',
  'samples/layers',
  'samples/inventories/config',
  'data/smap/stix',
  'data/smap/csv',
];
const samples = HAS_SHARED
  ? FOLDERS.flatMap((folder) =>
      readdirSync(join(SHARED, folder))
        .slice(0, 3)
        .map((name) => join(folder, name)),
    )
  : [];

const DAMAGES: readonly (readonly [how: string, damage: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>])[] = [
  ['cut in the middle', (bytes) => bytes.slice(0, bytes.length >> 1)],
  ['cut near its end', (bytes) => bytes.slice(0, Math.max(1, bytes.length - 7))],
  ['with zero bytes', (bytes) => bytes.map((byte, at) => (at % 997 === 0 ? 0 : byte)) as Uint8Array<ArrayBuffer>],
  [
    'with noise',
    (bytes) => bytes.map((byte, at) => (at % 401 === 400 ? (byte * 31 + at) & 255 : byte)) as Uint8Array<ArrayBuffer>,
  ],
  ['as UTF-16', (bytes) => new Uint8Array(Buffer.from(`\ufeff${Buffer.from(bytes).toString('utf8')}`, 'utf16le'))],
  ['with every quote doubled', (bytes) => encode(Buffer.from(bytes).toString('utf8').replaceAll('"', '""'))],
];

describeWithShared('damaged files', () => {
  it.each(samples.flatMap((file) => DAMAGES.map(([how, damage]) => [file, how, damage] as const)))(
    '%s, %s',
    { timeout: 60_000 },
    async (file, _, damage) => {
      const read = await readSoon('unknown', damage(new Uint8Array(readFileSync(join(SHARED, file)))));
      if (read === null || !read.result.ok) return;
      const { counts } = read.result.value;
      expect(counts.kept + counts.reported).toBe(counts.read);
    },
  );
});
