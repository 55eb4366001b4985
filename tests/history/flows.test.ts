import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARGUS_FLOWS } from '../../src/formats/history/argus-flows';
import { dispositionOfFlags, dispositionOfState } from '../../src/formats/history/dispositions';
import { NFDUMP_JSON, NFDUMP_RAW } from '../../src/formats/history/nfdump-blocks';
import { NFDUMP_CSV, NFDUMP_PIPE } from '../../src/formats/history/nfdump-csv';
import { NFDUMP_LINES } from '../../src/formats/history/nfdump-lines';
import { SILK_RWCUT } from '../../src/formats/history/silk-rwcut';
import { VPC_FLOW } from '../../src/formats/history/vpc-flow';
import { makeProbe } from '../../src/formats/probe';
import { describeWithShared, SHARED } from '../shared-data';
import { readHistory } from './record-table';

const FORMATS = [ARGUS_FLOWS, NFDUMP_CSV, NFDUMP_PIPE, NFDUMP_LINES, NFDUMP_RAW, NFDUMP_JSON, SILK_RWCUT];
const sniffed = (text: string) =>
  FORMATS.filter(({ sniff }) => sniff(makeProbe('a', text.length, new TextEncoder().encode(text))) >= 0.65).map(
    ({ id }) => id,
  );

const CSV_LONG = `ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das,smk,dmk,dtos,dir,nh,nhb,svln,dvln,ismc,odmc,idmc,osmc,mpls1,mpls2,mpls3,mpls4,mpls5,mpls6,mpls7,mpls8,mpls9,mpls10,cl,sl,al,ra,eng,exid,tr
2026-01-01 00:00:01,2026-01-01 00:00:02,0.987,10.0.0.5,198.51.100.7,51515,443,TCP,...AP.SF,0,0,12,3400,0,0,1,2,0,64496,0,0,0,0,0.0.0.0,0.0.0.0,0,0,00:00:00:00:00:00,00:00:00:00:00:00,00:00:00:00:00:00,00:00:00:00:00:00,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,    0.000,    0.000,    0.000,192.0.2.1,0/0,1,2026-01-01 00:00:03.000
2026-01-01 00:00:01,2026-01-01 00:00:02,0.000,2001:db8::5,2001:db8::7,51515,443,TCP,......S.,0,0,1,60,0,0,1,2,0,64496,0,0,0,0,0.0.0.0,0.0.0.0,0,0,00:00:00:00:00:00,00:00:00:00:00:00,00:00:00:00:00:00,00:00:00:00:00:00,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,0-0-0,    0.000,    0.000,    0.000,192.0.2.1,0/0,1,2026-01-01 00:00:03.000
Summary
flows,bytes,packets,avg_bps,avg_pps,avg_bpp
2,3460,13,27680,13,266
`;
const CSV_SHORT = `firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows
2026-01-01 00:00:01.500,0.000,UDP,10.0.0.5,5353,224.0.0.251,5353,1,89,1
2026-01-01 00:00:01.500,0.000,TCP,10.0.0.5
`;
const LONG = `Date first seen          Duration Proto      Src IP Addr:Port          Dst IP Addr:Port   Flags Tos  Packets    Bytes Flows
2026-01-01 00:00:01.234     0.987 TCP         10.0.0.5:51515 ->     198.51.100.7:443   ...AP.SF   0       12    1.2 M     1
2026-01-01 00:00:01.234     0.000 ICMP6  2001:db8::5.0     ->      2001:db8::7.128.0 ........   0        1       60     1
Summary: total flows: 2, total bytes: 3460, total packets: 13, avg bps: 27680, avg pps: 13, avg bpp: 266
Time window: 2026-01-01 00:00:00 - 2026-01-01 00:05:00
Total flows processed: 2, Blocks skipped: 0, Bytes read: 332
Sys: 0.004s flows/second: 500.0       Wall: 0.001s flows/second: 2000.0
`;
const PIPE =
  '2|1767225601|234|1767225602|0|6|0|0|0|167772165|51515|0|0|0|3325256711|443|0|64496|1|2|2|0|1|60\n10|1767225601|234|1767225601|234|17|536939960|0|0|5|5353|536939960|0|0|7|53|0|0|0|0|0|0|1|60\n';
const JSON_FLOWS = `[
{
	"type" : "FLOW",
	"sampled" : 0,
	"export_sysid" : 1,
	"first" : "2026-01-01T00:00:01.234",
	"last" : "2026-01-01T00:00:02.000",
	"proto" : 6,
	"tcp_flags" : "...AP.SF",
	"src4_addr" : "10.0.0.5",
	"dst4_addr" : "198.51.100.7",
	"src_port" : 51515,
	"dst_port" : 443,
	"in_packets" : 12,
	"in_bytes" : 3400,
	"label" : "<{none}>"
}
,
{ "type" : "FLOW", "first" : "2026-01-01T00:00:01.234", "proto" : 17, "src4_addr" : "10.0.0.6", "dst4_addr" : "198.51.100.8" }
]
`;
const SILK = `sIP|dIP|sPort|dPort|pro|packets|bytes|flags|sTime|duration|eTime|sen
10.0.0.5|198.51.100.7|51515|443|6|1|40|S|1767225601.500|0.000|1767225601.500|S0
10.0.0.5|198.51.100.7|51516|443|6|9|900|FS PA|1767225601.500|1.250|1767225602.750|S0
`;

describe('VPC flow logs', () => {
  const row = '2 123456789010 eni-1235b8ca 10.0.0.5 198.51.100.7 51515 22 6 20 4249 1767225601 1767225661 REJECT OK';
  it.each([
    `${row}\n2 123456789010 eni-1235b8ca - - - - - - - 1767225601 1767225661 - NODATA\n`,
    `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n${row}\n`,
  ])('with and without a header', (text) => {
    const { rows, rejected } = readHistory(VPC_FLOW, text);
    expect(rejected).toEqual([]);
    expect(rows).toHaveLength(text.startsWith('2 ') ? 2 : 1);
    expect(rows[0]?.values).toMatchObject({
      'source.ip': '10.0.0.5',
      'destination.port': 22,
      'network.transport': 'tcp',
      '@timestamp': 1767225601000,
      'vedette.disposition': 'denied',
    });
    expect(VPC_FLOW.sniff(makeProbe('a', text.length, new TextEncoder().encode(text)))).toBe(1);
  });
});

describe('flows', () => {
  it('reads nfdump CSV of both kinds, and no summary', () => {
    expect(sniffed(CSV_LONG)).toEqual(['nfdump-csv']);
    expect(sniffed(CSV_SHORT)).toEqual(['nfdump-csv']);
    const { rows, rejected, notes } = readHistory(NFDUMP_CSV, CSV_LONG.replaceAll('\n', '\r\n'));
    expect([rows.length, rejected, notes]).toEqual([2, [], []]);
    expect({ ...rows[0]?.values }).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 1, 0, 0, 1),
      'event.duration': 987,
      'source.ip': '10.0.0.5',
      'source.port': 51515,
      'destination.ip': '198.51.100.7',
      'destination.port': 443,
      'network.transport': 'tcp',
      'source.packets': 12,
      'source.bytes': 3400,
      'destination.as.number': 64496,
      'vedette.disposition': 'established',
    });
    expect(rows[1]?.values).toMatchObject({ 'source.ip': '2001:db8::5', 'vedette.disposition': 'attempted' });
    const short = readHistory(NFDUMP_CSV, CSV_SHORT);
    expect([short.rows.length, short.rejected.map(({ code }) => code)]).toEqual([1, ['nfdump-width']]);
    expect(short.rows[0]?.values).toMatchObject({ 'destination.ip': '224.0.0.251', 'vedette.disposition': 'unknown' });
  });

  it('reads nfdump for the eye, without guessing what it shortened', () => {
    expect(sniffed(LONG)).toEqual(['nfdump-text']);
    const { rows, rejected } = readHistory(NFDUMP_LINES, LONG);
    expect([rows.length, rejected]).toEqual([2, []]);
    expect(rows[0]?.values).toMatchObject({
      'source.ip': '10.0.0.5',
      'destination.port': 443,
      'source.packets': 12,
      'vedette.disposition': 'established',
    });
    expect(rows[0]?.values).not.toHaveProperty('source.bytes');
    expect(rows[1]?.values).toMatchObject({
      'source.ip': '2001:db8::5',
      'destination.ip': '2001:db8::7',
      'source.bytes': 60,
    });
  });

  it('reads nfdump pipe, JSON and raw', () => {
    expect(sniffed(PIPE)).toEqual(['nfdump-pipe']);
    const pipe = readHistory(NFDUMP_PIPE, PIPE);
    expect(pipe.rejected).toEqual([]);
    expect(pipe.rows[0]?.values).toMatchObject({
      '@timestamp': 1767225601234,
      'event.duration': 766,
      'source.ip': '10.0.0.5',
      'destination.ip': '198.51.100.7',
      'vedette.disposition': 'attempted',
    });
    expect(pipe.rows[1]?.values).toMatchObject({ 'source.ip': '2001:db8:0:0:0:0:0:5', 'destination.port': 53 });
    expect(sniffed(JSON_FLOWS)).toEqual(['nfdump-json']);
    for (const chunk of [1, 13, 9999]) {
      const { rows, rejected } = readHistory(NFDUMP_JSON, JSON_FLOWS, { chunk });
      expect([rows.length, rejected]).toEqual([2, []]);
      expect(rows[0]?.values).toMatchObject({
        'source.ip': '10.0.0.5',
        'event.duration': 766,
        'destination.port': 443,
        'vedette.disposition': 'established',
      });
      for (const { offset, length } of rows)
        expect(JSON.parse(JSON_FLOWS.slice(offset, offset + length))).toMatchObject({ type: 'FLOW' });
    }
  });

  it('reads rwcut by its titles, and says when there are none', () => {
    expect(sniffed(SILK)).toEqual(['silk-rwcut']);
    const { rows, rejected } = readHistory(SILK_RWCUT, SILK);
    expect([rows.length, rejected]).toEqual([2, []]);
    expect(
      rows.map(({ values }) => [values['@timestamp'], values['event.duration'], values['vedette.disposition']]),
    ).toEqual([
      [1767225601500, 0, 'attempted'],
      [1767225601500, 1250, 'established'],
    ]);
    const untitled = SILK.split('\n').slice(1).join('\n');
    expect(sniffed(untitled)).toEqual(['silk-rwcut']);
    expect(readHistory(SILK_RWCUT, untitled).rejected.map(({ code }) => code)).toEqual([
      'silk-no-header',
      'silk-no-header',
    ]);
    const comma = readHistory(SILK_RWCUT, SILK.replaceAll('|', ','));
    expect(comma.rows.map(({ values }) => values)).toEqual(rows.map(({ values }) => values));
  });

  it.each([
    ['S', 1, 'attempted'],
    ['......S.', 3, 'attempted'],
    ['FS PA', 9, 'established'],
    ['0x12', 1, 'unknown'],
    ['SA', 4, 'established'],
    ['R A', 1, 'denied'],
    ['R', 1, 'unknown'],
    ['PA', 1, 'established'],
    ['', 1, 'unknown'],
    ['what', 1, 'unknown'],
  ])('flags %s in %i packets: %s', (flags, packets, expected) =>
    expect(dispositionOfFlags(flags, packets)).toBe(expected),
  );

  it.each([
    ['S_', false, 'attempted'],
    ['S_RA', false, 'denied'],
    ['FSPA_FSPA', false, 'established'],
    ['SRPA_', false, 'established'],
    ['S_SA', false, 'attempted'],
    ['CON', true, 'established'],
    ['INT', false, 'attempted'],
    ['ECO', true, 'established'],
    ['URP', false, 'denied'],
    ['S0', false, 'attempted'],
    ['NNS', false, 'unknown'],
  ])('state %s: %s', (state, both, expected) => expect(dispositionOfState(state, both)).toBe(expected));

  it('survives anything', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        CSV_LONG.slice(0, 200),
        LONG.slice(0, 260),
        SILK.slice(0, 70),
        'Flow Record:\n',
        'a = b\n',
        '{"type":"FLOW"',
        '}',
        '\n',
        ',',
        '|',
      ),
      fc.string(),
    );
    for (const format of FORMATS) {
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), (pieces, chunk) => {
          readHistory(format, pieces.join(''), { chunk });
        }),
        { numRuns: 40 },
      );
    }
  });
});

describeWithShared('flows of others', () => {
  const read = (name: string) => readFileSync(join(SHARED, 'samples', 'logs', 'flows', name));

  it.each(['test11-portscan', 'test3-mixed', 'test4-malicious', 'test5-mixed'])('%s.binetflow', (name) => {
    const bytes = read(`${name}.binetflow`);
    expect(sniffed(bytes.toString('utf8'))).toEqual(['argus-flows']);
    const { rows, rejected } = readHistory(ARGUS_FLOWS, bytes);
    const [header = '', ...lines] = bytes
      .toString('utf8')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '');
    expect([rows.length, rejected]).toEqual([lines.length, []]);
    const mark = header.includes('\t') ? '\t' : ',';
    rows.forEach(({ values }, index) => {
      const cells = (lines[index] ?? '').split(mark);
      expect(values['destination.ip'] ?? values['destination.mac'] ?? '').toBe(
        (cells[6] ?? '').trim() === '0' ? '0' : (cells[6] ?? '').trim(),
      );
      expect(new Date(Number(values['@timestamp'])).toISOString()).toBe(
        new Date(`${cells[0]?.slice(0, 23).replaceAll('/', '-').replace(' ', 'T')}Z`).toISOString(),
      );
    });
  });

  it.each([
    ['silk-rwcut-b.txt', 4],
    ['silk-rwcut-c.txt', 2],
  ])('%s', (name, count) => {
    const bytes = read(name);
    expect(sniffed(bytes.toString('utf8'))).toEqual(['silk-rwcut']);
    const { rows, rejected, notes } = readHistory(SILK_RWCUT, bytes);
    expect([rows.length, rejected, notes]).toEqual([count, [], []]);
  });

  it('nftest.1.out', () => {
    const bytes = read('nftest.1.out');
    expect(sniffed(bytes.subarray(0, 16_384).toString('utf8'))).toEqual(['nfdump-raw']);
    const { rows, rejected } = readHistory(NFDUMP_RAW, bytes);
    const blocks = bytes.toString('utf8').split('Flow Record:').slice(1);
    expect([rows.length, rejected]).toEqual([blocks.length, []]);
    rows.forEach(({ values }, index) => {
      expect(String(values['source.ip'] ?? '')).toBe(/src addr\s+=\s+(\S+)/.exec(blocks[index] ?? '')?.[1] ?? '');
      expect(String(values['@timestamp'] ?? '')).toBe(/first\s+=\s+(\d+)/.exec(blocks[index] ?? '')?.[1] ?? '');
      expect(String(values['source.bytes'] ?? '')).toBe(/in bytes\s+=\s+(\d+)/.exec(blocks[index] ?? '')?.[1] ?? '');
    });
  });
});
