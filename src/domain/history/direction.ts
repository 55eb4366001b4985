/** Who began (incident model, step 3; the rules are in docs/matching.md). */
import { readIpv4, readIpv6 } from '../columns/read-address';
import { isGlobalIpv4, isGlobalIpv6, parseIpv4, parseIpv6 } from '../indicators/ip-address';
import { mappedIpv4 } from '../indicators/matcher/matcher';
import { Network6Set, NetworkSet } from '../indicators/matcher/network-set';
import type { Direction } from './sighting';

/** `null`: it is no address. */
export type InsideTest = (address: string) => boolean | null;

const encoder = new TextEncoder();
/** Remembered answers; a history has as many addresses as it likes. */
const MOST_ANSWERS = 100_000;

/** Inside is what nobody on the Internet has (RFC 1918, ULA, link-local, loopback …), and the networks of one's own. */
export function makeInsideTest(networks: readonly string[]): InsideTest {
  const own = readNetworks(networks);
  const answers = new Map<string, boolean | null>();
  return (address) => {
    let answer = answers.get(address);
    if (answer === undefined) {
      answer = own(address) || isPrivate(address);
      if (answers.size >= MOST_ANSWERS) answers.clear();
      answers.set(address, answer);
    }
    return answer;
  };
}

function isPrivate(address: string): boolean | null {
  const octets = parseIpv4(address);
  if (octets !== null) return !isGlobalIpv4(octets);
  const groups = parseIpv6(address);
  if (groups === null) return null;
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped) return !isGlobalIpv6(groups);
  const [high = 0, low = 0] = groups.slice(6);
  return !isGlobalIpv4([high >> 8, high & 255, low >> 8, low & 255]);
}

function readNetworks(networks: readonly string[]): (address: string) => boolean {
  const v4 = new NetworkSet();
  const v6 = new Network6Set(0);
  const scratch = new Uint8Array(16);
  for (const network of networks) {
    const [address = '', length] = network.split('/');
    const bytes = encoder.encode(address);
    const word = readIpv4(bytes, 0, bytes.length);
    const bits = length === undefined ? (word === -1 ? 128 : 32) : Number(length);
    if (word !== -1 && bits >= 0 && bits <= 32) v4.add(word, bits, 0);
    else if (bits >= 0 && bits <= 128 && readIpv6(bytes, 0, bytes.length, scratch)) v6.add(scratch, 0, bits, 0);
  }
  v4.close();
  if (v4.size + v6.size === 0) return () => false;
  return (address) => {
    const bytes = encoder.encode(address);
    const word = readIpv4(bytes, 0, bytes.length);
    const found: number[] = [];
    if (word !== -1) v4.take(word, found);
    else if (readIpv6(bytes, 0, bytes.length, scratch)) {
      const mapped = mappedIpv4(scratch, 0);
      if (mapped === -1) v6.take(scratch, 0, found);
      else v4.take(mapped, found);
    }
    return found.length > 0;
  };
}

/** Of one record, as far as it says so; `null`: it does not. */
export interface Endpoints {
  /** `network.direction`. */
  readonly stated: string | null;
  readonly source: string | null;
  readonly destination: string | null;
  readonly host: string | null;
  /** `network.forwarded_ip`: for whom a proxy asked. */
  readonly forwarded?: string | null;
}

/**
 * What a log says of itself. `ingress`, `egress`: to or from the host that wrote it (ECS: a host's own view), which knows its own
 * side though not where the other is. `to_client`: what is written as the source answered (Suricata).
 */
type Stated = Direction | 'ingress' | 'egress' | 'to_client';

const STATED: ReadonlyMap<string, Stated> = new Map([
  ['outbound', 'outbound'],
  ['egress', 'egress'],
  ['inbound', 'inbound'],
  ['ingress', 'ingress'],
  ['internal', 'internal'],
  ['external', 'external'],
  ['to_client', 'to_client'],
]);

const statedBy = ({ stated }: Endpoints) => (stated === null ? undefined : STATED.get(stated.toLowerCase()));

/** Names that a host asks for: its resolver or proxy may well be inside, what it wants is not. */
const ASKED =
  /^(?:dns\.|url\.|tls\.client\.|destination\.domain$|destination\.address$|http\.|user_agent\.|server\.(?:domain|address)$)/;

export function directionOf(field: string, record: Endpoints, isInside: InsideTest): Direction {
  const stated = statedBy(record);
  if (stated === 'to_client') return directionOf(mirrored(field), mirror(record), isInside);
  const source = record.source === null ? null : isInside(record.source);
  const destination = record.destination === null ? null : isInside(record.destination);
  if (stated === 'ingress' || (stated === 'egress' && !ASKED.test(field))) {
    // One's own proxy asks for somebody outside.
    const isForOthers = source === true && isOutside(record.forwarded ?? null, isInside);
    return directionAtHost(stated, isForOthers ? false : source, destination);
  }
  if (stated === 'egress') return 'outbound';
  if (stated !== undefined && stated !== 'external') return stated;
  // A sensor that does not know all networks of one's own says that neither side is inside.
  if (stated !== undefined && source !== true && destination !== true) return stated;
  if (ASKED.test(field)) {
    if (source === true || (source === null && record.host !== null)) return 'outbound';
    return source === null ? 'unknown' : destination === true ? 'inbound' : 'external';
  }
  if (source === null || destination === null) return knownSide(field, source, destination);
  if (source) return destination ? 'internal' : 'outbound';
  return destination ? 'inbound' : 'external';
}

/** What came to or went from a host of ours: the addresses say it where they can, else its other side is outside unless it is known to be inside. */
function directionAtHost(
  way: 'ingress' | 'egress',
  source: boolean | null,
  destination: boolean | null,
): Exclude<Direction, 'external' | 'unknown'> {
  const away = way === 'ingress' ? 'inbound' : 'outbound';
  if (source !== null && destination !== null && source !== destination) return source ? 'outbound' : 'inbound';
  return (way === 'ingress' ? source : destination) === true ? 'internal' : away;
}

function isOutside(address: string | null, isInside: InsideTest): boolean {
  return address !== null && isInside(address) === false;
}

/** The record with the one who asked as its source. */
function mirror(record: Endpoints): Endpoints {
  return { ...record, stated: null, source: record.destination, destination: record.source };
}

function mirrored(field: string): string {
  if (field.startsWith('source.')) return `destination.${field.slice('source.'.length)}`;
  return field.startsWith('destination.') ? `source.${field.slice('destination.'.length)}` : field;
}

/** Of a record with one address: it is the other side's where it is the one that matched. */
function knownSide(field: string, source: boolean | null, destination: boolean | null): Direction {
  if (source === null && destination === null) return 'unknown';
  if (field.startsWith('destination.') || field.startsWith('server.')) return source === true ? 'outbound' : 'unknown';
  if (field.startsWith('source.') || field.startsWith('client.')) return destination === true ? 'inbound' : 'unknown';
  return 'unknown';
}

/** Multicast, the limited broadcast, and "this host" (RFC 5771, 919, 1122; 4291): no host has them. */
export function isNobodys(address: string): boolean {
  const octets = parseIpv4(address) ?? parseIpv4(address.replace(/^::ffff:/i, ''));
  if (octets !== null) {
    const first = octets[0] ?? 0;
    return first === 0 || (first >= 224 && first < 240) || octets.every((octet) => octet === 255);
  }
  const groups = parseIpv6(address);
  return groups !== null && ((groups[0] ?? 0) >= 0xff00 || groups.every((group) => group === 0));
}

const someonesOrNull = (address: string | null) => (address === null || isNobodys(address) ? null : address);

/**
 * The host of our side: beside the field that matched, or by the direction; `null`: the record does not say. An address outside is ours
 * only where the log says so (a direction by a sensor that knows its networks, or by the host itself), never for being the other end.
 */
export function hostOf(field: string, direction: Direction, record: Endpoints, isInside: InsideTest): string | null {
  if (statedBy(record) === 'to_client') return hostOf(mirrored(field), direction, mirror(record), isInside);
  const { host } = record;
  const source = someonesOrNull(record.source);
  const destination = someonesOrNull(record.destination);
  const isSource = field.startsWith('source.') || field.startsWith('client.');
  const isDestination = field.startsWith('destination.') || field.startsWith('server.');
  const beside = isSource ? destination : isDestination ? source : null;
  if (beside !== null && isInside(beside) === true) return beside;
  if (direction === 'inbound' && destination !== null && !isDestination) return destination;
  if (direction === 'outbound' && source !== null && !isSource) return source;
  if (host !== null) return host;
  return [source, destination].find((side) => side !== null && isInside(side) === true) ?? null;
}
