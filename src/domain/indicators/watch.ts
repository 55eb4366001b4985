/**
 * What watchlists come to today: which values are looked for, because of which lists, and what is held back and why. A value
 * is watched if any statement of it may be; the reason of the first that holds it back is told otherwise. Pure, and made for a
 * million statements.
 */
import { type AddressSpan, spanOf, unmapValue } from './address-numbers';
import { makeSpanIndex } from './span-index';
import type { IndicatorStatement } from './statement';
import type { WarninglistMatcher } from './warninglist-matcher';
import type { BenignValue, Watchlist } from './watchlist';

export const HOLDING_REASONS = ['expired', 'notYetValid', 'lowConfidence', 'benign', 'warninglists'] as const;
export type HoldingReason = (typeof HOLDING_REASONS)[number];

export type WatchedStatement = Pick<IndicatorStatement, 'type' | 'value' | 'confidence' | 'validFrom' | 'validUntil'>;

export interface WatchSources {
  readonly watchlists: readonly Watchlist[];
  /** Statements of a collection, asked for once each. */
  readonly statementsOf: (collection: string) => Iterable<WatchedStatement>;
  readonly warninglists: readonly { readonly id: string; readonly name: string }[];
  readonly matcher: WarninglistMatcher;
  readonly benign: readonly BenignValue[];
  /** `2026-11-25`, and the moment that statements are held against, in ms since 1970. */
  readonly today: string;
  readonly now: number;
}

export interface WatchedIndicator {
  readonly type: IndicatorStatement['type'];
  readonly value: string;
  /** Positions of the watchlists, ascending. */
  readonly lists: readonly number[];
}

export interface WatchlistOutcome {
  readonly id: string;
  readonly watched: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly heldBack: Readonly<Record<HoldingReason, number>>;
  readonly examples: readonly { readonly value: string; readonly type: string; readonly reason: string }[];
  readonly state: 'active' | 'expired' | 'not-yet';
  /** Those that are watched: whether logs can answer them takes long to find out, and is asked only where it is shown. */
  readonly patterns: readonly string[];
}

export interface Watch {
  /** Each value once. */
  readonly indicators: readonly WatchedIndicator[];
  readonly outcomes: readonly WatchlistOutcome[];
}

const MOST_EXAMPLES = 20;

/** Of one value in one list: it does not have it, it is watched, or what holds it back. */
const [ABSENT, WATCHED, EXPIRED, NOT_YET_VALID, LOW_CONFIDENCE] = [0, 1, 2, 3, 4];

/** Values, each once, and per watchlist one byte for each: a map of its own per list would hold a million texts again. */
interface Standings {
  readonly types: IndicatorStatement['type'][];
  readonly values: string[];
  readonly positions: Map<string, Map<string, number>>;
  readonly codes: Uint8Array[];
}

export function computeWatch(sources: WatchSources): Watch {
  const { watchlists, today, now } = sources;
  const standings = gatherStandings(sources);
  const { types, values, codes } = standings;
  const findBenign = makeBenignFinder(sources.benign);
  const held = watchlists.map((list) => new Set(list.warninglists));
  const usesWarnings = held.some(({ size }) => size > 0);
  const states = watchlists.map((list) => stateOf(list, today));
  const tallies = watchlists.map((list) => makeTally(list, sources.warninglists));
  const indicators: WatchedIndicator[] = [];
  for (let position = 0; position < values.length; position++) {
    const [type, value] = [types[position] ?? 'pattern', values[position] ?? ''];
    const benign = findBenign?.(type, value);
    const warnings = usesWarnings && benign === undefined ? sources.matcher.findLists({ type, value }) : NONE;
    let lists = NO_LISTS;
    for (let at = 0; at < tallies.length; at++) {
      const code = codes[at]?.[position] ?? ABSENT;
      const tally = tallies[at];
      if (code === ABSENT || tally === undefined) continue;
      const warning = warnings.length === 0 ? undefined : warnings.find((id) => held[at]?.has(id));
      if (code !== WATCHED || benign !== undefined || warning !== undefined)
        tally.hold(type, value, code, benign, warning);
      else {
        tally.watch(type, value);
        // Most values are in one list: those share one array each.
        if (states[at] === 'active') lists = lists.length === 0 ? (ONE[at] ?? [at]) : [...lists, at];
      }
    }
    if (lists.length > 0) indicators.push({ type, value, lists });
  }
  return { indicators, outcomes: tallies.map((tally, at) => tally.finish(states[at] ?? 'active')) };

  function gatherStandings({ statementsOf }: WatchSources): Standings {
    const gathered: Standings = {
      types: [],
      values: [],
      positions: new Map(),
      codes: watchlists.map(() => new Uint8Array(1024)),
    };
    const byCollection = new Map<string, number[]>();
    for (const [at, { collections }] of watchlists.entries())
      for (const collection of new Set(collections))
        byCollection.set(collection, [...(byCollection.get(collection) ?? []), at]);
    for (const [collection, users] of byCollection) {
      for (const statement of statementsOf(collection)) {
        const position = positionOf(gathered, statement);
        for (const at of users)
          note(gathered, at, position, judgeStatement(statement, watchlists[at]?.minimumConfidence ?? 0, now));
      }
    }
    for (const [at, list] of watchlists.entries())
      for (const value of list.values) note(gathered, at, positionOf(gathered, value), WATCHED);
    return gathered;
  }
}

const NONE: readonly string[] = [];
const NO_LISTS: readonly number[] = [];
const ONE: readonly (readonly number[])[] = Array.from({ length: 64 }, (_, at) => [at]);

function positionOf(standings: Standings, { type, value }: Pick<IndicatorStatement, 'type' | 'value'>): number {
  let positions = standings.positions.get(type);
  if (positions === undefined) {
    positions = new Map();
    standings.positions.set(type, positions);
  }
  const known = positions.get(value);
  if (known !== undefined) return known;
  positions.set(value, standings.values.length);
  standings.types.push(type);
  standings.values.push(value);
  return standings.values.length - 1;
}

/** One statement that holds is enough; of those that do not, the first says why. */
function note({ codes, values }: Standings, at: number, position: number, code: number): void {
  let bytes = codes[at];
  if (bytes === undefined) return;
  if (position >= bytes.length) {
    const larger = new Uint8Array(Math.max(values.length, position + 1) * 2);
    larger.set(bytes);
    codes[at] = larger;
    bytes = larger;
  }
  if (bytes[position] === ABSENT || code === WATCHED) bytes[position] = code;
}

/** The value itself, or a network around it; the domain above one says nothing of what is beneath. `null`: there are none. */
function makeBenignFinder(values: readonly BenignValue[]) {
  if (values.length === 0) return null;
  const keyOf = (each: { readonly type: string; readonly value: string }) => {
    const { type, value } = unmapValue(each);
    return `${type} ${value}`;
  };
  const exact = new Map(values.map((each) => [keyOf(each), each]));
  const networks = makeSpanIndex(
    values.flatMap((each): (readonly [AddressSpan, BenignValue])[] => {
      const span = each.type === 'cidr' || each.type === 'ip-range' ? spanOf(each) : null;
      return span === null ? [] : [[span, each]];
    }),
  );
  return (type: string, value: string): BenignValue | undefined => {
    const same = exact.get(keyOf({ type, value }));
    if (same !== undefined || networks.size === 0) return same;
    const span = spanOf({ type, value });
    return span === null ? undefined : networks.holding(span)[0];
  };
}

function judgeStatement(statement: Omit<WatchedStatement, 'type' | 'value'>, minimum: number, now: number): number {
  const { validUntil, validFrom, confidence } = statement;
  if (validUntil !== null && validUntil < now) return EXPIRED;
  if (validFrom !== null && validFrom > now) return NOT_YET_VALID;
  // Those that say none are kept.
  return confidence !== null && confidence < minimum ? LOW_CONFIDENCE : WATCHED;
}

/** Whether a statement, by itself, would have its value watched. */
export function holds(statement: Omit<WatchedStatement, 'type' | 'value'>, minimum: number, now: number): boolean {
  return judgeStatement(statement, minimum, now) === WATCHED;
}

function stateOf({ validFrom, validUntil }: Watchlist, today: string): WatchlistOutcome['state'] {
  if (validUntil !== null && validUntil < today) return 'expired';
  return validFrom !== null && validFrom > today ? 'not-yet' : 'active';
}

function makeTally(list: Watchlist, warninglists: WatchSources['warninglists']) {
  const byType = new Map<string, number>();
  const counts = { expired: 0, notYetValid: 0, lowConfidence: 0, benign: 0, warninglists: 0 };
  const examples: { value: string; type: string; reason: string }[] = [];
  const patterns: string[] = [];
  let watched = 0;

  function explain(
    code: number,
    benign: BenignValue | undefined,
    warning: string | undefined,
  ): readonly [HoldingReason, string] {
    if (code === EXPIRED) return ['expired', 'Its time is over, by every source in this list.'];
    if (code === NOT_YET_VALID) return ['notYetValid', 'It is not valid yet.'];
    if (code === LOW_CONFIDENCE) return ['lowConfidence', `Its confidence is below ${list.minimumConfidence}.`];
    if (benign !== undefined) return ['benign', `Known to be harmless: ${benign.reason} (${benign.author}).`];
    const name = warninglists.find(({ id }) => id === warning)?.name ?? '';
    return ['warninglists', `On the warninglist "${name}".`];
  }

  return {
    watch(type: string, value: string): void {
      watched++;
      if (type === 'pattern') patterns.push(value);
      byType.set(type, (byType.get(type) ?? 0) + 1);
    },
    hold(
      type: string,
      value: string,
      code: number,
      benign: BenignValue | undefined,
      warning: string | undefined,
    ): void {
      const [reason, words] = explain(code, benign, warning);
      counts[reason]++;
      if (examples.length < MOST_EXAMPLES) examples.push({ value, type, reason: words });
    },
    finish: (state: WatchlistOutcome['state']): WatchlistOutcome => ({
      id: list.id,
      watched,
      byType: Object.fromEntries(byType),
      heldBack: counts,
      examples,
      state,
      patterns,
    }),
  };
}
