import { describe, expect, it } from 'vitest';
import { EVENT_LOG_FORMATS } from '../../../src/formats/history/event-log-formats';
import { makeProbe } from '../../../src/formats/probe';
import { readHistory } from './memory-sink';

function read(text: string, wanted: string) {
  const bytes = new TextEncoder().encode(text);
  const probe = makeProbe('unknown', bytes.length, bytes.subarray(0, 16_384));
  const found = EVENT_LOG_FORMATS.filter(({ sniff }) => sniff(probe) >= 0.65);
  expect(found.map(({ id }) => id)).toEqual([wanted]);
  const [format] = found;
  if (format === undefined) throw new Error('not recognised');
  const whole = readHistory(format, bytes);
  for (const chunk of [1, 3, 17]) expect(readHistory(format, bytes, { chunk })).toEqual(whole);
  return whole;
}

const lines = (...items: readonly unknown[]) => items.map((each) => JSON.stringify(each)).join('\n');
const fieldsOf = (text: string, wanted: string) => read(text, wanted).records.map(({ fields }) => fields);

describe('Suricata EVE', () => {
  const base = {
    timestamp: '2024-03-05T11:15:30.123456+0100',
    flow_id: 1,
    src_ip: '192.0.2.1',
    src_port: 1000,
    dest_ip: '198.51.100.2',
    dest_port: 80,
    proto: 'TCP',
  };
  const shared = {
    '@timestamp': Date.parse('2024-03-05T10:15:30.123Z'),
    'source.ip': '192.0.2.1',
    'source.port': 1000,
    'destination.ip': '198.51.100.2',
    'destination.port': 80,
    'network.transport': 'tcp',
    'event.dataset': 'suricata.eve',
  };

  it('reads every kind of event', () => {
    const found = fieldsOf(
      lines(
        {
          ...base,
          event_type: 'flow',
          flow: {
            pkts_toserver: 5,
            pkts_toclient: 4,
            bytes_toserver: 500,
            bytes_toclient: 4000,
            start: '2024-03-05T11:15:00.000000+0100',
            age: 30,
            state: 'closed',
          },
          tcp: { tcp_flags_tc: '1b' },
        },
        {
          ...base,
          event_type: 'http',
          http: {
            hostname: 'a.example',
            url: '/x?y=1',
            http_user_agent: 'UA/1',
            http_method: 'GET',
            status: 200,
            length: 12,
          },
        },
        {
          ...base,
          event_type: 'tls',
          tls: {
            sni: 'b.example',
            fingerprint: Array(20).fill('ab').join(':'),
            ja3: { hash: 'c'.repeat(32), string: '771,1' },
            ja3s: { hash: 'd'.repeat(32) },
            ja4: 't13d',
          },
        },
        {
          ...base,
          event_type: 'fileinfo',
          fileinfo: { filename: '/x/a.exe', size: 9, md5: '1'.repeat(32), sha256: '2'.repeat(64) },
        },
        {
          ...base,
          event_type: 'alert',
          alert: { action: 'blocked', signature: 'ET x', signature_id: 7, category: 'c', severity: 1 },
        },
        {
          ...base,
          event_type: 'smtp',
          smtp: { helo: 'h', mail_from: '<a@a.example>', rcpt_to: ['<b@b.example>', '<c@b.example>'] },
          email: { from: 'A <a@a.example>', subject: 's', attachment: ['x.doc'] },
        },
        { ...base, event_type: 'ssh', ssh: { client: { software_version: 'OpenSSH' } } },
        { timestamp: base.timestamp, event_type: 'stats', stats: { uptime: 1, decoder: { pkts: 2 } } },
      ),
      'suricata-eve',
    );
    expect(found).toMatchObject([
      {
        ...shared,
        'source.bytes': 500,
        'destination.bytes': 4000,
        'event.duration': 30_000,
        'event.start': Date.parse('2024-03-05T10:15:00Z'),
        'vedette.disposition': 'established',
      },
      {
        ...shared,
        'url.full': 'http://a.example/x?y=1',
        'url.domain': 'a.example',
        'user_agent.original': 'UA/1',
        'http.request.method': 'GET',
        'http.response.status_code': 200,
      },
      {
        ...shared,
        'tls.client.server_name': 'b.example',
        'tls.server.hash.sha1': 'ab'.repeat(20),
        'tls.client.ja3': 'c'.repeat(32),
        'tls.server.ja3s': 'd'.repeat(32),
        'tls.client.ja4': 't13d',
        'tls.ja3.string': '771,1',
      },
      { ...shared, 'file.path': '/x/a.exe', 'file.hash.md5': '1'.repeat(32), 'file.hash.sha256': '2'.repeat(64) },
      { ...shared, 'rule.name': 'ET x', 'rule.id': '7', 'vedette.disposition': 'denied', 'alert.action': 'blocked' },
      {
        ...shared,
        'email.from.address': 'a@a.example',
        'email.to.address': 'b@b.example\nc@b.example',
        'email.subject': 's',
        'email.attachments.file.name': 'x.doc',
      },
      { ...shared, 'ssh.client.software_version': 'OpenSSH', 'vedette.disposition': 'established' },
      { stats: '{"uptime":1,"decoder":{"pkts":2}}', 'event.action': 'stats' },
    ]);
  });

  it('reads the three forms of DNS', () => {
    const dns = (value: unknown) => ({ ...base, event_type: 'dns', dns: value });
    const found = fieldsOf(
      lines(
        dns({ type: 'query', id: 1, rrname: 'a.example', rrtype: 'A' }),
        dns({
          type: 'answer',
          id: 1,
          rcode: 'NOERROR',
          rrname: 'a.example',
          rrtype: 'A',
          ttl: 5,
          rdata: '203.0.113.9',
        }),
        dns({
          version: 2,
          type: 'answer',
          rrname: 'a.example',
          rrtype: 'A',
          rcode: 'NOERROR',
          answers: [
            { rrname: 'a.example', rrtype: 'CNAME', ttl: 1, rdata: 'b.example' },
            { rrname: 'b.example', rrtype: 'A', ttl: 1, rdata: '203.0.113.9' },
          ],
          grouped: { CNAME: ['b.example'], A: ['203.0.113.9', '203.0.113.10'] },
        }),
        dns({
          version: 3,
          type: 'response',
          rcode: 'NOERROR',
          queries: [{ rrname: 'a.example', rrtype: 'AAAA' }],
          answers: [
            { rrname: 'a.example', rrtype: 'AAAA', ttl: 1, rdata: '2001:db8::1' },
            { rrname: 'a.example', rrtype: 'SOA', soa: { mname: 'ns' } },
          ],
        }),
        dns({ version: 3, type: 'request', queries: [{ rrname: 'c.example', rrtype: 'A' }] }),
      ),
      'suricata-eve',
    );
    const question = { 'dns.question.name': 'a.example' };
    expect(found).toMatchObject([
      { ...question, 'dns.question.type': 'A', 'vedette.disposition': 'unknown' },
      {
        ...question,
        'dns.answers.data': '203.0.113.9',
        'dns.resolved_ip': '203.0.113.9',
        'vedette.disposition': 'established',
      },
      {
        ...question,
        'dns.answers.data': 'b.example\n203.0.113.9\n203.0.113.10',
        'dns.resolved_ip': '203.0.113.9\n203.0.113.10',
      },
      {
        ...question,
        'dns.answers.data': '2001:db8::1',
        'dns.resolved_ip': '2001:db8::1',
        'dns.answers.soa.mname': 'ns',
      },
      { 'dns.question.name': 'c.example' },
    ]);
  });

  it.each([
    ['attempted', { proto: 'TCP', flow: { state: 'new', pkts_toclient: 0 } }],
    ['attempted', { proto: 'TCP', flow: { state: 'closed', pkts_toclient: 1 }, tcp: { tcp_flags_tc: '14' } }],
    ['established', { proto: 'TCP', flow: { state: 'established', pkts_toclient: 3 } }],
    ['established', { proto: 'UDP', flow: { state: 'established', pkts_toclient: 1 } }],
    ['attempted', { proto: 'UDP', flow: { state: 'new', pkts_toclient: 0 } }],
    ['denied', { proto: 'TCP', flow: { state: 'new', action: 'drop' } }],
  ])('says of a flow that it was %s', (disposition, event) => {
    const text = JSON.stringify({ ...base, event_type: 'flow', ...event });
    expect(fieldsOf(text, 'suricata-eve')[0]?.['vedette.disposition']).toBe(disposition);
  });
});

describe('clouds', () => {
  const trail = {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', principalId: 'AIDA', arn: 'arn:aws:iam::1:user/u', userName: 'u' },
    eventTime: '2024-03-05T10:15:30Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2',
    requestParameters: { bucketName: 'b', list: [{ a: 1 }, { a: 2 }], __proto__x: 1 },
    resources: [{ ARN: 'arn:1' }, { ARN: 'arn:2' }],
  };

  it('CloudTrail, in Records and line by line', () => {
    const failed = { ...trail, sourceIPAddress: 'ec2.amazonaws.com', errorCode: 'AccessDenied', eventName: 'X' };
    const wanted = [
      {
        '@timestamp': Date.parse('2024-03-05T10:15:30Z'),
        'source.ip': '198.51.100.7',
        'event.action': 'GetObject',
        'event.provider': 's3.amazonaws.com',
        'event.outcome': 'success',
        'user.name': 'u',
        'user_agent.original': 'aws-cli/2',
        'resources.ARN': 'arn:1\narn:2',
        'requestParameters.list.a': '1\n2',
        'cloud.region': 'eu-west-1',
        'userIdentity.arn': 'arn:aws:iam::1:user/u',
      },
      { 'source.address': 'ec2.amazonaws.com', 'error.code': 'AccessDenied', 'event.outcome': 'failure' },
    ];
    const first = fieldsOf(JSON.stringify({ Records: [trail, failed] }), 'cloudtrail');
    expect(first).toMatchObject(wanted);
    expect(first[0]?.['eventTime']).toBeUndefined();
    expect(first[1]?.['source.ip']).toBeUndefined();
    expect(fieldsOf(lines(trail, failed), 'cloudtrail')).toMatchObject(wanted);
    expect(fieldsOf(lines({ Records: [trail] }, { Records: [failed] }), 'cloudtrail')).toMatchObject(wanted);
  });

  it.each([
    [
      'azure.signinlogs',
      {
        value: [
          {
            id: '1',
            createdDateTime: '2024-03-05T10:15:30Z',
            userPrincipalName: 'u@x.example',
            ipAddress: '198.51.100.7',
            appDisplayName: 'A',
            status: { errorCode: 50126 },
          },
        ],
      },
      { 'user.name': 'u@x.example', 'event.outcome': 'failure' },
    ],
    [
      'azure.signinlogs',
      [{ TimeGenerated: '2024-03-05T10:15:30Z', UserPrincipalName: 'u', IPAddress: '198.51.100.7', ResultType: '0' }],
      { 'user.name': 'u', 'event.outcome': 'success' },
    ],
    [
      'azure.activitylogs',
      {
        records: [
          {
            time: '2024-03-05T10:15:30Z',
            resourceId: '/S/1',
            operationName: 'DELETE',
            callerIpAddress: '198.51.100.7',
            resultType: 'Success',
          },
        ],
      },
      { 'event.action': 'DELETE', 'event.outcome': 'success' },
    ],
    [
      'o365.audit',
      [
        {
          CreationTime: '2024-03-05T10:15:30',
          Operation: 'FileAccessed',
          Workload: 'SharePoint',
          UserId: 'u',
          ClientIP: '198.51.100.7:4444',
          ResultStatus: 'Succeeded',
        },
      ],
      { 'user.name': 'u', 'event.action': 'FileAccessed' },
    ],
    [
      'gcp.audit',
      [
        {
          insertId: 'i',
          logName: 'l',
          timestamp: '2024-03-05T10:15:30Z',
          protoPayload: {
            methodName: 'm',
            authenticationInfo: { principalEmail: 'u' },
            requestMetadata: { callerIp: '198.51.100.7' },
          },
        },
      ],
      { 'user.name': 'u', 'event.action': 'm' },
    ],
    [
      'okta.system',
      [
        {
          published: '2024-03-05T10:15:30Z',
          eventType: 'user.session.start',
          actor: { alternateId: 'u' },
          client: { ipAddress: '198.51.100.7', userAgent: { rawUserAgent: 'UA' } },
          outcome: { result: 'SUCCESS' },
        },
      ],
      { 'user.name': 'u', 'user_agent.original': 'UA', 'event.outcome': 'success' },
    ],
    [
      'aws.guardduty',
      {
        schemaVersion: '2.0',
        updatedAt: '2024-03-05T10:15:30Z',
        severity: 5,
        type: 't',
        resource: {},
        service: {
          action: {
            networkConnectionAction: {
              connectionDirection: 'INBOUND',
              remoteIpDetails: { ipAddressV4: '198.51.100.7' },
            },
          },
        },
      },
      { type: 't' },
    ],
    [
      'google_workspace.admin',
      {
        kind: 'x',
        items: [
          {
            id: { time: '2024-03-05T10:15:30Z', applicationName: 'login' },
            actor: { email: 'u' },
            ipAddress: '198.51.100.7',
            events: [{ name: 'login_success' }],
          },
        ],
      },
      { 'user.name': 'u', 'event.action': 'login_success' },
    ],
  ])('%s', (dataset, value, wanted) => {
    const [fields] = fieldsOf(JSON.stringify(value), 'cloud-audit');
    expect(fields).toMatchObject({
      ...wanted,
      'event.dataset': dataset,
      '@timestamp': Date.parse('2024-03-05T10:15:30Z'),
      'source.ip': '198.51.100.7',
    });
  });

  it('VPC flow logs, with a header, without one, and with the time of CloudWatch before', () => {
    const rows = [
      '2 123456789012 eni-0a1b 192.0.2.1 198.51.100.2 5000 443 6 10 4000 1709633730 1709633790 ACCEPT OK',
      '2 123456789012 eni-0a1b 198.51.100.9 192.0.2.1 40000 22 6 1 40 1709633731 1709633790 REJECT OK',
      '2 123456789012 eni-0a1b - - - - - - - 1709633731 1709633790 - NODATA',
    ];
    const header =
      'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
    const wanted = [
      {
        '@timestamp': 1_709_633_730_000,
        'source.ip': '192.0.2.1',
        'destination.port': 443,
        'network.transport': 'tcp',
        'source.bytes': 4000,
        'vedette.disposition': 'unknown',
        'event.end': 1_709_633_790_000,
      },
      { 'source.ip': '198.51.100.9', 'vedette.disposition': 'denied' },
      { 'aws.vpcflow.log_status': 'NODATA' },
    ];
    for (const text of [
      rows.join('\n'),
      [header, ...rows].join('\r\n'),
      rows.map((row) => `2024-03-05T10:15:30.000Z ${row}`).join('\n'),
    ]) {
      expect(fieldsOf(text, 'aws-vpc-flow')).toMatchObject(wanted);
    }
    const { rejected } = read([header, ...rows, 'no flow', rows[0]].join('\n'), 'aws-vpc-flow');
    expect(rejected.map(({ place }) => place)).toEqual([{ kind: 'line', line: 5 }]);
  });
});

describe('osquery', () => {
  it('reads rows of differences, snapshots and batches, each as a record', () => {
    const base = {
      name: 'q',
      hostIdentifier: 'h',
      calendarTime: 'Tue Mar  5 10:15:30 2024 UTC',
      unixTime: '1709633730',
    };
    const { records, rejected } = read(
      lines(
        {
          ...base,
          action: 'added',
          columns: {
            pid: '5',
            path: '/bin/a',
            cmdline: 'a -b',
            name: 'a',
            remote_address: '198.51.100.7',
            remote_port: '443',
          },
        },
        { ...base, action: 'snapshot', snapshot: [{ path: '/etc/a', md5: '1'.repeat(32) }, { path: '/etc/b' }] },
        { ...base, unixTime: 1_709_633_730, diffResults: { added: [{ a: '1' }], removed: [{ a: '2' }, { a: '3' }] } },
        { ...base, action: 'snapshot', snapshot: [] },
        {
          hostIdentifier: 'h',
          calendarTime: base.calendarTime,
          unixTime: '1709633730',
          severity: '0',
          filename: 'x.cpp',
          line: '4',
          message: 'm',
        },
        { schedule: { q: { query: 'SELECT 1' } } },
      ),
      'osquery',
    );
    expect(records.map(({ line }) => line)).toEqual([1, 2, 2, 3, 3, 3, 4, 5]);
    expect(rejected.map(({ code, place }) => [code, place])).toEqual([['no-event', { kind: 'line', line: 6 }]]);
    for (const { fields } of records)
      expect(fields).toMatchObject({ '@timestamp': 1_709_633_730_000, 'host.name': 'h' });
    expect(records.map(({ fields }) => fields)).toMatchObject([
      {
        'process.pid': 5,
        'process.executable': '/bin/a',
        'process.name': 'a',
        'destination.ip': '198.51.100.7',
        'destination.port': 443,
        'event.action': 'added',
      },
      { 'file.path': '/etc/a', 'file.hash.md5': '1'.repeat(32) },
      { 'file.path': '/etc/b' },
      { 'columns.a': '1', 'event.action': 'added' },
      { 'columns.a': '2', 'event.action': 'removed' },
      { 'columns.a': '3' },
      { 'event.action': 'snapshot' },
      { 'event.dataset': 'osquery.status', message: 'm' },
    ]);
  });
});

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
