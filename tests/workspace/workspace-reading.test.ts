import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { EMPTY_CONTENT, type WorkspaceContent } from '../../src/domain/workspace/content';
import { DEFAULT_RESTORE, type RestoreChoice } from '../../src/domain/workspace/restore';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { openFileSource } from '../../workers/file-source';
import type { Reading } from '../../workers/readings/reading';
import { readWorkspace } from '../../workers/readings/workspace-reading';
import { makeGroup } from '../coverage/made-up-estate';
import { makeReadingContext } from '../reading-context';

vi.mock('../../workers/shipped-catalogs', () => ({ SHIPPED_CATALOGS: [], SENSOR_LIBRARY_URL: '' }));

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'workspace-file');

async function read(name: string, here: WorkspaceContent = EMPTY_CONTENT, restore?: RestoreChoice) {
  const source = await openFileSource(
    new File([new Uint8Array(readFileSync(join(FOLDER, name)))], 'unknown'),
    () => undefined,
  );
  expect(sniffFormat(makeProbe(source.name, source.size, source.head))).toMatchObject({
    ok: true,
    value: 'vedette-workspace',
  });
  return readWorkspace(source, makeReadingContext(here, restore === undefined ? {} : { restore }));
}

function restored({ effect }: Reading, here: WorkspaceContent): WorkspaceContent {
  if (effect.kind !== 'step' || effect.step.of !== 'content') throw new Error('no step');
  return effect.step.run(here);
}

describe('a backup as a file', () => {
  it.each(['format-1.json', 'bom-crlf-pretty.json', 'utf16le.json', 'packed.json.gz'])(
    'is read, whatever was done to it: %s',
    async (name) => {
      const result = await read(name);
      if (!result.ok) throw new Error(JSON.stringify(result.issues));
      expect(result.issues.filter(({ severity }) => severity !== 'note')).toEqual([]);
      const { counts, brought, detail } = result.value;
      expect(counts).toEqual({ unit: 'records', read: 10, kept: 10, reported: 0 });
      expect(brought).toContain('2 new deployments');
      if (detail.kind !== 'workspace') throw new Error(detail.kind);
      const lines = [...detail.parts, ...detail.beside].reduce((sum, { inFile }) => sum + inFile, 0);
      expect(lines).toBe(counts.kept);
      const numbers = brought.map((line) => Number(/^\d+/.exec(line)?.[0] ?? 0));
      expect(numbers.reduce((sum, count) => sum + count, 0)).toBe(counts.kept);
      expect(brought).toContain('ATT&CK ics-attack 15.1');
      expect(detail).toMatchObject({
        kind: 'workspace',
        choice: DEFAULT_RESTORE,
        releases: [{ id: 'ics-attack@15.1', isHere: false }],
      });
      const content = restored(result.value, EMPTY_CONTENT);
      expect(content.inventory.groups[0]?.name).toBe('Müllerei – 工場');
      expect(content.layers[0]?.rest).toEqual({ 'x-own': [1, null] });
      expect(content.documents[0]?.text).toBe('version: 1.1\r\n');
    },
  );

  it('shows what replacing would take away, and brings its choices only then', async () => {
    const here = {
      ...EMPTY_CONTENT,
      inventory: { ...EMPTY_CONTENT.inventory, groups: [makeGroup('H'), makeGroup('G', { name: 'Other' })] },
    };
    const added = await read('format-1.json', here);
    const replaced = await read('format-1.json', here, { mode: 'replace', conflicts: 'file' });
    if (
      !added.ok ||
      !replaced.ok ||
      added.value.detail.kind !== 'workspace' ||
      replaced.value.detail.kind !== 'workspace'
    )
      throw new Error();
    expect(added.value.detail.preferences).toEqual({});
    expect(replaced.value.detail.preferences).toEqual({ catalog: 'enterprise-attack@18.1', lens: 'smap' });
    expect(replaced.value.detail.parts[0]).toMatchObject({
      part: 'groups',
      here: 2,
      onlyHere: 1,
      conflicts: 1,
      afterwards: 1,
    });
    expect(restored(added.value, here).inventory.groups.map(({ name }) => name)).toEqual(['H', 'Other']);
    expect(restored(replaced.value, here).inventory.groups.map(({ name }) => name)).toEqual(['Müllerei – 工場']);
  });

  it('says of a record that was damaged where it stands, and keeps the others', async () => {
    const result = await read('altered.json');
    expect(result.issues.map(({ code }) => code)).toEqual(['workspace-altered', 'field-wrong']);
    expect(result.ok && result.value.counts).toEqual({ unit: 'records', read: 10, kept: 9, reported: 1 });
  });

  it.each([
    ['truncated.json', 'json-truncated'],
    ['newer.json', 'workspace-newer'],
  ])('is refused with a reason: %s', async (name, code) => {
    const result = await read(name);
    expect(result.ok).toBe(false);
    expect(result.issues.map((each) => each.code)).toEqual([code]);
  });

  it('breaks off where the gzip does', async () => {
    await expect(read('truncated.json.gz')).rejects.toThrow();
  });
});
