import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZEEK_TSV } from '../../src/formats/history/zeek-tsv';
import { makeProbe } from '../../src/formats/probe';
import { describeWithShared, SHARED } from '../shared-data';
import { type ReadSettings, readHistory } from './record-table';

const read = (content: Uint8Array | string, settings?: ReadSettings) => readHistory(ZEEK_TSV, content, settings);
const sniff = (text: string) => ZEEK_TSV.sniff(makeProbe('a.log', text.length, new TextEncoder().encode(text)));

const CONN_FIELDS =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents';
const head = (path: string, fields: string) =>
  [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    `#path\t${path}`,
    '#open\t2026-01-01-00-00-00',
    `#fields\t${fields.replaceAll(' ', '\t')}`,
  ].join('\n');
const CONN = `${head('conn', CONN_FIELDS)}
1767225600.123456\tCHhAvVGS1DHFjwGM9\t10.0.0.5\t51515\t198.51.100.7\t443\ttcp\tssl\t1.235504\t6226\t5256\tSF\tT\tF\t0\tShADdaFf\t12\t6726\t10\t5668\t(empty)
1767225601.000000\tCabd\tfe80::1\t5353\tff02::fb\t5353\tudp\tdns\t-\t-\t-\tS0\tT\tF\t0\tD\t1\t89\t0\t0\t-
1767225602.999999\tCabe\t10.0.0.5\t51516\t198.51.100.7\t80\ttcp\t-\t0.000012\t0\t0\tREJ\tT\tF\t0\tSr\t1\t40\t1\t40\t-
#close\t2026-01-01-01-00-00
`;

describe('Zeek TSV', () => {
  it('reads connections into the fields that a flow has', () => {
    const { rows, rejected, notes } = read(CONN);
    expect(rejected).toEqual([]);
    expect(notes).toEqual([]);
    expect(rows).toHaveLength(3);
    expect({ ...rows[0]?.values }).toEqual({
      'event.dataset': 'zeek.conn',
      '@timestamp': 1767225600123,
      'source.ip': '10.0.0.5',
      'source.port': 51515,
      'destination.ip': '198.51.100.7',
      'destination.port': 443,
      'network.transport': 'tcp',
      'network.protocol': 'ssl',
      'event.duration': 1235,
      'source.bytes': 6226,
      'destination.bytes': 5256,
      'source.packets': 12,
      'destination.packets': 10,
      'zeek.conn.conn_state': 'SF',
      'vedette.disposition': 'established',
      'network.direction': 'outbound',
    });
    expect(rows.map(({ values }) => values['vedette.disposition'])).toEqual(['established', 'attempted', 'denied']);
    expect(rows[1]?.values).not.toHaveProperty('source.bytes');
    expect(rows[2]?.values['source.bytes']).toBe(0);
    const [, second] = rows;
    expect(CONN.slice(second?.offset, (second?.offset ?? 0) + (second?.length ?? 0))).toMatch(/^1767225601.*-$/);
    expect(CONN.split('\n')[(second?.line ?? 0) - 1]).toMatch(/^1767225601/);
  });

  it('says which way a connection went where Zeek knows its own networks, and nothing where it does not', () => {
    const line = (local: string) => `1767225600.1\tC\t192.0.2.5\t5\t198.51.100.7\t443\ttcp\t${local}`;
    const lines = ['T\tF', 'F\tT', 'T\tT', 'F\tF', '-\t-', 'T\t-', '-\tF', 'odd\tF'].map(line);
    const fields = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto local_orig local_resp';
    const { rows } = read(`${head('conn', fields)}\n${lines.join('\n')}\n`);
    expect(rows.map(({ values }) => values['network.direction'])).toEqual([
      'outbound',
      'inbound',
      'internal',
      'external',
      ...new Array<undefined>(4).fill(undefined),
    ]);
  });

  it('reads the same however the chunks are cut', () => {
    const whole = read(CONN);
    for (let chunk = 1; chunk < 200; chunk += 3) expect(read(CONN, { chunk })).toEqual(whole);
  });

  it('reads dirt: byte order mark, CRLF, a file behind a file, a cut-off last line', () => {
    const dns = `${head('dns', 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto query qtype_name rcode rcode_name answers')}
1767225600.5\tCx\t10.0.0.5\t5000\t10.0.0.1\t53\tudp\tevil.example\tA\t0\tNOERROR\t192.0.2.1,a\\x2cb,2001:db8::1
1767225600.6\tCy\t10.0.0.5\t5000\t10.0.0.1\t53\tudp\tgone.exam`;
    const { rows, rejected } = read(`\ufeff${CONN.replaceAll('\n', '\r\n')}${dns}`);
    expect(rows).toHaveLength(4);
    expect(rejected.map(({ code, place }) => [code, place])).toEqual([['zeek-width', { kind: 'line', line: 20 }]]);
    expect(rows[0]?.values['vedette.disposition']).toBe('established');
    expect({ ...rows[3]?.values }).toMatchObject({
      'event.dataset': 'zeek.dns',
      'zeek.session_id': 'Cx',
      'dns.question.name': 'evil.example',
      'dns.answers.data': '192.0.2.1\na,b\n2001:db8::1',
      'dns.resolved_ip': '192.0.2.1\n2001:db8::1',
      'vedette.disposition': 'established',
    });
  });

  it('reads other separators, marks and escapes', () => {
    const text = [
      '#separator \\x7c',
      '#set_separator|;',
      '#empty_field|EMPTY',
      '#unset_field|NIL',
      '#path|smb_files',
      '#fields|ts|uid|id.orig_h|id.orig_p|id.resp_h|id.resp_p|action|path|name|size',
      '1767225600.5|Cx|10.0.0.5|5000|10.0.0.1|445|SMB::FILE_OPEN|\\\\\\\\dc\\\\sysvol|a\\x7cb\\\\caf\\xc3\\xa9 \\xff.exe|NIL',
    ].join('\n');
    const [row] = read(text).rows;
    expect(row?.values).toMatchObject({
      'zeek.smb_files.path': '\\\\dc\\sysvol',
      'file.path': 'a|b\\caf\\xc3\\xa9 \\xff.exe',
      'event.action': 'SMB::FILE_OPEN',
    });
    const good = read(text.replace(' \\xff', '')).rows[0];
    expect(good?.values['file.path']).toBe('a|b\\café.exe');
    expect(good?.values['file.name']).toBe('café.exe');
  });

  it.each([
    ['OTH', '100', '200', 'established'],
    ['OTH', '100', '0', 'unknown'],
    ['RSTRH', '-', '-', 'unknown'],
    ['SHR', '0', '5', 'unknown'],
    ['RSTOS0', '-', '-', 'attempted'],
    ['-', '-', '-', 'unknown'],
    ['S1', '1', '1', 'established'],
  ])('takes %s with %s and %s bytes for %s', (state, sent, received, expected) => {
    const line = `${head('conn', 'ts id.orig_h id.resp_h orig_bytes resp_bytes conn_state')}\n1.5\t1.1.1.1\t2.2.2.2\t${sent}\t${received}\t${state}`;
    expect(read(line).rows[0]?.values['vedette.disposition']).toBe(expected);
  });

  it('makes whole URLs', () => {
    const fields = 'ts id.orig_h id.resp_p method host uri status_code';
    const url = (line: string) => read(`${head('http', fields)}\n1.5\t1.1.1.1\t${line}`).rows[0]?.values;
    expect(url('80\tGET\tevil.example\t/a?b=c\t200')?.['url.full']).toBe('http://evil.example/a?b=c');
    expect(url('8080\tGET\tevil.example\t/a\t-')?.['url.full']).toBe('http://evil.example:8080/a');
    expect(url('8080\tGET\tevil.example:81\t/a\t-')?.['url.full']).toBe('http://evil.example:81/a');
    expect(url('3128\tGET\tevil.example\thttp://evil.example/x\t200')?.['url.full']).toBe('http://evil.example/x');
    expect(url('3128\tCONNECT\tevil.example\tevil.example:443\t200')).toMatchObject({
      'url.domain': 'evil.example',
      'url.original': 'evil.example:443',
    });
    expect(url('80\tGET\t-\t/a\t404')).toMatchObject({ 'url.original': '/a', 'vedette.disposition': 'established' });
  });

  it('says which way a file went, and who is in a mail', () => {
    const file = (isOrig: string) =>
      read(
        `${head('files', 'ts fuid tx_hosts rx_hosts is_orig filename sha256')}\n1.5\tF1\t192.0.2.1\t10.0.0.5\t${isOrig}\ta.exe\t-`,
      ).rows[0]?.values;
    expect(file('F')).toMatchObject({ 'source.ip': '10.0.0.5', 'destination.ip': '192.0.2.1', 'file.name': 'a.exe' });
    expect(file('T')).toMatchObject({ 'source.ip': '192.0.2.1', 'destination.ip': '10.0.0.5' });
    const mail = read(
      `${head('smtp', 'ts mailfrom rcptto from to subject')}\n1.5\tx@evil.example\ta@corp.example,b@corp.example\t"X, Y" <x@evil.example>\tA <a@corp.example>,c@corp.example\thi`,
    ).rows[0]?.values;
    expect(mail).toMatchObject({
      'email.from.address': 'x@evil.example',
      'email.to.address': 'a@corp.example\nb@corp.example\nc@corp.example',
      'email.subject': 'hi',
    });
  });

  it('fills a place from the second field where the first has none', () => {
    const fields = 'ts uid id.orig_h id.orig_p id.resp_h id.resp_p note msg src dst p';
    const { rows } = read(
      `${head('notice', fields)}\n1.5\t-\t-\t-\t-\t-\tScan::Port_Scan\tx\t10.1.1.1\t10.2.2.2\t22\n1.5\tC\t9.9.9.9\t1\t8.8.8.8\t2\tA\tb\t10.1.1.1\t-\t-`,
    );
    expect(rows[0]?.values).toMatchObject({
      'source.ip': '10.1.1.1',
      'destination.port': 22,
      'rule.name': 'Scan::Port_Scan',
    });
    expect(rows[1]?.values).toMatchObject({ 'source.ip': '9.9.9.9', 'zeek.notice.src': '10.1.1.1' });
  });

  it('reports every record where headers are missing, and values that do not fit', () => {
    const headless = CONN.split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n');
    const { rows, rejected } = read(headless);
    expect([rows.length, rejected.length]).toEqual([0, 3]);
    expect(rejected[0]?.code).toBe('zeek-no-header');
    expect(sniff(headless)).toBe(0.9);
    expect(sniff(CONN)).toBe(1);
    const odd = read(`${head('conn', 'ts id.orig_h id.orig_p')}\nnever\t1.1.1.1\thttp`);
    expect(odd.rows).toHaveLength(1);
    expect(odd.notes).toHaveLength(2);
  });

  it('survives any bytes', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '#separator \\x09\n',
        '#fields\tts\tuid\thost\turi\n',
        '#path\thttp\n',
        '\t',
        '\n',
        '\\x',
        '\\',
        '1.5',
        '#',
        '-',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 50 }), (pieces, chunk) => {
        const text = pieces.join('');
        const { rows, rejected } = read(text, { chunk });
        expect(rows.length + rejected.length).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => read(bytes, { chunk: 7 }).rows.length >= 0));
  });
});

describeWithShared('Zeek TSV of others', () => {
  const logs = join(SHARED, 'samples', 'logs');
  const files = readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^zeek/.test(name) && statSync(join(logs, name)).isFile())
    .map((name) => [name, untar(readFileSync(join(logs, name)))] as const)
    .filter(([, bytes]) => bytes.subarray(0, 5).toString('latin1') === '#sepa');

  it.each(files)('%s', (_, bytes) => {
    const { rows, rejected, notes } = read(bytes);
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(rejected).toEqual([]);
    expect(notes).toEqual([]);
    expect(rows.length).toBe(lines.length);
    const names = /^#fields\t(.*)$/m.exec(bytes.toString('utf8'))?.[1]?.split('\t') ?? [];
    const cell = (line: string | undefined, name: string) => line?.split('\t')[names.indexOf(name)];
    rows.forEach((row, index) => {
      expect(bytes.subarray(row.offset, row.offset + row.length).toString('utf8')).toBe(lines[index]);
      expect(row.values['@timestamp']).toBe(Number(cell(lines[index], 'ts')?.replace(/\.(\d{3})\d*$/, '$1')));
      if (names.includes('id.resp_h'))
        expect(row.values['destination.ip'] ?? '-').toBe(cell(lines[index], 'id.resp_h'));
    });
  });
});

/** What is one file in a tar is given as that file. */
function untar(bytes: Buffer): Buffer {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  if (plain.subarray(257, 262).toString('latin1') !== 'ustar') return plain;
  return plain.subarray(512, 512 + Number.parseInt(plain.subarray(124, 136).toString('latin1'), 8));
}
