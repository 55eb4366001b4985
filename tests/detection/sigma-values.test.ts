import { describe, expect, it } from 'vitest';
import { readSigma } from '../../src/domain/detection/sigma/read-sigma';
import { readRule, type StoredFields, select } from './made-up-records';

const lines = (...values: readonly string[]): readonly StoredFields[] =>
  values.map((value) => ({ 'process.command_line': value }));
/** A selection by one field, as YAML. */
const of = (key: string, value: unknown) => JSON.stringify({ [key]: value });

describe('values of Sigma', () => {
  it.each([
    ['CommandLine', 'a\\b', ['a\\b', 'A\\B'], ['a\\\\b', 'ab']],
    ['CommandLine', 'a\\\\b', ['a\\b'], ['a\\\\b']],
    ['CommandLine', 'a\\*b', ['a*b'], ['axb', 'a\\xb']],
    ['CommandLine', 'a\\\\*b', ['a\\b', 'a\\xyb'], ['a*b']],
    ['CommandLine', 'a\\\\\\*b', ['a\\*b'], ['a\\xb']],
    ['CommandLine', '\\\\\\\\host', ['\\\\host'], ['\\host']],
    ['CommandLine', 'a?c*', ['abc', 'abcdef', 'axc'], ['ac', 'abbc']],
    ['CommandLine', '*a*b*a*', ['aba', 'xaxbxax'], ['ab', 'ba']],
    ['CommandLine', 'ab*ba', ['abba', 'abxba'], ['aba']],
    ['CommandLine|contains', 'ÄÖ', ['xäöx', 'ÄÖ'], ['ao']],
    ['CommandLine|contains', 'ΟΔΟΣ', ['οδος', 'ΟΔΟΣΑ'], []],
    ['CommandLine|contains', ' -', ['a -b'], ['a-b']],
    ['CommandLine|contains', '%', ['100%'], ['100']],
    ['CommandLine|cased', 'Abc', ['Abc'], ['abc', 'ABC']],
    ['CommandLine|cased|startswith', 'Abc', ['Abcd'], ['abcd', 'xAbc']],
    ['CommandLine', 12, ['12'], ['012', '1']],
    ['CommandLine', true, ['true', 'True'], ['false']],
    ['CommandLine|windash|contains', ' -f ', ['x /f y', 'x –f y', 'x -f y', 'x ―f y'], ['x f y', 'x +f y']],
    ['CommandLine|windash', 'a-b -c', ['a-b /c'], ['a/b -c']],
    ['CommandLine|re', '^a[0-9]+$', ['a1', 'a123'], ['A1', 'a']],
    ['CommandLine|re|i', '^a[0-9]+$', ['A1'], ['b1']],
    ['CommandLine|re|m', '^b$', ['a\nb'], ['ab']],
    ['CommandLine|re|s', 'a.b', ['a\nb'], ['ab']],
    ['CommandLine|lt', 10, ['9', '-1', '0x9'], ['10', 'x']],
    ['CommandLine|gte', '10', ['10', '11.5'], ['9.9']],
    ['CommandLine|neq', ['a', 'b'], ['c'], ['A', 'b']],
    ['CommandLine|hour', 13, ['2024-03-05 13:59:00', '2024-03-05T13:00:00+09:00'], ['2024-03-05 14:00:00', '13']],
    ['CommandLine|week', 1, ['2024-12-30', '2025-01-05'], ['2025-01-06']],
    ['CommandLine|year|gt', 2023, ['2024-01-01'], ['2023-12-31']],
    ['CommandLine|expand', '100\\%', ['100%'], ['100']],
    ['CommandLine|cidr', '10.0.0.0/9', ['10.127.0.1'], ['10.128.0.1', 'x']],
    ['CommandLine|expand|cidr', '10.0.0.0/9', ['10.127.0.1'], ['10.128.0.1', '10.0.0.0/9']],
    ['CommandLine|hour|gte|neq', 14, ['2024-03-05 13:59:00'], ['2024-03-05 14:00:00']],
    ['CommandLine|cidr', 'fe80::/10', ['fe80::1', 'febf::'], ['fec0::1', '10.0.0.1']],
    ['CommandLine|base64', 'cmd', ['Y21k'], ['Y21kIA==']],
    ['CommandLine|base64|contains', 'cmd', ['xY21kx'], ['cmd']],
    ['CommandLine|wide|base64|contains', 'IEX', ['SQBFAFgA'], ['SUVY']],
    ['CommandLine|utf16be|base64|contains', 'IEX', ['AEkARQBY'], ['SQBFAFgA']],
    ['CommandLine|utf16|base64|contains', 'I', ['//5JAA=='], ['SQA=']],
    ['CommandLine|contains', '', ['anything'], []],
    ['CommandLine', '*', ['anything'], []],
  ] as const)('%s: %j', (key, value, fitting, others) => {
    const found = select(of(key, value), lines(...fitting, ...others));
    expect(found).toEqual(fitting.map((_, at) => at));
  });

  it('finds what stands at any place of a Base64 text', () => {
    for (const before of ['', 'x', 'xy', 'xyz']) {
      const coded = Buffer.from(`${before}http://example.test`).toString('base64');
      expect(select(of('CommandLine|base64offset|contains', 'http://'), lines(coded, 'aHR0'))).toEqual([0]);
    }
  });

  it('asks all of them, each in any of its forms', () => {
    const coded = (text: string) => Buffer.from(text).toString('base64');
    const selection = of('CommandLine|base64offset|contains|all', ['alpha', 'omega']);
    expect(select(selection, lines(coded('xalpha omega'), coded('alpha'), coded('omega')))).toEqual([0]);
    expect(select(of('CommandLine|contains|all', ['a', 'b']), lines('ab', 'a', 'b'))).toEqual([0]);
  });

  it('tells a field that is absent', () => {
    const records: readonly StoredFields[] = [{ 'process.command_line': 'a' }, {}];
    expect(select('CommandLine: null', records)).toEqual([1]);
    expect(select("CommandLine: ''", records)).toEqual([1]);
    expect(select('CommandLine|exists: true', records)).toEqual([0]);
    expect(select('CommandLine|exists: false', records)).toEqual([1]);
    expect(select('CommandLine: [null, a]', records)).toEqual([0, 1]);
    expect(select('CommandLine|neq: b', records)).toEqual([0, 1]);
    expect(select('NotThere: null', records)).toEqual([0, 1]);
    expect(select('NotThere: x', records)).toEqual([]);
  });

  it('compares fields of one record', () => {
    const records: readonly StoredFields[] = [
      {
        'process.executable': 'C:\\A.exe',
        'process.parent.executable': 'c:\\a.exe',
        'process.command_line': 'c:\\a.exe -x',
      },
      { 'process.executable': 'C:\\A.exe', 'process.parent.executable': 'b', 'process.command_line': 'b' },
      { 'process.executable': 'C:\\A.exe' },
    ];
    expect(select('Image|fieldref: ParentImage', records)).toEqual([0]);
    expect(select('Image|fieldref|cased: ParentImage', records)).toEqual([]);
    expect(select('Image|fieldref|neq: ParentImage', records)).toEqual([1, 2]);
    expect(select('CommandLine|fieldref|startswith: Image', records)).toEqual([0]);
  });

  it('puts joined fields together again, and reads numbers however they are written', () => {
    const records: readonly StoredFields[] = [
      {
        'user.domain': 'EXAMPLE',
        'user.name': 'ann',
        'process.hash.md5': 'ab'.repeat(16),
        'process.pe.imphash': 'cd'.repeat(16),
        'process.pid': 500,
      },
      { 'user.name': 'ann', 'process.pid': 4 },
    ];
    expect(select("User: 'example\\ann'", records)).toEqual([0]);
    expect(select('User: ann', records)).toEqual([1]);
    expect(select(of('Hashes|contains', `IMPHASH=${'CD'.repeat(16)}`), records)).toEqual([0]);
    expect(select(of('Hashes|contains|all', [`MD5=${'ab'.repeat(16)}`, 'IMPHASH=']), records)).toEqual([0]);
    expect(select(of('Imphash', 'cd'.repeat(16)), records)).toEqual([0]);
    expect(select(of('ProcessId', '0x1F4'), records)).toEqual([0]);
    expect(select(of('ProcessId', 4), records)).toEqual([1]);
    expect(select(of('ProcessId|gt', 100), records)).toEqual([0]);
  });

  it('asks each of several values, and what was too much for columns', () => {
    const records: readonly StoredFields[] = [
      { 'dns.answers.data': 'a.example\nb.example', 'vedette.more': '{"Odd":"value","__proto__x":1}' },
      { 'dns.answers.data': 'c.example' },
    ];
    expect(select('dns.answers.data: b.example', records)).toEqual([0]);
    expect(select('dns.answers.data|startswith: c', records)).toEqual([1]);
    expect(select('QueryResults|contains: a.example;b', records)).toEqual([0]);
    expect(select('Odd: value', records)).toEqual([0]);
    expect(select('toString|exists: true', records)).toEqual([]);
  });
});

describe('what is not run', () => {
  const rule = (detection: string, more = '') =>
    readRule(`title: T\nlogsource: {product: windows}\n${more}detection:\n${detection.replace(/^/gm, '  ')}\n`);
  const reason = (read: ReturnType<typeof readRule>) => {
    const [issue] = read.kind === 'unsupported' ? read.issues : [];
    return issue === undefined ? null : [issue.code, issue.place.kind === 'path' ? issue.place.path : issue.place.kind];
  };

  it.each([
    ['a: {b|near: x}\ncondition: a', 'sigma-unsupported', 'detection.a.b|near'],
    ['a: {b|expand: "%Admins%"}\ncondition: a', 'sigma-unsupported', 'detection.a.b|expand'],
    ['a: {b|re: "(?=x)y"}\ncondition: a', 'sigma-unsupported', 'detection.a.b|re'],
    ['a: {b|re: "("}\ncondition: a', 'sigma-malformed', 'detection.a.b|re'],
    ['a: {b|re: "(a{1,1000}){1,1000}"}\ncondition: a', 'sigma-unsupported', 'detection.a.b|re'],
    ['a: {b|cidr: x}\ncondition: a', 'sigma-malformed', 'detection.a.b|cidr'],
    ['a: {b|gt: x}\ncondition: a', 'sigma-malformed', 'detection.a.b|gt'],
    ['a: {b|exists: maybe}\ncondition: a', 'sigma-malformed', 'detection.a.b|exists'],
    ['a: {b|base64: "x*"}\ncondition: a', 'sigma-malformed', 'detection.a.b|base64'],
    ['a: {b|i: x}\ncondition: a', 'sigma-malformed', 'detection.a.b|i'],
    ...[
      ['exists|contains', 'true'],
      ['cidr|contains', '10.0.0.0/8'],
      ['gt|endswith', '5'],
      ['lt|hour|gt', '5'],
      ['minute|hour', '5'],
      ['gt|gt', '5'],
      ['cidr|re', 'x'],
      ['fieldref|windash', 'c'],
      ['hour|base64', '5'],
    ].map(([key, value]) => [`a: {b|${key}: ${value}}\ncondition: a`, 'sigma-unsupported', `detection.a.b|${key}`]),
    ['a: {b|expand|cidr: x}\ncondition: a', 'sigma-malformed', 'detection.a.b|expand|cidr'],
    ['a: {b|contains|i: x}\ncondition: a', 'sigma-malformed', 'detection.a.b|contains|i'],
    ['a: {b: {c: d}}\ncondition: a', 'sigma-unsupported', 'detection.a.b[0]'],
    ['a: [[x]]\ncondition: a', 'sigma-unsupported', 'detection.a[0]'],
    ['a: []\ncondition: a', 'sigma-malformed', 'detection.a'],
    ['a: {b: []}\ncondition: a', 'sigma-malformed', 'detection.a.b'],
    ['a: {}\ncondition: a', 'sigma-malformed', 'detection.a'],
    ['a: null\ncondition: a', 'sigma-malformed', 'detection.a'],
    ['a: {b: c}', 'sigma-malformed', 'detection.condition'],
    ['a: {b: c}\ncondition: a and', 'sigma-malformed', 'detection.condition'],
    ['a: {b: c}\ncondition: (a', 'sigma-malformed', 'detection.condition'],
    ['a: {b: c}\ncondition: a b', 'sigma-malformed', 'detection.condition'],
    ['a: {b: c}\ncondition: d', 'sigma-malformed', 'detection.condition'],
    ['a: {b: c}\ncondition: 1 of x*', 'sigma-malformed', 'detection.condition'],
    ['a: {b: c}\ncondition: 2 of them', 'sigma-unsupported', 'detection.condition'],
    ['a: {b: c}\ncondition: a | count() > 5', 'sigma-unsupported', 'detection.condition'],
    ['a: {b: c}\ntimeframe: 5m\ncondition: a', 'sigma-unsupported', 'detection.timeframe'],
  ])('%j', (detection, code, path) => {
    expect(reason(rule(detection))).toEqual([code, path]);
  });

  it('says so of other taxonomies, of rules over everything, and of broken YAML', () => {
    expect(reason(rule('a: {b: c}\ncondition: a', 'taxonomy: ocsf\n'))).toEqual(['sigma-unsupported', 'taxonomy']);
    expect(reason(readRule('title: T\nlogsource: {}\ndetection: {a: {b: c}, condition: a}'))?.[1]).toBe('logsource');
    expect(reason(readRule('title: [T'))?.[0]).toBe('yaml-malformed');
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghij'.split('').map((key, at) => `${key}: &${key} [${`*${'abcdefghij'[at]},`.repeat(9)}]`),
    ].join('\n');
    expect(reason(readRule(`title: T\n${bomb}`))?.[0]).toMatch(/^yaml-/);
  });

  it('refuses conditions and expressions without bound soon', () => {
    const begun = performance.now();
    expect(reason(rule(`a: {b: c}\ncondition: ${'('.repeat(5000)}a`))?.[0]).toBe('sigma-malformed');
    expect(reason(rule(`a: {b: c}\ncondition: ${'a or '.repeat(5000)}a`))?.[0]).toBe('sigma-malformed');
    expect(rule(`a: {b: c}\ncondition: ${'not '.repeat(3000)}a`).kind).toBe('detection');
    const hostile = `${'a'.repeat(50_000)}!`;
    expect(select(of('CommandLine|re', '(a+)+$'), lines(hostile, 'aaa'))).toEqual([1]);
    expect(select(of('CommandLine', `${'*a'.repeat(200)}b`), lines(hostile))).toEqual([]);
    const long = `${'a'.repeat(50_000)} -b`;
    expect(select(of('CommandLine|windash', long), lines(long.replace('-', '/'), long))).toEqual([0, 1]);
    expect(rule(`"${'x'.repeat(900)}": {b: c}\ncondition: 1 of ${'*x'.repeat(400)}`).kind).toBe('detection');
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  it.each([
    ['many patterns', `${'* or '.repeat(1900)}*`],
    ['many conditions', Array.from({ length: 1900 }, () => '* or *')],
    ['large parts named often', `${'large or '.repeat(1900)}large`],
  ])('refuses a rule of %s over many names before it is laid out', (_, condition) => {
    const names = Array.from({ length: 4500 }, (__, at): [string, unknown] => [`n${at}`, 'c']);
    const large = { field: Array.from({ length: 9000 }, (__, at) => `x${at}`) };
    const begun = performance.now();
    const document = { title: 'T', logsource: { product: 'windows' } };
    const detection = { ...Object.fromEntries(names), large, condition };
    const read = readSigma({ ...document, detection }, { id: 'r', name: 'r', techniqueIds: [] });
    expect(reason(read)).toEqual(['sigma-malformed', 'detection.condition']);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
