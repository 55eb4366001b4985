/** Syslog of every writing, and what firewalls send through it: ASA, CEF, LEEF, `key=value`, pfSense, Palo Alto's commas. */
import type { Probe } from '../probe';
import { makeAuditTimes, readAuditLine } from './auditd-line';
import { readCefOrLeef } from './cef-leef';
import { fieldOfColumn } from './column-words';
import { dispositionOfAction } from './dispositions';
import { headerlessTableOf } from './headerless-tables';
import type { HistoryContext, HistoryFormat, HistoryReader } from './history-reader';
import { readPairs } from './key-values';
import { type LineRecord, makeLineLog, shareOfLines } from './line-log';
import { transportOf } from './row-writer';
import { makeBodyReader } from './syslog-bodies';
import { looksLikeSyslog, readSyslogHeader, type SyslogHeader } from './syslog-header';
import { splitCells } from './table-cells';
import { makeTimeReader, type TimeReader } from './times';
import { composeUrl } from './web-urls';

const SEVERITIES = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug'];
/** journalctl and log rotation. */
const ASIDE = /^(?:-- (?:Logs|Journal|Boot|Reboot|No entries|Subject|cursor)\b|#)/;
const PAIRS = /^(?:<\d{1,3}>)?\s*(?:[\w.-]{1,60}=(?:"[^"]{0,500}"|[^\s"]{0,500})[\s,]{1,3}){4}/;
const PAIRED_FIREWALL = /\b(?:date|time|timestamp|eventtime|start_time)="?\d|\bsrc(?:ip)?=|\bsrc_ip=/;
const CEF_START = /^(?:<\d{1,3}>)?\s?(?:CEF:\d|LEEF:\d\.\d)\|/;

export const SYSLOG: HistoryFormat = {
  id: 'syslog',
  name: 'Syslog, and firewall messages (ASA, CEF, LEEF, key=value)',
  extensions: ['log', 'txt'],
  docs: 'syslog.md',
  sniff({ text }: Probe) {
    const isOne = (line: string) =>
      looksLikeSyslog(line) ||
      CEF_START.test(line) ||
      (PAIRS.test(line) && PAIRED_FIREWALL.test(line) && !/\bmsg=audit\(/.test(line));
    const share = shareOfLines(text, (line) => isOne(line) || ASIDE.test(line));
    return share >= 0.8 && shareOfLines(text, isOne) > 0 ? 0.9 : 0;
  },
  make: makeSyslogReader,
};

function makeSyslogReader(context: HistoryContext): HistoryReader {
  const times = makeTimeReader(context.time, { fileDate: context.fileDate });
  const auditTimes = makeAuditTimes(context.time);
  const readBody = makeBodyReader();
  return makeLineLog(context, 'syslog', (text) => {
    if (ASIDE.test(text)) return 'aside';
    const bare = CEF_START.test(text) ? readCefOrLeef(text, times, Number.NaN) : null;
    if (bare !== null) return bare;
    const header = readSyslogHeader(text, times);
    if (header === null) return PAIRS.test(text) ? readKeyValues(text, times, Number.NaN) : null;
    return readMessage(header, text, times, auditTimes) ?? withHeader(header, readBody(header.program, header.message));
  });
}

/** Messages that are a whole record of another form. */
function readMessage(header: SyslogHeader, text: string, times: TimeReader, auditTimes: TimeReader): LineRecord | null {
  const { message, time } = header;
  const whole = `${header.program === 'CEF' ? 'CEF:' : ''}${message}`;
  const record =
    readCefOrLeef(whole, times, time) ??
    readCefOrLeef(text, times, time) ??
    readAuditLine(message, auditTimes) ??
    readPalo(message, times) ??
    (PAIRS.test(message) && PAIRED_FIREWALL.test(message) ? readKeyValues(message, times, time) : null);
  if (record === null) return null;
  return { ...record, values: [...record.values, ['host.name', header.host], ...priorityOf(header)] };
}

function withHeader(header: SyslogHeader, body: ReturnType<ReturnType<typeof makeBodyReader>>): LineRecord {
  return {
    dataset: 'syslog',
    time: header.time,
    disposition: body.disposition,
    values: [
      ['host.name', header.host],
      ['process.name', header.program],
      ['process.pid', /^\d{1,10}$/.test(header.pid) ? header.pid : ''],
      ['event.code', header.messageId],
      ['log.syslog.structured_data', header.structured],
      ...body.values,
      ...priorityOf(header),
      ['message', header.message],
    ],
  };
}

function priorityOf({ priority }: SyslogHeader): (readonly [string, string])[] {
  return priority === null ? [] : [['log.syslog.severity.name', SEVERITIES[priority % 8] ?? '']];
}

function readPalo(message: string, times: TimeReader): LineRecord | null {
  if (!/^[^,]{0,40},[^,]{10,40},[^,]{0,40},(?:TRAFFIC|THREAT),/.test(message)) return null;
  const cells = splitCells(message, ',');
  const table = headerlessTableOf(cells);
  if (table === null) return null;
  let time = Number.NaN;
  let action = '';
  const values = table.columns.flatMap((column, index): (readonly [string, string])[] => {
    const value = (cells[index] ?? '').trim();
    if (column === null || value === '' || value === '0.0.0.0') return [];
    if (column.field === '@timestamp') {
      time = times.readText(value);
      return [];
    }
    if (column.how === 'action') action = value;
    if (column.how === 'moment') return [];
    if (column.how === 'seconds') return [[column.field, String(Number(value) * 1000)]];
    return [[column.field, column.how === 'protocol' ? transportOf(value) : value]];
  });
  return { dataset: table.dataset, time, disposition: dispositionOfAction(action), values };
}

/** FortiGate, SonicWall, Sophos and others: the names say what the values are. */
function readKeyValues(text: string, times: TimeReader, time: number): LineRecord | null {
  const pairs = readPairs(text.replace(/^<\d{1,3}>/, ''));
  if (pairs.length < 4) return null;
  const members = new Map(pairs.map(([key, value]) => [key.toLowerCase(), value]));
  const zone = (members.get('tz') ?? '').replace(/^"|"$/g, '');
  const date = members.get('date');
  const clock = members.get('time');
  const moments = [
    date === undefined || clock === undefined ? '' : `${date} ${clock}${/^[+-]\d{4}$/.test(zone) ? zone : ''}`,
    ...['eventtime', 'timestamp', 'time', 'start_time', 'datetime', 'rt', '_time'].map((key) => members.get(key) ?? ''),
  ];
  const own = moments.map((written) => times.readText(written)).find((moment) => !Number.isNaN(moment));
  const values = pairs.flatMap(([key, value]): (readonly [string, string])[] => {
    if (value === '' || value === 'N/A' || /^(?:date|time|tz|eventtime|timestamp)$/i.test(key)) return [];
    // Of FortiGate's web filter it is the host that was asked for, not the one that asked.
    const field = key === 'hostname' && members.has('devname') ? 'url.domain' : fieldOfColumn(key);
    if (field === 'url.full' && value.startsWith('/')) return pathOf(value, members);
    const place = field === null || field === '@timestamp' || field === 'event.end' ? ownName(key) : field;
    if (place === 'network.transport') return [[place, transportOf(value.replace(/\/.*$/, ''))]];
    if (place === 'event.duration')
      return [[place, /^\d{1,9}(?:\.\d+)?$/.test(value) ? String(Math.floor(Number(value) * 1000)) : '']];
    const end = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})(?::(\S{1,60}))?$/.exec(value);
    if (end === null || !/\.ip$/.test(place)) return [[place, value]];
    return [
      [place, end[1] ?? ''],
      [place.replace('.ip', '.port'), end[2] ?? ''],
    ];
  });
  const action = ['action', 'act', 'fw_action', 'log_subtype', 'status', 'disposition']
    .map((key) => members.get(key))
    .find((value) => value !== undefined);
  return {
    dataset: 'keyvalue.log',
    time: own ?? time,
    disposition: action === undefined ? 'unknown' : dispositionOfAction(action),
    values,
  };
}

function pathOf(path: string, members: ReadonlyMap<string, string>): (readonly [string, string])[] {
  const scheme = /^https$/i.test(members.get('service') ?? '') ? 'https' : null;
  const url = composeUrl({
    scheme,
    host: members.get('hostname') ?? null,
    port: members.get('dstport') ?? null,
    path,
    query: null,
  });
  return url === null ? [['url.original', path]] : [['url.full', url]];
}

function ownName(key: string): string {
  return /^(?:record|vedette)\.|^@|^event\.dataset$/.test(key) ? `log.${key}` : key;
}
