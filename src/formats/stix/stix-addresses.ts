/** Addresses as STIX observables write them: single, or a range in CIDR notation. */

export function isIpv4(value: string): boolean {
  const [, address = '', bits] = /^([\d.]+)(?:\/(\d{1,2}))?$/.exec(value) ?? [];
  const bytes = address.split('.');
  if (bits !== undefined && Number(bits) > 32) return false;
  return bytes.length === 4 && bytes.every((byte) => /^(?:0|[1-9]\d{0,2})$/.test(byte) && Number(byte) <= 255);
}

export function isIpv6(value: string): boolean {
  const [, address = '', bits] = /^([0-9a-f:.]+)(?:%[\w.-]+)?(?:\/(\d{1,3}))?$/i.exec(value) ?? [];
  if (address === '' || (bits !== undefined && Number(bits) > 128)) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const isMixed = last.includes('.');
  if (isMixed && !isIpv4(last)) return false;
  const plain = isMixed ? groups.slice(0, -1) : groups;
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const length = plain.length + (isMixed ? 2 : 0);
  return halves.length === 2 ? length < 8 : length === 8;
}

export function isMacAddress(value: string): boolean {
  return /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i.test(value);
}
