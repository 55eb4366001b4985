/** A watchlist made ready for asking: typed arrays by kind of value, a million values in well under a second. */
import { ByteTable } from '../../columns/byte-table';
import { readIpv4, readIpv6 } from '../../columns/read-address';
import type { ObservableType } from '../observable';
import { AddressSet, ValueSet } from './address-set';
import { Network6Set, NetworkSet } from './network-set';
import { packHex } from './read-hash';
import { splitUrl, urlKey } from './url-key';

/** One value to look for; `index` is the caller's, and is what comes back. Several may have the same value. */
export interface MatcherValue {
  readonly type: ObservableType | 'pattern';
  /** Normalised (docs/indicators.md). */
  readonly value: string;
  /** From 0 to 2³¹ − 2. */
  readonly index: number;
}

export interface MatcherOptions {
  /** Look for the hosts of URLs by themselves, too. What is found so alone comes back as `~index`. */
  readonly hostsOfUrls: boolean;
  /** Of the hash tables; any number, not known to whoever wrote the logs. */
  readonly seed: number;
}

/** Answers of the matcher are added to a list of these: an index, or `~index` for "only by the host of the URL". */
export type Found = number[];

const encoder = new TextEncoder();

export class Matcher {
  /** Values that are in it. */
  count = 0;
  /** Values that could not be read as what they are said to be: none, where they are normalised. */
  readonly refused: number[] = [];
  readonly v4: AddressSet;
  readonly v6: ValueSet;
  readonly networks = new NetworkSet();
  readonly networks6: Network6Set;
  readonly domains: ValueSet;
  /** Hosts of URLs, where they are looked for by themselves: whole names, no sub-domains. */
  readonly urlHosts: ValueSet;
  /** Hosts that some URL is on: where a record's URL is on none of these, its path need not be read. */
  readonly hostsWithUrls: ByteTable;
  private readonly sets = new Map<ObservableType, ValueSet>();
  private readonly types = new Set<ObservableType>();
  private readonly options: MatcherOptions;
  private scratch = new Uint8Array(512);
  private readonly first = new Uint8Array(16);
  private readonly last = new Uint8Array(16);

  constructor(options: MatcherOptions) {
    const { seed } = options;
    this.options = options;
    this.v4 = new AddressSet(seed);
    this.v6 = new ValueSet(seed);
    this.networks6 = new Network6Set(seed);
    this.domains = new ValueSet(seed);
    this.urlHosts = new ValueSet(seed);
    this.hostsWithUrls = new ByteTable(64, 1024, seed);
  }

  has(...types: readonly ObservableType[]): boolean {
    return types.some((type) => this.types.has(type));
  }

  get looksForUrlHosts(): boolean {
    return this.options.hostsOfUrls && this.has('url');
  }

  /** Of types whose values are compared as they are. */
  setOf(type: ObservableType): ValueSet | null {
    return this.sets.get(type) ?? null;
  }

  /** Patterns are not its business, and are passed over. */
  add({ type, value, index }: MatcherValue): void {
    if (type === 'pattern') return;
    const end = this.encode(value);
    if (this.put(type, value, end, index)) {
      this.count++;
      this.types.add(type);
    } else this.refused.push(index);
  }

  close(): void {
    this.networks.close();
  }

  private put(type: ObservableType, value: string, end: number, index: number): boolean {
    switch (type) {
      case 'ipv4':
      case 'ipv6':
        return this.putAddress(0, end, index);
      case 'cidr':
        return this.putNetwork(value.indexOf('/'), end, index);
      case 'ip-range':
        return this.putRange(value.indexOf('-'), end, index);
      case 'domain':
        this.domains.add(this.scratch, 0, end, index);
        return true;
      case 'url':
        return this.putUrl(value, index);
      case 'md5':
      case 'sha1':
      case 'sha256':
      case 'sha512':
        if (!packHex(this.scratch, 0, end, this.scratch)) return false;
        this.setFor(type).add(this.scratch, 0, end >> 1, index);
        return true;
      default:
        this.setFor(type).add(this.scratch, 0, end, index);
        return true;
    }
  }

  private putAddress(start: number, end: number, index: number): boolean {
    const address = readIpv4(this.scratch, start, end);
    if (address !== -1) this.v4.add(address, index);
    else if (!readIpv6(this.scratch, start, end, this.first)) return false;
    else {
      const mapped = mappedIpv4(this.first, 0);
      if (mapped === -1) this.v6.add(this.first, 0, 16, index);
      else this.v4.add(mapped, index);
    }
    return true;
  }

  private putNetwork(slash: number, end: number, index: number): boolean {
    if (slash < 1 || end - slash > 4) return false;
    let bits = 0;
    for (let at = slash + 1; at < end; at++) bits = bits * 10 + (this.scratch[at] ?? 0) - 48;
    const address = readIpv4(this.scratch, 0, slash);
    if (address !== -1) {
      if (!(bits >= 0 && bits <= 32)) return false;
      this.networks.add(address, bits, index);
      return true;
    }
    if (!(bits >= 0 && bits <= 128) || !readIpv6(this.scratch, 0, slash, this.first)) return false;
    const mapped = mappedIpv4(this.first, 0);
    if (mapped !== -1 && bits >= 96) this.networks.add(mapped, bits - 96, index);
    else this.networks6.add(this.first, 0, bits, index);
    return true;
  }

  private putRange(dash: number, end: number, index: number): boolean {
    const from = readIpv4(this.scratch, 0, dash);
    const to = readIpv4(this.scratch, dash + 1, end);
    if (from !== -1 && to !== -1) {
      if (to < from) return false;
      this.networks.addRange(from, to, index);
      return true;
    }
    if (!readIpv6(this.scratch, 0, dash, this.first) || !readIpv6(this.scratch, dash + 1, end, this.last)) return false;
    const [low, high] = [mappedIpv4(this.first, 0), mappedIpv4(this.last, 0)];
    if (low !== -1 && high !== -1) this.networks.addRange(low, high, index);
    else this.networks6.addRange(this.first, this.last, index);
    return true;
  }

  private putUrl(value: string, index: number): boolean {
    const parts = splitUrl(value);
    if (parts === null) return false;
    const set = this.setFor('url');
    const end = this.encode(urlKey(parts));
    set.add(this.scratch, 0, end, index);
    const hostEnd = this.encode(parts.host);
    this.hostsWithUrls.add(this.scratch, 0, hostEnd);
    if (this.options.hostsOfUrls && !this.putAddress(0, hostEnd, ~index)) {
      this.urlHosts.add(this.scratch, 0, hostEnd, ~index);
    }
    return true;
  }

  private setFor(type: ObservableType): ValueSet {
    const known = this.sets.get(type);
    if (known !== undefined) return known;
    const made = new ValueSet(this.options.seed);
    this.sets.set(type, made);
    return made;
  }

  /** Into `scratch`. @returns the length */
  private encode(text: string): number {
    if (text.length * 3 > this.scratch.length) this.scratch = new Uint8Array(text.length * 6);
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 127) return encoder.encodeInto(text, this.scratch).written;
      this.scratch[at] = code;
    }
    return text.length;
  }
}

export function compileMatcher(values: Iterable<MatcherValue>, options: MatcherOptions): Matcher {
  const matcher = new Matcher(options);
  for (const value of values) matcher.add(value);
  matcher.close();
  return matcher;
}

/** `::ffff:192.0.2.1` is how a socket of version 6 writes 192.0.2.1; both are one address here. -1: it is none such. */
export function mappedIpv4(bytes: Uint8Array, at: number): number {
  if (bytes[at + 10] !== 255 || bytes[at + 11] !== 255) return -1;
  for (let byte = 0; byte < 10; byte++) if (bytes[at + byte] !== 0) return -1;
  let address = 0;
  for (let byte = 12; byte < 16; byte++) address = (address << 8) | (bytes[at + byte] ?? 0);
  return address >>> 0;
}
