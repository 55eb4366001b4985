import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DetectionRun } from '../../src/domain/detection/detection-run';
import { makeRuleCollector } from '../../src/formats/rule-files';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { behaviourAnswers } from '../../workers/history/behaviour-answers';
import { historyAnswers } from '../../workers/history/history-answers';
import { ruleAnswers } from '../../workers/history/rule-answers';
import { importFile } from '../history/import-as-worker';
import { makeFile } from '../history/made-up-logs';
import { makeInfectedHost } from './made-up-host';
import { writeConnLog } from './made-up-site';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

const SMB_RULE = `title: SMB to a host
id: 55555555-5555-4555-8555-555555555555
tags: [attack.t1021.002]
level: high
logsource: {product: zeek, service: conn}
detection:
  s: {id.resp_p: 445}
  condition: s
`;

const REQUEST = { histories: null, from: null, to: null };

async function run(at: string): Promise<DetectionRun> {
  const result = await behaviourAnswers.runDetection('own', REQUEST, at, () => undefined);
  if (!result.ok) throw new Error(result.issues[0]?.message);
  return result.value;
}

async function read<Answer>(work: (db: HistoryDatabase) => Promise<Answer>): Promise<Answer> {
  const db = new HistoryDatabase('own');
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const listAlerts = () => read((db) => db.alerts.toArray());

async function imported(name: string, content: string): Promise<string> {
  const receipt = await importFile(makeFile(name, content));
  if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
  return receipt.value.id;
}

/** @returns its id */
async function storeRule(text: string): Promise<string | undefined> {
  const collector = makeRuleCollector();
  collector.addYaml(text, 'rule.yml', null);
  const { rules } = collector.finish();
  const workspace = new WorkspaceDatabase('own');
  await workspace.rules.bulkPut([...rules]);
  workspace.close();
  return rules[0]?.id;
}

describe('a run over histories', () => {
  it('raises one alert for a host that beacons and scans, and opens into signals and records', async () => {
    const history = await imported('conn.log', writeConnLog(makeInfectedHost()));
    const done = await run('2026-11-25T12:00:00Z');
    expect(done.flows).toBe(makeInfectedHost().length);
    expect(done.distillation).toMatchObject({ records: done.flows, decided: 0, alerts: 1 });
    const [alert] = await listAlerts();
    expect(alert).toMatchObject({ host: '10.0.0.7', verdict: null });
    expect(alert?.evidence.map(({ of }) => of).sort()).toEqual(['regular connections', 'scanning']);
    const ids = alert?.evidence.flatMap((each) => each.signals) ?? [];
    const signals = (await read((db) => db.signals.bulkGet(ids))).flatMap((signal) => signal ?? []);
    expect(signals.map(({ rule }) => rule).sort()).toEqual(['beacon', 'scan-hosts']);
    for (const { id, peer } of signals) {
      const { rows, gone } = await behaviourAnswers.readSignalRecords('own', id);
      expect([rows.length > 20, gone]).toEqual([true, 0]);
      for (const { fields, history: from } of rows) {
        expect(from).toBe(history);
        const known = new Map(fields);
        expect(known.get('source.ip')).toBe('10.0.0.7');
        if (peer !== null) expect(known.get('destination.ip')).toBe(peer);
      }
    }
  });

  it('applies decisions to the next run: false and benign are not raised again, true keeps its mark and id', async () => {
    await imported('conn.log', writeConnLog(makeInfectedHost()));
    await run('2026-11-25T12:00:00Z');
    const [alert] = await listAlerts();
    if (alert === undefined) throw new Error('no alert');
    const decide = (verdict: 'true' | 'false' | 'benign', at: string) =>
      behaviourAnswers.decide('own', {
        alert: alert.id,
        host: alert.host,
        verdict,
        reason: 'A test of the red team',
        author: 'Ada',
        at,
        signals: alert.evidence.flatMap(({ signals }) => signals),
      });
    await decide('true', '2026-11-25T12:01:00Z');
    await run('2026-11-25T12:02:00Z');
    expect(await listAlerts()).toMatchObject([{ id: alert.id, verdict: { verdict: 'true', author: 'Ada' } }]);
    await decide('false', '2026-11-25T12:03:00Z');
    expect(await listAlerts()).toMatchObject([{ id: alert.id, verdict: { verdict: 'false' } }]);
    const after = await run('2026-11-25T12:04:00Z');
    expect(after.distillation).toMatchObject({ signals: 2, decided: 2, afterVerdicts: 0, alerts: 0 });
    expect(await listAlerts()).toEqual([]);
    // Taken back, it is raised again under its own id.
    await behaviourAnswers.undecide('own', alert.id);
    await run('2026-11-25T12:05:00Z');
    expect(await listAlerts()).toMatchObject([{ id: alert.id, verdict: null }]);
  });

  it('joins an indicator that was seen with the behaviour of the same host', async () => {
    await imported('conn.log', writeConnLog(makeInfectedHost()));
    const request = {
      watchlists: [],
      values: [{ type: 'ipv4' as const, value: '185.7.7.66' }],
      histories: null,
      from: null,
      to: null,
      hostsOfUrls: false,
    };
    await historyAnswers.saveSearch('own', { id: 's', name: 'Heron', request, createdAt: '', lookedAt: null });
    await historyAnswers.search('own', 's', request, '2026-11-25T12:00:00Z', () => undefined);
    const done = await run('2026-11-25T12:01:00Z');
    expect(done.kinds).toEqual({ behaviour: 2, sighting: 1 });
    const [alert] = await listAlerts();
    expect(alert?.evidence.map(({ kind }) => kind).sort()).toEqual(['behaviour', 'behaviour', 'sighting']);
  });

  it('joins what a Sigma rule found with the behaviour of the same host', async () => {
    await imported('conn.log', writeConnLog(makeInfectedHost()));
    await storeRule(SMB_RULE);
    const ran = await ruleAnswers.runRules(
      'own',
      { rules: null, histories: null },
      '2026-11-25T12:00:00Z',
      () => undefined,
    );
    expect(ran.rules).toMatchObject([{ outcome: 'matched' }]);
    const done = await run('2026-11-25T12:01:00Z');
    expect(done.kinds).toEqual({ behaviour: 2, sigma: 1 });
    const [alert] = await listAlerts();
    expect(alert?.host).toBe('10.0.0.7');
    // It is true of the very connections of the scan: both count once.
    const joined = alert?.evidence.map(({ signals }) => signals.map((id) => id.split(/[ |]/)[0]).sort());
    expect(joined).toContainEqual(['behaviour', 'sigma']);
    expect(joined).toContainEqual(['behaviour']);
  });

  it('takes of rules what is in service, and of what they found what is in the histories asked for', async () => {
    const history = await imported('conn.log', writeConnLog(makeInfectedHost()));
    const rule = await storeRule(SMB_RULE);
    const found = () => undefined;
    await ruleAnswers.runRules('own', { rules: null, histories: null }, '2026-11-25T12:00:00Z', found);
    await ruleAnswers.runRules('own', { rules: null, histories: ['other'] }, '2026-11-25T12:00:30Z', found);
    const kinds = async (at: string, histories: readonly string[] | null = null) => {
      const result = await behaviourAnswers.runDetection('own', { ...REQUEST, histories }, at, () => undefined);
      return result.ok ? result.value.kinds.sigma : result;
    };
    expect(await kinds('2026-11-25T12:01:00Z')).toBe(1);
    expect(await kinds('2026-11-25T12:02:00Z', [history])).toBe(1);
    expect(await kinds('2026-11-25T12:03:00Z', ['other'])).toBeUndefined();
    await storeRule(SMB_RULE.replace('level:', 'status: deprecated\nlevel:'));
    expect(await kinds('2026-11-25T12:04:00Z')).toBeUndefined();
    expect(await storeRule(SMB_RULE)).toBe(rule);
    expect(await kinds('2026-11-25T12:05:00Z')).toBe(1);
    await historyAnswers.removeHistory('own', history);
    expect(await kinds('2026-11-25T12:06:00Z')).toBeUndefined();
  });

  it('keeps nothing of a run that is stopped, and the alerts of the one before', async () => {
    await imported('conn.log', writeConnLog(makeInfectedHost()));
    await run('2026-11-25T12:00:00Z');
    const before = await listAlerts();
    const result = await behaviourAnswers.runDetection('own', REQUEST, '2026-11-25T12:01:00Z', () => {
      void behaviourAnswers.stopDetection();
    });
    expect(result).toMatchObject({ ok: false, issues: [{ code: 'detection-stopped' }] });
    expect(await listAlerts()).toEqual(before);
    expect(await read((db) => db.detectionRuns.count())).toBe(1);
  });

  it('says what is missing where no history has flows', async () => {
    const done = await run('2026-11-25T12:00:00Z');
    expect(done.notLookedAt.map(({ why }) => why).join()).toContain('No flow was read');
  });
});
