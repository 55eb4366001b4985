/**
 * A zone of response policy (https://datatracker.ietf.org/doc/draft-vixie-dnsop-dns-rpz/): names and addresses that a resolver
 * answers with "does not exist". Owners are relative, so that the zone may have any name.
 */
import { parseIpv4, parseIpv6 } from '../ip-address';
import { LeftCounts, type ValueKind } from '../queries/value-groups';
import { type HarmlessName, isBeneath } from './known-harmless';
import { describeFile, type SensorGroups, type SensorValue, type WrittenSensorFiles } from './sensor-files';

/** Octets of a name on the wire, less the wildcard's label and room for the zone's own name. */
const MOST_OCTETS = 255 - 2 - 64;

const WHY_NOT: Readonly<Partial<Record<ValueKind, string>>> = {
  url: 'A resolver sees names and no URLs; the whole host was not asked to be blocked.',
};

export function writeRpz(groups: SensorGroups): WrittenSensorFiles {
  const left = new LeftCounts();
  const domains: SensorValue[] = [];
  for (const value of groups.kinds.get('domain') ?? []) {
    if (fitsZone(value.value)) domains.push(value);
    else left.add(value.type, 'Longer than a name in a policy zone may be.');
  }
  const addresses: SensorValue[] = [];
  const triggers = new Set<string>();
  for (const value of groups.kinds.get('address') ?? []) {
    const written = value.texts.map(writeTrigger);
    if (written.includes(null)) left.add(value.type, 'All addresses there are: a policy zone has no trigger for that.');
    else {
      addresses.push(value);
      for (const trigger of written) triggers.add(`${trigger} CNAME .`);
    }
  }
  for (const [kind, values] of groups.kinds)
    if (kind !== 'domain' && kind !== 'address')
      for (const { type } of values) left.add(type, WHY_NOT[kind] ?? 'A resolver sees names and addresses alone.');
  const values = [...domains, ...addresses];
  if (values.length === 0) return { files: [], left: left.list() };
  groups.tell(0.4);
  const records = [...nameRecords(new Set(domains.map(({ value }) => value)), groups.benign), ...triggers];
  const head = [
    ...describeFile(groups, values),
    'Load as any zone and name it in response-policy; the zone may be called as you like, in up to 60 characters.',
  ].map((line) => `; ${line}`);
  const text = [
    ...head,
    '$TTL 300',
    // Serial, refresh, retry, expire, negative.
    `@ SOA localhost. root.localhost. ${makeSerial(groups.at)} 3600 600 604800 300`,
    '@ NS localhost.',
    ...records,
    '',
  ].join('\n');
  return { files: [{ name: `${groups.slug}.rpz`, text, values: values.length }], left: left.list() };
}

/** Labels of ASCII that a zone takes as they are; others were no host's. */
function fitsZone(domain: string): boolean {
  return domain.length + 2 <= MOST_OCTETS && /^(?:[a-z\d_-]{1,63}\.)*[a-z\d_-]{1,63}$/.test(domain);
}

/**
 * A name and all beneath it. A harmless name beneath is let through; since any name in a zone ends the reach of the wildcard
 * above it, those between the two are said again, and what lies beneath the harmless one: blocked, unless that is harmless, too.
 */
function nameRecords(domains: ReadonlySet<string>, benign: readonly HarmlessName[]): readonly string[] {
  const harmless = new Set<string>();
  const through = new Set(benign.flatMap(({ type, value, beneath }) => (type === 'domain' && beneath ? [value] : [])));
  const blocked = new Set<string>();
  for (const domain of domains) if (watchedAbove(domain, domains) === null) blocked.add(domain);
  for (const { type, value } of benign) {
    const above = type === 'domain' && fitsZone(value) ? watchedAbove(value, domains) : null;
    if (above === null || isBeneath(value, through)) continue;
    harmless.add(value);
    blocked.add(value);
    for (let name = parentOf(value); name !== above; name = parentOf(name)) blocked.add(name);
  }
  // A watched name beneath another needs no record of its own, and one beneath a harmless name is still blocked by its wildcard.
  return [...blocked].flatMap((name) => [
    `${name} CNAME ${harmless.has(name) ? 'rpz-passthru.' : '.'}`,
    `*.${name} CNAME ${through.has(name) ? 'rpz-passthru.' : '.'}`,
  ]);
}

/** The highest of the watched names above this one; `null`: none is. */
function watchedAbove(name: string, watched: ReadonlySet<string>): string | null {
  let highest: string | null = null;
  for (let above = parentOf(name); above !== ''; above = parentOf(above)) if (watched.has(above)) highest = above;
  return highest;
}

/** Empty: a single label has none. */
function parentOf(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}

/**
 * `24.0.2.0.192.rpz-ip`: the length of the prefix, then the address from its end; `zz` is the longest run of zeros. Resolvers
 * drop what is written in another way. `null`: all addresses, which no trigger says.
 */
function writeTrigger(text: string): string | null {
  const [address = '', length] = text.split('/');
  const octets = parseIpv4(address);
  if (octets !== null) return length === '0' ? null : `${length ?? '32'}.${[...octets].reverse().join('.')}.rpz-ip`;
  const groups = parseIpv6(address) ?? [];
  const bits = Number(length ?? 128);
  if (bits === 0) return null;
  if (bits >= 96 && groups.every((group, at) => at > 5 || group === (at === 5 ? 0xffff : 0))) {
    const mapped = [groups[7] ?? 0, groups[6] ?? 0].flatMap((group) => [group & 255, group >> 8]);
    return bits === 96 ? null : `${bits - 96}.${mapped.join('.')}.rpz-ip`;
  }
  const reversed = [...groups].reverse();
  const [start, size] = longestZeros(reversed);
  const hex = reversed.map((group) => group.toString(16));
  const labels = size < 2 ? hex : [...hex.slice(0, start), 'zz', ...hex.slice(start + size)];
  return `${bits}.${labels.join('.')}.rpz-ip`;
}

/** Of runs of the same length the last, which is the first of the address. */
function longestZeros(groups: readonly number[]): readonly [start: number, size: number] {
  let [start, size] = [0, 0];
  for (let at = 0, run = 0; at < groups.length; at++) {
    run = groups[at] === 0 ? run + 1 : 0;
    if (run > 0 && run >= size) [start, size] = [at - run + 1, run];
  }
  return [start, size];
}

/** Date and quarter of an hour: it grows with every writing, and stays in 32 bits. @param at ISO 8601 */
function makeSerial(at: string): string {
  const quarter = Number(at.slice(11, 13)) * 4 + Math.floor(Number(at.slice(14, 16)) / 15);
  return `${at.slice(0, 10).replaceAll('-', '')}${String(quarter).padStart(2, '0')}`;
}
