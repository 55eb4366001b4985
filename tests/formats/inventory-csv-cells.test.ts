import { expect, it } from 'vitest';
import { readText, tell } from './inventory-samples';

it('a word for a share is read as all or none of the hosts, and told about', async () => {
  const words = ['yes', 'Ja', 'oui', 'x', '✓', 'no', 'nein', 'all', 'none', '80 %'];
  const rows = words.map((word, at) => `Sysmon,Group ${at},Windows,${word}`).join('\n');
  const { deployments, issues, counts } = await readText(`Sensor,System group,Platform,Coverage\n${rows}\n`);
  expect(counts).toMatchObject({ kept: 10, rejected: 0 });
  expect(deployments.map(({ observes }) => observes[0]?.share)).toEqual([1, 1, 1, 1, 1, 0, 0, 1, 0, 0.8]);
  const isNo = (word: string | undefined) => word === 'no' || word === 'nein';
  expect(deployments.map(({ status }) => status)).toEqual(words.map((word) => (isNo(word) ? 'candidate' : null)));
  const told = issues.filter(({ code }) => code === 'share-by-word');
  expect(told).toHaveLength(7);
  expect([told[0], told[5]].map((each) => each && tell(each))).toEqual([
    'note share-by-word at row 2, column Coverage: A word stands where a share was expected. [yes] Taken for all hosts of the group: 100 %.',
    "note share-by-word at row 7, column Coverage: A word stands where a share was expected. [no] Taken for none of the group's hosts: 0 %, and unless a status says otherwise, not deployed.",
  ]);
});

it('a word and the share it stands for are the same statement', async () => {
  const { deployments, issues } = await readText('Sensor,System group,Coverage\nSysmon,A,yes\nSysmon,A,100%\n');
  expect(deployments).toHaveLength(1);
  expect(issues.map(({ code }) => code)).toContain('repeated-row');
});

it('two names of one sensor in a cell make one deployment', async () => {
  const { deployments, products, issues } = await readText(
    'Sensor,System group,Version\nZeek/Bro,A,6.0\n"Zeek, Bro, Sysmon",B,\nZeek/Bro,C,\nZeek/Bro,A,6.0\n',
  );
  expect(deployments.map(({ sensorId }) => sensorId)).toEqual(['zeek', 'zeek', 'sysmon', 'zeek']);
  expect(deployments[0]?.version).toBe('6.0');
  expect(products.map(({ name, rows }) => [name, rows])).toEqual([
    ['Zeek', 4],
    ['Bro', 4],
    ['Sysmon', 1],
  ]);
  expect(issues.filter(({ code }) => code === 'repeated-row').map(tell)).toEqual([
    'warning repeated-row at row 5: The row says the same as an earlier one. [as row 2] Counted once.',
  ]);
  expect(issues.filter(({ code }) => code === 'names-of-one-sensor').map(tell)).toEqual([
    'note names-of-one-sensor at row 2: The row calls a sensor by several names: "Zeek", "Bro". Read as one sensor.',
    'note names-of-one-sensor at row 3: The row calls a sensor by several names: "Zeek", "Bro", "Sysmon". Read as 2 sensors.',
  ]);
});

it('a host with two names of one sensor is one host', async () => {
  const rows = Array.from({ length: 12 }, (_, at) => `,${at < 6 ? 'Zeek/Bro' : 'Sysmon'},Linux`).join('\n');
  const { deployments, groups } = await readText(`Hostname,Sensor,OS\n${rows}\n`);
  expect(groups[0]?.hosts).toBe(12);
  expect(deployments.map(({ sensorId, observes }) => [sensorId, observes[0]?.share])).toEqual([
    ['zeek', 0.5],
    ['sysmon', 0.5],
  ]);
});

it('a platform that ATT&CK does not know is told with what the sensor is made for', async () => {
  const { issues, groups } = await readText(
    'Sensor,System group,Platform\nSysmon,A,Cloud stuff\nZeek,B,Cloud stuff\nOwn thing,C,Cloud stuff\n',
    {
      sensorPlatforms: (id) => (id === 'sysmon' ? ['Identity Provider', 'Windows'] : []),
      sensorName: (id) => `The ${id}`,
    },
  );
  expect(groups[0]?.platforms).toEqual(['Cloud stuff']);
  const plain = 'Kept as written; no technique applies to it.';
  expect(issues.filter(({ code }) => code === 'unknown-platform').map(({ done }) => done)).toEqual([
    `${plain} The sysmon is made for Identity Provider, Windows: choose that if it is meant.`,
    plain,
    plain,
  ]);
});
