/** Which fields of records are compared with indicators, and how their values are read (docs/matching.md). */
import type { FieldKind } from '../columns/column';
import type { ObservableType } from '../indicators/observable';

/**
 * `host`: an address or a domain. `url`: a URL, its host, or a host in place of one. `named-hashes`: `MD5=…,SHA256=…`.
 * `path`: a path, and its last part as a file name. Of the others, the type itself.
 */
export type FieldRole =
  | 'host'
  | 'url'
  | 'hash'
  | 'named-hashes'
  | 'path'
  | 'email'
  | 'file-name'
  | 'registry-key'
  | 'as-number'
  | 'user-agent'
  | 'ja3'
  | 'ja4'
  | 'mutex'
  | 'vulnerability';

const ROLES: Readonly<Record<string, FieldRole>> = {
  'url.full': 'url',
  'url.original': 'url',
  'http.request.referrer': 'url',
  Hashes: 'named-hashes',
  Hash: 'named-hashes',
  'file.name': 'file-name',
  'file.path': 'path',
  'file.target_path': 'path',
  'process.name': 'file-name',
  'process.executable': 'path',
  'process.parent.name': 'file-name',
  'process.parent.executable': 'path',
  'dll.name': 'file-name',
  'dll.path': 'path',
  // Sysmon 8 and 10: who is injected into, or opened.
  'winlog.event_data.TargetImage': 'path',
  'email.attachments.file.name': 'file-name',
  'email.from.address': 'email',
  'email.sender.address': 'email',
  'email.reply_to.address': 'email',
  'email.to.address': 'email',
  'email.cc.address': 'email',
  'email.bcc.address': 'email',
  'user.email': 'email',
  'registry.path': 'registry-key',
  'registry.key': 'registry-key',
  'source.as.number': 'as-number',
  'destination.as.number': 'as-number',
  'user_agent.original': 'user-agent',
  'tls.client.ja3': 'ja3',
  'tls.client.ja4': 'ja4',
  'vulnerability.id': 'vulnerability',
  'dns.question.name': 'host',
  'dns.answers.data': 'host',
  'dns.answers.name': 'host',
  'dns.resolved_ip': 'host',
  'tls.client.server_name': 'host',
  'host.name': 'host',
  'host.hostname': 'host',
  'related.ip': 'host',
  'related.hosts': 'host',
};

/** Of fields that the table does not name, by their last parts; the longest first. */
const ENDINGS: readonly (readonly [ending: string, role: FieldRole])[] = [
  ['.hash.sha512', 'hash'],
  ['.hash.sha256', 'hash'],
  ['.hash.sha1', 'hash'],
  ['.hash.md5', 'hash'],
  ['.alternative_names', 'host'],
  ['.forwarded_ip', 'host'],
  ['.address', 'host'],
  ['.domain', 'host'],
  ['.mutex', 'mutex'],
  ['.email', 'email'],
  ['.url', 'url'],
  ['.ip', 'host'],
];

/** Ends like a name in the DNS, and is that of a Windows domain or of a directory. */
const NO_HOSTS = /^(?:user|group|service|process|winlog|client\.user|source\.user|destination\.user)\./;

/** `null`: not compared with anything. */
export function roleOfField(name: string, kind: FieldKind): FieldRole | null {
  if (kind === 'address') return 'host';
  // Further values of a field that has room for one.
  const field = name.replace(/\.others$/, '');
  const named = Object.hasOwn(ROLES, field) ? ROLES[field] : undefined;
  if (named !== undefined) return named;
  if (kind === 'number' || kind === 'time') return null;
  const [, role] = ENDINGS.find(([ending]) => field.endsWith(ending)) ?? [];
  return role === undefined || (role === 'host' && NO_HOSTS.test(field)) ? null : role;
}

/** Whether a field with hosts is one of a log that knows the paths of URLs, so that a host alone says less. */
export function knowsPaths(field: string): boolean {
  return field.startsWith('url.') || field.endsWith('.url') || field === 'http.request.referrer';
}

/** Types of indicators that a field of this role can hold. */
export const TYPES_OF_ROLE: Readonly<Record<FieldRole, readonly ObservableType[]>> = {
  host: ['ipv4', 'ipv6', 'cidr', 'ip-range', 'domain'],
  url: ['ipv4', 'ipv6', 'cidr', 'ip-range', 'domain', 'url'],
  hash: ['md5', 'sha1', 'sha256', 'sha512'],
  'named-hashes': ['md5', 'sha1', 'sha256', 'sha512'],
  path: ['file-path', 'file-name'],
  email: ['email'],
  'file-name': ['file-name'],
  'registry-key': ['registry-key'],
  'as-number': ['as-number'],
  'user-agent': ['user-agent'],
  ja3: ['ja3'],
  ja4: ['ja4'],
  mutex: ['mutex'],
  vulnerability: ['vulnerability'],
};
