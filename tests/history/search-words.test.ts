import { describe, expect, it } from 'vitest';
import { estimateSearch, summariseSightings } from '../../src/domain/history/search-figures';
import { findGrowth, whatStands } from '../../src/domain/history/search-growth';
import { searchOfImport } from '../../src/domain/history/search-of-import';
import { describeMostRelevant, writeSearchAnswer } from '../../src/domain/history/search-words';
import type { Sighting } from '../../src/domain/history/sighting';
import { countNew } from '../../src/views/searches/search-columns';
import { describeLoss, describeUnfinished } from '../../src/views/searches/search-words';
import { makeSighting } from './made-up-sightings';

const run = { indicators: 4120, matched: 17, histories: { one: 10, two: 20, three: 5, four: 1, five: 9 } };
const answer = (sightings: readonly Sighting[], isComplete = true, of = run) =>
  writeSearchAnswer(summariseSightings(of, sightings), isComplete).replaceAll('\u00a0', ' ');
const most = (sighting: Sighting) => describeMostRelevant(summariseSightings(run, [sighting]));

describe('the answer of a search', () => {
  it('counts indicators, histories and records', () => {
    const seen = [
      makeSighting({ value: '1', histories: { one: 3 } }),
      makeSighting({ value: '2', histories: { one: 1, two: 12 } }),
      makeSighting({ value: '3', histories: { two: 1 } }),
    ];
    expect(answer(seen)).toBe('3 of 4,120 watched indicators were seen in 2 of 5 histories; 17 records.');
  });

  it('says so where nothing was seen', () => {
    expect(answer([])).toBe('None of 4,120 watched indicators was seen in 5 histories.');
    expect(answer([], true, { ...run, indicators: 1, histories: { ...run.histories } })).toBe(
      'The watched indicator was not seen in 5 histories.',
    );
  });

  it('says that it was stopped', () => {
    expect(answer([], false)).toBe('Not the whole: none of 4,120 watched indicators was seen in 5 histories.');
  });
});

describe('what is most relevant', () => {
  it('says who asked whom', () => {
    expect(most(makeSighting())).toBe('outbound, established, to 203.0.113.7 from 10.1.2.3');
    expect(
      most(makeSighting({ directions: { inbound: 2 }, dispositions: { denied: 2 }, fields: { 'source.ip': 2 } })),
    ).toBe('inbound, denied, from 203.0.113.7 to 10.1.2.3');
  });

  it('takes no side where it was found on both', () => {
    const fields = { 'source.ip': 9, 'destination.ip': 2 };
    const hosts = [['10.0.2.15', 9] as const, ['10.0.2.2', 2] as const];
    expect(most(makeSighting({ type: 'cidr', value: '10.0.2.0/24', fields, hosts, hostCount: 2 }))).toBe(
      'outbound, established, 10.0.2.0/24 at 10.0.2.15',
    );
  });

  it('names no host and side of other records than the telling one', () => {
    const mixed = makeSighting({
      count: 1001,
      directions: { inbound: 1000, outbound: 1 },
      dispositions: { denied: 1000, established: 1 },
      pairs: [
        ['inbound', 'denied', 1000],
        ['outbound', 'established', 1],
      ],
      fields: { 'source.ip': 1000, 'destination.ip': 1 },
      hosts: [
        ['10.0.0.80', 1000],
        ['10.0.0.5', 1],
      ],
      hostCount: 2,
    });
    expect(most(mixed)).toBe('outbound, established, to 203.0.113.7');
    // All were of one host.
    expect(most({ ...mixed, hosts: [['10.0.0.80', 1001]], hostCount: 1 })).toBe(
      'outbound, established, to 203.0.113.7 from 10.0.0.80',
    );
    // Only ever asked: that holds of every record.
    expect(most({ ...mixed, fields: { 'dns.question.name': 1001 } })).toBe('outbound, established, to 203.0.113.7');
    // A network may be both ends of one.
    expect(most({ ...mixed, type: 'cidr', value: '203.0.113.0/24' })).toBe('outbound, established, 203.0.113.0/24');
    // Of one kind, the commonest host is one of it.
    expect(most({ ...mixed, directions: { outbound: 9 }, pairs: [['outbound', 'denied', 9]] })).toMatch(
      /^outbound, denied, .* at 10\.0\.0\.80$/,
    );
  });

  it('says nothing of what is not known', () => {
    const hash = makeSighting({
      type: 'md5',
      value: 'ab',
      fields: { 'file.hash.md5': 1 },
      directions: {},
      dispositions: {},
      hosts: [['pc7', 1]],
    });
    expect(most(hash)).toBe('ab at pc7');
    expect(most({ ...hash, hosts: [], hostCount: 0 })).toBe('ab');
    expect(describeMostRelevant(summariseSightings(run, []))).toBeNull();
  });
});

describe('the estimate', () => {
  const at = '2026-11-25T12:00:00Z';
  const ran = (run: { complete?: boolean; records?: number; tookMs?: number }) => ({
    id: 's',
    createdAt: at,
    run: { at, complete: true, records: 1, tookMs: 1, ...run },
  });

  it('goes by the records of earlier runs that went through', () => {
    const runs = [
      ran({ records: 1_000_000, tookMs: 2000 }),
      ran({ records: 3_000_000, tookMs: 6000 }),
      ran({ complete: false, records: 10, tookMs: 90_000 }),
      { ...ran({}), run: null },
    ];
    expect(estimateSearch(runs, 500_000)).toBe(1000);
    // One that ran beside other work moves it little.
    expect(estimateSearch([...runs, ran({ records: 1000, tookMs: 90_000 })], 500_000)).toBe(1000);
  });

  it('leaves out what an import saw on its way in, which took as long as the import', () => {
    const ofImport = { ...ran({ records: 1000, tookMs: 60_000 }), id: searchOfImport('h') };
    expect(estimateSearch([ofImport], 1000)).toBeNull();
    expect(estimateSearch([ofImport, ran({ records: 1000, tookMs: 2 })], 1000)).toBe(2);
    // Run again, it is a search.
    const again = { ...ofImport, run: { ...ofImport.run, at: '2026-11-26T12:00:00Z', tookMs: 3 } };
    expect(estimateSearch([again], 1000)).toBe(3);
  });

  it('is missing before the first', () => {
    expect(estimateSearch([], 500_000)).toBeNull();
    expect(estimateSearch([ran({ records: 0, tookMs: 5 })], 500_000)).toBeNull();
  });
});

describe('growth since a run', () => {
  const all = { watchlists: [], values: [], histories: null, from: null, to: null, hostsOfUrls: true };
  const history = (id: string, rows: number) => ({ id, rows }) as Parameters<typeof findGrowth>[2][number];

  it('is what came and what has more records', () => {
    const now = [history('one', 11), history('two', 20), history('six', 1)];
    expect(findGrowth(all, run, now)).toMatchObject({ added: 1, grown: 1, shrunk: 0 });
  });

  it('heeds which histories were asked for', () => {
    const now = [history('one', 11), history('six', 1)];
    expect(findGrowth({ ...all, histories: ['two'] }, run, now)).toMatchObject({ added: 0, grown: 0 });
  });

  it('is nothing where oldest records were dropped, or it never ran', () => {
    expect(findGrowth(all, run, [history('one', 4)])).toMatchObject({ added: 0, grown: 0, shrunk: 1 });
    expect(findGrowth(all, null, [history('one', 4)])).toEqual({ added: 0, grown: 0, removed: 0, shrunk: 0 });
  });

  it('is told of what was removed, which counts as searched no more', () => {
    const left = [history('one', 10), history('two', 20), history('three', 5)];
    expect(findGrowth(all, run, left)).toEqual({ added: 0, grown: 0, removed: 2, shrunk: 0 });
    const standing = whatStands({ ...run, records: 45 }, left);
    expect(standing).toMatchObject({ records: 35, histories: { one: 10, two: 20, three: 5 } });
    // Of a range of time no more was searched than it says.
    expect(whatStands({ ...run, records: 7 }, left).records).toBe(7);
    expect(whatStands({ ...run, records: 45 }, undefined).records).toBe(45);
    const seen = [
      makeSighting({ value: '1', histories: { four: 3 } }),
      makeSighting({ value: '2', histories: { one: 1 } }),
    ];
    expect(answer(seen, true, standing)).toBe(
      '2 of 4,120 watched indicators were seen in 1 of 3 histories; 17 records.',
    );
    expect(answer(seen, true, whatStands({ ...run, records: 45 }, []))).toBe(
      '2 of 4,120 watched indicators were seen in histories that were removed since; 17 records.',
    );
    // Others that were searched are still here: it was seen in none of them.
    const elsewhere = whatStands({ ...run, records: 45 }, left);
    expect(answer([makeSighting({ histories: { five: 17 } })], true, elsewhere)).toBe(
      '1 of 4,120 watched indicators was seen in histories that were removed since; 17 records.',
    );
    expect(describeLoss({ removed: 2, shrunk: 1 })).toMatch(
      /^Since this run 2\shistories were removed and 1\shistory lost/,
    );
    expect(describeLoss({ removed: 0, shrunk: 0 })).toBeNull();
  });
});

describe('searches in a list', () => {
  const search = {
    id: 's',
    name: 'S',
    createdAt: '',
    request: { watchlists: [], values: [], histories: null, from: null, to: null, hostsOfUrls: false },
  };
  const figures = { at: '2026-11-25T12:00:00Z', tookMs: 1000, sightings: 5, newSightings: 2 };
  const listed = (lookedAt: string | null) =>
    ({ ...search, run: figures, lookedAt }) as unknown as Parameters<typeof countNew>[0];

  it('count as new what nobody has looked at since the end of the run', () => {
    expect(countNew(listed(null))).toBe(5);
    expect(countNew(listed('2026-11-25T12:00:00.999Z'))).toBe(2);
    expect(countNew(listed('2026-11-25T12:00:01Z'))).toBe(0);
    expect(countNew({ run: null, lookedAt: null })).toBe(0);
  });
});

it('a run that is not the whole says how far it came and what to do', () => {
  const always = { from: null, to: null };
  const say = (records: number, request: Parameters<typeof describeUnfinished>[1] = always) =>
    describeUnfinished({ records, histories: { one: 70_000, two: 30_000 } }, request).replaceAll('\u00a0', ' ');
  expect(say(65_535)).toBe(
    'This is not the whole: it was stopped. 65,535 of 100,000 records in 2 histories had been searched. What was found in them is here; run it again for the rest.',
  );
  expect(say(0)).toContain('0 of 100,000 records in 2 histories had been searched');
  // Of a stretch of time it is not known how many there are.
  expect(say(65_535, { from: 0, to: null })).not.toContain('100,000');
  expect(say(100_000)).toMatch(/every record of 2 histories was searched, but patterns over several records/);
});
it('names a pattern that was seen by its sentence', () => {
  const pattern = makeSighting({ type: 'pattern', value: "[process:name = 'a.exe']" });
  expect(most(pattern)).toContain('records that match (Process name is “a.exe”)');
});
