import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Catalog } from '../../src/domain/attack/catalog';
import { EMPTY_PLAN } from '../../src/domain/planning/plan';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { EMPTY_CONTENT } from '../../src/domain/workspace/content';
import { listReferenceKinds } from '../../src/domain/workspace/technique-references';
import { applyUpgrade, planUpgrade } from '../../src/domain/workspace/upgrade';
import { makeUpgradeTarget } from '../../src/domain/workspace/upgrade-target';

const CATALOGS = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const open = (name: string): Catalog => JSON.parse(readFileSync(join(CATALOGS, `${name}.json`), 'utf8'));
const TARGET = makeUpgradeTarget([open('enterprise-attack-19.1')], [open('enterprise-attack-18.1')]);
const KINDS = listReferenceKinds({});
const sensor = (...components: readonly string[]) =>
  ({
    id: 'user:1',
    name: 'Ours',
    events: [{ id: '1', mappings: components.map((component) => ({ component, origin: 'user' })) }],
  }) as unknown as Sensor;

it('gives the sensors that scenarios and plans would bring the ids of today, and touches nothing else', () => {
  const changes = [
    { kind: 'deploy' as const, deploymentId: 'd' },
    { kind: 'add-sensor' as const, sensor: sensor('~Process: Process Creation', 'DC9999') },
  ];
  const untouched = { id: 'u', name: 'Other', notes: '', changes: changes.slice(0, 1) };
  const option = { id: 'o', name: '', changes, price: { amount: '', currency: '', per: 'year' as const } };
  const content = {
    ...EMPTY_CONTENT,
    scenarios: [{ id: 's', name: 'With ours', notes: '', changes }, untouched],
    plans: [{ ...EMPTY_PLAN, options: [option] }],
  };
  const after = applyUpgrade(content, KINDS, TARGET, {}, 'highest').content;
  for (const moved of [after.scenarios[0]?.changes, after.plans[0]?.options[0]?.changes]) {
    expect(moved?.[0]).toBe(changes[0]);
    expect(moved?.[1]).toMatchObject({
      sensor: { events: [{ mappings: [{ component: 'DC0032' }, { component: 'DC9999' }] }] },
    });
  }
  expect(after.scenarios[1]).toBe(untouched);
  expect(planUpgrade(content, KINDS, TARGET).questions.map(({ id }) => id)).toEqual(['DC9999']);
});

it('moves the techniques of lists of weights; of two that become one, the heavier weight stays', () => {
  const weights = [
    { technique: 'T1086', weight: 3 },
    { technique: 'T1059.001', weight: 5 },
    { technique: 'T1003', weight: 1 },
  ];
  const list = { id: 'w', name: 'Ours', domain: 'enterprise-attack' as const, weights };
  const untouched = { ...list, id: 'u', weights: weights.slice(1) };
  const content = { ...EMPTY_CONTENT, weightLists: [list, untouched] };
  const after = applyUpgrade(content, KINDS, TARGET, {}, 'highest').content;
  expect(after.weightLists[0]?.weights).toEqual(weights.slice(1));
  expect(after.weightLists[1]).toBe(untouched);
});
