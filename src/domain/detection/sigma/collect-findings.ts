/** What segments found, added up by rule and host. */
import { issue } from '../../result';
import { addBout, type Bout } from '../bouts';
import type { SignalRows } from '../signal';
import { type CorrelationMatch, correlate, eventOfMatch, type RuleEvent } from './correlate';
import { fieldsOfRule, type HostFindings, type RuleFindings } from './evaluate-segment';
import { isKnownSource } from './log-sources';
import type { CorrelationRule, DetectionRule, SigmaRule } from './rule-model';
import type { RulePlan } from './rule-plan';
import { MOST_HOSTS, MOST_ROWS, type RuleHost, type RuleResult } from './rule-run';

/** Which rows a segment number stands for. */
export interface SegmentPlace {
  readonly historyId: string;
  readonly segmentId: string;
}

export interface FindingsCollector {
  /** @param segment its number, in the order of histories and their segments */
  add(segment: number, findings: readonly RuleFindings[]): void;
  /** @param places by number */
  finish(places: readonly SegmentPlace[]): readonly RuleResult[];
  readonly matched: number;
}

/** Matches of one rule that correlations are made of; more are left out, and that is said. */
const MOST_EVENTS = 500_000;
/** Different hosts of a rule that are counted. */
const MOST_COUNTED_HOSTS = 20_000;

interface HostTally {
  count: number;
  first: number | null;
  last: number | null;
  readonly bouts: Bout[];
  rows: number;
  readonly records: Map<number, number[]>;
}

interface Tally {
  looked: number;
  matched: number;
  readonly fields: Set<number>;
  readonly hosts: Map<string, HostTally>;
  readonly events: RuleEvent[];
  eventsLeftOut: number;
}

export function makeCollector(plan: RulePlan): FindingsCollector {
  const tallies = plan.detections.map(
    (): Tally => ({ looked: 0, matched: 0, fields: new Set(), hosts: new Map(), events: [], eventsLeftOut: 0 }),
  );
  let matched = 0;

  function addEvents(tally: Tally, rule: DetectionRule, segment: number, { rows, events }: RuleFindings): void {
    if (events === null) return;
    const fields = plan.fields.get(rule.id) ?? [];
    for (const [at, row] of rows.entries()) {
      if (tally.events.length >= MOST_EVENTS) {
        tally.eventsLeftOut += rows.length - at;
        return;
      }
      const event: RuleEvent = {
        time: events.times[at] ?? Number.NaN,
        segment,
        row,
        host: events.hosts[at] ?? '',
        value: (field) => {
          const position = fields.indexOf(field);
          return position === -1 ? null : (events.values[position]?.[at] ?? null);
        },
        get records() {
          return [event];
        },
      };
      tally.events.push(event);
    }
  }

  return {
    get matched() {
      return matched;
    },
    add(segment, findings) {
      for (const found of findings) {
        const tally = tallies[found.rule];
        const rule = plan.detections[found.rule];
        if (tally === undefined || rule === undefined) continue;
        tally.looked += found.looked;
        tally.matched += found.rows.length;
        matched += found.rows.length;
        for (const field of found.fields) tally.fields.add(field);
        for (const { host, count, first, last, bouts, rows } of found.hosts) {
          addHost(
            tally.hosts,
            host,
            { count, first, last, bouts },
            rows.map((row) => [segment, row] as const),
          );
        }
        addEvents(tally, rule, segment, found);
      }
    },
    finish(places) {
      const results: RuleResult[] = plan.detections.map((rule, at) => {
        const tally = tallies[at];
        return describeDetection(rule, tally, plan, places);
      });
      const events = new Map(plan.detections.map((rule, at) => [rule.id, tallies[at]?.events ?? []]));
      const looked = new Map(results.map((result) => [result.rule, result.looked]));
      const cut = new Set(plan.detections.flatMap(({ id }, at) => ((tallies[at]?.eventsLeftOut ?? 0) > 0 ? [id] : [])));
      for (const planned of plan.correlations) {
        const { rule, of } = planned;
        const outcome = correlate(planned, (id) => events.get(id) ?? []);
        events.set(
          rule.id,
          outcome.matches.flatMap((match) => eventOfMatch(match) ?? []),
        );
        const sum = of.reduce((total, id) => total + (looked.get(id) ?? 0), 0);
        looked.set(rule.id, sum);
        if (outcome.isCut || of.some((id) => cut.has(id))) cut.add(rule.id);
        results.push(
          describeCorrelation(
            rule,
            outcome.matches,
            { looked: sum, leftOut: outcome.leftOut, isCut: cut.has(rule.id) },
            plan,
            places,
          ),
        );
      }
      for (const { id, title, issues } of plan.unsupported) {
        results.push({
          ...headOf({ id, title, level: '', techniques: [] }, plan),
          outcome: 'unsupported',
          isCorrelation: false,
          looked: 0,
          matched: 0,
          first: null,
          last: null,
          hosts: [],
          hostCount: 0,
          issues,
        });
      }
      return results;
    },
  };
}

function addHost(
  hosts: Map<string, HostTally>,
  host: string,
  { count, first, last, bouts }: Pick<HostFindings, 'count' | 'first' | 'last' | 'bouts'>,
  rows: readonly (readonly [segment: number, row: number])[],
): void {
  let known = hosts.get(host);
  if (known === undefined) {
    if (hosts.size >= MOST_COUNTED_HOSTS) return;
    known = { count: 0, first: null, last: null, bouts: [], rows: 0, records: new Map() };
    hosts.set(host, known);
  }
  known.count += count;
  known.first = lower(known.first, first);
  known.last = higher(known.last, last);
  for (const bout of bouts) addBout(known.bouts, bout.first, bout.last);
  for (const [segment, row] of rows) {
    if (known.rows >= MOST_ROWS) return;
    known.rows++;
    const list = known.records.get(segment);
    if (list === undefined) known.records.set(segment, [row]);
    else if (!list.includes(row)) list.push(row);
  }
}

function lower(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}

function higher(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.max(one, other);
}

function headOf(
  { id, title, level, techniques }: Pick<SigmaRule, 'id' | 'title' | 'level' | 'techniques'>,
  plan: RulePlan,
) {
  return { rule: id, title, level, techniques, isQuiet: plan.quiet.has(id) };
}

function describeHosts(hosts: ReadonlyMap<string, HostTally>, places: readonly SegmentPlace[]) {
  const all = [...hosts].sort(([, one], [, other]) => other.count - one.count);
  let [first, last]: (number | null)[] = [null, null];
  for (const [, tally] of all) {
    first = lower(first ?? null, tally.first);
    last = higher(last ?? null, tally.last);
  }
  return {
    first: first ?? null,
    last: last ?? null,
    hostCount: all.length,
    hosts: all.slice(0, MOST_HOSTS).map(
      ([host, tally]): RuleHost => ({
        host,
        count: tally.count,
        first: tally.first,
        last: tally.last,
        bouts: tally.bouts,
        records: [...tally.records]
          .sort(([one], [other]) => one - other)
          .flatMap(([segment, rows]): readonly SignalRows[] => {
            const place = places[segment];
            return place === undefined ? [] : [{ ...place, rows: [...rows].sort((a, b) => a - b) }];
          }),
      }),
    ),
  };
}

function describeDetection(
  rule: DetectionRule,
  tally: Tally | undefined,
  plan: RulePlan,
  places: readonly SegmentPlace[],
): RuleResult {
  const { looked = 0, matched = 0 } = tally ?? {};
  const missing = fieldsOfRule(rule).filter((_, at) => tally?.fields.has(at) !== true);
  const issues = [...rule.notes];
  const source = [rule.logSource.product, rule.logSource.category, rule.logSource.service].filter(Boolean).join(', ');
  if (looked === 0) {
    const message = isKnownSource(rule.logSource)
      ? 'The histories have no records of its log source.'
      : 'Records of its log source are not told from others here.';
    issues.push(issue('note', 'sigma-no-records', { kind: 'path', path: 'logsource' }, message, { found: source }));
  } else if (missing.length > 0) {
    issues.push(
      issue(
        'warning',
        'sigma-field-not-kept',
        { kind: 'path', path: 'detection' },
        'Fields it asks about are in none of the records, or not kept.',
        {
          found: missing.join(', ').slice(0, 300),
          done: 'It was run as if the records had none of them.',
        },
      ),
    );
  }
  return {
    ...headOf(rule, plan),
    outcome: looked === 0 ? 'no records' : matched > 0 ? 'matched' : 'silent',
    isCorrelation: false,
    looked,
    matched,
    ...describeHosts(tally?.hosts ?? new Map(), places),
    issues,
  };
}

function describeCorrelation(
  rule: CorrelationRule,
  matches: readonly CorrelationMatch[],
  facts: { readonly looked: number; readonly leftOut: number; readonly isCut: boolean },
  plan: RulePlan,
  places: readonly SegmentPlace[],
): RuleResult {
  const hosts = new Map<string, HostTally>();
  for (const match of matches) {
    const host = match.records.at(-1)?.host ?? '';
    const rows = match.records.map(({ segment, row }) => [segment, row] as const);
    const { first, last } = match;
    addHost(hosts, host, { count: 1, first, last, bouts: [{ first, last }] }, rows);
  }
  const issues = [...rule.notes];
  const place = { kind: 'path', path: 'correlation' } as const;
  if (facts.leftOut > 0)
    issues.push(
      issue('warning', 'sigma-ungrouped', place, 'Some matches have no time, or no value to be grouped by.', {
        found: `${facts.leftOut.toLocaleString('en')} records`,
        done: 'They belong to no window.',
      }),
    );
  if (facts.isCut)
    issues.push(
      issue('warning', 'sigma-cut', place, 'There are more matches than are correlated.', {
        done: 'Some are missing here.',
      }),
    );
  return {
    ...headOf(rule, plan),
    outcome: facts.looked === 0 ? 'no records' : matches.length > 0 ? 'matched' : 'silent',
    isCorrelation: true,
    looked: facts.looked,
    matched: matches.length,
    ...describeHosts(hosts, places),
    issues,
  };
}
