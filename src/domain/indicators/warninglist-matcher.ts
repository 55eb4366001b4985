/**
 * Which warninglists hold a value, as MISP compares (https://github.com/MISP/PyMISPWarningLists): `string` equal, `substring`
 * anywhere in it, `hostname` equal or above it, `cidr` an address or network within, `regex` as it says. Regular expressions
 * are others' and run without going back.
 */
import { excerpt, type Issue, issue, WHOLE_FILE } from '../result';
import { type AddressSpan, readNetwork, spanOf, unmapValue } from './address-numbers';
import { type BoundedRegex, compileBoundedRegex } from './bounded-regex';
import { normalisePlain } from './normalise-observable';
import { makeSpanIndex } from './span-index';
import { readHostOf } from './value-host';
import type { Warninglist } from './watchlist';

export interface WarninglistMatcher {
  /** Ids of the lists that hold it, in their order. */
  findLists(observable: { readonly type: string; readonly value: string }): readonly string[];
  /** Entries that could not be used: expressions beyond what is read, networks that are none. */
  readonly issues: readonly Issue[];
}

type MatchedList = Pick<Warninglist, 'id' | 'name' | 'type' | 'attributes' | 'list'>;

/** MISP's types of attributes → ours: a list that is meant for some holds no others. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  ipv4: ['ip-src', 'ip-dst', 'ip-src|port', 'ip-dst|port', 'domain|ip'],
  domain: ['domain', 'hostname', 'domain|ip', 'hostname|port'],
  url: ['url', 'uri', 'link', 'domain', 'hostname', 'domain|ip', 'ip-dst', 'ip-src'],
  email: ['email', 'email-src', 'email-dst', 'email-reply-to', 'whois-registrant-email', 'domain'],
  md5: ['md5', 'filename|md5', 'malware-sample', 'x509-fingerprint-md5'],
  sha1: ['sha1', 'filename|sha1', 'x509-fingerprint-sha1'],
  sha256: ['sha256', 'filename|sha256', 'x509-fingerprint-sha256'],
  sha512: ['sha512', 'filename|sha512'],
  'file-name': ['filename', 'filename|md5', 'filename|sha1', 'filename|sha256', 'malware-sample', 'attachment'],
  'file-path': ['filename'],
  'registry-key': ['regkey', 'regkey|value'],
  'as-number': ['AS'],
  'user-agent': ['user-agent', 'http-user-agent'],
  mutex: ['mutex'],
  vulnerability: ['vulnerability'],
  ja3: ['ja3-fingerprint-md5'],
};
const ADDRESS_TYPES = new Set(['ipv4', 'ipv6', 'cidr', 'ip-range']);
/** Compared with each text of a substring list: few have more. */
const MOST_SUBSTRINGS = 20_000;

export function makeWarninglistMatcher(lists: readonly MatchedList[]): WarninglistMatcher {
  const issues: Issue[] = [];
  // By value, the positions of the lists that have it: a million values are asked for.
  const exact = new Map<string, number[]>();
  const hosts = new Map<string, number[]>();
  const spans: (readonly [AddressSpan, number])[] = [];
  const substrings: { readonly text: string; readonly at: number }[] = [];
  const expressions: { readonly regex: BoundedRegex; readonly at: number }[] = [];

  for (const [at, list] of lists.entries()) {
    let unread = 0;
    let first = '';
    const leave = (entry: string) => {
      unread++;
      if (unread === 1) first = entry;
    };
    for (const entry of list.list) if (!takeEntry(list.type, entry.trim(), at)) leave(entry);
    if (unread > 0) {
      const message = `${unread.toLocaleString('en')} entries of the warninglist "${excerpt(list.name)}" cannot be used.`;
      issues.push(
        issue('warning', 'warninglist-entry', WHOLE_FILE, message, {
          found: excerpt(first),
          done: 'They hold nothing back.',
        }),
      );
    }
  }

  function takeEntry(type: Warninglist['type'], entry: string, at: number): boolean {
    if (entry === '') return true;
    switch (type) {
      case 'string':
        put(exact, entry.toLowerCase(), at);
        return true;
      case 'hostname':
        put(hosts, normaliseEntry(entry), at);
        return true;
      case 'substring':
        if (substrings.length >= MOST_SUBSTRINGS) return false;
        substrings.push({ text: entry.toLowerCase(), at });
        return true;
      case 'cidr': {
        const span = readNetwork(entry);
        if (span !== null) spans.push([span, at]);
        return span !== null;
      }
      case 'regex':
        return takeExpression(entry, at);
    }
  }

  /** `/pattern/i`, or a pattern alone. */
  function takeExpression(entry: string, at: number): boolean {
    const [, inner = entry, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(entry) ?? [];
    const compiled = compileBoundedRegex(inner, `${flags.includes('i') ? '' : 'i'}${flags}`);
    if (compiled.ok) expressions.push({ regex: compiled.value, at });
    return compiled.ok;
  }

  const networks = makeSpanIndex(spans);
  const meant = lists.map(({ attributes }) => new Set(attributes));

  return {
    issues,
    findLists(observable) {
      const { type, value } = unmapValue(observable);
      let found: Set<number> | null = null;
      const add = (positions: readonly number[] | undefined) => {
        if (positions === undefined) return;
        for (const at of positions) {
          if (!isMeantFor(meant[at], type)) continue;
          found ??= new Set();
          found.add(at);
        }
      };
      const text = value.toLowerCase();
      if (exact.size > 0) {
        add(exact.get(text));
        if (value !== observable.value) add(exact.get(observable.value.toLowerCase()));
      }
      const isAddress = ADDRESS_TYPES.has(type);
      const host = isAddress ? value : readHostOf(type, value);
      if (hosts.size > 0 && !isAddress && host !== null) {
        // `a.b.example`, `b.example`, `example`.
        for (let start = 0; start >= 0; start = nextLabel(host, start))
          add(hosts.get(start === 0 ? host : host.slice(start)));
      }
      if (networks.size > 0) {
        const span = isAddress
          ? spanOf({ type, value })
          : host === null || !/^[\d[]/.test(host)
            ? null
            : readNetwork(host.replace(/[[\]]/g, ''));
        if (span !== null) add(networks.holding(span));
      }
      for (const each of substrings) if (text.includes(each.text)) add([each.at]);
      for (const each of expressions) if (each.regex.test(value)) add([each.at]);
      if (found === null) return NONE;
      return [...(found as Set<number>)].sort((a, b) => a - b).map((at) => lists[at]?.id ?? '');
    },
  };
}

const NONE: readonly string[] = [];

/** @param attributes MISP's, of a list: a list without any is meant for all */
export function isMeantFor(attributes: ReadonlySet<string> | undefined, type: string): boolean {
  if (attributes === undefined || attributes.size === 0) return true;
  const names = ATTRIBUTES[ADDRESS_TYPES.has(type) ? 'ipv4' : type] ?? [];
  return names.some((name) => attributes.has(name));
}

function put(map: Map<string, number[]>, key: string, at: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [at]);
  else if (known.at(-1) !== at) known.push(at);
}

/** A leading dot is MISP's for "and what is beneath"; so is everything here. Some lists have URLs. */
export function normaliseEntry(entry: string): string {
  const bare = entry
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^(?:\*\.|\.)+|\.+$/g, '');
  return normalisePlain('domain', bare) ?? bare;
}

/** Where the next label begins; -1: there is none. */
function nextLabel(host: string, start: number): number {
  const dot = host.indexOf('.', start);
  return dot < 0 ? -1 : dot + 1;
}
