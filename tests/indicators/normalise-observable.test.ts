import { describe, expect, it } from 'vitest';
import { normaliseObservable, normalisePlain } from '../../src/domain/indicators/normalise-observable';
import type { ObservableType } from '../../src/domain/indicators/observable';

const SHA1 = 'adc83b19e793491b1c6ea0fd8b46cd9f32e592fc';

describe('a value, however it is written, is written once', () => {
  it.each<[ObservableType, string, string | null]>([
    ['domain', 'Evil[.]Example[.]COM.', 'evil.example.com'],
    ['domain', 'evil(.)com', 'evil.com'],
    ['domain', 'evil{.}com', 'evil.com'],
    ['domain', 'evil[dot]com', 'evil.com'],
    ['domain', 'evil (dot) com', 'evil.com'],
    ['domain', 'evil [.] com', 'evil.com'],
    ['domain', 'evil[.com', 'evil.com'],
    ['domain', 'evil.]com', 'evil.com'],
    ['domain', 'evil[.com]', 'evil.com'],
    ['domain', 'evil.[com]', 'evil.com'],
    ['domain', 'evil\\.com', 'evil.com'],
    ['domain', 'www dot evil dot com', 'www.evil.com'],
    ['domain', 'e\u200bvil.c\u00adom', 'evil.com'],
    ['domain', 'evil。com', 'evil.com'],
    ['domain', 'evil.com:8443', 'evil.com'],
    ['domain', 'hxxps[:]//evil[.]com/', 'evil.com'],
    ['domain', '*.evil.com', 'evil.com'],
    ['domain', '“evil.com”,', 'evil.com'],
    ['domain', 'bücher.example', 'xn--bcher-kva.example'],
    ['domain', 'XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['domain', '_dmarc.evil.com', '_dmarc.evil.com'],
    ['domain', 'evil.com/path', null],
    ['domain', '192.0.2.1', null],
    ['domain', 'localhost', null],
    ['domain', 'a b.com', null],
    ['domain', `${'a'.repeat(64)}.com`, null],
    ['domain', '__proto__', null],
    ['url', 'hxxp://evil[.]com/a[.]php?x=1', 'http://evil.com/a.php?x=1'],
    ['url', 'hXXps[://]EVIL[.]com:443/A', 'https://evil.com/A'],
    ['url', 'hxxps[:]//evil[.]com', 'https://evil.com/'],
    ['url', 'h**p://evil.com/', 'http://evil.com/'],
    ['url', 'http[s]://evil.com/', 'https://evil.com/'],
    ['url', 'http:\\\\evil.com\\a', 'http://evil.com/a'],
    ['url', 'http://evil[/]test', null],
    ['url', 'http://evil.com[/]test', 'http://evil.com/test'],
    ['url', 'http://[evil.com', 'http://evil.com/'],
    ['url', 'http://evil.com./a', 'http://evil.com/a'],
    ['url', 'http://192,0,2,1', 'http://192.0.2.1/'],
    ['url', 'http://2001:db8:0:0:0:0:0:1', 'http://[2001:db8::1]/'],
    ['url', 'tcp://EVIL[.]com:80/', 'tcp://evil.com:80/'],
    ['url', 'evil[.]com/a', 'evil.com/a'],
    ['url', '192[.]0[.]2[.]1:8080/a', '192.0.2.1:8080/a'],
    ['url', 'evil.com', null],
    ['url', 'javascript:alert(1)', null],
    ['url', 'http://', null],
    ['email', 'User[at]Evil[.]com', 'user@evil.com'],
    ['email', 'user [at] evil [dot] com', 'user@evil.com'],
    ['email', 'user at evil dot com', 'user@evil.com'],
    ['email', 'user[@]evil.com', 'user@evil.com'],
    ['email', '<mailto:user@evil.com>', 'user@evil.com'],
    ['email', 'user@localhost', null],
    ['ipv4', '192[.]0.2[dot]1', '192.0.2.1'],
    ['ipv4', '192.0.2.1:443', '192.0.2.1'],
    ['ipv4', '192.0.2[.1]', '192.0.2.1'],
    ['ipv4', '192.0.2.256', null],
    ['ipv4', '192.0.02.1', null],
    ['ipv6', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['ipv6', '[2001:db8::1]:443', '2001:db8::1'],
    ['ipv6', '2001[:]db8::1', '2001:db8::1'],
    ['ipv6', '1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['ipv6', '::FFFF:192.0.2.1', '::ffff:192.0.2.1'],
    ['ipv6', '::', '::'],
    ['ipv6', '1::2::3', null],
    ['ipv6', '12:30:45', null],
    ['cidr', '192.0.2[.]77/24', '192.0.2.0/24'],
    ['cidr', '192.0.2.77/255.255.255.0', '192.0.2.0/24'],
    ['cidr', '192.0.2.77/0', '0.0.0.0/0'],
    ['cidr', '2001:db8::1/32', '2001:db8::/32'],
    ['cidr', '192.0.2.0/33', null],
    ['sha1', SHA1.toUpperCase(), SHA1],
    ['sha1', `SHA-1: ${SHA1}`, SHA1],
    ['md5', SHA1, null],
    ['sha256', `${SHA1}g`, null],
    ['file-name', 'Dropper.EXE', 'dropper.exe'],
    ['file-name', 'Readme', 'Readme'],
    ['file-path', 'C:\\\\Users\\\\Public\\\\A.exe', 'c:\\users\\public\\a.exe'],
    ['file-path', '\\\\Server\\Share\\a.exe', '\\\\server\\share\\a.exe'],
    ['file-path', '%AppData%\\A\\', '%appdata%\\a'],
    ['file-path', '/tmp//A', '/tmp/A'],
    ['file-path', 'a.exe', null],
    ['registry-key', 'HKLM\\Software\\Run\\', 'hkey_local_machine\\software\\run'],
    ['registry-key', 'HKCU:\\Software\\Run', 'hkey_current_user\\software\\run'],
    ['registry-key', 'HKEY_LOCAL_MACHINE\\Software\\Windows NT', 'hkey_local_machine\\software\\windows nt'],
    ['registry-key', 'Software\\Run', null],
    ['as-number', 'asn 64496', 'AS64496'],
    ['as-number', '064496', 'AS64496'],
    ['as-number', 'AS4294967296', null],
    ['vulnerability', 'cve-2021-44228', 'CVE-2021-44228'],
    ['vulnerability', 'CVE‑2021‑44228', 'CVE-2021-44228'],
    ['mutex', '"Global\\abc"', 'Global\\abc'],
    ['user-agent', 'Mozilla/5.0  (X11)', 'Mozilla/5.0 (X11)'],
    ['user-agent', '', null],
    ['ip-range', '192.0.2.1 - 192[.]0[.]2[.]9', '192.0.2.1-192.0.2.9'],
    ['ip-range', '192.0.2.1-9', '192.0.2.1-192.0.2.9'],
    ['ip-range', '192.0.2.7-192.0.2.7', '192.0.2.7-192.0.2.7'],
    ['ip-range', '192.0.2.9-192.0.2.1', null],
    ['ip-range', '192.0.2.1-2001:db8::1', null],
    ['ip-range', '192.0.2.1', null],
    ['ip-range', '2001:DB8::1-2001:db8:0::ff', '2001:db8::1-2001:db8::ff'],
    ['ja3', 'E7D705A3286E19EA42F587B344EE6865', 'e7d705a3286e19ea42f587b344ee6865'],
    ['ja3', 'e7d705a3286e19ea42f587b344ee686', null],
    ['ja4', 'T13D1516H2_8daaf6152771_b186095e22b6', 't13d1516h2_8daaf6152771_b186095e22b6'],
    ['ja4', '8daaf6152771_b186095e22b6', null],
  ])('%s %s', (type, written, value) => {
    expect(normaliseObservable(type, written)?.value ?? null).toBe(value);
  });

  it('and what is normal stays as it is', () => {
    for (const [type, value] of [
      ['domain', 'xn--bcher-kva.example'],
      ['url', 'https://evil.com/a?b=%20#c'],
      ['ipv6', '2001:db8::1'],
      ['cidr', '192.0.2.0/24'],
      ['registry-key', 'hkey_local_machine\\software\\run'],
      ['file-path', 'c:\\users\\public\\a.exe'],
      ['vulnerability', 'CVE-2021-44228'],
      ['as-number', 'AS64496'],
    ] as const) {
      expect(normaliseObservable(type, value)).toEqual({ type, value });
    }
  });

  it('as the class URL writes it, though most are not given to it', () => {
    const hosts = [
      'evil.com',
      'a_b.evil.com',
      'a-.evil.com',
      'EVIL.com',
      'xn--bcher-kva.com',
      'evil.com.',
      '192.0.2.7',
    ];
    const rests = [
      '',
      '/',
      '/a',
      '/a/',
      '/a//b',
      '/a/../b',
      '/./a',
      '/.a',
      '/a.b',
      '/%2e%2e/a',
      '/a?',
      '/?a=%20/..',
      '/a#b',
    ];
    const more = [
      '/a?b',
      "/a?b'c",
      '/a|b',
      '/a^b',
      '/a{b',
      ':80/a',
      ':8080/a',
      '/a;b=c,d',
      '/a\\b',
      '/ä',
      '/~a!$&()*+,;=:@',
    ];
    for (const host of hosts) {
      for (const rest of [...rests, ...more]) {
        const written = `https://${host}${rest}`;
        const value = normalisePlain('url', written);
        if (value !== null) expect(value).toBe(new URL(written).href.replace(/\.(?=[:/])/, ''));
      }
    }
  });
});
