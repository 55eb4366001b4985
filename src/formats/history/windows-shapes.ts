/**
 * The shapes in which tools write one Windows event as JSON: as the XML has it (`System`, `EventData`, with attributes in various
 * places), or flat. All become a header, and named data.
 */
import { isMap, type PlainMap, textOf } from '../plain-data';
import { HEADER_NAMES } from './windows-names';
import { readEventXml } from './windows-xml';

export interface WindowsEvent {
  readonly code: string;
  readonly provider: string;
  readonly channel: string;
  readonly keywords: string;
  /** Fields of the header that go by their own names, in ECS. Empty where the event is flat. */
  readonly header: PlainMap;
  readonly time: unknown;
  /** Named data of the event. */
  readonly data: PlainMap | null;
  /** What lies beside these, by its own names: all, of a flat event. */
  readonly rest: PlainMap | null;
}

/** Whether the event is one of Windows, however it is written. */
export function isWindowsEvent(event: PlainMap): boolean {
  if (isMap(event['Event']) && isMap(event['Event']['System'])) return true;
  if (isMap(event['System'])) return event['System']['EventID'] !== undefined;
  if (isMap(event['winlog'])) return true;
  if (systemOfWazuh(event) !== null) return true;
  const code = firstOf(event, HEADER_NAMES.code);
  if (code === '' || !/^\d{1,10}(?:\.0)?$/.test(code)) return false;
  return firstOf(event, HEADER_NAMES.channel) !== '' || firstOf(event, HEADER_NAMES.provider) !== '';
}

export function readWindowsShape(event: PlainMap): WindowsEvent {
  const inner = isMap(event['Event']) ? event['Event'] : event;
  if (isMap(inner['System'])) return readStructured(inner, inner === event ? {} : event);
  const wazuh = systemOfWazuh(event);
  if (wazuh !== null) return readWazuh(event, wazuh);
  const payload =
    readDataText(event['EventData']) ?? readDataText(event['Payload']) ?? readDataText(event['event_data']);
  const rest =
    payload === null
      ? event
      : without(
          event,
          ['EventData', 'Payload', 'event_data'].filter((key) => readDataText(event[key]) !== null),
        );
  return {
    code: firstOf(event, HEADER_NAMES.code),
    provider: firstOf(event, HEADER_NAMES.provider),
    channel: firstOf(event, HEADER_NAMES.channel),
    keywords: firstOf(event, ['Keywords', 'KeywordsDisplayNames', 'keywords']),
    header: {},
    time: undefined,
    data: payload,
    rest,
  };
}

function readStructured(event: PlainMap, around: PlainMap): WindowsEvent {
  const system = isMap(event['System']) ? event['System'] : {};
  const text = (key: string): string => plainOf(system[key]);
  const attribute = (key: string, name: string): unknown => attributeOf(system, key, name);
  const provider = textOf(attribute('Provider', 'Name') ?? '') || text('Provider');
  const header: Record<string, unknown> = {
    'event.code': text('EventID'),
    'event.provider': provider,
    'winlog.channel': text('Channel'),
    'host.name': text('Computer'),
    'winlog.record_id': text('EventRecordID'),
    'winlog.provider_guid': attribute('Provider', 'Guid'),
    'winlog.event_source_name': attribute('Provider', 'EventSourceName'),
    'winlog.qualifiers': attribute('EventID', 'Qualifiers'),
    'winlog.version': text('Version'),
    'log.level': text('Level'),
    'winlog.task': text('Task'),
    'winlog.opcode': text('Opcode'),
    'winlog.keywords': text('Keywords'),
    'winlog.process.pid': attribute('Execution', 'ProcessID'),
    'winlog.process.thread.id': attribute('Execution', 'ThreadID'),
    'winlog.user.identifier': attribute('Security', 'UserID') ?? attribute('Security', 'UserId'),
    'winlog.activity_id': attribute('Correlation', 'ActivityID'),
    'winlog.related_activity_id': attribute('Correlation', 'RelatedActivityID'),
  };
  const data = { ...namedData(event['EventData']), ...flatUserData(event['UserData']) };
  const rendering = isMap(event['RenderingInfo']) ? event['RenderingInfo'] : {};
  const message = plainOf(rendering['Message']) || plainOf(event['Message']);
  if (message !== '') header['message'] = message;
  const known = [
    'System',
    'EventData',
    'UserData',
    'RenderingInfo',
    'Message',
    '#attributes',
    'Event_attributes',
    '@xmlns',
    'xmlns',
  ];
  const rest = { ...without(event, known), ...without(around, ['Event', 'Event_attributes']) };
  return {
    code: text('EventID'),
    provider,
    channel: text('Channel'),
    keywords: text('Keywords'),
    header,
    time: attribute('TimeCreated', 'SystemTime') ?? (text('TimeCreated') || undefined),
    data,
    rest: Object.keys(rest).length === 0 ? null : rest,
  };
}

/** Data by its names: an object of them, a list of `Data` with names, a list without (`param1`, `param2`, as Winlogbeat calls them). */
function namedData(value: unknown): PlainMap {
  if (!isMap(value)) return {};
  const named = new Map<string, unknown>();
  let unnamed = 0;
  const put = (name: string, content: unknown) => {
    const key = name === '' ? `param${++unnamed}` : name;
    named.set(named.has(key) ? `${key}_${named.size}` : key, content);
  };
  for (const [key, content] of Object.entries(value)) {
    if (key === '#attributes' || key.endsWith('_attributes') || key.startsWith('@')) continue;
    if (key !== 'Data') named.set(key, contentOf(content));
    else {
      const items: readonly unknown[] = Array.isArray(content) ? content : [content];
      for (const item of items) {
        const texts = contentOf(item);
        const name = isMap(item) ? textOf(item['@Name'] ?? item['Name'] ?? attributesOf(item)['Name'] ?? '') : '';
        if (name === '' && Array.isArray(texts)) for (const text of texts) put('', text);
        else put(name, texts);
      }
    }
  }
  return Object.fromEntries(named);
}

/** Attributes left off: `{"#text": "a"}` is `a`. */
function contentOf(value: unknown): unknown {
  if (!isMap(value)) return value;
  const text = value['#text'] ?? value['text'] ?? value['@Value'] ?? value['value'] ?? value['Value'];
  if (text !== undefined) return text;
  const rest = without(value, ['#attributes', '@Name', 'Name']);
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** The data of an event that has a form of its own lies one deeper, under the name of that form. */
function flatUserData(value: unknown): PlainMap {
  if (!isMap(value)) return {};
  const found = new Map<string, unknown>();
  for (const [key, content] of Object.entries(value)) {
    if (key.startsWith('#') || key.startsWith('@') || key.endsWith('_attributes')) continue;
    if (!isMap(content)) found.set(key, content);
    else
      for (const [name, inner] of Object.entries(content)) {
        if (name.startsWith('#') || name.startsWith('@')) continue;
        found.set(name, contentOf(inner));
      }
  }
  return Object.fromEntries(found);
}

function attributesOf(value: unknown): PlainMap {
  return isMap(value) && isMap(value['#attributes']) ? value['#attributes'] : {};
}

function attributeOf(parent: PlainMap, key: string, name: string): unknown {
  const value = parent[key];
  const beside = parent[`${key}_attributes`];
  if (isMap(beside) && beside[name] !== undefined) return beside[name];
  if (!isMap(value)) return undefined;
  return attributesOf(value)[name] ?? value[`@${name}`] ?? value[name];
}

/** Of an element: its text, also where attributes stand beside it. */
function plainOf(value: unknown): string {
  const content = isMap(value) ? (value['#text'] ?? value['Value'] ?? value['text'] ?? '') : value;
  return typeof content === 'string' || typeof content === 'number' ? String(content) : '';
}

/** Data that a table holds as text: XML, or JSON. */
function readDataText(value: unknown): PlainMap | null {
  if (isMap(value))
    return isMap(value['EventData']) || isMap(value['UserData']) ? readPayload(value) : namedData(value);
  if (typeof value !== 'string' || value.length < 2) return null;
  if (value.startsWith('<')) {
    const read = readEventXml(value);
    return read === null ? null : { ...namedData(read['EventData']), ...flatUserData(read['UserData']) };
  }
  if (!value.startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isMap(parsed) ? readPayload(parsed) : null;
  } catch {
    return null;
  }
}

function readPayload(value: PlainMap): PlainMap {
  if (isMap(value['EventData'])) return namedData(value['EventData']);
  return isMap(value['UserData']) ? flatUserData(value['UserData']) : namedData(value);
}

function systemOfWazuh(event: PlainMap): PlainMap | null {
  const data = isMap(event['data']) ? event['data']['win'] : undefined;
  return isMap(data) && isMap(data['system']) && data['system']['eventID'] !== undefined ? data : null;
}

/** Wazuh writes every name with a small first letter. */
function readWazuh(event: PlainMap, win: PlainMap): WindowsEvent {
  const system = isMap(win['system']) ? win['system'] : {};
  const text = (key: string) => plainOf(system[key]);
  const data = isMap(win['eventdata']) ? win['eventdata'] : {};
  return {
    code: text('eventID'),
    provider: text('providerName'),
    channel: text('channel'),
    keywords: text('keywords'),
    header: {
      'event.code': text('eventID'),
      'event.provider': text('providerName'),
      'winlog.channel': text('channel'),
      'host.name': text('computer'),
      'winlog.record_id': text('eventRecordID'),
      'winlog.keywords': text('keywords'),
      'winlog.process.pid': text('processID'),
      'winlog.process.thread.id': text('threadID'),
      message: text('message'),
    },
    time: system['systemTime'],
    data: Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]),
    ),
    rest: without(event, ['data']),
  };
}

export function without(event: PlainMap, keys: readonly string[]): PlainMap {
  return Object.fromEntries(Object.entries(event).filter(([key]) => !keys.includes(key)));
}

/** The first of several names that an event has; empty: none. */
export function firstOf(event: PlainMap, names: readonly string[]): string {
  for (const name of names) {
    const value = event[name];
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    if (Array.isArray(value)) return value.filter((each) => typeof each === 'string').join(',');
    // `{"Value": 1}`, as some serialisers write numbers.
    if (isMap(value)) {
      const inner = plainOf(value);
      if (inner !== '') return inner;
    }
  }
  return '';
}
