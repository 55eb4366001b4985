import { describe, expect, it } from 'vitest';
import { ENTERPRISE, FINDER } from './mention-finder';

const techniquesOf = (text: string) => FINDER.find(text).techniques.map(({ technique }) => technique);
const kindsOf = (text: string) => FINDER.find(text).techniques.map(({ technique, how }) => `${technique} ${how}`);
const threatsOf = (text: string) => FINDER.find(text).threats.map(({ threatId }) => threatId);

describe('ids of techniques in prose', () => {
  it.each([
    ['uses T1059 and T1059.001.', ['T1059', 'T1059.001']],
    ['https://attack.mitre.org/techniques/T1059/001/', ['T1059.001']],
    ['https://attack.mitre.org/techniques/t1059/001', ['T1059.001']],
    ['https%3A%2F%2Fattack.mitre.org%2Ftechniques%2FT1059%2F001', ['T1059.001']],
    ['tags: attack.t1059.001, attack.t1105', ['T1059.001', 'T1105']],
    ['(T1566.001) [T1566.002]', ['T1566.001', 'T1566.002']],
    ['T1059.\n001', ['T1059.001']],
    ['T1059 .001', ['T1059.001']],
    ['T1059\n.001', ['T1059.001']],
    ['T1059.001/.003', ['T1059.001', 'T1059.003']],
    ['T1059.001, .003 and .005', ['T1059.001', 'T1059.003', 'T1059.005']],
    ['T1059 (.001, .003)', ['T1059.001', 'T1059.003']],
    ['T1059_001_PowerShell.md', ['T1059.001']],
    ['T1059[.]001', ['T1059.001']],
    ['T1059\u200b.001', ['T1059.001']],
    ['ExecutionT1059.001PowerShell', ['T1059.001']],
    ['T1203Exploitation for Client Execution', ['T1203']],
    ['T1055s of all kinds', ['T1055']],
    // The full stop ends a sentence: no sub-technique 100 is known.
    ['They used T1059. 100 hosts fell.', ['T1059']],
    ['Technique\tT1027\tObfuscation', ['T1027']],
  ])('%j', (text, expected) => {
    const ids = FINDER.find(text).techniques.filter(({ how }) => how === 'id' || how === 'old-id');
    expect(ids.map(({ technique }) => technique)).toEqual(expected);
  });

  it.each([
    'AT1059',
    'T10590',
    'T105',
    'd41d8cd98fT1059e9800998ecf8427e',
    'CVE-2021-1059',
    'XT1059',
    'T1059a7',
    'T1059X1',
  ])('is no part of %j', (text) => {
    const { techniques, unresolved } = FINDER.find(text);
    expect([...techniques, ...unresolved]).toEqual([]);
  });

  it('keeps the place of each', () => {
    const text = 'First T1059.001/.003, then T1105.';
    const written = FINDER.find(text).techniques.map(({ start, end }) => text.slice(start, end));
    expect(written).toEqual(['T1059.001', '.003', 'T1105']);
  });

  it('follows old ids to what replaced them', () => {
    expect(kindsOf('ID: T1086; ID: T1193')).toEqual(['T1059.001 old-id', 'T1566.001 old-id']);
  });

  it('says why an id is no technique of the release', () => {
    const { techniques, unresolved } = FINDER.find('T9999, T1059.099, T1453 and T0803, T1017.001, t9999, t1404.');
    expect(techniques).toEqual([]);
    expect(unresolved.map(({ written, reason }) => `${written} ${reason}`)).toEqual([
      'T9999 unknown',
      'T1059.099 unknown',
      'T1453 other-domain',
      'T0803 other-domain',
      'T1017.001 unknown',
      't1404 other-domain',
    ]);
  });

  it.each(['https://attack.mitre.org/techniques/t9999', 'See the page at https://attack.mitre.org/techniques/t9999.'])(
    'reports an unknown id in small letters where it is in an address: %j',
    (text) => {
      expect(FINDER.find(text).unresolved.map(({ written }) => written)).toEqual(['t9999']);
    },
  );
});

describe('names of techniques in prose', () => {
  it.each([
    ['with a spear-phishing attachment', 'T1566.001 name'],
    ['with spearphishing attachments', 'T1566.001 name'],
    ['by DLL Side-Loading', 'T1574.001 old-name'],
    ['by dll sideloading', 'T1574.001 old-name'],
    ['by DLL hijacking', 'T1574.001 alias'],
    ['OS Credential Dumping was seen', 'T1003 name'],
    ['credential dumping was seen', 'T1003 old-name'],
    ['Scheduled Task/Job', 'T1053 name'],
    ['two scheduled tasks', 'T1053.005 name'],
    ['Command and Scripting Interpreter: PowerShell', 'T1059.001 name'],
    ['Command and Scripting Interpreter – Windows Command Shell', 'T1059.003 name'],
    ['Signed Binary Proxy Execution: Rundll32', 'T1218.011 old-name'],
    ['Indicator Removal on Host: File Deletion', 'T1070.004 old-name'],
    ['a pass-the-hash attack', 'T1550.002 name'],
    ['Process Doppelgänging', 'T1055.013 name'],
    ['process doppelganging', 'T1055.013 name'],
    ['Kerberoasting', 'T1558.003 name'],
    ['several web shells', 'T1505.003 name'],
    ['webshells', 'T1505.003 name'],
    ['Obfuscated Files & Information', undefined],
    ['registry run\nkeys', 'T1547.001 name'],
    ['We saw Adversary-in-the-Middle by the actors.', 'T1557 name'],
    ['adversary-in-the-middle', 'T1557 name'],
    ['C2 over Non-Application Layer Protocol', 'T1095 name'],
    ['they relied on brute force to get in', 'T1110 name'],
    ['by Exfiltration Over Webhook', 'T1567.004 name'],
    ['and Exfiltration over USB', 'T1052.001 name'],
    ['They created a Windows Service for persistence.', 'T1543.003 name'],
    ['The victim opened a Malicious File that was attached.', 'T1204.002 name'],
  ])('%j → %s', (text, expected) => {
    expect(kindsOf(text)).toEqual(expected === undefined ? [] : [expected]);
  });

  it.each([
    'The server hosts domains, tools and malware.',
    'It is written in Python, talks DNS through a proxy and sends e-mail addresses over SSH.',
    'Enable multi-factor authentication; review local accounts and cloud services.',
    'Buy hardware, firmware and software; read social media.',
    'The trap was set at noon.',
    String.raw`HKLM\System\CurrentControlSet\Control\WMI\Autologger`,
    'https://example.test/blog/process-injection-explained',
    'the process. Injection followed',
    'credentials\n\ndumping',
  ])('finds none in %j', (text) => {
    expect(kindsOf(text)).toEqual([]);
  });

  it.each([
    ['Persistence: Windows Service; Execution: Malicious File; Credential Access: Brute Force', 3],
    ['• Evil Twin\n• Windows Service\n• Malicious File\n', 3],
    ['Junk Data, Windows Service and Malicious File', 3],
    ['Persistence: Screensaver, Cron, Udev Rules', 3],
  ])('reads lists of techniques: %j', (text, count) => {
    expect(techniquesOf(text)).toHaveLength(count);
  });

  it('finds most of the exact names of two words and more in a sentence', () => {
    const names = ENTERPRISE.techniques.filter(({ name }) => /\s/.test(name));
    const missed = names.filter(
      ({ id, name }) => !techniquesOf(`In this intrusion we saw ${name} by the actors.`).includes(id),
    );
    // Names of two techniques, and those that any prose writes with capitals.
    expect(missed.length / names.length).toBeLessThan(0.19);
  });

  it.each([
    ['T1059.006 Python', 'T1059.006'],
    ['| Python | T1059.006 |', 'T1059.006'],
    ['the "Email Accounts" technique', 'T1585.002'],
    ['Technique: Screensaver', 'T1546.002'],
    ['Process Hollowing, Python, Screen Capture', 'T1059.006'],
    ['T1059.006\n\nPython', 'T1059.006'],
    ['Proxy (T1090.002)', 'T1090'],
    ['Command and Control: Proxy', 'T1090'],
    ['Persistence | Screensaver | seen on two hosts', 'T1546.002'],
    ['Resource Development – Email Accounts', 'T1585.002'],
    ['Discovery: Local Account', 'T1087.001'],
    ['Persistence: Local Account', 'T1136.001'],
    ['Techniques:\n- Python\n- DNS', 'T1059.006'],
  ])('takes a common word for a technique where something says so: %j', (text, expected) => {
    expect(techniquesOf(text)).toContain(expected);
  });
});

describe('groups, software and campaigns in prose', () => {
  it.each([
    ['APT29, APT 29, APT-29 and Apt29', ['G0016', 'G0016', 'G0016', 'G0016']],
    ['FIN 7 and TA 505', ['G0046', 'G0092']],
    ['UNC2452 and Cozy Bear', ['G0016', 'G0016']],
    ['Sandworm and the Lazarus group', ['G0034', 'G0032']],
    ['CobaltStrike, cobalt strike', ['S0154', 'S0154']],
    ['NetwireRAT', ['S0198']],
    ['mimikatz', ['S0002']],
    ['T9000 and S-Type', ['S0098', 'S0085']],
    ['Dragonfly has moved on; they hid it behind Tor.', ['G0035', 'S0183']],
    ['files that Maze encrypted', ['S0449']],
    ['![Chain](/images/blogs/NetwireRAT/chain.png)', ['S0198']],
    ['G0016, S0154 and C0024', ['G0016', 'S0154', 'C0024']],
    ['https://attack.mitre.org/groups/G0016/', ['G0016']],
    ['net.exe, then the ping utility', ['S0039', 'S0097']],
    ['Royal ransomware', ['S1073']],
    ['Egregor, Maze and others', ['S0554', 'S0449']],
    ['Raccoon Stealer was sold. Raccoon is cheap.', ['S1148', 'S1148']],
    ['使用Mimikatz转储', ['S0002']],
    ['APT29组织', ['G0016']],
    ['Mimikatz를', ['S0002']],
    ['攻击者使用Maze勒索软件', ['S0449']],
    ['The actors used ngrok and netsh and ran certutil.', ['S0508', 'S0108', 'S0160']],
    ['They ran net user /domain, ran ping and `reg add HKLM`, then cmd /c.', ['S0039', 'S0097', 'S0075', 'S0106']],
    ['a Snake implant; the Empire framework', ['S0022', 'S0363']],
    ['Cuba is a new ransomware. Empire can log keys.', ['S0625', 'S0363']],
    ['Royal affiliates and a backdoor called Kevin', ['S1073', 'S1020']],
    ['Cobalt Strike and its Beacon', ['S0154', 'S0154']],
  ])('%j', (text, expected) => {
    expect(threatsOf(text)).toEqual(expected);
  });

  it.each([
    'Play it at the net; the empire strikes with a snake, a shark and carbon.',
    'A maze of beacons: reg, route, expand, ping.',
    'Royal Road documents, Equation Editor and Platinum customers',
    'raw disk access, for files',
    'a SYN/ACK flood, a .NET tool, READ_CALENDAR and the DACLs of a file',
    'The Leviathan gas field; Mercury rises, Silence falls.',
    'see https://example.test/emotet-is-back or mail emotet@example.test or emotet[.]example[.]com',
    'Snake Keylogger, the Snake keylogger and Chaos RAT are others',
    'S9999 and C9999 are none',
  ])('finds none in %j', (text) => {
    expect(threatsOf(text)).toEqual([]);
  });

  it('gives an everyday name once the text has said what it means', () => {
    expect(threatsOf('Black Basta and the Play ransomware. Later Play left a note.')).toEqual([
      'S1070',
      'S1162',
      'S1162',
    ]);
  });

  it('tells software from the group of the same name by the word beside it', () => {
    expect(threatsOf('the Machete malware')).toEqual(['S0409']);
    expect(threatsOf('the Machete group')).toEqual(['G0095']);
  });
});

describe('a mention finder', () => {
  it('bears any text', () => {
    for (const text of ['', ' ', '.001', 'T', 'T1059.', '\u0000T1059\u0000', '😀'.repeat(10), 'é', 'T1059\r\n.001']) {
      expect(() => FINDER.find(text)).not.toThrow();
    }
  });

  it('reads a megabyte in well under a second', () => {
    const text = 'Emotet used a scheduled task (T1053.005) and Python; the Royal Road followed. '.repeat(13_000);
    const start = performance.now();
    expect(FINDER.find(text).techniques.length).toBeGreaterThan(20_000);
    // A shared core is slower than a desk's: some 0.3 s there.
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
