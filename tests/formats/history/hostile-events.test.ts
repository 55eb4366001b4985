import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_LOG_FORMATS } from '../../../src/formats/history/event-log-formats';
import { makeProbe } from '../../../src/formats/probe';
import { makeMemorySink, readHistory } from './memory-sink';
import { SHAPES } from './windows-shapes';

const [JSON_EVENTS] = EVENT_LOG_FORMATS;
if (JSON_EVENTS === undefined) throw new Error('no format');
const json = JSON_EVENTS;
const sysmon = (more: string) =>
  `{"EventID":1,"Channel":"Microsoft-Windows-Sysmon/Operational","Hostname":"h","@timestamp":"2024-03-05T10:15:30Z",${more}}`;

describe('hostile events', () => {
  it('takes keys that name prototypes for keys like others', () => {
    const text = sysmon(
      '"__proto__":{"polluted":"a"},"constructor":"b","toString":"c","hasOwnProperty":{"x":1},"User":"x"',
    );
    const [record] = readHistory(json, text).records;
    expect(record?.fields).toMatchObject({
      'winlog.event_data.__proto__.polluted': 'a',
      'winlog.event_data.constructor': 'b',
      'winlog.event_data.toString': 'c',
      'winlog.event_data.hasOwnProperty.x': '1',
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf']) {
      for (const key of ['event_type', 'ActionType', 'eventType', 'name', 'algorithm'])
        readHistory(
          json,
          JSON.stringify({
            timestamp: '2024-03-05T10:15:30Z',
            src_ip: '192.0.2.1',
            [key]: name,
            EventID: 1,
            Channel: name,
            DeviceName: name,
          }),
        );
      readHistory(json, sysmon(`"Hashes":"${name}=00ff,MD5=${'0f'.repeat(16)}"`));
    }
  });

  it('asks no value that holds others for its words: it may say that it has none', () => {
    const events = [
      { timestamp: 'T', event_type: 'alert', src_ip: '192.0.2.1', proto: 'TCP', alert: { action: 'a' } },
      { timestamp: 'T', event_type: 'dns', src_ip: '192.0.2.1', dest_port: 53, dns: { type: 'answer' } },
      { timestamp: 'T', event_type: 'flow', src_ip: '192.0.2.1', proto: 'TCP', tcp: { tcp_flags_tc: 1 } },
      { eventTime: 'T', eventName: 'n', eventSource: 's', errorCode: 'c', errorMessage: 'm', eventType: 'e' },
      { time: 'T', category: 'SignInLogs', operationName: 'o', properties: { status: 1 } },
      { Timestamp: 'T', ActionType: 'ConnectionSuccess', DeviceName: 'd', RemoteIP: '192.0.2.1' },
      { '@timestamp': 'T', EventID: 3, Channel: 'Microsoft-Windows-Sysmon/Operational', Initiated: 'true' },
      { Event: { System: { Provider: { Name: 'p' }, EventID: 1 }, EventData: { Data: [{ Name: 'n' }] } } },
      { timestamp: 'T', src_ip: '192.0.2.1', time: 'x', dst_ip: '192.0.2.2' },
    ];
    const mute = (value: unknown, path: readonly string[]): unknown => {
      const [first, ...rest] = path;
      if (first === undefined) return { toString: false, valueOf: 1 };
      if (Array.isArray(value)) return value.map((item, at) => (String(at) === first ? mute(item, rest) : item));
      const map = value as Record<string, unknown>;
      return { ...map, [first]: mute(map[first], rest) };
    };
    const pathsOf = (value: unknown): string[][] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, item]) => [[key], ...pathsOf(item).map((path) => [key, ...path])]);
    for (const event of events)
      for (const path of pathsOf(event)) {
        const text = JSON.stringify(mute(event, path)).replaceAll('"T"', '"2024-03-05T10:15:30Z"');
        const { records, rejected } = readHistory(json, text);
        expect([text, records.length + rejected.length > 0]).toEqual([text, true]);
      }
  });

  it('keeps values that do not fit their field under their own name', () => {
    const [record] = readHistory(
      json,
      sysmon('"ProcessId":"many","SourceIp":"localhost","SourcePort":"http","User":5,"Hashes":"MD5=xyz,ODD=00"'),
    ).records;
    expect(record?.fields).toMatchObject({
      'winlog.event_data.ProcessId': 'many',
      'source.ip': 'localhost',
      'winlog.event_data.SourcePort': 'http',
      'winlog.event_data.Hashes': 'MD5=xyz\nODD=00',
    });
    const twice = readHistory(
      json,
      '{"timestamp":"2024-03-05T10:15:30Z","src_ip":"192.0.2.1","srcip":"192.0.2.2","source_ip":"192.0.2.1"}',
    ).records[0];
    expect(twice?.fields).toMatchObject({ 'source.ip': '192.0.2.1', srcip: '192.0.2.2' });
    expect(twice?.fields['source_ip']).toBeUndefined();
  });

  it('bounds the number of columns, and keeps what is beyond', () => {
    const many = Array.from({ length: 3000 }, (_, at) => `"k${at}":"v${at}"`).join(',');
    const { records } = readHistory(json, `${sysmon(many)}\n${sysmon('"Image":"C:\\\\a.exe"')}`);
    expect(Object.keys(records[0]?.fields ?? {}).length).toBeLessThan(2100);
    expect(JSON.parse(String(records[0]?.fields['vedette.more']))).toMatchObject({
      'winlog.event_data.k2999': 'v2999',
    });
    expect(JSON.stringify(records[1]?.fields)).toContain('a.exe');
  });

  it('leaves out what is nested too deeply, and goes on', () => {
    for (const [open, close] of [
      ['{"a":', '}'],
      ['[', ']'],
    ] as const) {
      const deep = `${open.repeat(50_000)}1${close.repeat(50_000)}`;
      const { records, rejected } = readHistory(
        json,
        [sysmon(`"x":${deep}`), deep, sysmon('"y":1'), `{"message":${JSON.stringify(deep)}}`].join('\n'),
      );
      expect(records.map(({ line }) => line)).toContain(3);
      expect(records.length + rejected.length).toBeGreaterThanOrEqual(3);
    }
    const twenty = `${'{"a":'.repeat(30)}"v"${'}'.repeat(30)}`;
    expect(JSON.stringify(readHistory(json, sysmon(`"x":${twenty}`)).records[0]?.fields)).toContain('v');
  });

  it('reads what is not UTF-8, with a mark in the place of what is none', () => {
    const bytes = new TextEncoder().encode(sysmon('"Image":"C:\\\\x?.exe"'));
    bytes[bytes.indexOf(63)] = 0xff;
    expect(readHistory(json, bytes).records[0]?.fields['process.executable']).toBe('C:\\x\ufffd.exe');
  });

  it('reads long texts of every kind in bounded time', () => {
    const start = performance.now();
    const long = 'a=b,;:|\\\\ <'.repeat(50_000);
    for (const name of [
      'Hashes',
      'QueryResults',
      'User',
      'Message',
      'UtcTime',
      'TimeCreated',
      'IpAddress',
      'EventData',
      '_raw',
      'SyslogMessage',
      'Keywords',
    ]) {
      readHistory(json, sysmon(`"${name}":"${long}"`));
      readHistory(json, `{"EventID":4624,"Channel":"Security","Computer":"c","${name}":"${'A: '.repeat(100_000)}"}`);
      readHistory(json, JSON.stringify({ [name]: `<Event>${'<a b="'.repeat(50_000)}` }));
      readHistory(
        json,
        JSON.stringify({ [name]: `<Event>${'<a>'.repeat(50_000)}`, timestamp: 1_709_633_730, src_ip: '192.0.2.1' }),
      );
    }
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('never throws, and reports what it does not keep, whatever is changed in a file', () => {
    const texts = SHAPES.map(({ text }) => text.slice(0, 6000));
    const pieces = fc.constantFrom(
      '',
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      '\n',
      '<',
      '>',
      '</Event>',
      '<Event>',
      '\\',
      'null',
      '-',
      ':',
      '\u0000',
      '😀',
      '{"Records":[',
      '1e999',
    );
    fc.assert(
      fc.property(
        fc.nat(texts.length - 1),
        fc.array(fc.tuple(fc.nat(5999), fc.nat(40), pieces), { maxLength: 5 }),
        fc.integer({ min: 1, max: 3000 }),
        (index, changes, chunk) => {
          let text = texts[index] ?? '';
          for (const [at, length, piece] of changes) text = text.slice(0, at) + piece + text.slice(at + length);
          const bytes = new TextEncoder().encode(text);
          const probe = makeProbe('x', bytes.length, bytes);
          for (const format of EVENT_LOG_FORMATS) {
            format.sniff(probe);
            const whole = readHistory(format, bytes);
            expect(readHistory(format, bytes, { chunk })).toEqual(whole);
          }
        },
      ),
      { numRuns: 60, seed: 6 },
    );
  }, 120_000);

  it('never throws at bytes of any kind', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (bytes, chunk) => {
        for (const format of EVENT_LOG_FORMATS) readHistory(format, bytes, { chunk });
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('never throws at any JSON', () => {
    const keys = fc.constantFrom(
      'EventID',
      'Channel',
      'Event',
      'System',
      'EventData',
      'Data',
      'winlog',
      'event_data',
      'event_type',
      'timestamp',
      'src_ip',
      'dns',
      'answers',
      'flow',
      'eventSource',
      'eventName',
      'awsRegion',
      'userIdentity',
      'columns',
      'unixTime',
      'snapshot',
      'diffResults',
      '_source',
      'result',
      '_raw',
      'id',
      'time',
      'events',
      'service',
      'ActionType',
      'DeviceName',
      'Timestamp',
      '__proto__',
      'Hashes',
      'Message',
      'data',
      'win',
      'system',
      '#text',
      '#attributes',
      '@Name',
      'host',
      'fields',
      '_index',
      'document',
      'kind',
    );
    const leaf = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('2024-03-05T10:15:30Z', '192.0.2.1', 'a\\b', 'MD5=00', '{"EventID":1}', '<Event/>', '1', 1, 4624),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(keys, tie('value'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(keys, value, { maxKeys: 8 }), (event) => {
        const { records, rejected } = readHistory(json, JSON.stringify(event));
        const isRows =
          records.length > 1 ||
          'snapshot' in event ||
          'diffResults' in event ||
          '_source' in event ||
          '_raw' in event ||
          'result' in event ||
          'events' in event ||
          'data' in event ||
          'fields' in event;
        if (!isRows) expect(records.length + rejected.length).toBe(1);
      }),
      { numRuns: 2000, seed: 6 },
    );
    expect(makeMemorySink().records).toEqual([]);
  }, 60_000);
});
