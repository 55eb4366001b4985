import { describe, expect, it } from 'vitest';
import { makeSigmaSignals } from '../../src/domain/detection/sigma/sigma-signals';
import { runOver, type StoredFields, SYSMON } from './made-up-records';

const START = Date.UTC(2026, 0, 1);
const rule = (name: string, command: string, more = '') => `title: ${name}
name: ${name}
level: high
${more}logsource: {product: windows, category: process_creation}
detection:
  s: {CommandLine: ${command}}
  condition: s
`;
const correlation = (body: string, more = '') => `title: Together
level: critical
${more}correlation:
${body.replace(/^/gm, '  ')}
`;
/** Commands at seconds, on host `h` by user `u` unless said otherwise. */
const events = (
  ...list: readonly (readonly [seconds: number, command: string, user?: string, more?: StoredFields])[]
) =>
  list.map(
    ([seconds, command, user = 'u', more = {}]): StoredFields => ({
      ...SYSMON,
      'event.code': '1',
      'host.name': 'H',
      '@timestamp': START + seconds * 1000,
      'process.command_line': command,
      'user.name': user,
      ...more,
    }),
  );
/** Of the last rule: how often it matched. */
const matches = (texts: readonly string[], records: readonly StoredFields[]) => runOver(texts, records).at(-1)?.matched;

describe('correlations', () => {
  const COUNT = correlation('type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: 10s\ncondition: {gte: 3}');

  it('counts events in a window that slides, by group', () => {
    const a = rule('a', 'x');
    expect(matches([a, COUNT], events([0, 'x'], [9, 'x'], [10, 'x']))).toBe(1);
    expect(matches([a, COUNT], events([0, 'x'], [9, 'x'], [11, 'x']))).toBe(0);
    expect(matches([a, COUNT], events([0, 'x'], [1, 'x'], [2, 'x', 'v']))).toBe(0);
    expect(matches([a, COUNT], events([0, 'x'], [1, 'x', 'U'], [2, 'x']))).toBe(1);
    expect(matches([a, COUNT], events([0, 'x'], [1, 'y'], [2, 'x']))).toBe(0);
    // Not again and again for the same events.
    expect(matches([a, COUNT], events([0, 'x'], [1, 'x'], [2, 'x'], [3, 'x'], [4, 'x'], [5, 'x']))).toBe(2);
    // In whatever order the records stand.
    expect(matches([a, COUNT], events([10, 'x'], [0, 'x'], [5, 'x']))).toBe(1);
  });

  it('counts below a number in windows one after another', () => {
    const few = correlation(
      'type: event_count\nrules: [a]\ngroup-by: [User]\ntimespan: 10s\ncondition: {gt: 1, lte: 2}',
    );
    expect(matches([rule('a', 'x'), few], events([0, 'x'], [1, 'x'], [2, 'x']))).toBe(0);
    expect(matches([rule('a', 'x'), few], events([0, 'x'], [1, 'x'], [20, 'x']))).toBe(1);
    const exact = correlation('type: event_count\nrules: [a]\ntimespan: 10s\ncondition: {eq: 1}');
    expect(matches([rule('a', 'x'), exact], events([0, 'x'], [20, 'x'], [21, 'x']))).toBe(1);
  });

  it('counts values, and adds them up', () => {
    const of = (type: string, condition: string) =>
      correlation(`type: ${type}\nrules: [a]\ngroup-by: [Computer]\ntimespan: 1m\ncondition: ${condition}`);
    const size = (bytes: number): StoredFields => ({ 'winlog.event_data.Size': bytes });
    const records = events([0, 'x', 'u', size(5)], [1, 'x', 'v', size(7)], [2, 'x', 'V', size(9)]);
    const a = rule('a', 'x');
    expect(matches([a, of('value_count', '{field: User, gte: 2}')], records)).toBe(1);
    expect(matches([a, of('value_count', '{field: User, gte: 3}')], records)).toBe(0);
    expect(matches([a, of('value_count', '{field: [User, Size], gte: 3}')], records)).toBe(1);
    expect(matches([a, of('value_sum', '{field: Size, gte: 21}')], records)).toBe(1);
    expect(matches([a, of('value_sum', '{field: Size, gt: 21}')], records)).toBe(0);
    expect(matches([a, of('value_avg', '{field: Size, gte: 7}')], records)).toBe(1);
    expect(matches([a, of('value_avg', '{field: Size, gt: 7}')], records)).toBe(0);
    expect(matches([a, of('value_min', '{field: Size, lt: 6}')], records)).toBe(1);
    expect(matches([a, of('value_max', '{field: Size, gt: 8}')], records)).toBe(1);
    expect(matches([a, of('value_max', '{field: Size, lt: 9}')], records)).toBe(0);
  });

  it('finds what happens together, and in order', () => {
    const rules = [rule('a', 'x'), rule('b', 'y'), rule('c', 'z')];
    const of = (type: string, more = '') =>
      correlation(`type: ${type}\nrules: [a, b, c]\ngroup-by: [User]\ntimespan: 10s${more}`);
    const together = [...rules, of('temporal')];
    expect(matches(together, events([0, 'z'], [5, 'x'], [10, 'y']))).toBe(1);
    expect(matches(together, events([0, 'z'], [5, 'x'], [11, 'y']))).toBe(0);
    expect(matches(together, events([0, 'z'], [5, 'x'], [6, 'y', 'v']))).toBe(0);
    const ordered = [...rules, of('temporal_ordered')];
    expect(matches(ordered, events([0, 'x'], [5, 'y'], [10, 'z']))).toBe(1);
    expect(matches(ordered, events([0, 'z'], [5, 'x'], [10, 'y']))).toBe(0);
    expect(matches(ordered, events([0, 'x'], [8, 'x'], [9, 'y'], [18, 'z']))).toBe(1);
    expect(matches(ordered, events([0, 'x'], [9, 'y'], [18, 'z']))).toBe(0);
    expect(matches([...rules, of('temporal', '\ncondition: {gte: 2}')], events([0, 'x'], [5, 'z']))).toBe(1);
    expect(matches([...rules, of('temporal', '\ncondition: a and (b or c)')], events([0, 'x'], [5, 'z']))).toBe(1);
    expect(matches([...rules, of('temporal', '\ncondition: a and not b')], events([0, 'x'], [5, 'y']))).toBe(0);
    expect(matches([...rules, of('temporal', '\ncondition: a and not b')], events([0, 'x'], [15, 'y']))).toBe(1);
  });

  it('takes one record for one step of an order', () => {
    const twice = [rule('a', 'x'), rule('b', 'x'), correlation('type: temporal_ordered\nrules: [a, b]\ntimespan: 10s')];
    expect(matches(twice, events([0, 'x']))).toBe(0);
    expect(matches(twice, events([0, 'x'], [1, 'x']))).toBe(1);
  });

  it('groups by other names for each rule', () => {
    const aliased = correlation(
      'type: temporal\nrules: [a, b]\ngroup-by: [who]\ntimespan: 10s\naliases:\n  who: {a: User, b: ParentImage}',
    );
    const records = (parent: string) => events([0, 'x'], [1, 'y', 'w', { 'process.parent.executable': parent }]);
    expect(matches([rule('a', 'x'), rule('b', 'y'), aliased], records('u'))).toBe(1);
    expect(matches([rule('a', 'x'), rule('b', 'y'), aliased], records('w'))).toBe(0);
  });

  it('chains correlations, whose matches stand for their last records', () => {
    const texts = [
      rule('a', 'x'),
      rule('b', 'y'),
      correlation(
        'type: event_count\nrules: [a]\ngroup-by: [Computer]\ntimespan: 10s\ncondition: {gte: 3}',
        'name: many\n',
      ),
      correlation('type: temporal_ordered\nrules: [many, b]\ngroup-by: [User]\ntimespan: 1m'),
    ];
    expect(matches(texts, events([0, 'x'], [1, 'x'], [2, 'x'], [30, 'y']))).toBe(1);
    expect(matches(texts, events([0, 'x'], [1, 'x'], [30, 'y']))).toBe(0);
    expect(matches(texts, events([0, 'x'], [1, 'x'], [2, 'x'], [30, 'y', 'v']))).toBe(0);
  });

  it('says what has no time or no group, and counts it in no window', () => {
    const records = events([0, 'x'], [1, 'x'], [2, 'x']).map(({ 'user.name': _, ...record }) => record);
    const [, found] = runOver([rule('a', 'x'), COUNT], records as readonly StoredFields[]);
    expect([found?.matched, found?.issues.map(({ code }) => code)]).toEqual([0, ['sigma-ungrouped']]);
  });

  it('refuses what refers to itself, and what is not here', () => {
    const to = (name: string, ...rules: readonly string[]) =>
      correlation(`type: temporal\nrules: [${rules.join(', ')}]\ntimespan: 10s`, `name: ${name}\n`);
    const codes = (...texts: readonly string[]) => runOver(texts, []).map(({ issues }) => issues[0]?.code);
    expect(codes(to('one', 'two'), to('two', 'one'))).toEqual(['sigma-cycle', 'sigma-cycle']);
    expect(codes(to('one', 'one'))).toEqual(['sigma-cycle']);
    expect(codes(to('one', 'nowhere'))).toEqual(['sigma-reference-unknown']);
    expect(
      codes('title: B\nname: b\ndetection: {a: [], condition: a}\nlogsource: {product: x}', to('one', '0')),
    ).toEqual(['sigma-malformed', 'sigma-reference-failed']);
    expect(codes(to('p', 'a').replace('temporal', 'value_percentile'))).toEqual(['sigma-unsupported']);
    expect(codes(to('p', 'a').replace('10s', '2M'))).toEqual(['sigma-unsupported']);
    const deep = Array.from({ length: 40 }, (_, at) => to(`d${at}`, `d${at + 1}`));
    expect(codes(...deep, rule('d40', 'x')).slice(0, 3)).toEqual(Array(3).fill('sigma-reference-failed'));
  });

  it('is soon done with a million matches in one group', () => {
    const records = Array.from(
      { length: 60_000 },
      (_, at): StoredFields => ({
        ...SYSMON,
        'event.code': '1',
        '@timestamp': START + at,
        'process.command_line': 'x',
        'user.name': `u${at % 7}`,
      }),
    );
    const begun = performance.now();
    const many = correlation('type: value_count\nrules: [a]\ntimespan: 30d\ncondition: {field: User, gte: 8}');
    expect(matches([rule('a', 'x'), many], records)).toBe(0);
    expect(performance.now() - begun).toBeLessThan(5000);
  });
});

describe('filters and signals', () => {
  it('narrows rules by filters, as their conditions say', () => {
    const filter = (source: string, rules: string) =>
      `title: No v\nlogsource: {${source}}\nfilter:\n  rules: ${rules}\n  selection: {User: v}\n  condition: not selection\n`;
    const records = events([0, 'x'], [1, 'x', 'v']);
    const counted = (text: string) => runOver([rule('a', 'x'), text], records)[0]?.matched;
    expect(counted(filter('product: windows', '[a]'))).toBe(1);
    expect(counted(filter('product: windows', 'any'))).toBe(1);
    expect(counted(filter('product: windows', '[b]'))).toBe(2);
    expect(counted(filter('product: linux', '[a]'))).toBe(2);
  });

  it('makes one signal per rule and host, and none of what counts for correlations alone', () => {
    const COUNT = correlation('type: event_count\nrules: [a]\ntimespan: 10s\ncondition: {gte: 2}');
    const records = events([0, 'x'], [5, 'x'], [6, 'x', 'u', { 'host.name': 'Other' }]);
    const [alone] = [makeSigmaSignals({ rules: runOver([rule('a', 'x')], records) })];
    expect(alone.map(({ host, count, first, last, severity }) => [host, count, first, last, severity])).toEqual([
      ['h', 2, START, START + 5000, 'high'],
      ['other', 1, START + 6000, START + 6000, 'high'],
    ]);
    expect(alone[0]?.records).toEqual([{ historyId: 'h', segmentId: '0', rows: [0, 1] }]);
    const DAY = 86_400;
    const apart = events([9 * DAY, 'x'], [0, 'x'], [DAY, 'x'], [2 * DAY - 1, 'x'], [5 * DAY, 'y']);
    const [spread] = makeSigmaSignals({ rules: runOver([rule('a', 'x')], apart) });
    const days = spread?.bouts?.map(({ first, last }) => [first, last].map((at) => (at - START) / 1000));
    expect(days).toEqual([
      [0, 2 * DAY - 1],
      [9 * DAY, 9 * DAY],
    ]);
    const both = makeSigmaSignals({ rules: runOver([rule('a', 'x'), COUNT], records) });
    expect(both.map(({ title, severity }) => [title, severity])).toEqual([['Together', 'critical']]);
    const generated = makeSigmaSignals({
      rules: runOver([rule('a', 'x'), COUNT.replace('correlation:', 'generate: true\ncorrelation:')], records),
    });
    expect(generated.map(({ title }) => title)).toEqual(['a', 'a', 'Together']);
  });

  it('says which fields no record has, and where there are no records', () => {
    const [missing, without, unknown] = runOver(
      [
        rule('a', 'x').replace('CommandLine: x', 'CommandLine: x, Nowhere: y'),
        rule('b', 'x').replace('windows', 'macos'),
        rule('c', 'x').replace('process_creation', 'made_up'),
      ],
      events([0, 'x']),
    );
    expect([missing?.outcome, missing?.issues[0]?.code, missing?.issues[0]?.found]).toEqual([
      'silent',
      'sigma-field-not-kept',
      'Nowhere',
    ]);
    expect([without?.outcome, unknown?.outcome]).toEqual(['no records', 'no records']);
    expect(unknown?.issues[0]?.message).toBe('Records of its log source are not told from others here.');
  });
});
