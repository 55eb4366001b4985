import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it, vi } from 'vitest';
import { describePlace } from '../../src/domain/result';
import { describeWithShared, HAS_SHARED, SHARED } from '../shared-data';
import { readAsWorker } from './read-as-worker';

vi.mock('../../workers/shipped-catalogs', async () => (await import('./read-as-worker')).SHIPPED);
vi.mock('../../workers/catalogs', async () => (await import('./read-as-worker')).makeCatalogs());

/** Real files of the kinds that people bring: each is read with counts that add up, or refused with reason and place. */

const FOLDERS = [
  'samples/inventories',
  'samples/layers',
  'samples/stix/misp-events',
  'samples/stix/attack-flow',
  'samples/reports/tram2-mjson',
  'data/smap',
];

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(SHARED, join(entry.parentPath, entry.name)))
    .sort();
}

const files = HAS_SHARED ? FOLDERS.flatMap((folder) => listFiles(join(SHARED, folder))) : [];

describeWithShared('every sample', () => {
  it.each(files)('%s is read or refused', async (file) => {
    const bytes = new Uint8Array(readFileSync(join(SHARED, file)));
    const { result } = await readAsWorker(file.split('/').at(-1) ?? file, bytes);
    for (const { message, place, code } of result.issues) {
      expect(code).toMatch(/^[a-z][a-z0-9-]+$/);
      expect(message).toMatch(/^[\s\S]{10,}[.!?)…]$/);
      expect(describePlace(place)).not.toBe('');
    }
    if (!result.ok) {
      expect(result.issues.some(({ severity }) => severity === 'error')).toBe(true);
      return;
    }
    const { counts, brought } = result.value;
    expect(counts.read).toBeGreaterThan(0);
    expect(counts.kept + counts.reported).toBe(counts.read);
    expect(brought.length).toBeGreaterThan(0);
    // What was left out was said.
    if (counts.reported > 0) expect(result.issues.length).toBeGreaterThan(0);
  });

  it.each(files)('%s is read alike whatever its name', async (file) => {
    const bytes = new Uint8Array(readFileSync(join(SHARED, file)));
    const named = await readAsWorker(file.split('/').at(-1) ?? file, bytes);
    const unnamed = await readAsWorker('unknown', bytes);
    expect(unnamed.format).toBe(named.format);
    expect(unnamed.result.ok).toBe(named.result.ok);
  });
});
