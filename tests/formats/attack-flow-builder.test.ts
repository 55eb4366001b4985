import { describe, expect, it } from 'vitest';
import { readFlow as read, steps, told } from './read-flow';

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

  it('takes names of prototypes as names', () => {
    const reading = read({
      objects: [
        { id: 'constructor', instance: 'a', properties: [] },
        { id: '__proto__', instance: 'b' },
      ],
    });
    expect(reading.issues.map(({ message }) => message)).toEqual([
      'Objects of the type constructor are not read.',
      'Objects of the type --proto-- are not read.',
      'No object describes the flow itself.',
    ]);
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
