import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describePlace } from '../../src/domain/result';
import { readAttackFlow } from '../../src/formats/attack-flow';
import { orderFlow } from '../../src/formats/flow-order';
import { describeWithShared, SHARED } from '../shared-data';

function read(value: unknown) {
  const result = readAttackFlow(typeof value === 'string' ? value : JSON.stringify(value));
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join(' '));
  return { ...result.value, ...result.value.report.content, issues: result.issues };
}

type Reading = ReturnType<typeof read>;

const steps = ({ statements }: Pick<Reading, 'statements'>) =>
  [...statements].sort((a, b) => (a.order ?? 99) - (b.order ?? 99)).map(({ technique, name }) => technique || name);

const told = ({ issues }: Pick<Reading, 'issues'>) =>
  issues.map(({ code, place }) => `${code} ${describePlace(place)}`);

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
    expect(steps(read(bundle(flow(), action('x', more), pattern)))).toEqual([expected]);
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

describe("the builder's files", () => {
  const pairs = (map: object) => Object.entries(map).map(([key, value]) => [key, value]);

  it('reads version 3: lines between latches of anchors', () => {
    const node = (id: string, instance: string, properties: object, anchors: object) => ({
      id,
      instance,
      properties: pairs(properties),
      anchors,
    });
    const anchor = (instance: string, ...latches: string[]) => ({ id: 'vertical_anchor', instance, latches });
    const reading = read({
      schema: 'attack_flow_v2',
      theme: 'dark_theme',
      objects: [
        {
          id: 'flow',
          instance: 'f',
          properties: pairs({ name: 'Made up', author: pairs({ name: 'Ada' }), created: '2026-02-03T10:00:00Z' }),
        },
        node(
          'action',
          'second',
          { name: 'Later', ttp: pairs({ tactic: 'TA0002', technique: 'T1059.001' }) },
          { 0: 'a2' },
        ),
        node('action', 'first', { name: 'Earlier', technique_id: 'T1566', tactic_id: 'TA0001' }, { 0: 'a1' }),
        node('AND_operator', 'op', { operator: 'AND' }, { 0: 'a3', 90: 'a4' }),
        { id: 'dynamic_line', instance: 'l1', source: 's1', target: 't1', handles: [] },
        { id: 'dynamic_line', instance: 'l2', source: 's2', target: 't2', handles: [] },
        { id: 'dynamic_line', instance: 'l3', source: 'loose', target: 't2', handles: [] },
        anchor('a1', 's1'),
        anchor('a3', 't1'),
        anchor('a4', 's2'),
        anchor('a2', 't2'),
        { id: 'generic_latch', instance: 's1' },
        node(
          'file',
          'x',
          {
            name: 'bad.exe',
            hashes: [
              [
                '0123456789abcdef0123456789abcdef',
                pairs({ hash_type: 'md5', hash_value: 'd41d8cd98f00b204e9800998ecf8427e' }),
              ],
            ],
          },
          {},
        ),
        node('threat_actor', 'y', { name: 'Bear', aliases: [['0123456789abcdef0123456789abcdef', 'Teddy']] }, {}),
      ],
      layout: {},
    });
    expect(reading.report).toMatchObject({ name: 'Made up', publisher: 'Ada', published: '2026-02-03' });
    expect(steps(reading)).toEqual(['T1566', 'T1059.001']);
    expect(reading.statements.map(({ tactic }) => tactic)).toEqual(['execution', 'initial-access']);
    expect(reading.observables.map(({ value }) => value)).toEqual(['bad.exe', 'd41d8cd98f00b204e9800998ecf8427e']);
    expect(reading.subjects.at(-1)).toMatchObject({
      kind: 'group',
      name: 'Bear',
      aliases: ['Teddy'],
      statements: [0, 1],
    });
    expect(reading.counts).toEqual({ unit: 'objects', read: 6, kept: 6, reported: 0 });
  });

  it('reads version 2: ends of lines hanging on anchors', () => {
    const made = (id: string, template: string, children: string[], properties: object = {}) => ({
      id,
      template,
      children,
      attrs: 0,
      properties: pairs(properties),
    });
    const reading = read({
      version: '2.1.0',
      id: 'page',
      objects: [
        made('page', 'flow', ['first', 'second', 'line'], { name: 'Made up', scope: 'incident' }),
        made('second', 'action', ['anchor-2'], { name: 'Later', technique_id: 'T1059.001' }),
        made('first', 'action', ['anchor-1'], { name: 'Earlier', technique_id: 'T1566\n' }),
        made('alone', 'action', [], { name: 'Alone', technique_id: 'T1001' }),
        made('line', '@__builtin__line_vertical_elbow', ['end-1', 'handle', 'end-2']),
        made('anchor-1', '@__builtin__anchor', ['end-1']),
        made('anchor-2', 'true_anchor', ['end-2']),
        made('end-1', '@__builtin__line_source', []),
        made('handle', '@__builtin__line_handle', []),
        made('end-2', '@__builtin__line_target', []),
      ],
      location: {},
    });
    expect(reading.statements.map(({ technique, order }) => [technique, order])).toEqual([
      ['T1059.001', 2],
      ['T1566', 1],
      ['T1001', null],
    ]);
    expect(reading.counts).toEqual({ unit: 'objects', read: 4, kept: 4, reported: 0 });
  });
});

describe('version 1', () => {
  it('reads the published form', () => {
    const reading = read({
      $schema: '../schema/attack-flow-2022-01-05-draft.json',
      flow: {
        type: 'attack-flow',
        id: 'http://f',
        name: 'Made up',
        author: 'Ada',
        created: '2022-01-14T13:59:42-05:00',
      },
      actions: [
        { id: 'http://f/2', type: 'action', name: 'T1610: Deploy Container', description: 'Later.' },
        {
          id: 'http://f/1',
          type: 'action',
          name: 'T1552.001: Unsecured Credentials: Credentials In Files',
          description: 'First.',
        },
      ],
      assets: [{ id: 'http://f/9', type: 'asset', state: 'compromised' }],
      relationships: [
        { source: 'http://f/1', type: 'http://f#state-change', target: 'http://f/9' },
        { source: 'http://f/9', type: 'http://f#state', target: 'http://f/2' },
        { source: 'http://f', type: 'http://f#flow-edge', target: 'http://f/2' },
      ],
      data_properties: [{ source: 'http://f/9', type: 'http://f#description', target: 'Cluster' }],
    });
    expect(reading.statements.map(({ technique, name, order }) => [order, technique, name])).toEqual([
      [2, 'T1610', 'Deploy Container'],
      [1, 'T1552.001', 'Unsecured Credentials: Credentials In Files'],
    ]);
    expect(reading.report).toMatchObject({ name: 'Made up', publisher: 'Ada', published: '2022-01-14' });
    expect(reading.text).toContain('Cluster');
  });

  it("reads the designer's form", () => {
    const node = (id: string, type: string, payload: object) => ({ id, type, x0: 1, payload });
    const reading = read({
      namespace: 'f',
      nodes: [
        node('2', 'action', { name: 'T1610: Deploy Container' }),
        node('1', 'action', { name: 'T1133: External Remote Services' }),
        node('3', 'data_property', { target: 'exposed' }),
      ],
      edges: [{ id: '1.2', sourceId: '1', targetId: '2', type: 'relationship', payload: { type: 'state' } }],
    });
    expect(steps(reading)).toEqual(['T1133', 'T1610']);
    expect(reading.counts).toMatchObject({ read: 3, kept: 3 });
    expect(told(reading)).toEqual(['attack-flow-head-missing attack-flow']);
  });
});

describe('orderFlow', () => {
  it('has each step behind what leads to it, whatever the graph, and breaks circles', () => {
    const node = fc.integer({ min: 0, max: 9 }).map(String);
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(node, node), { maxLength: 20, selector: ([a, b]) => `${a} ${b}` }),
        (arrows) => {
          const nodes = Array.from({ length: 10 }, (_, at) => String(at));
          // From lower to higher numbers: no circles.
          const edges = arrows
            .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }))
            .filter(({ from, to }) => from !== to);
          const order = orderFlow(nodes, edges, []);
          for (const { from, to } of edges) expect(order.get(from)).toBeLessThan(order.get(to) ?? -1);
          const circular = orderFlow(
            nodes,
            arrows.map(([from, to]) => ({ from, to })),
            [],
          );
          expect(new Set(circular.values()).size).toBe(circular.size);
        },
      ),
    );
    expect([
      ...orderFlow(
        ['a', 'b'],
        [
          { from: 'b', to: 'a' },
          { from: 'a', to: 'b' },
        ],
        [],
      ),
    ]).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  it('takes no square of a hundred thousand steps', { timeout: 60_000 }, () => {
    const nodes = Array.from({ length: 100_000 }, (_, at) => `n${at}`);
    const edges = nodes.slice(1).map((to, at) => ({ from: at % 3 === 0 ? 'n0' : (nodes[at] ?? ''), to }));
    const before = performance.now();
    expect(orderFlow(nodes, edges, ['n0']).size).toBe(100_000);
    expect(performance.now() - before).toBeLessThan(20_000);
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
    const same = (reading: Reading) =>
      steps(reading)
        .map((step) => step.slice(0, 5))
        .filter((step) => /^T1(?:593|036|518|134|021|016|542|053|486|070|485)/.test(step));
    expect(same(builder)).toEqual(same(published));
    expect(builder.subjects.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      published.subjects.map(({ kind, name }) => `${kind} ${name}`),
    );
  });
});
