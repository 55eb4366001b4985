import { expect, it } from 'vitest';
import { describePlace } from '../../src/domain/result';
import { readText } from './inventory-samples';

const TABLE = 'Sensor,Group,Platform,Hosts,Share\n';

function shorten({ groups, deployments }: Awaited<ReturnType<typeof readText>>) {
  const nameOf = new Map(groups.map(({ id, name }) => [id, name]));
  return {
    groups: groups.map(({ name, platforms, hosts }) => [name, platforms.join(), hosts]),
    deployments: deployments.map(({ sensorId, observes }) => [
      sensorId,
      ...observes.flatMap(({ groupId, share }) => [nameOf.get(groupId), share]),
    ]),
  };
}

it('one name on two platforms is two groups, each with its hosts and sensors', async () => {
  const rows =
    'Zeek,Mill,Linux,40,100%\nSysmon,mill,Windows,60,80%\nZeek,Mill,Windows Server,60,10%\nSysmon,Desks,Windows,5,\n';
  const reading = await readText(TABLE + rows);
  const expected = {
    groups: [
      ['Mill (Linux)', 'Linux', 40],
      ['mill (Windows)', 'Windows', 60],
      ['Desks', 'Windows', 5],
    ],
    deployments: [
      ['zeek', 'Mill (Linux)', 1],
      ['sysmon', 'mill (Windows)', 0.8],
      ['zeek', 'mill (Windows)', 0.1],
      ['sysmon', 'Desks', null],
    ],
  };
  expect(shorten(reading)).toEqual(expected);
  const told = reading.issues.filter(({ code }) => code === 'group-split');
  expect(told.map(({ place, done }) => [describePlace(place), done])).toEqual([
    ['row 2', 'Made 2 groups of it: "Mill (Linux)", "mill (Windows)".'],
  ]);
  expect(reading.issues.map(({ code }) => code)).not.toContain('group-conflict');
  // Once more, into the estate that came of it.
  const again = await readText(TABLE + rows, { existingGroups: reading.groups });
  expect(again.groups.map(({ id, name }) => [id, name])).toEqual(reading.groups.map(({ id, name }) => [id, name]));
});

it('platforms with one in common, unknown ones, and none are of the same group', async () => {
  const rows =
    'Zeek,A,Linux; Windows,40,\nSysmon,A,Windows,,\nZeek,B,,4,\nSysmon,B,Windows,4,\nZeek,C,Toasters,1,\nSysmon,C,Windows,1,\n';
  const { groups } = await readText(TABLE + rows);
  expect(groups.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
});

it('rows with the same sensor, group and share are one deployment, however the share is written', async () => {
  const reading = await readText(
    `${TABLE}Sysmon,A,Windows,10,90%\nSysmon,A,Windows,10,90\nZeek,A,Windows,10,30\nSysmon,A,Windows,10,0.9 \n`,
  );
  expect(shorten(reading).deployments.filter(([sensor, , share]) => sensor === 'sysmon' && share === 0.9)).toHaveLength(
    1,
  );
  expect(reading.issues.map(({ code }) => code)).toContain('repeated-row');
});

it('beside percent signs, numbers up to 1 are fractions; without any, the column decides', async () => {
  const shares = async (cells: readonly string[]) => {
    const rows = cells.map((cell, at) => `Sysmon,G${at},Windows,10,${cell}`).join('\n');
    const { deployments, issues } = await readText(`${TABLE}${rows}\n`);
    const told = issues.filter(({ code }) => code === 'ambiguous-share');
    return [deployments.map(({ observes }) => observes[0]?.share), told.length];
  };
  expect(await shares(['90%', '0.5', '1', '12'])).toEqual([[0.9, 0.5, 1, 0.12], 2]);
  expect(await shares(['90%', '0.5', '1'])).toEqual([[0.9, 0.5, 1], 0]);
  expect(await shares(['90', '0.5', '1'])).toEqual([[0.9, 0.005, 0.01], 2]);
  expect(await shares(['0.9', '0.5', '1'])).toEqual([[0.9, 0.5, 1], 0]);
});
