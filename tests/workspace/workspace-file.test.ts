import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_CONTENT, type WorkspaceContent } from '../../src/domain/workspace/content';
import { fromPlain, toPlain } from '../../src/domain/workspace/plain-value';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import {
  readWorkspaceFile,
  WORKSPACE_FORMAT,
  type WorkspaceFile,
  writeWorkspaceFile,
} from '../../src/formats/workspace-file';
import { ESTATE } from '../exports/demonstration-subject';
import { content } from './made-up-content';

function fileOf({ inventory, ...rest }: WorkspaceContent, change: Partial<WorkspaceFile> = {}): WorkspaceFile {
  return {
    at: '2026-11-24T10:00:00.000Z',
    workspace: 'own',
    tables: { ...inventory, ...rest, receipts: [], columns: [] } as WorkspaceFile['tables'],
    releases: {},
    preferences: {},
    ...change,
  };
}

const SAMPLE = writeWorkspaceFile(fileOf({ ...EMPTY_CONTENT, inventory: ESTATE }));
const readSound = (text: string) => {
  const result = readWorkspaceFile(text);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result;
};
const codesOf = ({ issues }: { readonly issues: readonly { readonly code: string }[] }) =>
  issues.map(({ code }) => code);

describe('a backup', () => {
  it('is read as it was written, whatever stands in it', () => {
    fc.assert(
      fc.property(content, (made) => {
        const { value, issues } = readSound(writeWorkspaceFile(fileOf(made)));
        expect(issues).toEqual([]);
        expect(value.content).toStrictEqual(made);
        expect(value.counts.rejected).toBe(0);
      }),
      { numRuns: 60 },
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('keeps what JSON has no word for, and tells missing from undefined', () => {
    const odd = {
      tables: [
        undefined,
        null,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        -0,
        { a: undefined },
        {},
        { '~': 1 },
        { '~': { '~': 'x' } },
      ],
      bytes: new Uint8Array([1, 2, 255]).buffer,
      part: new Uint8Array([9, 8, 7, 6]).subarray(1, 3),
      floats: new Float32Array([0.5, -1]),
      day: new Date(0),
    };
    const read = fromPlain(JSON.parse(JSON.stringify(toPlain(odd)))) as typeof odd;
    expect(read).toStrictEqual(odd);
    expect(Object.is(read.tables[4], -0)).toBe(true);
    expect(Object.hasOwn(read.tables[5] as object, 'a')).toBe(true);
    expect(Object.hasOwn(read.tables[6] as object, 'a')).toBe(false);
  });

  it('keeps releases with their bytes, preferences, and tables that are no content', () => {
    const packed = crypto.getRandomValues(new Uint8Array(50_000)).buffer;
    const file = fileOf(EMPTY_CONTENT, {
      releases: { catalogs: [{ id: 'enterprise-attack@15.1', packed }], prose: [{ id: 'x', packed }] },
      preferences: { lens: 'smap' },
      tables: { receipts: [{ id: 'r' }], unheardOf: [{ id: 1 }] },
    });
    const { value } = readSound(writeWorkspaceFile(file));
    expect(value.releases).toStrictEqual(file.releases);
    expect(value.preferences).toEqual(file.preferences);
    expect(value.otherTables).toEqual(file.tables);
  });

  it('is recognised by content, packed or not, and is small', () => {
    const bytes = new TextEncoder().encode(SAMPLE);
    expect(sniffFormat(makeProbe('x', bytes.length, bytes.subarray(0, 16_384)))).toMatchObject({
      value: 'vedette-workspace',
    });
    const packed = gzipSync(SAMPLE);
    expect(packed.length).toBeLessThan(SAMPLE.length / 3);
    expect(gunzipSync(packed).toString()).toBe(SAMPLE);
  });
});

describe('a backup that is not as it was written', () => {
  it('is told from a sound one, and still read', () => {
    const result = readSound(SAMPLE.replace('"hosts":', '"hosts" : '));
    expect(codesOf(result)).toEqual([]);
    const altered = SAMPLE.replace(/"name":"[^"]+"/, '"name":"Other"');
    expect(codesOf(readSound(altered))).toEqual(['workspace-altered']);
  });

  it.each([
    ['', 'json-truncated'],
    [SAMPLE.slice(0, 5000), 'json-truncated'],
    ['{"vedette":"layer"}', 'no-workspace'],
    ['[]', 'no-workspace'],
    ['{"vedette":"workspace","content":{}}', 'workspace-format-missing'],
    ['{"vedette":"workspace","format":"1","content":{}}', 'workspace-format-missing'],
    [`{"vedette":"workspace","format":${WORKSPACE_FORMAT + 1},"content":{}}`, 'workspace-newer'],
    ['{"vedette":"workspace","format":1}', 'workspace-empty'],
    [`{"vedette":"workspace","format":1,"content":${'['.repeat(3000)}${']'.repeat(3000)}}`, 'workspace-empty'],
    [
      `{"vedette":"workspace","format":1,"content":{"tables":${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}}}`,
      'workspace-too-deep',
    ],
  ])('is refused with a reason: %#', (text, code) => {
    const result = readWorkspaceFile(text);
    expect(result.ok).toBe(false);
    expect(codesOf(result)).toEqual([code]);
  });

  it('loses only the records that are wrong, each with its place', () => {
    const groups = [
      ESTATE.groups[0],
      { ...ESTATE.groups[1], kind: 'castle' },
      null,
      { ...ESTATE.groups[2], hosts: '7' },
      { id: 'x' },
      ESTATE.groups[0],
      JSON.parse('{"__proto__": {"id": "y"}, "id": 5}'),
    ];
    const text = writeWorkspaceFile(
      fileOf(EMPTY_CONTENT, { tables: { groups, deployments: 'none' as unknown as [] } }),
    );
    const result = readSound(text);
    expect(result.value.content.inventory.groups).toEqual([ESTATE.groups[0]]);
    expect(result.value.counts).toEqual({ read: 7, rejected: 6 });
    expect(result.issues.map(({ code, place }) => [code, place.kind === 'path' ? place.path : ''])).toEqual([
      ['table-wrong', 'tables.deployments'],
      ['field-wrong', 'tables.groups[1].kind'],
      ['field-wrong', 'tables.groups[2]'],
      ['field-wrong', 'tables.groups[3].hosts'],
      ['field-missing', 'tables.groups[4].name'],
      ['record-twice', 'tables.groups[5]'],
      ['field-wrong', 'tables.groups[6].id'],
    ]);
  });
});
