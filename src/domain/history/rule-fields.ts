/**
 * Where the fields that detection rules name are stored, by what wrote the records: rules know fields by the names of their log
 * source (Windows', Zeek's, CloudTrail's), histories by those of the Elastic Common Schema, and a rule may use either.
 */
import { CLOUD_ADDRESSES, CLOUD_FIELDS } from './cloud-fields';
import { ALIASES } from './generic-names';
import {
  EVENT_DATA,
  HASH_FIELDS,
  hashedBy,
  WINDOWS_HEADER,
  type WindowsSource,
  windowsFieldOf,
} from './windows-fields';
import { zeekTarget } from './zeek-fields';

/** Which names count for a record. */
export type FieldProfile =
  | { readonly family: 'windows'; readonly source: WindowsSource; readonly code: string }
  | { readonly family: 'zeek'; readonly path: string }
  | { readonly family: 'auditd' | 'cloud' | 'web' | 'other' };

export interface FieldPlaces {
  /** The first that a record has is its value. */
  readonly columns: readonly string[];
  /** Values of several fields that the source writes as one; `null`: none. */
  readonly joined: JoinedField | null;
  /** Each of the columns holds one of several values of the field. */
  readonly isEach: boolean;
}

/** `user`: `DOMAIN\name`. `hashes`: `SHA1=…,MD5=…`. `answers`: parted by semicolons. */
export interface JoinedField {
  readonly kind: 'user' | 'hashes' | 'answers';
  /** In the order in which they are joined. */
  readonly columns: readonly string[];
  /** Written before each value, as `SHA1=`; empty: nothing. */
  readonly labels: readonly string[];
}

const WINDOWS_OTHERS: Readonly<Record<string, string>> = {
  ComputerName: 'host.name',
  Hostname: 'host.name',
  EventLog: 'winlog.channel',
  LogName: 'winlog.channel',
  Provider: 'event.provider',
  Source: 'event.provider',
  SourceName: 'event.provider',
  Execution_ProcessID: 'winlog.process.pid',
  Execution_ThreadID: 'winlog.process.thread.id',
  Security_UserID: 'winlog.user.identifier',
  UtcTime: '@timestamp',
  TimeCreated: '@timestamp',
};
/** Unnamed data of an event, in its order. */
const UNNAMED = Array.from({ length: 20 }, (_, at) => `${EVENT_DATA}param${at + 1}`);

const AUDIT: Readonly<Record<string, string>> = {
  pid: 'process.pid',
  ppid: 'process.parent.pid',
  cwd: 'process.working_directory',
  cmd: 'process.command_line',
  proctitle: 'process.command_line',
  acct: 'user.name',
  addr: 'source.ip',
  hostname: 'source.domain',
  UID: 'user.name',
  EUID: 'user.effective.name',
  AUID: 'user.audit.name',
  laddr: 'destination.ip',
  lport: 'destination.port',
  rport: 'source.port',
  SYSCALL: 'auditd.syscall',
};

const WEB: Readonly<Record<string, readonly string[]>> = {
  'c-ip': ['source.ip'],
  'c-uri': ['url.original', 'url.full', 'url.path'],
  'cs-uri': ['url.original', 'url.full', 'url.path'],
  'c-uri-stem': ['url.path', 'url.original', 'url.full'],
  'cs-uri-stem': ['url.path', 'url.original', 'url.full'],
  // Access logs have the request as one.
  'c-uri-query': ['url.query', 'url.original', 'url.full'],
  'cs-uri-query': ['url.query', 'url.original', 'url.full'],
  'c-uri-extension': ['w3c.cs-uri-extension', 'url.extension'],
  'cs-method': ['http.request.method'],
  'cs-host': ['url.domain'],
  'r-dns': ['url.domain'],
  'cs-user-agent': ['user_agent.original'],
  'c-useragent': ['user_agent.original'],
  'cs-referer': ['http.request.referrer'],
  'cs-referrer': ['http.request.referrer'],
  'cs-cookie': ['http.request.cookie'],
  'cs-username': ['user.name'],
  'cs-version': ['http.version'],
  'sc-status': ['http.response.status_code'],
  'sc-bytes': ['destination.bytes', 'http.response.bytes'],
  'cs-bytes': ['source.bytes', 'http.request.bytes'],
  's-ip': ['destination.ip'],
  's-port': ['destination.port'],
};

/** Of DNS, beside the names of each log. */
const DNS: Readonly<Record<string, string>> = { record_type: 'dns.question.type', answer: 'dns.answers.data' };

/** Names that rules use for the logs of clouds, beside the logs' own. */
const CLOUD_OTHERS: Readonly<Record<string, string>> = {
  'gcp.audit.method_name': 'event.action',
  'gcp.audit.service_name': 'event.provider',
  'protopayload.methodname': 'event.action',
  eventservice: 'event.provider',
  eventname: 'event.action',
  eventsource: 'event.provider',
  eventtype: 'event.action',
};

const CLOUD: ReadonlyMap<string, string> = new Map([
  ...Object.entries(CLOUD_OTHERS),
  ...CLOUD_ADDRESSES.map((name) => [name.toLowerCase(), 'source.ip'] as const),
  ...Object.entries(CLOUD_FIELDS).map(([name, field]) => [name.toLowerCase(), field] as const),
]);
const GENERIC: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIASES).flatMap(([field, names]) => names.map((name) => [name, field] as const)),
);

/** @param name as a rule writes it */
export function placesOfField(name: string, profile: FieldProfile): FieldPlaces {
  switch (profile.family) {
    case 'windows':
      return placesOfWindows(name, profile.source, profile.code);
    case 'zeek': {
      const { field, reading } = zeekTarget(profile.path, name);
      return plain([name, ...(reading === 'left' ? [] : [field]), ...web(name)], name);
    }
    case 'auditd':
      return plain([`auditd.${name}`, ...own(AUDIT, name), name], name);
    case 'cloud':
      return plain([name, ...present(CLOUD.get(name.toLowerCase()))], name);
    case 'web':
      return plain([name, `w3c.${name}`, ...web(name)], name);
    case 'other':
      return plain([name], name);
  }
}

function placesOfWindows(name: string, source: WindowsSource, code: string): FieldPlaces {
  const of = hashedBy(source, code);
  const first = [name, EVENT_DATA + name];
  const hash = Object.entries(HASH_FIELDS).find(([algorithm]) => algorithm === name.toUpperCase());
  if (hash !== undefined) return places([...first, `${of}.${hash[1]}`]);
  if (name === 'User')
    return { ...places(first), joined: { kind: 'user', columns: ['user.domain', 'user.name'], labels: ['', ''] } };
  if (name === 'Hashes' || name === 'Hash') {
    const columns = Object.values(HASH_FIELDS).map((field) => `${of}.${field}`);
    const labels = Object.keys(HASH_FIELDS).map((algorithm) => `${algorithm}=`);
    return { ...places(first), joined: { kind: 'hashes', columns, labels } };
  }
  if (name === 'QueryResults')
    return { ...places(first), joined: { kind: 'answers', columns: ['dns.answers.data'], labels: [''] } };
  if (!isOfEvent(name, source, code)) return places(first);
  if (name === 'Data') return { columns: [...first, ...UNNAMED], joined: null, isEach: true };
  const logon = name === 'LogonId' && code === '4688' ? [`${EVENT_DATA}SubjectLogonId`] : [];
  return places([
    ...first,
    ...own(WINDOWS_HEADER, name),
    ...own(WINDOWS_OTHERS, name),
    ...logon,
    windowsFieldOf(name, source, code),
  ]);
}

/** Several names are stored in one field, each of other events: of a process that opens another, `SourceImage` is no `Image`. */
function isOfEvent(name: string, source: WindowsSource, code: string): boolean {
  if (source === 'sysmon') {
    const isOnAnother = code === '8' || code === '10';
    if (/^(?:Image|ProcessId|ProcessGuid|CommandLine)$/.test(name)) return !isOnAnother;
    if (/^Source(?:Image|ProcessId|ProcessGuid|ProcessGUID)$/.test(name)) return isOnAnother;
    if (name === 'ImageLoaded') return code === '6' || code === '7';
    return name !== 'TargetFilename' || (code !== '6' && code !== '7');
  }
  if (source !== 'security') return true;
  const isFiltering = /^515\d$/.test(code);
  switch (name) {
    case 'Image':
    case 'NewProcessName':
    case 'NewProcessId':
    case 'ParentImage':
    case 'ParentProcessName':
      return code === '4688';
    case 'ProcessName':
      return code !== '4688' && !isFiltering;
    case 'IpAddress':
    case 'IpPort':
      return !isFiltering;
    case 'Application':
    case 'SourceAddress':
    case 'SourcePort':
      return isFiltering;
    default:
      return true;
  }
}

function plain(columns: readonly string[], name: string): FieldPlaces {
  return places([...columns, ...own(DNS, name), ...present(GENERIC.get(name))]);
}

function web(name: string): readonly string[] {
  return (Object.hasOwn(WEB, name) ? WEB[name] : undefined) ?? [];
}

function places(columns: readonly string[]): FieldPlaces {
  return { columns: [...new Set(columns)], joined: null, isEach: false };
}

function own(table: Readonly<Record<string, string>>, name: string): readonly string[] {
  return present(Object.hasOwn(table, name) ? table[name] : undefined);
}

function present(field: string | undefined): readonly string[] {
  return field === undefined ? [] : [field];
}
