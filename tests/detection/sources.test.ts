import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ColumnReader } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { makeHostNames } from '../../src/domain/detection/alerts/host-names';
import { makeDetections } from '../../src/domain/detection/behaviour/detections';
import { HostTable } from '../../src/domain/detection/behaviour/host-table';
import type { Signal } from '../../src/domain/detection/signal';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { behaviourAnswers } from '../../workers/history/behaviour-answers';
import { importFile } from '../history/import-as-worker';
import { makeFile } from '../history/made-up-logs';
import { makeRandom } from '../make-random';
import { describeWithShared, SHARED } from '../shared-data';
import { type MadeFlow, SITE_START, writeConnLog } from './made-up-site';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

async function signalsOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly Signal[]> {
  for (const [name, content] of Object.entries(files)) {
    const receipt = await importFile(makeFile(name, content));
    if (!receipt.ok) throw new Error(`${name}: ${receipt.issues[0]?.message}`);
  }
  const request = { histories: null, from: null, to: null };
  const result = await behaviourAnswers.runDetection('own', request, '2026-11-25T12:00:00Z', () => undefined);
  if (!result.ok) throw new Error(result.issues[0]?.message);
  const db = new HistoryDatabase('own');
  const records = new Map((await db.signalRecords.toArray()).map((each) => [each.id, each.records]));
  const signals = (await db.signals.toArray()).map((signal) => ({ ...signal, records: records.get(signal.id) ?? [] }));
  db.close();
  return signals.sort((one, other) => other.score - one.score);
}

const each = <Item>(count: number, make: (n: number) => Item) => Array.from({ length: count }, (_, n) => make(n));
const iso = (ms: number) => new Date(ms).toISOString();
const MINUTE = 60_000;
const DAY = 86_400_000;

describe('beacons of three days', () => {
  const random = makeRandom(9);
  const base = { transport: 'tcp', port: 443, duration: 64, out: 0, back: 0, state: 'REJ' } as const;
  const series = (source: string, destination: string, gap: () => number, more: Partial<MadeFlow> = {}): MadeFlow[] => {
    const flows: MadeFlow[] = [];
    for (let at = SITE_START; at < SITE_START + 3 * DAY; at += gap())
      flows.push({ ...base, start: at, source, destination, ...more });
    return flows;
  };
  const strobe = series('10.55.100.111', '203.0.113.194', () => 12_000 + random() * 900);
  const names = series('192.168.88.2', '203.0.113.15', () => 8_000 + random() * 2500, {
    port: 53,
    transport: 'udp',
    out: 61,
    back: 81,
    state: 'SF',
  });
  const slow = series('10.55.200.10', '203.0.113.64', () => 3_600_000 * (0.8 + random() * 0.4), {
    out: 400,
    state: 'SF',
  });
  const people = each(
    6000,
    (n): MadeFlow => ({
      ...base,
      start: SITE_START + Math.floor(random() * 3 * DAY),
      source: `10.55.100.${100 + (n % 8)}`,
      destination: `198.51.${n % 90}.7`,
      out: Math.floor(300 + random() * 40_000),
      back: 5000,
      state: 'SF',
    }),
  );
  const all = [...strobe, ...names, ...slow, ...people].sort((one, other) => one.start - other.start);

  it('are found: refused ones every twelve seconds, DNS to one server, one an hour', async () => {
    const signals = await signalsOf({ 'conn.log': writeConnLog(all) });
    const found = signals.filter(({ rule }) => rule === 'beacon');
    expect(found.map(({ host, peer }) => `${host} ${peer}`).sort()).toEqual([
      '10.55.100.111 203.0.113.194',
      '10.55.200.10 203.0.113.64',
      '192.168.88.2 203.0.113.15',
    ]);
    expect(found.find(({ peer }) => peer === '203.0.113.194')?.why).toMatch(/every 12\ss ± 0.2\ss over 3\sdays/);
  });
});

describe('requests by name', () => {
  it('beacon though the address behind the name changes', async () => {
    const head = '#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tssl\n';
    const fields = '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tserver_name\n';
    const types = '#types\ttime\tstring\taddr\tport\taddr\tport\tstring\n';
    const random = makeRandom(3);
    const lines = each(300, (n) => {
      const at = (SITE_START + n * 5 * MINUTE + random() * 20_000) / 1000;
      return `${at.toFixed(3)}\tC${n}\t10.0.0.5\t${40_000 + n}\t203.0.113.${n % 200}\t443\tcdn.heron.example`;
    });
    const signals = await signalsOf({ 'ssl.log': `${head}${fields}${types}${lines.join('\n')}\n` });
    expect(signals).toMatchObject([{ rule: 'name-beacon', host: '10.0.0.5', peer: 'cdn.heron.example', count: 300 }]);
  });
});

describe('alerts of sensors', () => {
  const alert = (n: number, more: object, severity = 1) =>
    JSON.stringify({
      timestamp: iso(SITE_START + n * MINUTE),
      flow_id: n,
      event_type: 'alert',
      src_ip: '10.0.0.5',
      src_port: 50_000 + n,
      dest_ip: '203.0.113.9',
      dest_port: 443,
      proto: 'TCP',
      alert: {
        action: 'allowed',
        gid: 1,
        signature_id: 9_000_001,
        rev: 1,
        signature: 'HERON checks in',
        category: 'x',
        severity,
      },
      ...more,
    });

  it('beyond the most that are told apart are counted as not looked at', () => {
    const texts = (textAt: (row: number) => string | null): ColumnReader => ({
      field: '',
      kind: 'text',
      rows: 52,
      isAbsent: () => false,
      numberAt: (row) => row,
      textAt,
      values: null,
    });
    const detections = makeDetections(new HostTable(), 100);
    for (const part of ['a', 'b']) {
      const readers: Readonly<Record<string, ColumnReader>> = {
        '@timestamp': texts(() => null),
        'event.dataset': texts(() => 'zeek.notice'),
        'rule.name': texts((row) => `${part} ${row}`),
        'source.ip': texts(() => '10.0.0.7'),
      };
      const segment = {
        rows: 52,
        fields: [],
        kindOf: () => null,
        reader: (field: string) => readers[field] ?? null,
      };
      detections.read(segment, { historyId: 'h', segmentId: `h/${part}` });
    }
    const { signals, notLookedAt } = detections.find();
    expect([signals.length, detections.count]).toEqual([100, 104]);
    expect(notLookedAt).toMatchObject([{ why: expect.stringMatching(/^4\salerts of sensors were not looked at/) }]);
  });

  it('are one signal for each rule, host and peer; the host inside is whom it is about', async () => {
    const answer = { src_ip: '203.0.113.9', src_port: 443, dest_ip: '10.0.0.5', dest_port: 50_001 };
    const flow = {
      event_type: 'flow',
      alert: undefined,
      flow: { pkts_toserver: 3, pkts_toclient: 3, bytes_toserver: 9, bytes_toclient: 9 },
    };
    const eve = [alert(1, {}), alert(2, {}), alert(3, answer), alert(4, flow)].join('\n');
    const signals = await signalsOf({ 'eve.json': `${eve}\n` });
    expect(signals).toMatchObject([
      {
        kind: 'detection',
        rule: '9000001',
        host: '10.0.0.5',
        peer: '203.0.113.9',
        count: 3,
        severity: 'high',
        score: 0.75,
      },
    ]);
    expect(signals[0]?.records[0]?.rows).toEqual([0, 1, 2]);
  });
});

describe('names of hosts', () => {
  const event = (n: number, computer: string, source: string) => ({
    EventID: 3,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    SourceName: 'Microsoft-Windows-Sysmon',
    UtcTime: iso(SITE_START + n * 1000)
      .replace('T', ' ')
      .replace('Z', ''),
    '@timestamp': iso(SITE_START + n * 1000),
    Hostname: computer,
    Image: 'C:\\a.exe',
    Initiated: 'true',
    SourceIp: source,
    DestinationIp: '203.0.113.9',
    DestinationPort: '443',
    Protocol: 'tcp',
  });

  it('are what hosts say of themselves, and of no address that two say', () => {
    const names = makeHostNames(new HostTable());
    const sink = makeSegmentSink((segment) => names.read(openSegment(segment)));
    const put = (values: Readonly<Record<string, string>>) => {
      sink.begin(1, 0, 1);
      for (const [field, value] of Object.entries(values)) sink.column(field).putText(value);
    };
    put({
      'host.name': 'WS7',
      'network.direction': 'egress',
      'source.ip': '10.0.0.7',
      'destination.ip': '203.0.113.9',
    });
    put({ 'host.name': 'ws8', 'network.direction': 'ingress', 'source.ip': '10.0.0.7', 'destination.ip': '10.0.0.8' });
    put({ 'host.name': 'ws9', 'host.ip': '10.0.0.9\n127.0.0.1\n10.0.0.10' });
    put({ 'host.name': 'ws10', 'host.ip': '10.0.0.10' });
    put({ 'host.name': 'ws11', 'source.ip': '10.0.0.11' });
    sink.end();
    expect(Object.fromEntries(names.list())).toEqual({ '10.0.0.7': 'ws7', '10.0.0.8': 'ws8', '10.0.0.9': 'ws9' });
  });

  it('join a beacon in flows with the alert about the name', async () => {
    const beacon = each(
      300,
      (n): MadeFlow => ({
        start: SITE_START + n * 2 * MINUTE,
        source: '10.0.0.7',
        destination: '203.0.113.9',
        port: 443,
        transport: 'tcp',
        out: 400,
        back: 300,
        duration: 90,
        state: 'SF',
      }),
    );
    const sysmon = each(3, (n) => JSON.stringify(event(n, 'WS7.corp.example', '10.0.0.7')));
    const refused = each(
      40,
      (n) =>
        `<38>1 ${iso(SITE_START + n * 5000)} ws7.corp.example sshd 1 - - Failed password for ada from 203.0.113.77 port ${n + 40_000} ssh2`,
    );
    await signalsOf({
      'conn.log': writeConnLog(beacon),
      'sysmon.json': `${sysmon.join('\n')}\n`,
      'auth.log': `${refused.join('\n')}\n`,
    });
    const db = new HistoryDatabase('own');
    const alerts = await db.alerts.toArray();
    db.close();
    expect(alerts).toMatchObject([{ host: 'ws7.corp.example' }]);
  });
});

describe('sign-ins', () => {
  const line = (n: number, verb: string, user: string) =>
    `<38>1 ${iso(SITE_START + n * 5000)} web1 sshd 1 - - ${verb} password for ${user} from 203.0.113.9 port ${40_000 + n} ssh2`;

  it('that are refused again and again are a signal, graver when one is let in after', async () => {
    const lines = each(30, (n) => line(n, 'Failed', `user${n % 7}`));
    const [refused] = await signalsOf({ 'auth.log': `${lines.join('\n')}\n` });
    expect(refused).toMatchObject({
      rule: 'sign-ins-failed',
      host: 'web1',
      peer: '203.0.113.9',
      count: 30,
      severity: 'medium',
    });
    expect(refused?.techniques).toContain('T1110.003');
    await clear();
    const [letIn] = await signalsOf({ 'auth.log': `${[...lines, line(31, 'Accepted', 'user3')].join('\n')}\n` });
    expect(letIn).toMatchObject({ severity: 'critical', count: 30 });
  });

  it('of one host refused once at each of many, and of many refused once by one, are one signal each', async () => {
    const from = (n: number, host: string, source: string) =>
      `<38>1 ${iso(SITE_START + n * 5000)} ${host} sshd 1 - - Failed password for ada from ${source} port 40000 ssh2`;
    const sprayed = each(60, (n) => from(n, `web${n}`, '10.0.0.9'));
    const crowd = each(60, (n) => from(n, 'mail1', `203.0.113.${n}`));
    const signals = await signalsOf({ 'auth.log': `${[...sprayed, ...crowd].join('\n')}\n` });
    const found = signals.map(({ host, peer, count }) => [host, peer, count]).sort();
    expect(found).toEqual([
      ['10.0.0.9', null, 60],
      ['mail1', null, 60],
    ]);
    expect(signals.map(({ why }) => why).sort()[0]).toMatch(/from 10\.0\.0\.9 to 60\shosts refused/);
    await clear();
    expect(
      await signalsOf({ 'auth.log': `${[...sprayed, ...crowd].filter((_, n) => n % 60 < 12).join('\n')}\n` }),
    ).toEqual([]);
  });

  it('of people who mistype are none', async () => {
    const lines = each(60, (n) => line(n * 60, n % 6 === 0 ? 'Failed' : 'Accepted', 'ada'));
    expect(await signalsOf({ 'auth.log': `${lines.join('\n')}\n` })).toEqual([]);
  });
});

describeWithShared('captured logs', () => {
  const read = (name: string) => readFileSync(join(SHARED, 'samples/logs', name));

  it('of a bot that looks for its peers show a scan and the sensor’s alert on one host', async () => {
    const signals = await signalsOf({
      'conn.log': read('zeek-zat/conn.log'),
      'notice.log': read('zeek-zat/notice.log'),
    });
    expect(signals.map(({ rule, host }) => [rule, host])).toEqual([
      ['scan-hosts', '192.168.33.10'],
      ['TeamCymruMalwareHashRegistry::Match', '192.168.33.10'],
    ]);
  });

  it('of a scan of ports show it', async () => {
    const signals = await signalsOf({ 'scan.binetflow': read('flows/test11-portscan.binetflow') });
    expect(signals).toMatchObject([{ rule: 'scan-ports', host: '10.8.0.69', peer: '14.1.11.113' }]);
  });
});
