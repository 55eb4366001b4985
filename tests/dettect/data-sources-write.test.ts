import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putDeployments, putGroups, removeDeployments, removeGroups } from '../../src/domain/sensors/edit-inventory';
import { editDeployments, editGroups, editSensor } from '../../src/domain/sensors/edit-records';
import type { Deployment, Inventory } from '../../src/domain/sensors/inventory';
import { describeWithShared, SHARED } from '../shared-data';
import { exportText, importText, readFixture } from './administration-session';

const FIXTURES = ['harbour.yaml', 'old-1.0.yaml'] as const;

/** Deployments as what they say, whatever their ids: what a file read into an empty workspace must give again. */
function describeInventory({ groups, deployments, customSensors }: Inventory) {
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const sensors = new Map(customSensors.map(({ id, name }) => [id, name]));
  return {
    groups: groups.map(({ name, platforms }) => `${name}: ${platforms.join(', ')}`).sort(),
    deployments: deployments
      .map((each) => {
        const { since, quality, notes, observes } = each;
        const events = each.events.mode === 'all' ? [] : each.events.ids;
        const on = observes.map(({ groupId }) => names.get(groupId)).sort();
        return JSON.stringify([
          sensors.get(each.sensorId) ?? each.sensorId,
          events,
          on,
          since,
          Object.values(quality),
          notes,
        ]);
      })
      .sort(),
  };
}

function find(inventory: Inventory, event: string, sensor: string, at = 0): Deployment {
  const ids = inventory.customSensors.filter(({ name }) => name.startsWith(sensor)).map(({ id }) => id);
  const found = inventory.deployments.filter(
    ({ events, sensorId }) => events.mode === 'only' && events.ids.includes(event) && ids.includes(sensorId),
  )[at];
  if (found === undefined) throw new Error(`${event} by ${sensor}`);
  return found;
}

function edit(inventory: Inventory, deployment: Deployment, change: Partial<Deployment>): Inventory {
  return editDeployments(inventory, new Set([deployment.id]), (each) => ({ ...each, ...change }));
}

/** Written, and read again into an empty workspace. */
function expectRoundTrip(text: string, inventory: Inventory): string {
  const written = exportText(text, inventory);
  const used = new Set(inventory.deployments.flatMap(({ observes }) => observes.map(({ groupId }) => groupId)));
  const { groups, deployments } = describeInventory(importText(written));
  const expected = describeInventory({ ...inventory, groups: inventory.groups.filter(({ id }) => used.has(id)) });
  expect(deployments).toEqual(expected.deployments);
  expect(groups).toEqual(expect.arrayContaining(expected.groups));
  return written;
}

describe('an administration that was not edited', () => {
  it.each(FIXTURES)('is written to the letter as it was: %s', (name) => {
    const text = readFixture(name);
    expect(exportText(text, importText(text))).toBe(text);
  });

  it.each(FIXTURES)('changes nothing when it is imported again: %s', (name) => {
    const text = readFixture(name);
    const once = importText(text);
    expect(importText(text, once, text)).toBe(once);
    expect(importText(text, once, null)).toEqual(once);
  });
});

describe('edits of the inventory appear in the file, and nothing else changes', () => {
  const text = readFixture('harbour.yaml');
  const inventory = importText(text);
  const before = text.split('\n');

  /** Lines that went and came. */
  function diff(written: string) {
    const after = written.split('\n');
    return {
      gone: before.filter((line) => !after.includes(line)),
      come: after.filter((line) => !before.includes(line)),
    };
  }

  it('a quality dimension, of one of several products: the entry parts', () => {
    const beacon = find(inventory, 'Process Creation', 'Beacon');
    const written = expectRoundTrip(text, edit(inventory, beacon, { quality: { ...beacon.quality, retention: 5 } }));
    expect(written).toContain('x_ticket: 4711');
    expect(written).toContain('# The first rollout.');
    expect(written).toContain('# agreed with the harbour master');
  });

  it('a quality dimension that is an alias: only this entry changes', () => {
    const crane = find(inventory, 'Process Creation', 'Lookout', 1);
    const written = expectRoundTrip(text, edit(inventory, crane, { quality: { ...crane.quality, timeliness: 5 } }));
    expect(diff(written).gone).toEqual(['    data_quality: *fair']);
    expect(written).toContain("device_completeness: '4' # as counted");
  });

  it('a date and a comment', () => {
    const tide = find(inventory, 'Tide Gauge Reading', 'Product not named');
    const written = expectRoundTrip(text, edit(inventory, tide, { since: '2026-01-02', notes: 'by hand: #1' }));
    expect(diff(written)).toEqual({ gone: [], come: ['    date_connected: 2026-01-02', '    comment: "by hand: #1"'] });
  });

  it('a product renamed, removed and added', () => {
    const lookout = inventory.customSensors.find(({ name }) => name.startsWith('Lookout'));
    const renamed = editSensor(inventory, lookout?.id ?? '', (sensor) => ({
      ...sensor,
      name: 'Crow’s Nest (DeTT&CT)',
    }));
    expect(expectRoundTrip(text, renamed)).not.toContain('Lookout');
    const beacon = find(inventory, 'Process Creation', 'Beacon');
    const removed = expectRoundTrip(text, removeDeployments(inventory, new Set([beacon.id])));
    expect(diff(removed)).toEqual({ gone: ['    products: [Lookout, Beacon]'], come: ['    products: [Lookout]'] });
    const added = expectRoundTrip(text, putDeployments(inventory, [{ ...beacon, id: 'new', since: '2026-05-05' }]));
    expect(diff(added).gone).toEqual([]);
  });

  it('the entry that holds an anchor goes: its alias is written out', () => {
    const first = find(inventory, 'Process Creation', 'Lookout');
    const beacon = find(inventory, 'Process Creation', 'Beacon');
    const written = expectRoundTrip(text, removeDeployments(inventory, new Set([first.id, beacon.id])));
    expect(written).not.toContain('*fair');
    expect(written).toContain("device_completeness: '4'");
  });

  it('all entries of a data source go: it goes, and one that was empty before stays', () => {
    const ids = inventory.deployments.filter(
      ({ events }) => events.mode === 'only' && events.ids.includes('Process Creation'),
    );
    const written = expectRoundTrip(text, removeDeployments(inventory, new Set(ids.map(({ id }) => id))));
    expect(written).not.toContain('Process Creation');
    expect(written).toContain('Web [DeTT&CT data source]');
  });

  it('a system renamed, changed, removed and added', () => {
    const [desks, cranes] = inventory.groups;
    if (desks === undefined || cranes === undefined) throw new Error('no groups');
    const renamed = expectRoundTrip(
      text,
      editGroups(inventory, new Set([cranes.id]), (group) => ({
        ...group,
        name: 'Cranes',
        platforms: ['Linux', 'Windows'],
      })),
    );
    expect(renamed).not.toContain('Crane controllers');
    expect(renamed).toContain('x_vlan: 12');
    const removed = expectRoundTrip(
      text,
      removeGroups(
        removeDeployments(inventory, new Set([find(inventory, 'Process Creation', 'Lookout', 1).id])),
        new Set([cranes.id]),
      ),
    );
    expect(removed).not.toContain('Crane');
    const beacon = find(inventory, 'Process Creation', 'Beacon');
    const more = putGroups(inventory, [{ ...desks, id: 'yard', name: 'Yard', platforms: ['macOS'] }]);
    const on = [{ groupId: 'yard', share: null, part: null }];
    const added = expectRoundTrip(
      text,
      putDeployments(more, [{ ...beacon, id: 'new', observes: on, standsOn: 'yard' }]),
    );
    expect(added).toContain('applicable_to: Yard');
  });

  it('keeps line ends and a byte order mark', () => {
    const dirty = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    const read = importText(dirty);
    expect(describeInventory(read)).toEqual(describeInventory(inventory));
    const tide = find(read, 'Tide Gauge Reading', 'Product not named');
    const written = exportText(dirty, edit(read, tide, { since: '2026-01-02' }));
    expect(written.startsWith('\ufeff')).toBe(true);
    expect(written.replaceAll('\r\n', '')).not.toContain('\n');
  });
});

describe('entries that say the same of a product', () => {
  const entry = (name: string, timeliness: number) =>
    `- data_source_name: ${name}\n  data_source:\n  - applicable_to: [Desks]\n    date_connected: 2024-01-01\n    products: [Lookout]\n    data_quality: {device_completeness: 3, timeliness: ${timeliness}}\n`;
  const head =
    'file_type: data-source-administration\nsystems:\n- applicable_to: Desks\n  platform: [Windows]\ndata_sources:\n';
  const text = `${head}${entry('File Access', 2)}${entry('File Creation', 2)}${entry('File Deletion', 3)}`;
  const inventory = importText(text);
  const eventsOf = ({ deployments }: Inventory) =>
    deployments.map(({ events }) => (events.mode === 'only' ? events.ids : []));

  it('are one deployment: what one product gives comes from the same hosts', () => {
    expect(eventsOf(inventory)).toEqual([['File Access', 'File Creation'], ['File Deletion']]);
    expect(exportText(text, inventory)).toBe(text);
  });

  it('stay apart in the file: one whose event is switched off loses the product alone', () => {
    const [first] = inventory.deployments;
    if (first === undefined) throw new Error('no deployment');
    const off = exportText(text, edit(inventory, first, { events: { mode: 'only', ids: ['File Access'] } }));
    expect(off).toBe(`${head}${entry('File Access', 2)}${entry('File Deletion', 3)}`);
  });

  it('part when the file changes one of them, and what was added here stays with the first', () => {
    const edited = editDeployments(inventory, new Set(inventory.deployments.map(({ id }) => id)), (each) => ({
      ...each,
      owner: 'Ada',
    }));
    const changed = `${head}${entry('File Access', 2)}${entry('File Creation', 5)}${entry('File Deletion', 3)}`;
    const after = importText(changed, edited, text);
    expect(after.deployments.map(({ owner }) => owner)).toEqual(['Ada', 'Ada', '']);
    expect(eventsOf(after)).toEqual([['File Access'], ['File Deletion'], ['File Creation']]);
  });
});

describe('a file of version 1.0', () => {
  it('takes edits in its own shape', () => {
    const text = readFixture('old-1.0.yaml');
    const inventory = importText(text);
    const file = find(inventory, 'File Creation', 'Watcher');
    const written = expectRoundTrip(text, edit(inventory, file, { quality: { ...file.quality, retention: 1 } }));
    expect(written).not.toContain('applicable_to');
    const without = expectRoundTrip(text, removeDeployments(inventory, new Set([file.id])));
    expect(without).not.toContain('File Creation');
  });
});

describe('a file that changed outside', () => {
  const text = readFixture('harbour.yaml');
  const changed = text
    .replace('date_connected: 2024-02-29', 'date_connected: 2024-03-01')
    .replace('timeliness: 2', 'timeliness: 5');

  it('brings its changes, and edits made here meanwhile stay', () => {
    const inventory = importText(text);
    const beacon = find(inventory, 'Process Creation', 'Beacon');
    const edited = edit(inventory, beacon, { quality: { ...beacon.quality, retention: 4 }, owner: 'Ada' });
    const after = find(importText(changed, edited, text), 'Process Creation', 'Beacon');
    expect(after).toMatchObject({ owner: 'Ada', since: '2024-03-01', quality: { timeliness: 5, retention: 4 } });
  });

  it('that holds the edits made here says nothing new, and what it cannot say stays', () => {
    const inventory = importText(text);
    const beacon = find(inventory, 'Process Creation', 'Beacon');
    const [desks, cranes] = inventory.groups;
    const on = [{ groupId: cranes?.id ?? '', share: null, part: null }];
    const copy = { ...beacon, id: 'new', observes: on, standsOn: cranes?.id ?? null, owner: 'Ada' };
    const tide = find(inventory, 'Tide Gauge Reading', 'Product not named');
    const moved = edit(putDeployments(inventory, [copy]), tide, {
      observes: [{ groupId: desks?.id ?? '', share: null, part: null }],
      owner: 'Bo',
    });
    const lookout = inventory.customSensors.find(({ name }) => name.startsWith('Lookout'));
    const edited = editSensor(moved, lookout?.id ?? '', (sensor) => ({ ...sensor, name: 'Owl (DeTT&CT)' }));
    const again = importText(exportText(text, edited), edited, text);
    expect(describeInventory(again)).toEqual(describeInventory(edited));
    expect(
      again.deployments
        .map(({ owner }) => owner)
        .filter(Boolean)
        .sort(),
    ).toEqual(['Ada', 'Bo']);
    expect(again.customSensors).toHaveLength(edited.customSensors.length);
  });

  it('leaves the deployments of another file alone that says the same', () => {
    const inventory = importText(text);
    const other = text.replace('name: Harbour', 'name: Other harbour');
    const both = importText(other, inventory, null, 'other');
    expect(both.deployments).toHaveLength(2 * inventory.deployments.length);
    expect(both.groups).toHaveLength(inventory.groups.length);
    expect(importText(other, both, other, 'other')).toBe(both);
  });

  it('takes away what it no longer has, and does not bring back what was removed here', () => {
    const inventory = importText(text);
    const shorter = text.replace('[Lookout, Beacon]', '[Lookout]');
    expect(importText(shorter, inventory, text).deployments).toHaveLength(inventory.deployments.length - 1);
    const beacon = find(inventory, 'Process Creation', 'Beacon');
    const removed = removeDeployments(inventory, new Set([beacon.id]));
    expect(importText(text, removed, text)).toBe(removed);
  });
});

describeWithShared('the sample files', () => {
  const folder = join(SHARED, 'samples', 'inventories', 'dettect');
  it.each(['data-sources-endpoints.yaml', 'data-sources-ics.yaml'])(
    'come back to the letter, and take edits: %s',
    (name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const inventory = importText(text);
      expect(exportText(text, inventory)).toBe(text);
      const [first] = inventory.deployments;
      if (first === undefined) throw new Error('no deployments');
      const written = exportText(text, edit(inventory, first, { quality: { ...first.quality, timeliness: 4 } }));
      // Comments stay, though perhaps at another depth.
      const lines = text.split('\n').map((line) => line.trim());
      const now = written.split('\n').map((line) => line.trim());
      const changed = now.filter((line, at) => line !== lines[at]);
      expect(changed).toHaveLength(first.events.mode === 'only' ? first.events.ids.length : 0);
      expect(new Set(changed)).toEqual(new Set(['timeliness: 4']));
    },
  );
});
