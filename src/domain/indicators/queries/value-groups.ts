import type { ObservableType } from '../observable';
import { networksOfRange } from './address-range';
import type { LeftValues, QueriedValue } from './watchlist-queries';

/** What is searched for in one way: addresses and networks together, everything else by its type. */
export type ValueKind =
  | 'address'
  | Exclude<ObservableType, 'ipv4' | 'ipv6' | 'cidr' | 'ip-range' | 'mutex' | 'vulnerability'>;

/** A value as one or more things that queries can hold: a range of addresses is several networks. */
export interface GroupedValue<Said extends QueriedValue = QueriedValue> {
  readonly type: ObservableType;
  readonly value: string;
  /** Of addresses: single ones and networks. Of everything else the value itself. */
  readonly texts: readonly string[];
  /** As it was given, with whatever else is known of it. */
  readonly said: Said;
}

export interface ValueGroups<Said extends QueriedValue = QueriedValue> {
  /** Of the watchlist, on one line. */
  readonly title: string;
  /** For names of files. */
  readonly slug: string;
  readonly kinds: ReadonlyMap<ValueKind, readonly GroupedValue<Said>[]>;
  readonly left: readonly LeftValues[];
  /** Different values that were given, those that are left among them. */
  readonly count: number;
  /** How much of the writing is done, from 0 to 1. */
  readonly tell: (share: number) => void;
}

/** Printable ASCII, as nearly all are. */
const PLAIN = /^[ -~]*$/;

const NOT_IN_LOGS: Readonly<Partial<Record<QueriedValue['type'], string>>> = {
  pattern: 'A pattern says more than values: search for it in histories here.',
  mutex: 'Logs do not record mutexes.',
  vulnerability: 'A vulnerability is no value that logs record.',
};

export function groupValues<Said extends QueriedValue>(
  name: string,
  values: readonly Said[],
  tell: (share: number) => void,
): ValueGroups<Said> {
  const kinds = new Map<ValueKind, GroupedValue<Said>[]>();
  const left = new LeftCounts();
  // By type: a million texts that are put together only to be compared cost more than all else here.
  const seen = new Map<string, Set<string>>();
  let count = 0;
  for (const said of values) {
    const { type, value } = said;
    let known = seen.get(type);
    if (known === undefined) {
      known = new Set();
      seen.set(type, known);
    }
    if (known.has(value)) continue;
    known.add(value);
    count++;
    const reason = NOT_IN_LOGS[type];
    if (reason !== undefined) {
      left.add(type, reason);
      continue;
    }
    // Nothing in a value may end the line, or hide what follows it.
    if (!PLAIN.test(value) && /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) {
      left.add(type, 'Its characters cannot stand in a query safely.');
      continue;
    }
    const kind = kindOf(type);
    const texts = kind === null ? null : type === 'ip-range' ? networksOfRange(value) : [value];
    if (kind === null || texts === null) {
      left.add(type, 'It cannot be read.');
      continue;
    }
    const group = kinds.get(kind) ?? [];
    kinds.set(kind, group);
    group.push({ type: type as ObservableType, value, texts, said });
  }
  return { title: makeTitle(name), slug: makeSlug(name), kinds, left: left.list(), count, tell };
}

function kindOf(type: QueriedValue['type']): ValueKind | null {
  switch (type) {
    case 'ipv4':
    case 'ipv6':
    case 'cidr':
    case 'ip-range':
      return 'address';
    case 'pattern':
    case 'mutex':
    case 'vulnerability':
      return null;
    default:
      return type;
  }
}

/** Counts by type and reason. */
export class LeftCounts {
  private readonly counts = new Map<string, { type: string; reason: string; count: number }>();
  /** Most come in long runs of the same. */
  private last = { type: '', reason: '', count: 0 };

  add(type: string, reason: string, count = 1): void {
    if (this.last.type !== type || this.last.reason !== reason) {
      const key = `${type} ${reason}`;
      this.last = this.counts.get(key) ?? { type, reason, count: 0 };
      this.counts.set(key, this.last);
    }
    this.last.count += count;
  }

  list(): readonly LeftValues[] {
    return [...this.counts.values()].map((each) => ({ ...each }));
  }
}

function makeTitle(name: string): string {
  const title = name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return title === '' ? 'Watchlist' : [...title].slice(0, 100).join('');
}

function makeSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return slug === '' ? 'watchlist' : slug;
}

export interface Addresses {
  readonly single4: readonly string[];
  readonly single6: readonly string[];
  readonly networks4: readonly string[];
  readonly networks6: readonly string[];
}

/** Networks of one address count as single. */
export function sortAddresses(values: readonly GroupedValue[]): Addresses {
  const sorted = {
    single4: [] as string[],
    single6: [] as string[],
    networks4: [] as string[],
    networks6: [] as string[],
  };
  for (const { texts } of values)
    for (const text of texts) {
      const is4 = !text.includes(':');
      if (isNetwork(text)) sorted[is4 ? 'networks4' : 'networks6'].push(text);
      else sorted[is4 ? 'single4' : 'single6'].push(withoutLength(text));
    }
  return sorted;
}

/** Of more than one address. @param text normalised, with or without the length of a prefix */
export function isNetwork(text: string): boolean {
  return text.includes('/') && !text.endsWith(text.includes(':') ? '/128' : '/32');
}

/** `192.0.2.1` for `192.0.2.1/32`. */
export function withoutLength(text: string): string {
  const slash = text.indexOf('/');
  return slash < 0 ? text : text.slice(0, slash);
}
