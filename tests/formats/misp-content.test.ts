import { describe, expect, it } from 'vitest';
import { describePlace } from '../../src/domain/result';
import { attribute, cluster, event, named, readEvents as read } from './made-up-misp';

describe('techniques', () => {
  it('takes the id of a cluster from its name before other catalogues, and says it once with its tag', () => {
    const value = 'Install Root Certificate - T1553.004';
    const { statements, subjects } = read(
      event({
        Galaxy: [
          {
            type: 'mitre-attack-pattern',
            GalaxyCluster: [
              cluster(value, { external_id: ['CAPEC-479'], kill_chain: ['mitre-attack:defense-evasion'] }),
            ],
          },
        ],
        Tag: [{ name: `misp-galaxy:mitre-attack-pattern="${value}"` }],
      }),
    );
    expect(statements).toEqual([
      {
        technique: 'T1553.004',
        name: 'Install Root Certificate',
        aliases: [],
        domain: 'enterprise-attack',
        tactic: '',
        order: null,
        place: 'Event.Galaxy[0].GalaxyCluster[0]',
        passage: '',
      },
    ]);
    expect(subjects[0]?.statements).toEqual([0]);
  });

  it.each([
    ['mitre-attack-pattern', 'Made Up', { external_id: 'T1001' }, 'T1001 Made Up', null],
    ['mitre-attack-pattern', 'Made Up', {}, 'Made Up', null],
    ['mitre-enterprise-attack-attack-pattern', 'Made Up - T1193', {}, 'T1193 Made Up', 'enterprise-attack'],
    [
      'mitre-mobile-attack-attack-pattern',
      'Made Up - MOB-T1001',
      { external_id: ['T1406'] },
      'T1406 Made Up',
      'mobile-attack',
    ],
    ['mitre-pre-attack-attack-pattern', 'Made Up - T1250', {}, 'T1250 Made Up', null],
    ['mitre-ics-techniques', 'Made Up - T0866', {}, 'T0866 Made Up', 'ics-attack'],
  ])('reads a cluster of %s: %s %j', (type, value, meta, expected, domain) => {
    const { statements } = read(event({ Galaxy: [{ type, GalaxyCluster: [{ value, meta }] }] }));
    expect(named({ statements })).toEqual([expected]);
    expect(statements[0]?.domain).toBe(domain);
  });

  it.each([
    ['misp-galaxy:mitre-attack-pattern="Spearphishing Attachment - T1566.001"', 'T1566.001 Spearphishing Attachment'],
    ["misp-galaxy:mitre-attack-pattern='PowerShell - T1059.001'", 'T1059.001 PowerShell'],
    ['attack.t1059.001', 'T1059.001'],
    ['attack.t1059', 'T1059'],
    ['T1059', 'T1059'],
    ['T1059.001 - PowerShell', 'T1059.001 PowerShell'],
    ['mitre-attack:T1218/011', 'T1218.011'],
    ['mitre-attack:technique="T1003"', 'T1003'],
    ['mitre-attack:technique="PowerShell"', 'PowerShell'],
    ['MITRE ATT&CK: T1027', 'T1027'],
    ['attack_T1566_001', 'T1566.001'],
  ])('reads the tag %s', (name, expected) => {
    const [statement] = read(event({ Tag: [{ name }] })).statements;
    expect([statement?.technique, statement?.name].filter((part) => part !== '').join(' ')).toContain(expected);
  });

  it.each([
    'tlp:red',
    'attack.execution',
    'misp-galaxy:sector="Finance"',
    'T10',
    'AT1059',
    'osint:source-type="blog-post"',
    'mitre-atlas:AML.T0002',
    'kill-chain:Delivery',
  ])('finds no technique in the tag %s', (name) => {
    expect(read(event({ Tag: [{ name }] })).statements).toEqual([]);
  });

  it('keeps what an attribute says of its technique as the passage', () => {
    const { statements, counts } = read(
      event({
        Attribute: [
          attribute('port', '4444', { comment: 'C2 on a strange port', Tag: [{ name: 'attack.t1571' }] }),
          attribute('text', 'rundll32', { Galaxy: [{ GalaxyCluster: [cluster('Rundll32 - T1218.011')] }] }),
        ],
      }),
    );
    expect(statements.map(({ technique, passage, place }) => [technique, passage, place])).toEqual([
      ['T1571', 'C2 on a strange port: 4444', 'Event.Attribute[0].Tag[0]'],
      ['T1218.011', 'rundll32', 'Event.Attribute[1].Galaxy[0].GalaxyCluster[0]'],
    ]);
    expect(counts).toMatchObject({ read: 3, kept: 3, reported: 0 });
  });

  it('reads objects of the template attack-pattern', () => {
    const object = (id: string, name: string) => ({
      name: 'attack-pattern',
      Attribute: [
        attribute('text', id, { object_relation: 'id' }),
        attribute('text', name, { object_relation: 'name' }),
        attribute('text', 'How.', { object_relation: 'summary' }),
      ],
    });
    const found = read(event({ Object: [object('T1059', 'Made Up'), object('CAPEC-9', 'Another')] }));
    expect(found.statements.map(({ technique, name, passage }) => [technique, name, passage])).toEqual([
      ['T1059', 'Made Up', 'How.'],
      ['', 'Another', 'How.'],
    ]);
  });
});

describe('parts', () => {
  const actor = (value: string, meta: object = {}) => ({ type: 'threat-actor', value, meta });

  it('gives the techniques of an event to its only group', () => {
    const { subjects } = read(
      event({
        Galaxy: [
          {
            GalaxyCluster: [
              cluster('Phishing - T1566'),
              { type: 'mitre-intrusion-set', value: 'Bear - G0999', meta: { synonyms: ['The Bear', 'Bear'] } },
            ],
          },
        ],
      }),
    );
    expect(subjects.slice(1)).toEqual([
      {
        kind: 'group',
        name: 'Bear',
        attackId: 'G0999',
        place: 'Event.Galaxy[0].GalaxyCluster[1]',
        aliases: ['The Bear'],
        statements: [0],
      },
    ]);
  });

  it('does not guess which of two groups it was', () => {
    const { subjects } = read(
      event({ Galaxy: [{ GalaxyCluster: [cluster('Phishing - T1566'), actor('One'), actor('Two')] }] }),
    );
    expect(subjects.map(({ name, statements }) => [name, statements])).toEqual([
      ['A made-up event', [0]],
      ['One', []],
      ['Two', []],
    ]);
  });

  it('ties software to what stands on the same attribute', () => {
    const labels = [{ name: 'misp-galaxy:mitre-malware="Bad - S0999"' }, { name: 'attack.t1003' }];
    const { subjects } = read(
      event({ Attribute: [attribute('filename', 'bad.exe', { Tag: labels })], Tag: [{ name: 'attack.t1566' }] }),
    );
    expect(subjects.at(-1)).toMatchObject({ kind: 'software', name: 'Bad', attackId: 'S0999', statements: [1] });
  });

  it('takes the tag of a group or software by its id', () => {
    const { subjects } = read(
      event({ Tag: [{ name: 'attack.g0999' }, { name: 'attack.s0999' }, { name: 'attack.t1003' }] }),
    );
    expect(subjects.slice(1).map(({ kind, attackId, statements }) => [kind, attackId, statements])).toEqual([
      ['group', 'G0999', [0]],
      ['software', 'S0999', []],
    ]);
  });

  it('reports clusters of other galaxies', () => {
    const { issues, counts } = read(event({ Galaxy: [{ type: 'sector', GalaxyCluster: [{ value: 'Finance' }] }] }));
    expect(issues.map(({ code, place }) => [code, describePlace(place)])).toEqual([
      ['misp-galaxy-not-collected', 'Event.Galaxy[0].GalaxyCluster[0]'],
    ]);
    expect(counts).toMatchObject({ read: 1, kept: 0, reported: 1 });
  });
});

describe('values', () => {
  it.each([
    ['ip-src', '192.0.2.1', ['ipv4 192.0.2.1']],
    ['ip-dst', '2001:DB8:0::1', ['ipv6 2001:db8::1']],
    ['ip-dst', '192.0.2.0/24', ['cidr 192.0.2.0/24']],
    ['ip-dst|port', '192.0.2.1|443', ['ipv4 192.0.2.1']],
    ['ip-dst|port', '192.0.2.1:443', ['ipv4 192.0.2.1']],
    ['domain', 'Evil[.]Example.', ['domain evil.example']],
    ['domain|ip', 'evil.example|192.0.2.1', ['domain evil.example', 'ipv4 192.0.2.1']],
    ['hostname|port', 'c2.evil.example|8080', ['domain c2.evil.example']],
    ['url', 'hxxp://evil[.]example/a', ['url http://evil.example/a']],
    ['email-src', 'Me@Evil.example', ['email me@evil.example']],
    ['filename', 'bad.doc', ['file-name bad.doc']],
    ['filename', '/tmp/bad', ['file-path /tmp/bad']],
    [
      'filename|md5',
      'a|b.doc|D41D8CD98F00B204E9800998ECF8427E',
      ['file-name a|b.doc', 'md5 d41d8cd98f00b204e9800998ecf8427e'],
    ],
    ['filename|ssdeep', 'bad.doc|3:a:b', ['file-name bad.doc']],
    [
      'malware-sample',
      'bad.doc|d41d8cd98f00b204e9800998ecf8427e',
      ['file-name bad.doc', 'md5 d41d8cd98f00b204e9800998ecf8427e'],
    ],
    ['regkey', 'HKLM\\Software\\Bad', ['registry-key hkey_local_machine\\software\\bad']],
    ['regkey|value', 'Software\\Run|%TEMP%\\a.exe', ['registry-key software\\run', 'file-path %temp%\\a.exe']],
    ['AS', '174', ['as-number AS174']],
    ['user-agent', 'Bad/1.0', ['user-agent Bad/1.0']],
    ['mutex', 'Global\\bad', ['mutex Global\\bad']],
    ['vulnerability', 'cve-2021-34473', ['vulnerability CVE-2021-34473']],
  ])('reads %s %s', (type, value, expected) => {
    expect(
      read(event({ Attribute: [attribute(type, value)] })).observables.map((each) => `${each.type} ${each.value}`),
    ).toEqual(expected);
  });

  it('keeps context, says what is not for detection, and takes a link to the source as text', () => {
    const { observables, text } = read(
      event({
        Attribute: [
          attribute('domain', 'evil.example', { comment: 'C2' }),
          attribute('md5', 'd41d8cd98f00b204e9800998ecf8427e', { to_ids: false, comment: 'harmless' }),
          attribute('url', 'https://blog.example/post', { to_ids: false, category: 'External analysis' }),
        ],
        Object: [{ name: 'file', Attribute: [attribute('filename', 'bad.doc')] }],
      }),
    );
    expect(observables.map(({ value, context }) => [value, context])).toEqual([
      ['evil.example', 'C2'],
      ['d41d8cd98f00b204e9800998ecf8427e', 'harmless; not marked for detection'],
      ['bad.doc', 'file; Network activity'],
    ]);
    expect(text).toContain('https://blog.example/post');
  });

  it('counts sightings and reports false positives', () => {
    const sighting = (type: string, date: string) => ({ type, date_sighting: date });
    const { sightings, issues, counts } = read(
      event({
        Attribute: [
          attribute('domain', 'evil.example', {
            Sighting: [sighting('0', '1767225600'), sighting('0', '1767312000'), sighting('1', '1767312000')],
          }),
        ],
      }),
    );
    expect(sightings).toEqual([
      {
        of: 'evil.example',
        place: 'Event.Attribute[0].Sighting',
        count: 2,
        firstSeen: '2026-01-01T00:00:00.000Z',
        lastSeen: '2026-01-02T00:00:00.000Z',
      },
    ]);
    expect(issues.map(({ code }) => code)).toEqual(['misp-not-seen']);
    expect(counts).toMatchObject({ read: 4, kept: 3, reported: 1 });
  });

  it('leaves out what was deleted, proposed, or is none of its type', () => {
    const { issues, observables, counts } = read(
      event({
        Attribute: [
          attribute('domain', 'gone.example', { deleted: '1' }),
          attribute('ip-dst', '999.1.1.1'),
          attribute('yara', 'rule x {}'),
          attribute('domain', ''),
          'nonsense',
          attribute('domain', 'evil.example', { ShadowAttribute: [attribute('domain', 'maybe.example')] }),
        ],
        Object: [{ name: 'file', deleted: true, Attribute: [attribute('filename', 'gone.doc')] }, 7],
      }),
    );
    expect(observables.map(({ value }) => value)).toEqual(['evil.example']);
    expect(issues.map(({ code, place }) => `${code} ${describePlace(place)}`)).toEqual([
      'report-part-unreadable Event.Attribute[4]',
      'report-part-unreadable Event.Object[1]',
      'misp-deleted Event.Attribute[0]',
      'misp-value-unreadable Event.Attribute[1]',
      'misp-type-not-collected Event.Attribute[2]',
      'misp-attribute-incomplete Event.Attribute[3]',
      'misp-proposal Event.Attribute[5].ShadowAttribute[0]',
      'misp-deleted Event.Object[0].Attribute[0]',
    ]);
    expect(counts).toEqual({ unit: 'entries', read: 9, kept: 1, reported: 8 });
  });
});

describe('lists', () => {
  it('reads those that PHP wrote as objects, and one item in place of a list', () => {
    const { observables, statements, counts, report } = read(
      event({
        Attribute: { 0: attribute('domain', 'a.example'), 3: attribute('domain', 'b.example') },
        Galaxy: { GalaxyCluster: cluster('Phishing - T1566') },
        Tag: { 2: { name: 'tlp:green' }, 5: { name: 'attack.t1003' } },
        Object: { 7: { name: 'file', Attribute: attribute('filename', 'bad.doc') } },
      }),
    );
    expect(observables.map(({ place }) => place)).toEqual([
      'Event.Attribute.0',
      'Event.Attribute.3',
      'Event.Object.7.Attribute',
    ]);
    expect(statements.map(({ technique, place }) => `${technique} ${place}`)).toEqual([
      'T1566 Event.Galaxy.GalaxyCluster',
      'T1003 Event.Tag.5',
    ]);
    expect(report.marking).toBe('green');
    expect(counts).toMatchObject({ read: 4, kept: 4 });
  });
});

describe('text', () => {
  it('keeps reports with the values they refer to, words and comments', () => {
    const { text, sections } = read(
      event({
        Attribute: [
          attribute('domain', 'evil.example', { uuid: 'a-1', comment: 'C2\r\nserver' }),
          attribute('comment', 'Seen in March.'),
        ],
        EventReport: [
          { name: 'Story', content: '# How\nIt calls @[attribute](a-1).' },
          { name: 'Old', content: 'x', deleted: true },
        ],
      }),
    );
    expect(text).toBe('A made-up event\n\nStory\n# How\nIt calls evil.example.\n\nSeen in March.\n\nC2\nserver');
    expect(sections.map(({ start, label }) => [label, text.slice(start, start + 5)])).toEqual([
      ['Event.info', 'A mad'],
      ['Event.EventReport[0]', 'Story'],
      ['Event.Attribute[1]', 'Seen '],
      ['Event.comments', 'C2\nse'],
    ]);
  });
});
