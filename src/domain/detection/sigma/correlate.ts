/**
 * Correlations over the matches of the rules they refer to. Time slides: a window of the timespan ends at each match. Only where the
 * number must be below, equal or unlike something do windows stand one after another, each beginning with the first match behind the
 * one before: of a window that slides, some part is always small enough. Matches without a time, or without a value to be grouped
 * by, belong to no window.
 */
import type { NumberCondition, RuleCondition } from './rule-model';
import { fieldOfAlias, type PlannedCorrelation } from './rule-plan';
import { compare, numberIn } from './value-finder';

/** A match of a rule: a record, or of a correlation the last of several. */
export interface RuleEvent {
  readonly time: number;
  /** Which record, in the order of segments and rows. */
  readonly segment: number;
  readonly row: number;
  readonly host: string;
  value(field: string): string | null;
  /** The records it rests on, itself among them. */
  readonly records: readonly RuleEvent[];
}

export interface CorrelationMatch {
  /** Values that it was grouped by. */
  readonly group: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly records: readonly RuleEvent[];
}

export interface CorrelationOutcome {
  readonly matches: readonly CorrelationMatch[];
  /** Matches of rules that belong to no window. */
  readonly leftOut: number;
  /** Not all matches were found: there are more than are kept. */
  readonly isCut: boolean;
}

/** Of one correlation. */
const MOST_MATCHES = 10_000;
/** Records that one match names. */
const MOST_RECORDS = 1000;

interface Typed {
  readonly event: RuleEvent;
  /** Position among the rules it refers to. */
  readonly type: number;
}

/** @param eventsOf the matches of a rule, by its id */
export function correlate(
  planned: PlannedCorrelation,
  eventsOf: (id: string) => readonly RuleEvent[],
): CorrelationOutcome {
  const { rule, of } = planned;
  const groups = new Map<string, { readonly group: readonly string[]; readonly events: Typed[] }>();
  let leftOut = 0;
  for (const [type, id] of of.entries()) {
    const reference = rule.references[type] ?? '';
    const fields = rule.groupBy.map((name) => fieldOfAlias(rule, reference, name));
    for (const event of eventsOf(id)) {
      const values = fields.map((field) => event.value(field));
      const group = values.filter((value) => value !== null);
      if (Number.isNaN(event.time) || group.length < values.length) {
        leftOut++;
        continue;
      }
      // Values of the same user are written in one case or the other.
      const key = JSON.stringify(group.map((value) => value.toLowerCase()));
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { group, events: [{ event, type }] });
      else known.events.push({ event, type });
    }
  }
  const matches: CorrelationMatch[] = [];
  let isCut = false;
  for (const { group, events } of groups.values()) {
    events.sort(
      (one, other) =>
        one.event.time - other.event.time || one.event.segment - other.event.segment || one.event.row - other.event.row,
    );
    for (const window of findWindows(planned, events)) {
      if (matches.length >= MOST_MATCHES) {
        isCut = true;
        break;
      }
      matches.push(toMatch(group, window));
    }
  }
  matches.sort((one, other) => one.first - other.first);
  return { matches, leftOut, isCut };
}

/** Runs of positions of events, each a match. */
function findWindows({ rule, of }: PlannedCorrelation, events: readonly Typed[]): readonly (readonly Typed[])[] {
  const span = rule.timespanMs;
  if (rule.type === 'temporal_ordered') return findInOrder(events, of.length, span);
  if (rule.type === 'temporal') {
    const asks = rule.ruleCondition;
    const isMet = (types: ReadonlyMap<number, number>): boolean => {
      if (asks !== null) return meets(asks, (reference) => types.has(rule.references.indexOf(reference)));
      if (rule.conditions.length > 0) return allHold(rule.conditions, types.size);
      return types.size === of.length;
    };
    const isRising = asks === null ? areRising(rule.conditions) : !hasNot(asks);
    return findByWindow(events, span, isRising, makeTypeCounter(isMet));
  }
  const { type, conditions, references } = rule;
  const countedValue = ({ event, type: at }: Typed) => {
    const values = rule.fields.map((name) => event.value(fieldOfAlias(rule, references[at] ?? '', name)));
    return values.some((value) => value === null)
      ? null
      : values.length === 1
        ? (values[0] ?? null)
        : JSON.stringify(values);
  };
  if (type === 'event_count') {
    return findByWindow(
      events,
      span,
      areRising(conditions),
      makeEventCounter((count) => allHold(conditions, count)),
    );
  }
  if (type === 'value_count') {
    return findByWindow(
      events,
      span,
      areRising(conditions),
      makeValueCounter(countedValue, (count) => allHold(conditions, count)),
    );
  }
  const numberOf = (event: Typed) => numberIn(countedValue(event) ?? '');
  const isRising = areRising(conditions);
  if (type === 'value_sum')
    return findByWindow(
      events,
      span,
      isRising,
      makeSumWindow(numberOf, (total) => allHold(conditions, total)),
    );
  // The highest is above something as soon as any is. A mean, or the lowest, does not grow with the window.
  if (type === 'value_max' && isRising) {
    const high = (event: Typed) => (allHold(conditions, numberOf(event) ?? Number.NaN) ? 1 : null);
    return findByWindow(
      events,
      span,
      true,
      makeSumWindow(high, (count) => count > 0),
    );
  }
  const figure = { value_avg: average, value_min: least, value_max: most }[type];
  return findByWindow(
    events,
    span,
    false,
    makeNumberWindow(numberOf, (numbers) => allHold(conditions, figure(numbers))),
  );
}

/** What is known of the events in a window. */
interface WindowState {
  add(event: Typed): void;
  remove(event: Typed): void;
  isMet(): boolean;
}

/** @param isRising more events never make it less true: windows may slide. Else they stand one after another. */
function findByWindow(
  events: readonly Typed[],
  span: number,
  isRising: boolean,
  state: WindowState,
): readonly (readonly Typed[])[] {
  const found: (readonly Typed[])[] = [];
  let from = 0;
  if (isRising) {
    for (const [to, event] of events.entries()) {
      state.add(event);
      for (; event.event.time - (events[from]?.event.time ?? 0) > span; from++) drop(from);
      if (!state.isMet()) continue;
      found.push(events.slice(from, to + 1));
      // The next match is made of what comes then: the same events do not match again and again.
      for (; from <= to; from++) drop(from);
    }
    return found;
  }
  while (from < events.length) {
    const begin = events[from]?.event.time ?? 0;
    let to = from;
    for (; to < events.length && (events[to]?.event.time ?? 0) - begin <= span; to++) {
      const event = events[to];
      if (event !== undefined) state.add(event);
    }
    if (state.isMet()) found.push(events.slice(from, to));
    for (; from < to; from++) drop(from);
  }
  return found;

  function drop(at: number): void {
    const event = events[at];
    if (event !== undefined) state.remove(event);
  }
}

/** Chains of one event of each type in order, within the span: of each length the one that began last. */
function findInOrder(events: readonly Typed[], types: number, span: number): readonly (readonly Typed[])[] {
  const found: (readonly Typed[])[] = [];
  let chains: (readonly Typed[] | undefined)[] = [];
  let group: Typed[] = [];
  // What a single record matches may not follow upon itself.
  const flush = () => {
    const before = chains.slice();
    for (const typed of group) {
      const last = typed.type === 0 ? [] : before[typed.type - 1];
      if (last === undefined) continue;
      const chain = [...last, typed];
      if (typed.event.time - (chain[0]?.event.time ?? 0) > span) continue;
      if (typed.type < types - 1) chains[typed.type] = chain;
      else {
        found.push(chain);
        chains = [];
        break;
      }
    }
    group = [];
  };
  for (const typed of events) {
    const [first] = group;
    if (first !== undefined && (first.event.segment !== typed.event.segment || first.event.row !== typed.event.row))
      flush();
    group.push(typed);
  }
  flush();
  return found;
}

function makeEventCounter(holds: (count: number) => boolean): WindowState {
  let count = 0;
  return {
    add: () => {
      count++;
    },
    remove: () => {
      count--;
    },
    isMet: () => holds(count),
  };
}

function makeTypeCounter(holds: (types: ReadonlyMap<number, number>) => boolean): WindowState {
  const types = new Map<number, number>();
  return {
    add: ({ type }) => count(types, type, 1),
    remove: ({ type }) => count(types, type, -1),
    isMet: () => holds(types),
  };
}

function makeValueCounter(
  countedValue: (event: Typed) => string | null,
  holds: (count: number) => boolean,
): WindowState {
  const values = new Map<string, number>();
  const change = (event: Typed, by: number) => {
    const value = countedValue(event);
    if (value !== null) count(values, value.toLowerCase(), by);
  };
  return { add: (event) => change(event, 1), remove: (event) => change(event, -1), isMet: () => holds(values.size) };
}

function count<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}

function makeSumWindow(numberOf: (event: Typed) => number | null, holds: (total: number) => boolean): WindowState {
  let [total, numbers] = [0, 0];
  return {
    add: (event) => {
      const number = numberOf(event);
      if (number === null) return;
      total += number;
      numbers++;
    },
    remove: (event) => {
      const number = numberOf(event);
      if (number === null) return;
      // Of nothing, the sum is nothing, whatever was lost to rounding.
      total = --numbers === 0 ? 0 : total - number;
    },
    isMet: () => numbers > 0 && holds(total),
  };
}

/** Of windows one after another: each is emptied whole. */
function makeNumberWindow(
  numberOf: (event: Typed) => number | null,
  holds: (numbers: readonly number[]) => boolean,
): WindowState {
  let numbers: number[] = [];
  return {
    add: (event) => {
      const number = numberOf(event);
      if (number !== null) numbers.push(number);
    },
    remove: () => {
      numbers = [];
    },
    isMet: () => numbers.length > 0 && holds(numbers),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const average = (numbers: readonly number[]) => sum(numbers) / numbers.length;
const least = (numbers: readonly number[]) => numbers.reduce((low, number) => Math.min(low, number));
const most = (numbers: readonly number[]) => numbers.reduce((high, number) => Math.max(high, number));

function allHold(conditions: readonly NumberCondition[], number: number): boolean {
  return conditions.every(({ order, than }) => compare(number, order, than));
}

function areRising(conditions: readonly NumberCondition[]): boolean {
  return conditions.every(({ order }) => order === 'gt' || order === 'gte');
}

function meets(condition: RuleCondition, has: (reference: string) => boolean): boolean {
  if (condition.kind === 'rule') return has(condition.reference);
  if (condition.kind === 'not') return !meets(condition.of, has);
  return condition.kind === 'all'
    ? condition.of.every((part) => meets(part, has))
    : condition.of.some((part) => meets(part, has));
}

function hasNot(condition: RuleCondition): boolean {
  if (condition.kind === 'rule') return false;
  return condition.kind === 'not' || condition.of.some(hasNot);
}

function toMatch(group: readonly string[], window: readonly Typed[]): CorrelationMatch {
  const events = window.map(({ event }) => event);
  const records = events.flatMap((event) => event.records).slice(0, MOST_RECORDS);
  const times = events.map(({ time }) => time);
  return {
    group,
    first: records.reduce((low, { time }) => Math.min(low, time), times[0] ?? 0),
    last: times.at(-1) ?? 0,
    records,
  };
}

/** A match as an event for the correlations that refer to it: its last record, with all that it rests on. */
export function eventOfMatch({ records, last }: CorrelationMatch): RuleEvent | null {
  const final = records.at(-1);
  if (final === undefined) return null;
  const { segment, row, host } = final;
  return { time: last, segment, row, host, value: (field) => final.value(field), records };
}
