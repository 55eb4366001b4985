import { describe, expect, it } from 'vitest';
import { EVENT_LOG_FORMATS } from '../../../src/formats/history/event-log-formats';
import { makeProbe } from '../../../src/formats/probe';
import { fieldsOf, lines, read } from './read-events';

describe('exports and others', () => {
  const ecs = {
    '@timestamp': '2024-03-05T10:15:30Z',
    source: { ip: ['192.0.2.1', '192.0.2.2'], port: 5 },
    'destination.ip': '198.51.100.2',
    host: { name: 'h', ip: ['10.0.0.1'] },
    event: { duration: 5_000_000, dataset: 'x.y' },
    tags: ['a', 'b'],
  };
  const wanted = {
    '@timestamp': Date.parse('2024-03-05T10:15:30Z'),
    'source.ip': '192.0.2.1',
    'source.ip.others': '192.0.2.2',
    'source.port': 5,
    'destination.ip': '198.51.100.2',
    'host.name': 'h',
    'host.ip': '10.0.0.1',
    'event.duration': 5,
    'event.dataset': 'x.y',
    tags: 'a\nb',
  };

  it.each([
    [
      'the answer to a search',
      JSON.stringify({
        took: 1,
        hits: { total: { value: 1 }, hits: [{ _index: 'i', _id: '7', _score: 1, _source: ecs }] },
      }),
      'event-export',
    ],
    ['elasticdump', lines({ _index: 'i', _type: '_doc', _id: '7', _score: 1, _source: ecs }), 'event-export'],
    ['lines of ECS', lines(ecs, ecs), 'json-events'],
    ['Splunk, one result per line', lines({ preview: false, result: ecs, lastrow: true }), 'event-export'],
    [
      'Splunk, an array of results',
      JSON.stringify({ preview: false, init_offset: 0, messages: [], fields: [{ name: 'x' }], results: [ecs] }),
      'json-events',
    ],
  ])('%s', (_, text, format) => {
    expect(fieldsOf(text, format)[0]).toMatchObject(wanted);
  });

  it('reads an original that is known inside of what carries it', () => {
    const eve = {
      timestamp: '2024-03-05T10:15:30.000000+0000',
      event_type: 'dns',
      src_ip: '192.0.2.1',
      dest_ip: '192.0.2.53',
      proto: 'UDP',
      dns: { type: 'query', rrname: 'a.example' },
    };
    const carried = lines(
      {
        result: { _raw: JSON.stringify(eve), _time: '2024-03-05 10:15:30.000 UTC', sourcetype: 'suricata' },
        preview: false,
      },
      {
        _index: 'filebeat',
        _source: { '@timestamp': '2024-03-05T10:16:00Z', message: JSON.stringify(eve), agent: { type: 'filebeat' } },
      },
    );
    const found = fieldsOf(carried, 'suricata-eve');
    for (const fields of found)
      expect(fields).toMatchObject({
        '@timestamp': Date.parse('2024-03-05T10:15:30Z'),
        'dns.question.name': 'a.example',
        'source.ip': '192.0.2.1',
      });
    expect(found[1]).toMatchObject({ 'agent.type': 'filebeat', _index: 'filebeat' });
    const plain = fieldsOf(
      lines({
        result: { _raw: 'Mar 5 x: hello', _time: '2024-03-05T10:15:30.000+00:00', host: 'h', source: '/var/log/x' },
        preview: false,
      }),
      'event-export',
    );
    expect(plain[0]).toMatchObject({
      'event.original': 'Mar 5 x: hello',
      '@timestamp': Date.parse('2024-03-05T10:15:30Z'),
    });
  });

  it('reads names that many tools share', () => {
    const [fields] = fieldsOf(
      lines({
        ts: 1_709_633_730.25,
        src_ip: '192.0.2.1',
        dst_port: 53,
        user: 'u',
        url: 'http://a.example/x',
        sha256: '1'.repeat(64),
        odd: { name: 'x' },
      }),
      'json-events',
    );
    expect(fields).toMatchObject({
      '@timestamp': 1_709_633_730_250,
      'source.ip': '192.0.2.1',
      'destination.port': 53,
      'user.name': 'u',
      'url.original': 'http://a.example/x',
      'file.hash.sha256': '1'.repeat(64),
      'odd.name': 'x',
    });
  });

  it.each([
    [
      'a Kubernetes audit log',
      {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        verb: 'get',
        user: { username: 'u' },
        sourceIPs: ['192.0.2.1', '192.0.2.2'],
        userAgent: 'kubectl',
        requestReceivedTimestamp: '2024-03-05T10:15:30.123456Z',
      },
      { 'source.ip': '192.0.2.1', 'user.name': 'u', 'user_agent.original': 'kubectl', 'event.action': 'get' },
    ],
    [
      'systemd’s journal',
      { __REALTIME_TIMESTAMP: '1709633730123456', _HOSTNAME: 'h', _EXE: '/bin/a', _PID: '7', MESSAGE: 'm' },
      { 'host.name': 'h', 'process.executable': '/bin/a', 'process.pid': 7, message: 'm' },
    ],
    [
      'a web application firewall',
      {
        timestamp: 1_709_633_730_123,
        action: 'BLOCK',
        httpRequest: { clientIp: '192.0.2.1', uri: '/x', httpMethod: 'GET' },
      },
      { 'source.ip': '192.0.2.1', 'url.original': '/x', 'event.action': 'BLOCK' },
    ],
    [
      'a query log of a resolver',
      {
        query_timestamp: '2024-03-05T10:15:30.123Z',
        query_name: 'a.example.',
        srcaddr: '192.0.2.1',
        answers: [
          { Rdata: '198.51.100.2', Type: 'A' },
          { Rdata: '198.51.100.3', Type: 'A' },
        ],
      },
      { 'dns.question.name': 'a.example.', 'dns.answers.data': '198.51.100.2\n198.51.100.3' },
    ],
    [
      'a sensor on hosts',
      {
        event_simpleName: 'ProcessRollup2',
        timestamp: '1709633730123',
        ImageFileName: '/bin/a',
        SHA256HashData: '1'.repeat(64),
        ComputerName: 'h',
      },
      { 'process.executable': '/bin/a', 'process.hash.sha256': '1'.repeat(64), 'host.name': 'h' },
    ],
  ])('%s', (_, event, wanted) => {
    const [fields] = fieldsOf(lines(event, event), 'json-events');
    expect(fields).toMatchObject({ ...wanted, '@timestamp': 1_709_633_730_123 });
  });

  it('passes over what a bulk file says between its events, and commas at the ends of lines', () => {
    const { records, rejected } = read(
      lines({ index: { _index: 'i', _id: '1' } }, ecs, { create: {} }, ecs),
      'json-events',
    );
    expect(records.map(({ line }) => line)).toEqual([2, 4]);
    expect(rejected).toEqual([]);
    expect(
      read([ecs, ecs, ecs].map((each) => `${JSON.stringify(each)},`).join('\n'), 'json-events').records.length,
    ).toBe(3);
  });

  it('reads the original in a table of Microsoft 365', () => {
    const audit = {
      CreationTime: '2024-03-05T10:15:30',
      Operation: 'FileAccessed',
      Workload: 'SharePoint',
      UserId: 'u',
      ClientIP: '[2001:db8::1]:4444',
      RecordType: 6,
    };
    const text = `RecordId,CreationDate,RecordType,Operation,UserId,AuditData\n1,2024-03-05T10:15:30Z,6,FileAccessed,u,"${JSON.stringify(audit).replaceAll('"', '""')}"\n`;
    expect(fieldsOf(text, 'windows-events-csv')[0]).toMatchObject({
      '@timestamp': Date.parse('2024-03-05T10:15:30Z'),
      'source.ip': '2001:db8::1',
      'user.name': 'u',
      'event.dataset': 'o365.audit',
    });
  });

  it('reads what an interface of CloudTrail wraps', () => {
    const inner = {
      eventVersion: '1',
      eventTime: '2024-03-05T10:15:30Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'X',
      awsRegion: 'r',
    };
    const text = JSON.stringify({
      Events: [{ EventId: '1', EventTime: 1_709_633_730, CloudTrailEvent: JSON.stringify(inner) }],
    });
    expect(fieldsOf(text, 'cloudtrail')[0]).toMatchObject({ 'event.action': 'X', EventId: '1' });
  });

  it('does not take everything in JSON for events', () => {
    for (const value of [
      {
        type: 'bundle',
        id: 'bundle--1',
        objects: [{ type: 'indicator', created: '2024-03-05T10:15:30Z', pattern: 'x' }],
      },
      { Event: { uuid: 'x', timestamp: '1709633730', info: 'i', Attribute: [] } },
      { name: 'layer', versions: { layer: '4.5' }, techniques: [{ techniqueID: 'T1059' }] },
      [{ name: 'web01', os: 'linux', owner: 'x' }],
      { version: 1, list: ['a.example'], matching_attributes: ['domain'] },
      [1, 2, 3],
      ['2024-03-05T10:15:30Z'],
      {},
      [],
    ]) {
      const bytes = new TextEncoder().encode(JSON.stringify(value));
      const probe = makeProbe('x.json', bytes.length, bytes);
      expect(EVENT_LOG_FORMATS.filter(({ sniff }) => sniff(probe) > 0)).toEqual([]);
    }
  });
});
