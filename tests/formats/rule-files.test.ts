import { describe, expect, it } from 'vitest';
import { makeRuleCollector, type RuleReading } from '../../src/formats/rule-files';
import { sniffRuleTable } from '../../src/formats/rule-heads';
import { readRuleTable } from '../../src/formats/rule-table';
import { sniffSigma } from '../../src/formats/sigma-rule';

const RULE =
  'title: Doorbell pressed twice\nid: 11111111-2222-4333-8444-555555555555\nstatus: stable\nlogsource:\n  product: doorbell\ndetection:\n  sel: {Presses: 2}\n  condition: sel\nlevel: low\ntags: [attack.t1059.001, attack.execution]\n';

function read(text: string): RuleReading {
  const collector = makeRuleCollector();
  collector.addYaml(text, 'made-up.yml', null);
  const reading = collector.finish();
  const { read: all, repeated, leftOut } = reading.counts;
  expect(all).toBe(reading.rules.length + reading.dataSources.length + repeated + leftOut);
  return reading;
}

function codes(text: string): readonly string[] {
  return read(text).issues.map(({ code, place }) => `${code} ${place.kind === 'line' ? place.line : place.kind}`);
}

describe('Sigma rules', () => {
  it('reads name, id, techniques, log source, status and level, and keeps the text', () => {
    expect(read(RULE).rules).toEqual([
      {
        id: 'sigma:11111111-2222-4333-8444-555555555555',
        name: 'Doorbell pressed twice',
        language: 'sigma',
        techniqueIds: ['T1059.001'],
        logSource: { product: 'doorbell', category: '', service: '' },
        status: 'stable',
        level: 'low',
        fileName: 'made-up.yml',
        text: RULE,
      },
    ]);
  });

  it.each([
    ['CRLF and a byte order mark', `\uFEFF${RULE.replaceAll('\n', '\r\n')}`],
    ['a mark before it', `---\n${RULE}`],
    ['the rule as the only item of a list', `- ${RULE.trimEnd().replaceAll('\n', '\n  ')}\n`],
  ])('takes %s', (_name, text) => {
    expect(read(text).rules.map(({ techniqueIds, name }) => [name, ...techniqueIds])).toEqual([
      ['Doorbell pressed twice', 'T1059.001'],
    ]);
  });

  it.each([
    ['attack.T1059.001', ['T1059.001']],
    ['attack.t0803', ['T0803']],
    ['attack.t1059_001', ['T1059.001']],
    ['attack.g0049', []],
    ['attack.s0002', []],
    ['attack.defense-evasion', []],
    ['cve.2021-44228', []],
  ])('of tag %s takes %j', (tag, techniques) => {
    const { rules, issues } = read(RULE.replace('attack.t1059.001', tag));
    expect([rules[0]?.techniqueIds, issues]).toEqual([techniques, []]);
  });

  it('reports a tag that is meant to be a technique and is none, and tags that are no list', () => {
    expect(codes(RULE.replace('attack.t1059.001', 'attack.t105'))).toEqual(['rule-technique-malformed 1']);
    const { rules, issues } = read(RULE.replace(/tags: .*/, 'tags: attack.t1003'));
    expect([rules[0]?.techniqueIds, issues.map(({ code }) => code)]).toEqual([['T1003'], ['rule-tags-no-list']]);
  });

  it('says that a value is of a wrong type, instead of dropping it', () => {
    const text = RULE.replace('status: stable', 'status: [stable]')
      .replace('logsource:\n  product: doorbell', 'logsource: doorbell')
      .replace('attack.execution', '{a: b}');
    const { rules, issues } = read(text);
    expect(rules).toMatchObject([{ status: '', logSource: { product: '' }, techniqueIds: ['T1059.001'] }]);
    expect(issues.map(({ message }) => message)).toEqual([
      'status of this rule is no text.',
      'A tag of this rule is no text.',
      'logsource of this rule is no map.',
    ]);
  });

  it('makes an id of the content where a rule has none, the same on every reading', () => {
    const without = RULE.replace(/id: .*\n/, '');
    const [id] = read(without).rules.map((rule) => rule.id);
    expect(id).toMatch(/^sigma:~[0-9a-f]{32}$/);
    expect(read(without.replaceAll('\n', '\r\n')).rules[0]?.id).toBe(id);
    expect(read(without.replace('twice', 'thrice')).rules[0]?.id).not.toBe(id);
  });

  it('reads correlations, which have no log source', () => {
    const text =
      'title: Often\nid: a\ncorrelation:\n  type: event_count\n  rules: [x]\n  timespan: 5m\ntags:\n  - attack.t1110\n';
    expect(read(text).rules).toMatchObject([
      { techniqueIds: ['T1110'], logSource: { product: '', category: '', service: '' } },
    ]);
  });

  it('joins the common part of a collection with each rule behind it', () => {
    const text =
      'action: global\ntitle: Common\ntags: [attack.t1003]\nlevel: high\n---\nlogsource: {product: one}\ndetection: {a: {b: 1}, condition: a}\n---\nlogsource: {product: two}\ndetection: {a: {b: 2}, condition: a}\nlevel: low\n---\naction: reset\n---\ntitle: Alone\nlogsource: {product: three}\ndetection: {a: {b: 3}, condition: a}\n';
    const { rules, issues } = read(text);
    expect(
      rules.map(({ name, techniqueIds, level, logSource }) => [name, techniqueIds.join(), level, logSource.product]),
    ).toEqual([
      ['Common', 'T1003', 'high', 'one'],
      ['Common', 'T1003', 'low', 'two'],
      ['Alone', '', '', 'three'],
    ]);
    expect(rules[1]?.text).toContain('action: global');
    expect(issues).toEqual([]);
  });

  it('takes a part of a collection that holds its log source alone', () => {
    const text =
      'action: global\ntitle: Common\nid: c\ndetection: {a: {b: 1}, condition: a}\ntags: [attack.t1003]\n---\nlogsource: {product: one}\n---\nlogsource: {product: two}\n';
    const { rules } = read(text);
    expect(rules.map(({ id, logSource }) => [id.replace(/#.*/, '#'), logSource.product])).toEqual([
      ['sigma:c', 'one'],
      ['sigma:c#', 'two'],
    ]);
  });

  it('builds a repeated rule on the one before', () => {
    const text = `${RULE}---\naction: repeat\nid: b\ntitle: Again\nlogsource: {service: bell}\n`;
    expect(read(text).rules[1]).toMatchObject({
      id: 'sigma:b',
      name: 'Again',
      logSource: { product: 'doorbell', service: 'bell' },
    });
  });

  it('keeps apart rules that share an id, and counts equal ones once', () => {
    const { rules, counts, issues } = read([RULE, RULE.replace('twice', 'thrice'), RULE].join('---\n'));
    expect(rules).toHaveLength(2);
    expect(rules[1]?.id).toMatch(/^sigma:11111111-.*#[0-9a-f]{8}$/);
    expect(counts).toMatchObject({ read: 3, repeated: 1, leftOut: 0 });
    expect(issues.map(({ code }) => code)).toEqual(['rule-id-taken', 'rule-repeated']);
  });

  it('leaves out what is no rule, each with its line, and reads the rest', () => {
    const text = `${RULE}---\ntitle: Filter\nlogsource: {product: x}\nfilter: {rules: [a]}\n---\ntitle: Broken\ntags: [a\nb: c\n---\njust words\n---\nname: something else\n---\ntitle: No detection\nlogsource: {product: x}\n---\naction: global\ntitle: nothing behind\n`;
    const { rules, counts } = read(text);
    expect([rules.length, counts.leftOut]).toEqual([2, 5]);
    expect(codes(text)).toEqual([
      'yaml-malformed 18',
      'rule-no-map 20',
      'rule-kind-unknown 22',
      'sigma-no-detection 24',
      'sigma-common-alone 27',
    ]);
  });

  it('is not led astray by keys of prototypes', () => {
    const { rules } = read(`__proto__: {title: Wrong, polluted: 1}\nconstructor: {prototype: {polluted: 1}}\n${RULE}`);
    expect(rules[0]?.name).toBe('Doorbell pressed twice');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses junk behind a sound beginning soon', () => {
    const started = performance.now();
    const { counts } = read(`${RULE}x: ${'['.repeat(10 * 1024 * 1024)}`);
    expect(counts).toEqual({ read: 1, repeated: 0, leftOut: 1 });
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('is told by its content', () => {
    expect(sniffSigma(RULE)).toBe(true);
    expect(sniffSigma(`# head\r\n- ${RULE.replaceAll('\n', '\n  ')}`)).toBe(true);
    expect(sniffSigma('action: global\ntitle: x\n')).toBe(true);
    expect(sniffSigma('title: a page\nlayout: post\n')).toBe(false);
  });
});

describe('Panther rules', () => {
  it('reads reports in every order, and what is switched off', () => {
    const text =
      'AnalysisType: scheduled_rule\nRuleID: Bell.Rings\nEnabled: false\nSeverity: High\nScheduledQueries: [Bells]\nReports:\n  CIS: [1.1]\n  MITRE ATT&CK: ["TA0006:T1110.003", TA0001:T1078]\n';
    expect(read(text).rules).toMatchObject([
      {
        id: 'panther:Bell.Rings',
        name: 'Bell.Rings',
        techniqueIds: ['T1110.003', 'T1078'],
        status: 'disabled',
        level: 'high',
        logSource: { product: 'Bells', category: 'scheduled rule' },
      },
    ]);
  });

  it('leaves parts of rules out', () => {
    expect(codes('AnalysisType: global\nGlobalID: helper\n')).toEqual(['panther-no-rule 1']);
  });
});

describe('Splunk detections', () => {
  const head =
    'name: Bell\nid: 9A\nstatus: production\ntype: TTP\nsearch: "| bells"\ndata_source: [Sysmon EventID 1, Bells]\n';

  it.each([
    ['under tags', `${head}tags:\n  mitre_attack_id: [T1003.001, T1059]\n`],
    ['at the top level', `${head}mitre_attack_id:\n- T1003.001\n- T1059\n`],
  ])('reads techniques %s', (_name, text) => {
    expect(read(text).rules).toMatchObject([
      {
        id: 'splunk:9a',
        techniqueIds: ['T1003.001', 'T1059'],
        logSource: { product: 'Sysmon EventID 1, Bells' },
        status: 'production',
      },
    ]);
  });

  it('leaves baselines out', () => {
    expect(codes(head.replace('TTP', 'Baseline'))).toEqual(['splunk-no-detection 1']);
  });
});

describe('tables of rules', () => {
  it('joins the rows of one name', () => {
    const { rules, counts } = readRuleTable(
      'technique,rule\nT1003,Dump\nt1003.001,Dump\nT1059,"Shell, odd"\nT1003,Dump\n',
      'x.csv',
    );
    expect(rules.map(({ name, techniqueIds }) => [name, ...techniqueIds])).toEqual([
      ['Dump', 'T1003', 'T1003.001'],
      ['Shell, odd', 'T1059'],
    ]);
    expect(counts).toEqual({ read: 4, repeated: 1, leftOut: 0 });
  });

  it('reports rows that say nothing', () => {
    const { issues, counts } = readRuleTable('T1003,Dump\nnonsense,Rule\nT1059,\n', 'x.csv');
    expect(issues.map(({ code, place }) => [code, place.kind === 'line' && place.line])).toEqual([
      ['rule-technique-malformed', 2],
      ['rule-unnamed', 3],
    ]);
    expect(counts).toEqual({ read: 3, repeated: 0, leftOut: 2 });
  });

  it('is told from other tables', () => {
    expect(sniffRuleTable('T1003;Dump\r\nT1059;Shell\r\n')).toBe(true);
    expect(sniffRuleTable('sensor,group\nSysmon,Servers\n')).toBe(false);
    expect(sniffRuleTable('Technique ID,Technique name\nT1003,OS Credential Dumping\n')).toBe(false);
    expect(sniffRuleTable('T1003,3,#ff0000,note\nT1059,2,#00ff00,note\n')).toBe(false);
  });
});
