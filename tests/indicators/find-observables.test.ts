import { describe, expect, it } from 'vitest';
import { findObservables, findValues } from '../../src/domain/indicators/find-observables';

const MD5 = '495adb1b9777002ecfe22aaf52fcee93';
const SHA256 = '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b';

const list = (text: string) => findObservables(text).map(({ type, value }) => `${type} ${value}`);
const listReferences = (text: string) =>
  findValues(text).flatMap(({ type, value, isReference }) => (isReference ? `${type} ${value}` : []));

describe('values in prose', () => {
  it.each<[string, readonly string[]]>([
    ['It calls hxxps[://]evil[.]test-site[.]com:8443/a[.]php.', ['url https://evil.test-site.com:8443/a.php']],
    ['C2 at 203.0.113[.]7:443 and 198.51.100.9.', ['ipv4 203.0.113.7', 'ipv4 198.51.100.9']],
    ['the range 203.0.113.77/24', ['cidr 203.0.113.0/24']],
    ['it asks 2a00:1450:4001:81b::200e first', ['ipv6 2a00:1450:4001:81b::200e']],
    ['mail from boss[at]evil[.]com', ['email boss@evil.com']],
    [`MD5: ${MD5.toUpperCase()}, SHA-256 ${SHA256}`, [`md5 ${MD5}`, `sha256 ${SHA256}`]],
    [`https://www.virustotal.com/gui/file/${SHA256}/detection`, [`sha256 ${SHA256}`]],
    ['drops Update_x64.EXE and stage2.ps1', ['file-name update_x64.exe', 'file-name stage2.ps1']],
    [
      'writes "C:\\Program Files (x86)\\Foo Bar\\a b.exe" and C:\\Users\\Public\\x.dll.',
      ['file-path c:\\program files (x86)\\foo bar\\a b.exe', 'file-path c:\\users\\public\\x.dll'],
    ],
    ['copies C:\\a.exe to \\\\srv01\\share\\b.exe', ['file-path c:\\a.exe', 'file-path \\\\srv01\\share\\b.exe']],
    ['in /tmp/.x/run.sh, then', ['file-path /tmp/.x/run.sh']],
    [
      'sets HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run to start.',
      ['registry-key hkey_current_user\\software\\microsoft\\windows\\currentversion\\run'],
    ],
    [
      'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options\\x',
      [
        'registry-key hkey_local_machine\\software\\microsoft\\windows nt\\currentversion\\image file execution options\\x',
      ],
    ],
    ['sets HKLM\\Software\\Foo. Then, it sleeps.', ['registry-key hkey_local_machine\\software\\foo']],
    ['sets HKLM\\Software\\Foo Bar. Then it sleeps.', ['registry-key hkey_local_machine\\software\\foo']],
    ['sets HKLM\\Software\\Foo! Windows', ['registry-key hkey_local_machine\\software\\foo!']],
    [
      'sets HKLM\\Software\\Foo. Then HKCU\\Software\\Bar too.',
      ['registry-key hkey_local_machine\\software\\foo', 'registry-key hkey_current_user\\software\\bar'],
    ],
    ['writes C:\\Users\\Foo. Then it sleeps, as a.exe', ['file-path c:\\users\\foo', 'file-name a.exe']],
    ['hosted at AS208476 (ASN 64496)', ['as-number AS208476', 'as-number AS64496']],
    ['exploits CVE-2021-44228', ['vulnerability CVE-2021-44228']],
    ['Mutex: Global\\{a58bb08a}', ['mutex Global\\{a58bb08a}']],
    ['a mutex named "evil_1"', ['mutex evil_1']],
    ['User-Agent: Mozilla/5.0 (X11; 10.20.30.40)', ['user-agent Mozilla/5.0 (X11; 10.20.30.40)']],
    ['C2: evil-domain.com', ['domain evil-domain.com']],
    [
      'Domains: evil-a.com, evil-b.com and evil-c.com; see vendor.com',
      ['domain evil-a.com', 'domain evil-b.com', 'domain evil-c.com'],
    ],
    ['Domain: пример.рф', ['domain xn--e1afmkfd.xn--p1ai']],
    ['the user agent string "Mozilla/4.0 (compatible)" is odd', ['user-agent Mozilla/4.0 (compatible)']],
    ['| Mutex | Global\\abc123 |\n| Mutex | Type |', ['mutex Global\\abc123']],
    ['http://evil.onion/ and http://203.0.113.9/x', ['url http://evil.onion/', 'url http://203.0.113.9/x']],
    ['payload[.]exe', ['file-name payload.exe']],
    ['{"url":"http:\\/\\/203.0.113.9\\/x"}', ['url http://203.0.113.9/x']],
  ])('%s', (text, expected) => {
    expect(list(text)).toEqual(expected);
  });

  it.each([
    'Windows 10.0.19041.1, version 1.2.3.4, v2.4.1.10 and Chrome/91.0.4472.124',
    'see section 4.1.2.3 and build 7.0.0.4',
    'It runs lsass.exe, cmd.exe and rundll32.exe.',
    'Node.js, ASP.NET, VB.NET, Socket.IO and e.g. System.Net.Http',
    'com.android.vending calls document.location and os.name',
    'the end of the sentence.The next one, i.e. this; etc.And so on',
    'Contact press@vendor.com or read https://vendor.com/blog/post (example.com).',
    'std::string, a::b, 12:30:45, 00:11:22:33:44:55',
    `imphash: ${MD5}, JA3 ${MD5}, commit ${'a1b2c3d4e5'.repeat(4)}`,
    'd41d8cd98f00b204e9800998ecf8427e is the hash of nothing',
    '@app.route and $obj.name and user@localhost',
    'AS400, AS-IS, AS 2021; the mutex is created',
    'the dot com years; look (at) this',
    'figure1.png, index.html and config.json',
    'internal hosts such as 10.0.0.5 and 192.168.1.1, resolver 8.8.8.8',
  ])('nothing to look for in: %s', (text) => {
    expect(list(text)).toEqual([]);
  });

  it('are placed in the text as it is written', () => {
    const text = 'Zuerst\u200b hxxp://e[.]vil[.]com/x, dann\u00a0evil (dot) net und 1[.]2[.]3[.]40.';
    const found = findObservables(text);
    expect(found.map(({ written }) => written)).toEqual(['hxxp://e[.]vil[.]com/x', 'evil (dot) net', '1[.]2[.]3[.]40']);
    for (const { written, start, end } of findValues(text)) expect(text.slice(start, end)).toBe(written);
  });

  it('are kept as references where they are only mentioned', () => {
    expect(listReferences('Read https://vendor.com/blog/post or ask press@vendor.com; 10.0.0.5 ran cmd.exe.')).toEqual([
      'url https://vendor.com/blog/post',
      'email press@vendor.com',
      'ipv4 10.0.0.5',
      'file-name cmd.exe',
    ]);
  });
});

describe('what a text gives as indicators', () => {
  it('stands under a heading, until prose or another heading', () => {
    const prose = `${'The operators moved on and nobody saw them again for a while. '.repeat(4)}See vendor.com.`;
    const text = `Intro about vendor.com.\n\n## Indicators of Compromise\n\n**Domains**\n- evil-one.com first stage\n\n${prose}\nvendor.com`;
    expect(list(text)).toEqual(['domain evil-one.com']);
  });

  it('stands in a table whose header says so, or beside a cell that does', () => {
    expect(list('| Indicator | Note |\n|---|---|\n| evil-one.com | vendor.com/x says so |')).toEqual([
      'domain evil-one.com',
    ]);
    expect(list('| evil-one.com | Domain | C2 |\n| vendor.com | Publisher | x |')).toEqual(['domain evil-one.com']);
    expect(list('type,value\nurl,http://evil-one.com/a\nnote,see')).toEqual(['url http://evil-one.com/a']);
  });

  it('is a list of values alone on their lines', () => {
    expect(list('evil-one.com\nevil.net\nevil-two.app\n\n* evil-three.zip\n')).toEqual([
      'domain evil-one.com',
      'domain evil.net',
      'domain evil-two.app',
      'domain evil-three.zip',
    ]);
    expect(list('https://evil-one.com/a\nhttps://evil-two.com/b')).toHaveLength(2);
  });

  it('is no list of sources', () => {
    const prose = 'A report about something that happened.\n'.repeat(20);
    expect(list(`${prose}References\nhttps://vendor.com/a\nhttps://vendor.com/b\n`)).toEqual([]);
    expect(list(`${prose}https://vendor.com/a\nhttps://vendor.com/b\n`)).toEqual([]);
  });
});

/** Time of the processor: that of the clock says how busy the machine is. */
function measureSeconds(run: () => void): number {
  const { user, system } = process.cpuUsage();
  run();
  const spent = process.cpuUsage({ user, system });
  return (spent.user + spent.system) / 1e6;
}

describe('time', () => {
  const LENGTH = 1_000_000;
  const fill = (unit: string, length = LENGTH) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  it('for 5 MB of prose with values in it is less than two seconds', () => {
    const sentences = [
      'The loader, a signed file, reads its settings from the registry and waits for an hour. ',
      'It asks hxxps://evil[.]com/gate.php for orders, or 203.0.113[.]7 when that is gone.\n',
      'See https://vendor.com/blog/a-long-title for how version 10.0.19041.1 of Windows reacts, e.g. by System.Net.Http.\n',
      'More of the same follows here, in words that name nothing at all, as most sentences of a report do.\n',
    ];
    const text = fill(sentences.join('').padEnd(2000, 'Nothing to be found in this sentence either. '), 5 * LENGTH);
    expect(measureSeconds(() => findValues(text))).toBeLessThan(2);
  });

  it.each([
    'a',
    '0a1b',
    '.',
    'a.',
    '1.',
    '@',
    'a@',
    '[',
    '[.',
    'a dot ',
    'a,',
    '|',
    '\n',
    'a\u200b',
    'C:\\aaaa aaa\\',
    '\\\\',
    'HKLM\\a b\\',
    'http://',
    ':',
    'a:',
    'mutex: ',
    '%a',
    '/tmp/',
    '"',
    '-',
    '(',
    'a\t',
    'Abc Def ',
    'a\\.',
    'hxxp://a[.]b ',
    '1[.]2[.]3[.]4\n',
    'evil1.com\n',
    '| a b c d.exe ',
    'a)',
    '[a',
    ',,',
    '#',
    'C2: a.com ',
  ])('for a million characters made of %j is linear', (unit) => {
    expect(measureSeconds(() => findValues(fill(unit)))).toBeLessThan(3);
  });

  it('for one endless address is no longer', () => {
    const texts = [`http://a.com/${fill(')')}`, `http://[${fill('a.a')}`, `http://${fill('a')}`, `a@${fill('a.')}`];
    expect(measureSeconds(() => texts.forEach((text) => void findValues(text)))).toBeLessThan(3);
  });
});
