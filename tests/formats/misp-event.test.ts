import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMispEvent } from '../../src/formats/misp/misp-event';
import { describeWithShared, SHARED } from '../shared-data';
import { attribute, cluster, event, readEvents as read, refuseEvents as refuse } from './made-up-misp';

describe('shapes', () => {
  const one = event({ Attribute: [attribute('domain', 'evil.example')] });
  it.each([
    ['an event', one],
    ['an event alone', one.Event],
    ['a response', { response: [one] }],
    ['a response with one event', { response: one }],
    ['a list', [one]],
    ['events under one key', { Event: [one.Event] }],
    [
      'a search',
      {
        response: {
          Attribute: [{ ...attribute('domain', 'evil.example'), Event: { id: '7', info: 'A made-up event' } }],
        },
      },
    ],
    [
      'a search for objects',
      {
        response: [
          {
            Object: {
              name: 'x',
              Attribute: [attribute('domain', 'evil.example')],
              Event: { id: '7', info: 'A made-up event' },
            },
          },
        ],
      },
    ],
    ['with a mark', `\ufeff${JSON.stringify(one)}`],
  ])('reads %s', (_, value) => {
    const { observables, subjects, counts } = read(value);
    expect(observables.map((each) => each.value)).toEqual(['evil.example']);
    expect(subjects.map(({ kind, name }) => [kind, name])).toEqual([['report', 'A made-up event']]);
    expect(counts).toEqual({ unit: 'entries', read: 1, kept: 1, reported: 0 });
  });

  it('makes a part of each event, also of two of one name', () => {
    const { report, subjects } = read({
      response: [
        event({ Galaxy: [{ GalaxyCluster: [cluster('Phishing - T1566')] }] }),
        event({}),
        event({ info: 'Other' }),
      ],
    });
    expect(report.name).toBe('A made-up event and 2 more');
    expect(subjects.map(({ name, statements }) => [name, statements])).toEqual([
      ['A made-up event', [0]],
      ['A made-up event', []],
      ['Other', []],
    ]);
  });

  it('groups the hits of a search by their events', () => {
    const hit = (id: string, value: string) => ({
      ...attribute('domain', value),
      event_id: id,
      Event: { id, info: `Event ${id}`, Orgc: { name: `Org ${id}` } },
    });
    const { subjects, observables, report } = read({
      response: { Attribute: [hit('1', 'a.example'), hit('2', 'b.example'), hit('1', 'c.example')] },
    });
    expect(subjects.map(({ name }) => name)).toEqual(['Event 1', 'Event 2']);
    expect(observables).toHaveLength(3);
    expect(report.publisher).toBe('Org 1, Org 2');
  });

  it('refuses what holds no event, and says why', () => {
    expect(refuse('{"5a0a9aa9-23a4-4607-b6df-41a9950d210f":{"info":"x","date":"2026-01-01"}}')).toEqual([
      'misp-manifest',
    ]);
    expect(refuse('{"response":[]}')).toEqual(['misp-no-event']);
    expect(refuse('[]')).toEqual(['misp-no-event']);
    expect(refuse('"x"')).toEqual(['misp-no-event']);
    expect(refuse('{"Event":{"info":')).toEqual(['json-truncated']);
  });
});

describe('head', () => {
  it('takes publisher, day and the strictest marking', () => {
    const { report } = read(
      event({
        date: '',
        publish_timestamp: '0',
        timestamp: '1767225600',
        Org: { name: 'Host' },
        Orgc: { name: ' Maker ' },
        Tag: [{ name: 'TLP:WHITE' }, { name: 'tlp:clear' }],
        Attribute: [attribute('domain', 'evil.example', { Tag: [{ name: ' tlp:amber+STRICT ' }] })],
      }),
    );
    expect(report).toMatchObject({ publisher: 'Maker', published: '2026-01-01', marking: 'amber+strict' });
  });

  it('says nothing of a marking that it does not know', () => {
    expect(read(event({ Tag: [{ name: 'tlp:unclear' }, { name: 'PAP:RED' }] })).report.marking).toBeNull();
  });
});

describe('hostile input', () => {
  it('never throws, and its counts add up', () => {
    const odd = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.double(),
        fc.constantFrom('', 'T1059', 'tlp:red', '1', 'domain', 'x.example'),
        fc.array(tie('any'), { maxLength: 3 }),
        tie('map'),
      ),
      map: fc.dictionary(
        fc.constantFrom(
          'Event',
          'response',
          'info',
          'Attribute',
          'Object',
          'Galaxy',
          'GalaxyCluster',
          'Tag',
          'name',
          'type',
          'value',
          'meta',
          'external_id',
          'uuid',
          'Sighting',
          'EventReport',
          'ShadowAttribute',
          '__proto__',
          'constructor',
        ),
        tie('any'),
        { maxKeys: 6 },
      ),
    }));
    fc.assert(
      fc.property(odd.map, (value) => {
        const result = readMispEvent(JSON.stringify({ Event: { ...(value as object), info: 'x', uuid: 'u' } }));
        if (!result.ok) return;
        const { read: all, kept, reported } = result.value.counts;
        expect(kept + reported).toBe(all);
        expect(result.issues.length).toBeGreaterThanOrEqual(reported);
      }),
      { numRuns: 300 },
    );
  });

  it('bears values that are nested without end', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const { counts } = read(
      `{"Event":{"info":"x","uuid":"u","Attribute":[${deep},{"type":"domain","value":${deep}}],"Galaxy":${deep}}}`,
    );
    expect(counts).toMatchObject({ read: 2, reported: 2 });
    expect(refuse(deep)).toEqual(['misp-no-event']);
  });

  it('takes keys of prototypes as keys', () => {
    const { statements } = read(
      '{"Event":{"info":"x","uuid":"u","__proto__":{"Tag":[{"name":"T1059"}]},"Attribute":[{"type":"__proto__","value":"y"},{"type":"constructor","value":"y"}]}}',
    );
    expect(statements).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'Tag')).toBe(false);
  });

  it('takes no square of a hundred thousand attributes', { timeout: 60_000 }, () => {
    const many = Array.from({ length: 100_000 }, (_, at) =>
      attribute('domain', `h${at}.evil.example`, { comment: 'C2' }),
    );
    const text = JSON.stringify(event({ Attribute: many }));
    const before = performance.now();
    expect(read(text).observables).toHaveLength(100_000);
    expect(performance.now() - before).toBeLessThan(30_000);
  });
});

/** Everything in a file that looks as if it named a technique in a galaxy or a tag. */
function extractTechniques(text: string): readonly string[] {
  const inTags = [...text.matchAll(/misp-galaxy:mitre-[a-z-]*attack-pattern=\\?"[^"]*?(T\d{4}(?:\.\d{3})?)\\?"/g)].map(
    ([, id]) => id ?? '',
  );
  return [...new Set(inTags)].sort();
}

describeWithShared('real events', () => {
  const stix = join(SHARED, 'samples', 'stix');
  const files = [
    ...readdirSync(join(stix, 'misp-events')).map((name) => join(stix, 'misp-events', name)),
    join(stix, 'misp-stix', 'test_events_collection_1.json'),
    join(stix, 'talos-pairs', '2023-07-reddriver.json'),
    join(stix, 'citizenlab-4formats', '201611_KeyBoy', 'misp.json'),
  ];

  it.each(files)('%s gives the techniques its tags name, and loses nothing', (file) => {
    const text = readFileSync(file, 'utf8');
    const { statements, counts, report, issues } = read(text);
    expect([...new Set(statements.map(({ technique }) => technique))].sort()).toEqual(extractTechniques(text));
    expect(counts.read).toBe(text.match(/"category":/g)?.length === undefined ? 0 : countEntries(JSON.parse(text)));
    expect(counts.kept + counts.reported).toBe(counts.read);
    expect(issues).toHaveLength(counts.reported);
    expect(report.name).not.toBe('');
    expect(report.published).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  /** Attributes and clusters, found by their fields alone. */
  function countEntries(value: unknown): number {
    if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + countEntries(each), 0);
    if (typeof value !== 'object' || value === null) return 0;
    const map = value as Record<string, unknown>;
    const isEntry = ('category' in map && 'value' in map) || 'tag_name' in map;
    return Object.values(map).reduce((sum: number, each) => sum + countEntries(each), isEntry ? 1 : 0);
  }

  it('finds every value of the plain twin of KeyBoy', () => {
    const folder = join(stix, 'citizenlab-4formats', '201611_KeyBoy');
    const { observables } = read(readFileSync(join(folder, 'misp.json'), 'utf8'));
    const values = new Set(observables.map(({ value }) => value.toLowerCase()));
    const written = readFileSync(join(folder, 'iocs.csv'), 'utf8')
      .split('\n')
      .flatMap((line) => /,(?:md5|sha1|sha256|ip-dst|domain),"([^"]+)"/.exec(line)?.[1]?.toLowerCase() ?? []);
    expect(written.length).toBeGreaterThan(20);
    expect(written.filter((value) => !values.has(value))).toEqual([]);
  });
});
