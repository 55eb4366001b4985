/** The header of a syslog line: RFC 5424, RFC 3164 and what is written in its place (rsyslog's ISO times, journalctl, Cisco). */
import type { TimeReader } from './times';

export interface SyslogHeader {
  /** `NaN`: not said. */
  readonly time: number;
  readonly priority: number | null;
  readonly host: string;
  readonly program: string;
  readonly pid: string;
  readonly messageId: string;
  readonly structured: string;
  readonly message: string;
}

const PRIORITY = /^<(\d{1,3})>/;
/** A moment has at most so many characters. */
const MOMENT = 64;
const ENCODER = new TextEncoder();
const HOST = /^[\w.:%-]{1,255}$/;
/** `sshd[123]:`, `kernel:`, `postfix/smtpd[1]:`, `audispd:`; also without the colon where a process id stands. */
const TAG = /^([\w./()@+%-]{1,100}?)(?:\[([\w.-]{1,30})\])?(?::(?=\s|$)\s?|(?<=\])\s)/;
const LEVEL = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)$/i;

/** @returns `null`: no moment and no priority at its beginning */
export function readSyslogHeader(line: string, times: TimeReader): SyslogHeader | null {
  const found = PRIORITY.exec(line);
  const priority = found === null ? null : Number(found[1]);
  if (priority !== null && priority > 191) return null;
  let rest = found === null ? line : line.slice(found[0].length);
  const isNew = /^1 (?:\d{4}-\d\d-\d\dT|- )/.test(rest);
  if (isNew) return readNew(rest.slice(2), priority, times);
  // Cisco: a sequence number, and a mark where the clock is not set.
  rest = rest.replace(/^(?:\d{1,10})?: (?=\S)/, '').replace(/^[*.](?=[A-Z])/, '');
  const [time, after] = readMoment(rest, times);
  if (Number.isNaN(time) && priority === null) return null;
  let text = after.replace(/^:(?= )/, '').trimStart();
  let host = '';
  const first = /^\S{1,255}/.exec(text)?.[0] ?? '';
  // A word that ends in a colon is the program already.
  if (!Number.isNaN(time) && HOST.test(first) && !first.endsWith(':') && !/^%/.test(first) && /^\S+\s+\S/.test(text)) {
    host = first;
    text = text.slice(first.length).trimStart();
    if (text.startsWith(': ')) text = text.slice(2);
  }
  const tag = /^%/.test(text) ? null : TAG.exec(text);
  return {
    time,
    priority,
    host,
    program: tag?.[1] ?? '',
    pid: tag?.[2] ?? '',
    messageId: '',
    structured: '',
    message: tag === null ? text : text.slice(tag[0].length),
  };
}

function readNew(text: string, priority: number | null, times: TimeReader): SyslogHeader | null {
  const [, moment = '', host = '', program = '', pid = '', messageId = '', rest = ''] =
    /^(\S{1,64}) (\S{1,255}) (\S{1,128}) (\S{1,128}) (\S{1,128}) ?(.*)$/s.exec(text) ?? [];
  if (moment === '') return null;
  const end = rest.startsWith('[') ? endOfStructured(rest) : rest.startsWith('-') ? 1 : 0;
  const plain = (word: string) => (word === '-' ? '' : word);
  return {
    time: times.readText(moment),
    priority,
    host: plain(host),
    program: plain(program),
    pid: plain(pid),
    messageId: plain(messageId),
    structured: plain(rest.slice(0, end)),
    message: rest
      .slice(end)
      .trimStart()
      .replace(/^\uFEFF/, ''),
  };
}

/** Elements in brackets one behind the other; inside quotes a bracket is one of the text. */
function endOfStructured(text: string): number {
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') inText = !inText;
    else if (text[at] === ']' && !inText && text[at + 1] !== '[') return at + 1;
  }
  return text.length;
}

function readMoment(text: string, times: TimeReader): readonly [time: number, rest: string] {
  const encoded = ENCODER.encode(text.slice(0, MOMENT));
  const time = times.readStart(encoded, 0, encoded.length);
  if (Number.isNaN(time)) return [time, text];
  const rest = text.slice(times.reachedEnd);
  return /^[\s:]/.test(rest) ? [time, rest] : [Number.NaN, text];
}

/** For recognising: `Oct 11 22:14:15 host program[1]: …`, with ISO times, or behind a priority. */
export function looksLikeSyslog(line: string): boolean {
  if (/^<\d{1,3}>(?:1 (?:\d{4}-|- )|[A-Z][a-z]{2} [ \d]\d |\d{4}-\d\d-\d\dT|date=|: |\d+: |CEF:|LEEF:)/.test(line))
    return true;
  const start =
    /^(?:[A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [A-Z]{3,4})?|(?:[A-Z][a-z]{2} )?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d| [A-Z]{3,4})?|\d{10}\.\d{6}):? /.exec(
      line,
    );
  if (start === null) return false;
  const rest = line.slice(start[0].length);
  if (/^(?:\S{1,255} )?: ?%[A-Z]|^%(?:ASA|FTD|PIX|FWSM)-|^(?:\S{1,255} )?(?:CEF:\d|LEEF:\d)/.test(rest)) return true;
  const [, host = '', tag = ''] =
    /^([\w.:%-]{1,255}) ([\w./()@+%-]{1,100}(?:\[[\w.-]{1,30}\])?:?)(?: |$)/.exec(rest) ?? [];
  if (host === '' || LEVEL.test(host.replace(/:$/, ''))) return false;
  return /:$|\]$/.test(tag) || /^last message repeated \d+ times/.test(rest.slice(host.length + 1));
}
