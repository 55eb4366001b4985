/** The same made-up events of Windows in every shape that tools give them. */

export interface MadeEvent {
  readonly provider: string;
  readonly channel: string;
  readonly code: number;
  /** With a zone. */
  readonly time: string;
  readonly record: number;
  readonly keywords: string;
  readonly data: Readonly<Record<string, string>>;
  /** Fields that every shape must give. */
  readonly wanted: Readonly<Record<string, string | number>>;
}

export const HOST = 'PC01.example.test';
const SYSMON = {
  provider: 'Microsoft-Windows-Sysmon',
  channel: 'Microsoft-Windows-Sysmon/Operational',
  keywords: '0x8000000000000000',
};
const SECURITY = {
  provider: 'Microsoft-Windows-Security-Auditing',
  channel: 'Security',
  keywords: '0x8020000000000000',
};
const SHA256 = 'ab'.repeat(32);
const MD5 = '0c'.repeat(16);

export const EVENTS: readonly MadeEvent[] = [
  {
    ...SYSMON,
    code: 1,
    time: '2024-03-05T10:15:30.123Z',
    record: 1001,
    data: {
      UtcTime: '2024-03-05 10:15:30.120',
      ProcessGuid: '{11111111-2222-3333-4444-555555555555}',
      ProcessId: '4242',
      Image: 'C:\\Windows\\System32\\cmd.exe',
      CommandLine: '"C:\\Windows\\System32\\cmd.exe" /c "echo <a> & b, c"',
      User: 'EXAMPLE\\alice',
      Hashes: `MD5=${MD5.toUpperCase()},SHA256=${SHA256.toUpperCase()},IMPHASH=${MD5}`,
      ParentProcessId: '77',
      ParentImage: 'C:\\Windows\\explorer.exe',
      IntegrityLevel: 'High',
    },
    wanted: {
      'event.action': 'process-created',
      'process.pid': 4242,
      'process.executable': 'C:\\Windows\\System32\\cmd.exe',
      'process.command_line': '"C:\\Windows\\System32\\cmd.exe" /c "echo <a> & b, c"',
      'process.hash.md5': MD5,
      'process.hash.sha256': SHA256,
      'process.pe.imphash': MD5,
      'process.parent.pid': 77,
      'process.parent.executable': 'C:\\Windows\\explorer.exe',
      'user.name': 'alice',
      'user.domain': 'EXAMPLE',
      'winlog.event_data.IntegrityLevel': 'High',
      'event.dataset': 'windows.sysmon_operational',
    },
  },
  {
    ...SYSMON,
    code: 3,
    time: '2024-03-05T10:15:31.000Z',
    record: 1002,
    data: {
      UtcTime: '2024-03-05 10:15:30.990',
      ProcessId: '4242',
      Image: 'C:\\Windows\\System32\\cmd.exe',
      Protocol: 'tcp',
      SourceIp: '192.0.2.10',
      SourcePort: '50123',
      DestinationIp: '2001:db8::7',
      DestinationPort: '443',
      DestinationHostname: 'c2.example.test',
    },
    wanted: {
      'source.ip': '192.0.2.10',
      'source.port': 50123,
      'destination.ip': '2001:db8::7',
      'destination.port': 443,
      'destination.domain': 'c2.example.test',
      'network.transport': 'tcp',
      'vedette.disposition': 'established',
    },
  },
  {
    ...SYSMON,
    code: 22,
    time: '2024-03-05T10:15:32.500Z',
    record: 1003,
    data: {
      UtcTime: '2024-03-05 10:15:32.490',
      ProcessId: '4242',
      QueryName: 'c2.example.test',
      QueryStatus: '0',
      QueryResults: 'type:  5 alias.example.test;::ffff:192.0.2.99;2001:db8::7;',
      Image: 'C:\\Windows\\System32\\cmd.exe',
    },
    wanted: {
      'dns.question.name': 'c2.example.test',
      'dns.answers.data': 'alias.example.test\n192.0.2.99\n2001:db8::7',
      'dns.resolved_ip': '192.0.2.99\n2001:db8::7',
    },
  },
  {
    ...SECURITY,
    code: 4624,
    time: '2024-03-05T10:15:33.250Z',
    record: 2001,
    data: {
      SubjectUserName: 'PC01$',
      TargetUserName: 'bob',
      TargetDomainName: 'EXAMPLE',
      LogonType: '3',
      WorkstationName: 'PC02',
      IpAddress: '::ffff:192.0.2.55',
      IpPort: '61000',
    },
    wanted: {
      'event.action': 'logged-in',
      'event.outcome': 'success',
      'user.name': 'bob',
      'user.domain': 'EXAMPLE',
      'source.ip': '192.0.2.55',
      'source.port': 61000,
      'source.domain': 'PC02',
      'winlog.event_data.LogonType': '3',
      'event.dataset': 'system.security',
    },
  },
  {
    ...SECURITY,
    code: 4688,
    time: '2024-03-05T10:15:34.000Z',
    record: 2002,
    data: {
      SubjectUserName: 'alice',
      SubjectDomainName: 'EXAMPLE',
      NewProcessId: '0x1f4',
      NewProcessName: 'C:\\Tools\\run.exe',
      ProcessId: '0x64',
      ParentProcessName: 'C:\\Windows\\System32\\cmd.exe',
      CommandLine: 'run.exe --all',
    },
    wanted: {
      'process.pid': 500,
      'process.parent.pid': 100,
      'process.executable': 'C:\\Tools\\run.exe',
      'process.parent.executable': 'C:\\Windows\\System32\\cmd.exe',
      'process.command_line': 'run.exe --all',
      'user.name': 'alice',
    },
  },
];

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const lines = (items: readonly unknown[]) => `${items.map((each) => JSON.stringify(each)).join('\n')}\n`;
const cell = (text: string | number) => `"${String(text).replaceAll('"', '""')}"`;

export function asXml({ provider, channel, code, time, record, keywords, data }: MadeEvent): string {
  const named = Object.entries(data).map(([name, value]) => `<Data Name='${name}'>${escaped(value)}</Data>`);
  return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}' Guid='{0}'/><EventID>${code}</EventID><Version>5</Version><Level>4</Level><Task>1</Task><Opcode>0</Opcode><Keywords>${keywords}</Keywords><TimeCreated SystemTime='${time}'/><EventRecordID>${record}</EventRecordID><Correlation/><Execution ProcessID='2900' ThreadID='3300'/><Channel>${channel}</Channel><Computer>${HOST}</Computer><Security UserID='S-1-5-18'/></System><EventData>${named.join('')}</EventData></Event>`;
}

function asDump({ provider, channel, code, time, record, keywords, data }: MadeEvent, separate: boolean) {
  const attributes = (key: string, value: Record<string, unknown>) =>
    separate ? { [`${key}_attributes`]: value } : { [key]: { '#attributes': value } };
  return {
    Event: {
      ...(separate ? { Event_attributes: { xmlns: 'x' } } : { '#attributes': { xmlns: 'x' } }),
      System: {
        ...attributes('Provider', { Name: provider, Guid: '{0}' }),
        EventID: separate ? code : { '#attributes': { Qualifiers: 0 }, '#text': code },
        Version: 5,
        Level: 4,
        Keywords: keywords,
        ...attributes('TimeCreated', { SystemTime: time }),
        EventRecordID: record,
        ...attributes('Execution', { ProcessID: 2900, ThreadID: 3300 }),
        Channel: channel,
        Computer: HOST,
        ...attributes('Security', { UserID: 'S-1-5-18' }),
      },
      EventData: data,
    },
  };
}

function asWinlogbeat({ provider, channel, code, time, record, data }: MadeEvent, withEcs: boolean) {
  return {
    '@timestamp': time,
    event: { code: String(code), kind: 'event', provider, created: '2024-03-05T11:00:00Z', ...(withEcs ? {} : {}) },
    host: { name: HOST },
    log: { level: 'information' },
    winlog: {
      channel,
      computer_name: HOST,
      event_id: String(code),
      provider_name: provider,
      record_id: record,
      keywords: [channel === 'Security' ? 'Audit Success' : 'Classic'],
      process: { pid: 2900, thread: { id: 3300 } },
      event_data: data,
    },
    ...(withEcs && data['Image'] !== undefined
      ? { process: { executable: data['Image'], pid: Number(data['ProcessId']) } }
      : {}),
  };
}

const payload = ({ data }: MadeEvent) =>
  JSON.stringify({
    EventData: { Data: Object.entries(data).map(([name, value]) => ({ '@Name': name, '#text': value })) },
  });

/** `message` in the words of the log itself. */
function messageOf({ code, channel, data }: MadeEvent): string {
  if (channel !== 'Security') {
    return `Some kind of event:\r\nRuleName: -\r\n${Object.entries(data)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')}`;
  }
  return code === 4624
    ? `An account was successfully logged on.\r\n\r\nSubject:\r\n\tAccount Name:\t\t${data['SubjectUserName']}\r\n\r\nLogon Type:\t\t\t${data['LogonType']}\r\n\r\nNew Logon:\r\n\tAccount Name:\t\t${data['TargetUserName']}\r\n\tAccount Domain:\t\t${data['TargetDomainName']}\r\n\r\nNetwork Information:\r\n\tWorkstation Name:\t${data['WorkstationName']}\r\n\tSource Network Address:\t${data['IpAddress']}\r\n\tSource Port:\t\t${data['IpPort']}\r\n`
    : `A new process has been created.\r\n\r\nSubject:\r\n\tAccount Name:\t\t${data['SubjectUserName']}\r\n\tAccount Domain:\t\t${data['SubjectDomainName']}\r\n\r\nProcess Information:\r\n\tNew Process ID:\t\t${data['NewProcessId']}\r\n\tNew Process Name:\t${data['NewProcessName']}\r\n\tCreator Process ID:\t${data['ProcessId']}\r\n\tCreator Process Name:\t${data['ParentProcessName']}\r\n\tProcess Command Line:\t${data['CommandLine']}\r\n`;
}

const flat = ({ provider, channel, code, time, record, keywords, data }: MadeEvent) => ({
  Keywords: keywords,
  Hostname: HOST,
  EventID: code,
  SourceName: provider,
  Channel: channel,
  RecordNumber: record,
  TimeCreated: time,
  ...data,
});

export interface Shape {
  readonly name: string;
  readonly format: 'windows-events-json' | 'windows-events-xml' | 'windows-events-csv';
  readonly text: string;
}

export const SHAPES: readonly Shape[] = [
  { name: 'wevtutil, no root', format: 'windows-events-xml', text: EVENTS.map(asXml).join('\r\n') },
  {
    name: 'XML with a root',
    format: 'windows-events-xml',
    text: `<?xml version="1.0" encoding="utf-8"?>\n<Events>${EVENTS.map(asXml).join('')}</Events>`,
  },
  {
    name: 'evtx_dump as XML',
    format: 'windows-events-xml',
    text: EVENTS.map((each, at) => `Record ${at + 1}\n<?xml version="1.0"?>\n${asXml(each)}\n`).join(''),
  },
  {
    name: 'lines of syslog with XML',
    format: 'windows-events-xml',
    text: EVENTS.map((each) => `Mar  5 10:15:30 pc sysmon: ${asXml(each)}`).join('\n'),
  },
  { name: 'evtx_dump -o jsonl', format: 'windows-events-json', text: lines(EVENTS.map((each) => asDump(each, false))) },
  {
    name: 'evtx_dump -o json',
    format: 'windows-events-json',
    text: EVENTS.map((each, at) => `Record ${at + 1}\n${JSON.stringify(asDump(each, false), null, 2)}\n`).join(''),
  },
  {
    name: 'attributes apart',
    format: 'windows-events-json',
    text: JSON.stringify(EVENTS.map((each) => asDump(each, true))),
  },
  { name: 'flat lines', format: 'windows-events-json', text: lines(EVENTS.map(flat)) },
  { name: 'Winlogbeat', format: 'windows-events-json', text: lines(EVENTS.map((each) => asWinlogbeat(each, false))) },
  {
    name: 'Winlogbeat with ECS',
    format: 'windows-events-json',
    text: lines(EVENTS.map((each) => asWinlogbeat(each, true))),
  },
  {
    name: 'an export of Elasticsearch',
    format: 'windows-events-json',
    text: JSON.stringify(
      {
        took: 3,
        timed_out: false,
        hits: {
          total: 5,
          hits: EVENTS.map((each) => ({
            _index: 'w',
            _id: String(each.record),
            _score: 1,
            _source: asWinlogbeat(each, true),
          })),
        },
      },
      null,
      2,
    ),
  },
  {
    name: 'EvtxECmd JSON',
    format: 'windows-events-json',
    text: lines(
      EVENTS.map((each) => ({
        PayloadData1: 'x',
        ChunkNumber: 0,
        Computer: HOST,
        Payload: payload(each),
        Channel: each.channel,
        Provider: each.provider,
        EventId: each.code,
        EventRecordId: String(each.record),
        ProcessId: 2900,
        ThreadId: 3300,
        Level: 'Info',
        Keywords: each.channel === 'Security' ? 'Audit success' : 'Classic',
        TimeCreated: each.time,
        RecordNumber: 1,
      })),
    ),
  },
  {
    name: 'EvtxECmd CSV',
    format: 'windows-events-csv',
    text: `RecordNumber,EventRecordId,TimeCreated,EventId,Level,Provider,Channel,ProcessId,ThreadId,Computer,ChunkNumber,MapDescription,PayloadData1,Keywords,Payload\r\n${EVENTS.map((each) => [1, each.record, each.time, each.code, 'Info', each.provider, each.channel, 2900, 3300, HOST, 0, 'some, thing', 'a', each.channel === 'Security' ? 'Audit success' : 'Classic', payload(each)].map(cell).join(',')).join('\r\n')}\r\n`,
  },
  {
    name: 'Get-WinEvent | ConvertTo-Json',
    format: 'windows-events-json',
    text: JSON.stringify(
      EVENTS.map((each) => ({
        Id: each.code,
        Version: 5,
        Level: 4,
        Keywords: each.channel === 'Security' ? -9214364837600035000 : 0,
        RecordId: each.record,
        ProviderName: each.provider,
        LogName: each.channel,
        ProcessId: 2900,
        ThreadId: 3300,
        MachineName: HOST,
        UserId: { BinaryLength: 12, Value: 'S-1-5-18' },
        TimeCreated: `/Date(${Date.parse(each.time)})/`,
        Message: messageOf(each),
      })),
      null,
      4,
    ),
  },
  {
    name: 'Get-WinEvent | Export-Csv',
    format: 'windows-events-csv',
    text: `#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\r\n"Message","Id","Level","RecordId","ProviderName","LogName","ProcessId","MachineName","TimeCreated","KeywordsDisplayNames"\r\n${EVENTS.map((each) => [messageOf(each), each.code, 4, each.record, each.provider, each.channel, 2900, HOST, each.time, each.channel === 'Security' ? 'Audit Success' : ''].map(cell).join(',')).join('\r\n')}`,
  },
  {
    name: 'Splunk with the XML as _raw',
    format: 'windows-events-json',
    text: lines(
      EVENTS.map((each) => ({
        preview: false,
        offset: 0,
        result: {
          _raw: asXml(each),
          _time: each.time,
          host: 'fwd',
          sourcetype: 'XmlWinEventLog',
          EventCode: String(each.code),
          Image: 'extracted',
        },
      })),
    ),
  },
  {
    name: 'Sentinel: the table Event',
    format: 'windows-events-json',
    text: JSON.stringify({
      tables: [
        {
          name: 'PrimaryResult',
          columns: [
            'TimeGenerated',
            'Source',
            'EventLog',
            'Computer',
            'EventID',
            'EventData',
            'Keywords',
            'EventRecordId',
          ].map((name) => ({ name, type: 'string' })),
          rows: EVENTS.map((each) => [
            each.time,
            each.provider,
            each.channel,
            HOST,
            each.code,
            `<DataItem type="System.XmlData"><EventData xmlns="x">${Object.entries(each.data)
              .map(([name, value]) => `<Data Name="${name}">${escaped(value)}</Data>`)
              .join('')}</EventData></DataItem>`,
            each.keywords,
            each.record,
          ]),
        },
      ],
    }),
  },
  {
    name: 'Wazuh',
    format: 'windows-events-json',
    text: lines(
      EVENTS.map((each) => ({
        timestamp: '2024-03-05T12:00:00.000+0000',
        agent: { id: '1' },
        data: {
          win: {
            system: {
              providerName: each.provider,
              eventID: String(each.code),
              systemTime: each.time,
              computer: HOST,
              channel: each.channel,
              eventRecordID: String(each.record),
              keywords: each.keywords,
            },
            eventdata: Object.fromEntries(
              Object.entries(each.data).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
            ),
          },
        },
      })),
    ),
  },
  {
    name: 'Chainsaw',
    format: 'windows-events-json',
    text: JSON.stringify(
      EVENTS.map((each) => ({
        group: 'Sigma',
        kind: 'individual',
        name: 'rule',
        timestamp: each.time,
        document: { kind: 'evtx', path: 'x.evtx', data: asDump(each, true) },
      })),
    ),
  },
];
