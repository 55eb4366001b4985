/** From lines of logs to which way they went: who came, who went, and how much it matters. */
import { describe, expect, it } from 'vitest';
import { directionOf, hostOf, makeInsideTest } from '../../src/domain/history/direction';
import { DISPOSITION_FIELD, DISPOSITIONS } from '../../src/domain/history/fields';
import { relevanceOf } from '../../src/domain/history/relevance';
import { AUDITD } from '../../src/formats/history/auditd';
import { EVENT_LOG_FORMATS } from '../../src/formats/history/event-log-formats';
import type { HistoryFormat } from '../../src/formats/history/history-reader';
import { SYSLOG } from '../../src/formats/history/syslog';
import { W3C_LOG } from '../../src/formats/history/w3c-log';
import { WEB_ACCESS } from '../../src/formats/history/web-access';
import { WEB_ERROR } from '../../src/formats/history/web-error';
import { readHistory } from './record-table';

const FOE = '203.0.113.9';
const isInside = makeInsideTest([]);
const JSON_EVENTS = EVENT_LOG_FORMATS.filter(({ extensions }) => extensions.includes('json'));

/** Of the record that a text holds: direction, disposition, relevance and our host, where the foe's address was found in it. */
function judge(format: HistoryFormat, text: string) {
  const { rows, rejected } = readHistory(format, text);
  expect(rejected).toEqual([]);
  const values = rows.at(-1)?.values ?? {};
  const field = Object.keys(values).find((name) => values[name] === FOE && /ip$/.test(name)) ?? '';
  expect(field).not.toBe('');
  const textOf = (name: string) => (values[name] === undefined ? null : String(values[name]));
  const record = {
    stated: textOf('network.direction'),
    source: textOf('source.ip'),
    destination: textOf('destination.ip'),
    host: textOf('host.name'),
    forwarded: textOf('network.forwarded_ip'),
  };
  const direction = directionOf(field, record, isInside);
  const disposition = DISPOSITIONS.find((each) => each === values[DISPOSITION_FIELD]) ?? 'unknown';
  const host = hostOf(field, direction, record, isInside);
  return [direction, disposition, relevanceOf(direction, disposition), host];
}

function judgeEvent(event: object) {
  const text = JSON.stringify(event);
  const [format] = JSON_EVENTS;
  if (format === undefined) throw new Error('No reader of JSON.');
  return judge(format, text);
}

describe('logs of servers', () => {
  const access = (client: string, status: number, more = '') =>
    `${client} - - [11/Jan/2026:22:14:15 +0000] "GET /a HTTP/1.1" ${status} 12 "-" "curl/8"${more}`;

  it('have clients that come in', () => {
    expect(judge(WEB_ACCESS, access(FOE, 200))).toEqual(['inbound', 'established', 'high', null]);
    expect(judge(WEB_ACCESS, access(FOE, 403))).toEqual(['inbound', 'denied', 'low', null]);
    expect(judge(WEB_ACCESS, access(FOE, 404))).toEqual(['inbound', 'established', 'high', null]);
    expect(judge(WEB_ACCESS, access('10.0.0.2', 200, ` "${FOE}"`)).slice(0, 3)).toEqual([
      'inbound',
      'established',
      'high',
    ]);
  });

  it('have them in their error logs too', () => {
    const line = `2026/01/11 22:14:15 [error] 7#7: *1 access forbidden by rule, client: ${FOE}, server: a, request: "GET / HTTP/1.1", host: "a.example"`;
    expect(judge(WEB_ERROR, line).slice(0, 2)).toEqual(['inbound', 'unknown']);
  });

  it('are told from proxies and firewalls in W3C logs', () => {
    const iis = (fields: string, row: string) => `#Software: x\n#Fields: ${fields}\n${row}`;
    const server =
      'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus';
    expect(judge(W3C_LOG, iis(server, `2026-01-11 22:14:15 198.51.100.1 GET /a - 443 - ${FOE} x 200 0`))).toEqual([
      'inbound',
      'established',
      'high',
      '198.51.100.1',
    ]);
    expect(
      judge(W3C_LOG, iis(`${server} cs-host`, `2026-01-11 22:14:15 10.0.0.1 GET /a - 443 - ${FOE} x 401 2 a.example`)),
    ).toEqual(['inbound', 'denied', 'low', '10.0.0.1']);
    const proxy = 'date time c-ip cs-method cs-host cs-uri-path r-ip sc-status s-action';
    expect(
      judge(W3C_LOG, iis(proxy, `2026-01-11 22:14:15 10.0.0.5 GET evil.example /a ${FOE} 403 TCP_NC_MISS`)),
    ).toEqual(['outbound', 'established', 'high', '10.0.0.5']);
    const firewall = 'date time action protocol src-ip dst-ip src-port dst-port path';
    expect(judge(W3C_LOG, iis(firewall, `2026-01-11 22:14:15 DROP TCP ${FOE} 198.51.100.1 4242 445 RECEIVE`))).toEqual([
      'inbound',
      'denied',
      'low',
      '198.51.100.1',
    ]);
    expect(
      judge(W3C_LOG, iis(firewall, `2026-01-11 22:14:15 ALLOW TCP 198.51.100.1 ${FOE} 4242 445 SEND`)).slice(0, 1),
    ).toEqual(['outbound']);
  });

  it('have users that sign in from elsewhere', () => {
    const say = (text: string) => judge(SYSLOG, `Jan 11 22:14:15 gw ${text}`);
    expect(say(`sshd[1]: Failed password for root from ${FOE} port 4242 ssh2`)).toEqual([
      'inbound',
      'denied',
      'low',
      'gw',
    ]);
    expect(say(`sshd[1]: Accepted password for root from ${FOE} port 4242 ssh2`)).toEqual([
      'inbound',
      'established',
      'high',
      'gw',
    ]);
    expect(say(`sshd[1]: Invalid user a from ${FOE}`)).toEqual(['inbound', 'denied', 'low', 'gw']);
    expect(say(`postfix/smtpd[1]: A: client=mx.evil.example[${FOE}]`).slice(0, 1)).toEqual(['inbound']);
    expect(
      say(`postfix/smtp[1]: A: to=<b@c.example>, relay=mx.evil.example[${FOE}]:25, status=sent (ok)`).slice(0, 1),
    ).toEqual(['outbound']);
    const audit = (type: string, result: string) =>
      judge(
        AUDITD,
        `type=${type} msg=audit(1490995752.404:12): pid=7 uid=0 auid=0 ses=1 msg='op=login acct="root" exe="/usr/sbin/sshd" hostname=? addr=${FOE} terminal=ssh res=${result}'`,
      );
    expect(audit('USER_LOGIN', 'failed').slice(0, 3)).toEqual(['inbound', 'denied', 'low']);
    expect(audit('USER_AUTH', 'success').slice(0, 3)).toEqual(['inbound', 'established', 'high']);
  });
});

describe('events of hosts', () => {
  const windows = (code: number, channel: string, provider: string, data: object, more: object = {}) => ({
    Event: {
      System: {
        Provider: { '#attributes': { Name: provider } },
        EventID: code,
        Channel: channel,
        Computer: 'pc1',
        TimeCreated: { '#attributes': { SystemTime: '2026-01-11T22:14:15Z' } },
        ...more,
      },
      EventData: data,
    },
  });
  const security = (code: number, data: object, more?: object) =>
    judgeEvent(windows(code, 'Security', 'Microsoft-Windows-Security-Auditing', data, more));
  const sysmon = (data: object) =>
    judgeEvent(windows(3, 'Microsoft-Windows-Sysmon/Operational', 'Microsoft-Windows-Sysmon', data));

  it('say who comes to sign in', () => {
    expect(security(4624, { TargetUserName: 'a', LogonType: 3, IpAddress: FOE })).toEqual([
      'inbound',
      'established',
      'high',
      'pc1',
    ]);
    expect(security(4625, { TargetUserName: 'a', LogonType: 3, IpAddress: FOE })).toEqual([
      'inbound',
      'denied',
      'low',
      'pc1',
    ]);
    expect(security(4771, { TargetUserName: 'a', IpAddress: `::ffff:${FOE}` })).toEqual([
      'inbound',
      'denied',
      'low',
      'pc1',
    ]);
    expect(security(4768, { TargetUserName: 'a', IpAddress: FOE }, { Keywords: '0x8010000000000000' })).toEqual([
      'inbound',
      'denied',
      'low',
      'pc1',
    ]);
  });

  it('say which end opened a connection, where both are outside', () => {
    const ends = { SourceIp: '198.51.100.1', DestinationIp: FOE };
    expect(sysmon({ ...ends, Initiated: 'true' })).toEqual(['outbound', 'established', 'high', '198.51.100.1']);
    expect(sysmon({ ...ends, Initiated: true })[0]).toBe('outbound');
    expect(sysmon({ SourceIp: FOE, DestinationIp: '198.51.100.1', Initiated: 'false' })).toEqual([
      'inbound',
      'established',
      'high',
      '198.51.100.1',
    ]);
    expect(sysmon(ends)).toEqual(['external', 'established', 'medium', 'pc1']);
    const packet = (code: number, Direction: string) =>
      security(code, { Application: 'x', SourceAddress: FOE, DestAddress: '198.51.100.1', Direction });
    expect(packet(5157, '%%14592')).toEqual(['inbound', 'denied', 'low', '198.51.100.1']);
    expect(packet(5156, '%%14593')[0]).toBe('outbound');
    expect(packet(5156, 'odd')[0]).toBe('external');
  });
});

describe('events of clouds', () => {
  const trail = (more: object) =>
    judgeEvent({
      eventVersion: '1.08',
      eventTime: '2026-01-11T22:14:15Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      awsRegion: 'eu-west-1',
      sourceIPAddress: FOE,
      ...more,
    });

  it('are of somebody who asks the account', () => {
    expect(trail({})).toEqual(['inbound', 'established', 'high', null]);
    expect(trail({ errorCode: 'AccessDenied' })).toEqual(['inbound', 'denied', 'low', null]);
    expect(trail({ errorCode: 'NoSuchBucket' })).toEqual(['inbound', 'established', 'high', null]);
    expect(trail({ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } })).toEqual([
      'inbound',
      'denied',
      'low',
      null,
    ]);
    const signIn = (errorCode: number) =>
      judgeEvent({
        createdDateTime: '2026-01-11T22:14:15Z',
        userPrincipalName: 'a@b.example',
        ipAddress: FOE,
        status: { errorCode },
      });
    expect(signIn(50126).slice(0, 3)).toEqual(['inbound', 'denied', 'low']);
    expect(signIn(0).slice(0, 3)).toEqual(['inbound', 'established', 'high']);
  });

  it('are findings about a connection, whose way they say', () => {
    const finding = (connectionDirection: string, blocked: boolean) =>
      judgeEvent({
        schemaVersion: '2.0',
        severity: 5,
        updatedAt: '2026-01-11T22:14:15Z',
        resource: {},
        service: {
          action: { networkConnectionAction: { connectionDirection, blocked, remoteIpDetails: { ipAddressV4: FOE } } },
        },
      });
    expect(finding('INBOUND', true)).toEqual(['inbound', 'denied', 'low', null]);
    expect(finding('OUTBOUND', true)).toEqual(['outbound', 'denied', 'high', null]);
  });
});

describe('events of Suricata', () => {
  const eve = (more: object) =>
    judgeEvent({
      timestamp: '2026-01-11T22:14:15.000000+0000',
      proto: 'TCP',
      src_port: 443,
      dest_port: 51515,
      ...more,
    });
  const back = { src_ip: FOE, dest_ip: '10.0.0.5' };

  it('are turned round where the server’s packet set them off: that it was blocked does not clear who asked', () => {
    const alert = { event_type: 'alert', alert: { action: 'blocked', signature: 'x' }, ...back };
    expect(eve({ ...alert, direction: 'to_client' })).toEqual(['outbound', 'denied', 'high', '10.0.0.5']);
    expect(eve({ ...alert, direction: 'to_server' })).toEqual(['inbound', 'denied', 'low', '10.0.0.5']);
    expect(eve({ ...alert, flow: { src_ip: '10.0.0.5', dest_ip: FOE } })).toEqual([
      'outbound',
      'denied',
      'high',
      '10.0.0.5',
    ]);
    expect(eve({ ...alert, flow: { src_ip: FOE, dest_ip: '10.0.0.5' } })[0]).toBe('inbound');
    expect(eve(alert)[0]).toBe('inbound');
  });

  it('hold files and answers that came back', () => {
    const file = { event_type: 'fileinfo', fileinfo: { filename: '/a' }, ...back };
    expect(eve({ ...file, http: { http_method: 'GET' } })[0]).toBe('outbound');
    expect(eve({ ...file, http: { http_method: 'POST' } })[0]).toBe('inbound');
    const dns = {
      event_type: 'dns',
      proto: 'UDP',
      src_port: 53,
      dns: { type: 'answer', rrname: 'a.example' },
      ...back,
    };
    expect(eve(dns).slice(0, 2)).toEqual(['outbound', 'established']);
  });

  it('between two addresses outside name no host of ours', () => {
    expect(eve({ event_type: 'flow', flow: { pkts_toclient: 3 }, src_ip: FOE, dest_ip: '8.8.8.8' })).toEqual([
      'external',
      'established',
      'medium',
      null,
    ]);
  });
});
