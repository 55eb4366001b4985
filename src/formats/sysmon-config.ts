/**
 * Sysmon's configuration (https://learn.microsoft.com/sysinternals/downloads/sysmon#configuration-files): which of its
 * events are written. An `include` filter writes what it matches, so an empty one writes nothing; an `exclude` filter
 * writes all but what it matches. An event type with several filters writes only what an `include` among them matches:
 * with several, Sysmon falls back to not writing (its own rule engine, https://github.com/microsoft/SysmonCommon). What a
 * configuration does not mention follows Sysmon's defaults. `docs/formats/sysmon-config.md`.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { excerpt, failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { fieldOf, isMap, textOf } from './plain-data';

export interface SysmonConfig {
  readonly schemaVersion: string;
  readonly isLinux: boolean;
  /** In the order of their ids. */
  readonly events: readonly SysmonEvent[];
  /** Filters in the file = understood + reported. */
  readonly counts: { readonly filters: number; readonly understood: number };
}

export interface SysmonEvent {
  readonly id: string;
  /** As in the configuration; empty for what cannot be filtered. */
  readonly tag: string;
  /** `all`: everything but what is excluded; `some`: what is included; `none`. */
  readonly writes: 'all' | 'some' | 'none';
  /** How that came about. */
  readonly why: 'include' | 'exclude' | 'several' | 'default' | 'always';
}

const LONGEST = 4 * 1024 * 1024;

/** What each tag filters, and whether it is written where a configuration is silent (`ruledefault` of its schema). */
const TAGS: readonly { readonly tag: string; readonly ids: readonly string[]; readonly byDefault: boolean }[] = [
  { tag: 'ProcessCreate', ids: ['1'], byDefault: true },
  { tag: 'FileCreateTime', ids: ['2'], byDefault: true },
  { tag: 'NetworkConnect', ids: ['3'], byDefault: false },
  { tag: 'ProcessTerminate', ids: ['5'], byDefault: true },
  { tag: 'DriverLoad', ids: ['6'], byDefault: true },
  { tag: 'ImageLoad', ids: ['7'], byDefault: false },
  { tag: 'CreateRemoteThread', ids: ['8'], byDefault: true },
  { tag: 'RawAccessRead', ids: ['9'], byDefault: true },
  { tag: 'ProcessAccess', ids: ['10'], byDefault: false },
  { tag: 'FileCreate', ids: ['11'], byDefault: false },
  { tag: 'RegistryEvent', ids: ['12', '13', '14'], byDefault: false },
  { tag: 'FileCreateStreamHash', ids: ['15'], byDefault: false },
  { tag: 'PipeEvent', ids: ['17', '18'], byDefault: false },
  { tag: 'WmiEvent', ids: ['19', '20', '21'], byDefault: false },
  { tag: 'DnsQuery', ids: ['22'], byDefault: false },
  { tag: 'FileDelete', ids: ['23'], byDefault: false },
  { tag: 'ClipboardChange', ids: ['24'], byDefault: false },
  { tag: 'ProcessTampering', ids: ['25'], byDefault: false },
  { tag: 'FileDeleteDetected', ids: ['26'], byDefault: false },
  { tag: 'FileBlockExecutable', ids: ['27'], byDefault: false },
  { tag: 'FileBlockShredding', ids: ['28'], byDefault: false },
  { tag: 'FileExecutableDetected', ids: ['29'], byDefault: false },
];
/** State of the service, change of the configuration, error: no filter reaches them. */
const ALWAYS = ['4', '16', '255'];
/** What Sysmon for Linux knows. */
const ON_LINUX: ReadonlySet<string> = new Set(['1', '3', '4', '5', '9', '11', '16', '23', '255']);

interface Filter {
  readonly tag: string;
  readonly onMatch: string;
  readonly isEmpty: boolean;
}

export function readSysmonConfig(text: string): Result<SysmonConfig> {
  if (text.length > LONGEST)
    return refuse('xml-too-long', 'A Sysmon configuration this long is not read: the limit is 4 MiB.');
  // Nothing in a configuration needs them, and they can be made to unfold without end.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    return refuse('xml-entities', 'This XML declares entities, which are not read.', 'DOCTYPE');
  const body = text.replace(/^\uFEFF/, '');
  const valid = checkXml(body);
  if (!valid.ok) return valid;
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    processEntities: false,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
  });
  let nodes: unknown;
  try {
    nodes = parser.parse(body);
  } catch (error) {
    return refuse('xml-malformed', 'The XML is malformed.', error instanceof Error ? error.message : '');
  }
  const sysmon = findAll(nodes, 'sysmon')[0];
  if (sysmon === undefined) return refuse('sysmon-root-missing', 'The XML holds no <Sysmon> element.');
  const filtering = findAll(sysmon.children, 'eventfiltering');
  if (filtering.length === 0) return refuse('sysmon-filters-missing', 'The configuration has no <EventFiltering>.');
  const filters = filtering.flatMap(({ children }) => listFilters(children));
  const issues: Issue[] = [];
  const understood: Filter[] = [];
  for (const filter of filters) {
    const isKnown = TAGS.some(({ tag }) => tag.toLowerCase() === filter.tag.toLowerCase());
    const isDirected = filter.onMatch === 'include' || filter.onMatch === 'exclude';
    if (isKnown && isDirected) {
      understood.push(filter);
      continue;
    }
    const message = isKnown
      ? `The filter ${excerpt(filter.tag, 40)} says neither include nor exclude.`
      : `Sysmon has no event type ${excerpt(filter.tag, 40)} that we know.`;
    const place = { kind: 'path', path: `EventFiltering/${excerpt(filter.tag, 40)}` } as const;
    const code = isKnown ? 'sysmon-onmatch-missing' : 'sysmon-event-unknown';
    issues.push(issue('warning', code, place, message, { found: excerpt(filter.onMatch), done: 'Filter left out.' }));
  }
  const isLinux = /[>;]\/(?:usr|bin|etc|home|opt|var|tmp|sbin)\b/.test(body) && !/[a-z]:\\|\.exe\b|HKLM/i.test(body);
  const events = TAGS.flatMap(({ tag, ids, byDefault }) => {
    const mine = understood.filter((filter) => filter.tag.toLowerCase() === tag.toLowerCase());
    return ids.map((id): SysmonEvent => ({ id, tag, ...judge(mine, byDefault) }));
  });
  const always = ALWAYS.map((id): SysmonEvent => ({ id, tag: '', writes: 'all', why: 'always' }));
  const all = [...events, ...always].sort((a, b) => Number(a.id) - Number(b.id));
  return success(
    {
      schemaVersion: sysmon.attribute('schemaversion'),
      isLinux,
      events: isLinux ? all.filter(({ id }) => ON_LINUX.has(id)) : all,
      counts: { filters: filters.length, understood: understood.length },
    },
    issues,
  );
}

function judge(filters: readonly Filter[], byDefault: boolean): Pick<SysmonEvent, 'writes' | 'why'> {
  const [first, second] = filters;
  if (first === undefined) return { writes: byDefault ? 'all' : 'none', why: 'default' };
  if (filters.some(({ onMatch, isEmpty }) => onMatch === 'include' && !isEmpty))
    return { writes: 'some', why: 'include' };
  if (second === undefined && first.onMatch === 'exclude') return { writes: 'all', why: 'exclude' };
  return { writes: 'none', why: second === undefined ? 'include' : 'several' };
}

/** Filters stand in the list itself or, from schema 4.22 on, in groups of it. */
function listFilters(nodes: readonly unknown[]): readonly Filter[] {
  return nodes.flatMap((node) => {
    const element = readElement(node);
    if (element === null) return [];
    if (element.tag.toLowerCase() === 'rulegroup') return listFilters(element.children);
    const isEmpty = element.children.every((child) => readElement(child) === null);
    return [{ tag: element.tag, onMatch: element.attribute('onmatch').toLowerCase(), isEmpty }];
  });
}

interface Element {
  readonly tag: string;
  readonly children: readonly unknown[];
  attribute(name: string): string;
}

/** An element as the parser lays it out: its tag is the key of its children, its attributes stand under `:@`. */
function readElement(node: unknown): Element | null {
  if (!isMap(node)) return null;
  const tag = Object.keys(node).find((key) => key !== ':@' && key !== '#text' && key !== '#comment');
  if (tag === undefined) return null;
  const children = node[tag];
  const attributes = fieldOf(node, ':@');
  return {
    tag,
    children: Array.isArray(children) ? children : [],
    attribute(name) {
      const key = isMap(attributes) ? Object.keys(attributes).find((each) => each.toLowerCase() === name) : undefined;
      return key === undefined ? '' : textOf(fieldOf(attributes, key));
    },
  };
}

function findAll(nodes: unknown, tag: string): readonly Element[] {
  const elements = Array.isArray(nodes) ? nodes.map(readElement) : [];
  return elements.filter((element): element is Element => element !== null && element.tag.toLowerCase() === tag);
}

function checkXml(text: string): Result<null> {
  try {
    const verdict = XMLValidator.validate(text, { allowBooleanAttributes: true });
    if (verdict === true) return success(null);
    const { line, col, msg } = verdict.err;
    const place = { kind: 'line', line: Math.max(1, line), column: Math.max(1, col) } as const;
    return failure(
      issue('error', 'xml-malformed', place, `The XML is malformed: ${excerpt(msg, 160)}`, {
        done: 'Nothing was read.',
      }),
    );
  } catch {
    return refuse('xml-malformed', 'The XML is malformed.');
  }
}

function refuse(code: string, message: string, found = ''): Result<never> {
  const shown = excerpt(found);
  return failure(
    issue('error', code, WHOLE_FILE, message, { ...(shown === '' ? {} : { found: shown }), done: 'Nothing was read.' }),
  );
}
