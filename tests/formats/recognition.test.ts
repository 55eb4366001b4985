import { describe, expect, it } from 'vitest';
import { makeProbe, PROBE_BYTES } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';

/** Short pieces, made up, of what people import and paste; each is what its writer would say it is. */

function recognise(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const result = sniffFormat(makeProbe('unknown', bytes.length, bytes.subarray(0, PROBE_BYTES)));
  if (result.ok) return result.value;
  const [first] = result.issues;
  return /Recognised as (.+), which/.exec(first?.message ?? '')?.[1] ?? first?.code ?? '';
}

const repeat = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n');
const second = (at: number): string => String(at).padStart(2, '0');

/** Values, and few sentences between them. */
const DENSE = `The actor connected to 203.0.113[.]5:8443, hxxps://evil[.]top/path and user[at]evil[.]top. Hash e3b0c442 98fc1c14. The file C:\\Users\\Public\\a.exe was dropped in the first hour of the attack. See https://example.com/blog/ and https://example.org/foo. The hosts then asked 192.0.2.1 and 192.0.2.2 for orders, one after the other. MD5: d41d8cd98f00b204e9800998ecf8427e.`;

const REPORTS: Readonly<Record<string, string>> = {
  'a sentence with ids and commas':
    'The group, active since 2021, uses T1566, T1059.001, T1003, and T1486, and it has hit banks, schools, and shops.',
  'two sentences with ids and commas, on two lines':
    'The group, active since 2021, uses T1566, T1059.001, and T1486.\nIt has hit banks, schools, and shops, as of May 2024.',
  'a message to colleagues':
    'Hello team, please hunt for this.\nThe actor, named Grey Heron, uses PsExec, AnyDesk, and a loader.\nTechniques, as given, are T1566, T1078, T1021.001, T1486.',
  'a blog post':
    'Grey Heron strikes again\n\nSince March, our researchers have followed a campaign against logistics companies. The operators sent archives by mail, and ran a loader from them.\n\nWe assess with moderate confidence that they are new.',
  'an advisory':
    'TLP:CLEAR\n\nSUMMARY\n\nThe authoring agencies are releasing this joint advisory to disseminate known techniques of the Grey Heron ransomware.\n\nTECHNICAL DETAILS\n\nThe actors gain initial access through valid accounts [T1078] and exposed VPN gateways [T1133].\n\nMITIGATIONS\n\nRequire multifactor authentication for all services.',
  'an executive summary in bullets':
    'Key findings\n\n• The operators bought access from a broker and moved on within two days.\n• They used PowerShell to download a loader from a host of theirs.\n• Backups were deleted before the files of the company were encrypted.',
  'an incident report':
    'Incident 4711\n\nRoot cause\nAn employee opened an attachment, which started a script.\n\nImpact\nTwo servers were encrypted, and one was restored from backup.\n',
  'a newsletter':
    'Threat Weekly, issue 12\n\n1. A new loader was found in the wild this week, and it targets hospitals.\n2. The group behind last year’s leaks is back, say researchers.\n3. A flaw in a popular VPN appliance is being exploited.',
  'a tweet': 'New #GreyHeron sample drops a DLL and calls out to 203.0.113[.]7, watch for rundll32 with odd exports!',
  'a report with indicators':
    '# Grey Heron\n\nThe loader was signed with a stolen certificate.\n\n## Indicators\n\n203.0.113.4\n203.0.113.5\nevil.example\nd41d8cd98f00b204e9800998ecf8427e\n',
  'a report with a program':
    'Analysis of the loader\n\nThe script first decodes its next stage and then runs it in memory.\n\n```powershell\n$a = 1\n$b = 2\niex $c\n```\n\nAfter that it removes itself from the disk.',
  'a German report':
    'Lagebericht\n\nDie Angreifer verschafften sich über ein gestohlenes Konto Zugang zum Netz. Danach führten sie PowerShell-Skripte aus und kopierten Daten nach außen.',
  'a French report':
    'Le groupe a utilisé des courriels d’hameçonnage pour entrer dans le réseau. Il a ensuite exécuté des scripts PowerShell et chiffré les serveurs.',
  'a Spanish report':
    'Los atacantes enviaron correos con archivos adjuntos a los empleados. Después ejecutaron un cargador y robaron las credenciales de la empresa.',
  'a Russian report':
    'Злоумышленники отправили письма с вложениями сотрудникам компании. Затем они запустили загрузчик и украли пароли.',
  'a Chinese report':
    '攻击者向员工发送带有恶意附件的钓鱼邮件，并使用PowerShell下载后续载荷。随后他们横向移动并加密了服务器上的文件。',
  'a Japanese report':
    '攻撃者は従業員に悪意のある添付ファイルを含むメールを送信しました。その後、PowerShellを使用してローダーを実行しました。',
  'a timeline in a report':
    'Incident of ACME\n\nSummary\nThe attacker came in through the VPN and left with the data of customers.\n\nTimeline\n' +
    repeat(8, (at) => `2024-05-0${at + 1} 10:00 UTC - The attacker used T1059.001 to run a script on a host.`),
  'a timeline with ids alone': repeat(
    6,
    (at) => `2024-05-0${at + 1} 10:00:0${at} The attacker used (T1059.001) to run one more script on a host.`,
  ),
  'a timeline without ids': repeat(
    6,
    (at) => `2024-05-0${at + 1} 10:30 – An analyst saw that another host had been encrypted.`,
  ),
  'a timeline in bullets':
    '# Incident\n\n## Timeline\n\n' +
    repeat(6, (at) => `- **2024-05-0${at + 1} 10:00** The attacker logged on to one more of the servers.`),
  'a timeline as a table of Markdown':
    '# Incident\n\n## Timeline\n\n| When | What |\n|---|---|\n' +
    repeat(5, (at) => `| 2024-05-0${at + 1} 10:00 | The attacker used T1021.001 to reach one more host. |`),
  'a timeline to the second, below a sentence': `Timeline\n\nAll times are in UTC and were taken from the firewall.\n\n${repeat(6, (at) => `2024-05-01T10:0${at}:00Z The attacker moved to another host and ran a script there.`)}`,
  'a timeline of days': repeat(
    5,
    (at) => `2024-05-0${at + 1}: The attacker moved to another host and ran a script there.`,
  ),
  'a timeline of American days': repeat(
    5,
    (at) => `5/${at + 1}/2024 10:00 AM: The attacker moved to another host and ran a script there.`,
  ),
  'steps, one by one': repeat(5, (at) => `Step ${at + 1}: The attacker moved to another host, and ran a script there.`),
  'a mapping as a table of AsciiDoc': '= Mapping\n\n|===\n|ID |Name\n|T1059.001 |PowerShell\n|T1003 |Dumping\n|===\n',
  'ids and names':
    'T1059.001 PowerShell\nT1047 WMI\nT1003 OS Credential Dumping\nT1566 Phishing\nT1021 Remote Services\nT1105 Ingress Tool Transfer\nT1486 Data Encrypted',
  'ids and names in bullets':
    '- T1059.001 PowerShell\n- T1047 WMI\n- T1003 dumping\n- T1566 phishing\n- T1021 remote\n- T1105\n- T1486 ransom',
  'ids and names, numbered':
    '1. T1059.001: PowerShell\n2. T1047: WMI\n3. T1003: OS Credential Dumping\n4. T1566: Phishing\n5. T1021: Remote\n6. T1105: Tools',
  'names and ids':
    'TTPs of Grey Heron\n\n* PowerShell (T1059.001)\n* WMI (T1047)\n* Phishing (T1566)\n* Tool transfer (T1105)\n* Encryption (T1486)\n* Dumping (T1003)',
  'a line of ids': 'TTPs observed: T1059.001, T1047, T1003.001',
  'ids by tactic':
    'Execution: T1059.001, T1047\nCredential Access: T1003.001\nImpact: T1486, T1490\nLateral Movement: T1021.001, T1021.002\nDiscovery: T1082\nCollection: T1005',
  'a mapping as a table of Markdown':
    '# ATT&CK mapping\n\n| Tactic | Technique | ID |\n|---|---|---|\n| Execution | PowerShell | T1059.001 |\n| Discovery | System Information Discovery | T1082 |\n',
  'a mapping as a table of Markdown, alone':
    '| ID | Name |\n| --- | --- |\n| T1059.001 | PowerShell |\n| T1082 | System Information Discovery |\n| T1486 | Data Encrypted for Impact |\n',
  'one long line full of values': `Indicators of compromise\n\n${DENSE}`,
  'ids and names, each of a sub-technique':
    '1. T1059.001: PowerShell\n2. T1003.001: LSASS\n3. T1566.001: Mail\n4. T1021.001: RDP\n5. T1070.001: Logs',
  'front matter and paragraphs':
    '---\ntitle: "Grey Heron"\ndate: 2024-05-01\nauthor: Jane Doe\nlayout: post\ntags: [T1059, ransomware]\n---\n\nThe actors used **PsExec** to move in the network, and then they encrypted what they found.\n\nIn the morning, the team saw that T1486 had been done on all hosts.\n\nThey left a note that said who they were.',
  'front matter of Hugo':
    '+++\ntitle = "Grey Heron"\ndate = 2024-05-01\n+++\n\nThe actors used PsExec to move in the network, and then they encrypted what they found.\n',
};

const LOGS: Readonly<Record<string, readonly [text: string, kind: string]>> = {
  syslog: [
    repeat(6, (at) => `May  1 10:00:0${at} host app[1]: The user alice has logged in to the system and changed it.`),
    'syslog',
  ],
  'syslog of RFC 5424': [
    repeat(
      6,
      (at) => `<134>1 2024-05-01T10:00:0${at}Z host app - - - The user has logged in to the system and changed it.`,
    ),
    'syslog',
  ],
  'level, then moment': [
    repeat(6, (at) => `INFO  2024-05-01 10:00:0${at} The service has started and is now listening for new clients.`),
    'a log',
  ],
  'moment in brackets': [
    repeat(6, (at) => `[2024-05-01T10:00:0${at}Z] INFO The service has started and is now listening for new clients.`),
    'a log',
  ],
  'day of the week': [
    repeat(
      6,
      (at) => `Wed May  1 10:00:0${at} 2024 The user alice has logged in to the system and changed the password.`,
    ),
    'a log',
  ],
  'one line of a log': [
    'May  1 10:00:00 host app[1]: The user alice has logged in to the system and changed it.',
    'syslog',
  ],
  'alerts with ids': [repeat(4, (at) => `2024-05-01T10:00:0${at}Z ALERT host${at} PowerShell T1059.001`), 'a log'],
  logfmt: [
    repeat(
      6,
      (at) =>
        `time="2024-05-01T10:00:0${at}Z" level=info msg="the server has started and will now accept new connections"`,
    ),
    'a log',
  ],
  'logfmt without a moment': [
    repeat(
      6,
      (at) => `level=info component=web msg="the server has started and will now accept new connections" n=${at}`,
    ),
    'a log',
  ],
  'nginx errors': [
    repeat(
      6,
      (at) =>
        `2024/05/01 10:00:0${at} [error] 123#0: *${at} the upstream closed the connection while reading the response header`,
    ),
    'web-error',
  ],
  'a log of a web server': [
    repeat(6, (at) => `203.0.113.${at} - - [01/May/2024:10:00:0${at} +0000] "GET /the/page HTTP/1.1" 200 512`),
    'web-access',
  ],
  CEF: [
    repeat(
      6,
      (at) =>
        `CEF:0|Vendor|Product|1.0|100|The user has logged in to the system|5|src=192.0.2.${at} msg=The user has logged in`,
    ),
    'syslog',
  ],
  'a log of Java': [
    repeat(
      6,
      (at) =>
        `10:00:0${at}.123 [main] ERROR org.example.Bar - Could not connect to the database because it did not answer.`,
    ),
    'a log',
  ],
  journal: [
    repeat(6, (at) => `host${at} systemd: Started the service that looks after the logs of the machine.`),
    'a log',
  ],
  IIS: [
    `#Software: Web Server\n#Fields: date time s-ip\n${repeat(6, (at) => `2024-05-01 10:00:0${at} 192.0.2.1 GET / 80 - 192.0.2.2 Agent/5.0 200`)}`,
    'w3c-log',
  ],
  auditd: [
    repeat(
      6,
      (at) => `type=SYSCALL msg=audit(1714557600.12${at}:4${at}): arch=c000003e syscall=59 success=yes comm="bash"`,
    ),
    'auditd',
  ],
  'an event of Windows': [
    'Log Name:      Security\nSource:        Security-Auditing\nDate:          5/1/2024 10:00:00 AM\nEvent ID:      4624\nTask Category: Logon\nLevel:         Information\nDescription:\nAn account was successfully logged on.\n\nThis event is generated when a session is created. It is generated on the computer that was accessed.\n',
    'an event of Windows as text',
  ],
  'an event of Windows in German': [
    'Protokollname: Security\nQuelle:        Security-Auditing\nDatum:         01.05.2024 10:00:00\nEreignis-ID:   4624\nBeschreibung:\nEin Konto wurde erfolgreich angemeldet und hat sich dann wieder abgemeldet.\n',
    'an event of Windows as text',
  ],
  'events of Windows, copied': [
    repeat(
      6,
      (at) =>
        `Information\t5/1/2024 10:00:0${at} AM\tSecurity-Auditing\t4624\tLogon\tAn account was successfully logged on to this computer.`,
    ),
    'a log as a table',
  ],
  'events of Windows, copied in German': [
    repeat(
      6,
      (at) =>
        `Audit Success\t01.05.2024 10:00:0${at}\tSecurity-Auditing\t4624\tAnmelden\t"Ein Konto wurde erfolgreich angemeldet und wieder abgemeldet."`,
    ),
    'a log as a table',
  ],
  'events of Windows, exported': [
    `Level,Date and Time,Source,Event ID,Task Category\n${repeat(4, (at) => `Information,5/1/2024 10:00:0${at} AM,Security-Auditing,4624,Logon,"An account was successfully logged on.\n\nSubject:\n\tAccount Name:\tHOST$\n\nThis event is generated when a session is created. It is generated on the computer that was accessed."`)}`,
    'windows-events-csv',
  ],
  'events of Windows, exported in German': [
    `Ebene;Datum und Uhrzeit;Quelle;Ereignis-ID;Aufgabenkategorie\n${repeat(4, (at) => `Informationen;01.05.2024 10:00:0${at};Security-Auditing;4624;Logon;"Ein Konto wurde erfolgreich angemeldet."`)}`,
    'windows-events-csv',
  ],
  'events of an EDR': [
    `time,host,message\n${repeat(5, (at) => `2024-05-01 10:00:0${at},host${at},"The user has logged on to the machine and then started a process, which failed."`)}`,
    'table-log',
  ],
  'techniques in cells': [
    `Tactic\tTechnique\tID\tUse\n${repeat(5, (at) => `Execution\tPowerShell\tT1059.00${at + 1}\tThe actor used PowerShell to run its code.`)}`,
    'a table of techniques',
  ],
  indicators: [
    `sha256,first seen\n${repeat(3, (at) => `7dd0ae076fa562fa798a0309fed9afba52db25b43aafe501cb500bcb203cbe0${at},2024-02-23`)}`,
    'indicator-table',
  ],
  'a list of hosts to block': [
    `# These hosts are blocked for all of us.\n${repeat(20, (at) => `0.0.0.0 h${at}.example`)}`,
    'indicator-list',
  ],
  'addresses in a list': [repeat(12, (at) => `203.0.113.${at}`), 'indicator-list'],
  'hashes in a list': [repeat(6, (at) => `d41d8cd98f00b204e9800998ecf8427${at}`), 'indicator-list'],
};

/** Neither reports nor known: settings, programs, lists of values. */
const OTHERS: Readonly<Record<string, string>> = {
  YAML: 'name: service\nports:\n  - 80\n  - 443\nimage: registry.example/web:1\nrestart: always\n',
  INI: '; Settings of the service. Change them with care, and restart it after that.\n[server]\nport = 80\nhost = web.example\n[log]\nlevel = info\nfile = /var/log/web.log\n',
  Python:
    '"""Reads the logs and writes what it found to the disk of the user."""\nimport os\n\ndef main():\n    # This is where we read the files that the user gave to us.\n    print("hello")\n\nmain()\n',
  shell:
    '#!/bin/sh\n# Installs the sensor on all of the hosts that are listed in the file.\nset -e\nfor host in a b; do\n  ssh "$host" true;\ndone\n',
  SQL: 'SELECT host, count(*)\nFROM events\nWHERE time > now() - 1;\nDROP TABLE x;\n',
  YARA: 'rule GreyHeron {\n  strings:\n    $a = "evil"\n  condition:\n    $a\n}\n',
};

const INVENTORIES: Readonly<Record<string, string>> = {
  sensors: 'Sensor;Vendor;Platform;Hosts\nSysmon;Microsoft;Windows;300\nauditd;Red Hat;Linux;120\n',
  'hosts described in sentences': `Hostname;Description;Owner\n${repeat(5, (at) => `srv${at};This server hosts the database of the shop and is backed up daily.;Bob`)}`,
  'hosts with a last moment': `Hostname,Last Seen,OS,Sensor\n${repeat(5, (at) => `srv${at},2024-05-01 10:00:0${at},Windows,Sysmon`)}`,
  'hosts in Markdown': `| Host | OS | Sensor |\n|---|---|---|\n${repeat(5, (at) => `| srv${at} | Windows | Sysmon |`)}`,
  'hosts in Markdown, in sentences': `| Host | OS | Description of what the host does for us |\n|---|---|---|\n${repeat(5, (at) => `| srv${at} | Windows | This is the host that does the accounting for all of the offices. |`)}`,
  'tickets, which the analyst may explain': `id;title;description\n${repeat(5, (at) => `${at};Printer;"Dear team, the printer on the second floor does not work any more. Please help."`)}`,
  'comments, which the analyst may explain': `date,analyst,comment\n${repeat(5, (at) => `2024-05-0${at + 1},Bob,The alert was a false positive because the user was testing the new tool`)}`,
};

describe('recognised as', () => {
  it.each(Object.entries(REPORTS))('a report: %s', (_, text) => {
    expect(recognise(text)).toBe('report-text');
    expect(recognise(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toBe('report-text');
  });

  it.each(Object.entries(LOGS))('a log or a table: %s', (_, [text, kind]) => {
    expect(recognise(text)).toBe(kind);
    expect(recognise(text.replaceAll('\n', '\r\n'))).toBe(kind);
  });

  it.each(Object.entries(OTHERS))('nothing that is known: %s', (_, text) => {
    expect(recognise(text)).toMatch(/^(?:format-unknown|table-unknown|a script|a table of indicators)$/);
  });

  it.each(Object.entries(INVENTORIES))('an inventory: %s', (_, text) => {
    expect(recognise(text)).toBe('inventory-csv');
  });

  it('is what a log is when most of it is one, whatever it is called', () => {
    expect(recognise(`${second(0)}:00:00 x\n`.repeat(5))).toBe('a log');
  });
});
