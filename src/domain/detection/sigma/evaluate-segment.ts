/** All rules of a plan over one segment: what each looked at, and what matched. Columns are read only where a rule asks about them. */

import type { OpenSegment } from '../../columns/open-column';
import { placesOfField } from '../../history/rule-fields';
import { addBout, type Bout } from '../bouts';
import type { ColumnView } from './column-view';
import { fieldsOfQuestion, hasKeyword, makeQuestionMaker, type Question } from './compile-expression';
import { makeClassEvaluator, rowsOfMask } from './evaluate-class';
import { meansRecords, ORIGIN_FIELDS, type RecordClass } from './log-sources';
import type { DetectionRule } from './rule-model';
import type { RulePlan } from './rule-plan';
import {
  type ClassRows,
  classifyRows,
  columnsHeld,
  isOfRecord,
  lowerNames,
  makeSegmentViews,
  type SegmentViews,
} from './segment-rows';
import { type FoundValues, makeValueFinder, type NumberedTest, type ValueFinder } from './value-finder';

/** Of one rule whose log source has records in the segment. */
export interface RuleFindings {
  /** Position in `plan.detections`. */
  readonly rule: number;
  /** Records of its log source. */
  readonly looked: number;
  /** Positions of its fields that some of these records can have. */
  readonly fields: readonly number[];
  /** That match, ascending. */
  readonly rows: Uint16Array;
  readonly hosts: readonly HostFindings[];
  /** What correlations ask about each of the rows; `null`: none asks. */
  readonly events: RuleEvents | null;
}

export interface HostFindings {
  /** Lower case; empty: the records name none. */
  readonly host: string;
  readonly count: number;
  /** ms since 1970; `null`: none has a time. */
  readonly first: number | null;
  readonly last: number | null;
  readonly bouts: readonly Bout[];
  /** The first few. */
  readonly rows: readonly number[];
}

export interface RuleEvents {
  /** ms since 1970; NaN: the record has no time. */
  readonly times: Float64Array;
  /** By field, as `plan.fields` has them. `null`: the record has none. */
  readonly values: readonly (readonly (string | null)[])[];
  /** Lower case; empty: the record names none. */
  readonly hosts: readonly string[];
}

export interface SegmentRules {
  readonly originFields: readonly string[];
  classify(origins: OpenSegment): readonly ClassRows[];
  /** Fields of the segment that the rules need for these classes. @param fields all that it has */
  wanted(classes: readonly ClassRows[], fields: readonly string[]): ReadonlySet<string>;
  evaluate(segment: OpenSegment, classes: readonly ClassRows[]): readonly RuleFindings[];
}

/** Rows of one host that are kept per segment. */
const MOST_HOST_ROWS = 20;
const TIMES = ['@timestamp', 'event.start', 'event.end'];
/** Which host a record is about, the first that it has. */
const HOSTS = ['host.name', 'host.hostname', 'source.ip', 'client.ip', 'observer.name'];

interface Compiled {
  readonly rule: DetectionRule;
  readonly question: Question;
  readonly fields: readonly string[];
  readonly hasKeyword: boolean;
  readonly eventFields: readonly string[] | null;
}

/** @returns names of all fields that a rule asks about, each once: `RuleFindings.fields` are positions in it */
export function fieldsOfRule(rule: DetectionRule): readonly string[] {
  return [...new Set(fieldsOfQuestion(makeQuestionMaker().compile(rule.expression)))];
}

export function makeSegmentRules(plan: Pick<RulePlan, 'detections' | 'fields' | 'correlations'>): SegmentRules {
  const maker = makeQuestionMaker();
  const referred = new Set(plan.correlations.flatMap(({ of }) => of));
  const compiled = plan.detections.map((rule): Compiled => {
    const question = maker.compile(rule.expression);
    const eventFields = referred.has(rule.id) ? (plan.fields.get(rule.id) ?? []) : null;
    return {
      rule,
      question,
      fields: [...new Set(fieldsOfQuestion(question))],
      hasKeyword: hasKeyword(question),
      eventFields,
    };
  });
  const finders = new Map<string, ValueFinder>();
  const registered = new Map<string, Set<string>>();
  const meant = new Map<string, readonly number[]>();

  /** Positions of the rules that are for records of this class. */
  function rulesFor(found: RecordClass): readonly number[] {
    const known = meant.get(found.key);
    if (known !== undefined) return known;
    const list = compiled.flatMap(({ rule }, at) => (meansRecords(rule.logSource, found) ? [at] : []));
    meant.set(found.key, list);
    return list;
  }

  function finderOf(name: string): ValueFinder {
    const known = finders.get(name) ?? makeValueFinder();
    finders.set(name, known);
    return known;
  }

  /** Tells the finders of the columns what will be asked of them, so that each value is looked at once. */
  function register(question: Question, found: RecordClass, views: SegmentViews, all: readonly ColumnView[]): void {
    if (question.kind === 'not') register(question.of, found, views, all);
    else if ('of' in question) for (const part of question.of) register(part, found, views, all);
    else {
      const asked = question.kind === 'keyword' ? all : views.ofField(question.field, found.profile).views;
      for (const { name } of asked) {
        const before = registered.get(name) ?? new Set();
        registered.set(name, before);
        const key = String(question.number);
        if (before.has(key)) continue;
        before.add(key);
        finderOf(name).add(question.tests);
      }
    }
  }

  function wanted(classes: readonly ClassRows[], fields: readonly string[]): ReadonlySet<string> {
    const there = new Set(fields);
    const byLower = lowerNames(fields);
    const columns = new Set<string>();
    for (const { found } of classes) {
      const mine = rulesFor(found);
      const rules = mine.flatMap((at) => compiled[at] ?? []);
      if (rules.some((rule) => rule.hasKeyword)) for (const field of fields) if (isOfRecord(field)) columns.add(field);
      const names = new Set(rules.flatMap((rule) => [...rule.fields, ...(rule.eventFields ?? [])]));
      for (const name of names) {
        const places = placesOfField(name, found.profile);
        for (const column of columnsHeld(places, name, (field) => there.has(field), byLower)) columns.add(column);
      }
      if (mine.length > 0) for (const field of [...TIMES, ...HOSTS]) if (there.has(field)) columns.add(field);
    }
    return columns;
  }

  function evaluate(segment: OpenSegment, classes: readonly ClassRows[]): readonly RuleFindings[] {
    const views = makeSegmentViews(segment);
    let all: readonly ColumnView[] | null = null;
    const keywordViews = () => {
      all ??= segment.fields.filter(isOfRecord).flatMap((field) => views.view(field) ?? []);
      return all;
    };
    const found = new Map<ColumnView, FoundValues>();
    const flags = new Map<ColumnView, Map<number, Uint8Array | null>>();
    const flagValues = (view: ColumnView, question: number, tests: readonly NumberedTest[]) => {
      const mine = flags.get(view) ?? new Map<number, Uint8Array | null>();
      flags.set(view, mine);
      const known = mine.get(question);
      if (known !== undefined) return known;
      const values = found.get(view) ?? finderOf(view.name).find(view);
      found.set(view, values);
      let flag: Uint8Array | null = null;
      for (const { number } of tests) {
        const codes = values.get(number);
        if (codes === undefined) continue;
        flag ??= new Uint8Array(view.count + 1);
        for (const code of codes) flag[code] = 1;
      }
      mine.set(question, flag);
      return flag;
    };
    for (const { found: of } of classes) {
      for (const at of rulesFor(of)) {
        const rule = compiled[at];
        if (rule !== undefined) register(rule.question, of, views, rule.hasKeyword ? keywordViews() : []);
      }
    }
    const drafts = new Map<number, Draft>();
    for (const each of classes) {
      const mine = rulesFor(each.found);
      if (mine.length === 0) continue;
      const evaluator = makeClassEvaluator(each, segment.rows, views, keywordViews, flagValues);
      for (const at of mine) {
        const rule = compiled[at];
        if (rule === undefined) continue;
        const draft = drafts.get(at) ?? { looked: 0, fields: new Set<number>(), parts: [] };
        drafts.set(at, draft);
        draft.looked += each.rows.length;
        for (const [position, field] of rule.fields.entries())
          if (views.ofField(field, each.found.profile).views.length > 0) draft.fields.add(position);
        const rows = rowsOfMask(evaluator.evaluate(rule.question), each.rows);
        if (rows.length > 0) draft.parts.push({ found: each.found, rows });
      }
    }
    const describeRows = makeDescriber(segment, views);
    return [...drafts].map(([at, { looked, fields, parts }]) => ({
      rule: at,
      looked,
      fields: [...fields],
      ...describeRows(parts, compiled[at]?.eventFields ?? null),
    }));
  }

  return { originFields: ORIGIN_FIELDS, classify: classifyRows, wanted, evaluate };
}

interface Draft {
  looked: number;
  readonly fields: Set<number>;
  readonly parts: ClassRows[];
}

/** Who, when, and what correlations want to know of the rows that matched. */
function makeDescriber(segment: OpenSegment, views: SegmentViews) {
  // Read as they are: numbering moments, nearly all different, takes longer than all else.
  const times = TIMES.flatMap((field) => segment.reader(field) ?? []);
  const hosts = HOSTS.flatMap((field) => views.view(field) ?? []);

  function timeOf(row: number): number {
    for (const reader of times) {
      const moment = reader.numberAt(row);
      if (moment !== null) return moment;
    }
    return Number.NaN;
  }

  function textOf(row: number, of: readonly ColumnView[]): string | null {
    for (const view of of) {
      const code = view.codes[row] ?? 0;
      if (code !== 0) return view.textOf(code);
    }
    return null;
  }

  function hostOf(row: number): string {
    return (textOf(row, hosts) ?? '').toLowerCase();
  }

  return (parts: readonly ClassRows[], eventFields: readonly string[] | null) => {
    const rows = new Uint16Array(parts.reduce((sum, part) => sum + part.rows.length, 0));
    let next = 0;
    for (const part of parts) {
      rows.set(part.rows, next);
      next += part.rows.length;
    }
    rows.sort();
    const byHost = new Map<string, { count: number; first: number; last: number; bouts: Bout[]; rows: number[] }>();
    for (const row of rows) {
      const host = hostOf(row);
      const time = timeOf(row);
      const known = byHost.get(host) ?? {
        count: 0,
        first: Number.POSITIVE_INFINITY,
        last: Number.NEGATIVE_INFINITY,
        bouts: [],
        rows: [],
      };
      byHost.set(host, known);
      known.count++;
      if (time < known.first) known.first = time;
      if (time > known.last) known.last = time;
      if (!Number.isNaN(time)) addBout(known.bouts, time, time);
      if (known.rows.length < MOST_HOST_ROWS) known.rows.push(row);
    }
    const hostFindings = [...byHost].map(([host, { count, first, last, bouts, rows: kept }]) => ({
      host,
      count,
      first: Number.isFinite(first) ? first : null,
      last: Number.isFinite(last) ? last : null,
      bouts,
      rows: kept,
    }));
    return { rows, hosts: hostFindings, events: eventFields === null ? null : eventsOf(parts, rows, eventFields) };
  };

  function eventsOf(parts: readonly ClassRows[], rows: Uint16Array, fields: readonly string[]): RuleEvents {
    const profiles = new Map<number, ClassRows>();
    for (const part of parts) for (const row of part.rows) profiles.set(row, part);
    const values = fields.map((field) =>
      Array.from(rows, (row) => {
        const part = profiles.get(row);
        return part === undefined ? null : textOf(row, views.ofField(field, part.found.profile).views);
      }),
    );
    return { times: Float64Array.from(rows, timeOf), values, hosts: Array.from(rows, hostOf) };
  }
}
