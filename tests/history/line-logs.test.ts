import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDITD } from '../../src/formats/history/auditd';
import type { HistoryFormat } from '../../src/formats/history/history-reader';
import { SYSLOG } from '../../src/formats/history/syslog';
import { TEXT_LOG_FORMATS } from '../../src/formats/history/text-log-formats';
import { SQUID_ACCESS, WEB_ACCESS } from '../../src/formats/history/web-access';
import { WEB_ERROR } from '../../src/formats/history/web-error';
import { makeProbe } from '../../src/formats/probe';
import { describeWithShared, SHARED } from '../shared-data';
import { readHistory } from './record-table';

const claims = (text: string) =>
  TEXT_LOG_FORMATS.filter(
    ({ sniff }) => sniff(makeProbe('a', text.length, new TextEncoder().encode(text))) >= 0.65,
  ).map(({ id }) => id);
const one = (format: HistoryFormat, line: string) => {
  const { rows, rejected } = readHistory(format, line);
  expect(rejected).toEqual([]);
  expect(rows).toHaveLength(1);
  expect(claims(line)).toEqual([format.id]);
  return rows[0]?.values;
};

describe('syslog', () => {
  it('reads headers of every writing', () => {
    const at = Date.UTC(2026, 0, 11, 22, 14, 15);
    const same = { '@timestamp': at, 'host.name': 'web1', 'process.name': 'app', 'process.pid': 7, message: 'hello' };
    expect(one(SYSLOG, 'Jan 11 22:14:15 web1 app[7]: hello')).toMatchObject(same);
    expect(one(SYSLOG, '<34>Jan 11 22:14:15 web1 app[7]: hello')).toMatchObject({
      ...same,
      'log.syslog.severity.name': 'critical',
    });
    expect(one(SYSLOG, '2026-01-11T23:14:15.000000+01:00 web1 app[7]: hello')).toMatchObject(same);
    expect(one(SYSLOG, '2026-01-11T23:14:15+0100 web1 app[7]: hello')).toMatchObject(same);
    expect(one(SYSLOG, '1768169655.000000 web1 app[7]: hello')).toMatchObject(same);
    expect(
      one(SYSLOG, '<165>1 2026-01-11T22:14:15.000Z web1 app 7 ID47 [a@1 x="\\"]"][b@1 y="z"] hello'),
    ).toMatchObject({
      ...same,
      'event.code': 'ID47',
      'log.syslog.structured_data': '[a@1 x="\\"]"][b@1 y="z"]',
    });
    expect(one(SYSLOG, '<165>1 - - - - - - hello')).toMatchObject({ message: 'hello' });
  });

  it('reads what well-known programs say', () => {
    const say = (text: string) => one(SYSLOG, `Jan 11 22:14:15 gw ${text}`);
    expect(say('sshd[1]: Failed password for invalid user admin from 198.51.100.7 port 4242 ssh2')).toMatchObject({
      'user.name': 'admin',
      'source.ip': '198.51.100.7',
      'source.port': 4242,
      'event.outcome': 'failure',
      'vedette.disposition': 'denied',
    });
    expect(say('sshd[1]: Accepted publickey for anna from 2001:db8::7 port 4242 ssh2: RSA SHA256:x')).toMatchObject({
      'source.ip': '2001:db8::7',
      'vedette.disposition': 'established',
    });
    expect(say('sudo:     anna : TTY=pts/0 ; PWD=/home/anna ; USER=root ; COMMAND=/usr/bin/id -u')).toMatchObject({
      'user.name': 'anna',
      'user.effective.name': 'root',
      'process.command_line': '/usr/bin/id -u',
    });
    expect(
      say(
        'kernel: [ 12.3] [UFW BLOCK] IN=eth0 OUT= MAC=01:02 SRC=198.51.100.7 DST=10.0.0.5 LEN=40 TTL=1 ID=2 PROTO=TCP SPT=4242 DPT=22 WINDOW=1024 RES=0x00 SYN URGP=0',
      ),
    ).toMatchObject({
      'source.ip': '198.51.100.7',
      'destination.port': 22,
      'network.transport': 'tcp',
      'vedette.disposition': 'denied',
    });
    expect(
      say('named[9]: client @0x7f 10.0.0.5#5353 (evil.example): query: evil.example IN A + (10.0.0.1)'),
    ).toMatchObject({ 'dns.question.name': 'evil.example', 'source.ip': '10.0.0.5' });
    expect(
      say(
        'filterlog[5]: 5,,,1000000103,igb0,match,block,in,4,0x0,,64,0,0,DF,6,tcp,60,198.51.100.7,10.0.0.5,4242,22,0,S,1,,64,,mss',
      ),
    ).toMatchObject({ 'source.ip': '198.51.100.7', 'destination.port': 22, 'vedette.disposition': 'denied' });
    expect(
      say(
        'postfix/smtp[5]: ABC: to=<b@corp.example>, relay=mx.evil.example[198.51.100.7]:25, delay=1, status=sent (ok)',
      ),
    ).toMatchObject({
      'email.to.address': 'b@corp.example',
      'destination.ip': '198.51.100.7',
      'vedette.disposition': 'established',
    });
    expect(say('myapp: peer 198.51.100.7:443 and [2001:db8::7] at 10:00:00, version 1.2.3.4.5')).toMatchObject({
      'related.ip': '198.51.100.7\n2001:db8::7',
    });
    expect(say('last message repeated 3 times')).toMatchObject({ message: 'last message repeated 3 times' });
    expect(
      say('sshd[1]: message repeated 2 times: [ Failed password for root from 198.51.100.7 port 1 ssh2]'),
    ).toMatchObject({ 'labels.event_count': '2', 'user.name': 'root' });
  });

  it('reads older and odder lines of the same programs', () => {
    const say = (text: string) => one(SYSLOG, `Jan 11 22:14:15 gw ${text}`);
    const from = { 'source.ip': '198.51.100.7' };
    expect(say('sshd[1]: Invalid user webmaster from 198.51.100.7')).toMatchObject({
      ...from,
      'user.name': 'webmaster',
      'vedette.disposition': 'denied',
    });
    expect(say('sshd[1]: Received disconnect from 198.51.100.7: 11: Bye Bye [preauth]')).toMatchObject(from);
    expect(say('sshd[1]: Connection closed by authenticating user root 198.51.100.7 port 22 [preauth]')).toMatchObject({
      ...from,
      'user.name': 'root',
      'source.port': 22,
    });
    expect(
      say(
        'sshd[1]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=198.51.100.7  user=root',
      ),
    ).toMatchObject({ ...from, 'user.name': 'root', 'event.outcome': 'failure' });
    expect(say('su(pam_unix)[21416]: session opened for user cyrus by (uid=0)')).toMatchObject({
      'user.name': 'cyrus',
      'event.action': 'session opened',
    });
    expect(
      say('suricata[1]: [1:2001:2] ET SCAN x [Classification: y] [Priority: 2] {TCP} 198.51.100.7:1234 -> 10.0.0.5:22'),
    ).toMatchObject({ ...from, 'rule.name': 'ET SCAN x', 'destination.port': 22 });
    expect(
      one(
        SYSLOG,
        '<166>Jan 11 2026 22:14:15 fw1 : %ASA-2-106001: Inbound TCP connection denied from 198.51.100.7/2345 to 10.0.0.5/80 flags SYN  on interface outside',
      ),
    ).toMatchObject({
      ...from,
      'source.port': 2345,
      'destination.ip': '10.0.0.5',
      'destination.port': 80,
      'vedette.disposition': 'denied',
    });
    expect(
      one(
        SYSLOG,
        '<189>date=2026-01-11 time=22:14:15 devname="fw" type="utm" srcip=10.0.0.5 dstip=198.51.100.7 dstport=443 service="HTTPS" hostname="evil.example" action="passthrough" url="/x"',
      ),
    ).toMatchObject({
      'url.full': 'https://evil.example/x',
      'url.domain': 'evil.example',
      'vedette.disposition': 'established',
    });
    expect(
      one(
        SYSLOG,
        '<14>Jan 11 22:14:15 PA-VM 1,2026/01/11 22:14:15,007,THREAT,url,2305,2026/01/11 22:14:15,10.0.0.5,198.51.100.7,0.0.0.0,0.0.0.0,rule1,corp\\u,,web,vsys1,trust,untrust,ae1,ae2,lp,2026/01/11 22:14:15,1,1,51515,80,0,0,0x0,tcp,block-url,"evil.example/path",(9999),malware,informational,client-to-server,1,0x0',
      ),
    ).toMatchObject({
      'url.full': 'evil.example/path',
      'host.name': 'PA-VM',
      'destination.ip': '198.51.100.7',
      'vedette.disposition': 'denied',
    });
  });

  it('reads messages of firewalls', () => {
    const asa = (text: string) => `<166>Jan 11 2026 22:14:15 fw1 : %ASA-6-${text}`;
    const { rows } = readHistory(
      SYSLOG,
      [
        asa(
          '302013: Built outbound TCP connection 77 for outside:198.51.100.7/443 (198.51.100.7/443) to inside:10.0.0.5/51515 (192.0.2.1/51515)',
        ),
        asa(
          '302014: Teardown TCP connection 77 for outside:198.51.100.7/443 to inside:10.0.0.5/51515 duration 0:00:30 bytes 1234 TCP FINs',
        ),
        asa('106023: Deny tcp src outside:198.51.100.7/4242 dst inside:10.0.0.5/22 by access-group "x" [0x0, 0x0]'),
        asa(
          '106100: access-list x permitted tcp inside/10.0.0.5(51515) -> outside/198.51.100.7(443) hit-cnt 1 first hit',
        ),
      ].join('\n'),
    );
    const out = {
      'source.ip': '10.0.0.5',
      'source.port': 51515,
      'destination.ip': '198.51.100.7',
      'destination.port': 443,
      'network.transport': 'tcp',
      'vedette.disposition': 'established',
    };
    expect(rows.map(({ values }) => values)).toMatchObject([
      { ...out, 'host.name': 'fw1', '@timestamp': Date.UTC(2026, 0, 11, 22, 14, 15), 'event.code': '302013' },
      { ...out, 'network.bytes': 1234, 'event.duration': 30_000 },
      { 'source.ip': '198.51.100.7', 'destination.port': 22, 'vedette.disposition': 'denied' },
      { ...out, 'network.transport': 'tcp' },
    ]);
    expect(
      one(
        SYSLOG,
        'date=2026-01-11 time=22:14:15 devname="FW 1" devid="F1" logid="0000000013" type="traffic" tz="+0100" srcip=10.0.0.5 srcport=51515 dstip=198.51.100.7 dstport=443 proto=6 action="close" duration=5 sentbyte=10 rcvdbyte=20 hostname="evil.example"',
      ),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 11, 21, 14, 15),
      'source.ip': '10.0.0.5',
      'destination.port': 443,
      'network.transport': 'tcp',
      'source.bytes': 10,
      'event.duration': 5000,
      'observer.name': 'FW 1',
      'vedette.disposition': 'established',
    });
    expect(
      one(
        SYSLOG,
        'Jan 11 22:14:15 gw CEF:0|Ven\\|dor|Prod|1.0|100|name of it|5|src=10.0.0.5 dst=198.51.100.7 spt=1 dpt=443 act=blocked request=http://evil.example/?a\\=b msg=two words cs1Label=Rule Name cs1=r1 rt=1768169655000',
      ),
    ).toMatchObject({
      '@timestamp': 1768169655000,
      'observer.vendor': 'Ven|dor',
      'source.ip': '10.0.0.5',
      'url.full': 'http://evil.example/?a=b',
      message: 'two words',
      'event.code': '100',
      'vedette.disposition': 'denied',
      'host.name': 'gw',
    });
    expect(
      one(SYSLOG, 'LEEF:2.0|Ven|Prod|1.0|E1|^|src=10.0.0.5^dst=198.51.100.7^usrName=anna^devTime=Jan 11 2026 22:14:15'),
    ).toMatchObject({
      'user.name': 'anna',
      'destination.ip': '198.51.100.7',
      '@timestamp': Date.UTC(2026, 0, 11, 22, 14, 15),
    });
  });

  it('reports lines without a moment, and passes over what journalctl adds', () => {
    const { rows, rejected } = readHistory(
      SYSLOG,
      '-- Logs begin at Mon 2026-01-01 --\r\nJan  1 00:00:01 h a: x\r\n\r\n  continued\r\nJan  1 00:00:02 h a: y',
    );
    expect([rows.length, rejected.map(({ place }) => place)]).toEqual([2, [{ kind: 'line', line: 4 }]]);
  });

  it.each([
    '2026-01-11 22:14:15,123 INFO main: started',
    'On Jan 11 the actor came back: they used 198.51.100.7.',
    'a=b c=d e=f g=h i=j',
    '10.0.0.1 web1: the server',
  ])('takes other text for none: %s', (text) => expect(claims(`${text}\n${text}`)).toEqual([]));
});

describe('web logs', () => {
  it('reads common, combined, with virtual host, IPv6 and quotes', () => {
    const tail = '[11/Jan/2026:23:14:15 +0100] "GET /a?b=\\"c HTTP/1.1" 404 12';
    const same = {
      '@timestamp': Date.UTC(2026, 0, 11, 22, 14, 15),
      'http.request.method': 'GET',
      'http.response.status_code': 404,
      'http.response.bytes': 12,
      'vedette.disposition': 'established',
    };
    expect(one(WEB_ACCESS, `198.51.100.7 - - ${tail}`)).toMatchObject({
      ...same,
      'source.ip': '198.51.100.7',
      'url.original': '/a?b="c',
    });
    expect(one(WEB_ACCESS, `2001:db8::7 - anna ${tail} "http://r.example/" "curl/8 \\"x\\""`)).toMatchObject({
      ...same,
      'source.ip': '2001:db8::7',
      'user.name': 'anna',
      'user_agent.original': 'curl/8 "x"',
      'http.request.referrer': 'http://r.example/',
    });
    expect(one(WEB_ACCESS, `www.corp.example:8080 198.51.100.7 - - ${tail} "-" "-" "203.0.113.9"`)).toMatchObject({
      ...same,
      'url.full': 'http://www.corp.example:8080/a?b="c',
      'network.forwarded_ip': '203.0.113.9',
    });
    expect(one(WEB_ACCESS, '198.51.100.7 - - [11/Jan/2026:23:14:15 +0100] "\\x16\\x03\\x01" 400 -')).toMatchObject({
      'url.original': '\\x16\\x03\\x01',
    });
    const { rows, rejected } = readHistory(WEB_ACCESS, `198.51.100.7 - - ${tail}\n198.51.100.7 - - [11/Jan/20`);
    expect([rows.length, rejected.length]).toEqual([1, 1]);
  });

  it('reads error logs and Squid', () => {
    expect(
      one(
        WEB_ERROR,
        '[Sun Jan 11 22:14:15.902022 2026] [core:error] [pid 35:tid 43] [client 198.51.100.7:4242] AH00035: access denied',
      ),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 11, 22, 14, 15, 902),
      'source.ip': '198.51.100.7',
      'source.port': 4242,
      'event.code': 'AH00035',
      'log.level': 'error',
    });
    expect(
      one(
        WEB_ERROR,
        '2026/01/11 22:14:15 [error] 12#12: *1 open() "/x" failed, client: 198.51.100.7, server: s, request: "GET /x HTTP/1.1", host: "corp.example"',
      ),
    ).toMatchObject({ 'source.ip': '198.51.100.7', 'url.domain': 'corp.example', 'url.original': '/x' });
    expect(
      one(
        SQUID_ACCESS,
        '1768169655.603    310 10.0.0.5 TCP_MISS/200 776 GET http://evil.example/x anna HIER_DIRECT/198.51.100.7 text/html',
      ),
    ).toMatchObject({
      '@timestamp': 1768169655603,
      'url.full': 'http://evil.example/x',
      'destination.ip': '198.51.100.7',
      'user.name': 'anna',
      'vedette.disposition': 'established',
    });
    expect(
      one(
        SQUID_ACCESS,
        '1768169655.603      0 10.0.0.5 TCP_DENIED/403 0 CONNECT evil.example:443 - HIER_NONE/- text/html',
      ),
    ).toMatchObject({ 'url.domain': 'evil.example', 'vedette.disposition': 'denied' });
  });
});

describe('audit log', () => {
  it('decodes commands, titles, sockets; takes names from enriched records', () => {
    expect(
      one(AUDITD, 'type=EXECVE msg=audit(1768169655.404:7): argc=3 a0="sh" a1="-c" a2=6563686F2061'),
    ).toMatchObject({
      '@timestamp': 1768169655404,
      'auditd.type': 'EXECVE',
      'auditd.a2': 'echo a',
      'process.command_line': 'sh -c echo a',
      'auditd.serial': '7',
    });
    expect(one(AUDITD, 'type=PROCTITLE msg=audit(1768169655.404:7): proctitle=617270002D61')).toMatchObject({
      'process.command_line': 'arp -a',
    });
    expect(
      one(AUDITD, 'type=SOCKADDR msg=audit(1768169655.404:7): saddr=020001BBC63364070000000000000000'),
    ).toMatchObject({ 'destination.ip': '198.51.100.7', 'destination.port': 443 });
    expect(
      one(
        AUDITD,
        'node=web1 type=SYSCALL msg=audit(1768169655.404:7): arch=c000003e syscall=59 success=yes exit=0 a0=55 ppid=1 pid=2 auid=1000 uid=0 comm="sh" exe="/bin/sh" key=65786563013634\u001dARCH=x86_64 SYSCALL=execve AUID="anna" UID="root"',
      ),
    ).toMatchObject({
      'host.name': 'web1',
      'process.pid': 2,
      'process.executable': '/bin/sh',
      'user.name': 'root',
      'user.audit.name': 'anna',
      'auditd.SYSCALL': 'execve',
      'event.outcome': 'success',
      'rule.name': 'exec,64',
    });
    expect(
      one(
        AUDITD,
        "type=USER_LOGIN msg=audit(01/28/2026 21:58:13.977:8) : pid=1 uid=root auid=unset msg='op=login acct=anna exe=/usr/sbin/sshd hostname=? addr=198.51.100.7 terminal=sshd res=failed'",
      ),
    ).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 28, 21, 58, 13, 977),
      'user.name': 'anna',
      'source.ip': '198.51.100.7',
      'event.outcome': 'failure',
    });
  });

  it('survives anything, as the others do', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'type=SYSCALL msg=audit(1768169655.404:7): ',
        'Jan 11 22:14:15 h sshd[1]: ',
        '%ASA-6-302013: Built outbound TCP connection 1 for a:1.1.1.1/1',
        'CEF:0|a|b|c|d|e|f|',
        'LEEF:2.0|a|b|c|d|^|',
        '<1>1 - - - ',
        '[11/Jan/2026:23:14:15 +0100] "',
        'a="',
        "b='",
        '\n',
        '1.2.3.4 - - ',
        '::',
      ),
      fc.string(),
    );
    for (const format of [SYSLOG, WEB_ACCESS, WEB_ERROR, SQUID_ACCESS, AUDITD]) {
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (pieces, chunk) => {
          const text = pieces.join('');
          const { rows, rejected } = readHistory(format, text, { chunk });
          expect(rows.length + rejected.length).toBeLessThanOrEqual(text.split('\n').length);
          claims(text);
        }),
        { numRuns: 60 },
      );
    }
  });

  it('takes no longer than the text is long', () => {
    const long = `Jan 11 22:14:15 h sshd[1]: ${'a '.repeat(20_000)} from ${'1.'.repeat(5000)} ${'=x'.repeat(5000)}`;
    const began = performance.now();
    for (const format of [SYSLOG, WEB_ACCESS, WEB_ERROR, SQUID_ACCESS, AUDITD])
      readHistory(format, `${long}\n`.repeat(5));
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

describeWithShared('audit logs of others', () => {
  const logs = join(SHARED, 'samples', 'logs');
  const files = ['auditd', 'mordor-linux']
    .flatMap((folder) => readdirSync(join(logs, folder)).map((name) => join(folder, name)))
    .filter((name) => name.endsWith('.log'));

  it.each(files)('%s', (name) => {
    const text = readFileSync(join(logs, name), 'utf8');
    expect(claims(text)).toEqual(['auditd']);
    const { rows, rejected } = readHistory(AUDITD, text);
    expect([rows.length, rejected]).toEqual([text.split('\n').filter((line) => line.trim() !== '').length, []]);
  });

  it.each(['audit-rhel6', 'audit-ubuntu16', 'audit-ubuntu17', 'test2'])('%s as another reader has it', (name) => {
    const { rows } = readHistory(AUDITD, readFileSync(join(logs, 'auditd', `${name}.log`)));
    const golden = JSON.parse(readFileSync(join(logs, 'auditd', `${name}.log.golden`), 'utf8')) as {
      '@timestamp': string;
      record_type: string;
      sequence: number;
      data: Record<string, string>;
    }[];
    expect(rows.length).toBe(golden.length);
    golden.forEach((record, index) => {
      const values: Record<string, unknown> = rows[index]?.values ?? {};
      expect(values['@timestamp']).toBe(Date.parse(record['@timestamp']));
      expect(values['event.action']).toBe(record.record_type);
      expect(values['auditd.serial']).toBe(String(record.sequence));
      const places: Record<string, string> = {
        pid: 'process.pid',
        ppid: 'process.parent.pid',
        cwd: 'process.working_directory',
        cmd: 'process.command_line',
        acct: 'user.name',
        addr: 'source.ip',
      };
      for (const [key, expected] of Object.entries(record.data)) {
        // What the other reader looks up (names of calls, of errors, parts of labels) is not written in the line.
        if (
          /^(?:arch|syscall|exit|result|subj_.*|obj_.*|hostname|mode|sig|op)$/.test(key) ||
          /^(?:unset|4294967295|\?|\(none\)|\(null\))$/.test(expected)
        )
          continue;
        expect([key, String(values[places[key] ?? `auditd.${key}`])]).toEqual([key, expected]);
      }
    });
  });
});
