/**
 * What of a watchlist may leave this workspace, to sensors and to others. What holds a value back from a search holds it back
 * here; besides, its marking must allow whom it is for, and nothing may go out that would block what is known to be harmless.
 */
import { TLP_LEVELS, type TlpLevel } from '../../threats/threat-report';
import { strictestTlp } from '../../threats/tlp';
import { type AddressNumber, type AddressSpan, spanOf } from '../address-numbers';
import type { IndicatorStatement } from '../statement';
import { HOLDING_REASONS, type HoldingReason, holds, type WatchedIndicator, type WatchlistOutcome } from '../watch';
import type { BenignValue, Watchlist } from '../watchlist';
import { type AskedWarninglist, eachKnownNetwork, type HarmlessName, listNamesBeneath } from './known-harmless';

/** Whom the files are for, as TLP 2.0 draws its circles. */
export const AUDIENCES = ['own', 'clients', 'community', 'public'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** The strictest marking that each may get. TLP:RED is for the persons it was given to: no file carries it. */
const MOST_ALLOWED: Readonly<Record<Audience, TlpLevel>> = {
  own: 'amber+strict',
  clients: 'amber',
  community: 'green',
  public: 'clear',
};

/** Of what is not marked. */
const UNMARKED: TlpLevel = 'amber';

export interface ReleasedValue {
  readonly type: IndicatorStatement['type'];
  readonly value: string;
  /** The strictest of all that is said of it in this watchlist. */
  readonly tlp: TlpLevel;
  /** ms since 1970, the last moment at which a statement or the watchlist holds; `null`: no end is stated. */
  readonly until: number | null;
  /** What it is, by the first that says so; empty: nobody does. */
  readonly comment: string;
  /** An address on the web where more is said; empty: none. */
  readonly reference: string;
}

export type HeldReason = HoldingReason | 'listNotInForce' | 'marking' | 'coversBenign';

export interface Release {
  readonly values: readonly ReleasedValue[];
  /** Values, each once. */
  readonly heldBack: Readonly<Record<HeldReason, number>>;
  /** On warninglists, and beneath a name that goes out: sensors are to let them through. */
  readonly harmless: readonly HarmlessName[];
}

export type SaidOfValue = Pick<
  IndicatorStatement,
  'type' | 'value' | 'confidence' | 'validFrom' | 'validUntil' | 'tlp' | 'comment' | 'references'
>;

export interface ReleaseSources {
  /** `undefined`: it is there no more. */
  readonly list: Watchlist | undefined;
  /** Of this list alone. */
  readonly indicators: readonly WatchedIndicator[];
  readonly outcome: WatchlistOutcome | undefined;
  /** Every statement of its collections; `marking` is the collection's. */
  readonly collections: readonly {
    readonly marking: TlpLevel | null;
    readonly statements: () => Iterable<SaidOfValue>;
  }[];
  readonly benign: readonly BenignValue[];
  /** All there are: a network that goes out must hold nothing of them. */
  readonly warninglists: readonly AskedWarninglist[];
  readonly audience: Audience;
  /** ms since 1970 */
  readonly now: number;
}

interface Gathered {
  tlp: TlpLevel | null;
  /** `undefined`: nothing that holds has been met. */
  until: number | null | undefined;
  comment: string;
  reference: string;
}

export function releaseValues(sources: ReleaseSources): Release {
  const { list, outcome, indicators, audience } = sources;
  const heldBack: Record<HeldReason, number> = {
    expired: 0,
    notYetValid: 0,
    lowConfidence: 0,
    benign: 0,
    warninglists: 0,
    listNotInForce: 0,
    marking: 0,
    coversBenign: 0,
  };
  for (const reason of HOLDING_REASONS) heldBack[reason] = outcome?.heldBack[reason] ?? 0;
  if (list === undefined || outcome?.state !== 'active') {
    heldBack.listNotInForce = outcome?.watched ?? 0;
    return { values: [], heldBack, harmless: [] };
  }
  const gathered = gather(sources, list);
  const covers = makeCoverFinder(sources);
  const end = list.validUntil === null ? null : Date.parse(`${list.validUntil}T23:59:59.999Z`);
  const most = TLP_LEVELS.indexOf(MOST_ALLOWED[audience]);
  const values: ReleasedValue[] = [];
  for (const { type, value } of indicators) {
    const said = gathered.get(keyOf({ type, value }));
    const tlp = said?.tlp ?? UNMARKED;
    if (TLP_LEVELS.indexOf(tlp) > most) heldBack.marking++;
    else if (covers({ type, value })) heldBack.coversBenign++;
    else {
      const until = earlier(said?.until ?? null, end);
      values.push({ type, value, tlp, until, comment: said?.comment ?? '', reference: said?.reference ?? '' });
    }
  }
  const domains = new Set(values.flatMap(({ type, value }) => (type === 'domain' ? [value] : [])));
  return { values, heldBack, harmless: listNamesBeneath(sources.warninglists, domains) };
}

function gather({ indicators, collections, now }: ReleaseSources, list: Watchlist): ReadonlyMap<string, Gathered> {
  const gathered = new Map<string, Gathered>();
  for (const indicator of indicators)
    gathered.set(keyOf(indicator), { tlp: null, until: undefined, comment: '', reference: '' });
  for (const { marking, statements } of collections)
    for (const statement of statements()) {
      const value = gathered.get(keyOf(statement));
      if (value === undefined) continue;
      // The marking of a statement that no longer holds still says who may know.
      value.tlp = strictestTlp([value.tlp, statement.tlp ?? marking ?? UNMARKED]);
      if (!holds(statement, list.minimumConfidence, now)) continue;
      value.until = value.until === undefined ? statement.validUntil : later(value.until, statement.validUntil);
      if (value.comment === '') value.comment = statement.comment;
      if (value.reference === '') value.reference = statement.references.find(isWebAddress) ?? '';
    }
  for (const own of list.values) {
    const value = gathered.get(keyOf(own));
    if (value === undefined) continue;
    value.tlp = strictestTlp([value.tlp, UNMARKED]);
    value.until = null;
    if (value.comment === '') value.comment = own.note;
  }
  return gathered;
}

/** A network or a range with a harmless address in it: among those that begin before its end, one ends after its beginning. */
function makeCoverFinder({
  benign,
  warninglists,
}: Pick<ReleaseSources, 'benign' | 'warninglists'>): (value: Pick<ReleasedValue, 'type' | 'value'>) => boolean {
  const ends = new Map<number, { readonly from: AddressNumber; readonly furthest: AddressNumber }[]>();
  const spans: AddressSpan[] = benign.flatMap((value) => spanOf(value) ?? []);
  for (const span of eachKnownNetwork(warninglists)) spans.push(span);
  for (const { version, from, to } of spans.sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const known = ends.get(version) ?? [];
    let furthest = known.at(-1)?.furthest ?? to;
    if (to > furthest) furthest = to;
    known.push({ from, furthest });
    ends.set(version, known);
  }
  return (value) => {
    if (value.type !== 'cidr' && value.type !== 'ip-range') return false;
    const span = spanOf(value);
    const known = span === null ? [] : (ends.get(span.version) ?? []);
    if (span === null || known.length === 0) return false;
    let [low, high] = [0, known.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((known[middle]?.from ?? span.to) <= span.to) low = middle + 1;
      else high = middle;
    }
    const last = known[low - 1];
    return last !== undefined && last.furthest >= span.from;
  };
}

function keyOf({ type, value }: Pick<ReleasedValue, 'type' | 'value'>): string {
  return `${type} ${value}`;
}

/** `null`: never. */
function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

function later(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[!-~]{1,2000}$/i.test(text);
}
