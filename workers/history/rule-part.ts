import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentRules, type SegmentRules } from '../../src/domain/detection/sigma/evaluate-segment';
import { HistoryDatabase } from '../../src/store/history-database';
import { readColumns } from '../../src/store/read-segments';
import type { RulePart } from './rule-part-contract';

/** One of several that run the same rules, each through its own segments. */
export function makeRulePart(): RulePart {
  let ready: { readonly db: HistoryDatabase; readonly rules: SegmentRules } | null = null;
  return {
    async prepare(workspace, plan) {
      ready = { db: new HistoryDatabase(workspace), rules: makeSegmentRules(plan) };
    },
    async run(id) {
      if (ready === null) throw new Error('A part of a run of rules was not prepared.');
      const { db, rules } = ready;
      const segment = await db.segments.get(id);
      // Dropped meanwhile.
      if (segment === undefined) return null;
      const origins = await readColumns(db, segment, (field) => rules.originFields.includes(field));
      const classes = rules.classify(openSegment({ rows: segment.rows, columns: origins }));
      const wanted = rules.wanted(
        classes,
        segment.fields.map(({ field }) => field),
      );
      // No rule is for any record of this segment.
      if (wanted.size === 0) return [];
      const columns = await readColumns(db, segment, (field) => wanted.has(field));
      return rules.evaluate(openSegment({ rows: segment.rows, columns }), classes);
    },
    async finish() {
      ready?.db.close();
    },
  };
}
