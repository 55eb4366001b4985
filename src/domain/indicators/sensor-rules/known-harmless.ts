/**
 * What is known to be harmless and may lie within what goes out: networks, and names beneath a name. Of warninglists that compare
 * parts of texts nothing can be listed: they hold back only what they are asked for.
 */
import { type AddressSpan, readNetwork } from '../address-numbers';
import { isMeantFor, normaliseEntry } from '../warninglist-matcher';
import type { ListedValue, Warninglist } from '../watchlist';

export interface HarmlessName {
  readonly type: ListedValue['type'];
  readonly value: string;
  /** So is all that lies beneath it. */
  readonly beneath?: boolean;
}

export type AskedWarninglist = Pick<Warninglist, 'type' | 'attributes' | 'list'>;

export function* eachKnownNetwork(lists: readonly AskedWarninglist[]): Generator<AddressSpan> {
  for (const { type, attributes, list } of lists) {
    if ((type !== 'cidr' && type !== 'string') || !isMeantFor(new Set(attributes), 'cidr')) continue;
    for (const entry of list) {
      const span = readNetwork(entry);
      if (span !== null) yield span;
    }
  }
}

/** Lists have a million names: only those beneath one of `domains` are given. */
export function listNamesBeneath(
  lists: readonly AskedWarninglist[],
  domains: ReadonlySet<string>,
): readonly HarmlessName[] {
  if (domains.size === 0) return [];
  const names = new Map<string, HarmlessName>();
  for (const { type, attributes, list } of lists) {
    if ((type !== 'hostname' && type !== 'string') || !isMeantFor(new Set(attributes), 'domain')) continue;
    for (const entry of list) {
      const value = type === 'hostname' ? normaliseEntry(entry.trim()) : entry.trim().toLowerCase();
      const beneath = type === 'hostname' || names.get(value)?.beneath === true;
      if (isBeneath(value, domains)) names.set(value, { type: 'domain', value, beneath });
    }
  }
  return [...names.values()];
}

/** Beneath one of `names`, which it is not itself. */
export function isBeneath(name: string, names: { has(name: string): boolean }): boolean {
  for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1))
    if (names.has(name.slice(at + 1))) return true;
  return false;
}
