import { describe, expect, it } from 'vitest';
import { fieldsOf, lines } from './read-events';

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
