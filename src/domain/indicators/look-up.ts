/** Values of a pasted text, and what is known of each: statements of the value itself, and of what holds it. */
import { type AddressSpan, spanOf } from './address-numbers';
import { findValues } from './find-observables';
import type { Observable } from './observable';
import { makeSpanIndex } from './span-index';
import type { IndicatorStatement } from './statement';
import { readHostOf } from './value-host';

export interface LookedUp extends Observable {
  /** As the text has it the first time. */
  readonly written: string;
}

/** Each value of a text once, in its order; references too: who asks wants to know. */
export function listAskedValues(text: string): readonly LookedUp[] {
  const asked = new Map<string, LookedUp>();
  for (const { type, value, written } of findValues(text)) {
    const key = `${type} ${value}`;
    if (!asked.has(key)) asked.set(key, { type, value, written });
  }
  return [...asked.values()];
}

/**
 * Values under which something may be said of a value: itself; the domains above it; of a URL its host and those above; of an
 * address of mail its domain. What comes first is nearest.
 */
export function listNames({ type, value }: { readonly type: string; readonly value: string }): readonly Observable[] {
  const names: Observable[] = [{ type: type as Observable['type'], value }];
  const host = readHostOf(type, value);
  if (host === null) return names;
  const span = spanOf({ type: host.startsWith('[') ? 'ipv6' : 'ipv4', value: host.replace(/[[\]]/g, '') });
  if (span !== null)
    return [...names, { type: span.version === 4 ? 'ipv4' : 'ipv6', value: host.replace(/[[\]]/g, '') }];
  // A label alone is nobody's name.
  for (let name = host; name.includes('.'); name = name.slice(name.indexOf('.') + 1))
    if (type !== 'domain' || name !== value) names.push({ type: 'domain', value: name });
  return names;
}

export interface FoundStatement<T> {
  readonly item: T;
  /** The value itself, or what holds it: a domain above, a network around. */
  readonly relation: 'same' | 'above' | 'around';
}

export interface StatementIndex<T> {
  find(observable: { readonly type: string; readonly value: string }): readonly FoundStatement<T>[];
}

/** @param items of whatever keeps statements: positions in columns, or statements themselves */
export function makeStatementIndex<T>(
  items: Iterable<T>,
  read: (item: T) => Pick<IndicatorStatement, 'type' | 'value'>,
): StatementIndex<T> {
  const byType = new Map<string, Map<string, T[]>>();
  const spans: (readonly [AddressSpan, T])[] = [];
  for (const item of items) {
    const { type, value } = read(item);
    let values = byType.get(type);
    if (values === undefined) {
      values = new Map();
      byType.set(type, values);
    }
    const known = values.get(value);
    if (known === undefined) values.set(value, [item]);
    else known.push(item);
    const span = type === 'cidr' || type === 'ip-range' ? spanOf({ type, value }) : null;
    if (span !== null) spans.push([span, item]);
  }
  const networks = makeSpanIndex(spans);

  return {
    find(observable) {
      const found: FoundStatement<T>[] = [];
      const names = listNames(observable);
      const seen = new Set<T>();
      for (const [at, { type, value }] of names.entries()) {
        for (const item of byType.get(type)?.get(value) ?? []) {
          seen.add(item);
          found.push({ item, relation: at === 0 ? 'same' : 'above' });
        }
      }
      if (networks.size === 0) return found;
      for (const name of names) {
        const span = spanOf(name);
        if (span === null) continue;
        for (const item of networks.holding(span)) {
          if (seen.has(item)) continue;
          seen.add(item);
          found.push({ item, relation: 'around' });
        }
      }
      return found;
    },
  };
}
