import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges } from '../../src/domain/planning/inventory-change';
import type { Scenario } from '../../src/domain/planning/scenario';
import type { Result } from '../../src/domain/result';
import { EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import { adoptInventory } from '../../src/domain/workspace/adopt-inventory';
import { adoptScenarios } from '../../src/domain/workspace/adopt-scenarios';
import { stripScenario, withoutRemarks } from '../../src/domain/workspace/without-remarks';
import { type LinkContent, readLinkBody, writeLinkBody } from '../../src/formats/share-link/share-link';
import { readLinkFrame, writeLinkFrame } from '../../src/formats/share-link/share-link-frame';
import { makeDeployment, makeGroup } from '../coverage/made-up-estate';
import { ESTATE } from '../exports/demonstration-subject';
import { content } from './made-up-content';

const ON = '2026-11-24';

function sound<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}
const codesOf = ({ issues }: Result<unknown>) => issues.map(({ code }) => code);
const encode = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

async function send(inventory: Inventory, passphrase = '', scenarios: readonly Scenario[] = []): Promise<string> {
  return sound(await writeLinkFrame(writeLinkBody({ inventory, scenarios, sender: '', at: ON }), passphrase));
}
function receive(payload: string): Result<LinkContent> {
  const frame = sound(readLinkFrame(payload));
  if (frame.kind === 'sealed') throw new Error('sealed');
  return readLinkBody(frame.body);
}

/** Ids of a link are positions; what was said is the rest. */
function renumber(inventory: Inventory): Inventory {
  const groups = new Map(inventory.groups.map(({ id }, at) => [id, `g${at}`]));
  const sensors = new Map(inventory.customSensors.map(({ id }, at) => [id, `user:${at}`]));
  return {
    groups: inventory.groups.map((group, at) => ({ ...group, id: `g${at}` })),
    customSensors: inventory.customSensors.map((sensor, at) => ({ ...sensor, id: `user:${at}` })),
    deployments: inventory.deployments.map((deployment, at) => ({
      ...deployment,
      id: `d${at}`,
      sensorId: sensors.get(deployment.sensorId) ?? deployment.sensorId,
      standsOn: groups.get(deployment.standsOn ?? '') ?? null,
      observes: deployment.observes.map((each) => ({ ...each, groupId: groups.get(each.groupId) ?? '' })),
    })),
    supporting: inventory.supporting,
  };
}

describe('a link', () => {
  it('carries an inventory whole, whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(content, async ({ inventory }) => {
        const result = receive(await send(inventory));
        expect(codesOf(result)).toEqual([]);
        // Halves of surrogate pairs cannot be said in UTF-8, and no keyboard makes them.
        const wellFormed = JSON.parse(new TextDecoder().decode(encode(JSON.stringify(renumber(inventory)))));
        expect(sound(result).inventory).toEqual(wellFormed);
      }),
      { numRuns: 50 },
    );
  }, 30_000);

  it('is short: the demonstration estate fits into any chat', async () => {
    const payload = await send(ESTATE);
    expect(payload).toMatch(/^[\w-]+$/);
    expect(payload.length).toBeLessThan(3000);
    expect(sound(receive(payload)).inventory).toEqual(renumber(ESTATE));
    expect(sound(receive(payload)).at).toBe(ON);
  });

  it('survives what chat programs put behind it, and line breaks in it', async () => {
    const payload = await send(ESTATE);
    for (const altered of [`${payload}.`, `${payload})`, `${payload}xyz`, payload.replace(/(.{60})/g, '$1\n')]) {
      expect(sound(receive(altered)).inventory).toEqual(renumber(ESTATE));
    }
  });

  it('can leave out what was written for one’s own people', () => {
    const deployment = makeDeployment('sysmon', {
      notes: 'n',
      owner: 'o',
      logDestination: 'l',
      cost: { amount: 1, currency: 'EUR', per: 'year' },
    });
    const inventory = { ...EMPTY_INVENTORY, groups: [makeGroup('G', { notes: 'secret' })], deployments: [deployment] };
    expect(JSON.stringify(withoutRemarks(inventory))).not.toMatch(/"n"|"o"|"l"|EUR|secret/);
  });
});

describe('a link with a passphrase', () => {
  it('opens with it and with nothing else', async () => {
    const payload = await send(ESTATE, 'Straße und Brücke');
    const frame = sound(readLinkFrame(payload));
    if (frame.kind !== 'sealed') throw new Error('open');
    expect(codesOf(await frame.unseal('strasse und brücke'))).toEqual(['passphrase-wrong']);
    // The same letters, typed as letter and accent.
    const body = sound(await frame.unseal('Straße und Brücke'.normalize('NFD')));
    expect(sound(readLinkBody(body)).inventory).toEqual(renumber(ESTATE));
    expect(payload).not.toBe(await send(ESTATE, 'Straße und Brücke'));
    // Keys are slow to derive, on purpose.
  }, 30_000);
});

describe('a link that is not as it was made', () => {
  it.each([
    ['', 'link-truncated'],
    ['AQ', 'link-truncated'],
    ['https://example.org/this-is-no-payload-at-all', 'link-unknown'],
    [`Ag${'A'.repeat(60)}`, 'link-newer'],
    ['A'.repeat(600_000), 'link-too-long'],
  ])('is refused with a reason: %#', (payload, code) => {
    expect(codesOf(readLinkFrame(payload))).toEqual([code]);
  });

  it('is told as truncated or damaged, wherever it was hurt', async () => {
    for (const payload of [await send(ESTATE), await send(ESTATE, 'x')]) {
      for (const share of [0.2, 0.5, 0.99]) {
        expect(codesOf(readLinkFrame(payload.slice(0, payload.length * share)))).toEqual(['link-truncated']);
      }
      for (const at of [20, Math.floor(payload.length / 2), payload.length - 3]) {
        const other = payload[at] === 'A' ? 'B' : 'A';
        expect(codesOf(readLinkFrame(payload.slice(0, at) + other + payload.slice(at + 1)))).toEqual(['link-damaged']);
      }
    }
  }, 30_000);

  it('does not fill the memory', async () => {
    const bomb = sound(await writeLinkFrame(new Uint8Array(8_000_000), ''));
    expect(bomb.length).toBeLessThan(100_000);
    expect(codesOf(readLinkFrame(bomb))).toEqual(['link-unfolds-too-far']);
  });
});

describe('what a hostile link says', () => {
  const read = (value: unknown) => readLinkBody(encode(value));

  it('is checked field by field, and only what is sound is kept', () => {
    const result = read({
      g: [
        { n: 'Servers' },
        { n: 5 },
        { k: 'hosts' },
        'x',
        null,
        { n: 'S', k: 'castle' },
        { n: 'P', w: [['a', 7]] },
        { n: 'Q', w: 'no' },
      ],
      d: [
        { s: 'sysmon', o: [['g0', 0.5]] },
        { s: 'sysmon', o: [['g0', -1]] },
        { s: 'sysmon', o: [['g1'], ['g99'], ['__proto__']] },
        { s: 'sysmon', e: 3 },
        { s: 'sysmon', e: [1, {}] },
        { s: 'sysmon', q: [9] },
        { s: 'sysmon', c: [1, 'EUR', 'week'] },
        { s: 'sysmon', a: 'yesterday' },
        {},
      ],
      s: [
        { n: 'Own', e: [['1', ['DC0001', ['DC0002', 'nobody']]]] },
        { n: 'Own', e: [[1]] },
        { n: 'Own', e: 4 },
      ],
      m: 'none',
      by: { toString: 1 },
      cases: [1],
    });
    const { inventory, sender } = sound(result);
    expect(inventory.groups.map(({ name }) => name)).toEqual(['Servers']);
    expect(inventory.deployments.map(({ observes }) => observes.length)).toEqual([1, 0]);
    expect(inventory.customSensors).toEqual([]);
    expect(sender).toBe('');
    expect(codesOf(result).sort()).toEqual(
      [
        'link-part-unknown',
        ...Array.from({ length: 7 }, () => 'field'),
        ...Array.from({ length: 7 }, () => 'field'),
        ...Array.from({ length: 3 }, () => 'field'),
        'link-part-wrong',
        'link-group-missing',
      ]
        .sort()
        .map((code) => (code === 'field' ? expect.stringMatching(/^field-(wrong|missing)$/) : code)),
    );
  });

  it.each([
    ['[]'],
    ['null'],
    ['5'],
    ['"x"'],
    ['{"g":{}}'],
    ['{"__proto__":{"g":[]}}'],
    ['{"g":[{"__proto__":{"n":"x"}}]}'],
    ['{'],
    [''],
  ])('breaks nothing: %s', (text) => {
    const result = read(text);
    expect(result.ok ? result.value.inventory.groups : []).toEqual([]);
    expect(({} as { n?: string }).n).toBeUndefined();
  });

  it('is bounded', () => {
    expect(codesOf(read({ g: Array.from({ length: 5001 }, (_, at) => ({ n: `g${at}` })) }))).toEqual([
      'link-part-wrong',
    ]);
  });
});

describe('adding the inventory of a link', () => {
  let next = 0;
  const newId = () => `new${next++}`;

  it('changes nothing the second time', async () => {
    const sent = sound(receive(await send(ESTATE))).inventory;
    const once = adoptInventory(EMPTY_INVENTORY, sent, newId);
    expect(once).toMatchObject({ added: ESTATE.deployments.length, updated: 0, unchanged: 0 });
    const twice = adoptInventory(once.inventory, sent, newId);
    expect(twice).toMatchObject({ added: 0, updated: 0, unchanged: ESTATE.deployments.length });
    expect(twice.inventory.groups).toEqual(once.inventory.groups);
  });

  it('knows a system group by its name, and fills in what is not said', () => {
    const here = { ...EMPTY_INVENTORY, groups: [makeGroup('mine', { name: 'Servers', hosts: 70, notes: 'keep' })] };
    const sent = {
      ...EMPTY_INVENTORY,
      groups: [
        makeGroup('g0', { name: 'servers ', hosts: null, criticality: 3 }),
        makeGroup('g1', { name: 'Servers' }),
      ],
    };
    const { groups } = adoptInventory(here, sent, newId).inventory;
    expect(groups).toHaveLength(2);
    expect(groups[0]).toMatchObject({ id: 'mine', name: 'Servers', hosts: 70, criticality: 3, notes: 'keep' });
  });
});

describe('scenarios in a link', () => {
  const makeIds = () => {
    let next = 0;
    return () => `id ${next++}`;
  };

  it('mean here what they meant where they were made, whatever stands in them', async () => {
    await fc.assert(
      fc.asyncProperty(content, async ({ inventory, scenarios }) => {
        const result = receive(await send(inventory, '', scenarios));
        expect(codesOf(result)).toEqual([]);
        const link = sound(result);
        expect(link.scenarios).toHaveLength(scenarios.length);
        const plain = (value: unknown) => JSON.parse(new TextDecoder().decode(encode(JSON.stringify(value))));
        scenarios.forEach((scenario, at) => {
          const there = applyChanges(inventory, scenario.changes);
          const here = applyChanges(link.inventory, link.scenarios[at]?.changes ?? []);
          expect([link.scenarios[at]?.name, link.scenarios[at]?.notes]).toEqual(plain([scenario.name, scenario.notes]));
          expect(here.unmet).toHaveLength(there.unmet.length);
          expect(renumber(here.inventory)).toEqual(plain(renumber(there.inventory)));
        });
        const newId = makeIds();
        const adopted = adoptInventory(EMPTY_INVENTORY, link.inventory, newId);
        const { scenarios: kept } = adoptScenarios([], link.scenarios, adopted.ids, newId);
        // Two of one name and content are one.
        expect(kept.length).toBeLessThanOrEqual(scenarios.length);
        const again = adoptInventory(adopted.inventory, link.inventory, newId);
        // Of two own sensors with one name nobody can tell which a deployment is of: it may come as another one.
        if (again.added === 0) expect(adoptScenarios(kept, link.scenarios, again.ids, newId).added).toBe(0);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('are about the deployments that were known here, and keep their name apart from another', async () => {
    const inventory = { ...EMPTY_INVENTORY, groups: [makeGroup('G')], deployments: [makeDeployment('sysmon')] };
    const remove: Scenario = {
      id: 'x',
      name: 'Without',
      notes: '',
      changes: [{ kind: 'remove-deployment', deploymentId: 'deployment of sysmon' }],
    };
    const link = sound(receive(await send(inventory, '', [remove])));
    const here = { ...inventory, deployments: [makeDeployment('sysmon', { id: 'mine' })] };
    const { ids } = adoptInventory(here, link.inventory, makeIds());
    const other: Scenario = { id: 'o', name: 'Without', notes: 'Something else', changes: [] };
    expect(adoptScenarios([other], link.scenarios, ids, makeIds())).toEqual({
      added: 1,
      scenarios: [
        other,
        { ...remove, id: 'id 0', name: 'Without 2', changes: [{ kind: 'remove-deployment', deploymentId: 'mine' }] },
      ],
    });
  });

  it('leave out what names a record that is gone, and what was written for one’s own people', async () => {
    const inventory = { ...EMPTY_INVENTORY, groups: [makeGroup('G')] };
    const deployment = makeDeployment('zeek', { owner: 'Ann', cost: { amount: 5, currency: 'EUR', per: 'year' } });
    const scenario: Scenario = {
      id: 'x',
      name: 'Zeek',
      notes: 'for the board',
      changes: [
        { kind: 'deploy', deploymentId: 'gone' },
        { kind: 'add-deployment', deployment },
        { kind: 'raise-quality', deploymentId: deployment.id, dimension: 'timeliness', rating: 4 },
      ],
    };
    const [sent] = sound(receive(await send(inventory, '', [stripScenario(scenario)]))).scenarios;
    expect(sent?.notes).toBe('');
    expect(sent?.changes).toMatchObject([
      { kind: 'add-deployment', deployment: { id: 'n0', sensorId: 'zeek', owner: '', cost: null } },
      { kind: 'raise-quality', deploymentId: 'n0', dimension: 'timeliness', rating: 4 },
    ]);
  });

  it.each([
    [[7]],
    [[{ n: 'x', c: 7 }]],
    [[{ n: 'x', c: [['?', 'd0']] }]],
    [[{ n: 'x', c: [['w', 'd0', 'g0', 'much']] }]],
    [[{ n: 'x', c: [['a', 3, 'no deployment']] }]],
    [[{ n: 'x', c: [['q', 'd0', 99, 1]] }]],
    [[{ n: 'x', c: [['e', 'd0', { toString: 1 }]] }]],
    ['no list'],
  ])('are checked, and left out with their place where they are wrong: %#', (w) => {
    const result = readLinkBody(encode({ w }));
    expect(sound(result).scenarios).toEqual([]);
    expect(result.issues.length).toBeGreaterThan(0);
    expect(JSON.stringify(result.issues[0]?.place)).toContain('w');
  });
});
