/** Types, directions and outcomes in words: one place for screens and exports. */
import { formatCount } from '../format';
import type { ObservableType } from '../indicators/observable';
import type { Disposition } from './fields';
import type { Direction, Relevance, Sighting } from './sighting';

const TYPE_WORDS: Readonly<Record<ObservableType | 'pattern', string>> = {
  ipv4: 'IPv4 address',
  ipv6: 'IPv6 address',
  cidr: 'Network',
  'ip-range': 'Address range',
  domain: 'Domain',
  url: 'URL',
  email: 'E-mail address',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
  'file-name': 'File name',
  'file-path': 'File path',
  'registry-key': 'Registry key',
  'as-number': 'AS number',
  'user-agent': 'User agent',
  ja3: 'JA3',
  ja4: 'JA4',
  mutex: 'Mutex',
  vulnerability: 'Vulnerability',
  pattern: 'STIX pattern',
};

export function typeWord(type: string): string {
  return Object.hasOwn(TYPE_WORDS, type) ? TYPE_WORDS[type as ObservableType] : type;
}

export const DIRECTION_WORDS: Readonly<Record<Direction, string>> = {
  outbound: 'outbound',
  inbound: 'inbound',
  internal: 'internal',
  external: 'external',
  unknown: 'direction unknown',
};

export const DISPOSITION_WORDS: Readonly<Record<Disposition, string>> = {
  established: 'established',
  attempted: 'attempted',
  denied: 'denied',
  unknown: 'outcome unknown',
};

export const RELEVANCE_WORDS: Readonly<Record<Relevance, string>> = { high: 'High', medium: 'Medium', low: 'Low' };

/** Why direction and disposition make it as relevant as it is. */
export function explainRelevance(direction: Direction, disposition: Disposition): string {
  switch (direction) {
    case 'outbound':
      return disposition === 'denied'
        ? 'A host of ours asked for it; that it was denied does not clear the host.'
        : 'A host of ours asked for it.';
    case 'internal':
      return 'It was seen between hosts of ours.';
    case 'inbound':
      if (disposition === 'denied') return 'It came from outside and was denied.';
      if (disposition === 'attempted') return 'It came from outside, and nothing shows that it was answered.';
      return disposition === 'unknown'
        ? 'It came from outside, and the record does not say whether it was let in.'
        : 'It came from outside and was let in.';
    case 'external':
      return 'Neither end is a host of ours.';
    case 'unknown':
      return 'The record does not say who asked whom: it counts as the worst that it may have been.';
  }
}

/** "outbound 12, inbound 3", the most frequent first. */
export function describeShares<Key extends string>(
  counts: Readonly<Partial<Record<Key, number>>>,
  words: Readonly<Record<Key, string>>,
): string {
  const present = (Object.keys(words) as Key[])
    .map((key) => [words[key], counts[key] ?? 0] as const)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one);
  const [only] = present;
  if (only !== undefined && present.length === 1) return only[0];
  return present.map(([word, count]) => `${word} ${formatCount(count)}`).join(', ');
}

/** The most frequent of several, for where there is no room for all; `null`: there is none. */
export function leadingShare<Key extends string>(
  counts: Readonly<Partial<Record<Key, number>>>,
  words: Readonly<Record<Key, string>>,
): {
  readonly word: string;
  /** 0 to 1, of all records. */
  readonly share: number;
  /** How many others there are. */
  readonly others: number;
} | null {
  const present = (Object.keys(words) as Key[])
    .map((key) => ({ word: words[key], count: counts[key] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const [first] = present;
  if (first === undefined) return null;
  const all = present.reduce((sum, { count }) => sum + count, 0);
  return { word: first.word, share: first.count / all, others: present.length - 1 };
}

/** "443, 80 and 3 more". */
export function describePorts({ ports, portCount }: Pick<Sighting, 'ports' | 'portCount'>, most = 3): string {
  return listSome(
    ports.map(([port]) => String(port)),
    portCount,
    most,
  );
}

export function describeHosts({ hosts, hostCount }: Pick<Sighting, 'hosts' | 'hostCount'>, most = 2): string {
  return listSome(
    hosts.map(([host]) => host),
    hostCount,
    most,
  );
}

function listSome(items: readonly string[], count: number, most: number): string {
  const shown = items.slice(0, most);
  const rest = count - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${formatCount(rest)} more` : shown.join(', ');
}
