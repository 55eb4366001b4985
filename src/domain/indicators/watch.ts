/**
 * What watchlists come to today: which values are looked for, because of which lists, and what is held back and why. A value
 * is watched if any statement of it may be; the reason of the first that holds it back is told otherwise. Pure, and made for a
 * million statements.
 */
import { type AddressSpan, spanOf } from './address-numbers';
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
}

export interface Watch {
  /** Each value once. */
  readonly indicators: readonly WatchedIndicator[];
  readonly outcomes: readonly WatchlistOutcome[];
}

const MOST_EXAMPLES = 20;

/** Of one value in one list: what holds it back, or that nothing does. */
const WATCHED = 0;
const CODES: Readonly<Record<HoldingReason, number>> = {
  expired: 1,
  notYetValid: 2,
  lowConfidence: 3,
  benign: 4,
  warninglists: 5,
};

/** Per list: values by type, and their standing. A map per type spares joining type and value a million times. */
type Standing = Map<string, Map<string, number>>;

export function computeWatch(sources: WatchSources): Watch {
  const { watchlists, today, now } = sources;
  const findBenign = makeBenignFinder(sources.benign);
  const lists = new Map<string, readonly string[]>();
  const standings = watchlists.map((): Standing => new Map());
  const byCollection = new Map<string, number[]>();
  for (const [at, { collections }] of watchlists.entries())
    for (const collection of new Set(collections))
      byCollection.set(collection, [...(byCollection.get(collection) ?? []), at]);

  for (const [collection, users] of byCollection) {
    for (const statement of sources.statementsOf(collection)) {
      for (const at of users) {
        const list = watchlists[at];
        if (list !== undefined) note(standings[at], statement, judgeStatement(statement, list.minimumConfidence, now));
      }
    }
  }
  for (const [at, { values }] of watchlists.entries()) for (const value of values) note(standings[at], value, WATCHED);

  const warn = (type: string, value: string): readonly string[] => {
    const key = `${type} ${value}`;
    const known = lists.get(key);
    if (known !== undefined) return known;
    const found = sources.matcher.findLists({ type, value });
    // Nearly all are on none, and need not be remembered.
    if (found.length > 0) lists.set(key, found);
    return found;
  };
  const watched = new Map<string, Map<string, number[]>>();
  const outcomes = watchlists.map((list, at) => {
    const held = new Set(list.warninglists);
    const state = stateOf(list, today);
    const tally = makeTally(list, sources.warninglists);
    for (const [type, values] of standings[at] ?? []) {
      const ofType = watched.get(type) ?? new Map<string, number[]>();
      watched.set(type, ofType);
      for (const [value, code] of values) {
        const known = findBenign?.(type, value);
        const warning =
          code !== WATCHED || known !== undefined || held.size === 0
            ? undefined
            : warn(type, value).find((id) => held.has(id));
        if (code === WATCHED && known === undefined && warning === undefined) {
          tally.watch(type);
          if (state === 'active') add(ofType, value, at);
        } else tally.hold(type, value, code, known, warning);
      }
    }
    return tally.finish(state);
  });
  const indicators: WatchedIndicator[] = [];
  for (const [type, values] of watched)
    for (const [value, at] of values) indicators.push({ type: type as WatchedIndicator['type'], value, lists: at });
  return { indicators, outcomes };
}

/** The value itself, or a network around it; the domain above one says nothing of what is beneath. `null`: there are none. */
function makeBenignFinder(values: readonly BenignValue[]) {
  if (values.length === 0) return null;
  const exact = new Map(values.map((each) => [`${each.type} ${each.value}`, each]));
  const networks = makeSpanIndex(
    values.flatMap((each): (readonly [AddressSpan, BenignValue])[] => {
      const span = each.type === 'cidr' || each.type === 'ip-range' ? spanOf(each) : null;
      return span === null ? [] : [[span, each]];
    }),
  );
  return (type: string, value: string): BenignValue | undefined => {
    const same = exact.get(`${type} ${value}`);
    if (same !== undefined || networks.size === 0) return same;
    const span = spanOf({ type, value });
    return span === null ? undefined : networks.holding(span)[0];
  };
}

function note(
  standing: Standing | undefined,
  { type, value }: { readonly type: string; readonly value: string },
  code: number,
): void {
  if (standing === undefined) return;
  let values = standing.get(type);
  if (values === undefined) {
    values = new Map();
    standing.set(type, values);
  }
  const before = values.get(value);
  // One statement that holds is enough.
  if (before === undefined || (code === WATCHED && before !== WATCHED)) values.set(value, code);
}

function judgeStatement(statement: WatchedStatement, minimum: number, now: number): number {
  const { validUntil, validFrom, confidence } = statement;
  if (validUntil !== null && validUntil < now) return CODES.expired;
  if (validFrom !== null && validFrom > now) return CODES.notYetValid;
  // Those that say none are kept.
  return confidence !== null && confidence < minimum ? CODES.lowConfidence : WATCHED;
}

function add(values: Map<string, number[]>, value: string, at: number): void {
  const known = values.get(value);
  if (known === undefined) values.set(value, ONE[at] ?? [at]);
  // The shared lists of one are not to be added to.
  else values.set(value, [...known, at]);
}

/** Most values are in one list: those share one array each. */
const ONE: readonly number[][] = Array.from({ length: 64 }, (_, at) => [at]);

function stateOf({ validFrom, validUntil }: Watchlist, today: string): WatchlistOutcome['state'] {
  if (validUntil !== null && validUntil < today) return 'expired';
  return validFrom !== null && validFrom > today ? 'not-yet' : 'active';
}

function makeTally(list: Watchlist, warninglists: WatchSources['warninglists']) {
  const byType = new Map<string, number>();
  const counts = { expired: 0, notYetValid: 0, lowConfidence: 0, benign: 0, warninglists: 0 };
  const examples: { value: string; type: string; reason: string }[] = [];
  let watched = 0;

  function explain(
    code: number,
    benign: BenignValue | undefined,
    warning: string | undefined,
  ): readonly [HoldingReason, string] {
    if (code === CODES.expired) return ['expired', 'Its time is over, by every source in this list.'];
    if (code === CODES.notYetValid) return ['notYetValid', 'It is not valid yet.'];
    if (code === CODES.lowConfidence) return ['lowConfidence', `Its confidence is below ${list.minimumConfidence}.`];
    if (benign !== undefined) return ['benign', `Known to be harmless: ${benign.reason} (${benign.author}).`];
    const name = warninglists.find(({ id }) => id === warning)?.name ?? '';
    return ['warninglists', `On the warninglist "${name}".`];
  }

  return {
    watch(type: string): void {
      watched++;
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
    }),
  };
}
