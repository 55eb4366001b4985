import { LIST_SEPARATOR } from '../../columns/column';
import type { OpenSegment } from '../../columns/open-column';
import type { HostTable } from '../behaviour/host-table';

export const HOST_NAME_FIELDS: ReadonlySet<string> = new Set([
  'host.name',
  'host.hostname',
  'host.ip',
  'source.ip',
  'destination.ip',
  'network.direction',
]);

/** Pairs of a name and an address that are kept. */
const MOST_PAIRS = 500_000;

export interface HostNames {
  read(segment: OpenSegment): void;
  /** Names by address, both lower case: of addresses that only one host has said to be its own. */
  list(): ReadonlyMap<string, string>;
}

/**
 * What hosts say of themselves: `host.ip`, and their own side of a connection that they wrote down as they saw it. So flows, which
 * know addresses, and events, which know names, are about one host.
 */
export function makeHostNames(hosts: HostTable): HostNames {
  const namesOf = new Map<string, Set<string>>();
  let pairs = 0;
  const isInside = (address: string) => hosts.placeOf(hosts.add(address)) === 'inside' && !isOfEverybody(address);
  function add(address: string, name: string): void {
    if (pairs === MOST_PAIRS || name === address || !isInside(address)) return;
    const names = namesOf.get(address) ?? new Set();
    namesOf.set(address, names);
    if (names.has(name)) return;
    names.add(name);
    pairs++;
  }
  return {
    read(segment) {
      const name = segment.reader('host.name') ?? segment.reader('host.hostname');
      if (name === null) return;
      const [own, source, destination, direction] = ['host.ip', 'source.ip', 'destination.ip', 'network.direction'].map(
        (field) => segment.reader(field),
      );
      const seen = new Set<string>();
      for (let row = 0; row < segment.rows; row++) {
        const host = name.textAt(row)?.toLowerCase();
        if (host === undefined) continue;
        const way = direction?.textAt(row) ?? null;
        const side = way === 'egress' ? source : way === 'ingress' ? destination : null;
        const said = [own?.textAt(row) ?? '', side?.textAt(row) ?? ''].join(LIST_SEPARATOR);
        const key = `${host}${LIST_SEPARATOR}${said}`;
        if (seen.has(key)) continue;
        if (seen.size < MOST_PAIRS) seen.add(key);
        for (const address of said.split(LIST_SEPARATOR)) if (address !== '') add(address.toLowerCase(), host);
      }
    },
    list: () =>
      new Map(
        [...namesOf].flatMap(([address, names]) => {
          const [only] = names;
          return names.size === 1 && only !== undefined ? [[address, only] as const] : [];
        }),
      ),
  };
}

/** Loopback and link-local addresses: every host has them. */
function isOfEverybody(address: string): boolean {
  return /^(?:127\.|169\.254\.|::1$|fe80:|::ffff:127\.)/.test(address);
}
