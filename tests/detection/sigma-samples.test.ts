import 'fake-indexeddb/auto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentRules } from '../../src/domain/detection/sigma/evaluate-segment';
import { readSigma } from '../../src/domain/detection/sigma/read-sigma';
import { planRules } from '../../src/domain/detection/sigma/rule-plan';
import { readSigmaSource } from '../../src/formats/sigma-source';
import { HistoryDatabase } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';
import { WorkspaceDatabase } from '../../src/store/workspace-database';
import { importFile } from '../history/import-as-worker';
import { makeFile } from '../history/made-up-logs';
import { describeWithShared, SHARED } from '../shared-data';
import { MADE_UP_RULES } from './made-up-rules';
import { evaluatePlainly, type RawRecord } from './plain-sigma';

const clear = () => Promise.all([new HistoryDatabase('own').delete(), new WorkspaceDatabase('own').delete()]);
beforeEach(clear);
afterEach(clear);

const MORDOR = join(SHARED, 'samples', 'logs', 'mordor');
const SIGMA = join(SHARED, 'samples', 'inventories', 'sigma');

function parseRule(text: string, at: number) {
  const source = readSigmaSource(text);
  if (!source.ok) throw new Error(source.issues[0]?.message);
  return readSigma(source.value, { id: `rule-${at}`, name: '', techniqueIds: [] });
}

/** Positions of the records that each rule matches in an imported file, by its lines. */
async function evaluateStored(history: string, texts: readonly string[]): Promise<readonly (readonly number[])[]> {
  const plan = planRules(texts.map(parseRule));
  expect(plan.unsupported).toEqual([]);
  const rules = makeSegmentRules(plan);
  const found = texts.map((): number[] => []);
  const db = new HistoryDatabase('own');
  for (const segment of await listSegments(db, history)) {
    const open = async (wanted: (field: string) => boolean) =>
      openSegment({ rows: segment.rows, columns: await readColumns(db, segment, wanted) });
    const classes = rules.classify(await open((field) => rules.originFields.includes(field)));
    const wanted = rules.wanted(
      classes,
      segment.fields.map(({ field }) => field),
    );
    const lines = (await open((field) => field === 'record.line')).reader('record.line');
    for (const { rule, rows } of rules.evaluate(await open((field) => wanted.has(field)), classes))
      for (const row of rows) found[rule]?.push((lines?.numberAt(row) ?? 0) - 1);
  }
  db.close();
  return found;
}

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
