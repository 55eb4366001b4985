import { describe, expect, it } from 'vitest';
import { foldLogSource } from '../../src/domain/attack/catalog';
import { parseDataComponentId } from '../../src/domain/attack/identifiers';
import { compileSensorLibrary, type SensorFacts } from '../../src/domain/sensors/compile-sensor-library';
import { foldSensorName, type SensorEvent } from '../../src/domain/sensors/sensor';
import { ALL_FACTS, FACT_FILES, readFacts, readFactsText, UNASSIGNED } from './library-facts';

/** ATT&CK's platforms, of the three domains. */
const PLATFORMS = [
  'Windows',
  'Linux',
  'macOS',
  'Network Devices',
  'ESXi',
  'IaaS',
  'SaaS',
  'Office Suite',
  'Identity Provider',
  'Containers',
  'PRE',
  'Android',
  'iOS',
  'Control Server',
  'Data Historian',
  'Engineering Workstation',
  'Field Controller/RTU/PLC/IED',
  'Human-Machine Interface',
  'Input/Output Server',
  'Safety Instrumented System/Protection Relay',
];
const FIELDS = ['id', 'name', 'vendor', 'smapName', 'aliases', 'platforms', 'logSources', 'sources', 'sets', 'events'];
const SET_FIELDS = ['default', 'enable', 'sources', 'platforms'];
const EVENT_FIELDS = ['id', 'code', 'logSources', 'role', 'set', ...SET_FIELDS, 'attack', 'library'];

/** What organisations run: every fact of these names where it comes from. */
const WITH_SOURCES = [
  'azure-activity',
  'azure-network-flow',
  'carbon-black',
  'crowdstrike-falcon',
  'defender-antivirus',
  'defender-office-365',
  'dhcp-server',
  'dns-server',
  'elastic-defend',
  'entra-id',
  'firewall',
  'gcp-audit',
  'gcp-vpc-flow',
  'google-workspace',
  'kubernetes-audit',
  'm365-unified-audit',
  'mail-gateway',
  'microsoft-defender-identity',
  'microsoft-defender-xdr',
  'okta',
  'powershell-logging',
  'protective-dns',
  'sentinelone',
  'suricata',
  'vpn-gateway',
  'web-proxy',
];

const library = compileSensorLibrary({ sensors: ALL_FACTS, smap: new Map(), unassigned: UNASSIGNED });
const sensorById = new Map(library.sensors.map((sensor) => [sensor.id, sensor]));

function eventOf(sensorId: string, eventId: string): SensorEvent | undefined {
  return sensorById.get(sensorId)?.events.find(({ id }) => id === eventId);
}

describe('the files of the sensor library', () => {
  it.each(FACT_FILES)('%s states what a sensor is, and nothing else', (file) => {
    const facts = readFacts(file);
    expect(`${facts.id}.json`).toBe(file);
    expect(facts.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(facts.name.trim()).toBe(facts.name);
    expect(facts.name).not.toBe('');
    expect(facts.vendor).not.toBe('');
    expect(Object.keys(facts).filter((field) => !FIELDS.includes(field))).toEqual([]);
    expect(facts.platforms.filter((platform) => !PLATFORMS.includes(platform))).toEqual([]);
    expect(facts.platforms.length).toBeGreaterThan(0);
    for (const list of [facts.aliases, facts.platforms, facts.logSources]) {
      expect(new Set(list).size).toBe(list.length);
    }
    for (const set of Object.values(facts.sets ?? {})) {
      expect(Object.keys(set).filter((field) => !SET_FIELDS.includes(field))).toEqual([]);
    }
    for (const part of [...Object.values(facts.sets ?? {}), ...(facts.events ?? [])]) {
      expect(['on', 'off', undefined]).toContain(part.default);
      expect((part.platforms ?? []).filter((platform) => !facts.platforms.includes(platform))).toEqual([]);
    }
    for (const event of facts.events ?? []) {
      expect(Object.keys(event).filter((field) => !EVENT_FIELDS.includes(field))).toEqual([]);
      expect(event.id.trim()).toBe(event.id);
      expect([...(event.attack ?? []), ...(event.library ?? [])].map(parseDataComponentId)).not.toContain(null);
    }
  });

  it.each(FACT_FILES)('%s has one event per line', (file) => {
    const lines = readFactsText(file).split('\n');
    const events = lines.filter((line) => /^ {4}\{ "id": .* \},?$/.test(line));
    expect(events).toHaveLength(readFacts(file).events?.length ?? 0);
  });

  it('gives every name in an inventory one meaning', () => {
    const owners = new Map<string, string>();
    for (const { id, name, aliases } of ALL_FACTS) {
      const own = new Set([id, name, ...aliases].map(foldSensorName));
      for (const folded of own) {
        expect(folded).not.toBe('');
        expect(`${folded} means ${owners.get(folded) ?? id}`).toBe(`${folded} means ${id}`);
        owners.set(folded, id);
      }
    }
    expect(owners.get(foldSensorName('Bro'))).toBe('zeek');
    expect(owners.get('wel')).toBe('winevtx');
    expect(owners.get(foldSensorName('Azure AD'))).toBe('entra-id');
    expect(owners.get('mde')).toBe('microsoft-defender-xdr');
  });

  it('uses a code once per sensor and log source', () => {
    for (const sensor of library.sensors) {
      const seen = new Map<string, string>();
      for (const event of sensor.events) {
        for (const source of new Set((event.logSources ?? sensor.logSources).map(foldLogSource))) {
          const key = `${sensor.id}, ${source}: ${(event.code ?? event.id).toLowerCase()}`;
          expect(`${key} is ${seen.get(key) ?? event.id}`).toBe(`${key} is ${event.id}`);
          seen.set(key, event.id);
        }
      }
    }
  });

  it('states an event for every log source of a sensor that ties its events to log sources', () => {
    // Otherwise the log source would count as supplied by whatever event is switched on.
    for (const sensor of library.sensors) {
      const tied = new Set(sensor.events.flatMap((event) => event.logSources ?? []).map(foldLogSource));
      if (tied.size === 0) continue;
      const free = sensor.logSources.filter((source) => !tied.has(foldLogSource(source)));
      expect(`${sensor.id}: ${free.join(', ')}`).toBe(`${sensor.id}: `);
    }
  });

  it.each(WITH_SOURCES)('says where each event of %s is described', (id) => {
    const facts = readFacts(`${id}.json`);
    for (const source of Object.values(facts.sources ?? {})) {
      if (source.includes('://')) expect(new URL(source).protocol).toBe('https:');
      else expect(source.length).toBeGreaterThan(20);
    }
    const unfounded = (facts.events ?? []).filter(
      ({ set, sources }) => sources === undefined && facts.sets?.[set ?? '']?.sources === undefined,
    );
    expect(unfounded.map((event) => event.id)).toEqual([]);
    expect(facts.events?.length).toBeGreaterThan(0);
  });

  it('ties the Security log of Windows to audit subcategories, and Sysmon’s events to its rules', () => {
    expect(eventOf('winevtx', '4688')).toMatchObject({ set: 'Process Creation', default: 'off' });
    expect(eventOf('winevtx', '4624')).toMatchObject({ set: 'Logon', default: 'on' });
    expect(eventOf('winevtx', '5145')).toMatchObject({ set: 'Detailed File Share', default: 'off' });
    expect(eventOf('winevtx', '4104')).toMatchObject({ set: 'PowerShell script block logging', default: 'off' });
    expect(eventOf('winevtx', '4769')).not.toHaveProperty('default');
    expect(eventOf('sysmon', '3')).toMatchObject({ set: 'NetworkConnect', default: 'off' });
    const security = readFacts('winevtx.json').events?.filter(
      ({ id, logSources }) => /^[45]\d{3}$/.test(id) && logSources?.join() === 'WinEventLog:Security',
    );
    expect(security?.filter(({ set }) => set === undefined).map(({ id }) => id)).toEqual(['4825']);
  });

  it('lets what happens in a tenant say nothing of hosts', () => {
    for (const id of ['entra-id', 'm365-unified-audit', 'okta', 'google-workspace']) {
      for (const event of sensorById.get(id)?.events ?? []) {
        expect(event.platforms ?? ['Windows']).not.toContain('Windows');
      }
    }
    expect(eventOf('microsoft-defender-xdr', 'EmailEvents')?.platforms).toEqual(['Office Suite']);
    expect(eventOf('microsoft-defender-xdr', 'DeviceRegistryEvents/RegistryValueSet')?.platforms).toEqual(['Windows']);
  });

  it('says of every unassigned log source why', () => {
    expect(new Set(UNASSIGNED.map(({ name }) => name)).size).toBe(UNASSIGNED.length);
    for (const { reason } of UNASSIGNED) expect(reason.length).toBeGreaterThan(20);
  });
});

describe('roles', () => {
  it.each([
    ['4768', 'domain-controller'],
    ['4769', 'domain-controller'],
    ['4662', 'domain-controller'],
    ['4728', 'domain-controller'],
    ['4741', 'domain-controller'],
    ['4932', 'domain-controller'],
    ['5136', 'domain-controller'],
    ['5141', 'domain-controller'],
    ['4886', 'certificate-authority'],
    ['4887', 'certificate-authority'],
    ['4899', 'certificate-authority'],
    ['1200', 'ad-fs'],
    ['dhcp-server/1020', 'dhcp'],
    ['iis-configuration/29', 'web'],
  ])('Windows event %s exists only on a %s', (id, role) => {
    expect(eventOf('winevtx', id)?.role).toBe(role);
  });

  it.each([
    '4624',
    '4625',
    '4648',
    '4661',
    '4688',
    '4719',
    '4720',
    '4732',
    '4738',
    '4739',
    '4740',
    '4776',
    '4104',
    '7045',
  ])('Windows event %s exists on every host', (id) => {
    expect(eventOf('winevtx', id)).toBeDefined();
    expect(eventOf('winevtx', id)?.role).toBeUndefined();
  });

  it.each([
    ['iis', 'web'],
    ['web-server-log', 'web'],
    ['dns-server', 'dns'],
    ['dhcp-server', 'dhcp'],
    ['mail-server-log', 'mail'],
    ['exchange-server', 'mail'],
  ])('%s logs what hosts with the role %s do', (sensorId, role) => {
    const roles = new Set(sensorById.get(sensorId)?.events.map((event) => event.role));
    expect([...roles]).toEqual([role]);
  });
});

describe('events', () => {
  it.each([
    ['4688', ['WinEventLog:Security']],
    ['5857', ['WinEventLog:WMI']],
    ['106', ['WinEventLog:TaskScheduler', 'WinEventLog:System']],
    ['winrm/6', ['WinEventLog:WinRM']],
    ['6005', ['WinEventLog:System']],
  ])('Windows event %s appears in %j', (id, logSources) => {
    expect(eventOf('winevtx', id)?.logSources).toEqual(logSources);
  });

  it('tells apart events of one code in two logs', () => {
    expect(eventOf('winevtx', '2003')?.logSources?.[0]).toMatch(/Firewall$/);
    expect(eventOf('winevtx', 'driverframeworks/2003')).toMatchObject({
      code: '2003',
      logSources: ['WinEventLog:System'],
    });
    expect(eventOf('winevtx', '1000')?.logSources).toContain('WinEventLog:Application');
    expect(eventOf('winevtx', 'partition/1006')?.code).toBe('1006');
    expect(eventOf('winevtx', 'defender/1006')?.code).toBe('1006');
  });

  it.each([
    ['winevtx', '7045', ['DC0060']],
    ['sysmon', '22', ['DC0085']],
    ['auditd', 'execve', ['DC0032', 'DC0064']],
    ['zeek', 'conn.log', ['DC0078', 'DC0082']],
    ['macos-endpoint-security', 'ES_EVENT_TYPE_NOTIFY_EXEC', ['DC0032']],
    ['cloudtrail', 'GetObject', ['DC0025']],
  ])('%s %s shows %j, as ATT&CK says', (sensorId, id, components) => {
    const mappings = eventOf(sensorId, id)?.mappings ?? [];
    expect(mappings.filter(({ origin }) => origin === 'attack').map(({ component }) => component)).toEqual(components);
  });
});

describe('compileSensorLibrary', () => {
  const facts: SensorFacts = {
    id: 'doorbell',
    name: 'Doorbell',
    vendor: null,
    aliases: ['Ringer'],
    platforms: ['Windows'],
    logSources: ['door:log', 'Door:Bell'],
    events: [
      { id: '10', logSources: ['door:log'], attack: ['DC0002'] },
      { id: '9', role: 'web', attack: ['DC0002', 'DC0001'], library: ['DC0002', 'DC0003'] },
      { id: 'x' },
    ],
  };
  const smapMapping = (component: string) => ({ component, origin: 'smap' }) as SensorEvent['mappings'][number];
  const compile = (sensors: readonly SensorFacts[], smap: readonly SensorEvent[] = []) =>
    compileSensorLibrary({ sensors, smap: new Map(smap.length > 0 ? [['doorbell', smap]] : []), unassigned: [] });

  it("joins SMAP's mappings and ours; SMAP is named where both say the same", () => {
    const events = compile(
      [facts],
      [
        { id: '10', mappings: [smapMapping('DC0002'), smapMapping('~Door: Knock')] },
        { id: '2', mappings: [smapMapping('DC0001')] },
      ],
    ).sensors[0]?.events;
    expect(events?.map(({ id }) => id)).toEqual(['2', '9', '10', 'x']);
    expect(events?.[2]).toEqual({
      id: '10',
      logSources: ['door:log'],
      mappings: [
        { component: 'DC0002', origin: 'smap' },
        { component: '~Door: Knock', origin: 'smap' },
      ],
    });
    expect(events?.[1]).toEqual({
      id: '9',
      mappings: [
        { component: 'DC0001', origin: 'attack' },
        { component: 'DC0002', origin: 'attack' },
        { component: 'DC0003', origin: 'library' },
      ],
      role: 'web',
    });
  });

  it('depends on the content alone, not on the order it comes in', () => {
    const other: SensorFacts = { ...facts, id: 'bell', name: 'Bell', aliases: [] };
    const turned: SensorFacts = {
      ...facts,
      events: [...(facts.events ?? [])].reverse(),
      logSources: ['Door:Bell', 'door:log'],
    };
    expect(JSON.stringify(compile([turned, other]))).toBe(JSON.stringify(compile([other, facts])));
  });

  it.each<[string, SensorFacts[]]>([
    ['two sensors of one id', [facts, { ...facts, name: 'B', aliases: [] }]],
    ['one name for two sensors', [facts, { ...facts, id: 'b', name: 'B', aliases: ['door-bell'] }]],
    ['an event stated twice', [{ ...facts, events: [{ id: '1' }, { id: '1' }] }]],
    ['a log source the sensor does not supply', [{ ...facts, events: [{ id: '1', logSources: ['window:log'] }] }]],
    ['a component that is no id', [{ ...facts, events: [{ id: '1', attack: ['Process Creation'] }] }]],
    ['a set it does not state', [{ ...facts, events: [{ id: '1', set: 'Ringing' }] }]],
    ['a default that is neither on nor off', [{ ...facts, events: [{ id: '1', default: 'maybe' }] }]],
    ['an unknown role', [{ ...facts, events: [{ id: '1', role: 'printer' }] }]],
  ])('throws on %s', (_name, sensors) => {
    expect(() => compile(sensors)).toThrow();
  });

  it('throws on events of SMAP for a sensor it does not have, and on a name both supplied and unassigned', () => {
    expect(() => compileSensorLibrary({ sensors: [facts], smap: new Map([['gate', []]]), unassigned: [] })).toThrow(
      /gate/,
    );
    const unassigned = [{ name: 'DOOR:LOG ', reason: 'x' }];
    expect(() => compileSensorLibrary({ sensors: [facts], smap: new Map(), unassigned })).toThrow(/DOOR:LOG/);
  });
});
