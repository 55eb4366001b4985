import { expect } from 'vitest';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentRules } from '../../src/domain/detection/sigma/evaluate-segment';
import { readSigma } from '../../src/domain/detection/sigma/read-sigma';
import { planRules } from '../../src/domain/detection/sigma/rule-plan';
import { readSigmaSource } from '../../src/formats/sigma-source';
import { HistoryDatabase } from '../../src/store/history-database';
import { listSegments, readColumns } from '../../src/store/read-segments';

function parseRule(text: string, at: number) {
  const source = readSigmaSource(text);
  if (!source.ok) throw new Error(source.issues[0]?.message);
  return readSigma(source.value, { id: `rule-${at}`, name: '', techniqueIds: [] });
}

/** Positions of the records that each rule matches in an imported file, in its order. */
export async function evaluateStored(
  history: string,
  texts: readonly string[],
): Promise<readonly (readonly number[])[]> {
  const plan = planRules(texts.map(parseRule));
  expect(plan.unsupported).toEqual([]);
  const rules = makeSegmentRules(plan);
  const found = texts.map((): number[] => []);
  const db = new HistoryDatabase('own');
  let before = 0;
  for (const segment of await listSegments(db, history)) {
    const open = async (wanted: (field: string) => boolean) =>
      openSegment({ rows: segment.rows, columns: await readColumns(db, segment, wanted) });
    const classes = rules.classify(await open((field) => rules.originFields.includes(field)));
    const wanted = rules.wanted(
      classes,
      segment.fields.map(({ field }) => field),
    );
    for (const { rule, rows } of rules.evaluate(await open((field) => wanted.has(field)), classes))
      for (const row of rows) found[rule]?.push(before + row);
    before += segment.rows;
  }
  db.close();
  return found;
}
