import { describe, expect, it } from 'vitest';
import { listDataSourceRows } from '../../src/domain/dettect/derive-details';
import { putDeployments, removeDeployments, removeGroups } from '../../src/domain/sensors/edit-inventory';
import { editDeployments, editGroups, editSensor } from '../../src/domain/sensors/edit-records';
import type { Inventory } from '../../src/domain/sensors/inventory';
import { makeRandom } from '../make-random';
import { exportText, importText, readFixture } from './administration-session';

/**
 * What an administration can say of an inventory, whatever the records are called; the same twice is said once,
 * and unrated is 0. */
function listContent(inventory: Inventory): readonly string[] {
  const names = new Map(inventory.groups.map(({ id, name }) => [id, name.trim()]));
  const sensors = new Map(inventory.customSensors.map((sensor) => [sensor.id, sensor]));
  const rows = listDataSourceRows(inventory, sensors, () => undefined);
  const lines = rows.map(({ dataSource, product, groupIds, connected, comment, quality }) => {
    const rated = Object.values(quality).map((rating) => rating ?? 0);
    return JSON.stringify([dataSource, product, groupIds.map((id) => names.get(id)).sort(), connected, comment, rated]);
  });
  return [...new Set(lines)].sort();
}

function editOnce(inventory: Inventory, random: (below: number) => number, turn: number): Inventory {
  const deployment = inventory.deployments[random(inventory.deployments.length)];
  const group = inventory.groups[random(inventory.groups.length)];
  if (deployment === undefined || group === undefined) return inventory;
  const edit = (change: Partial<typeof deployment>) =>
    editDeployments(inventory, new Set([deployment.id]), (each) => ({ ...each, ...change }));
  switch (random(10)) {
    case 0:
      return edit({ since: random(3) === 0 ? null : `202${random(7)}-0${1 + random(9)}-1${random(10)}` });
    case 1:
      return edit({
        notes: ['', '# no comment', 'a: b', 'two\nlines', "it's", '- item', 'null', '1.0'][random(8)] ?? '',
      });
    case 2:
    case 3:
      return edit({
        quality: { ...deployment.quality, [random(2) === 0 ? 'timeliness' : 'deviceCompleteness']: random(6) },
      });
    case 4:
      return removeDeployments(inventory, new Set([deployment.id]));
    case 5:
      return putDeployments(inventory, [
        { ...deployment, id: `new ${turn}`, notes: random(2) === 0 ? deployment.notes : `copy ${turn}` },
      ]);
    case 6:
      return edit({
        observes: inventory.groups
          .filter(() => random(2) === 0)
          .map(({ id }) => ({ groupId: id, share: null, part: null })),
      });
    case 7:
      return editGroups(inventory, new Set([group.id]), (each) => ({
        ...each,
        name: `Group ${turn} [x]`,
        platforms: ['macOS', 'IaaS'].slice(random(2)),
      }));
    case 8:
      return editSensor(inventory, deployment.sensorId, (sensor) => ({
        ...sensor,
        name: `Product: ${turn} (DeTT&CT)`,
      }));
    default:
      return random(4) === 0 ? removeGroups(inventory, new Set([group.id])) : inventory;
  }
}

describe('edits in any order', () => {
  it.each(['harbour.yaml', 'old-1.0.yaml'])(
    'are in the file that is written, and nothing else is: %s',
    { timeout: 30_000 },
    (name) => {
      const text = readFixture(name);
      for (let seed = 1; seed <= 60; seed++) {
        const draw = makeRandom(seed);
        const random = (below: number) => Math.floor(draw() * below);
        let inventory = importText(text);
        for (let turn = 0; turn < 1 + random(6); turn++) inventory = editOnce(inventory, random, turn);
        const written = exportText(text, inventory);
        const expected = listContent(inventory);
        const found = listContent(importText(written));
        expect([seed, found]).toEqual([seed, expected]);
        // What was written is its own text as long as nobody edits it.
        expect(exportText(written, importText(written))).toBe(written);
      }
    },
  );
});
