/**
 * Events in JSON of no format that is known by name: fields of the Elastic Common Schema as they are, those that many tools call alike
 * by a table, all others by their own names. docs/formats/event-exports.md
 */
import { isMap, type PlainMap } from '../plain-data';
import { type FieldRule, isScalar, makeFieldTree } from './event-fields';
import type { EventWriter } from './event-writer';
import type { Dialect } from './json-dialect';

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  'source.ip': [
    'src_ip',
    'srcip',
    'src',
    'source_ip',
    'sourceIp',
    'sourceIP',
    'SourceIP',
    'SrcIpAddr',
    'client_ip',
    'clientip',
    'clientIp',
    'ClientIP',
    'remote_addr',
    'remote_ip',
    'c-ip',
    'id.orig_h',
    'saddr',
    'ipAddress',
    'ip_address',
    'IPAddress',
  ],
  'source.port': [
    'src_port',
    'srcport',
    'source_port',
    'sourcePort',
    'SourcePort',
    'SrcPortNumber',
    'id.orig_p',
    'sport',
    'client_port',
  ],
  'destination.ip': [
    'dest_ip',
    'dst_ip',
    'dstip',
    'dst',
    'destip',
    'destination_ip',
    'destinationIp',
    'destinationIP',
    'DestinationIP',
    'DstIpAddr',
    'server_ip',
    's-ip',
    'id.resp_h',
    'daddr',
    'RemoteIP',
  ],
  'destination.port': [
    'dest_port',
    'dst_port',
    'dstport',
    'destination_port',
    'destinationPort',
    'DestinationPort',
    'DstPortNumber',
    'id.resp_p',
    'dport',
    'RemotePort',
  ],
  'destination.domain': ['dest_host', 'dst_host', 'DstHostname', 'RemoteUrl'],
  'network.transport': ['proto', 'protocol', 'Protocol', 'NetworkProtocol', 'transport'],
  'network.protocol': ['service', 'app_proto'],
  'host.name': [
    'host',
    'hostname',
    'Hostname',
    'HostName',
    'Computer',
    'computer_name',
    'ComputerName',
    'DeviceName',
    'device_name',
    'DvcHostname',
  ],
  'host.id': ['DeviceId', 'device_id'],
  'user.name': ['user', 'username', 'user_name', 'userName', 'UserName', 'AccountName', 'ActorUsername'],
  'user.domain': ['AccountDomain', 'user_domain'],
  'user.id': ['AccountSid', 'user_id', 'userId'],
  'url.original': ['url', 'uri', 'request_url', 'requestUrl', 'Url', 'cs-uri'],
  'url.domain': ['cs-host', 'http_host'],
  'user_agent.original': ['useragent', 'userAgent', 'http_user_agent', 'UserAgent', 'cs(User-Agent)', 'HttpUserAgent'],
  'http.request.method': ['http_method', 'request_method', 'cs-method', 'HttpRequestMethod'],
  'http.response.status_code': ['status_code', 'http_status', 'sc-status', 'response_status'],
  'dns.question.name': ['query', 'dns_query', 'qname', 'DnsQuery', 'query_name'],
  'process.executable': ['process_path', 'exe', 'Image', 'image_path'],
  'process.name': ['process_name', 'ProcessName'],
  'process.command_line': ['command_line', 'cmdline', 'CommandLine', 'process_command_line', 'ProcessCommandLine'],
  'process.pid': ['pid', 'process_id', 'ProcessId'],
  'process.parent.pid': ['ppid', 'parent_pid'],
  'file.path': ['file_path', 'filepath', 'FilePath', 'TargetFilename'],
  'file.name': ['filename', 'file_name', 'FileName'],
  'file.hash.md5': ['md5', 'MD5', 'file_md5', 'hash_md5'],
  'file.hash.sha1': ['sha1', 'SHA1', 'file_sha1', 'hash_sha1'],
  'file.hash.sha256': ['sha256', 'SHA256', 'file_sha256', 'hash_sha256'],
  'registry.path': ['RegistryKey', 'registry_key', 'TargetObject'],
  'event.action': ['action', 'ActionType', 'event_name', 'eventName', 'event_type', 'eventType'],
  'event.provider': ['provider', 'SourceName'],
  'rule.name': ['signature', 'rule_name', 'alert_name', 'AlertName'],
  message: ['msg', 'Message', 'SyslogMessage', 'MESSAGE', 'log', 'RawData'],
  'log.level': ['level', 'severity', 'SeverityLevel'],
  'event.original': ['_raw', 'raw'],
  'tls.client.ja3': ['ja3', 'ja3_hash'],
  'tls.client.server_name': ['sni', 'server_name'],
  'email.from.address': ['SenderFromAddress', 'mail_from'],
  'email.to.address': ['RecipientEmailAddress', 'rcpt_to'],
  'email.subject': ['Subject', 'subject'],
  // Defender, where they are of the process that acted.
  'process.parent.name': ['InitiatingProcessParentFileName'],
};

const TIMES = [
  '@timestamp',
  'timestamp',
  'Timestamp',
  'TimeGenerated',
  'TimeGenerated [UTC]',
  'eventTime',
  'event_time',
  'EventTime',
  '_time',
  'time',
  'ts',
  'date',
  'datetime',
  'DateTime',
  'created_at',
  'createdAt',
  'createdDateTime',
  'CreationTime',
  'published',
  'start_time',
  'startTime',
  'start',
  'first_seen',
  'occurred_at',
  'logtime',
  'log_time',
  'utc_time',
  '__REALTIME_TIMESTAMP',
  't',
] as const;

/** Groups of ECS: where one stands in place, the event is one of it. */
const ECS =
  /^(?:source|destination|client|server|host|user|process|file|registry|dns|url|http|tls|network|event|email|user_agent|rule|observer|agent|cloud|dll|related)\./;

export function makeGenericDialect(out: EventWriter): Dialect & { readonly knows: () => boolean } {
  let known = false;
  const fields = new Map<string, FieldRule>();
  for (const [field, names] of Object.entries(ALIASES)) {
    const rule: FieldRule = (value, name) => {
      known = true;
      for (const each of Array.isArray(value) ? value : [value]) {
        if (isScalar(each))
          out.putField(field, field === 'network.transport' ? String(each).toLowerCase() : each, name);
        else if (isMap(each)) nested(name).put(each);
      }
    };
    for (const name of names) fields.set(name, rule);
  }
  const trees = new Map<string, ReturnType<typeof makeFieldTree>>();
  const ruleOf = (path: string): FieldRule | undefined => {
    if (path === 'event.duration')
      return (value, name) =>
        out.putField(name, typeof value === 'number' ? value / 1e6 : isScalar(value) ? value : null);
    return fields.get(path);
  };

  /** `host: {name: …}` is ECS in place, though `host: "…"` is an alias. */
  function nested(name: string) {
    const made =
      trees.get(name) ?? makeFieldTree(out, { ruleOf: (path) => fields.get(`${name}.${path}`), prefix: `${name}.` });
    trees.set(name, made);
    return made;
  }
  const tree = makeFieldTree(out, { ruleOf });

  return {
    id: 'generic',
    keys: [],
    fits: (event) => timeNameOf(event) !== null || hasEcs(event) || Object.keys(event).some((key) => fields.has(key)),
    read(event) {
      known = hasEcs(event);
      for (const name of TIMES) {
        const value = event[name];
        if (value === undefined || value === null) continue;
        const isText = typeof value === 'string' && /^\d{9,19}(?:\.\d+)?$/.test(value);
        const zoned =
          name.endsWith('[UTC]') && typeof value === 'string' && !value.endsWith('Z') ? `${value} UTC` : value;
        if (out.putTime('@timestamp', isText ? Number(value) : zoned, name)) {
          // Kept once: what is left of the event is put without it.
          return tree.put(name === '@timestamp' ? event : withoutKey(event, name));
        }
      }
      return tree.put(event);
    },
    knows: () => known,
  };
}

function withoutKey(event: PlainMap, key: string): PlainMap {
  const { [key]: _, ...rest } = event;
  return rest;
}

export function timeNameOf(event: PlainMap): string | null {
  return TIMES.find((name) => typeof event[name] === 'string' || typeof event[name] === 'number') ?? null;
}

function hasEcs(event: PlainMap): boolean {
  for (const key in event) {
    if (ECS.test(key)) return true;
    const value = event[key];
    if (isMap(value) && ECS.test(`${key}.`)) return true;
  }
  return false;
}

const NAMES: ReadonlySet<string> = new Set(Object.values(ALIASES).flat());
/** Of an event: when, and two things of it. */
const FEWEST_KNOWN = 2;
const STIX_LIKE =
  /^(?:spec_version|pattern|objects|techniques|sightings|galaxies|Attribute|uuid|matching_attributes|distribution)$/;

/** Whether it is an event, as far as its names say: more is asked of a file than of a record. */
export function looksGeneric(event: PlainMap, isWrapped = false): boolean {
  const name = timeNameOf(event);
  if (name === null) return false;
  const time = event[name];
  const isMoment = typeof time === 'number' ? time > 1e8 : /\d\d:\d\d|^\d{10,19}(?:\.\d+)?$/.test(String(time));
  if (!isMoment) return false;
  let found = 0;
  for (const key in event) {
    if (STIX_LIKE.test(key)) return false;
    if (NAMES.has(key) || ECS.test(key) || (isMap(event[key]) && ECS.test(`${key}.`))) found++;
  }
  return found >= (isWrapped ? 1 : FEWEST_KNOWN);
}
