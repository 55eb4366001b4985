import type { ObjectPath } from './pattern-ast';
import type * as from from './read-field';

/**
 * Where an event says what a STIX object has: the table behind docs/stix-patterns.md. One event may speak of several objects
 * of a type (two addresses, a program and its parent): each is an entry of its own, so that what a pattern asks of one
 * object is never answered by two.
 */
export interface StixObject {
  readonly type: string;
  readonly properties: ReadonlyMap<string, StixProperty>;
  /** Every element of the field is an object, and has nothing but its value. */
  readonly isElement: boolean;
  /** Only in events that have all of these fields. */
  readonly needs: readonly string[];
  /**
   * Of registry keys: only in events whose path ends with the name of the value (`true`), as Sysmon has it, or does not
   * (`false`).
   */
  readonly isValueInPath: boolean | null;
  /** Without this property there is no such object. */
  readonly identity: string | null;
  /** Another name for one that is in the table: worth asking only of properties that begin so. Empty: always. */
  readonly variantBy: readonly string[];
}

export interface StixProperty {
  readonly kind: 'text' | 'number' | 'time';
  readonly fold: from.Fold;
  readonly sources: readonly FieldSource[];
  /** `first`: the first source that an event has. `any`: a list, of which one is enough. */
  readonly mode: 'first' | 'any';
}

export interface FieldSource {
  readonly field: string;
  /** What the property is of the field's value; `null`: it is none. */
  readonly read: from.FieldReading;
}

type Properties = Readonly<Record<string, StixProperty>>;

const whole = (field: string): FieldSource => ({ field, read: 'whole' });
const text = (fold: from.Fold, ...fields: readonly string[]): StixProperty => first('text', fold, fields.map(whole));
const number = (field: string): StixProperty => first('number', 'exact', [whole(field)]);
const time = (...fields: readonly string[]): StixProperty => first('time', 'exact', fields.map(whole));
const any = (fold: from.Fold, ...fields: readonly string[]): StixProperty => ({
  ...text(fold, ...fields),
  mode: 'any',
});
const part = (fold: from.Fold, ...sources: readonly (readonly [string, from.FieldReading])[]): StixProperty =>
  first(
    'text',
    fold,
    sources.map(([field, read]) => ({ field, read })),
  );

function first(kind: StixProperty['kind'], fold: from.Fold, sources: readonly FieldSource[]): StixProperty {
  return { kind, fold, sources, mode: 'first' };
}

function object(type: string, properties: Properties, more: Partial<StixObject> = {}): StixObject {
  const named = new Map(Object.entries(properties));
  return {
    type,
    properties: named,
    isElement: false,
    needs: [],
    isValueInPath: null,
    identity: null,
    variantBy: [],
    ...more,
  };
}

const HASHES = { MD5: 'md5', SHA1: 'sha1', SHA256: 'sha256', SHA512: 'sha512' } as const;

/** `prefix` before `hashes`: that of the path; `folder`: that of the fields. */
function hashes(prefix: string, folder: string): Properties {
  const all = Object.entries(HASHES).map(([name, type]) => [
    `${prefix}hashes.${name}`,
    text(type, `${folder}.${type}`),
  ]);
  return {
    ...Object.fromEntries(all),
    [`${prefix}hashes[*]`]: any('lower', ...Object.values(HASHES).map((type) => `${folder}.${type}`)),
    [`${prefix}hashes.SSDEEP`]: text('exact', `${folder}.ssdeep`),
  };
}

const ADDRESSES = [
  'source.ip',
  'destination.ip',
  'source.nat.ip',
  'destination.nat.ip',
  'client.ip',
  'server.ip',
  'network.forwarded_ip',
] as const;
const ADDRESS_LISTS = ['host.ip', 'dns.resolved_ip', 'dns.answers.data'] as const;

function addresses(type: 'ipv4-addr' | 'ipv6-addr'): StixObject[] {
  const read = type === 'ipv4-addr' ? 'ipv4' : 'ipv6';
  return [
    ...ADDRESSES.map((field) => {
      const side = field.split('.')[0] ?? '';
      const system = /^(?:source|destination)\.ip$/.test(field)
        ? {
            'belongs_to_refs[*].number': number(`${side}.as.number`),
            'belongs_to_refs[*].name': text('exact', `${side}.as.organization.name`),
          }
        : {};
      return object(type, { value: part(read, [field, read]), ...system }, { identity: 'value' });
    }),
    ...ADDRESS_LISTS.map((field) => object(type, { value: part(read, [field, read]) }, { isElement: true })),
  ];
}

const DOMAINS = [
  'url.domain',
  'tls.client.server_name',
  'destination.domain',
  'source.domain',
  'server.domain',
  'client.domain',
] as const;

function program(prefix: string, hash: string): Properties {
  const name = part('file-name', [`${prefix}.executable`, 'base-name'], [`${prefix}.name`, 'whole']);
  const folder = part('file-path', [`${prefix}.executable`, 'directory']);
  return {
    name,
    'parent_directory_ref.path': folder,
    ...hashes('', hash),
  };
}

function renamed(properties: Properties, prefix: string): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, property]) => [`${prefix}${name}`, property]));
}

function processOf(prefix: string): Properties {
  const image = program(prefix, `${prefix}.hash`);
  return {
    command_line: text('exact', `${prefix}.command_line`),
    name: part('file-name', [`${prefix}.name`, 'whole'], [`${prefix}.executable`, 'base-name']),
    pid: number(`${prefix}.pid`),
    cwd: text('file-path', `${prefix}.working_directory`),
    ...renamed(image, 'image_ref.'),
    ...renamed(image, 'binary_ref.'),
  };
}

function account(prefix: string): Properties {
  return {
    user_id: text('exact', `${prefix}.id`),
    account_login: text('exact', `${prefix}.name`),
    display_name: text('exact', `${prefix}.full_name`),
  };
}

const SOURCE_NAMES = ['source.domain'] as const;
const DESTINATION_NAMES = ['destination.domain', 'url.domain', 'tls.client.server_name'] as const;

/** An end by its name, or (`null`) by its address, else the first name that there is. */
function end(side: 'src_ref' | 'dst_ref', name: string | null): Properties {
  const [ip, names] = side === 'src_ref' ? ['source.ip', SOURCE_NAMES] : ['destination.ip', DESTINATION_NAMES];
  const given = name === null ? names : [name];
  const address = name === null ? [{ field: ip, read: 'whole' } as const] : [];
  const types = [...(name === null ? [ip] : []), ...given].map((field) => [field, 'object-type'] as const);
  return {
    [`${side}.value`]: first('text', name === null ? 'address' : 'domain', [
      ...address,
      ...given.map((field) => ({ field, read: 'domain' }) as const),
    ]),
    [`${side}.type`]: part('exact', ...types),
  };
}

function traffic(source: string | null, destination: string | null): StixObject {
  const http = 'extensions.http-request-ext.';
  const properties = {
    ...end('src_ref', source),
    ...end('dst_ref', destination),
    src_port: number('source.port'),
    dst_port: number('destination.port'),
    'protocols[*]': any('lower', 'network.type', 'network.transport', 'network.protocol', 'network.application'),
    src_byte_count: number('source.bytes'),
    dst_byte_count: number('destination.bytes'),
    src_packets: number('source.packets'),
    dst_packets: number('destination.packets'),
    start: time('event.start', '@timestamp'),
    end: time('event.end'),
    [`${http}request_method`]: text('lower', 'http.request.method'),
    [`${http}request_value`]: part('exact', ['url.original', 'request-target'], ['url.full', 'request-target']),
    [`${http}request_version`]: text('lower', 'http.version'),
    [`${http}request_header.user-agent`]: text('exact', 'user_agent.original'),
    [`${http}request_header.host`]: text('domain', 'url.domain'),
    [`${http}request_header.referer`]: text('url', 'http.request.referrer'),
  };
  return object('network-traffic', properties, {
    needs: [source, destination].filter((name) => name !== null),
    variantBy: [...(source === null ? [] : ['src_ref.']), ...(destination === null ? [] : ['dst_ref.'])],
  });
}

function certificate(prefix: string, distinguished: string): StixObject {
  return object('x509-certificate', {
    issuer: text('exact', `${prefix}.issuer${distinguished}`),
    subject: text('exact', `${prefix}.subject${distinguished}`),
    serial_number:
      distinguished === ''
        ? text('hexadecimal', `${prefix}.x509.serial_number`)
        : text('hexadecimal', `${prefix}.serial_number`),
    validity_not_before: time(`${prefix}.not_before`),
    validity_not_after: time(`${prefix}.not_after`),
    ...hashes('', `${prefix}.hash`),
  });
}

export const REGISTRY_PATH = 'registry.path';
export const REGISTRY_VALUE = 'registry.value';

const REGISTRY_VALUES: Properties = {
  'values[*].name': text('lower', REGISTRY_VALUE),
  'values[*].data': text('exact', 'registry.data.strings'),
  'values[*].data_type': text('exact', 'registry.data.type'),
};

const MAILBOXES = ['email.from.address', 'email.sender.address', 'email.reply_to.address', 'user.email'] as const;
const MAILBOX_LISTS = ['email.to.address', 'email.cc.address', 'email.bcc.address'] as const;
const SENT_FILES = 'email.attachments.file';

const OBJECTS: readonly StixObject[] = [
  ...addresses('ipv4-addr'),
  ...addresses('ipv6-addr'),
  ...['source', 'destination', 'host'].map((side) => object('mac-addr', { value: text('hexadecimal', `${side}.mac`) })),
  object('domain-name', {
    value: part('domain', ['dns.question.name', 'domain']),
    'resolves_to_refs[*].value': any('address', 'dns.resolved_ip', 'dns.answers.data'),
  }),
  ...DOMAINS.map((field) => object('domain-name', { value: part('domain', [field, 'domain']) })),
  object('domain-name', { value: part('domain', ['dns.answers.data', 'domain']) }, { isElement: true }),
  ...['url.full', 'url.original', 'http.request.referrer'].map((field) =>
    object('url', { value: part('url', [field, 'url']) }),
  ),
  object('file', {
    name: part('file-name', ['file.name', 'base-name'], ['file.path', 'base-name']),
    'parent_directory_ref.path': part('file-path', ['file.directory', 'whole'], ['file.path', 'directory']),
    size: number('file.size'),
    mime_type: text('lower', 'file.mime_type'),
    ...hashes('', 'file.hash'),
  }),
  object('file', program('process', 'process.hash')),
  object('file', program('process.parent', 'process.parent.hash')),
  object('file', {
    name: part('file-name', ['dll.name', 'base-name'], ['dll.path', 'base-name']),
    'parent_directory_ref.path': part('file-path', ['dll.path', 'directory']),
    ...hashes('', 'dll.hash'),
  }),
  object('file', {
    name: text('file-name', `${SENT_FILES}.name`),
    size: number(`${SENT_FILES}.size`),
    mime_type: text('lower', `${SENT_FILES}.mime_type`),
    ...hashes('', `${SENT_FILES}.hash`),
  }),
  ...[['file.directory', 'whole'] as const, ['file.path', 'directory'] as const].map(([field, read]) =>
    object('directory', { path: part('file-path', [field, read]) }),
  ),
  object('process', {
    ...processOf('process'),
    ...renamed(processOf('process.parent'), 'parent_ref.'),
    ...renamed(account('user'), 'creator_user_ref.'),
  }),
  object('process', processOf('process.parent')),
  ...[null, ...SOURCE_NAMES].flatMap((source) =>
    [null, ...DESTINATION_NAMES].map((destination) => traffic(source, destination)),
  ),
  object(
    'windows-registry-key',
    { key: part('registry-key', [REGISTRY_PATH, 'directory']), ...REGISTRY_VALUES },
    { isValueInPath: true },
  ),
  object(
    'windows-registry-key',
    { key: text('registry-key', REGISTRY_PATH), ...REGISTRY_VALUES },
    { isValueInPath: false },
  ),
  ...MAILBOXES.map((field) => object('email-addr', { value: text('email', field) })),
  ...MAILBOX_LISTS.map((field) => object('email-addr', { value: text('email', field) }, { isElement: true })),
  object('email-message', {
    subject: text('exact', 'email.subject'),
    message_id: text('exact', 'email.message_id'),
    'from_ref.value': text('email', 'email.from.address'),
    'sender_ref.value': text('email', 'email.sender.address', 'email.from.address'),
    'to_refs[*].value': any('email', 'email.to.address'),
    'cc_refs[*].value': any('email', 'email.cc.address'),
    'bcc_refs[*].value': any('email', 'email.bcc.address'),
    'body_multipart[*].body_raw_ref.name': any('file-name', `${SENT_FILES}.name`),
  }),
  ...['user', 'user.target', 'user.effective', 'source.user', 'destination.user'].map((prefix) =>
    object('user-account', account(prefix)),
  ),
  certificate('tls.server', ''),
  certificate('tls.client', ''),
  certificate('tls.server.x509', '.distinguished_name'),
  certificate('file.x509', '.distinguished_name'),
  certificate('x509', '.distinguished_name'),
  ...['source', 'destination'].map((side) =>
    object('autonomous-system', {
      number: number(`${side}.as.number`),
      name: text('exact', `${side}.as.organization.name`),
    }),
  ),
];

/** Names that others use for the same types and properties. */
const TYPE_NAMES: Readonly<Record<string, string>> = { 'win-registry-key': 'windows-registry-key' };

export function typeName(type: string): string {
  return (Object.hasOwn(TYPE_NAMES, type) ? TYPE_NAMES[type] : undefined) ?? type;
}

export function objectsOf(type: string): readonly StixObject[] {
  const name = typeName(type);
  return OBJECTS.filter((entry) => entry.type === name);
}

/** The name of a path's property in the table: without quotes, hashes without hyphens. `null`: it counts places in a list. */
export function propertyName({ steps }: ObjectPath): string | null {
  let name = '';
  let before = '';
  for (const step of steps) {
    if (step.kind === 'index') return null;
    if (step.kind === 'any') name += '[*]';
    else {
      const key = before === 'hashes' ? step.key.toUpperCase().replaceAll('-', '') : step.key;
      name += `${name === '' ? '' : '.'}${before === 'request_header' ? key.toLowerCase() : key}`;
      before = step.key;
    }
  }
  return name;
}
