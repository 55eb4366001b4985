import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SealedSegment } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { searchSegment } from '../../src/domain/history/search-segment';
import { parseIpv6 } from '../../src/domain/indicators/ip-address';
import { compileMatcher } from '../../src/domain/indicators/matcher/matcher';
import { normaliseObservable } from '../../src/domain/indicators/normalise-observable';
import type { Observable, ObservableType } from '../../src/domain/indicators/observable';

type Row = Readonly<Record<string, string>>;
const ALWAYS = { from: null, to: null };

function store(rows: readonly Row[]): SealedSegment[] {
  const segments: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => segments.push(segment));
  for (const [at, row] of rows.entries()) {
    sink.begin(at + 1, at, 1);
    for (const [field, value] of Object.entries(row)) sink.column(field).putText(value);
  }
  sink.end();
  return segments;
}

function search(rows: readonly Row[], indicators: readonly Observable[], hostsOfUrls = false): string[] {
  const values = indicators.map((indicator, index) => ({ ...indicator, index }));
  const matcher = compileMatcher(values, { hostsOfUrls, seed: 7 });
  expect(matcher.refused).toEqual([]);
  const found = store(rows).flatMap((segment) => {
    const hits = searchSegment(openSegment(segment), matcher, ALWAYS);
    expect([...hits.rows]).toEqual([...hits.rows].sort((a, b) => a - b));
    return [...hits.rows].map((row, at) => {
      const index = hits.indicators[at] ?? 0;
      const { value } = indicators[index < 0 ? ~index : index] ?? { value: '' };
      return `${row} ${hits.names[hits.fields[at] ?? 0]} ${index < 0 ? 'host of ' : ''}${value}`;
    });
  });
  return found.sort();
}

/** A plain reading of docs/matching.md, with nothing but strings and big numbers. */
function bruteForce(rows: readonly Row[], indicators: readonly Observable[]): string[] {
  return rows
    .flatMap((row, at) =>
      Object.entries(row).flatMap(([field, text]) =>
        indicators.flatMap((indicator) =>
          (field === 'dns.answers.data' ? text.split('\n') : [text]).some((value) => isMet(field, value, indicator))
            ? [`${at} ${field} ${indicator.value}`]
            : [],
        ),
      ),
    )
    .sort();
}

function isMet(field: string, written: string, { type, value }: Observable): boolean {
  const as = (of: ObservableType) => normaliseObservable(of, written)?.value;
  if (/hash/.test(field)) return as(type) === value;
  if (field === 'registry.path') return type === 'registry-key' && `${as('registry-key')}\\`.startsWith(`${value}\\`);
  if (field === 'url.full') {
    const url = as('url');
    if (url === undefined) return false;
    const [, host = '', path = '', query = ''] =
      /^\w+:\/\/(?:[^/@]*@)?([^/:]*)(?::\d+)?([^?#]*)(\?[^#]*)?/.exec(url) ?? [];
    if (type !== 'url') return isHost(host, type, value);
    const [, ofHost, ofPath = '', ofQuery = ''] =
      /^(?:\w+:\/\/)?(?:[^/@]*@)?([^/:]*)(?::\d+)?([^?#]*)(\?[^#]*)?/.exec(value) ?? [];
    return host === ofHost && path === (ofPath || '/') && (ofQuery === '' || ofQuery === query);
  }
  return isHost(written, type, value);
}

function isHost(written: string, type: ObservableType, value: string): boolean {
  if (type === 'domain') {
    const name = normaliseObservable('domain', written)?.value;
    return name !== undefined && (name === value || name.endsWith(`.${value}`));
  }
  const address = asNumber(written);
  if (address === null) return false;
  if (type === 'ipv4' || type === 'ipv6') return address === asNumber(value);
  if (type === 'cidr') {
    const [start = '', bits = '0'] = value.split('/');
    const [from, length] = [asNumber(start) ?? -1n, start.includes(':') ? Number(bits) : Number(bits) + 96];
    return isVersion4(address) === (isVersion4(from) && length >= 96) && isSameUpTo(length, address, from);
  }
  const [from, to] = value.split('-').map((end) => asNumber(end) ?? -1n);
  if (type !== 'ip-range' || from === undefined || to === undefined) return false;
  return isVersion4(address) === (isVersion4(from) && isVersion4(to)) && address >= from && address <= to;
}

const isVersion4 = (address: bigint) => address >> 32n === 0xffffn;
const isSameUpTo = (bits: number, left: bigint, right: bigint) =>
  left >> BigInt(128 - bits) === right >> BigInt(128 - bits);

/** IPv4 as the IPv6 address that maps it: one space for both. */
function asNumber(text: string): bigint | null {
  const groups = parseIpv6(/^[\d.]+$/.test(text) ? `::ffff:${text}` : text);
  return groups === null ? null : groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
}

const v4 = fc.tuple(fc.constantFrom(10, 192, 255), fc.nat(2), fc.nat(3), fc.nat(255)).map((octets) => octets.join('.'));
const v6 = fc.oneof(
  v4.map((address) => `::ffff:${address}`),
  fc.tuple(fc.nat(1), fc.nat(3)).map(([a, b]) => `2001:db8:${a}::${b}`),
  fc.ipV6(),
);
const label = fc.constantFrom('a', 'b', 'evil', 'my-evil', 'www', 'xn--bcher-kva');
const domain = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 4 }), fc.constantFrom('com', 'org', 'com.au', 'evil'))
  .map(([labels, top]) => `${labels.join('.')}.${top}`);
const written = fc
  .tuple(domain, fc.boolean(), fc.constantFrom('', '.', ':443'))
  .map(([name, upper, end]) => (upper ? name.toUpperCase() : name) + end);
const path = fc.constantFrom('', '/', '/a', '/a/b', '/a/B', '/a/', '/a?x=1', '/a?x=2', '/?x=1', '/a#x', '/a?x=1#y');
const url = fc
  .tuple(fc.constantFrom('http', 'https', 'ftp'), fc.oneof(domain, v4), fc.constantFrom('', ':80', ':8080'), path)
  .map(([scheme, host, port, rest]) => `${scheme}://${host}${port}${rest}`);
const hash = fc
  .constantFrom('0', '1', 'a')
  .chain((digit) => fc.constantFrom(32, 40, 64, 128).map((n) => digit.repeat(n)));
const key = fc
  .array(fc.constantFrom('Run', 'run', 'Runs', 'Software'), { minLength: 1, maxLength: 3 })
  .map((parts) => `HKLM\\${parts.join('\\')}`);

const row = fc.record(
  {
    'source.ip': fc.oneof(v4, v6, fc.constantFrom('-', '10.0.0.01')),
    'destination.ip': v4,
    'dns.question.name': fc.oneof(written, v4),
    'dns.answers.data': fc
      .array(fc.oneof(v4, v6, written), { minLength: 1, maxLength: 3 })
      .map((all) => all.join('\n')),
    'url.full': url,
    'file.hash.sha1': hash,
    'process.hash.md5': hash.map((hex) => hex.toUpperCase()),
    'registry.path': key,
  },
  { requiredKeys: [] },
);

const normalised = (type: ObservableType, text: string) => normaliseObservable(type, text) ?? [];
const indicator = fc.oneof(
  v4.map((text) => normalised('ipv4', text)),
  v6.map((text) => normalised('ipv6', text)),
  fc.tuple(v4, fc.nat(32)).map(([text, bits]) => normalised('cidr', `${text}/${bits}`)),
  fc.tuple(v6, fc.integer({ min: 90, max: 128 })).map(([text, bits]) => normalised('cidr', `${text}/${bits}`)),
  fc.tuple(v4, v4).map(([from, to]) => normalised('ip-range', `${from}-${to}`)),
  fc.tuple(v6, v6).map(([from, to]) => normalised('ip-range', `${from}-${to}`)),
  domain.map((text) => normalised('domain', text)),
  url.map((text) => normalised('url', text)),
  url.map((text) => normalised('url', text.replace(/^\w+:\/\//, ''))),
  hash.map((text) => normalised(({ 32: 'md5', 40: 'sha1', 64: 'sha256' } as const)[text.length] ?? 'sha512', text)),
  key.map((text) => normalised('registry-key', text)),
);
const indicators = fc.array(indicator, { minLength: 1, maxLength: 40 }).map((all) => {
  const unique = new Map(all.flat().map((each) => [`${each.type} ${each.value}`, each]));
  return [...unique.values()];
});

describe('searching a segment', () => {
  it('finds what a plain script finds, no more and no less', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), indicators, (rows, all) => {
        const hits = search(rows, all);
        found += hits.length;
        expect(hits).toEqual(bruteForce(rows, all));
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(1000);
  });

  it('finds addresses where nearly every row has its own, some rows none', () => {
    const rows = Array.from(
      { length: 3000 },
      (_, at): Row => (at % 50 === 7 ? {} : { 'destination.ip': `198.51.${at >> 8}.${at & 255}` }),
    );
    const all: Observable[] = [
      { type: 'ipv4', value: '198.51.3.3' },
      { type: 'ipv4', value: '0.0.0.0' },
      { type: 'cidr', value: '198.51.1.0/30' },
    ];
    expect(search(rows, all)).toEqual(bruteForce(rows, all));
    expect(search(rows, all)).toHaveLength(4);
  });

  it.each<readonly [ObservableType, string, string, string, boolean]>([
    ['domain', 'evil.com', 'dns.question.name', 'evil.com', true],
    ['domain', 'evil.com', 'dns.question.name', 'EVIL.com.', true],
    ['domain', 'evil.com', 'dns.question.name', 'sub.evil.com', true],
    ['domain', 'evil.com', 'dns.question.name', '*.a b.evil.com', true],
    ['domain', 'evil.com', 'dns.question.name', 'my-evil.com', false],
    ['domain', 'evil.com', 'dns.question.name', 'evil.com.au', false],
    ['domain', 'sub.evil.com', 'dns.question.name', 'evil.com', false],
    ['domain', 'evil.com', 'url.full', 'http://user@evil.com:81/x', true],
    ['domain', 'evil.com', 'url.full', 'http://good.com/evil.com', false],
    ['domain', 'evil.com', 'url.original', 'evil.com:443', true],
    ['domain', 'evil.com', 'url.original', '/evil.com', false],
    ['domain', 'xn--bcher-kva.example.org', 'url.domain', 'bücher.example.org', true],
    ['domain', 'evil.com', 'file.x509.alternative_names', 'good.com\n*.evil.com', true],
    ['domain', 'evil.com', 'email.from.address', 'a@evil.com', false],
    ['domain', 'evil.com', 'user.domain', 'evil.com', false],
    ['domain', 'evil.com', 'message', 'evil.com', false],
    ['ipv4', '192.0.2.1', 'source.ip', '192.0.2.10', false],
    ['ipv4', '192.0.2.1', 'source.ip', '192.0.2.1', true],
    ['ipv4', '192.0.2.1', 'source.ip', '::ffff:192.0.2.1', true],
    ['ipv4', '192.0.2.1', 'source.ip', '192.0.2.1:8080', true],
    ['ipv4', '192.0.2.1', 'source.ip', '192.000.002.001', false],
    ['ipv4', '192.0.2.1', 'url.full', 'https://192.0.2.1:8443/a', true],
    ['ipv4', '192.0.2.1', 'url.full', 'https://192.0.2.1.evil.com/a', false],
    ['ipv4', '192.0.2.1', 'network.forwarded_ip', '192.0.2.1', true],
    ['ipv4', '192.0.2.1', 'host.ip', 'fe80::1\n192.0.2.1', true],
    ['ipv4', '192.0.2.1', 'some.other.ip', '192.0.2.1', true],
    ['ipv6', 'fe80::1', 'source.ip', 'FE80:0::1%eth0', true],
    ['ipv6', '2001:db8::1', 'url.full', 'http://[2001:DB8::1]:80/', true],
    ['cidr', '192.0.2.0/24', 'destination.ip', '192.0.2.255', true],
    ['cidr', '192.0.2.0/24', 'destination.ip', '192.0.3.0', false],
    ['cidr', '0.0.0.0/0', 'destination.ip', '2001:db8::1', false],
    ['cidr', '::/0', 'destination.ip', '192.0.2.1', false],
    ['ip-range', '192.0.2.5-192.0.2.9', 'destination.ip', '192.0.2.9', true],
    ['ip-range', '192.0.2.5-192.0.2.9', 'destination.ip', '192.0.2.10', false],
    ['ip-range', '0.0.0.0-255.255.255.255', 'destination.ip', '203.0.113.7', true],
    ['url', 'http://evil.com/a', 'url.full', 'https://EVIL.com:8443/a#x', true],
    ['url', 'http://evil.com/a', 'url.full', 'http://evil.com/a?b=1', true],
    ['url', 'http://evil.com/a?b=1', 'url.full', 'http://evil.com/a', false],
    ['url', 'http://evil.com/a', 'url.full', 'http://evil.com/A', false],
    ['url', 'http://evil.com/a', 'url.full', 'http://evil.com/a/', false],
    ['url', 'http://evil.com/a', 'url.full', 'http://sub.evil.com/a', false],
    ['url', 'evil.com/a', 'http.request.referrer', 'http://evil.com/a', true],
    ['url', 'http://evil.com/a', 'dns.question.name', 'evil.com', false],
    ['email', 'a@evil.com', 'email.to.address', 'b@good.com\nA@Evil.com', true],
    ['email', 'a@evil.com', 'email.to.address', 'ba@evil.com', false],
    ['md5', 'a'.repeat(32), 'file.hash.md5', 'A'.repeat(32), true],
    ['md5', 'a'.repeat(32), 'Hashes', `SHA1=${'b'.repeat(40)},MD5=${'A'.repeat(32)}`, true],
    ['md5', 'a'.repeat(32), 'Hashes', `IMPHASH=${'A'.repeat(32)}`, false],
    ['md5', 'a'.repeat(32), 'process.pe.imphash', 'a'.repeat(32), false],
    ['sha512', 'a'.repeat(128), 'dll.hash.sha512', 'a'.repeat(128), true],
    ['file-name', 'evil.exe', 'process.executable', 'C:\\Users\\Public\\Evil.EXE', true],
    ['file-name', 'evil.exe', 'file.name', 'not-evil.exe', false],
    ['file-name', 'evil', 'file.path', '/tmp/Evil', false],
    ['file-path', 'c:\\users\\public\\evil.exe', 'file.path', 'C:\\Users\\Public\\\\Evil.exe', true],
    ['file-path', 'c:\\users\\public\\evil.exe', 'process.command_line', 'C:\\Users\\Public\\evil.exe', false],
    ['registry-key', 'hkey_local_machine\\software\\run', 'registry.path', 'HKLM\\Software\\Run\\evil', true],
    ['registry-key', 'hkey_local_machine\\software\\run', 'registry.path', '\\REGISTRY\\MACHINE\\Software\\Run', true],
    ['registry-key', 'hkey_local_machine\\software\\run', 'registry.path', 'HKLM\\Software\\RunOnce', false],
    ['registry-key', 'hkey_local_machine\\software\\run', 'registry.path', 'HKLM\\Software', false],
    ['registry-key', 'hkey_current_user\\a', 'registry.path', 'HKU\\S-1-5-21-1-2-3-500\\A\\b', true],
    ['registry-key', 'hkey_current_user\\a', 'registry.path', 'HKU\\S-1-5-18\\A\\b', true],
    ['registry-key', 'hkey_current_user\\a', 'registry.path', 'HKU\\Somebody\\A\\b', false],
    ['as-number', 'AS64496', 'source.as.number', '64496', true],
    ['as-number', 'AS64496', 'source.as.number', '6449', false],
    ['user-agent', 'Evil/1.0', 'user_agent.original', 'Evil/1.0', true],
    ['user-agent', 'Evil/1.0', 'user_agent.original', 'evil/1.0', false],
    ['user-agent', 'Evil/1.0', 'user_agent.original', 'Evil/1.0.1', false],
    ['ja3', 'a'.repeat(32), 'tls.client.ja3', 'A'.repeat(32), true],
    ['ja3', 'a'.repeat(32), 'tls.server.ja3s', 'a'.repeat(32), false],
    ['vulnerability', 'CVE-2021-44228', 'vulnerability.id', 'cve-2021-44228', true],
  ])('%s %s and %s %s: %s', (type, value, field, text, isFound) => {
    expect(search([{ 'event.id': '1' }, { [field]: text }], [{ type, value }])).toHaveLength(isFound ? 1 : 0);
  });

  it('takes the host of a URL for less than the URL, and only where it is asked to', () => {
    const rows: Row[] = [
      { 'dns.question.name': 'evil.com' },
      { 'dns.question.name': 'sub.evil.com' },
      { 'destination.ip': '192.0.2.1' },
      { 'url.full': 'http://evil.com/b', 'url.domain': 'evil.com' },
      { 'url.full': 'http://evil.com/a' },
    ];
    const all: Observable[] = [
      { type: 'url', value: 'http://evil.com/a' },
      { type: 'url', value: 'http://192.0.2.1/a' },
    ];
    expect(search(rows, all)).toEqual(['4 url.full http://evil.com/a']);
    expect(search(rows, all, true)).toEqual([
      '0 dns.question.name host of http://evil.com/a',
      '2 destination.ip host of http://192.0.2.1/a',
      '4 url.full http://evil.com/a',
    ]);
  });

  it('keeps to the range of time', () => {
    const rows = [...Array.from({ length: 10 }, (_, at) => ({ '@timestamp': String(at * 1000) })), {}];
    const [segment] = store(rows.map((row): Row => ({ ...row, 'source.ip': '192.0.2.1' })));
    if (segment === undefined) expect.fail('no segment');
    const matcher = compileMatcher([{ type: 'ipv4', value: '192.0.2.1', index: 0 }], { hostsOfUrls: false, seed: 1 });
    const rowsIn = (from: number | null, to: number | null) => [
      ...searchSegment(openSegment(segment), matcher, { from, to }, segment).rows,
    ];
    expect(rowsIn(null, null)).toHaveLength(11);
    expect(rowsIn(2000, 4000)).toEqual([2, 3, 4]);
    expect(rowsIn(0, null)).toHaveLength(10);
    expect(rowsIn(null, 8999)).toHaveLength(9);
    expect(rowsIn(9001, null)).toEqual([]);
    expect(rowsIn(null, -1)).toEqual([]);
  });
});
