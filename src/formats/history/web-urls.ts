/** One URL from the parts that web servers and proxies log. */

export interface UrlParts {
  readonly scheme: string | null;
  readonly host: string | null;
  readonly port: string | null;
  readonly path: string | null;
  readonly query: string | null;
}

/** `null`: without a host there is no whole URL. */
export function composeUrl({ scheme, host, port, path, query }: UrlParts): string | null {
  if (path !== null && /^[a-z][a-z0-9+.-]{1,15}:\/\//i.test(path)) return withQuery(path, query);
  if (host === null || path === null || !path.startsWith('/')) return null;
  const protocol = scheme?.toLowerCase() ?? (port === '443' ? 'https' : 'http');
  const usual = protocol === 'https' ? '443' : '80';
  const name = /:.*:/.test(host) && !host.startsWith('[') ? `[${host}]` : host;
  const isNamed = /\]?:\d{1,5}$/.test(name) && !/:.*:.*[^\]]$/.test(name.replace(/:\d{1,5}$/, ''));
  const authority = isNamed || port === null || port === usual || port === '0' ? name : `${name}:${port}`;
  return withQuery(`${protocol}://${authority}${path}`, query);
}

function withQuery(url: string, query: string | null): string {
  if (query === null || query === '' || query === '-') return url;
  return query.startsWith('?') ? url + query : `${url}?${query}`;
}
