/** Windows and Sysmon events, from any of the shapes that tools give them, as fields. docs/formats/windows-events.md */

import {
  EVENT_DATA,
  HASH_FIELDS,
  hashedBy,
  type WindowsSource,
  windowsFieldOf,
  windowsSource,
} from '../../domain/history/windows-fields';
import { isMap, type PlainMap } from '../plain-data';
import { type FieldRule, type FieldTree, isScalar, makeFieldTree, rulesOf } from './event-fields';
import type { EventWriter } from './event-writer';
import type { Dialect } from './json-dialect';
import { actionOf, dispositionOfArrival, isArrival, wayOf } from './windows-actions';
import { readWindowsMessage } from './windows-message';
import { HAYABUSA_FIELDS, HEADER_FIELDS, HEADER_NAMES, OSSEM_FIELDS, TIME_NAMES } from './windows-names';
import { firstOf, isWindowsEvent, readWindowsShape, type WindowsEvent, without } from './windows-shapes';

/** Trees of rules that are kept, one per kind of event; a file with more kinds uses numbers as something else. */
const MOST_TREES = 400;
/** By definition, also where no zone is written. */
const IN_UTC: ReadonlySet<string> = new Set(['SystemTime', 'UtcTime']);

/** Whose names they are: the event's own data, or data and header beside each other, or the columns of a tool that reads logs. */
type By = 'data' | 'flat' | 'tool';

/** There, the process is that which wrote the log. */
const OF_TOOLS = rulesOf({
  Id: 'event.code',
  ProcessId: 'winlog.process.pid',
  RecordNumber: `${EVENT_DATA}RecordNumber`,
  UserId: 'winlog.user.identifier',
  'UserId.Value': 'winlog.user.identifier',
});

/** EvtxECmd, whose times are in UTC and do not say so. */
function isOfEvtxECmd(event: PlainMap): boolean {
  return event['MapDescription'] !== undefined || event['ChunkNumber'] !== undefined;
}

/** `Get-WinEvent`, and EvtxECmd. */
function isOfTool(event: PlainMap): boolean {
  return (event['MachineName'] !== undefined && event['LogName'] !== undefined) || isOfEvtxECmd(event);
}

const isAbsent = (text: string) => text === '-';
const ZONE = /(?:UTC|GMT|[+-]\d\d:?\d\d|\)\/)$/;
const hasZone = (text: string) => text.endsWith('Z') || ZONE.test(text.slice(-6));

export function makeWindowsDialect(out: EventWriter): Dialect {
  const dataTrees = new Map<string, FieldTree>();
  const flatTrees = new Map<string, FieldTree>();
  /** The moment of the event, as it is written and as it is read. */
  let usedText: unknown;
  let usedTime: unknown;
  let isTool = false;
  const header = makeFieldTree(out, { ruleOf: () => undefined, isAbsent });
  const ecs = makeFieldTree(out, {
    ruleOf: rulesOf({ 'event.duration': takeNanoseconds, 'log.level': 'log.level' }),
    isAbsent,
  });
  const winlog = makeFieldTree(out, {
    ruleOf: rulesOf({
      event_id: 'event.code',
      provider_name: 'event.provider',
      computer_name: 'host.name',
      channel: 'winlog.channel',
    }),
    prefix: 'winlog.',
    isAbsent,
  });

  let origin = { provider: '', channel: '', source: windowsSource('', ''), dataset: datasetOf('other', '', '') };

  /** Most events come from where the one before did. */
  function originOf(provider: string, channel: string): typeof origin {
    if (provider !== origin.provider || channel !== origin.channel) {
      const source = windowsSource(provider, channel);
      origin = { provider, channel, source, dataset: datasetOf(source, provider, channel) };
    }
    return origin;
  }

  /** A second moment of the event, unless it is the same. */
  function takeOtherTime(value: unknown, name: string): void {
    if (isScalar(value) && value !== usedText && out.readTime(value) !== out.readTime(usedTime))
      out.putField(name, value);
  }

  function takeNanoseconds(value: unknown, name: string): void {
    if (typeof value === 'number') out.putField(name, value / 1e6);
  }

  function treeOf(trees: Map<string, FieldTree>, source: WindowsSource, code: string, by: By): FieldTree {
    const isFlat = by !== 'data';
    const key = by === 'tool' ? `${source} ${code} ${by}` : `${source} ${code}`;
    const known = trees.get(key) ?? (trees.size >= MOST_TREES ? trees.get('') : undefined);
    if (known !== undefined) return known;
    const special = specialRules(source, code);
    const ruleOf = (path: string): FieldRule | undefined => {
      const rule = special(path) ?? (by === 'tool' ? OF_TOOLS(path) : undefined);
      if (rule !== undefined) return rule;
      if (isFlat) {
        if (path === '@timestamp') return path;
        if ((TIME_NAMES as readonly string[]).includes(path)) return takeOtherTime;
        // Sysmon and others have data of these names.
        const field = headerFieldOf(path, source, code);
        if (field !== null) return field;
        if (Object.hasOwn(HAYABUSA_FIELDS, path)) return HAYABUSA_FIELDS[path];
        if (Object.hasOwn(OSSEM_FIELDS, path)) return ossemFieldOf(path, source, code);
      }
      const field = windowsFieldOf(path, source, code);
      return field === EVENT_DATA + path ? undefined : field;
    };
    const tree = makeFieldTree(out, { ruleOf, prefix: EVENT_DATA, isAbsent });
    trees.set(trees.size >= MOST_TREES ? '' : key, tree);
    return tree;
  }

  function specialRules(source: WindowsSource, code: string): (path: string) => FieldRule | undefined {
    const takeHashes = (value: unknown, name: string) => putHashes(out, hashedBy(source, code), value, name);
    const takeAddress = (value: unknown, name: string) => {
      if (typeof value !== 'string' || value === '-') return;
      const field = windowsFieldOf(name.slice(EVENT_DATA.length), source, code);
      out.putField(field, value.replace(/^::ffff:(?=\d{1,3}\.)/i, ''), name);
    };
    const takeWay = (value: unknown, name: string) => {
      if (!isScalar(value)) return;
      out.putField(name, value);
      const way = wayOf(source, code, value);
      if (way !== null && !out.has('network.direction')) out.putField('network.direction', way);
    };
    return rulesOf({
      Hashes: takeHashes,
      Hash: takeHashes,
      User: (value, name) => putUser(out, value, name),
      'Details.User': (value, name) => putUser(out, value, name),
      'Details.Hashes': takeHashes,
      QueryResults: (value, name) => putAnswers(out, value, name),
      IpAddress: takeAddress,
      ...(source === 'sysmon' && code === '3' ? { Initiated: takeWay } : {}),
      ...(source === 'security' ? { Direction: takeWay } : {}),
      ...(source === 'sysmon' && code === '13' ? { TargetObject: takeValuePath } : {}),
      Protocol: (value, name) => {
        const isText = typeof value === 'string' && source !== 'security';
        out.putField(
          windowsFieldOf('Protocol', source, code),
          isText ? value.toLowerCase() : isScalar(value) ? value : null,
          name,
        );
      },
      ...(source === 'security' ? {} : { ProcessID: 'winlog.process.pid' }),
    });
  }

  /** The path of a value ends with its name. */
  function takeValuePath(value: unknown, name: string): void {
    if (typeof value !== 'string') return;
    out.putField('registry.path', value, name);
    const slash = value.lastIndexOf('\\');
    if (slash > 0) out.putField('registry.value', value.slice(slash + 1));
  }

  function readTime(event: PlainMap, shape: WindowsEvent): void {
    if (shape.time !== undefined && takeTime(shape.time, 'SystemTime')) return;
    isTool = isOfEvtxECmd(event);
    let second: string | null = null;
    for (const name of TIME_NAMES) {
      const value = event[name];
      if (value === undefined || value === null) continue;
      if (typeof value === 'string' && !hasZone(value) && !name.endsWith('[UTC]') && name !== 'SystemTime')
        second ??= name;
      else if (takeTime(value, name)) return;
    }
    if (second !== null && takeTime(event[second], second)) return;
    for (const name of TIME_NAMES) if (takeTime(event[name], name)) return;
  }

  function takeTime(value: unknown, name: string): boolean {
    const isUtc = IN_UTC.has(name) || name.endsWith('[UTC]') || (isTool && name === 'TimeCreated');
    usedText = value;
    usedTime = isUtc && typeof value === 'string' && !hasZone(value) ? `${value} UTC` : value;
    return out.putTime('@timestamp', usedTime, name);
  }

  function read(event: PlainMap): boolean {
    const { winlog: inner } = event;
    if (isMap(inner)) return readWinlogbeat(event, inner);
    const shape = readWindowsShape(event);
    const { source } = originOf(shape.provider, shape.channel);
    readTime(event, shape);
    let isWhole = header.put(shape.header);
    if (shape.data !== null) {
      const tree = treeOf(dataTrees, source, shape.code, 'data');
      isWhole = tree.put(shape.data) && isWhole;
    }
    if (shape.data === null && lacksData(event, source)) {
      const told = readWindowsMessage(
        firstOf(event, ['Message', 'message', 'RenderedDescription']),
        source,
        shape.code,
      );
      isWhole = treeOf(dataTrees, source, shape.code, 'data').put(told) && isWhole;
    }
    if (shape.rest !== null)
      isWhole = treeOf(flatTrees, source, shape.code, isOfTool(event) ? 'tool' : 'flat').put(shape.rest) && isWhole;
    putKind(shape, source);
    return isWhole;
  }

  function readWinlogbeat(event: PlainMap, inner: PlainMap): boolean {
    const code = firstOf(inner, ['event_id']) || firstOf(isMap(event['event']) ? event['event'] : {}, ['code']);
    const provider = firstOf(inner, ['provider_name']);
    const channel = firstOf(inner, ['channel']);
    const { source } = originOf(provider, channel);
    const keywords = firstOf(inner, ['keywords']);
    const shape = { code, provider, channel, keywords, header: {}, time: event['@timestamp'], data: null, rest: null };
    readTime(event, shape);
    let isWhole = ecs.put(without(event, ['winlog']));
    isWhole = winlog.put(without(inner, ['event_data', 'user_data'])) && isWhole;
    for (const key of ['event_data', 'user_data']) {
      const data = inner[key];
      if (isMap(data)) isWhole = treeOf(dataTrees, source, code, 'data').put(data) && isWhole;
    }
    putKind(shape, source);
    return isWhole;
  }

  function putKind({ code, provider, channel, keywords }: WindowsEvent, source: WindowsSource): void {
    if (!out.has('event.dataset')) out.putField('event.dataset', originOf(provider, channel).dataset);
    const { action, outcome, disposition } = actionOf(source, code, keywords);
    if (action !== null && !out.has('event.action')) out.putField('event.action', action);
    if (outcome !== null && !out.has('event.outcome')) out.putField('event.outcome', outcome);
    if (disposition !== null) out.putField('vedette.disposition', disposition);
    if (isArrival(source, code) && out.has('source.ip')) {
      if (!out.has('network.direction')) out.putField('network.direction', 'ingress');
      out.putField('vedette.disposition', dispositionOfArrival(code, outcome));
    }
  }

  return {
    id: 'windows',
    keys: ['Event', 'System', 'winlog', 'data', ...HEADER_NAMES.code],
    fits: isWindowsEvent,
    read,
  };
}

/** A name of the header, in an event that lies flat; `null`: it is data of the event. */
function headerFieldOf(name: string, source: WindowsSource, code: string): string | null {
  if (!Object.hasOwn(HEADER_FIELDS, name)) return null;
  const isData = windowsFieldOf(name, source, code) !== EVENT_DATA + name;
  return isData && !(HEADER_NAMES.provider as readonly string[]).includes(name) ? null : (HEADER_FIELDS[name] ?? null);
}

function ossemFieldOf(name: string, source: WindowsSource, code: string): string {
  const field = OSSEM_FIELDS[name] ?? '';
  const isFile = name.startsWith('hash_') && hashedBy(source, code) === 'file';
  return isFile ? field.replace('process.', 'file.') : field;
}

/** Every event of these logs has one of these, where the data is there. */
function lacksData(event: PlainMap, source: WindowsSource): boolean {
  if (source === 'sysmon')
    return (
      event['UtcTime'] === undefined &&
      event['process_guid'] === undefined &&
      event['Image'] === undefined &&
      event['SourceImage'] === undefined
    );
  return (
    source === 'security' &&
    event['SubjectUserName'] === undefined &&
    event['TargetUserName'] === undefined &&
    event['SubjectUserSid'] === undefined &&
    event['Application'] === undefined
  );
}

function datasetOf(source: WindowsSource, provider: string, channel: string): string {
  if (source === 'sysmon') return /linux/i.test(provider + channel) ? 'sysmon_linux.log' : 'windows.sysmon_operational';
  if (source === 'security') return 'system.security';
  if (/powershell/i.test(channel) || /powershell/i.test(provider)) {
    return /operational/i.test(channel) ? 'windows.powershell_operational' : 'windows.powershell';
  }
  if (/^(?:system|application)$/i.test(channel)) return `system.${channel.toLowerCase()}`;
  return /defender/i.test(channel) ? 'windows.windows_defender' : 'windows.forwarded';
}

/** `SHA1=…,MD5=…`, or one value whose length says what it is. */
function putHashes(out: EventWriter, of: string, value: unknown, name: string): void {
  if (typeof value !== 'string' || value === '-') return;
  if (value.length > 2000) {
    out.putField(name, value);
    return;
  }
  for (const part of value.split(',')) {
    const [algorithm = '', digest] = part.trim().split('=', 2);
    const bare = digest === undefined ? { 32: 'MD5', 40: 'SHA1', 64: 'SHA256' }[algorithm.length] : undefined;
    const key = bare ?? algorithm.toUpperCase();
    const text = digest ?? algorithm;
    const field = Object.hasOwn(HASH_FIELDS, key) ? HASH_FIELDS[key] : undefined;
    if (field === undefined || !/^[0-9a-f]+$/i.test(text)) out.addField(name, part.trim());
    else if (!/^0+$/.test(text)) out.putField(`${of}.${field}`, text.toLowerCase(), name);
  }
}

/** `DOMAIN\name`; a name alone is one too. */
function putUser(out: EventWriter, value: unknown, name: string): void {
  if (typeof value !== 'string' || value === '-') return;
  const slash = value.indexOf('\\');
  if (slash > 0) out.putField('user.domain', value.slice(0, slash), name);
  out.putField('user.name', value.slice(slash + 1), name);
}

/** `type:  5 alias.example;::ffff:192.0.2.1;`: a type stands before what is no address. */
function putAnswers(out: EventWriter, value: unknown, name: string): void {
  if (typeof value !== 'string' || value === '-') return;
  if (value.length > 20_000) {
    out.putField(name, value);
    return;
  }
  for (const part of value.split(';')) {
    const answer = part.trim();
    if (answer === '' || answer === '-') continue;
    const typed = /^type:\s*(\d{1,5})\s+(\S+)/.exec(answer);
    const text = (typed?.[2] ?? answer).replace(/^::ffff:(?=\d{1,3}\.)/i, '');
    out.addField('dns.answers.data', text);
    if (typed === null && /^[\d.]+$|^[\da-f:]+:[\da-f:.]*$/i.test(text)) out.addField('dns.resolved_ip', text);
  }
}
