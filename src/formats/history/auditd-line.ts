/**
 * One record of Linux' audit log: raw, enriched (names behind a group separator) or interpreted by `ausearch -i`.
 * https://github.com/linux-audit/audit-documentation/wiki/SPEC-Audit-Event-Enrichment
 */
import type { Disposition } from '../../domain/history/fields';
import type { TimeSettings } from '../../domain/history/time-settings';
import { type Pair, readPairs } from './key-values';
import type { LineRecord } from './line-log';
import { makeTimeReader, type TimeReader } from './times';

const HEAD =
  /^(?:node=(\S{1,255}) )?type=([A-Z0-9_]{2,40}|UNKNOWN\[\d{1,6}\]) msg=audit\(([^()]{10,40}):(\d{1,12})\)\s?: ?/;
const ENRICHED = '\u001d';
/** Their values are text, written in hexadecimal where it has blanks or quotes. */
const TEXTS: ReadonlySet<string> = new Set(
  'acct cmd comm cwd data dir exe file name proctitle path key grp new_group op_data vm bus host'.split(' '),
);
const NOTHING = /^(?:|\?|\(null\)|\(none\)|unset|4294967295|-1)$/;
const SUCCESS = /^(?:yes|1|success)$/;
const FAILURE = /^(?:no|0|failed|failure)$/;
/** Of programs that let users in, with the address where they come from. */
const SIGN_IN =
  /^(?:USER_(?:LOGIN|AUTH|ACCT|ERR|START|END|LOGOUT)|CRED_(?:ACQ|DISP|REFR)|CRYPTO_KEY_USER|CRYPTO_SESSION|LOGIN)$/;
const MOST_ARGUMENTS = 200;

const PLACES: Readonly<Record<string, string>> = {
  pid: 'process.pid',
  ppid: 'process.parent.pid',
  comm: 'process.name',
  exe: 'process.executable',
  cwd: 'process.working_directory',
  cmd: 'process.command_line',
  uid: 'user.id',
  euid: 'user.effective.id',
  auid: 'user.audit.id',
  acct: 'user.name',
  addr: 'source.ip',
  hostname: 'source.domain',
  laddr: 'destination.ip',
  lport: 'destination.port',
  rport: 'source.port',
  key: 'rule.name',
  UID: 'user.name',
  EUID: 'user.effective.name',
  AUID: 'user.audit.name',
  proctitle: 'process.command_line',
};

/** `1490995752.404`, or as `ausearch -i` writes it in English: `01/28/2007 21:58:13.977`. */
export function makeAuditTimes(settings: TimeSettings): TimeReader {
  return makeTimeReader(settings, { dayFirst: false });
}

export function looksLikeAudit(line: string): boolean {
  return HEAD.test(line);
}

export function readAuditLine(line: string, times: TimeReader): LineRecord | null {
  const head = HEAD.exec(line);
  if (head === null) return null;
  const [start, node = '', type = '', moment = '', serial = ''] = head;
  const [raw = '', names = ''] = line.slice(start.length).split(ENRICHED, 2);
  const pairs = membersOf(type, raw);
  const values: (readonly [string, string])[] = [
    ['auditd.type', type],
    ['auditd.serial', serial],
    ['event.action', type.toLowerCase()],
    ['host.name', node],
  ];
  for (const [key, value] of [...pairs, ...readPairs(names)]) values.push(...placed(type, key, value));
  const title = type === 'PROCTITLE' && pairs.length === 1 ? (pairs[0]?.[1] ?? '') : '';
  if (title !== '') values.push(['process.command_line', title]);
  if (type === 'EXECVE') values.push(...argumentsOf(pairs));
  const all = new Map(pairs);
  if (type === 'SOCKADDR') values.push(...socketOf(all.get('saddr') ?? ''));
  const outcome = all.get('success') ?? all.get('res') ?? all.get('result') ?? '';
  if (SUCCESS.test(outcome)) values.push(['event.outcome', 'success']);
  else if (FAILURE.test(outcome)) values.push(['event.outcome', 'failure']);
  const isSignIn = SIGN_IN.test(type) && values.some(([field]) => field === 'source.ip');
  if (isSignIn) values.push(['network.direction', 'ingress']);
  const disposition = isSignIn ? dispositionOfSignIn(outcome) : null;
  return { dataset: 'auditd.log', time: times.readText(moment), values, disposition };
}

function dispositionOfSignIn(outcome: string): Disposition {
  return SUCCESS.test(outcome) ? 'established' : FAILURE.test(outcome) ? 'denied' : 'unknown';
}

/** What a program says of itself stands in quotes of its own, in older versions in brackets. */
function membersOf(type: string, raw: string): Pair[] {
  if (type === 'PROCTITLE' || type === 'CWD') {
    const [, key = '', value = ''] = /^\s*(\w{1,20})=(.*)$/.exec(raw) ?? [];
    return key === '' ? [] : [[key, decoded(key, value.trim())]];
  }
  const seen = /^avc:\s+(\w{1,20})\s+\{ ?([^{}]{1,200}?) ?\}/.exec(raw);
  const first: Pair[] =
    seen === null
      ? []
      : [
          ['seresult', seen[1] ?? ''],
          ['seperms', seen[2] ?? ''],
        ];
  const pairs = readPairs(raw.replace(/\b(old|new) (auid|ses)=/g, '$1_$2=')).flatMap(([key, value]): Pair[] => {
    if (key === 'msg') return readPairs(value.replace(/[()]/g, ' ')).map(([name, text]) => [name, decoded(name, text)]);
    return [[key, isText(type, key) && !isQuoted(raw, key) ? decoded(key, value) : value]];
  });
  return [...first, ...pairs];
}

function isText(type: string, key: string): boolean {
  return TEXTS.has(key) || (type === 'EXECVE' && /^a\d{1,5}(?:\[\d{1,5}\])?$/.test(key));
}

function isQuoted(raw: string, key: string): boolean {
  return raw.includes(` ${key}="`) || raw.startsWith(`${key}="`);
}

const HEX = /^(?:[0-9A-F]{2}){1,20000}$/;

/** Arguments of a title are parted by NUL, keys of rules by 1. */
function decoded(key: string, value: string): string {
  const plain = value.replace(/^"(.*)"$/s, '$1');
  if (plain !== value || !HEX.test(value) || !(TEXTS.has(key) || /^a\d/.test(key))) return plain;
  // A name of digits alone is one, unless it is long.
  if (/^\d{1,7}$/.test(value)) return value;
  const bytes = new Uint8Array(value.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(value.slice(at * 2, at * 2 + 2), 16);
  return new TextDecoder().decode(bytes).replace(/\0+$/, '').replace(/\0/g, ' ').replaceAll('\u0001', ',');
}

function placed(type: string, key: string, value: string): (readonly [string, string])[] {
  if (NOTHING.test(value) || value === '"') return [];
  if (key === 'name' && type === 'PATH') {
    const file = value.slice(value.lastIndexOf('/') + 1);
    return [
      ['file.path', value],
      ['file.name', file],
      ['auditd.name', value],
    ];
  }
  if (key === 'hostname' && /^[\d.]+$|:/.test(value)) return [['source.ip', value]];
  const known = Object.hasOwn(PLACES, key) ? PLACES[key] : undefined;
  // Names that rules for this log use stay beside ours.
  const own: readonly [string, string] = [`auditd.${key.slice(0, 60)}`, value];
  if (known === undefined) return [own];
  return /^(?:pid|ppid|cwd|cmd|proctitle|acct|addr|UID|EUID|AUID|laddr|lport|rport)$/.test(key)
    ? [[known, value]]
    : [[known, value], own];
}

/** `a1[0]`, `a1[1]`: pieces of one long argument. */
function argumentsOf(pairs: readonly Pair[]): (readonly [string, string])[] {
  const list: string[] = [];
  for (const [key, value] of pairs) {
    const place = /^a(\d{1,5})(?:\[\d{1,5}\])?$/.exec(key);
    const index = Number(place?.[1] ?? MOST_ARGUMENTS);
    if (index < MOST_ARGUMENTS) list[index] = `${list[index] ?? ''}${value}`;
  }
  const words = Array.from(list, (word) => word ?? '').filter((word) => word !== '');
  return words.length === 0
    ? []
    : [
        ['process.command_line', words.join(' ')],
        ['process.args_count', String(words.length)],
      ];
}

/** The kernel's `sockaddr` in hexadecimal, its family in the machine's order; or as interpreted. */
function socketOf(written: string): (readonly [string, string])[] {
  const read = /\b(?:laddr|saddr|host:?)[ =:]?([0-9a-fA-F.:]{3,45}).{0,20}?(?:lport|port|serv:?)[ =:]?(\d{1,5})/.exec(
    written,
  );
  if (read !== null)
    return [
      ['destination.ip', read[1] ?? ''],
      ['destination.port', read[2] ?? ''],
    ];
  if (!HEX.test(written) || written.length < 16) return [];
  const byte = (at: number) => Number.parseInt(written.slice(at * 2, at * 2 + 2), 16);
  const family = byte(0) + byte(1) * 256;
  const port = String(byte(2) * 256 + byte(3));
  if (family === 2)
    return [
      ['destination.ip', [4, 5, 6, 7].map(byte).join('.')],
      ['destination.port', port],
    ];
  if (family !== 10 || written.length < 48) return [];
  const groups = Array.from({ length: 8 }, (_, group) =>
    (byte(8 + group * 2) * 256 + byte(9 + group * 2)).toString(16),
  );
  return [
    ['destination.ip', groups.join(':')],
    ['destination.port', port],
  ];
}
