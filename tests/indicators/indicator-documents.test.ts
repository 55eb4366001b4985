import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sortPatterns } from '../../src/domain/indicators/stix-pattern/unsearched-patterns';
import { statementsOfReport } from '../../src/formats/indicators/report-statements';
import { readPatternMeaning } from '../../src/formats/indicators/stix-pattern-values';
import { countTypes, readIndicators, valuesOf } from './read-indicators';

const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const MD5 = '5d41402abc4b2a76b9719d911017c592';
const id = (type: string, number: number) => `${type}--00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const moment = '2026-01-01T00:00:00.000Z';
const common = { spec_version: '2.1', created: moment, modified: moment };

function indicator(number: number, pattern: string, more: object = {}) {
  return {
    type: 'indicator',
    id: id('indicator', number),
    ...common,
    pattern,
    pattern_type: 'stix',
    valid_from: moment,
    ...more,
  };
}

describe('indicators of STIX', () => {
  it('that are patterns alone, with no observable beside them, are all kept, and the unsearchable ones are told', async () => {
    const patterns = [
      "[domain-name:value LIKE '%.evil.com']",
      "[process:command_line MATCHES 'evil' AND process:name = 'a.exe']",
      "[domain-name:value = 'evil.com'] FOLLOWEDBY [ipv4-addr:value = '192.0.2.1'] WITHIN 60 SECONDS",
      "[artifact:payload_bin = 'a']",
      "[mutex:name LIKE 'Global%']",
    ];
    const objects = patterns.map((pattern, at) => indicator(at + 1, pattern, { name: `Pattern ${at + 1}` }));
    const bundle = { type: 'bundle', id: id('bundle', 9), objects };
    const read = await readIndicators('stix-indicators', JSON.stringify(bundle));
    expect(read.rejected).toEqual([]);
    expect(read.statements.map(({ type, value }) => [type, value])).toEqual(
      patterns.map((pattern) => ['pattern', pattern]),
    );
    const { searched, severalEvents, unsearched } = sortPatterns(read.statements.map(({ value }) => value));
    expect([...searched]).toEqual(patterns.slice(0, 3));
    expect(severalEvents).toBe(1);
    expect(unsearched.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  it('with what other objects say of them', async () => {
    const bundle = {
      type: 'bundle',
      id: id('bundle', 1),
      objects: [
        { type: 'identity', id: id('identity', 1), ...common, name: 'Some CERT' },
        indicator(1, "[domain-name:value = 'evil.com']", {
          name: 'evil.com',
          created_by_ref: id('identity', 1),
          valid_until: '2027-01-01T00:00:00Z',
          confidence: 80,
          indicator_types: ['malicious-activity'],
          labels: ['c2'],
          object_marking_refs: ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82'],
          kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: 'command-and-control' }],
          external_references: [{ source_name: 'blog', url: 'https://r.example/1' }],
        }),
        indicator(2, "[ipv4-addr:value = '192.0.2.1' OR ipv4-addr:value ISSUBSET '198.51.100.0/24']"),
        { type: 'malware', id: id('malware', 1), ...common, name: 'Badness', is_family: true },
        {
          type: 'attack-pattern',
          id: id('attack-pattern', 1),
          ...common,
          name: 'DNS',
          external_references: [{ source_name: 'mitre-attack', external_id: 'T1071.004' }],
        },
        { type: 'course-of-action', id: id('course-of-action', 1), ...common, name: 'Block it' },
        ...[
          ['indicates', id('indicator', 1), id('malware', 1)],
          ['indicates', id('indicator', 1), id('attack-pattern', 1)],
          ['mitigates', id('course-of-action', 1), id('malware', 1)],
        ].map(([kind, source, target], at) => ({
          type: 'relationship',
          id: id('relationship', at),
          ...common,
          relationship_type: kind,
          source_ref: source,
          target_ref: target,
        })),
        {
          type: 'sighting',
          id: id('sighting', 1),
          ...common,
          sighting_of_ref: id('indicator', 1),
          first_seen: '2026-02-01T00:00:00Z',
          last_seen: '2026-03-01T00:00:00Z',
        },
        {
          type: 'report',
          id: id('report', 1),
          ...common,
          name: 'A report',
          published: moment,
          object_refs: [id('indicator', 1)],
        },
        { type: 'ipv6-addr', id: id('ipv6-addr', 1), spec_version: '2.1', value: '2001:DB8::/32' },
        { type: 'file', id: id('file', 1), spec_version: '2.1', name: 'a.exe', hashes: { MD5, 'SHA-256': SHA256 } },
      ],
    };
    const read = await readIndicators('stix-indicators', JSON.stringify(bundle));
    expect(valuesOf(read)).toEqual([
      'domain evil.com',
      'ipv4 192.0.2.1',
      'cidr 198.51.100.0/24',
      'cidr 2001:db8::/32',
      'file-name a.exe',
      `md5 ${MD5}`,
      `sha256 ${SHA256}`,
    ]);
    expect(read.statements[0]).toEqual({
      type: 'domain',
      value: 'evil.com',
      written: 'evil.com',
      place: 'objects[1].pattern',
      confidence: 80,
      firstSeen: Date.UTC(2026, 1, 1),
      lastSeen: Date.UTC(2026, 2, 1),
      validFrom: Date.UTC(2026, 0, 1),
      validUntil: Date.UTC(2027, 0, 1),
      tlp: null,
      saidBy: 'Some CERT',
      comment: 'indicates Badness, DNS',
      labels: ['c2', 'malicious-activity', 'mitre-attack:command-and-control'],
      references: ['https://r.example/1', 'A report'],
      techniques: ['T1071.004'],
      coursesOfAction: ['Block it'],
    });
    expect(read.statements[3]?.labels).toEqual(['observable']);
    expect(read.facts).toEqual({ name: 'A report', publisher: '', published: moment, marking: 'amber', items: 7 });
  });

  it.each([
    ["[url:value = 'http://evil.com/a']", 'url http://evil.com/a'],
    [`[file:hashes.'SHA-256' = '${SHA256}']`, `sha256 ${SHA256}`],
    ["[domain-name:value IN ('evil.com', 'worse.net')]", 'domain evil.com, domain worse.net'],
    ["[domain-name:value = 'evil.com'] OR [ipv4-addr:value = '192.0.2.1']", 'domain evil.com, ipv4 192.0.2.1'],
    [`[file:hashes.MD5 = '${MD5}' AND file:hashes.'SHA-256' = '${SHA256}']`, `md5 ${MD5}, sha256 ${SHA256}`],
    ["[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '192.0.2.1']", 'ipv4 192.0.2.1'],
    ["[domain-name:value = 'evil.com' AND file:name = 'a.exe']", 'pattern'],
    ["[domain-name:value = 'evil.com'] AND [ipv4-addr:value = '192.0.2.1']", 'pattern'],
    [`[file:hashes.MD5 = '${MD5}'] AND [file:hashes.'SHA-1' = 'adc83b19e793491b1c6ea0fd8b46cd9f32e592fc']`, 'pattern'],
    ["[domain-name:value = 'evil.com'] FOLLOWEDBY [ipv4-addr:value = '192.0.2.1']", 'pattern'],
    ["[domain-name:value = 'evil.com'] REPEATS 5 TIMES", 'pattern'],
    ["[domain-name:value != 'evil.com']", 'pattern'],
    ["[domain-name:value LIKE 'evil%']", 'pattern'],
    ["[process:command_line = 'x']", 'pattern'],
    ["[ipv4-addr:value = 'nonsense']", 'unreadable'],
    ['[domain-name:value = ', 'invalid'],
  ])('%s', (pattern, expected) => {
    const read = readPatternMeaning(pattern);
    const got =
      read.kind === 'values' ? read.values.map(({ found }) => `${found.type} ${found.value}`).join(', ') : read.kind;
    expect(got).toBe(expected);
  });

  it('what is revoked, benign, in another language or broken is said and not given', async () => {
    const objects = [
      indicator(1, "[domain-name:value = 'a.com']", { revoked: true }),
      indicator(2, "[domain-name:value = 'b.com']", { indicator_types: ['benign'] }),
      indicator(3, 'rule x {}', { pattern_type: 'yara' }),
      indicator(4, '[nonsense'),
      indicator(5, "domain-name:value = 'c.com'"),
    ];
    const { statements, rejected, facts } = await readIndicators(
      'stix-indicators',
      JSON.stringify({ type: 'bundle', id: id('bundle', 1), objects }),
    );
    expect(rejected.map(({ code }) => code)).toEqual([
      'stix-indicator-left-out',
      'stix-indicator-left-out',
      'stix-pattern-language',
      'stix-bad-pattern',
    ]);
    expect(statements.map(({ value }) => value)).toEqual(['c.com']);
    expect(facts.items).toBe(5);
  });

  it('keys of hostile files reach no prototype', async () => {
    const text = `{"type":"bundle","id":"${id('bundle', 1)}","objects":[{"type":"indicator","id":"${id('indicator', 1)}","__proto__":{"pattern":"[domain-name:value = 'evil.com']"}}]}`;
    expect((await readIndicators('stix-indicators', text)).statements).toEqual([]);
    expect((await readIndicators('stix-indicators', '[['.repeat(5000))).rejected.length).toBe(1);
  });
});

describe('attributes of MISP', () => {
  it('with flags, tags, objects and sightings', async () => {
    const event = {
      Event: {
        info: 'An event',
        date: '2026-01-02',
        Orgc: { name: 'Some CERT' },
        Tag: [{ name: 'tlp:green' }],
        Attribute: [
          {
            type: 'ip-dst|port',
            value: '192.0.2.1|443',
            category: 'Network activity',
            to_ids: true,
            first_seen: '2026-01-01T00:00:00+00:00',
            comment: 'C2',
            Tag: [
              { name: 'misp:confidence-level="usually-confident"' },
              { name: 'tlp:red' },
              { name: 'misp-galaxy:mitre-attack-pattern="Phishing - T1566"' },
            ],
            Sighting: [
              { type: '0', date_sighting: '1767312000' },
              { type: '1', date_sighting: '1767400000' },
            ],
          },
          { type: 'domain', value: 'evil.com', category: 'Network activity', to_ids: false },
          { type: 'link', value: 'https://r.example/1', category: 'External analysis' },
          { type: 'md5', value: 'nonsense', category: 'Payload delivery', to_ids: true },
          { type: 'yara', value: 'rule x {}', category: 'Payload delivery', to_ids: true },
          { type: 'domain', value: 'gone.com', deleted: true },
        ],
        Object: [
          {
            name: 'file',
            comment: 'dropper',
            Attribute: [
              { type: 'filename', value: 'a.exe', object_relation: 'filename', to_ids: true },
              { type: 'sha256', value: SHA256, to_ids: true },
            ],
          },
        ],
      },
    };
    const read = await readIndicators('misp-indicators', JSON.stringify(event));
    expect(valuesOf(read)).toEqual(['ipv4 192.0.2.1', 'domain evil.com', 'file-name a.exe', `sha256 ${SHA256}`]);
    expect(read.statements[0]).toMatchObject({
      confidence: 75,
      firstSeen: Date.UTC(2026, 0, 1),
      lastSeen: 1_767_312_000_000,
      tlp: 'red',
      comment: 'C2',
      techniques: ['T1566'],
      references: ['An event', 'https://r.example/1'],
    });
    expect(read.statements[1]?.labels).toContain('not for detection');
    expect(read.statements[2]).toMatchObject({ comment: 'dropper', labels: ['file'] });
    expect(read.rejected.map(({ code }) => code)).toEqual([
      'indicator-unreadable',
      'indicator-type-not-looked-for',
      'misp-deleted',
    ]);
    expect(read.facts).toEqual({
      name: 'An event',
      publisher: 'Some CERT',
      published: '2026-01-02',
      marking: 'green',
      items: 7,
    });
  });

  it('are marked at least as strictly as their event', async () => {
    const tag = (name: string) => [{ name }];
    const event = (level: string, marks: readonly string[]) => ({
      Event: {
        info: level,
        ...(level === '' ? {} : { Tag: tag(level) }),
        Attribute: marks.map((mark, at) => ({ type: 'domain', value: `${at}.evil.com`, Tag: tag(mark) })),
      },
    });
    const levelsOf = async (content: unknown) => {
      const { statements, facts } = await readIndicators('misp-indicators', JSON.stringify(content));
      return statements.map(({ tlp }) => tlp ?? facts.marking);
    };
    expect(await levelsOf(event('tlp:amber', ['tlp:clear', 'tlp:red', 'x']))).toEqual(['amber', 'red', 'amber']);
    // Of several events, each has its own; one without any takes that of its attributes.
    const several = { response: [event('tlp:red', ['tlp:clear']), event('tlp:green', ['tlp:clear', 'tlp:amber'])] };
    expect(await levelsOf(several)).toEqual(['red', 'green', 'amber']);
    expect(await levelsOf(event('', ['tlp:clear', 'x']))).toEqual(['clear', null]);
  });
});

const IOC = (body: string) =>
  `<?xml version="1.0"?><ioc xmlns="http://schemas.mandiant.com/2010/ioc" id="x"><short_description>Family</short_description><authored_by>me</authored_by><authored_date>2026-01-01T00:00:00</authored_date><links><link rel="report">https://r.example/1</link></links><definition>${body}</definition></ioc>`;
const term = (search: string, content: string, condition = 'is', more = '') =>
  `<IndicatorItem id="0b2a2a44-5b3b-4ec0-9f0e-111111111111" condition="${condition}"${more}><Context document="x" search="${search}" type="mir"/><Content type="string">${content}</Content></IndicatorItem>`;

describe('OpenIOC', () => {
  it('terms under OR are values, under AND they are marked', async () => {
    const text = IOC(
      `<Indicator operator="OR" id="1">${term('FileItem/Md5sum', MD5)}${term('Network/DNS', 'evil.com', 'contains')}<Indicator operator="AND" id="2">${term('FileItem/FileName', 'a.exe')}${term('FileItem/SizeInBytes', '12')}</Indicator><Indicator operator="AND" id="3">${term('PortItem/remoteIP', '192.0.2.1')}</Indicator></Indicator>`,
    );
    const read = await readIndicators('openioc', text);
    expect(read.statements.map(({ type, value, labels }) => [type, value, labels])).toEqual([
      ['md5', MD5, []],
      ['pattern', "[domain-name:value LIKE '%evil.com%']", ['contains']],
      ['file-name', 'a.exe', ['and-group']],
      ['ipv4', '192.0.2.1', []],
    ]);
    expect(read.statements[0]).toMatchObject({
      comment: 'Family',
      references: ['https://r.example/1'],
      place: 'term 1: FileItem/Md5sum',
    });
    expect(read.rejected.map(({ code }) => code)).toEqual(['indicator-type-not-looked-for']);
    expect(read.facts).toEqual({
      name: 'Family',
      publisher: 'me',
      published: '2026-01-01T00:00:00.000Z',
      marking: null,
      items: 5,
    });
    for (const step of [1, 13]) expect(await readIndicators('openioc', text, step)).toEqual(read);
  });

  it('1.1: negated terms and expressions give no value', async () => {
    const text = `<OpenIOC xmlns="http://openioc.org/schemas/OpenIOC_1.1"><metadata><short_description>x</short_description></metadata><criteria><Indicator operator="OR">${term('Network/DNS', 'a.com', 'is', ' negate="true"')}${term('Network/URI', 'a.*b', 'matches')}${term('RegistryItem/KeyPath', 'Software\\Run\\x', 'contains')}${term('Email/From', 'bad@evil.com')}</Indicator></criteria></OpenIOC>`;
    const read = await readIndicators('openioc', text);
    expect(valuesOf(read)).toEqual([
      String.raw`pattern [windows-registry-key:key LIKE '%Software\\Run\\x%']`,
      'email bad@evil.com',
    ]);
    expect(read.rejected.map(({ code }) => code)).toEqual(['openioc-condition', 'openioc-condition']);
  });

  it('a part of a value is a condition that logs can be asked, and never the value', async () => {
    const parts = [
      term('Network/DNS', 'evil', 'starts-with'),
      term('Network/URI', '/gate.php', 'ends-with'),
      term('FileItem/FullPath', 'evil', 'contains'),
      term('FileItem/FileName', 'it&apos;s', 'contains'),
      term('Network/UserAgent', 'Evil', 'contains'),
      term('Email/From', '@evil.com', 'contains'),
      // A path ends with its file's name.
      term('FileItem/FullPath', 'Temp', 'ends-with'),
      // No pattern says a part of these.
      term('FileItem/FullPath', 'evil', 'starts-with'),
      term('FileItem/FullPath', 'Temp\\a.exe', 'contains'),
      term('FileItem/FileName', '100%', 'contains'),
      term('FileItem/Md5sum', 'abcd', 'contains'),
      term('PortItem/remoteIP', '192.0.2', 'starts-with'),
    ];
    const read = await readIndicators('openioc', IOC(`<Indicator operator="OR">${parts.join('')}</Indicator>`));
    expect(read.statements.map(({ type, value }) => [type, value])).toEqual([
      ['pattern', "[domain-name:value LIKE 'evil%']"],
      ['pattern', "[url:value LIKE '%/gate.php']"],
      ['pattern', "[file:name LIKE '%evil%' OR file:parent_directory_ref.path LIKE '%evil%']"],
      ['pattern', String.raw`[file:name LIKE '%it\'s%']`],
      ['pattern', "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' LIKE '%Evil%']"],
      ['pattern', "[email-addr:value LIKE '%@evil.com%']"],
      ['pattern', "[file:name LIKE '%Temp']"],
    ]);
    expect(sortPatterns(read.statements.map(({ value }) => value)).unsearched).toEqual([]);
    expect(read.rejected.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'openioc-condition'));
  });

  it('hostile ones are refused', async () => {
    const deep = await readIndicators('openioc', IOC('<Indicator operator="OR">'.repeat(100_000)));
    expect(deep.rejected.map(({ code }) => code)).toEqual(['openioc-damaged']);
    const expanding = await readIndicators('openioc', `<!DOCTYPE x [<!ENTITY a "b">]>${IOC('')}`);
    expect(expanding.rejected.map(({ code }) => code)).toEqual(['openioc-damaged']);
  });
});

describe('files within files', () => {
  const list = new TextEncoder().encode('evil.com\n192.0.2.1\nworse.net\n');
  const table = new TextEncoder().encode(`type,value\nsha256,${SHA256}\n`);

  it('an archive: each by its own format', async () => {
    const bytes = zipSync({
      'iocs/list.txt': list,
      'iocs/table.csv': table,
      'readme.md': new TextEncoder().encode('# About\n\nNothing is to be found in this.\n'),
    });
    const read = await readIndicators('indicator-archive', bytes);
    expect(valuesOf(read)).toEqual(['domain evil.com', 'ipv4 192.0.2.1', 'domain worse.net', `sha256 ${SHA256}`]);
    expect(read.statements[0]?.place).toBe('iocs/list.txt, line 1');
    expect(read.notes.map(({ code }) => code)).toEqual(['archive-other-files']);
    expect(read.facts.items).toBe(4);
    expect((await readIndicators('indicator-archive', bytes.subarray(0, 60))).rejected.length).toBeGreaterThan(0);
  });

  it('a message, its text and what is attached', async () => {
    const mail = [
      'From: Some CERT <cert@cert.example>',
      'To: you@here.example',
      'Subject: Warning of Badness',
      'Date: Wed, 25 Nov 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="x"',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'Please look for hxxp://evil[.]com/gate in your logs.',
      '',
      '--x',
      'Content-Type: text/csv; name="iocs.csv"',
      'Content-Disposition: attachment; filename="iocs.csv"',
      '',
      `type,value`,
      `sha256,${SHA256}`,
      `ip,192.0.2.1`,
      '',
      '--x--',
      '',
    ].join('\r\n');
    const read = await readIndicators('email-indicators', mail);
    expect(countTypes(read)).toEqual({ url: 1, sha256: 1, ipv4: 1 });
    expect(read.statements.at(-1)?.place).toBe('attachment iocs.csv, line 3');
    expect(read.facts.publisher).toBe('Some CERT');
  });

  it('what is attached to a message is marked at least as strictly as the message', async () => {
    const mail = (words: string) =>
      [
        'From: cert@cert.example',
        'Subject: Warning',
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary="x"',
        '',
        '--x',
        'Content-Type: text/plain',
        '',
        `${words} Look for what is attached.`,
        '',
        '--x',
        'Content-Type: text/csv; name="iocs.csv"',
        'Content-Disposition: attachment; filename="iocs.csv"',
        '',
        'type,value,tlp',
        'domain,a.evil.com,TLP:CLEAR',
        'domain,b.evil.com,',
        'domain,c.evil.com,TLP:RED',
        '',
        '--x--',
        '',
      ].join('\r\n');
    const levelsOf = async (words: string) => {
      const { statements, facts } = await readIndicators('email-indicators', mail(words));
      return [facts.marking, ...statements.map(({ tlp }) => tlp)];
    };
    expect(await levelsOf('TLP:AMBER')).toEqual(['amber', 'amber', null, 'red']);
    expect(await levelsOf('')).toEqual([null, 'clear', null, 'red']);
  });

  it('an archive is marked as strictly as its strictest file', async () => {
    const event = (name: string, level: string) =>
      new TextEncoder().encode(
        JSON.stringify({
          Event: { info: name, Tag: [{ name: level }], Attribute: [{ type: 'domain', value: `${name}.com` }] },
        }),
      );
    const bytes = zipSync({ 'a.json': event('a', 'tlp:green'), 'b.json': event('b', 'tlp:red') });
    const { statements, facts } = await readIndicators('indicator-archive', bytes);
    expect([statements.length, facts.marking]).toEqual([2, 'red']);
  });

  it('values of a report', () => {
    const observables = [
      { type: 'domain', value: 'evil.com', written: 'evil[.]com', place: 'page 2', context: 'C2' },
    ] as const;
    expect(
      statementsOfReport({ name: 'R', fileName: 'r.pdf', publisher: 'P' }, { text: '', sections: [], observables }),
    ).toMatchObject([
      { type: 'domain', value: 'evil.com', comment: 'C2', saidBy: 'P', references: ['R'], place: 'page 2' },
    ]);
  });
});
