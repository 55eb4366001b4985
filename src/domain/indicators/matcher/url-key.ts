export interface UrlParts {
  /** As written, of an IPv6 address without its brackets. */
  readonly host: string;
  /** Without the host; `/` at least. */
  readonly path: string;
  /** With the question mark; empty: none. */
  readonly query: string;
}

/**
 * Of a URL in its normal form, what it is compared by: scheme, user, port and fragment are off, since logs differ in
 * them. `null`: it has no host.
 */
export function splitUrl(url: string): UrlParts | null {
  const afterScheme = /^[a-z][a-z\d+.-]{1,20}:\/\//i.exec(url)?.[0].length ?? 0;
  const end = firstOf(url, '#', afterScheme, url.length);
  const pathStart = Math.min(firstOf(url, '/', afterScheme, end), firstOf(url, '?', afterScheme, end));
  const authority = url.slice(afterScheme, pathStart);
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d{0,5}$/, '');
  if (host === '') return null;
  const queryStart = firstOf(url, '?', pathStart, end);
  return {
    host: host.startsWith('[') ? host.slice(1, -1) : host,
    path: url.slice(pathStart, queryStart) || '/',
    query: url.slice(queryStart, end),
  };
}

function firstOf(text: string, character: string, from: number, otherwise: number): number {
  const at = text.indexOf(character, from);
  return at === -1 || at > otherwise ? otherwise : at;
}

/** One text per URL: equal where host, path and query are. */
export function urlKey({ host, path, query }: UrlParts): string {
  return `${host}${path}${query}`;
}
