/** Addresses as numbers, of which networks and ranges are spans. */
import { isIpv4, parseIpv6 } from './ip-address';

/** Numbers for version 4, which are fast; bigints for version 6. Within a version they are of one kind. */
export type AddressNumber = number | bigint;

export interface AddressSpan {
  readonly version: 4 | 6;
  readonly from: AddressNumber;
  /** Inclusive. */
  readonly to: AddressNumber;
}

function readAddress(text: string): AddressSpan | null {
  if (isIpv4(text)) {
    const number = readDottedNumber(text);
    return { version: 4, from: number, to: number };
  }
  const groups = parseIpv6(text);
  if (groups === null) return null;
  const number = groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n);
  return { version: 6, from: number, to: number };
}

/** Of what is known to be four octets: without making a list of them, where a million are asked for. */
function readDottedNumber(text: string): number {
  let [number, octet] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      number = number * 256 + octet;
      octet = 0;
    } else octet = octet * 10 + code - 48;
  }
  return number * 256 + octet;
}

/** Where version 6 writes the addresses of version 4: `::ffff:0:0/96` (RFC 4291). */
const MAPPED = 0xffff_0000_0000n;

/** `::ffff:192.0.2.1` is the host 192.0.2.1, and is compared as it. */
function unmap(span: AddressSpan | null): AddressSpan | null {
  if (span === null || typeof span.from !== 'bigint' || typeof span.to !== 'bigint') return span;
  if (span.from < MAPPED || span.to > MAPPED + 0xffff_ffffn) return span;
  return { version: 4, from: Number(span.from - MAPPED), to: Number(span.to - MAPPED) };
}

/** The address of version 4 that one of version 6 stands for, as text; everything else as it is. */
export function unmapValue<Type extends string>(observable: {
  readonly type: Type;
  readonly value: string;
}): {
  readonly type: Type | 'ipv4';
  readonly value: string;
} {
  const { type, value } = observable;
  if (type !== 'ipv6' || !value.startsWith('::ffff:')) return observable;
  const rest = value.slice('::ffff:'.length);
  return isIpv4(rest) ? { type: 'ipv4', value: rest } : observable;
}

/** `192.0.2.0/24`; bits of the host do not count. An address alone is a network of one. */
export function readNetwork(text: string): AddressSpan | null {
  return unmap(readPrefix(text));
}

function readPrefix(text: string): AddressSpan | null {
  const [address = '', length, ...others] = text.trim().split('/');
  const span = others.length > 0 ? null : readAddress(address);
  if (span === null || length === undefined) return span;
  const width = span.version === 4 ? 32 : 128;
  if (!/^\d{1,3}$/.test(length) || Number(length) > width) return null;
  const bits = width - Number(length);
  if (typeof span.from === 'number') {
    const size = 2 ** bits;
    const from = Math.floor(span.from / size) * size;
    return { version: 4, from, to: from + size - 1 };
  }
  const hosts = (1n << BigInt(bits)) - 1n;
  return { version: 6, from: span.from & ~hosts, to: span.from | hosts };
}

/** Of a value that is an address, a network or a range; `null`: it is none. */
export function spanOf({ type, value }: { readonly type: string; readonly value: string }): AddressSpan | null {
  if (type === 'ipv4' || type === 'ipv6') return unmap(readAddress(value));
  if (type === 'cidr') return readNetwork(value);
  if (type !== 'ip-range') return null;
  const [first = '', last = ''] = value.split('-');
  const [from, to] = [readAddress(first), readAddress(last)];
  if (from === null || to === null || from.version !== to.version || from.from > to.from) return null;
  return unmap({ version: from.version, from: from.from, to: to.to });
}
