import { describe, expect, it } from 'vitest';
import { placesOfField } from '../../../src/domain/history/rule-fields';
import { EVENT_LOG_FORMATS } from '../../../src/formats/history/event-log-formats';
import { makeProbe } from '../../../src/formats/probe';
import { type Kept, readHistory } from './memory-sink';
import { EVENTS, HOST, SHAPES } from './windows-shapes';

const ENCODER = new TextEncoder();

function sniffed(bytes: Uint8Array): readonly string[] {
  const probe = makeProbe('unknown', bytes.length, bytes.subarray(0, 16_384));
  return EVENT_LOG_FORMATS.filter(({ sniff }) => sniff(probe) >= 0.65).map(({ id }) => id);
}

const formatOf = (id: string) => {
  const format = EVENT_LOG_FORMATS.find((each) => each.id === id);
  if (format === undefined) throw new Error(id);
  return format;
};

describe('Windows events', () => {
  it.each(SHAPES)('are the same from $name', ({ format, text }) => {
    const bytes = ENCODER.encode(text);
    expect(sniffed(bytes)).toEqual([format]);
    const { records, rejected } = readHistory(formatOf(format), bytes);
    expect(rejected).toEqual([]);
    expect(records.length).toBe(EVENTS.length);
    records.forEach(({ fields }, at) => {
      const made = EVENTS[at];
      if (made === undefined) throw new Error('one too many');
      const { wanted } = made;
      expect(fields).toMatchObject({
        ...wanted,
        '@timestamp': Date.parse(made.time),
        'event.code': String(made.code),
        'event.provider': made.provider,
        'winlog.channel': made.channel,
        'host.name': HOST,
        'winlog.record_id': String(made.record),
      });
    });
  });

  it.each(SHAPES)('are found in their places in $name, however the file is cut', ({ format, text }) => {
    const bytes = ENCODER.encode(text);
    const whole = readHistory(formatOf(format), bytes);
    for (const chunk of [1, 7, 61]) expect(readHistory(formatOf(format), bytes, { chunk })).toEqual(whole);
    for (const { line, offset, length } of whole.records) {
      const before = new TextDecoder().decode(bytes.subarray(0, offset));
      expect(before.split('\n').length).toBe(line);
      const source = new TextDecoder().decode(bytes.subarray(offset, offset + length));
      expect(source).toMatch(/^(?:\{[\s\S]*\}|\[[\s\S]*\]|<Event[\s\S]*<\/Event>|"?.*[\s\S]*)$/);
      if (format === 'windows-events-xml') expect(source).toMatch(/^<Event[\s>][\s\S]*<\/Event>$/);
    }
  });

  it.each(SHAPES.filter(({ format }) => format !== 'windows-events-csv'))(
    'in UTF-16 are the same, in their places: $name',
    ({ format, text }) => {
      const utf8 = readHistory(formatOf(format), text);
      for (const mark of ['\ufeff', '']) {
        const bytes = new Uint8Array(
          Uint16Array.from({ length: text.length + mark.length }, (_, at) => (mark + text).charCodeAt(at)).buffer,
        );
        expect(sniffed(bytes)).toEqual([format]);
        for (const chunk of mark === '' ? [999] : [1 << 16, 1]) {
          const { records } = readHistory(formatOf(format), bytes, { chunk });
          expect(records.map(({ fields }) => fields)).toEqual(utf8.records.map(({ fields }) => fields));
          records.forEach(({ offset, length, line }, at) => {
            const expected = utf8.records[at] as Kept;
            const own = new TextDecoder('utf-16le').decode(bytes.subarray(offset, offset + length));
            expect(own).toBe(
              new TextDecoder().decode(
                ENCODER.encode(text).subarray(expected.offset, expected.offset + expected.length),
              ),
            );
            expect(line).toBe(expected.line);
          });
        }
      }
    },
  );

  it('gives every value back under the name that Windows has for it', () => {
    const { records } = readHistory(
      formatOf('windows-events-json'),
      SHAPES.find(({ name }) => name === 'flat lines')?.text ?? '',
    );
    records.forEach(({ fields }, at) => {
      const made = EVENTS[at];
      const source = made?.channel === 'Security' ? 'security' : 'sysmon';
      for (const [name, value] of Object.entries(made?.data ?? {})) {
        const textAt = (field: string) => (fields[field] === undefined ? null : String(fields[field]));
        const { columns, joined } = placesOfField(name, { family: 'windows', source, code: String(made?.code) });
        const parts = (joined?.columns ?? []).flatMap((column, part) => {
          const text = textAt(column)?.replaceAll('\n', ';');
          return text === undefined ? [] : [(joined?.labels[part] ?? '') + text];
        });
        const own =
          columns.map(textAt).find((text) => text !== null) ?? parts.join(joined?.kind === 'user' ? '\\' : ',');
        const plain = value.startsWith('0x')
          ? String(Number(value))
          : value
              .replaceAll('::ffff:', '')
              .replace(/type:\s+5 /, '')
              .replace(/;$/, '');
        expect(own.toLowerCase(), name).toBe(plain.toLowerCase());
      }
    });
  });

  it('reads the zone-less times of a log in the zone that was set', () => {
    const text = '{"EventID":1,"Channel":"Security","Hostname":"a","EventTime":"2024-03-05 10:15:30","Message":"x"}';
    const time = { zoneMinutes: 120, skewMs: 1000, year: null };
    expect(readHistory(formatOf('windows-events-json'), text, { time }).records[0]?.fields['@timestamp']).toBe(
      Date.parse('2024-03-05T08:15:31Z'),
    );
    const zoned = text.replace('15:30"', '15:30Z"');
    expect(readHistory(formatOf('windows-events-json'), zoned, { time }).records[0]?.fields['@timestamp']).toBe(
      Date.parse('2024-03-05T10:15:31Z'),
    );
  });

  it('puts what a loaded library is beside the process that loads it', () => {
    const data = {
      UtcTime: '2024-03-05 10:15:30.120',
      Image: 'C:\\a.exe',
      ImageLoaded: 'C:\\b.dll',
      Hashes: `SHA1=${'1A'.repeat(20)}`,
      Signature: 'Example',
    };
    const text = JSON.stringify({
      EventID: 7,
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      Hostname: 'h',
      '@timestamp': '2024-03-05T10:15:30Z',
      ...data,
    });
    expect(readHistory(formatOf('windows-events-json'), text).records[0]?.fields).toMatchObject({
      'process.executable': 'C:\\a.exe',
      'file.path': 'C:\\b.dll',
      'file.hash.sha1': '1a'.repeat(20),
      'file.code_signature.subject_name': 'Example',
    });
  });

  it('leaves out damaged XML, and nothing else', () => {
    const good = (at: number) =>
      `<Event><System><Provider Name="p"/><EventID>${at}</EventID><Channel>Application</Channel></System></Event>`;
    const text = [
      good(1),
      '<Event><System><EventID>2</System></Event>',
      good(3),
      '<Event><System><EventID>4',
      good(5),
      '<Event><System>',
    ].join('\n');
    for (const chunk of [1, 5, 1000]) {
      const { records, rejected } = readHistory(formatOf('windows-events-xml'), text, { chunk });
      expect(records.map(({ fields }) => fields['event.code'])).toEqual(['1', '3', '5']);
      expect(rejected.map(({ place }) => (place.kind === 'line' ? place.line : 0))).toEqual([2, 4, 6]);
    }
  });

  it('reads the table of the Event Viewer, also in German', () => {
    for (const header of [
      'Level,Date and Time,Source,Event ID,Task Category',
      'Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie',
    ]) {
      const text = `\ufeff${header}\r\nInformation,2024-03-05 10:15:30,Microsoft-Windows-Sysmon,1,(1),"Process Create:\r\nUtcTime: 2024-03-05 10:15:29.000\r\nImage: C:\\a ""b"".exe\r\nUser: X\\y"\r\nInformation,2024-03-05 10:15:31,Service Control Manager,7036,None,"Hello, world"\r\n`;
      expect(sniffed(ENCODER.encode(text))).toEqual(['windows-events-csv']);
      const { records, rejected } = readHistory(formatOf('windows-events-csv'), text);
      expect(rejected).toEqual([]);
      expect(records.map(({ line }) => line)).toEqual([2, 6]);
      expect(records[0]?.fields).toMatchObject({
        'process.executable': 'C:\\a "b".exe',
        'user.name': 'y',
        'event.code': '1',
      });
      expect(records[1]?.fields).toMatchObject({
        message: 'Hello, world',
        'event.provider': 'Service Control Manager',
      });
    }
  });

  it('takes times that are in UTC by definition for that, whatever zone was set', () => {
    const time = { zoneMinutes: 120, skewMs: 0, year: null };
    const xml =
      "<Event><System><Provider Name='p'/><EventID>1</EventID><TimeCreated SystemTime='2024-03-05 10:15:30.1234567'/><Channel>c</Channel></System></Event>";
    const tool =
      'RecordNumber,EventRecordId,TimeCreated,EventId,Provider,Channel,ChunkNumber,MapDescription\n1,1,2024-03-05 10:15:30.1234567,1,p,c,0,m\n';
    for (const [format, text] of [
      ['windows-events-xml', xml],
      ['windows-events-csv', tool],
    ] as const) {
      const [record] = readHistory(formatOf(format), text, { time }).records;
      expect(record?.fields['@timestamp']).toBe(Date.parse('2024-03-05T10:15:30.123Z'));
      expect(Object.values(record?.fields ?? {})).not.toContain('2024-03-05 10:15:30.1234567');
    }
  });

  it('reads a table of Splunk with the original in a column', () => {
    const original = SHAPES[0]?.text.split('\r\n')[0] ?? '';
    const text = `_time,host,sourcetype,_raw\n2024-03-05T10:15:30.123+0000,h,XmlWinEventLog,"${original.replaceAll('"', '""')}"\n`;
    expect(sniffed(ENCODER.encode(text))).toEqual(['windows-events-csv']);
    expect(readHistory(formatOf('windows-events-csv'), text).records[0]?.fields).toMatchObject(EVENTS[0]?.wanted ?? {});
    expect(sniffed(ENCODER.encode('_time,host,sourcetype,_raw\n2024,h,syslog,hello\n'))).toEqual([]);
  });

  it('reads timelines of Hayabusa, and what NXLog adds', () => {
    const hayabusa = {
      Timestamp: '2024-03-05 10:15:30.123 +00:00',
      RuleTitle: 'R',
      Level: 'high',
      Computer: 'h',
      Channel: 'Sysmon',
      EventID: 1,
      RecordID: 5,
      Details: { Cmdline: 'a -b', Proc: 'C:\\a.exe', User: 'D\\u', PID: 7 },
    };
    const nxlog = {
      '@timestamp': '2024-03-05T10:15:31.500Z',
      EventTime: '2024-03-05 06:15:30',
      Hostname: 'h',
      EventID: 1,
      SourceName: 'Microsoft-Windows-Sysmon',
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      ProcessID: 3508,
      ExecutionProcessID: 3508,
      Domain: 'NT AUTHORITY',
      AccountName: 'SYSTEM',
      UserID: 'S-1-5-18',
      ProcessId: '7',
      Image: 'C:\\a.exe',
      UtcTime: '2024-03-05 10:15:30.100',
      host: 'wec',
    };
    const { records } = readHistory(
      formatOf('windows-events-json'),
      [hayabusa, nxlog].map((each) => JSON.stringify(each)).join('\n'),
    );
    expect(records.map(({ fields }) => fields)).toMatchObject([
      {
        '@timestamp': Date.parse('2024-03-05T10:15:30.123Z'),
        'rule.name': 'R',
        'process.command_line': 'a -b',
        'process.executable': 'C:\\a.exe',
        'user.name': 'u',
        'process.pid': 7,
        'event.dataset': 'windows.sysmon_operational',
        'host.name': 'h',
      },
      {
        '@timestamp': Date.parse('2024-03-05T10:15:31.500Z'),
        'process.pid': 7,
        'winlog.process.pid': '3508',
        'winlog.user.name': 'SYSTEM',
        'winlog.event_data.EventTime': '2024-03-05 06:15:30',
      },
    ]);
    expect(records[1]?.fields['user.name']).toBeUndefined();
  });

  it('reads the tables of Defender', () => {
    const made = {
      Timestamp: '2024-03-05T10:15:30.1234567Z',
      DeviceName: 'pc',
      ActionType: 'ProcessCreated',
      FileName: 'a.exe',
      FolderPath: 'C:\\a.exe',
      SHA256: '0A'.repeat(32),
      ProcessCommandLine: 'a -b',
      ProcessId: 5,
      AccountName: 'u',
      InitiatingProcessFileName: 'p.exe',
      InitiatingProcessId: 4,
    };
    const net = {
      TimeGenerated: '2024-03-05T10:15:31Z',
      DeviceName: 'pc',
      ActionType: 'ConnectionFailed',
      RemoteIP: '192.0.2.1',
      RemotePort: 80,
      RemoteUrl: 'a.example',
      InitiatingProcessFileName: 'a.exe',
      InitiatingProcessAccountName: 'u',
    };
    const text = [made, net].map((each) => JSON.stringify(each)).join('\n');
    expect(sniffed(ENCODER.encode(text))).toEqual(['windows-events-json']);
    const wanted = [
      {
        '@timestamp': Date.parse('2024-03-05T10:15:30.123Z'),
        'process.executable': 'C:\\a.exe',
        'process.pid': 5,
        'process.parent.pid': 4,
        'user.name': 'u',
        'host.name': 'pc',
      },
      {
        '@timestamp': Date.parse('2024-03-05T10:15:31Z'),
        'destination.ip': '192.0.2.1',
        'process.name': 'a.exe',
        'user.name': 'u',
        'vedette.disposition': 'attempted',
      },
    ];
    expect(readHistory(formatOf('windows-events-json'), text).records.map(({ fields }) => fields)).toMatchObject(
      wanted,
    );
    const table = `Timestamp,DeviceName,ActionType,RemoteIP,RemotePort\n"2024-03-05T10:15:31Z",pc,ConnectionSuccess,192.0.2.1,80\n`;
    expect(sniffed(ENCODER.encode(table))).toEqual(['windows-events-csv']);
    expect(readHistory(formatOf('windows-events-csv'), table).records[0]?.fields).toMatchObject({
      'destination.ip': '192.0.2.1',
      'vedette.disposition': 'established',
    });
  });
});
