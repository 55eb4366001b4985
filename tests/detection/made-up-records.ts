import type { SealedSegment } from '../../src/domain/columns/column';
import { openSegment } from '../../src/domain/columns/open-column';
import { makeSegmentSink } from '../../src/domain/columns/segment-sink';
import { makeCollector } from '../../src/domain/detection/sigma/collect-findings';
import { makeSegmentRules } from '../../src/domain/detection/sigma/evaluate-segment';
import { readSigma } from '../../src/domain/detection/sigma/read-sigma';
import type { SigmaRule, UnsupportedRule } from '../../src/domain/detection/sigma/rule-model';
import { planRules } from '../../src/domain/detection/sigma/rule-plan';
import type { RuleResult } from '../../src/domain/detection/sigma/rule-run';
import { readSigmaSource } from '../../src/formats/sigma-source';

/** Fields as they are stored. */
export type StoredFields = Readonly<Record<string, string | number>>;

export const SYSMON = {
  'event.dataset': 'windows.sysmon_operational',
  'winlog.channel': 'Microsoft-Windows-Sysmon/Operational',
};

export function storeRecords(records: readonly StoredFields[]): readonly SealedSegment[] {
  const segments: SealedSegment[] = [];
  const sink = makeSegmentSink((segment) => segments.push(segment));
  for (const [at, record] of records.entries()) {
    sink.begin(at + 1, at, 1);
    for (const [field, value] of Object.entries(record)) {
      const column = sink.column(field);
      if (typeof value === 'number') column.putNumber(value);
      else column.putText(value);
    }
  }
  sink.end();
  return segments;
}

export function readRule(text: string, id = 'r'): SigmaRule | UnsupportedRule {
  const source = readSigmaSource(text);
  if (!source.ok) return { kind: 'unsupported', id, title: '', issues: source.issues };
  return readSigma(source.value, { id, name: id, techniqueIds: [] });
}

/** Results of rules over records in memory, in the order of the rules. @param texts documents, with `id` or `name` where they are referred to */
export function runOver(texts: readonly string[], records: readonly StoredFields[]): readonly RuleResult[] {
  const plan = planRules(texts.map((text, at) => readRule(text, String(at))));
  const rules = makeSegmentRules(plan);
  const collector = makeCollector(plan);
  const segments = storeRecords(records);
  for (const [at, segment] of segments.entries()) {
    const open = openSegment(segment);
    const classes = rules.classify(open);
    const wanted = rules.wanted(classes, open.fields);
    const columns = segment.columns.filter(({ field }) => wanted.has(field));
    collector.add(at, rules.evaluate(openSegment({ rows: segment.rows, columns }), classes));
  }
  const results = collector.finish(segments.map((_, at) => ({ historyId: 'h', segmentId: String(at) })));
  return [...results].sort((one, other) => Number(one.rule) - Number(other.rule));
}

/** Positions of records that the selection finds, of process creations with these fields. */
export function select(selection: string, records: readonly StoredFields[]): readonly number[] {
  const text = `title: T\nlogsource: {product: windows, service: sysmon}\ndetection:\n  s:\n${selection.replace(/^/gm, '    ')}\n  condition: s\n`;
  const [result] = runOver(
    [text],
    records.map((record) => ({ ...SYSMON, 'event.code': '1', 'host.name': 'h', ...record })),
  );
  if (result?.outcome === 'unsupported') throw new Error(result.issues[0]?.message);
  return result?.hosts.flatMap(({ records: places }) => places.flatMap(({ rows }) => rows)) ?? [];
}
