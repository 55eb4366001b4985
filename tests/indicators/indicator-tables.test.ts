import { describe, expect, it } from 'vitest';
import { guessIndicatorColumns } from '../../src/formats/indicators/table-columns';
import { isIndicatorWorkbook } from '../../src/formats/indicators/workbook-indicators';
import { makeProbe } from '../../src/formats/probe';
import { sniffFormat } from '../../src/formats/registry';
import { writeXlsx } from '../../src/formats/workbook/xlsx-write';
import { readIndicators, valuesOf } from './read-indicators';

const [MD5, SHA1, SHA256] = [
  '5d41402abc4b2a76b9719d911017c592',
  'adc83b19e793491b1c6ea0fd8b46cd9f32e592fc',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
];

describe('tables of indicators', () => {
  it.each<[string, string, readonly string[]]>([
    ['a header', 'indicator,type\nevil.com,domain\n192.0.2.1,ip\n', ['domain evil.com', 'ipv4 192.0.2.1']],
    [
      'types first, under the header "Indicator"',
      'Indicator,Data,Notes\nDescription,A campaign,https://x.example/1\nsha256,' +
        SHA256 +
        ',one\nfile_path_name,C:\\a\\b.exe,two\n',
      [`sha256 ${SHA256}`, 'file-path c:\\a\\b.exe'],
    ],
    [
      'no header',
      `Host,evil.com\nMD5,${MD5}\nURL,hxxp://evil[.]com/a\n`,
      ['domain evil.com', `md5 ${MD5}`, 'url http://evil.com/a'],
    ],
    [
      'several columns of values',
      `md5,sha1,sha256,c2\n${MD5},${SHA1},${SHA256},evil.com\n,,${SHA256},\n`,
      [`md5 ${MD5}`, `sha1 ${SHA1}`, `sha256 ${SHA256}`, 'domain evil.com', `sha256 ${SHA256}`],
    ],
    [
      'semicolons and quotes',
      '"ioc";"comment"\n"evil.com";"a; b"\n"192.0.2.1";""\n',
      ['domain evil.com', 'ipv4 192.0.2.1'],
    ],
    [
      'tabs',
      'domain\tfirst_seen\nevil.com\t2026-01-01\nworse.net\t2026-01-02\n',
      ['domain evil.com', 'domain worse.net'],
    ],
    [
      'bars',
      'ip | port | malware\n192.0.2.1 | 443 | Bad\n192.0.2.2 | 80 | Bad\n',
      ['ipv4 192.0.2.1', 'ipv4 192.0.2.2'],
    ],
    ['a rank', '1,google.com\n2,evil.com\n3,worse.net\n', ['domain google.com', 'domain evil.com', 'domain worse.net']],
    [
      'a header in a comment',
      '####\n# Feed #\n# "first_seen_utc","ioc_id","ioc_value","ioc_type","malware_printable","confidence_level"\n"2026-01-01 10:00:00", "7", "192.0.2.1:443", "ip:port", "Bad", "75"\n"2026-01-01 10:00:00", "8", "evil.com", "domain", "Bad", "50"\n# Number of entries: 2\n',
      ['ipv4 192.0.2.1', 'domain evil.com'],
    ],
    [
      'of MISP',
      'uuid,event_id,category,type,value,comment,to_ids,date\n"a","1","Network activity","ip-dst|port","192.0.2.1|443","C2",1,"20260101"\n"b","1","Payload delivery","filename|sha256","a.exe|' +
        SHA256 +
        '","x",0,"20260101"\n',
      ['ipv4 192.0.2.1', 'file-name a.exe', `sha256 ${SHA256}`],
    ],
    [
      'several values in a cell',
      'indicator,note\n"192.0.2.1, 192.0.2.2",two\n"evil.com\nworse.net",lines\n',
      ['ipv4 192.0.2.1', 'ipv4 192.0.2.2', 'domain evil.com', 'domain worse.net'],
    ],
    [
      'ranges in two columns',
      '# Block list\nStart\tEnd\tNetmask\tAttacks\n192.0.2.0\t192.0.2.255\t24\t9000\n198.51.100.7\t198.51.100.7\t32\t8000\n',
      ['ip-range 192.0.2.0-192.0.2.255', 'ipv4 198.51.100.7'],
    ],
    ['JA3 by its type', `type,value\nja3,${MD5}\nmd5,${MD5}\n`, [`ja3 ${MD5}`, `md5 ${MD5}`]],
  ])('%s', async (_, text, values) => {
    const read = await readIndicators('indicator-table', text);
    expect(valuesOf(read)).toEqual(values);
    for (const step of [1, 5]) expect(await readIndicators('indicator-table', text, step)).toEqual(read);
  });

  it('say what the other columns say', async () => {
    const text =
      'value,type,confidence,first seen,last_seen,valid until,tlp,tags,source,reference,technique,comment\n' +
      'evil.com,domain,High,2026-01-02 03:04:05,2026-02-01T00:00:00Z,2026-12-31,TLP:AMBER,"a,b",Feed,https://r.example/1,"T1059.001, T1566",C2\n';
    const { statements } = await readIndicators('indicator-table', text);
    expect(statements[0]).toMatchObject({
      confidence: 85,
      firstSeen: Date.UTC(2026, 0, 2, 3, 4, 5),
      lastSeen: Date.UTC(2026, 1, 1),
      validUntil: Date.UTC(2026, 11, 31),
      validFrom: null,
      tlp: 'amber',
      labels: ['a', 'b'],
      saidBy: 'Feed',
      references: ['https://r.example/1'],
      techniques: ['T1059.001', 'T1566'],
      comment: 'C2',
      place: 'line 2',
    });
  });

  it('without a header: when, who, type, value, labels, link', async () => {
    const text =
      '2026-08-22 02:53:35,someone,url,http://evil.com,#phishing #bad,https://x.example/status/1\n2026-08-22 02:54:00,other,domain,worse.net,,https://x.example/status/2\n';
    const { statements } = await readIndicators('indicator-table', text);
    expect(
      statements.map(({ value, saidBy, labels, references, firstSeen }) => [
        value,
        saidBy,
        labels,
        references,
        firstSeen,
      ]),
    ).toEqual([
      [
        'http://evil.com/',
        'someone',
        ['phishing', 'bad'],
        ['https://x.example/status/1'],
        Date.UTC(2026, 7, 22, 2, 53, 35),
      ],
      ['worse.net', 'other', [], ['https://x.example/status/2'], Date.UTC(2026, 7, 22, 2, 54)],
    ]);
  });

  it('what is no value is listed with its line; types that nobody looks for as well', async () => {
    const text = 'type,value\ndomain,not a domain\npdb,C:\\a.pdb\nyara,rule x\ndomain,evil.com\n';
    const { rejected, facts, statements } = await readIndicators('indicator-table', text);
    expect(rejected.map(({ code, place }) => [code, place])).toEqual([
      ['indicator-unreadable', { kind: 'line', line: 2 }],
      ['indicator-type-not-looked-for', { kind: 'line', line: 3 }],
      ['indicator-type-not-looked-for', { kind: 'line', line: 4 }],
    ]);
    expect(facts.items).toBe(rejected.length + statements.length);
  });

  it('columns can be chosen otherwise', async () => {
    const text = 'a,b\nevil.com,worse.net\n';
    const columns = [
      { role: 'left-out', type: null },
      { role: 'value', type: 'domain' },
    ] as const;
    expect(valuesOf(await readIndicators('indicator-table', text, 99, columns))).toContain('domain worse.net');
    const guess = guessIndicatorColumns([
      ['Indicator', 'Owner'],
      ['evil.com', 'x'],
    ]);
    expect(guess).toEqual({
      hasHeader: true,
      names: ['Indicator', 'Owner'],
      columns: [
        { role: 'value', type: null },
        { role: 'said-by', type: null },
      ],
    });
  });

  it("the hashes of a feed's values are no hashes of files", async () => {
    const { statements, rejected } = await readIndicators(
      'indicator-table',
      `${MD5},5b0d0c0a-1c4e-4e07-8b0d-0a1b2c3d4e5f\n`,
    );
    expect([statements.length, rejected[0]?.code]).toEqual([0, 'misp-feed-hashes']);
  });

  it('files of Zeek', async () => {
    const text = `#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\tmeta.url\nevil.com\tIntel::DOMAIN\tfeed\tbad\t-\n192.0.2.0/24\tIntel::SUBNET\tfeed\t-\thttps://r.example\nevil.com/a\tIntel::URL\tfeed\t-\t-\n${SHA1}\tIntel::FILE_HASH\tfeed\t-\t-\nroot\tIntel::USER_NAME\tfeed\t-\t-\n`;
    const read = await readIndicators('zeek-intel', text);
    expect(valuesOf(read)).toEqual(['domain evil.com', 'cidr 192.0.2.0/24', 'url evil.com/a', `sha1 ${SHA1}`]);
    expect(read.statements[1]).toMatchObject({ saidBy: 'feed', references: ['https://r.example'], comment: '' });
    expect(read.facts.items).toBe(5);
  });

  it('answers about addresses', async () => {
    const bulk =
      'Bulk mode; whois.cymru.com [2026-01-01 00:00:00 +0000]\n64496   | 192.0.2.1        | 192.0.2.0/24        | US | arin     | 1998-09-25 | EXAMPLE - An example, US\nNA      | 10.0.0.1         | NA                  |    | other    |            | NA\nError: no ASN or IP match on line 3.\n';
    const read = await readIndicators('cymru-whois', bulk);
    expect(valuesOf(read)).toEqual(['ipv4 192.0.2.1', 'ipv4 10.0.0.1']);
    expect(read.statements[0]).toMatchObject({
      labels: ['AS64496', '192.0.2.0/24', 'US', 'arin'],
      comment: 'EXAMPLE - An example, US',
    });
    const headed = 'AS      | IP               | AS Name\n64496   | 2001:DB8::1      | EXAMPLE\n';
    expect(valuesOf(await readIndicators('cymru-whois', headed))).toEqual(['ipv6 2001:db8::1']);
  });

  it('spreadsheets', async () => {
    const sheet = (name: string, rows: readonly (readonly string[])[]) => ({
      name,
      rows: rows.map((row) => row.map((value) => ({ value }))),
      columnWidths: [20, 20, 20],
    });
    const bytes = writeXlsx(
      [
        sheet('IOCs', [
          ['Type', 'Indicator', 'Comment'],
          ['Domain', 'evil[.]com', 'C2'],
          ['SHA256', SHA256, 'x'],
        ]),
      ],
      { title: 't', at: '2026-01-01T00:00:00Z' },
    );
    const read = await readIndicators('indicator-workbook', bytes);
    expect(valuesOf(read)).toEqual(['domain evil.com', `sha256 ${SHA256}`]);
    expect(read.statements[0]?.place).toBe('IOCs, row 2');
    expect(isIndicatorWorkbook(bytes)).toBe(true);
  });
});

describe('a table of values under neutral headers', () => {
  const recognise = (text: string) => {
    const format = sniffFormat(makeProbe('a.csv', text.length, new TextEncoder().encode(text)));
    return format.ok ? format.value : null;
  };

  it.each([
    'domain,first_seen\nevil-update.com,2026-01-02\nbad-cdn.net,2026-01-03\n',
    'ip\n45.33.32.156\n8.8.4.4\n',
    'domain\nevil-update.com\nbad-cdn.net\n',
    'url;last_seen\nhttp://a.com/x;2026-01-01\nhttp://b.com/x;2026-01-01\n',
    'ip,port\n45.33.32.156,443\n8.8.4.4,80\n',
    'IP Address\tNotes\n2600::9\ta\n8.8.4.4\tb\n',
  ])('is recognised by what is in it: %j', (text) => {
    expect(recognise(text)).toBe('indicator-table');
  });

  it.each([
    'ip\n10.0.0.1\n8.8.4.4\n',
    'ip,hostname\n45.33.32.156,a.b.com\n8.8.4.4,c.d.com\n',
    'domain\nserver.corp.local\nbad-cdn.net\n',
    'domain,owner\nevil-update.com,a\nbad-cdn.net,b\n',
    'ip,sensor\n45.33.32.156,Zeek\n8.8.4.4,Sysmon\n',
    'ip,os\n45.33.32.156,Linux\n8.8.4.4,Windows\n',
  ])('is no list of indicators where an inventory may look so: %j', (text) => {
    expect(recognise(text)).not.toBe('indicator-table');
  });
});
