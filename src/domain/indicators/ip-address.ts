/** Addresses of the Internet Protocol as text, read strictly and written in one form (RFC 5952 for version 6). */

const DOT = 46;
const ZERO = 48;
const HEXTET = /^[0-9a-f]{1,4}$/i;

/** @returns four octets; `null` for anything else, leading zeros included: tools read them as octal or as decimal */
export function parseIpv4(text: string): readonly number[] | null {
  if (text.length > 15) return null;
  const octets: number[] = [];
  let [octet, digits] = [0, 0];
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? DOT : text.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0 || octet > 255) return null;
      octets.push(octet);
      [octet, digits] = [0, 0];
    } else if (code >= ZERO && code <= ZERO + 9 && !(digits > 0 && octet === 0)) {
      octet = octet * 10 + code - ZERO;
      digits++;
    } else return null;
  }
  return octets.length === 4 ? octets : null;
}

/** The same without making anything: four numbers up to 255, none with a leading zero. */
export function isIpv4(text: string): boolean {
  if (text.length > 15) return false;
  let [dots, octet, digits] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0 || octet > 255) return false;
      dots++;
      octet = 0;
      digits = 0;
    } else if (code >= ZERO && code <= ZERO + 9 && !(digits > 0 && octet === 0)) {
      octet = octet * 10 + code - ZERO;
      digits++;
    } else return false;
  }
  return dots === 3 && digits > 0 && octet <= 255;
}

/** @returns eight groups of 16 bits */
export function parseIpv6(text: string): readonly number[] | null {
  if (text.length > 45 || !text.includes(':')) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half, position) => readHextets(half, position === halves.length - 1));
  if (head === null || head === undefined || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? head : null;
  const missing = 8 - head.length - tail.length;
  return missing < 1 ? null : [...head, ...new Array<number>(missing).fill(0), ...tail];
}

function readHextets(text: string, isLast: boolean): readonly number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [position, part] of parts.entries()) {
    const octets = isLast && position === parts.length - 1 && part.includes('.') ? parseIpv4(part) : null;
    if (octets !== null) groups.push(joinOctets(octets, 0), joinOctets(octets, 2));
    else if (HEXTET.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups.length > 8 ? null : groups;
}

function joinOctets(octets: readonly number[], at: number): number {
  return (octets[at] ?? 0) * 256 + (octets[at + 1] ?? 0);
}

export function writeIpv6(groups: readonly number[]): string {
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${[groups[6] ?? 0, groups[7] ?? 0].flatMap((group) => [group >> 8, group & 255]).join('.')}`;
  }
  let [longest, start] = [0, -1];
  for (let i = 0, run = 0; i < 8; i++) {
    run = groups[i] === 0 ? run + 1 : 0;
    if (run > longest) [longest, start] = [run, i - run + 1];
  }
  const hex = groups.map((group) => group.toString(16));
  if (longest < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + longest).join(':')}`;
}

/** `192.0.2.0/24` for `192.0.2.7/24` and for `192.0.2.7/255.255.255.0`. */
export function normaliseCidr(text: string): string | null {
  const [address = '', mask = '', ...others] = text.split('/');
  if (others.length > 0) return null;
  const octets = parseIpv4(address);
  const units = octets ?? parseIpv6(address);
  if (units === null) return null;
  const unitBits = octets === null ? 16 : 8;
  const bits = /^\d{1,3}$/.test(mask) ? Number(mask) : octets === null ? null : countMaskBits(mask);
  if (bits === null || bits > units.length * unitBits) return null;
  const network = units.map((unit, position) => {
    const kept = Math.min(Math.max(bits - position * unitBits, 0), unitBits);
    return unit & ~((1 << (unitBits - kept)) - 1);
  });
  return `${octets === null ? writeIpv6(network) : network.join('.')}/${bits}`;
}

const RANGE = /^\s*([\da-f:.]{2,45})\s*[-\u2013]\s*([\da-f:.]{1,45})\s*$/i;

/** `192.0.2.1-192.0.2.9`, both ends included; `192.0.2.1-9` is short for it. `null`: it ends before it begins. */
export function normaliseIpRange(text: string): string | null {
  const [, first = '', last = ''] = RANGE.exec(text) ?? [];
  const whole = /^\d{1,3}$/.test(last) ? first.replace(/\d+$/, last) : last;
  const from = parseIpv4(first) ?? parseIpv6(first);
  const to = parseIpv4(whole) ?? parseIpv6(whole);
  if (from === null || to === null || from.length !== to.length) return null;
  const differs = from.findIndex((unit, at) => unit !== to[at]);
  if (differs >= 0 && (from[differs] ?? 0) > (to[differs] ?? 0)) return null;
  return from.length === 4 ? `${from.join('.')}-${to.join('.')}` : `${writeIpv6(from)}-${writeIpv6(to)}`;
}

function countMaskBits(mask: string): number | null {
  const bits = (parseIpv4(mask) ?? []).map((octet) => octet.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) && bits !== '' ? bits.lastIndexOf('1') + 1 : null;
}

/** Somebody's on the Internet: not private, loopback, link-local, shared, multicast or unspecified. */
export function isGlobalIpv4([a = 0, b = 0]: readonly number[]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if (a === 172) return b < 16 || b > 31;
  if (a === 192) return b !== 168;
  if (a === 169) return b !== 254;
  return a !== 100 || b < 64 || b > 127;
}

export function isGlobalIpv6([first = 0]: readonly number[]): boolean {
  return first >= 0x2000 && first < 0x4000;
}
