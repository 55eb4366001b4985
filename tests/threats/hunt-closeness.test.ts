import { expect, it } from 'vitest';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { planHunt } from '../../src/domain/threats/plan-hunt';
import { loadFacts } from '../bench/plan-instances';
import { makeDeployment, makeGroup, makeInventory } from '../coverage/made-up-estate';
import { groundHunt, makeThreat, NEVER_OVER } from './made-up-threats';

const { index, library } = loadFacts();

/** Sysmon, the event log and Zeek on Windows, auditd on Linux. */
const inventory = makeInventory({
  groups: [
    makeGroup('W', { name: 'Workstations', platforms: ['Windows'] }),
    makeGroup('L', { name: 'Servers', platforms: ['Linux'] }),
  ],
  deployments: ['sysmon W', 'winevtx W', 'zeek W', 'auditd L'].map((words) => {
    const [sensor = '', groupId = ''] = words.split(' ');
    return makeDeployment(sensor, { observes: [{ groupId, share: 1, part: null }] });
  }),
});
const base = { index, inventory, sensors: indexSensors(library, inventory), settings: DEFAULT_SETTINGS };
const plan = planHunt(
  groundHunt(base),
  makeThreat(['T1003.001', 'T1071.004', 'T1021.001', 'T1048.002', 'T1105', 'T1133']),
  NEVER_OVER,
);

function readStep(technique: string, group: string): Readonly<Record<string, string>> {
  const step = plan.steps.find((each) => each.technique === technique);
  return Object.fromEntries(
    (step?.shownBy ?? [])
      .filter(({ groupNames }) => groupNames.includes(group))
      .flatMap(({ needs }) => needs)
      .map(({ component, sensorId, eventIds, logSources }): [string, string] => [
        component,
        `${sensorId} ${eventIds.join(' ') || logSources.join(' ')}`,
      ]),
  );
}

/** Before closeness counted, with only the number of events being minimised: what stood there instead. */
it.each<[string, string, Readonly<Record<string, string>>, before: readonly string[]]>([
  [
    'LSASS Memory',
    'T1003.001',
    {
      'Process Access': 'sysmon 10',
      'Process Creation': 'sysmon 1',
      'File Creation': 'sysmon 11',
      'User Account Metadata': 'winevtx 4673',
      'Windows Registry Key Modification': 'sysmon 13',
    },
    ['winevtx 129', 'winevtx 4657', 'winevtx 4663'],
  ],
  [
    'DNS',
    'T1071.004',
    { 'Network Connection Creation': 'sysmon 3', 'Network Traffic Content': 'zeek dns.log' },
    ['auditd MAC_UNLBL_ALLOW', 'sysmon 22'],
  ],
  [
    'Remote Desktop Protocol',
    'T1021.001',
    {
      'Logon Session Creation': 'winevtx 4624',
      'Logon Session Metadata': 'winevtx 4778',
      'Network Connection Creation': 'sysmon 3',
      'Process Creation': 'sysmon 1',
    },
    ['sysmon 22'],
  ],
  [
    'Exfiltration Over Asymmetric Encrypted Non-C2 Protocol',
    'T1048.002',
    {
      'Network Connection Creation': 'sysmon 3',
      'Process Creation': 'sysmon 1',
      'File Access': 'winevtx 4656',
      'Network Traffic Content': 'zeek NSM:Flow',
    },
    ['sysmon 22'],
  ],
  [
    'Ingress Tool Transfer',
    'T1105',
    { 'Network Connection Creation': 'sysmon 3', 'File Creation': 'sysmon 11', 'Process Creation': 'sysmon 1' },
    ['sysmon 22'],
  ],
  [
    'External Remote Services',
    'T1133',
    {
      'User Account Authentication': 'winevtx 4625',
      'Application Log Content': 'winevtx WinEventLog:Application',
      'Network Connection Creation': 'sysmon 3',
    },
    ['winevtx 18456', 'sysmon 22'],
  ],
])('%s is looked for where ATT&CK says', (_, technique, after, before) => {
  const found = readStep(technique, 'Workstations');
  expect(found).toEqual(after);
  for (const look of before) expect(Object.values(found)).not.toContain(look);
});

it('every group in which a step runs is looked at, be it by what is merely mapped', () => {
  expect(plan.isProven).toBe(true);
  expect(readStep('T1071.004', 'Servers')).toEqual({
    'Process Creation': 'auditd execve',
    'Network Traffic Content': 'auditd MAC_UNLBL_ALLOW',
  });
  expect(plan.places.find(({ sensorId }) => sensorId === 'auditd')?.groupNames).toEqual(['Servers']);
});
