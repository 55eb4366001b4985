import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessColumns } from '../../src/formats/history/table-columns';
import { TABLE_LOG } from '../../src/formats/history/table-log';
import { sampleTable } from '../../src/formats/history/table-sniff';
import { TEXT_LOG_FORMATS } from '../../src/formats/history/text-log-formats';
import { W3C_LOG } from '../../src/formats/history/w3c-log';
import { makeProbe } from '../../src/formats/probe';
import { describeWithShared, SHARED } from '../shared-data';
import { type ReadSettings, readHistory } from './record-table';

const read = (text: string | Uint8Array, settings?: ReadSettings) => readHistory(TABLE_LOG, text, settings);
const sniff = (text: string) => TABLE_LOG.sniff(makeProbe('a.csv', text.length, new TextEncoder().encode(text)));

const FIREWALL = `Date,Time,Source address,Source Port,Destination address,Destination Port,Protocol,Action,Bytes Sent,Bytes Received,Rule,Source User
2026-01-01,10:00:01,10.0.0.5,51515,198.51.100.7,443,6,allow,"1,200",3400,out,CORP\\anna
2026-01-01,10:00:02,10.0.0.5,51516,198.51.100.8,22,tcp,deny,0,0,"block, ssh",-
`;
const KIBANA = `"@timestamp","source.ip","destination.ip","event.action","_source.host.name",message
"Jan 1, 2026 @ 10:00:01.250","10.0.0.5","2001:db8::7",denied,web1,"said ""hello""
and more"
"Jan 1, 2026 @ 10:00:02.000","10.0.0.6","198.51.100.7",accept,web1,x
`;
const SENTINEL = `TimeGenerated [UTC],Computer,Account,ActionType,RemoteIP,RemoteUrl,InitiatingProcessCommandLine,SHA256
"1/5/2026, 3:07:08.123 PM",WS1,anna,ConnectionSuccess,198.51.100.7,evil.example,"cmd.exe /c ""whoami""",e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
`;
const SPLUNK = `_time,src_ip,dest_ip,dest_port,action,bytes,user,url
2026-01-01T10:00:01.000+0100,10.0.0.5,198.51.100.7,443,blocked,12,anna,http://evil.example/x
`;
const PALO =
  '1,2026/01/01 10:00:01,0011,TRAFFIC,end,2305,2026/01/01 10:00:00,10.0.0.5,198.51.100.7,192.0.2.1,198.51.100.7,out,corp\\anna,,ssl,vsys1,trust,untrust,ethernet1/1,ethernet1/2,log,2026/01/01 10:00:01,7,1,51515,443,2222,443,0x400053,tcp,deny,5000,2000,3000,20,2026/01/01 09:59:00,60,any,0';

describe('tables of records', () => {
  it('reads a firewall table by its names', () => {
    const { rows, rejected, notes } = read(`\ufeff${FIREWALL.replaceAll('\n', '\r\n')}`);
    expect([rejected, notes]).toEqual([[], []]);
    expect(rows.map(({ values }) => values)).toMatchObject([
      {
        'event.dataset': 'table.log',
        '@timestamp': Date.UTC(2026, 0, 1, 10, 0, 1),
        'source.ip': '10.0.0.5',
        'source.port': 51515,
        'destination.ip': '198.51.100.7',
        'destination.port': 443,
        'network.transport': 'tcp',
        'source.bytes': 1200,
        'destination.bytes': 3400,
        'user.name': 'CORP\\anna',
        'vedette.disposition': 'established',
      },
      { 'rule.name': 'block, ssh', 'vedette.disposition': 'denied', 'destination.port': 22 },
    ]);
    expect(rows[1]?.values).not.toHaveProperty('user.name');
    expect(sniff(FIREWALL)).toBe(0.7);
  });

  it('reads exports of SIEMs: Kibana, Sentinel, Splunk; records over several lines', () => {
    const kibana = read(KIBANA, { chunk: 5 });
    expect(kibana.rejected).toEqual([]);
    expect(kibana.rows.map(({ values }) => values)).toMatchObject([
      {
        '@timestamp': Date.UTC(2026, 0, 1, 10, 0, 1, 250),
        'host.name': 'web1',
        message: 'said "hello"\nand more',
        'vedette.disposition': 'denied',
      },
      { 'source.ip': '10.0.0.6', 'vedette.disposition': 'established' },
    ]);
    expect(
      kibana.rows.map(({ line, offset, length }) => [line, KIBANA.slice(offset, offset + length).slice(0, 30)]),
    ).toEqual([
      [2, '"Jan 1, 2026 @ 10:00:01.250","'],
      [4, '"Jan 1, 2026 @ 10:00:02.000","'],
    ]);
    expect(read(SENTINEL).rows[0]?.values).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 5, 15, 7, 8, 123),
      'host.name': 'WS1',
      'user.name': 'anna',
      'process.command_line': 'cmd.exe /c "whoami"',
    });
    expect(read(SPLUNK).rows[0]?.values).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 1, 9, 0, 1),
      'url.full': 'http://evil.example/x',
      'network.bytes': 12,
      'vedette.disposition': 'denied',
    });
    for (const text of [KIBANA, SENTINEL, SPLUNK, FIREWALL.replaceAll(',', ';')]) expect(sniff(text)).toBe(0.7);
  });

  it.each([
    [
      'Receive Time,Serial #,Type,Generate Time,Source address,Destination address,NAT Source IP,Rule,Source User,Application,Source Port,Destination Port,Flags,IP Protocol,Action,Bytes Sent,Bytes Received,Elapsed Time (sec)\n2026/01/01 10:00:01,1,TRAFFIC,2026/01/01 10:00:00,10.0.0.5,198.51.100.7,192.0.2.1,out,corp\\anna,ssl,51515,443,0x19,tcp,deny,10,20,5',
      {
        '@timestamp': Date.UTC(2026, 0, 1, 10, 0, 1),
        'source.ip': '10.0.0.5',
        'source.nat.ip': '192.0.2.1',
        'destination.port': 443,
        'user.name': 'corp\\anna',
        'event.duration': 5000,
        'vedette.disposition': 'denied',
      },
    ],
    [
      'Timestamp,DeviceName,ActionType,RemoteIP,RemotePort,RemoteUrl,LocalIP,LocalPort,Protocol,InitiatingProcessFileName,InitiatingProcessCommandLine,InitiatingProcessSHA256\n2026-01-01T10:00:01.1234567Z,ws1,ConnectionSuccess,198.51.100.7,443,evil.example,10.0.0.5,51515,Tcp,a.exe,a.exe -x,-',
      {
        'source.ip': '10.0.0.5',
        'destination.ip': '198.51.100.7',
        'destination.port': 443,
        'host.name': 'ws1',
        'network.transport': 'tcp',
        'url.domain': 'evil.example',
      },
    ],
    [
      'Event Name,Log Source,Event Count,Time,Low Level Category,Source IP,Source Port,Destination IP,Destination Port,Username,Magnitude\n"Firewall Deny","asa1","1","Jan 1, 2026, 10:00:01 AM","Firewall Deny","10.0.0.5","1","198.51.100.7","22","N/A","5"',
      {
        '@timestamp': Date.UTC(2026, 0, 1, 10, 0, 1),
        'source.ip': '10.0.0.5',
        'destination.ip': '198.51.100.7',
        'observer.name': 'asa1',
        'destination.port': 22,
      },
    ],
    [
      'Level,Date and Time,Source,Event ID,Task Category,Message\nInformation,1/21/2026 10:00:01 AM,Microsoft-Windows-Security-Auditing,4625,Logon,An account failed to log on from 10.0.0.5',
      {
        '@timestamp': Date.UTC(2026, 0, 21, 10, 0, 1),
        'event.code': '4625',
        'event.provider': 'Microsoft-Windows-Security-Auditing',
      },
    ],
    [
      'Timestamp (UTC);Client IP;Host;Method;URL;Status;User agent\n2026-01-01 10:00:01;10.0.0.5;evil.example;GET;/x?y=z;200;curl',
      {
        '@timestamp': Date.UTC(2026, 0, 1, 10, 0, 1),
        'source.ip': '10.0.0.5',
        'url.full': 'http://evil.example/x?y=z',
        'http.response.status_code': 200,
        'vedette.disposition': 'established',
      },
    ],
    [
      'date,time,client,domain,type,action,response code\n01/21/2026,10:00:01,10.0.0.5,evil.example,A,Blocked,NXDOMAIN',
      {
        '@timestamp': Date.UTC(2026, 0, 21, 10, 0, 1),
        'source.ip': '10.0.0.5',
        'dns.question.name': 'evil.example',
        'dns.response_code': 'NXDOMAIN',
        'vedette.disposition': 'denied',
      },
    ],
  ])('reads %s', (text, expected) => {
    const time = { zoneMinutes: /UTC/.test(text) ? 120 : 0, skewMs: 0, year: null };
    const { rows, rejected } = read(text, { time });
    expect(rejected).toEqual([]);
    expect(rows[0]?.values).toMatchObject(expected);
    expect(sniff(text)).toBe(0.7);
  });

  it('takes the columns that the analyst chose, and the order of day and month', () => {
    const text = 'when,a,b\n03/04/2026 10:00:00,10.0.0.5,x\n04/04/2026 10:00:00,10.0.0.6,y\n';
    expect(read(text).rows[0]?.values).not.toHaveProperty('@timestamp');
    const chosen = read(text, { columns: ['@timestamp:day-first', 'destination.ip', null] });
    expect({ ...chosen.rows[0]?.values }).toEqual({
      'event.dataset': 'table.log',
      '@timestamp': Date.UTC(2026, 3, 3, 10),
      'destination.ip': '10.0.0.5',
    });
  });

  it('guesses columns for the wizard', () => {
    const rows = [
      ['2026-01-01T00:00:00Z', '10.0.0.1', '192.0.2.1', 'a.example', 'DROP', 'x'],
      ['2026-01-01T00:00:01Z', '10.0.0.1', '192.0.2.1', 'b.example', 'ACCEPT', 'y'],
    ];
    expect(guessColumns(['Stamp', 'A', 'B', 'C', 'D', 'My column'], rows).columns).toEqual([
      { field: '@timestamp', how: 'moment' },
      { field: 'source.ip', how: 'text' },
      { field: 'destination.ip', how: 'text' },
      { field: 'destination.domain', how: 'text' },
      { field: 'event.action', how: 'action' },
      { field: 'My column', how: 'text' },
    ]);
  });

  it('reads a table that has no header by what stands in it', () => {
    const text =
      '10.0.0.5,2026-01-01 10:00:00,198.51.100.7,tcp,deny\n10.0.0.6,2026-01-01 10:00:01,198.51.100.7,tcp,allow\n';
    expect(sniff(text)).toBe(0.7);
    expect(read(text).rows.map(({ values }) => values)).toMatchObject([
      {
        'source.ip': '10.0.0.5',
        'destination.ip': '198.51.100.7',
        'network.transport': 'tcp',
        'vedette.disposition': 'denied',
      },
      { 'source.ip': '10.0.0.6', '@timestamp': Date.UTC(2026, 0, 1, 10, 0, 1), 'vedette.disposition': 'established' },
    ]);
  });

  it('gives the wizard the header and the first rows', () => {
    const sample = sampleTable(`sep=;\nReport;;;\n${FIREWALL.replaceAll(',', ';')}`);
    expect([sample?.header[2], sample?.rows[0]?.[2]]).toEqual(['Source address', '10.0.0.5']);
    expect(sniff('time,host,message\n2026-01-01 10:00:01,ws1,"signed in, twice"\n2026-01-01 10:00:02,ws1,out')).toBe(
      0.7,
    );
  });

  it('knows tables without a header', () => {
    expect(sniff(`${PALO}\n${PALO}`)).toBe(0.85);
    expect(read(`${PALO}\n${PALO}`).rows.map(({ values }) => values)).toMatchObject(
      Array(2).fill({
        'event.dataset': 'panw.traffic',
        '@timestamp': Date.UTC(2026, 0, 1, 10),
        'source.ip': '10.0.0.5',
        'source.nat.ip': '192.0.2.1',
        'destination.port': 443,
        'user.name': 'corp\\anna',
        'source.bytes': 2000,
        'event.duration': 60_000,
        'vedette.disposition': 'denied',
      }),
    );
  });

  it('passes over titles before the header, and a header that comes again', () => {
    const text = `# made by a firewall\nReport of January\n${FIREWALL}${FIREWALL}`;
    const { rows, rejected, notes } = read(text);
    expect([rows.length, rejected, notes.map(({ code }) => code)]).toEqual([4, [], ['table-titles']]);
    expect(rows.map(({ line }) => line)).toEqual([4, 5, 7, 8]);
    expect(sniff(text)).toBe(0.7);
  });

  it('loses no lines to a stray quote', () => {
    const line = '2026-01-01,10:00:01,10.0.0.5,51515,198.51.100.7,443,6,allow,1,2,out,anna';
    const bad = '2026-01-01,10:00:01,10.0.0.5,51515,198.51.100.7,443,6,allow,1,2,"out,anna';
    const lines = Array.from({ length: 1000 }, (_, index) => (index === 300 ? bad : line));
    const { rows, rejected } = read(`${FIREWALL.split('\n')[0]}\n${lines.join('\n')}`);
    expect([rows.length, rejected.map(({ place }) => place)]).toEqual([999, [{ kind: 'line', line: 302 }]]);
    const began = performance.now();
    const all = read(`${FIREWALL.split('\n')[0]}\n${Array(20_000).fill(bad).join('\n')}`);
    expect(all.rows.length + all.rejected.length).toBeGreaterThan(9000);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('reports records of another width, and keeps the rest', () => {
    const { rows, rejected } = read(`${FIREWALL}2026-01-01,10:00:03,10.0`);
    expect([rows.length, rejected.map(({ code, place }) => [code, place])]).toEqual([
      2,
      [['table-width', { kind: 'line', line: 4 }]],
    ]);
  });

  it.each([
    'hostname,ip,os,owner,last seen\nweb1,10.0.0.1,Linux,anna,2026-01-01 10:00:00\nweb2,10.0.0.2,Linux,bert,2026-01-01 10:00:00',
    'indicator,type,first_seen,confidence\nevil.example,domain,2026-01-01 10:00:00,80\n192.0.2.1,ipv4,2026-01-01 10:00:00,70',
    'firstseen,dst_ip,dst_port,c2_status,last_online,malware\n2026-01-01 10:00:00,192.0.2.1,443,online,2026-01-02,Emotet',
    'technique,name,score\nT1059,x,1',
    '# a feed\n"first_seen_utc","dst_ip","dst_port","c2_status","last_online","malware"\n"2026-01-01 10:00:00","192.0.2.1","443","online","2026-01-02","Emotet"',
    '# id,dateadded,url,url_status,threat\n"1","2026-01-01 10:00:00","http://evil.example/","online","malware_download"\n"2","2026-01-01 10:00:00","http://evil.example/b","online","malware_download"',
    'a,b,c\n1,2,3',
    'name,date,value\nx,2026-01-01,3',
  ])('takes no other table for a log: %s', (text) => expect(sniff(text)).toBeLessThan(0.65));

  it('reads W3C logs: IIS, a proxy, the Windows firewall', () => {
    const iis = `#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2026-01-01 10:00:00
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status time-taken
2026-01-01 10:00:01 10.0.0.1 GET /a.aspx x=1 443 - 198.51.100.7 Mozilla/5.0+(X11) - www.corp.example 200 0 0 15
`;
    const time = { zoneMinutes: 120, skewMs: 0, year: null };
    const served = readHistory(W3C_LOG, iis, { time });
    expect(served.rejected).toEqual([]);
    expect(served.rows[0]?.values).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 1, 10, 0, 1),
      'source.ip': '198.51.100.7',
      'http.response.status_code': 200,
      'url.full': 'http://www.corp.example/a.aspx?x=1',
      'event.duration': 15,
      'vedette.disposition': 'established',
    });
    const firewall = `#Version: 1.5
#Software: Microsoft Windows Firewall
#Time Format: Local
#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path

2026-01-01 10:00:01 DROP UDP 198.51.100.7 10.0.0.5 137 137 78 - - - - - - - RECEIVE
2026-01-01 10:00:02 ALLOW TCP 10.0.0.5 198.51.100.7 51515 443 0 - 0 0 0 - - - SEND
2026-01-01 10:00:02 ALLOW TCP 10.0.0.5
`;
    const { rows, rejected } = readHistory(W3C_LOG, firewall, { time });
    expect([rows.length, rejected.length]).toEqual([2, 1]);
    expect(rows.map(({ values }) => values)).toMatchObject([
      {
        '@timestamp': Date.UTC(2026, 0, 1, 8, 0, 1),
        'source.ip': '198.51.100.7',
        'vedette.disposition': 'denied',
        'network.transport': 'udp',
      },
      { 'destination.port': 443, 'vedette.disposition': 'established' },
    ]);
    const proxy = `#Fields: date time time-taken c-ip cs-username sc-filter-result sc-status s-action cs-method cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs(User-Agent) s-ip
2026-01-01 10:00:01 5 10.0.0.5 "corp anna" DENIED 403 TCP_DENIED GET http evil.example 8080 /x ?a=b "Mozilla/5.0 (X11)" 10.0.0.1
`;
    expect(readHistory(W3C_LOG, proxy).rows[0]?.values).toMatchObject({
      'url.full': 'http://evil.example:8080/x?a=b',
      'user.name': 'corp anna',
      'vedette.disposition': 'denied',
    });
  });

  it('survives anything', () => {
    const piece = fc.oneof(
      fc.constantFrom(FIREWALL, KIBANA, '"', ',', '\n', '#Fields: date time c-ip\n', '2026-01-01'),
      fc.string(),
    );
    for (const format of [TABLE_LOG, W3C_LOG]) {
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), (pieces, chunk) => {
          readHistory(format, pieces.join(''), { chunk });
          sniff(pieces.join(''));
        }),
        { numRuns: 60 },
      );
    }
  });
});

describeWithShared('tables of others', () => {
  const samples = join(SHARED, 'samples');

  it.each([
    ['dns.csv', 21],
    ['ip.csv', 25],
  ])('%s', (name, count) => {
    const { rows, rejected, notes } = read(readFileSync(join(samples, 'logs', 'vendor', name)));
    expect([rows.length, rejected, notes]).toEqual([count, [], []]);
    for (const { values } of rows) {
      expect(values).toHaveProperty('@timestamp');
      expect(values).toHaveProperty('source.ip');
      expect(name === 'dns.csv' ? values['vedette.disposition'] : values['destination.port']).toBeDefined();
    }
  });

  it('claims nothing that is no log', () => {
    for (const folder of [
      'indicators',
      'inventories',
      'layers',
      'reports',
      'stix',
      'stix-conformance',
      'anonymisation',
    ]) {
      for (const name of readdirSync(join(samples, folder), { recursive: true, encoding: 'utf8' })) {
        const path = join(samples, folder, name);
        if (!statSync(path).isFile()) continue;
        const bytes = readFileSync(path);
        const probe = makeProbe(name, bytes.length, new Uint8Array(bytes.subarray(0, 16_384)));
        const claims = TEXT_LOG_FORMATS.filter(({ sniff }) => sniff(probe) >= 0.65).map(({ id }) => id);
        expect([name, claims]).toEqual([name, []]);
      }
    }
  });
});
