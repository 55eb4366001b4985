/** W3C extended logs, https://www.w3.org/TR/WD-logfile: IIS, Blue Coat, Forefront, Windows' firewall and others that write `#Fields:`. */
import type { Probe } from '../probe';
import { dispositionOfAnswer } from './dispositions';
import { makeHeaderTableReader } from './header-table';
import type { HistoryFormat } from './history-reader';
import type { ColumnReading, PlannedColumn } from './row-writer';
import { composeUrl } from './web-urls';

const SPECS: Readonly<Record<string, string>> = {
  date: '@timestamp:date',
  time: '@timestamp:clock',
  gmttime: '@timestamp:moment',
  localtime: '@timestamp:moment',
  timestamp: '@timestamp:moment',
  'x-timestamp': '@timestamp:moment',
  'c-ip': 'source.ip',
  'c-port': 'source.port',
  's-ip': 'destination.ip',
  's-port': 'destination.port',
  'r-ip': 'destination.ip',
  'r-port': 'destination.port',
  'r-host': 'url.domain',
  'src-ip': 'source.ip',
  'dst-ip': 'destination.ip',
  'src-port': 'source.port',
  'dst-port': 'destination.port',
  protocol: 'network.transport:protocol',
  action: 'event.action:action',
  size: 'network.bytes',
  tcpflags: 'tcp.flags',
  path: 'network.direction:path',
  pid: 'process.pid',
  info: 'event.reason',
  'cs-username': 'user.name',
  'cs-userdn': 'user.name',
  'cs-method': 'http.request.method',
  'cs-host': 'url.domain',
  'cs(host)': 'url.domain',
  'cs-uri': 'url.original',
  'c-uri': 'url.original',
  'cs-uri-stem': 'url.path',
  'cs-uri-path': 'url.path',
  'cs-uri-query': 'url.query',
  'cs-uri-scheme': 'url.scheme',
  'cs-uri-port': 'url.port',
  'cs-uri-extension': 'url.extension:left',
  'cs(user-agent)': 'user_agent.original',
  'cs(referer)': 'http.request.referrer',
  'cs(x-forwarded-for)': 'network.forwarded_ip',
  'x-forwarded-for': 'network.forwarded_ip',
  'cs(cookie)': 'http.request.cookie:left',
  'rs(content-type)': 'http.response.mime_type',
  'cs-mime-type': 'http.response.mime_type',
  'sc-status': 'http.response.status_code',
  'sc-bytes': 'destination.bytes',
  'cs-bytes': 'source.bytes',
  'time-taken': 'event.duration:milliseconds',
  's-action': 'event.action',
  'sc-filter-result': 'event.outcome:action',
  'x-exception-id': 'event.reason',
  'cs-categories': 'event.category',
  'x-virus-id': 'rule.name',
  's-sitename': 'iis.site',
  's-computername': 'host.name',
  'cs-version': 'http.version',
  'cs-protocol': 'network.protocol',
};
const REQUEST_FIELDS: ReadonlySet<string> = new Set(['s-ip', 's-port', 'cs-uri-port']);

export const W3C_LOG: HistoryFormat = {
  id: 'w3c-log',
  name: 'W3C extended log (IIS, Blue Coat, Windows firewall)',
  extensions: ['log', 'txt'],
  docs: 'web-logs.md',
  sniff: ({ text }: Probe) => {
    const lines = (text ?? '').replace(/^\uFEFF/, '').split(/\r?\n/, 20);
    if (!(lines.find((line) => line.trim() !== '') ?? '').startsWith('#')) return 0;
    return lines.some((line) => /^#Fields:\s*\S+\s+\S/i.test(line)) ? 1 : 0;
  },
  make(context) {
    let separator = ' ';
    let isLocal = false;
    // The draft says UTC; who writes local time says so.
    let kind: Kind = 'other';
    const time = { ...context.time };
    const settings = { ...context, time };
    return makeHeaderTableReader(settings, {
      dataset: 'w3c.log',
      code: 'w3c',
      advice: 'Keep the #Fields line.',
      isAside(line) {
        if (!line.startsWith('#')) return false;
        if (/^#Time Format:\s*Local/i.test(line)) isLocal = true;
        return !/^#Fields:/i.test(line);
      },
      readHeader(line) {
        const written = /^#Fields:\s*(.*)$/i.exec(line)?.[1];
        if (written === undefined) return null;
        separator = written.includes('\t') ? '\t' : ' ';
        const names = written
          .trim()
          .split(separator)
          .map((name) => name.trim().toLowerCase());
        time.zoneMinutes = isLocal ? context.time.zoneMinutes : 0;
        kind = kindOf(names);
        return names.map((name) => planned(name, kind === 'proxy'));
      },
      split: (line) => (separator === '\t' ? line.split('\t') : splitQuoted(line)),
      derive(textOf, put) {
        const url = composeUrl({
          scheme: textOf('url.scheme'),
          host: textOf('url.domain'),
          port: textOf('url.port'),
          path: textOf('url.path') ?? textOf('url.original'),
          query: textOf('url.query'),
        });
        if (url !== null) put('url.full', url);
        if (kind === 'server' && textOf('source.ip') !== null) put('network.direction', 'ingress');
      },
      dispositionOf(textOf) {
        const word = `${textOf('event.action') ?? ''} ${textOf('event.outcome') ?? ''}`;
        if (/denied|policy_denied|\bDROP\b|\bDENY\b/i.test(word)) return 'denied';
        const status = kind === 'server' ? textOf('http.response.status_code') : null;
        return status === null || !/^\d{3}$/.test(status) ? null : dispositionOfAnswer(Number(status));
      },
    });
  },
};

/** Who wrote it: a server for its clients, or a proxy for those inside; a firewall knows neither. */
type Kind = 'server' | 'proxy' | 'other';

/** Names that servers alone write (IIS, CloudFront) go before that of the host asked for, which proxies write too. */
function kindOf(names: readonly string[]): Kind {
  const has = (...wanted: readonly string[]) => wanted.some((name) => names.includes(name));
  if (has('r-ip', 'r-host', 's-action', 'sc-filter-result', 'cs-categories')) return 'proxy';
  if (has('s-sitename', 's-computername', 'sc-substatus', 'sc-win32-status', 'x-edge-location')) return 'server';
  if (has('cs-host')) return 'proxy';
  return has('c-ip') && has('cs-method', 'cs-uri-stem') ? 'server' : 'other';
}

function planned(name: string, isProxy: boolean): PlannedColumn {
  const spec = Object.hasOwn(SPECS, name) ? SPECS[name] : undefined;
  // Of a proxy, the server's own address is the proxy's.
  if (spec === undefined || (isProxy && REQUEST_FIELDS.has(name) && name.startsWith('s-'))) {
    return { field: `w3c.${name.slice(0, 100)}`, how: 'text' };
  }
  const [field = '', how = 'text'] = spec.split(':');
  return { field, how: how as ColumnReading };
}

/** Blanks between, quotes around what has some in it. */
export function splitQuoted(line: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < line.length) {
    if (line[at] === ' ') {
      at++;
      continue;
    }
    if (line[at] === '"') {
      let end = line.indexOf('"', at + 1);
      let cell = '';
      while (end !== -1 && line[end + 1] === '"') {
        cell += line.slice(at + 1, end + 1);
        at = end + 1;
        end = line.indexOf('"', at + 1);
      }
      cells.push(cell + line.slice(at + 1, end === -1 ? undefined : end));
      at = end === -1 ? line.length : end + 1;
      continue;
    }
    const end = line.indexOf(' ', at);
    cells.push(line.slice(at, end === -1 ? undefined : end));
    at = end === -1 ? line.length : end;
  }
  return cells;
}
