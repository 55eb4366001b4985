import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation, SystemGroup } from '../../src/domain/sensors/inventory';
import { INVENTORY_MEANINGS } from '../../src/domain/sensors/inventory-meanings';
import { readInventoryCsv } from '../../src/formats/inventory/inventory-csv';
import { HEADER_NAMES } from '../../src/formats/inventory/inventory-csv-columns';
import { makeOptions, readBytes, readFixtureBytes, readText, tell } from './inventory-samples';

describe('groups', () => {
  it('are one, however often they are named; the first statement holds', async () => {
    const { groups, issues } = await readText(
      'Sensor,System group,Platform,Hosts\nSysmon,Windows  Servers,Windows,420\nWinEvtx,windows servers,Windows; Linux,400\n' +
        'Zeek,WINDOWS SERVERS,,420\n',
    );
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ name: 'Windows  Servers', platforms: ['Windows'], hosts: 420 });
    expect(issues.map(tell)).toEqual([
      'warning group-conflict at row 3: Row 2 states the platforms of the group "Windows  Servers" differently. [Linux, Windows] Kept: Windows.',
      'warning group-conflict at row 3: Row 2 states the number of hosts of the group "Windows  Servers" differently. [400] Kept: 420.',
    ]);
  });

  it('keep the id and what the file does not say of a group of the estate', async () => {
    const servers: SystemGroup = {
      id: 'servers',
      name: 'Windows servers',
      kind: 'hosts',
      platforms: ['Windows'],
      hosts: 400,
      criticality: 3,
      roles: ['mail'],
      parts: [{ name: 'wave 1', share: 0.5 }],
      site: '',
      notes: 'old',
    };
    const { groups, deployments, issues } = await readText('Sensor,System group,Hosts\nSysmon,windows SERVERS,420\n', {
      existingGroups: [servers],
    });
    expect(groups).toEqual([{ ...servers, hosts: 420 }]);
    expect(issues.map(tell)).toEqual([
      'note group-updated at row 2: Your estate had other number of hosts for the group "windows SERVERS". [400] Now: 420.',
    ]);
    expect(deployments[0]?.observes[0]?.groupId).toBe('servers');
  });

  it('without sensors are kept when the row says "none"', async () => {
    const { groups, deployments, counts } = await readText(
      'Sensor,System group,Platform\nnone,Printers,Linux\n-,Kiosks,Windows\n',
    );
    expect(groups.map(({ name }) => name)).toEqual(['Printers', 'Kiosks']);
    expect(deployments).toEqual([]);
    expect(counts).toMatchObject({ kept: 2, rejected: 0 });
  });
});

describe('deployments', () => {
  const shares = (observes: readonly Observation[]) => observes.map(({ share, part }) => [share, part]);

  it('with the same place and settings are one that observes several groups', async () => {
    const { deployments, groups } = await readText(
      'Sensor,System group,Platform,Stands on,Share\nZeek,Clients,Windows,Core switch,90%\nZeek,Servers,Linux,Core switch,50%\n',
    );
    expect(deployments).toHaveLength(1);
    expect(deployments[0]?.standsOn).toBe(groups.find(({ name }) => name === 'Core switch')?.id);
    expect(shares(deployments[0]?.observes ?? [])).toEqual([
      [0.9, null],
      [0.5, null],
    ]);
  });

  it('stand on the group they observe when nothing else is said, and are then separate', async () => {
    const { deployments } = await readText('Sensor,System group\nSysmon,Clients\nSysmon,Servers\n');
    expect(deployments).toHaveLength(2);
    for (const { standsOn, observes } of deployments) expect(standsOn).toBe(observes[0]?.groupId);
  });

  it('with other settings are separate', async () => {
    const { deployments } = await readText(
      'Sensor,System group,Stands on,Owner\nZeek,Clients,Core switch,A\nZeek,Servers,Core switch,B\n',
    );
    expect(deployments).toHaveLength(2);
  });

  it('that are told twice are counted once; another share is a second one', async () => {
    const { deployments, issues, counts } = await readText(
      'Sensor,System group,Platform,Share\nSysmon,Servers,Windows,50%\nSysmon,Servers,Windows,50%\nSysmon,Servers,Windows,30%\n',
    );
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.5, 0.3]);
    expect(counts).toMatchObject({ rows: 3, kept: 3 });
    expect(issues.map(tell)).toEqual([
      'warning repeated-row at row 3: The row says the same as an earlier one. [as row 2] Counted once.',
    ]);
  });

  it('that observe no group are kept and reported', async () => {
    const { deployments, issues } = await readText('Sensor,System group,Stands on\nZeek,none,Lab\n');
    expect(deployments[0]).toMatchObject({ sensorId: 'zeek', observes: [] });
    expect(issues.map(({ code }) => code)).toContain('observes-nothing');
  });

  it('of unknown sensors make one sensor of the user’s own each', async () => {
    const { customSensors, deployments, issues } = await readText(
      'Sensor,Vendor,System group,Platform,Events\nFoo,,A,Linux,1; 2\nFOO,Acme,B,Linux,3\nFoo,Other,C,Linux,\n',
    );
    expect(customSensors.map(({ name, vendor, events }) => [name, vendor, events])).toEqual([
      ['FOO', 'Acme', []],
      ['Foo', 'Other', []],
    ]);
    expect(customSensors[0]?.id).toMatch(/^user:id-/);
    expect(deployments.map(({ sensorId }) => sensorId)).toEqual([
      customSensors[0]?.id,
      customSensors[0]?.id,
      customSensors[1]?.id,
    ]);
    expect(deployments[0]?.events).toEqual({ mode: 'only', ids: ['1', '2'] });
    expect(issues.map(tell)).toEqual([
      'warning unknown-sensor at row 2: The sensor library has no "Foo". Kept as a sensor of your own; it feeds nothing until its events are mapped.',
      'warning unknown-sensor at row 4: The sensor library has no "Foo". Kept as a sensor of your own; it feeds nothing until its events are mapped.',
    ]);
  });

  it('never count as deployed by a word that is not understood', async () => {
    const { deployments, issues } = await readText(
      'Sensor,System group,Platform,Status\nSysmon,A,Windows,retired\nSysmon,B,Windows,\nSysmon,C,Windows,Yes\n',
    );
    expect(deployments.map(({ status }) => status)).toEqual(['candidate', null, 'deployed']);
    expect(issues.map(tell)).toEqual([
      'warning unknown-status at row 2, column Status: This is none of deployed, planned and candidate. [retired] Read as candidate, which does not count as deployed.',
    ]);
  });
});

describe('cells with several sensors', () => {
  it.each([
    ['Sysmon; Zeek', ['sysmon', 'zeek']],
    ['Sysmon, Zeek', ['sysmon', 'zeek']],
    ['Sysmon + Zeek', ['sysmon', 'zeek']],
    ['Sysmon / Bro and CloudTrail', ['sysmon', 'zeek', 'aws-cloudtrail']],
    ['Sysmon, sysmon', ['sysmon']],
  ])('%j are a deployment each', async (cell, sensors) => {
    const { deployments, counts, issues } = await readText(`Sensor,System group,Platform\n"${cell}",A,Linux\n`);
    expect(deployments.map(({ sensorId }) => sensorId)).toEqual(sensors);
    expect(counts).toMatchObject({ rows: 1, kept: 1, rejected: 0 });
    expect(issues).toEqual([]);
  });

  it('keep a name with a separator whole where its pieces are not known', async () => {
    const { customSensors } = await readText(
      'Sensor,System group,Platform\n"Sysmon & home-made",A,Linux\n"Cut, Run",A,Linux\n',
    );
    expect(customSensors.map(({ name }) => name)).toEqual(['Sysmon & home-made', 'Cut, Run']);
  });

  it.each(['Sysmon; home-made', 'Sysmon, home-made'])('cut %j, of which one is known', async (cell) => {
    const { deployments, customSensors } = await readText(`Sensor,System group,Platform\n"${cell}",A,Linux\n`);
    expect(deployments.map(({ sensorId }) => sensorId)).toEqual(['sysmon', customSensors[0]?.id]);
  });

  it('share out versions only where each has one', async () => {
    const { deployments } = await readText(
      'Sensor,Version,System group,Platform\n"Sysmon; Zeek",15.1; 6.0,A,Linux\n"Sysmon; Zeek",7,B,Linux\n',
    );
    expect(deployments.map(({ version }) => version)).toEqual(['15.1', '6.0', '', '']);
  });
});

describe('hints', () => {
  it('show what a column that is not used holds', async () => {
    const { issues } = await readText('Sensor,System group,Platform,Rack,\nZeek,A,Linux,R17,x\n');
    expect(issues.map(tell)).toEqual([
      'note column-not-used at row 1, column Rack: Nothing is known to be meant by the column "Rack". [R17] Not used.',
      'note column-not-used at row 1, column 5: Column 5 has no header. [x] Not used.',
    ]);
  });
});

describe('any table', () => {
  it('is read without a throw; kept and rejected add up; chunks do not matter', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'Sysmon',
        'none',
        '',
        '80%',
        '1',
        '"',
        '3/4/2026',
        '1.234',
        'all',
        'wave 1',
        '=1',
        '12 €',
        '4624-4634',
        'x',
      ),
      fc.string({ maxLength: 8 }),
    );
    const headers = fc.shuffledSubarray(INVENTORY_MEANINGS.map((meaning) => HEADER_NAMES[meaning][0] ?? ''));
    const table = fc.tuple(
      headers,
      fc.array(fc.array(cell, { maxLength: 12 }), { maxLength: 12 }),
      fc.constantFrom(',', ';', '\t'),
    );
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async ([columns, rows, delimiter], size) => {
        const lines = [['sensor', 'system group', ...columns], ...rows].map((cells) => cells.join(delimiter));
        const bytes = new TextEncoder().encode(lines.join('\n'));
        const whole = await readBytes(bytes);
        expect(await readBytes(bytes, {}, size)).toEqual(whole);
        if (!whole.ok) return;
        const { counts, issueCounts, groups, deployments } = whole.value;
        expect(counts.kept + counts.rejected).toBe(counts.rows);
        expect(counts.kept).toBeGreaterThanOrEqual(0);
        const errors = issueCounts.filter(({ severity }) => severity === 'error');
        if (counts.rejected > 0) expect(errors.length).toBeGreaterThan(0);
        const ids = new Set(groups.map(({ id }) => id));
        for (const { observes, standsOn } of deployments) {
          for (const { groupId, share } of observes) {
            expect(ids.has(groupId)).toBe(true);
            expect(share === null || (share >= 0 && share <= 1)).toBe(true);
          }
          expect(standsOn === null || ids.has(standsOn)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('parts', () => {
  it('have the share of their row for a size when nothing else is said', async () => {
    const { groups, deployments } = await readText(
      'Sensor,System group,Platform,Part,Share\nSysmon,Clients,Windows,wave 1,60%\nZeek,Clients,Windows,wave 2,40%\n' +
        'WinEvtx,Clients,Windows,wave 1,\n',
    );
    expect(groups[0]?.parts).toEqual([
      { name: 'wave 1', share: 0.6 },
      { name: 'wave 2', share: 0.4 },
    ]);
    expect(deployments.map(({ observes }) => [observes[0]?.part, observes[0]?.share])).toEqual([
      ['wave 1', null],
      ['wave 2', null],
      ['wave 1', null],
    ]);
  });

  it('whose size is stated leave the share to the part, in whatever order the rows come', async () => {
    const { groups, deployments } = await readText(
      'Sensor,System group,Platform,Part,Share,Part size\nSysmon,Clients,Windows,wave 1,90%,\nZeek,Clients,Windows,wave 1,,60%\n',
    );
    expect(groups[0]?.parts).toEqual([{ name: 'wave 1', share: 0.6 }]);
    expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([0.9, null]);
  });

  it('of unknown size cannot be computed: the row is left out', async () => {
    const { counts, deployments, issues } = await readText(
      'Sensor,System group,Platform,Part\nSysmon,Clients,Windows,wave 1\n',
    );
    expect(deployments).toEqual([]);
    expect(counts).toMatchObject({ rows: 1, kept: 0, rejected: 1 });
    expect(issues.map(tell)).toEqual([
      'error part-without-size at row 2: The size of the part "wave 1" is not stated. Row left out. Give its share of the group.',
    ]);
  });

  it('read again give the same inventory', async () => {
    const text = 'Sensor,System group,Platform,Part,Share\nSysmon,Clients,Windows,wave 1,60%\n';
    const first = await readText(text);
    const second = await readText(text, { existingGroups: first.groups });
    expect(second.groups).toEqual(first.groups);
    expect(second.deployments[0]?.observes).toEqual(first.deployments[0]?.observes);
  });
});

describe('limits', () => {
  it('stop at too many different deployments; nothing is given', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `Sysmon,Group ${at}`).join('\n');
    const result = await readBytes(new TextEncoder().encode(`Sensor,System group\n${rows}\n`), { limit: 10 });
    expect(result.ok).toBe(false);
    expect(result.issues.map(tell)).toEqual([
      'error too-many-deployments at row 7: The file has more than 10 different deployments and groups. ' +
        'If each row is a host, say which column names the host: hosts are counted, not kept. Reading stopped here; nothing was written.',
    ]);
  });

  it('do not count what is the same', async () => {
    const text = `Sensor,System group,Platform\n${'Sysmon,Servers,Windows\n'.repeat(300)}`;
    const { issues, issueCounts, counts, deployments } = await readText(text, { limit: 10 });
    expect(deployments).toHaveLength(1);
    expect(counts).toMatchObject({ rows: 300, kept: 300 });
    expect(issueCounts).toEqual([{ code: 'repeated-row', severity: 'warning', count: 299, listed: 250 }]);
    expect(issues).toHaveLength(250);
  });

  it('tell the progress in bytes', async () => {
    const seen: number[] = [];
    const bytes = readFixtureBytes('inventory-csv/basic.csv');
    await readBytes(bytes, { onProgress: (read) => seen.push(read) }, 100);
    expect(seen.at(-1)).toBe(bytes.length);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });

  it('pass on what goes wrong with the source', async () => {
    async function* broken(): AsyncIterable<Uint8Array> {
      yield new TextEncoder().encode('Sensor,System group\n');
      throw new Error('the disk is gone');
    }
    await expect(readInventoryCsv(broken(), makeOptions())).rejects.toThrow('the disk is gone');
    const failing = makeOptions({
      matchSensor: () => {
        throw new Error('a bug');
      },
    });
    const chunks = (async function* () {
      yield new TextEncoder().encode('Sensor,System group\nSysmon,Servers\n');
    })();
    await expect(readInventoryCsv(chunks, failing)).rejects.toThrow('a bug');
  });
});

describe('what a row does not state', () => {
  it('is told apart from what it states', async () => {
    const { deployments } = await readText(
      'Sensor,System group,Stands on,Events,Status\nSysmon,A,,,\nSysmon,B,,n/a,-\nSysmon,C,C,all,deployed\nSysmon,D,none,none,planned\n',
    );
    expect(deployments.map(({ events, status, isPlaceStated }) => [events, status, isPlaceStated])).toEqual([
      [null, null, false],
      [null, null, false],
      [{ mode: 'all' }, 'deployed', true],
      [{ mode: 'only', ids: [] }, 'planned', true],
    ]);
  });

  it('is stated when another row of the same deployment does', async () => {
    const { deployments } = await readText('Sensor,System group,Status\nSysmon,A,\nSysmon,A,deployed\n');
    expect(deployments.map(({ status }) => status)).toEqual(['deployed']);
  });
});

it('says what is made of a share that cannot be read', async () => {
  const { deployments, issues } = await readText(
    'Sensor,System group,Platform,Share,Part,Part size\nSysmon,A,Windows,half,,\nSysmon,B,Windows,most,wave 1,50%\n',
  );
  expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([null, null]);
  const unless = 'unless device completeness or your estate says otherwise.';
  expect(issues.map(tell)).toEqual([
    `warning unreadable-value at row 2, column Share: This is not a share between 0 and 100 %. [half] Left empty: taken as the whole group, ${unless}`,
    `warning unreadable-value at row 3, column Share: This is not a share between 0 and 100 %. [most] Left empty: taken as the whole part, ${unless}`,
  ]);
});
