import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZEEK_JSON } from '../../src/formats/history/zeek-json';
import { makeProbe } from '../../src/formats/probe';
import { describeWithShared, SHARED } from '../shared-data';
import { type ReadSettings, readHistory } from './record-table';

const read = (content: Uint8Array | string, settings?: ReadSettings) => readHistory(ZEEK_JSON, content, settings);
const sniff = (text: string) => ZEEK_JSON.sniff(makeProbe('a', text.length, new TextEncoder().encode(text)));

const LINES = [
  '{"_path":"conn","ts":1767225600.123456,"uid":"C1","id.orig_h":"10.0.0.5","id.orig_p":51515,"id.resp_h":"2001:db8::7","id.resp_p":443,"proto":"tcp","duration":0.5,"orig_bytes":0,"resp_bytes":10,"conn_state":"SF","orig_pkts":1}',
  '{"_path":"dns","_write_ts":"2026-01-01T00:00:01Z","ts":"2026-01-01T00:00:01.500000Z","uid":"C2","id":{"orig_h":"10.0.0.5","orig_p":5,"resp_h":"10.0.0.1","resp_p":53},"query":"evil.example","rcode":0,"rcode_name":"NOERROR","AA":true,"answers":["a, b","192.0.2.7"],"TTLs":[60.0,5.0]}',
  '{"ts":1767225602,"id_orig_h":"10.0.0.5","id_resp_h":"192.0.2.7","id_resp_p":8080,"method":"GET","host":"evil.example","uri":"/x","trans_depth":1,"__proto__":{"polluted":"yes"}}',
  '{"files":{"ts":1767225603.1,"fuid":"F1","tx_hosts":["192.0.2.7"],"rx_hosts":["10.0.0.5"],"is_orig":false,"analyzers":["MD5","SHA1"],"md5":"0cc175b9c0f1b6a831c399e269772661"}}',
];

describe('Zeek JSON', () => {
  it('says which way a connection went', () => {
    const line = (local: object) => JSON.stringify({ _path: 'conn', ts: 1767225600, uid: 'C', proto: 'udp', ...local });
    const { rows } = read(
      [
        line({ local_orig: true, local_resp: false }),
        line({ local_orig: false, local_resp: true }),
        line({ local_orig: true, local_resp: true }),
        line({ local_orig: false, local_resp: false }),
        line({}),
        line({ local_orig: true }),
      ].join('\n'),
    );
    const directions = ['outbound', 'inbound', 'internal', 'external', undefined, undefined];
    expect(rows.map(({ values }) => values['network.direction'])).toEqual(directions);
  });

  it('reads paths, nested and dotted names, epoch and ISO moments', () => {
    const { rows, rejected, notes } = read(LINES.join('\n'));
    expect([rejected, notes]).toEqual([[], []]);
    expect(rows.map(({ values }) => values['@timestamp'])).toEqual([
      1767225600123, 1767225601500, 1767225602000, 1767225603100,
    ]);
    expect({ ...rows[0]?.values }).toEqual({
      '@timestamp': 1767225600123,
      'event.dataset': 'zeek.conn',
      'source.ip': '10.0.0.5',
      'source.port': 51515,
      'destination.ip': '2001:db8::7',
      'destination.port': 443,
      'network.transport': 'tcp',
      'event.duration': 500,
      'source.bytes': 0,
      'destination.bytes': 10,
      'source.packets': 1,
      'zeek.conn.conn_state': 'SF',
      'vedette.disposition': 'established',
    });
    expect(rows[1]?.values).toMatchObject({
      'source.ip': '10.0.0.5',
      'dns.answers.data': 'a, b\n192.0.2.7',
      'dns.resolved_ip': '192.0.2.7',
      'zeek.dns.AA': 'true',
      'zeek.dns.TTLs': '60,5',
    });
    expect(rows[2]?.values).toMatchObject({ 'event.dataset': 'zeek.http', 'url.full': 'http://evil.example:8080/x' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(rows[3]?.values).toMatchObject({
      'event.dataset': 'zeek.files',
      'source.ip': '10.0.0.5',
      'destination.ip': '192.0.2.7',
      'zeek.files.analyzers': 'MD5,SHA1',
      'file.hash.md5': '0cc175b9c0f1b6a831c399e269772661',
    });
    for (const line of LINES) expect(sniff(line)).toBe(1);
  });

  it('reads dirt, and reports what is no record', () => {
    const text = `\ufeff${LINES.join('\r\n\r\n')}\r\n[1]\r\nnull\r\n{"ts":1`;
    const { rows, rejected } = read(text);
    expect(rows).toHaveLength(4);
    expect(rejected.map(({ place }) => place)).toEqual([8, 9, 10].map((line) => ({ kind: 'line', line })));
    for (const chunk of [1, 2, 7, 50]) expect(read(text, { chunk }).rows).toEqual(rows);
  });

  it('takes no other JSON for it', () => {
    for (const text of [
      '{"timestamp":"x","event_type":"dns"}',
      '{"ts":1,"msg":"hello"}',
      '{}',
      '[{"ts":1,"uid":"C"}]',
      '{"type":"bundle"}',
    ])
      expect(sniff(text)).toBe(0);
  });

  it('survives any JSON', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.json(), fc.string(), fc.constant('{"ts":1,"uid":[[]],"id":{"orig_h":{}}}')), {
          maxLength: 8,
        }),
        (lines) => {
          const text = lines.map((line) => line.replaceAll('\n', ' ').replaceAll('\r', ' ')).join('\n');
          const records = text.split('\n').filter((line) => line.trim() !== '');
          const { rows, rejected } = read(text, { chunk: 11 });
          expect(rows.length + rejected.length).toBe(records.length);
        },
      ),
    );
  });
});

describeWithShared('Zeek JSON of others', () => {
  const logs = join(SHARED, 'samples', 'logs');
  const files = ['zeek-rita-json', 'zeek-zat-json', 'zeek-apt29-day1', 'zeek-ctu'].flatMap((folder) =>
    readdirSync(join(logs, folder)).map((name) => join(folder, name)),
  );

  it.each(files)('%s', (name) => {
    const bytes = readFileSync(join(logs, name));
    const { rows, rejected } = read(bytes);
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    expect([rejected, rows.length]).toEqual([[], lines.length]);
    expect(sniff(bytes.subarray(0, 16_384).toString('utf8'))).toBe(1);
    rows.forEach(({ values }, index) => {
      const record = JSON.parse(lines[index] ?? '') as Record<string, unknown>;
      expect(values['destination.ip'] ?? record['id.resp_h']).toBe(
        record['id.resp_h'] ?? record['id_resp_h'] ?? values['destination.ip'],
      );
      if (typeof record['ts'] === 'number')
        expect(Math.abs(Number(values['@timestamp']) - record['ts'] * 1000)).toBeLessThan(1.001);
      expect(values['event.dataset']).not.toBe('zeek.unknown');
    });
  });
});
