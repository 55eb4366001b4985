import { parseIpv4 } from '../ip-address';
import type { ObservableType } from '../observable';
import { networksOfRange } from './address-range';
import type { LeftValues, QueriedValue } from './watchlist-queries';

/** What is searched for in one way: addresses and networks together, everything else by its type. */
export type ValueKind =
  | 'address'
  | Exclude<ObservableType, 'ipv4' | 'ipv6' | 'cidr' | 'ip-range' | 'mutex' | 'vulnerability'>;

/** A value as one or more things that queries can hold: a range of addresses is several networks. */
export interface GroupedValue {
  readonly type: ObservableType;
  readonly value: string;
  /** Of addresses: single ones and networks. Of everything else the value itself. */
  readonly texts: readonly string[];
}

export interface ValueGroups {
  /** Of the watchlist, on one line. */
  readonly title: string;
  /** For names of files. */
  readonly slug: string;
  readonly kinds: ReadonlyMap<ValueKind, readonly GroupedValue[]>;
  readonly left: readonly LeftValues[];
  /** Different values that were given, those that are left among them. */
  readonly count: number;
}

const NOT_IN_LOGS: Readonly<Partial<Record<QueriedValue['type'], string>>> = {
  pattern: 'A pattern says more than values: search for it in histories here.',
  mutex: 'Logs do not record mutexes.',
  vulnerability: 'A vulnerability is no value that logs record.',
};

export function groupValues(name: string, values: readonly QueriedValue[]): ValueGroups {
  const kinds = new Map<ValueKind, GroupedValue[]>();
  const left = new LeftCounts();
  const seen = new Set<string>();
  for (const { type, value } of values) {
    const key = `${type} ${value}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const reason = NOT_IN_LOGS[type];
    if (reason !== undefined) {
      left.add(type, reason);
      continue;
    }
    // Nothing in a value may end the line, or hide what follows it.
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)) {
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
    group.push({ type: type as ObservableType, value, texts });
  }
  return { title: makeTitle(name), slug: makeSlug(name), kinds, left: left.list(), count: seen.size };
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
  private readonly counts = new Map<string, LeftValues>();

  add(type: string, reason: string, count = 1): void {
    const key = `${type} ${reason}`;
    this.counts.set(key, { type, reason, count: (this.counts.get(key)?.count ?? 0) + count });
  }

  list(): readonly LeftValues[] {
    return [...this.counts.values()];
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
  for (const text of values.flatMap(({ texts }) => texts)) {
    const [address = '', bits] = text.split('/');
    const is4 = parseIpv4(address) !== null;
    const isSingle = bits === undefined || bits === (is4 ? '32' : '128');
    if (isSingle) sorted[is4 ? 'single4' : 'single6'].push(address);
    else sorted[is4 ? 'networks4' : 'networks6'].push(text);
  }
  return sorted;
}
