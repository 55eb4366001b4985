import { parseIpv4, parseIpv6, writeIpv6 } from '../ip-address';

/** The fewest networks that hold exactly the addresses of `first-last`, both included; `null`: no range. */
export function networksOfRange(range: string): readonly string[] | null {
  const [first = '', last = '', ...others] = range.split('-').map((end) => end.trim());
  const [low, high] = [readAddress(first), readAddress(last)];
  if (others.length > 0 || low === null || high === null || low.bits !== high.bits || low.number > high.number)
    return null;
  const networks: string[] = [];
  for (let start = low.number; start <= high.number; ) {
    let hosts = 0n;
    // The largest block that begins here and does not go beyond the end.
    while (
      hosts < BigInt(low.bits) &&
      start % (1n << (hosts + 1n)) === 0n &&
      start + (1n << (hosts + 1n)) - 1n <= high.number
    )
      hosts++;
    networks.push(`${writeAddress(start, low.bits)}/${BigInt(low.bits) - hosts}`);
    start += 1n << hosts;
  }
  return networks;
}

function readAddress(text: string): { readonly number: bigint; readonly bits: 32 | 128 } | null {
  const octets = parseIpv4(text);
  if (octets !== null) return { number: octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n), bits: 32 };
  const groups = parseIpv6(text);
  if (groups === null) return null;
  return { number: groups.reduce((sum, group) => sum * 65536n + BigInt(group), 0n), bits: 128 };
}

function writeAddress(number: bigint, bits: 32 | 128): string {
  const [size, count] = bits === 32 ? [8n, 4] : [16n, 8];
  const units = Array.from({ length: count }, (_, at) =>
    Number((number >> (BigInt(count - 1 - at) * size)) & ((1n << size) - 1n)),
  );
  return bits === 32 ? units.join('.') : writeIpv6(units);
}
