import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TEXT_LOG_FORMATS } from '../../src/formats/history/text-log-formats';
import { makeProbe, PROBE_BYTES } from '../../src/formats/probe';
import { describeWithShared, SHARED } from '../shared-data';
import { readHistory } from './record-table';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'history');

/** Ids of the formats that are surest, if they are sure enough. */
function recognise(name: string, bytes: Uint8Array): readonly string[] {
  const probe = makeProbe(name, bytes.length, bytes.subarray(0, PROBE_BYTES));
  const ranked = TEXT_LOG_FORMATS.map(({ id, sniff }) => ({ id, confidence: sniff(probe) })).filter(
    ({ confidence }) => confidence >= 0.65,
  );
  const best = Math.max(0, ...ranked.map(({ confidence }) => confidence));
  return ranked.filter(({ confidence }) => confidence === best).map(({ id }) => id);
}

describe('dirty files', () => {
  // Kept, rejected, and lines of which a value is known.
  it.each([
    ['zeek-dirty.log', 'zeek-tsv', 4, 1, { 17: { 'url.full': 'http://evil.example/gate.php?id=1\tx' } }],
    [
      'firewall.csv',
      'table-log',
      3,
      1,
      { 3: { 'rule.name': 'block\nssh' }, 6: { 'user.name': 'Müller', 'destination.ip': '2001:db8::7' } },
    ],
    [
      'gateway-syslog.log',
      'syslog',
      5,
      1,
      { 1: { '@timestamp': Date.UTC(2025, 11, 31, 23, 59, 59) }, 2: { '@timestamp': Date.UTC(2026, 0, 1, 0, 0, 1) } },
    ],
    ['access.log', 'web-access', 3, 1, { 2: { 'user.name': 'anna', 'source.ip': '2001:db8::7' } }],
    ['flows-nfdump.csv', 'nfdump-csv', 2, 1, { 3: { 'vedette.disposition': 'attempted' } }],
    [
      'audit.log',
      'auditd',
      4,
      1,
      {
        2: { 'process.command_line': 'curl http://evil.example/a b' },
        4: { 'destination.ip': '198.51.100.7', 'destination.port': 80 },
      },
    ],
  ])('%s', (name, id, kept, refused, known) => {
    const bytes = new Uint8Array(readFileSync(join(FIXTURES, name)));
    expect(recognise(name, bytes)).toEqual([id]);
    const format = TEXT_LOG_FORMATS.find((each) => each.id === id);
    if (format === undefined) throw new Error(`no format ${id}`);
    const whole = readHistory(format, bytes);
    expect([whole.rows.length, whole.rejected.length]).toEqual([kept, refused]);
    for (const [line, expected] of Object.entries(known)) {
      expect(whole.rows.find((row) => row.line === Number(line))?.values).toMatchObject(expected);
    }
    for (const { line, offset } of whole.rows) {
      const before = bytes.subarray(0, offset);
      expect(before.filter((byte) => byte === 10).length).toBe(line - 1);
    }
    // Cut into two at every byte, and into single ones.
    const written = JSON.stringify(whole);
    for (let cut = 1; cut < bytes.length; cut++) {
      if (JSON.stringify(readHistory(format, bytes, { cut })) !== written)
        expect(readHistory(format, bytes, { cut })).toEqual(whole);
    }
    expect(readHistory(format, bytes, { chunk: 1 })).toEqual(whole);
  });
});

describe('UTF-16, as PowerShell writes it', () => {
  const wide = (text: string, isLittle: boolean) => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return new Uint8Array(isLittle ? bytes : bytes.swap16());
  };

  it.each(['zeek-dirty.log', 'gateway-syslog.log', 'access.log', 'flows-nfdump.csv', 'audit.log'])('%s', (name) => {
    const text = readFileSync(join(FIXTURES, name), 'utf8').replace(/^\ufeff/, '');
    const [id = ''] = recognise(name, new TextEncoder().encode(text));
    const format = TEXT_LOG_FORMATS.find((each) => each.id === id);
    if (format === undefined) throw new Error(`no format ${id}`);
    const narrow = readHistory(format, text);
    for (const isLittle of [true, false]) {
      const bytes = wide(text, isLittle);
      expect(recognise(name, bytes)).toEqual([id]);
      for (const chunk of [1, 7, 65_536]) {
        const { rows, rejected } = readHistory(format, bytes, { chunk });
        expect(rows.map(({ values }) => values)).toEqual(narrow.rows.map(({ values }) => values));
        expect(rejected).toEqual(narrow.rejected);
        rows.forEach(({ line, offset, length }, index) => {
          const place = narrow.rows[index];
          const source = Buffer.from(bytes.slice(offset, offset + length));
          const written = (isLittle ? source : source.swap16()).toString('utf16le').replace(/^\ufeff/, '');
          expect([line, written]).toEqual([
            place?.line,
            Buffer.from(text)
              .subarray(place?.offset, (place?.offset ?? 0) + (place?.length ?? 0))
              .toString(),
          ]);
        });
      }
    }
  });
});

describeWithShared('logs of others', () => {
  const logs = join(SHARED, 'samples', 'logs');
  const files = readdirSync(logs, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(logs, name)).isFile(),
  );
  const expected = (name: string): readonly string[] => {
    if (/^zeek-(?:rita-json|zat-json|apt29|ctu)|^zeek-.*\.json\.gz$/.test(name)) return ['zeek-json'];
    if (name.startsWith('zeek-')) return ['zeek-tsv'];
    if (/^(?:auditd|mordor-linux)\/.*\.log$/.test(name)) return ['auditd'];
    if (name.endsWith('.binetflow')) return ['argus-flows'];
    if (name.includes('rwcut')) return ['silk-rwcut'];
    if (name.includes('nftest')) return ['nfdump-raw'];
    return name.startsWith('vendor/') ? ['table-log'] : [];
  };

  it.each(files)('%s is recognised as what it is', (name) => {
    const raw = readFileSync(join(logs, name));
    const plain = raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw;
    const isTar = plain.subarray(257, 262).toString('latin1') === 'ustar';
    expect(recognise(name, new Uint8Array(isTar ? plain.subarray(512) : plain))).toEqual(expected(name));
  });
});
