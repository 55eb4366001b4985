import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/domain/result';
import { EMPTY_INVENTORY, type Inventory } from '../../src/domain/sensors/inventory';
import { adoptInventory } from '../../src/domain/workspace/adopt-inventory';
import { withoutRemarks } from '../../src/domain/workspace/without-remarks';
import { type LinkContent, readLinkBody, writeLinkBody } from '../../src/formats/share-link';
import { readLinkFrame, writeLinkFrame } from '../../src/formats/share-link-frame';
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

async function send(inventory: Inventory, passphrase = ''): Promise<string> {
  return sound(await writeLinkFrame(writeLinkBody({ inventory, sender: '', at: ON }), passphrase));
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
