/** The host that a value names: of a URL, of an address of mail, a domain itself; `null`: it names none. */
export function readHostOf(type: string, value: string): string | null {
  if (type === 'domain') return value;
  if (type === 'email') return value.slice(value.lastIndexOf('@') + 1);
  if (type !== 'url') return null;
  const start = value.indexOf('://');
  const rest = value.slice(start < 0 ? 0 : start + 3);
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : host.replace(/:\d{1,5}$/, '');
}
