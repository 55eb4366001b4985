import { describe, expect, it } from 'vitest';
import { configureSysmon } from '../../src/domain/sensors/configure-sysmon';
import { EMPTY_INVENTORY } from '../../src/domain/sensors/inventory';
import { sniffSysmonConfig } from '../../src/formats/rule-heads';
import { readSysmonConfig, type SysmonConfig } from '../../src/formats/sysmon-config';

function read(filters: string, head = '<Sysmon schemaversion="4.90">'): SysmonConfig {
  const result = readSysmonConfig(
    `${head}<HashAlgorithms>*</HashAlgorithms><EventFiltering>${filters}</EventFiltering></Sysmon>`,
  );
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const state = (filters: string, id: string) => {
  const event = read(filters).events.find((each) => each.id === id);
  return `${event?.writes} ${event?.why}`;
};

describe('readSysmonConfig', () => {
  it.each([
    ['an empty include writes nothing', '<NetworkConnect onmatch="include"/>', '3', 'none include'],
    ['an empty exclude writes everything', '<NetworkConnect onmatch="exclude"></NetworkConnect>', '3', 'all exclude'],
    [
      'an include with rules writes those',
      '<NetworkConnect onmatch="include"><Image condition="is">a</Image></NetworkConnect>',
      '3',
      'some include',
    ],
    [
      'an exclude with rules writes the rest',
      '<NetworkConnect onmatch="exclude"><Image condition="is">a</Image></NetworkConnect>',
      '3',
      'all exclude',
    ],
    [
      'include and exclude',
      '<DnsQuery onmatch="include"><QueryName>a</QueryName></DnsQuery><DnsQuery onmatch="exclude"><QueryName>b</QueryName></DnsQuery>',
      '22',
      'some include',
    ],
    [
      'an exclude beside an empty include',
      '<DnsQuery onmatch="include"/><DnsQuery onmatch="exclude"><QueryName>b</QueryName></DnsQuery>',
      '22',
      'none several',
    ],
    [
      'several excludes',
      '<RuleGroup><DnsQuery onmatch="exclude"/></RuleGroup><RuleGroup><DnsQuery onmatch="exclude"/></RuleGroup>',
      '22',
      'none several',
    ],
    [
      'groups and rules of groups',
      '<RuleGroup groupRelation="or"><FileCreate onmatch="include"><Rule groupRelation="and"><Image>a</Image></Rule></FileCreate></RuleGroup>',
      '11',
      'some include',
    ],
    ['a tag for several events', '<RegistryEvent onmatch="exclude"/>', '13', 'all exclude'],
    ['other case', '<networkconnect OnMatch="Exclude"/>', '3', 'all exclude'],
    [
      'comments are no rules',
      '<NetworkConnect onmatch="include"><!-- <Image>a</Image> --></NetworkConnect>',
      '3',
      'none include',
    ],
    ['silence about process creation', '', '1', 'all default'],
    ['silence about network connections', '', '3', 'none default'],
    ['what cannot be filtered', '', '4', 'all always'],
  ])('knows %s', (_name, filters, id, expected) => {
    expect(state(filters, id)).toBe(expected);
  });

  it('reports filters it does not know', () => {
    const result = readSysmonConfig(
      '<Sysmon schemaversion="9"><EventFiltering><BellRing onmatch="include"/><ProcessCreate/></EventFiltering></Sysmon>',
    );
    expect(result.ok && result.value.counts).toEqual({ filters: 2, understood: 0 });
    expect(result.issues.map(({ code, place }) => `${code} ${place.kind === 'path' && place.path}`)).toEqual([
      'sysmon-event-unknown EventFiltering/BellRing',
      'sysmon-onmatch-missing EventFiltering/ProcessCreate',
    ]);
  });

  it('tells a configuration for Linux by its paths', () => {
    const { isLinux, events } = read(
      '<ProcessCreate onmatch="exclude"><Image condition="is">/usr/bin/true</Image></ProcessCreate>',
    );
    expect([isLinux, events.some(({ id }) => id === '12')]).toEqual([true, false]);
    expect(read('<ProcessCreate onmatch="exclude"><Image>C:\\Windows\\a.exe</Image></ProcessCreate>').isLinux).toBe(
      false,
    );
  });

  it.each([
    ['cut off', '<Sysmon schemaversion="4.90"><EventFiltering><ProcessCreate onmatch="inc', 'xml-malformed'],
    [
      'tags that do not close',
      '<Sysmon>\n<EventFiltering>\n<ProcessCreate onmatch="include">\n</EventFiltering></Sysmon>',
      'xml-malformed',
    ],
    [
      'no filters',
      '<Sysmon schemaversion="4.90"><HashAlgorithms>*</HashAlgorithms></Sysmon>',
      'sysmon-filters-missing',
    ],
    ['another root', '<x><Sysmon/></x>', 'sysmon-root-missing'],
    [
      'a billion laughs',
      `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at || ''};`.repeat(10)}">`).join('')}]><Sysmon schemaversion="4.90"><EventFiltering>&lol9;</EventFiltering></Sysmon>`,
      'xml-entities',
    ],
    ['too deep', `<Sysmon schemaversion="4.90"><EventFiltering>${'<a>'.repeat(200_000)}`, 'xml-malformed'],
  ])('refuses %s', (_name, text, code) => {
    const started = performance.now();
    const result = readSysmonConfig(text);
    expect([result.ok, result.issues[0]?.code]).toEqual([false, code]);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('is told by its content', () => {
    expect(sniffSysmonConfig('\uFEFF<!-- words -->\n<Sysmon schemaversion="4.90">')).toBe(true);
    expect(sniffSysmonConfig('<Events><Event>Sysmon</Event></Events>')).toBe(false);
  });
});

describe('configureSysmon', () => {
  const setting = {
    sensorId: 'sysmon',
    events: ['1', '3'],
    deploymentIds: new Set<string>(),
    newId: 'new',
    note: 'from a file',
  };

  it('makes a deployment where there is none', () => {
    const { deployments } = configureSysmon(EMPTY_INVENTORY, setting);
    expect(deployments).toMatchObject([
      { id: 'new', sensorId: 'sysmon', events: { mode: 'only', ids: ['1', '3'] }, observes: [], notes: 'from a file' },
    ]);
  });

  it('sets the events of those that are chosen, and touches no others', () => {
    const first = configureSysmon(EMPTY_INVENTORY, { ...setting, events: ['1'] });
    const second = configureSysmon(first, { ...setting, events: ['1'], newId: 'other' });
    const after = configureSysmon(second, { ...setting, deploymentIds: new Set(['other']) });
    expect(after.deployments.map(({ events }) => events)).toEqual([
      { mode: 'only', ids: ['1'] },
      { mode: 'only', ids: ['1', '3'] },
    ]);
    expect(after.deployments[0]).toBe(second.deployments[0]);
    expect(configureSysmon(after, { ...setting, deploymentIds: new Set(['other']) }).deployments[1]).toBe(
      after.deployments[1],
    );
  });
});
