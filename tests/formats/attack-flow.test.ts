import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAttackFlow } from '../../src/formats/attack-flow/attack-flow';
import { describeWithShared, SHARED } from '../shared-data';
import { type FlowReading, readFlow as read, steps, told } from './read-flow';

const bundle = (...objects: unknown[]) => ({ type: 'bundle', id: 'bundle--1', objects });
const flow = (more: object = {}) => ({ type: 'attack-flow', id: 'flow', name: 'Made up', ...more });
const action = (id: string, more: object = {}) => ({ type: 'attack-action', id, name: `Step ${id}`, ...more });

describe('the STIX form', () => {
  it('orders actions through conditions, operators and assets', () => {
    const reading = read(
      bundle(
        action('d', { technique_id: 'T1486' }),
        action('a', {
          technique_id: 'T1566.001',
          tactic_id: 'TA0001',
          description: 'By mail.',
          effect_refs: ['cond'],
          asset_refs: ['asset'],
        }),
        {
          type: 'attack-condition',
          id: 'cond',
          description: 'Macros are on',
          on_true_refs: ['b'],
          on_false_refs: ['c'],
        },
        action('c', { technique_id: 'T1204', effect_refs: ['op'] }),
        action('b', { technique_id: 'T1059.001', effect_refs: ['op'] }),
        { type: 'attack-operator', id: 'op', operator: 'OR', effect_refs: ['d'] },
        { type: 'attack-asset', id: 'asset', name: 'Mailbox' },
        flow({
          start_refs: ['a'],
          created: '2026-02-03T10:00:00Z',
          created_by_ref: 'who',
          object_marking_refs: ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'],
        }),
        { type: 'identity', id: 'who', name: 'Made-up CERT' },
      ),
    );
    expect(steps(reading)).toEqual(['T1566.001', 'T1204', 'T1059.001', 'T1486']);
    expect(reading.statements.find(({ order }) => order === 1)).toMatchObject({
      tactic: 'initial-access',
      passage: 'By mail.',
      place: 'objects[1]',
    });
    expect(reading.report).toMatchObject({
      name: 'Made up',
      publisher: 'Made-up CERT',
      published: '2026-02-03',
      marking: 'amber',
    });
    expect(reading.subjects).toEqual([
      { kind: 'flow', name: 'Made up', attackId: '', place: 'objects[7]', aliases: [], statements: [0, 1, 2, 3] },
    ]);
    expect(reading.text).toContain('Macros are on');
    expect(reading.counts).toEqual({ unit: 'objects', read: 9, kept: 9, reported: 0 });
    expect(reading.issues).toEqual([]);
  });

  it.each([
    [{ technique_id: 't1059.001\n' }, 'T1059.001'],
    [{ technique_id: 'T1218/011' }, 'T1218.011'],
    [{ technique_id: '1598.003' }, 'T1598.003'],
    [{ technique_id: 'N/A' }, 'Step x'],
    [{ technique_id: null, tactic_id: 'T1003.001' }, 'T1003.001'],
    [{ technique_id: 'T1059 PowerShell' }, 'T1059'],
    [{ name: 'T1133: External Remote Services' }, 'T1133'],
    [{ name: 'N/A', technique_id: 'T1133' }, 'T1133'],
    [{ technique_ref: 'pattern' }, 'T1190'],
    [{ technique_id: 'T1059.001', technique_ref: 'pattern' }, 'T1059.001'],
  ])('finds the technique of %j', (more, expected) => {
    const pattern = {
      type: 'attack-pattern',
      id: 'pattern',
      name: 'P',
      external_references: [{ source_name: 'mitre-attack', external_id: 'T1190' }],
    };
    const others = 'technique_ref' in more ? [pattern] : [];
    expect(steps(read(bundle(flow(), action('x', more), ...others)))).toEqual([expected]);
  });

  it('says what it mended, missed and left out, each with its path', () => {
    const reading = read(
      bundle(
        flow(),
        action('x', { technique_id: '1598.003', effect_refs: ['nowhere'] }),
        action('y', { name: 'N/A', technique_id: 'N/A', description: 'Words stay.' }),
        { type: 'x-strange', id: 's' },
        'nonsense',
        { type: 'tool', id: 't' },
        { type: 'ipv4-addr', id: 'v', value: 'none' },
      ),
    );
    expect(told(reading)).toEqual([
      'report-part-unreadable objects[4]',
      'attack-flow-dangling objects[1].effect_refs[0]',
      'attack-flow-technique-unreadable objects[1].technique_id',
      'attack-flow-action-unnamed objects[2]',
      'attack-flow-object-not-read objects[3]',
      'attack-flow-object-unnamed objects[5]',
      'attack-flow-value-unreadable objects[6]',
    ]);
    expect(reading.counts).toEqual({ unit: 'objects', read: 7, kept: 2, reported: 5 });
    expect(reading.text).toContain('Words stay.');
  });

  it('tells several flows apart by what their starts lead to', () => {
    const reading = read(
      bundle(
        flow({ start_refs: ['a'] }),
        { ...flow({ start_refs: ['b'] }), id: 'flow-2', name: 'Other' },
        action('a', { technique_id: 'T1001', effect_refs: ['shared'] }),
        action('b', { technique_id: 'T1002', effect_refs: ['shared'] }),
        action('shared', { technique_id: 'T1003' }),
      ),
    );
    expect(reading.subjects.map(({ name, statements }) => [name, statements])).toEqual([
      ['Made up', [0, 2]],
      ['Other', [1, 2]],
    ]);
  });

  it('reads patterns of their own, and sightings', () => {
    const reading = read(
      bundle(
        flow(),
        {
          type: 'intrusion-set',
          id: 'g',
          name: 'Bear',
          external_references: [{ source_name: 'mitre-attack', external_id: 'G0999' }],
        },
        { type: 'attack-pattern', id: 'p', name: 'Spearphishing Link', description: 'By mail.' },
        { type: 'relationship', id: 'r', relationship_type: 'uses', source_ref: 'g', target_ref: 'p' },
        { type: 'sighting', id: 's', sighting_of_ref: 'g', count: 3, first_seen: '2026-01-01T00:00:00Z' },
        { type: 'attack-pattern', id: 'q' },
      ),
    );
    expect(reading.statements).toMatchObject([
      { technique: '', name: 'Spearphishing Link', order: null, passage: 'By mail.' },
    ]);
    expect(reading.subjects.at(-1)).toMatchObject({ name: 'Bear', attackId: 'G0999', statements: [0] });
    expect(reading.sightings).toEqual([
      { of: 'Bear', place: 'objects[4]', count: 3, firstSeen: '2026-01-01T00:00:00.000Z', lastSeen: null },
    ]);
    expect(told(reading)).toEqual(['attack-flow-object-unnamed objects[5]']);
  });

  it('ties threats and collects values', () => {
    const reading = read(
      bundle(
        flow(),
        action('a', { technique_id: 'T1001' }),
        action('b', { technique_id: 'T1002' }),
        { type: 'threat-actor', id: 'g', name: 'Bear', aliases: ['B'] },
        { type: 'malware', id: 'm', name: 'Bad' },
        { type: 'relationship', id: 'r', relationship_type: 'related-to', source_ref: 'b', target_ref: 'm' },
        { type: 'file', id: 'f', name: 'bad.exe', hashes: { MD5: 'D41D8CD98F00B204E9800998ECF8427E' } },
        {
          type: 'indicator',
          id: 'i',
          name: 'C2',
          pattern:
            "[domain-name:value = 'evil.example' OR ipv4-addr:value = '192.0.2.1'] AND [file:hashes.'SHA-1' = 'da39a3ee5e6b4b0d3255bfef95601890afd80709']",
        },
      ),
    );
    expect(reading.subjects.slice(1).map(({ kind, name, statements }) => [kind, name, statements])).toEqual([
      ['group', 'Bear', [0, 1]],
      ['software', 'Bad', [1]],
    ]);
    expect(reading.observables.map(({ type, value }) => `${type} ${value}`)).toEqual([
      'file-name bad.exe',
      'md5 d41d8cd98f00b204e9800998ecf8427e',
      'domain evil.example',
      'ipv4 192.0.2.1',
      'sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709',
    ]);
  });
});

describe('what is no flow', () => {
  it.each([
    '{}',
    '[]',
    '"x"',
    '{"objects":{}}',
    '{"type":"bundle","objects":[{"type":"indicator"}]}',
    '{"objects":[null]}',
  ])('refuses %s', (text) => {
    expect(readAttackFlow(text).issues.map(({ code }) => code)).toContain('attack-flow-none');
  });

  it('says where the JSON ends', () => {
    expect(readAttackFlow('{"type":"bundle","objects":[{"type":"attack-fl').issues.map(({ code }) => code)).toEqual([
      'json-truncated',
    ]);
  });

  it('bears values that are nested without end', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const text = `{"objects":[{"type":"attack-flow","id":"f","name":"x"},${deep},{"type":"attack-action","name":${deep},"technique_id":"T1059"}]}`;
    expect(steps(read(text))).toEqual(['T1059']);
    const builder = `{"objects":[{"id":"action","instance":"a","properties":[["name",${deep}],["technique_id","T1059"]]},${deep}]}`;
    expect(steps(read(builder))).toEqual(['T1059']);
  });

  it('never throws, and its counts add up', () => {
    const odd = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.integer(),
        fc.constantFrom('', 'T1059', 'action', 'attack-action', 'attack-flow', 'flow', 'dynamic_line'),
        fc.array(tie('any'), { maxLength: 4 }),
        tie('map'),
      ),
      map: fc.dictionary(
        fc.constantFrom(
          'type',
          'id',
          'instance',
          'template',
          'properties',
          'anchors',
          'children',
          'latches',
          'name',
          'technique_id',
          'effect_refs',
          'start_refs',
          'source',
          'target',
          'pattern',
          'hashes',
          '__proto__',
        ),
        tie('any'),
        { maxKeys: 7 },
      ),
    }));
    fc.assert(
      fc.property(fc.array(fc.oneof(odd.map, odd.any), { maxLength: 6 }), (objects) => {
        const result = readAttackFlow(JSON.stringify({ objects }));
        if (!result.ok) return;
        const { read: all, kept, reported } = result.value.counts;
        expect(kept + reported).toBe(all);
        expect(result.issues.length).toBeGreaterThanOrEqual(reported);
      }),
      { numRuns: 400 },
    );
  });
});

describeWithShared('real flows', () => {
  const folder = join(SHARED, 'samples', 'stix', 'attack-flow');
  const files = readdirSync(folder);
  const read2 = (name: string) => readFileSync(join(folder, name), 'utf8');

  it.each(files.filter((name) => name.endsWith('.json')))(
    '%s gives the techniques of its actions, in an order that its arrows allow',
    (name) => {
      const { objects } = JSON.parse(read2(name)) as { objects: Record<string, unknown>[] };
      const actions = objects.filter(({ type }) => type === 'attack-action');
      const ids = actions.flatMap(({ technique_id: id }) =>
        typeof id === 'string' && /^T?\d{4}/.test(id) ? [`T${id.replace('/', '.').replace('T', '')}`] : [],
      );
      const reading = read(read2(name));
      expect(reading.statements.flatMap(({ technique }) => technique || []).sort()).toEqual(ids.sort());
      expect(reading.counts.kept + reading.counts.reported).toBe(objects.length);
      expect(reading.counts.read).toBe(objects.length);
      const orderOf = new Map(
        reading.statements.map(({ place, order }) => [
          (objects[Number(/\d+/.exec(place)?.[0])] as { id: string }).id,
          order ?? 0,
        ]),
      );
      for (const { id, effect_refs: refs } of actions) {
        for (const to of Array.isArray(refs) ? (refs as string[]) : []) {
          if (orderOf.has(to)) expect(orderOf.get(id as string)).toBeLessThan(orderOf.get(to) ?? 0);
        }
      }
    },
  );

  it('gives the builder’s NotPetya the steps of its bundle, as far as both say the same', () => {
    const builder = read(read2('NotPetya.afb'));
    const published = read(read2('NotPetya.json'));
    expect(builder.statements).toHaveLength(23);
    expect(builder.statements.every(({ order, tactic }) => order !== null && (tactic !== '' || order > 0))).toBe(true);
    const same = (reading: FlowReading) =>
      steps(reading)
        .map((step) => step.slice(0, 5))
        .filter((step) => /^T1(?:593|036|518|134|021|016|542|053|486|070|485)/.test(step));
    expect(same(builder)).toEqual(same(published));
    expect(builder.subjects.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      published.subjects.map(({ kind, name }) => `${kind} ${name}`),
    );
  });
});
