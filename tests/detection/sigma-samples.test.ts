import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HistoryDatabase } from '../../src/store/history-database';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { importFile } from '../history/import-as-worker';
import { makeFile } from '../history/made-up-logs';
import { describeWithShared, SHARED } from '../shared-data';
import { evaluateStored } from './evaluate-stored';
import { MADE_UP_RULES } from './made-up-rules';
import { evaluatePlainly, type RawRecord } from './plain-sigma';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

const MORDOR = join(SHARED, 'samples', 'logs', 'mordor');
const SIGMA = join(SHARED, 'samples', 'inventories', 'sigma');

describeWithShared('Sigma over recorded attacks', () => {
  const published = () =>
    readdirSync(SIGMA)
      .map((name) => readFileSync(join(SIGMA, name), 'utf8'))
      .filter((text) => /product: windows/.test(text));

  it('matches what a plain evaluation of the JSON matches, rule by rule', async () => {
    const rules = [...MADE_UP_RULES, ...published()];
    const matched = rules.map(() => 0);
    for (const name of readdirSync(MORDOR)) {
      const text = readFileSync(join(MORDOR, name), 'utf8');
      const records = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as RawRecord);
      const receipt = await importFile(makeFile(name, text));
      if (!receipt.ok) throw new Error(receipt.issues[0]?.message);
      const stored = await evaluateStored(receipt.value.id, rules);
      for (const [at, rule] of rules.entries()) {
        const plain = evaluatePlainly(rule, records);
        expect(stored[at], `${/title: .*/.exec(rule)?.[0]} in ${name}`).toEqual(plain);
        matched[at] = (matched[at] ?? 0) + plain.length;
      }
    }
    // A comparison of nothing with nothing says nothing.
    const silent = MADE_UP_RULES.filter((_, at) => matched[at] === 0).map((rule) => /title: (.*)/.exec(rule)?.[1]);
    expect(silent).toEqual(['encoded']);
  }, 60_000);
});
