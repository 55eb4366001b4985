import { LIST_SEPARATOR } from '../../columns/column';
import { isNobodys, makeInsideTest } from '../../history/direction';

/** Where a host is: `nobodys` are multicast and broadcast addresses, `unknown` what is no address. */
export const PLACES = ['unknown', 'inside', 'outside', 'nobodys'] as const;
export type HostPlace = (typeof PLACES)[number];

/** More different hosts than any network has, and few enough for memory. */
export const MOST_HOSTS = 2_000_000;
/** DNS allows 253; what is longer is no name. */
const LONGEST_NAME = 253;

/** Addresses and names, each kept once and numbered from 1; 0 is "not kept". */
export class HostTable {
  private readonly codes = new Map<string, number>();
  private readonly names: string[] = [''];
  private readonly places: number[] = [0];
  private readonly isInside: (address: string) => boolean | null;

  /** @param networks one's own, beside private ones: `192.0.2.0/24` */
  constructor(networks: readonly string[] = []) {
    this.isInside = makeInsideTest(networks);
  }

  get count(): number {
    return this.names.length - 1;
  }

  /** @returns its code; 0: empty, too long, several in one, or one too many */
  add(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    if (text === '' || text === '-' || text.length > LONGEST_NAME || text.includes(LIST_SEPARATOR)) return 0;
    if (this.names.length > MOST_HOSTS) return 0;
    const code = this.names.length;
    this.codes.set(text, code);
    this.names.push(text);
    this.places.push(this.placeNumber(text));
    return code;
  }

  nameOf(code: number): string {
    return this.names[code] ?? '';
  }

  placeOf(code: number): HostPlace {
    return PLACES[this.places[code] ?? 0] ?? 'unknown';
  }

  private placeNumber(address: string): number {
    const inside = this.isInside(address);
    if (inside === null) return 0;
    if (isNobodys(address)) return 3;
    return inside ? 1 : 2;
  }
}
