/** Apache's and nginx' access logs: common, combined, with the virtual host in front or more behind; and Squid's own. */
import type { Probe } from '../probe';
import { dispositionOfAnswer, dispositionOfStatus } from './dispositions';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { isAddress, type LineRecord, makeLineLog, shareOfLines } from './line-log';
import { makeTimeReader, type TimeReader } from './times';
import { composeUrl } from './web-urls';

const ACCESS_LINE = /^(?:\S{1,300} ){3,5}\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}\] "/;
const SQUID_LINE = /^\s{0,10}\d{9,10}\.\d{3}\s{1,10}-?\d{1,10} \S{1,255} [A-Z_]{3,40}\/\d{3} \d{1,15} \S{1,30} \S/;

export const WEB_ACCESS: HistoryFormat = {
  id: 'web-access',
  name: 'Web server log (Apache, nginx)',
  extensions: ['log', 'txt'],
  docs: 'web-logs.md',
  sniff: ({ text }: Probe) => (shareOfLines(text, (line) => ACCESS_LINE.test(line)) >= 0.8 ? 1 : 0),
  make: makeAccessReader,
};

export const SQUID_ACCESS: HistoryFormat = {
  id: 'squid-access',
  name: 'Squid log (native)',
  extensions: ['log', 'txt'],
  docs: 'web-logs.md',
  sniff: ({ text }: Probe) => (shareOfLines(text, (line) => SQUID_LINE.test(line)) >= 0.8 ? 1 : 0),
  make(context) {
    const times = makeTimeReader(context.time);
    return makeLineLog(context, 'squid', (text) => readSquid(text, times));
  },
};

function makeAccessReader(context: HistoryContext): HistoryReader {
  const times = makeTimeReader(context.time);
  return makeLineLog(context, 'web', (text) => readAccess(text, times));
}

export function readAccess(text: string, times: TimeReader): LineRecord | null {
  const tokens = cutAccess(text);
  const at = tokens.findIndex(({ kind }) => kind === 'bracket');
  if (at < 3 || at > 12) return null;
  const words = tokens.map(({ text: word }) => word);
  const word = (index: number) => (words[index] === '-' ? '' : (words[index] ?? ''));
  const time = times.readText(word(at));
  const request = word(at + 1);
  if (Number.isNaN(time) || tokens[at + 1]?.kind !== 'quote' || !/^(?:\d{3}|-|)$/.test(words[at + 2] ?? ''))
    return null;
  // With the virtual host in front there is one word more, and the second is an address or a name.
  const hasHost = at >= 4 && (isAddress(words[1] ?? '') || word(2) === '');
  const first = hasHost ? 1 : 0;
  const host = hasHost ? word(0) : '';
  const [, method = '', uri = '', version = ''] =
    /^([A-Za-z_-]{1,30}) (.{1,8000}?)(?: HTTP\/([\d.]{1,5}))?$/.exec(request) ?? [];
  const [, name = host, port = null] = /^(.{1,255}?):(\d{1,5})$/.exec(host) ?? [];
  const url =
    uri === '' ? null : composeUrl({ scheme: null, host: name === '' ? null : name, port, path: uri, query: null });
  const status = word(at + 2);
  const extras = tokens
    .slice(at + 6)
    .map(({ text: extra }) => extra)
    .filter((extra) => extra !== '' && extra !== '-');
  const forwarded = extras.find((extra) => isAddress(extra.split(',')[0]?.trim() ?? ''));
  return {
    dataset: 'web.access',
    time,
    disposition: status === '' ? 'unknown' : dispositionOfAnswer(Number(status)),
    values: [
      ['source.ip', word(first)],
      ['network.direction', 'ingress'],
      [
        'user.name',
        words
          .slice(first + 2, at)
          .join(' ')
          .replace(/^-$/, ''),
      ],
      ['url.domain', name],
      ['http.request.method', method],
      ['url.full', url ?? ''],
      ['url.original', url === null ? uri || request : ''],
      ['http.version', version],
      ['http.response.status_code', status],
      ['http.response.bytes', word(at + 3)],
      ['http.request.referrer', word(at + 4)],
      ['user_agent.original', word(at + 5)],
      ['network.forwarded_ip', forwarded?.split(',')[0]?.trim() ?? ''],
    ],
  };
}

interface Token {
  readonly kind: 'word' | 'bracket' | 'quote';
  readonly text: string;
}

/** Words, `[…]` and `"…"`; inside quotes `\"` and `\\` stand for themselves, `\x16` stays as written. */
function cutAccess(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length && tokens.length < 40) {
    const mark = line[at];
    if (mark === ' ' || mark === '\t') at++;
    else if (mark === '[') {
      const end = line.indexOf(']', at);
      tokens.push({ kind: 'bracket', text: line.slice(at + 1, end === -1 ? undefined : end) });
      at = end === -1 ? line.length : end + 1;
    } else if (mark === '"') {
      let text = '';
      let from = ++at;
      while (at < line.length && line[at] !== '"') {
        if (line[at] === '\\' && (line[at + 1] === '"' || line[at + 1] === '\\')) {
          text += line.slice(from, at);
          from = ++at;
        }
        at++;
      }
      tokens.push({ kind: 'quote', text: text + line.slice(from, at) });
      at++;
    } else {
      const end = line.indexOf(' ', at);
      tokens.push({ kind: 'word', text: line.slice(at, end === -1 ? undefined : end) });
      at = end === -1 ? line.length : end;
    }
  }
  return tokens;
}

/** https://wiki.squid-cache.org/Features/LogFormat: time, elapsed ms, client, result/status, bytes, method, URL, user, peer, type. */
function readSquid(text: string, times: TimeReader): LineRecord | null {
  const words = text.trim().split(/\s+/);
  const word = (index: number) => (words[index] === '-' ? '' : (words[index] ?? ''));
  const result = /^([A-Z_]+)\/(\d{3})$/.exec(words[3] ?? '');
  const time = times.readText(word(0));
  if (result === null || Number.isNaN(time) || words.length < 7) return null;
  const [, action = '', status = ''] = result;
  const url = word(6);
  const peer = /\/(.+)$/.exec(word(8))?.[1] ?? '';
  const isTunnel = word(5) === 'CONNECT';
  return {
    dataset: 'squid.access',
    time,
    disposition: /DENIED/.test(action)
      ? 'denied'
      : status === '000'
        ? 'attempted'
        : dispositionOfStatus(Number(status)),
    values: [
      ['event.duration', word(1)],
      ['source.ip', word(2)],
      ['event.action', action],
      ['http.response.status_code', status === '000' ? '' : status],
      ['http.response.bytes', word(4)],
      ['http.request.method', word(5)],
      ['url.full', isTunnel || !url.includes('://') ? '' : url],
      ['url.original', isTunnel || !url.includes('://') ? url : ''],
      ['url.domain', isTunnel ? url.replace(/:\d{1,5}$/, '') : ''],
      ['user.name', word(7)],
      ['destination.ip', peer === '-' ? '' : peer],
      ['http.response.mime_type', word(9)],
    ],
  };
}
