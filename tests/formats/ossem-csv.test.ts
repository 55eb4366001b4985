import { describe, expect, it } from 'vitest';
import type { DataComponentId } from '../../src/domain/attack/identifiers';
import { matchProvider } from '../../src/domain/sensors/match-provider';
import { makeSensorMatcher } from '../../src/domain/sensors/match-sensor';
import type { Sensor } from '../../src/domain/sensors/sensor';
import { type OssemReading, readOssemCsv, sniffOssemCsv } from '../../src/formats/ossem-csv';
import { makeNameResolver } from '../../src/formats/own-sensor';
import { isMap } from '../../src/formats/plain-data';
import { isSplunkDataSource, readSplunkDataSources, sniffSplunkDataSource } from '../../src/formats/splunk-data-source';
import { parseYaml } from '../../src/formats/yaml/yaml-text';

const resolve = makeNameResolver(
  new Map([
    ['Process Creation', 'DC0032' as DataComponentId],
    ['File Deletion', 'DC0040' as DataComponentId],
    ['Command Execution', 'DC0064' as DataComponentId],
  ]),
);
/** The three shapes that the table has had. */
const FIRST =
  'Data Source,Component,Source,Relationship,Target,EventID,Log Provider,Log Channel,Audit Category,Audit Sub-Category,Enable Commands,GPO Audit Policy';
const SECOND =
  'Data Source,Component,Source,Relationship,Target,EventID,Event Name,Event Platform,Log Provider,Log Channel,Audit Category,Audit Sub-Category,Enable Commands,GPO Audit Policy';
const THIRD =
  'Data Source,Component,Source,Relationship,Target,OSSEM Id,EventID,Event Name,Event Platform,Log Source,Filter in Log,Audit Category,Audit Sub-Category,Enable Commands,GPO Audit Policy';

function read(text: string): OssemReading {
  const result = readOssemCsv(text, resolve);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const { rows, kept, repeated, leftOut } = result.value.counts;
  expect(rows).toBe(kept + repeated + leftOut);
  return result.value;
}

describe('OSSEM event mappings', () => {
  it.each([
    [
      'the first',
      `${FIRST}\nProcess,process creation,user,created,process,4688,Microsoft-Windows-Security-Auditing,Security,a,b,c,d\n`,
    ],
    [
      'the second',
      `${SECOND}\nProcess,process creation,user,created,process,4688,A new process.,Windows,Microsoft-Windows-Security-Auditing,Security,a,,c,\n`,
    ],
    [
      'the third',
      `${THIRD}\nprocess,process creation,user,created,process,REL-1,4688,A new process.,windows,Microsoft-Windows-Security-Auditing,,a,b,c,d\n`,
    ],
    [
      'CRLF, a byte order mark and semicolons',
      `\uFEFF${SECOND}\nProcess,process creation,user,created,process,4688,x,Windows,Microsoft-Windows-Security-Auditing,Security,a,,c,\n`
        .replaceAll(',', ';')
        .replaceAll('\n', '\r\n'),
    ],
  ])('reads %s version', (_name, text) => {
    expect(sniffOssemCsv(text)).toBe(true);
    const { drafts } = read(text);
    expect(drafts).toMatchObject([
      {
        name: 'Microsoft-Windows-Security-Auditing (OSSEM)',
        events: [{ id: '4688', mappings: [{ component: 'DC0032', origin: 'user' }] }],
      },
    ]);
  });

  it('makes a sensor per provider and platform, and counts each mapping once', () => {
    const rows = [
      'file,file deletion,process,deleted,file,R,23,x,windows,sysmon,,,,,',
      'file,file deletion,user,deleted,file,R,23,x,windows,sysmon,,,,,',
      'file,file deletion,process,deleted,file,R,23,x,linux,sysmon,,,,,',
      "process,process creation,user,created,process,R,DeviceProcessEvents,DeviceProcessEvents,windows,Microsoft Defender for Endpoint,[{'ActionType': 'ProcessCreated'}],,,,",
      'user,user guessing,user,guessed,user,R,1,x,windows,sysmon,,,,,',
    ];
    const { drafts, counts } = read(`${THIRD}\n${rows.join('\n')}\n`);
    expect(
      drafts.map(({ name, platforms, events }) => [
        name,
        platforms,
        events.map(({ id, mappings }) => [id, ...mappings.map(({ component }) => component)]),
      ]),
    ).toEqual([
      [
        'sysmon on windows (OSSEM)',
        ['Windows'],
        [
          ['23', 'DC0040'],
          ['1', '~user: user guessing'],
        ],
      ],
      ['sysmon on linux (OSSEM)', ['Linux'], [['23', 'DC0040']]],
      ['Microsoft Defender for Endpoint (OSSEM)', ['Windows'], [['DeviceProcessEvents/ProcessCreated', 'DC0032']]],
    ]);
    expect(counts).toEqual({ rows: 5, kept: 4, repeated: 1, leftOut: 0 });
  });

  it('reports rows that say nothing, and pairs that ATT&CK does not list', () => {
    const result = readOssemCsv(
      `${FIRST}\nProcess,process creation,u,c,p,,P,S,a,b,c,d\nProcess,process guessing,u,c,p,1,P,S,a,b,c,d\nProcess,process creation,u,c,p,1,P,S,a,b,c,d,e\n`,
      resolve,
    );
    expect(result.issues.map(({ code, place }) => [code, place.kind === 'line' && place.line])).toEqual([
      ['ossem-row-incomplete', 2],
      ['ossem-row-incomplete', 4],
      ['ossem-pair-not-in-attack', 3],
    ]);
  });
});

describe('matchProvider', () => {
  const sensor = (id: string, name: string, logSources: readonly string[]): Sensor => ({
    id,
    name,
    vendor: null,
    aliases: [],
    platforms: [],
    logSources,
    events: [],
    origin: 'library',
  });
  const library = [
    sensor('sysmon', 'Sysmon', ['WinEventLog:Sysmon']),
    sensor('sysmon-linux', 'Sysmon for Linux', ['linux:Sysmon']),
    sensor('winevtx', 'Windows event log', ['WinEventLog:Security', 'WinEventLog:System', 'WinEventLog:PowerShell']),
    sensor('cloudtrail', 'AWS CloudTrail', ['AWS:CloudTrail']),
  ];
  const matcher = makeSensorMatcher(library);
  const match = (name: string, channel = '', platform = '') => {
    const found = matchProvider({ name, channel, platform }, library, (text) => matcher(text, null)?.sensorId ?? null);
    return found === null ? null : `${found.sensor.id}: ${found.logSources.join(', ')}`;
  };

  it.each([
    ['Microsoft-Windows-Security-Auditing', 'Security', '', 'winevtx: WinEventLog:Security'],
    ['powershell', '', 'windows', 'winevtx: WinEventLog:PowerShell'],
    ['sysmon', '', 'linux', 'sysmon-linux: linux:Sysmon'],
    ['Sysmon', 'XmlWinEventLog:Microsoft-Windows-Sysmon/Operational XmlWinEventLog', '', 'sysmon: WinEventLog:Sysmon'],
    ['Windows Event Log Security', 'XmlWinEventLog:Security XmlWinEventLog', '', 'winevtx: WinEventLog:Security'],
    ['Windows Event Log Oddities', 'XmlWinEventLog:Odd', '', 'winevtx: '],
    ['AWS CloudTrail', 'aws_cloudtrail aws:cloudtrail', '', 'cloudtrail: AWS:CloudTrail'],
    ['Bells and whistles', '', '', null],
  ])('knows %s', (name, channel, platform, expected) => {
    expect(match(name, channel, platform)).toBe(expected);
  });
});

describe('Splunk data sources', () => {
  const read = (...texts: readonly string[]) =>
    readSplunkDataSources(
      texts.map((text) => {
        const parsed = parseYaml(text);
        if (!parsed.ok || !isMap(parsed.value)) throw new Error(text);
        expect([sniffSplunkDataSource(text), isSplunkDataSource(parsed.value)]).toEqual([true, true]);
        return { value: parsed.value, place: { kind: 'line', line: 1 } };
      }),
      resolve,
    );
  const event = (id: string) =>
    `name: Bell EventID ${id}\nsource: bells\nsourcetype: bell:log\nseparator: EventID\nseparator_value: '${id}'\nmitre_components:\n- Process Creation\n- Bell Ringing\n`;

  it('joins the events of one source into one sensor', () => {
    const { drafts, issues, kept } = read(
      event('1'),
      event('22'),
      'name: Bell\nsource: bells\nsourcetype: bell:log\nevent_sources: [Bell EventID 1, Bell EventID 3]\n',
    );
    expect(drafts).toMatchObject([{ name: 'Bell (Splunk)', provider: { name: 'Bell' } }]);
    expect(drafts[0]?.events.map(({ id, mappings }) => [id, ...mappings.map(({ component }) => component)])).toEqual([
      ['1', 'DC0032', '~Splunk: Bell Ringing'],
      ['22', 'DC0032', '~Splunk: Bell Ringing'],
      ['3'],
    ]);
    expect([kept, issues.map(({ code }) => code)]).toEqual([3, ['splunk-component-not-in-attack']]);
  });

  it('keeps a source that names neither events nor components, and says so', () => {
    const { drafts, issues } = read('name: Bell\nsource: bells\nsourcetype: bell:log\n');
    expect(drafts[0]?.events).toEqual([{ id: 'Bell', mappings: [] }]);
    expect(issues.map(({ code }) => code)).toEqual(['splunk-source-without-components']);
  });
});
