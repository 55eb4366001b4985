import { parseIpv4, parseIpv6 } from '../ip-address';

/** An address, or a network of them: the host's bits may be set. */
export interface Network {
  /** Four octets, or eight groups of 16 bits. */
  readonly units: readonly number[];
  readonly bits: number;
}

export function parseNetwork(text: string): Network | null {
  const slash = text.indexOf('/');
  const address = slash === -1 ? text : text.slice(0, slash);
  const units = parseIpv4(address) ?? parseIpv6(address);
  if (units === null) return null;
  const most = units.length === 4 ? 32 : 128;
  if (slash === -1) return { units, bits: most };
  const length = text.slice(slash + 1);
  return /^\d{1,3}$/.test(length) && Number(length) <= most ? { units, bits: Number(length) } : null;
}
