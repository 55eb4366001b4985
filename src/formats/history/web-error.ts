/** Error logs of Apache (https://httpd.apache.org/docs/2.4/logs.html#errorlog) and nginx. */
import type { Probe } from '../probe';
import type { HistoryFormat } from './history-reader';
import { type LineRecord, makeLineLog, shareOfLines } from './line-log';
import { makeTimeReader, type TimeReader } from './times';

const APACHE = /^\[((?:[A-Z][a-z]{2} ){2}[ \d]\d [\d:.]{8,15} \d{4})\] ((?:\[[^\]]{0,200}\] ?){1,4})(.*)$/;
const NGINX = /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \[(\w{1,10})\] (\d{1,10})#\d{1,10}: (.*)$/;

export const WEB_ERROR: HistoryFormat = {
  id: 'web-error',
  name: 'Web server error log (Apache, nginx)',
  extensions: ['log', 'txt'],
  docs: 'web-logs.md',
  sniff: ({ text }: Probe) => (shareOfLines(text, (line) => APACHE.test(line) || NGINX.test(line)) >= 0.7 ? 1 : 0),
  make(context) {
    const times = makeTimeReader(context.time);
    return makeLineLog(context, 'web-error', (text) => readApache(text, times) ?? readNginx(text, times));
  },
};

function readApache(text: string, times: TimeReader): LineRecord | null {
  const [, moment, brackets = '', message = ''] = APACHE.exec(text) ?? [];
  if (moment === undefined) return null;
  const parts = [...brackets.matchAll(/\[([^\]]{0,200})\]/g)].map(([, part = '']) => part);
  const client = parts.find((part) => part.startsWith('client '))?.slice(7) ?? '';
  const [, address = client, port = ''] = /^(.{2,45}?)(?::(\d{1,5}))?$/.exec(client) ?? [];
  const isV6 = client.split(':').length > 3;
  const [, v6 = client, v6Port = ''] = isV6 ? (/^(.{2,45}):(\d{4,5})$/.exec(client) ?? []) : [];
  return {
    dataset: 'web.error',
    time: times.readText(moment),
    disposition: null,
    values: [
      ['log.level', /(?:^|:)(\w+)$/.exec(parts[0] ?? '')?.[1] ?? ''],
      ['process.pid', /^pid (\d{1,10})/.exec(parts.find((part) => part.startsWith('pid ')) ?? '')?.[1] ?? ''],
      ['source.ip', isV6 ? v6 : address],
      ['network.direction', client === '' ? '' : 'ingress'],
      ['source.port', isV6 ? v6Port : port],
      ['event.code', /^(AH\d{5}):/.exec(message)?.[1] ?? ''],
      ['http.request.referrer', /, referer: (\S{1,2000})$/.exec(message)?.[1] ?? ''],
      ['message', message],
    ],
  };
}

function readNginx(text: string, times: TimeReader): LineRecord | null {
  const [, moment, level = '', pid = '', message = ''] = NGINX.exec(text) ?? [];
  if (moment === undefined) return null;
  const [, method = '', uri = ''] = /, request: "([A-Z]{1,20}) (\S{1,4000})/.exec(message) ?? [];
  const client = /, client: ([0-9a-fA-F.:]{2,45})/.exec(message)?.[1] ?? '';
  const host = /, host: "([^"]{1,255})"/.exec(message)?.[1] ?? '';
  return {
    dataset: 'web.error',
    time: times.readText(moment),
    disposition: null,
    values: [
      ['log.level', level],
      ['process.pid', pid],
      ['source.ip', client],
      ['network.direction', client === '' ? '' : 'ingress'],
      ['http.request.method', method],
      ['url.original', uri],
      ['url.domain', host.replace(/:\d{1,5}$/, '')],
      ['http.request.referrer', /, referrer: "([^"]{1,4000})"/.exec(message)?.[1] ?? ''],
      ['message', message],
    ],
  };
}
