/** ArcSight's CEF and QRadar's LEEF, with or without a syslog header before them. */

import { fieldOfColumn } from './column-words';
import { dispositionOfAction } from './dispositions';
import type { LineRecord } from './line-log';
import { transportOf } from './row-writer';
import type { TimeReader } from './times';

const CEF_KEYS: Readonly<Record<string, string>> = {
  src: 'source.ip',
  dst: 'destination.ip',
  spt: 'source.port',
  dpt: 'destination.port',
  shost: 'source.domain',
  dhost: 'destination.domain',
  smac: 'source.mac',
  dmac: 'destination.mac',
  suser: 'user.name',
  duser: 'destination.user.name',
  sntdom: 'user.domain',
  proto: 'network.transport',
  app: 'network.protocol',
  act: 'event.action',
  outcome: 'event.outcome',
  reason: 'event.reason',
  request: 'url.full',
  requestMethod: 'http.request.method',
  requestClientApplication: 'user_agent.original',
  requestContext: 'http.request.referrer',
  fname: 'file.name',
  filePath: 'file.path',
  fsize: 'file.size',
  in: 'destination.bytes',
  out: 'source.bytes',
  msg: 'message',
  cat: 'event.category',
  dvc: 'observer.ip',
  dvchost: 'observer.name',
  sproc: 'process.executable',
  dproc: 'process.executable',
  spid: 'process.pid',
  sourceTranslatedAddress: 'source.nat.ip',
  sourceTranslatedPort: 'source.nat.port',
  destinationTranslatedAddress: 'destination.nat.ip',
  destinationTranslatedPort: 'destination.nat.port',
  destinationDnsDomain: 'dns.question.name',
  deviceInboundInterface: 'observer.ingress.interface.name',
  deviceOutboundInterface: 'observer.egress.interface.name',
  c6a2: 'source.ip',
  c6a3: 'destination.ip',
};
const LEEF_KEYS: Readonly<Record<string, string>> = {
  usrName: 'user.name',
  srcPreNAT: 'source.nat.ip',
  dstPostNAT: 'destination.nat.ip',
  identSrc: 'source.ip',
  identHostName: 'host.name',
  sev: 'event.severity',
  cat: 'event.category',
  srcBytes: 'source.bytes',
  dstBytes: 'destination.bytes',
  policy: 'rule.name',
};
const HASH_BY_LENGTH: ReadonlyMap<number, string> = new Map([
  [32, 'file.hash.md5'],
  [40, 'file.hash.sha1'],
  [64, 'file.hash.sha256'],
]);
const MOST_KEYS = 300;

/** @param time of the syslog header; what the record itself says goes before it */
export function readCefOrLeef(text: string, times: TimeReader, time: number): LineRecord | null {
  const start = /(?:^|[\s:])(CEF:\d|LEEF:\d(?:\.\d)?)\|/.exec(text.slice(0, 400));
  if (start === null) return null;
  const record = text.slice(start.index + start[0].length - (start[1]?.length ?? 0) - 1);
  return record.startsWith('CEF') ? readCef(record, times, time) : readLeef(record, times, time);
}

function readCef(text: string, times: TimeReader, time: number): LineRecord | null {
  const parts = splitHeader(text, 7);
  if (parts.length < 7) return null;
  const [, vendor = '', product = '', , id = '', name = '', severity = ''] = parts;
  const extension = cutExtension(parts[7] ?? '');
  const values = [...extension].flatMap(([key, value]) => placed(key, value, CEF_KEYS, extension));
  const own = ['rt', 'start', 'end', 'deviceReceiptTime', 'art'].map((key) => times.readText(extension.get(key) ?? ''));
  return {
    dataset: 'cef',
    time: own.find((each) => !Number.isNaN(each)) ?? time,
    disposition: dispositionOf(extension.get('act') ?? extension.get('outcome')),
    values: [
      ['event.code', id],
      ['rule.name', name],
      ['event.severity', severity],
      ['observer.vendor', vendor],
      ['observer.product', product],
      ...values,
    ],
  };
}

function readLeef(text: string, times: TimeReader, time: number): LineRecord | null {
  const isSecond = text.startsWith('LEEF:2');
  const parts = splitHeader(text, isSecond ? 6 : 5);
  if (parts.length < (isSecond ? 6 : 5)) return null;
  const [, vendor = '', product = '', , id = ''] = parts;
  const mark = isSecond ? (parts[5] ?? '') : '';
  const isMark = isSecond && (/^(?:0?x[0-9a-f]{2,4}|.)$/i.test(mark) || mark === '');
  const hex = /^0?x([0-9a-f]{2,4})$/i.exec(mark)?.[1];
  const separator =
    hex !== undefined ? String.fromCharCode(Number.parseInt(hex, 16)) : isMark && mark !== '' ? mark : '\t';
  const rest = isSecond && !isMark ? parts.slice(5).join('|') : (parts[isSecond ? 6 : 5] ?? '');
  const members = new Map<string, string>();
  for (const pair of rest.split(separator).slice(0, MOST_KEYS)) {
    const equals = pair.indexOf('=');
    if (equals > 0 && equals < 80) members.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
  const own = times.readText(members.get('devTime') ?? '');
  return {
    dataset: 'leef',
    time: Number.isNaN(own) ? time : own,
    disposition: dispositionOf(members.get('action') ?? members.get('act') ?? members.get('disposition')),
    values: [
      ['event.code', id],
      ['observer.vendor', vendor],
      ['observer.product', product],
      ...[...members].flatMap(([key, value]) => placed(key, value, LEEF_KEYS, members)),
    ],
  };
}

const dispositionOf = (action: string | undefined) => (action === undefined ? 'unknown' : dispositionOfAction(action));

function placed(
  key: string,
  value: string,
  keys: Readonly<Record<string, string>>,
  all: ReadonlyMap<string, string>,
): (readonly [string, string])[] {
  if (
    /^(?:rt|devTime|devTimeFormat)$/.test(key) ||
    /^(?:c[sn]|c6a|cfp|flexString|deviceCustomDate)\d?Label$/i.test(key)
  )
    return [];
  if (key === 'fileHash' || key === 'oldFileHash') return [[HASH_BY_LENGTH.get(value.length) ?? `cef.${key}`, value]];
  const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (known !== undefined) return [[known, known === 'network.transport' ? transportOf(value) : value]];
  const label = all.get(`${key}Label`);
  const named = label === undefined ? null : fieldOfColumn(label);
  const field = named ?? fieldOfColumn(key);
  const own = label === undefined ? key : label.replace(/\s+/g, '_').slice(0, 80);
  const place = field === null || field === '@timestamp' || field.startsWith('event.start') ? `cef.${own}` : field;
  return [[place, place === 'network.transport' ? transportOf(value) : value]];
}

/** Up to `count` parts at `|` that no backslash stands before, and the rest. */
function splitHeader(text: string, count: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length && parts.length < count; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '|') {
      parts.push(text.slice(from, at).replace(/\\([\\|])/g, '$1'));
      from = at + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** Values have blanks; a key is a word before `=` that no backslash stands before. */
function cutExtension(text: string): Map<string, string> {
  const members = new Map<string, string>();
  const keys = [...text.slice(0, 60_000).matchAll(/(?:^|[ \t])([\w.[\]-]{1,60})=/g)].slice(0, MOST_KEYS);
  keys.forEach((found, index) => {
    const start = found.index + found[0].length;
    const end = keys[index + 1]?.index ?? text.length;
    const value = text.slice(start, end).trim();
    members.set(found[1] ?? '', value.replace(/\\([\\=|])/g, '$1').replace(/\\[rn]/g, '\n'));
  });
  return members;
}
