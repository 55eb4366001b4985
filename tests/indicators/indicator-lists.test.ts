import { describe, expect, it } from 'vitest';
import { readIndicators, valuesOf } from './read-indicators';

const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

async function read(text: string): Promise<readonly string[]> {
  return valuesOf(await readIndicators('indicator-list', text));
}

describe('lists of indicators', () => {
  it.each<[string, string, readonly string[]]>([
    ['plain', `192.0.2.1\nevil.com\n${HASH}\n`, ['ipv4 192.0.2.1', 'domain evil.com', `sha256 ${HASH}`]],
    [
      'CRLF, a mark, spaces and empty lines',
      '\uFEFF evil.com \r\n\r\n\t192.0.2.1\r\n',
      ['domain evil.com', 'ipv4 192.0.2.1'],
    ],
    [
      'comments of all kinds',
      '# a\n; b\n// c\n! d\nevil.com # why\n192.0.2.0/24 ; SBL1\n',
      ['domain evil.com', 'cidr 192.0.2.0/24'],
    ],
    [
      'defanged',
      'hxxp://evil[.]com/a\nevil[dot]com\n192.0.2[.]7\nbad[at]evil[.]com',
      ['url http://evil.com/a', 'domain evil.com', 'ipv4 192.0.2.7', 'email bad@evil.com'],
    ],
    [
      'ports off',
      '192.0.2.1:443\nevil.com:8080\n[2001:db8::1]:443\n',
      ['ipv4 192.0.2.1', 'domain evil.com', 'ipv6 2001:db8::1'],
    ],
    [
      'ranges',
      '192.0.2.1-192.0.2.9\n192.0.2.1 - 192.0.2.9\nBad people:192.0.2.1-192.0.2.9',
      ['ip-range 192.0.2.1-192.0.2.9', 'ip-range 192.0.2.1-192.0.2.9', 'ip-range 192.0.2.1-192.0.2.9'],
    ],
    [
      'hosts',
      '127.0.0.1 localhost\n::1 ip6-localhost\n0.0.0.0 evil.com worse.net # both\n',
      ['domain evil.com', 'domain worse.net'],
    ],
    [
      'for browsers',
      '[Adblock Plus 2.0]\n! Title: x\n||evil.com^\n||worse.net^$third-party\n@@||good.org^\n',
      ['domain evil.com', 'domain worse.net'],
    ],
    [
      'for resolvers',
      'address=/evil.com/0.0.0.0\nlocal-zone: "worse.net" always_nxdomain\n',
      ['domain evil.com', 'domain worse.net'],
    ],
    [
      'a response policy zone',
      '$TTL 300\n@ IN SOA ns.x.example. a.x.example. (\n 2024010101 ; serial\n 3600 )\n IN NS ns.x.example.\nevil.com CNAME .\n*.evil.com CNAME .\n24.0.2.0.192.rpz-ip CNAME .\ngood.org CNAME rpz-passthru.\n',
      ['domain evil.com', 'domain evil.com', 'cidr 192.0.2.0/24'],
    ],
    ['counts', '192.0.2.1\t9\n198.51.100.7\t3\n', ['ipv4 192.0.2.1', 'ipv4 198.51.100.7']],
    [
      'labels',
      `SHA256: ${HASH}\nC2 = 192.0.2.1\nDomain: evil.com\n`,
      [`sha256 ${HASH}`, 'ipv4 192.0.2.1', 'domain evil.com'],
    ],
    ['bullets', '- evil.com\n* 192.0.2.1\n1. worse.net\n', ['domain evil.com', 'ipv4 192.0.2.1', 'domain worse.net']],
    ['several on a line', '192.0.2.1, 192.0.2.2, evil.com\n', ['ipv4 192.0.2.1', 'ipv4 192.0.2.2', 'domain evil.com']],
    [
      'paths, keys and files',
      'C:\\Users\\Public\\a b.exe\n/tmp/.x\nHKLM\\Software\\Run\\x\ndropper.exe\n',
      [
        'file-path c:\\users\\public\\a b.exe',
        'file-path /tmp/.x',
        'registry-key hkey_local_machine\\software\\run\\x',
        'file-name dropper.exe',
      ],
    ],
    [
      'under headings that name a type',
      'Mutexes:\nGlobal\\abc def\nUser-Agent\nBad/1.0 (X11)\nJA3\ne7d705a3286e19ea42f587b344ee6865\nDomains\nevil.com\n',
      ['mutex Global\\abc def', 'user-agent Bad/1.0 (X11)', 'ja3 e7d705a3286e19ea42f587b344ee6865', 'domain evil.com'],
    ],
    [
      'others',
      'AS64496\nCVE-2021-44228\nt13d1516h2_8daaf6152771_b186095e22b6\n',
      ['as-number AS64496', 'vulnerability CVE-2021-44228', 'ja4 t13d1516h2_8daaf6152771_b186095e22b6'],
    ],
    ['names of programs are no domains', 'com.android.vending\nevil.com\n', ['domain evil.com']],
  ])('%s', async (_, text, values) => {
    expect(await read(text)).toEqual(values);
  });

  it('whatever the chunks', async () => {
    const text = `\uFEFF# A\nevil.com # é\nbücher.example\r\n\n0.0.0.0 worse.net\n${HASH}`;
    const whole = await readIndicators('indicator-list', text);
    for (const step of [1, 2, 3, 7, 16]) expect(await readIndicators('indicator-list', text, step)).toEqual(whole);
  });

  it('comments before values say what they are, until the next', async () => {
    const text =
      '# Licence\n# of the file\n# and more\n\n# Reference: https://report.example/1\n\nevil.com\nworse.net # C2\n\n# Second family\n192.0.2.1\n';
    const { statements } = await readIndicators('indicator-list', text);
    expect(statements.map(({ value, comment, references, place }) => [value, comment, references, place])).toEqual([
      ['evil.com', '', ['https://report.example/1'], 'line 7'],
      ['worse.net', 'C2', ['https://report.example/1'], 'line 8'],
      ['192.0.2.1', 'Second family', [], 'line 11'],
    ]);
  });

  it('a score behind a value is its confidence, a count is not', async () => {
    const { statements } = await readIndicators(
      'indicator-list',
      '192.0.2.1;Some actor;75\n192.0.2.2;65\n192.0.2.3\t9\n',
    );
    expect(statements.map(({ confidence, comment }) => [confidence, comment])).toEqual([
      [75, 'Some actor'],
      [65, ''],
      [null, '9'],
    ]);
  });

  it('what cannot be read is listed with its line, and nothing is lost', async () => {
    const { rejected, statements, notes, facts } = await readIndicators(
      'indicator-list',
      'evil.com\n1.2.3.999\nThese are of last week\nnonsense\n',
    );
    expect(rejected.map(({ place, found }) => [place, found])).toEqual([
      [{ kind: 'line', line: 2 }, '1.2.3.999'],
      [{ kind: 'line', line: 4 }, 'nonsense'],
    ]);
    expect(facts.items).toBe(statements.length + rejected.length);
    expect(notes.map(({ code }) => code)).toEqual(['list-words']);
  });

  it('hostile ones take bounded time', async () => {
    const from = performance.now();
    await readIndicators('indicator-list', 'a.'.repeat(200_000));
    await readIndicators(
      'indicator-list',
      `${'['.repeat(19_000)}\n${'hxxp'.repeat(4_000)}\n${'1.'.repeat(9_000)}\n`.repeat(20),
    );
    await readIndicators('indicator-list', new Uint8Array(1_000_000).fill(0xff));
    await readIndicators('indicator-list', `${'evil .com '.repeat(1500)}\n`.repeat(50));
    expect(performance.now() - from).toBeLessThan(8000);
  });

  it('a million lines take seconds, not minutes', async () => {
    const lines: string[] = [];
    for (let at = 0; at < 1_000_000; at++) {
      const number = Math.imul(at, 2_654_435_761) >>> 0;
      if (at % 3 === 0)
        lines.push(`${number >>> 24 || 1}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`);
      else if (at % 3 === 1) lines.push(`a${number.toString(36)}.example-${at % 9973}.com`);
      else lines.push(number.toString(16).padStart(8, '0').repeat(8));
    }
    const bytes = new TextEncoder().encode(lines.join('\n'));
    const from = performance.now();
    const { statements, rejected } = await readIndicators('indicator-list', bytes, 65_536);
    expect([statements.length, rejected.length]).toEqual([1_000_000, 0]);
    // Two seconds alone on a core; the machines of tests are shared.
    expect(performance.now() - from).toBeLessThan(15_000);
  });
});
