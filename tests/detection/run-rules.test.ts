import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rule } from '../../src/domain/coverage/rule';
import { latestResults, listTests, type RuleOutcome, type RuleRun } from '../../src/domain/detection/sigma/rule-run';
import { makeRuleCollector } from '../../src/formats/rule-files';
import { HistoryDatabase } from '../../src/store/history-database';
import { listRuleRuns } from '../../src/store/rule-runs';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import type { RuleProgress } from '../../workers/contract/rules';
import { ruleAnswers } from '../../workers/history/rule-answers';
import { makeRulePart } from '../../workers/history/rule-part';
import { runRules } from '../../workers/history/run-rules';
import { importFile } from '../history/import-as-worker';
import { makeFile } from '../history/made-up-logs';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

const AT = '2026-11-25T12:00:00Z';
const RULES = `title: Encoded shell
id: 11111111-1111-4111-8111-111111111111
tags: [attack.t1059.001]
level: high
logsource: {product: windows, category: process_creation}
detection:
  s: {CommandLine|contains: ' -enc '}
  condition: s
---
title: Nobody logs it
id: 22222222-2222-4222-8222-222222222222
logsource: {product: windows, category: dns_query}
detection:
  s: {QueryName: x}
  condition: s
---
title: Old form
id: 33333333-3333-4333-8333-333333333333
logsource: {product: windows}
detection:
  s: {EventID: 1}
  condition: s | count() > 5
---
title: Silent
id: 44444444-4444-4444-8444-444444444444
logsource: {product: windows, service: sysmon}
detection:
  s: {EventID: 99}
  condition: s
---
title: Not on the test host
logsource: {product: windows, category: process_creation}
filter:
  rules: [11111111-1111-4111-8111-111111111111]
  selection: {Computer: test}
  condition: not selection
`;

async function storeRules(text = RULES): Promise<readonly Rule[]> {
  const collector = makeRuleCollector();
  collector.addYaml(text, 'rules.yml', null);
  const { rules } = collector.finish();
  const db = new WorkspaceDatabase('own');
  await db.rules.bulkPut([...rules]);
  db.close();
  return rules;
}

function event(at: number, host: string, command: string): string {
  return JSON.stringify({
    EventID: 1,
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Hostname: host,
    UtcTime: new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString().replace('T', ' ').replace('Z', ''),
    Image: 'C:\\a.exe',
    CommandLine: command,
  });
}

async function storeHistory(): Promise<string> {
  const lines = [
    event(0, 'Alpha', 'a.exe -enc aaaa'),
    event(1, 'Alpha', 'a.exe'),
    event(2, 'Beta', 'a.exe -ENC bbbb'),
    event(3, 'Alpha', 'b.exe -enc cccc'),
    event(4, 'test', 'b.exe -enc dddd'),
  ];
  const receipt = await importFile(makeFile('sysmon.json', `${lines.join('\n')}\n`));
  if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
  return receipt.value.id;
}

describe('what a rule came to last', () => {
  const ran = (at: number, outcome: RuleOutcome, histories: readonly string[], complete = true): RuleRun => ({
    ...{ id: `run-${at}`, at: String(at), complete, tookMs: 1, records: 1 },
    histories: Object.fromEntries(histories.map((id) => [id, 1])),
    rules: [
      {
        ...{ rule: 'r', title: 'R', level: 'high', techniques: [], outcome, isCorrelation: false, isQuiet: false },
        ...{ looked: 1, matched: 0, first: null, last: null, hosts: [], hostCount: 0, issues: [] },
      },
    ],
  });
  const last = (...runs: readonly RuleRun[]) => latestResults(runs, new Set(['a', 'b'])).map(({ at }) => at);

  it('is its match before, where it has not been looked at in full since', () => {
    const matched = ran(1, 'matched', ['a']);
    expect(last(ran(2, 'no records', ['b']), matched)).toEqual(['1']);
    expect(last(ran(2, 'silent', ['b']), matched)).toEqual(['1']);
    expect(last(ran(2, 'silent', ['a'], false), matched)).toEqual(['1']);
    expect(last(ran(3, 'silent', ['a'], false), ran(2, 'silent', ['a']), matched)).toEqual(['3']);
    expect(last(ran(2, 'silent', ['a', 'b']), matched)).toEqual(['2']);
    expect(last(ran(2, 'matched', ['b']), matched)).toEqual(['2']);
    expect(last(ran(2, 'no records', ['b']), ran(1, 'matched', ['removed']))).toEqual(['2']);
  });
});

describe('a run of rules', () => {
  it('tells of each rule what it found, or why it was not run, and keeps it', async () => {
    await storeRules();
    const history = await storeHistory();
    const told: RuleProgress[] = [];
    const run = await ruleAnswers.runRules('own', { rules: null, histories: null }, AT, (progress) =>
      told.push(progress),
    );
    expect(run).toMatchObject({ complete: true, records: 5, histories: { [history]: 5 } });
    expect(run.rules.map(({ title, outcome, looked, matched }) => [title, outcome, looked, matched])).toEqual([
      ['Encoded shell', 'matched', 5, 3],
      ['Nobody logs it', 'no records', 0, 0],
      ['Silent', 'silent', 5, 0],
      ['Old form', 'unsupported', 0, 0],
    ]);
    const [shell, , , old] = run.rules;
    expect(shell).toMatchObject({ hostCount: 2, first: Date.UTC(2026, 0, 1), last: Date.UTC(2026, 0, 1) + 3000 });
    expect(shell?.issues.map(({ code, found }) => [code, found])).toEqual([['sigma-filtered', 'Not on the test host']]);
    expect(old?.issues[0]).toMatchObject({ code: 'sigma-unsupported', place: { path: 'detection.condition' } });
    expect(told.at(-1)).toMatchObject({ segmentsDone: 1, segmentsTotal: 1, matched: 3 });

    const db = new HistoryDatabase('own');
    const runs = await listRuleRuns(db);
    db.close();
    expect(runs).toEqual([run]);
    expect([...listTests(runs)].map(([rule, test]) => [rule.slice(0, 8), test.outcome, test.matched])).toEqual([
      ['sigma:11', 'matched', 3],
      ['sigma:44', 'silent', 0],
    ]);
    const records = await ruleAnswers.readRuleRecords('own', shell?.hosts[0]?.records ?? [], 10);
    expect(records.map(({ line, fileName }) => [line, fileName])).toEqual([
      [1, 'sysmon.json'],
      [4, 'sysmon.json'],
    ]);
    await ruleAnswers.removeRuleRun('own', run.id);
    expect(
      await ruleAnswers.readRuleRecords('own', [{ historyId: history, segmentId: 'gone', rows: [0] }], 10),
    ).toEqual([]);
  });

  it.each(['disabled', 'deprecated'])('narrows nothing by a filter that is %s', async (status) => {
    await storeRules(RULES.replace('title: Not on the test host', `$&\nstatus: ${status}`));
    await storeHistory();
    const { rules } = await ruleAnswers.runRules('own', { rules: null, histories: null }, AT, () => undefined);
    const shell = rules.find(({ title }) => title === 'Encoded shell');
    expect([shell?.matched, shell?.issues]).toEqual([4, []]);
  });

  it('runs chosen rules over chosen histories, and keeps twenty runs', async () => {
    const [first] = await storeRules();
    await storeHistory();
    for (let at = 0; at < 22; at++) {
      const moment = new Date(Date.parse(AT) + at * 1000).toISOString();
      const run = await ruleAnswers.runRules(
        'own',
        { rules: [first?.id ?? ''], histories: ['none'] },
        moment,
        () => undefined,
      );
      expect(run.rules.map(({ outcome }) => outcome)).toEqual(['no records']);
    }
    const db = new HistoryDatabase('own');
    const runs = await listRuleRuns(db);
    db.close();
    expect([runs.length, runs[0]?.at]).toEqual([20, new Date(Date.parse(AT) + 21_000).toISOString()]);
  });

  it('keeps what was found until it was stopped', async () => {
    const rules = await storeRules();
    await storeHistory();
    const db = new HistoryDatabase('own');
    const run = await runRules(db, {
      rules,
      chosen: null,
      histories: null,
      at: AT,
      startParts: () => [{ part: makeRulePart(), stop: () => undefined }],
      onProgress: () => undefined,
      isStopped: () => true,
    });
    expect(run.complete).toBe(false);
    expect((await listRuleRuns(db)).map(({ complete }) => complete)).toEqual([false]);
    db.close();
  });

  it.each(['prepare', 'run'] as const)(
    'ends a part that does not answer to “%s” once it is stopped',
    async (silent) => {
      const rules = await storeRules();
      await storeHistory();
      const db = new HistoryDatabase('own');
      let isStopped = false;
      const begun = performance.now();
      const part = { ...makeRulePart(), [silent]: () => new Promise<never>(() => undefined) };
      setTimeout(() => {
        isStopped = true;
      }, 100);
      const run = await runRules(db, {
        rules,
        chosen: null,
        histories: null,
        at: AT,
        startParts: () => [{ part, stop: () => undefined }],
        onProgress: () => undefined,
        isStopped: () => isStopped,
      });
      expect(run.complete).toBe(false);
      expect(performance.now() - begun).toBeLessThan(4000);
      db.close();
    },
  );
});
