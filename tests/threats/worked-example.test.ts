import { describe, expect, it } from 'vitest';
import { indexSensors } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { computeVerdict } from '../../src/domain/threats/compute-verdict';
import { planHunt } from '../../src/domain/threats/plan-hunt';
import { describeRelatives, writeOutside, writeVerdict } from '../../src/domain/threats/verdict-words';
import { loadFacts } from '../bench/plan-instances';
import { makeDeployment, makeGroup, makeInventory, observe } from '../coverage/made-up-estate';
import { groundHunt, groundVerdict, makeThreat, NEVER_OVER } from './made-up-threats';

/** The worked example of docs/threat-model.md, to the last event. */
const { index, library } = loadFacts();
const THREAT = makeThreat([
  'T1595',
  'T1566.001',
  'T1059.001',
  'T1547.001',
  'T1112',
  'T1055',
  'T1003.001',
  'T1016',
  'T1074.001',
  'T1039',
  'T1041',
]);

function makeBase(powershell: number) {
  const inventory = makeInventory({
    groups: [makeGroup('G', { name: 'Workstations', hosts: 400 })],
    deployments: [
      makeDeployment('sysmon', { observes: observe(0.6) }),
      makeDeployment('powershell-logging', { observes: observe(powershell) }),
    ],
  });
  return { index, inventory, sensors: indexSensors(library, inventory), settings: DEFAULT_SETTINGS };
}

describe('PowerShell logging on 90 % of the hosts', () => {
  it('verdict', () => {
    const { figures, tactics } = computeVerdict(groundVerdict(makeBase(0.9)), THREAT);
    const setting = { lens: 'analytics' as const, groups: 1 };
    expect(writeVerdict(figures, setting)).toBe(
      '6 of 10 observable steps can be seen; first at Execution; blind for Initial Access, Privilege Escalation and Credential Access.',
    );
    expect(writeOutside(figures, setting)).toBe('Not counted: 1 step that does not apply to your estate.');
    expect(
      tactics.map(({ name, steps }) => [name, ...steps.map(({ technique, state }) => `${technique} ${state}`)]),
    ).toEqual([
      ['Reconnaissance', 'T1595 not applicable'],
      ['Initial Access', 'T1566.001 one short'],
      ['Execution', 'T1059.001 runs'],
      ['Persistence', 'T1547.001 runs', 'T1112 runs'],
      ['Privilege Escalation', 'T1055 one short'],
      ['Credential Access', 'T1003.001 one short'],
      ['Discovery', 'T1016 runs'],
      ['Collection', 'T1074.001 runs', 'T1039 one short'],
      ['Exfiltration', 'T1041 runs'],
    ]);
    const injection = tactics.flatMap(({ steps }) => steps).find(({ technique }) => technique === 'T1055');
    expect(injection && describeRelatives(injection)).toBe(
      'cannot be seen itself; of its sub-techniques T1055.001 and T1055.002 can',
    );
  });

  it('hunt plan', () => {
    const { places, missing, isProven, steps } = planHunt(groundHunt(makeBase(0.9)), THREAT, NEVER_OVER);
    expect(isProven).toBe(true);
    expect(places.map(({ sensorName, events }) => [sensorName, ...events.map(({ eventId }) => eventId)])).toEqual([
      ['Sysmon', '1', '3', '7', '9', '11', '13', '22'],
      ['PowerShell logging', '400', '4103'],
    ]);
    expect(missing.map(({ technique, lacks }) => [technique, ...lacks.map(({ component }) => component)])).toEqual([
      ['T1595'],
      ['T1566.001', 'Application Log Content'],
      ['T1055', 'OS API Execution'],
      ['T1003.001', 'User Account Metadata'],
      ['T1039', 'Network Share Access'],
    ]);
    const exfiltration = steps.find(({ technique }) => technique === 'T1041');
    const connection = exfiltration?.shownBy[0]?.needs.find(
      ({ component }) => component === 'Network Connection Creation',
    );
    expect(connection).toMatchObject({ eventIds: ['3'], alsoNamed: ['22'] });
  });
});

it('PowerShell logging on 30 %: the hosts need not overlap', () => {
  const { figures } = computeVerdict(groundVerdict(makeBase(0.3)), THREAT);
  expect(writeVerdict(figures, { lens: 'analytics', groups: 1 })).toBe(
    '4 of 10 observable steps can be seen; first at Persistence; blind for Initial Access, Execution, Privilege Escalation, Credential Access and Discovery.',
  );
  const { places } = planHunt(groundHunt(makeBase(0.3)), THREAT, NEVER_OVER);
  expect(places.map(({ sensorName, events }) => [sensorName, ...events.map(({ eventId }) => eventId)])).toEqual([
    ['Sysmon', '1', '3', '9', '11', '13', '22'],
  ]);
});
