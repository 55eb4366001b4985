/**
 * Where the fields of Zeek's logs go (https://docs.zeek.org/en/master/logs/index.html): names of the Elastic Common Schema where it has
 * one, else `zeek.<path>.<field>`. What needs more than a name is in `zeek-derived`.
 */

/** `moment`: seconds since 1970. `interval`: seconds, kept as ms. `list`: a set or vector. `left`: stays in the source line. */
export type ZeekReading = 'value' | 'moment' | 'interval' | 'list' | 'left';

export interface ZeekTarget {
  readonly field: string;
  readonly reading: ZeekReading;
}

type Table = Readonly<Record<string, string>>;

/** A name behind a colon is the reading. */
const EVERYWHERE: Table = {
  ts: '@timestamp:moment',
  uid: 'zeek.session_id',
  'id.orig_h': 'source.ip',
  'id.orig_p': 'source.port',
  'id.resp_h': 'destination.ip',
  'id.resp_p': 'destination.port',
  proto: 'network.transport',
  community_id: 'network.community_id',
  // Logs of the first releases, and of scripts of one's own, have them beside other fields.
  md5: 'file.hash.md5',
  sha1: 'file.hash.sha1',
  sha256: 'file.hash.sha256',
  ja3: 'tls.client.ja3',
  ja4: 'tls.client.ja4',
  user_agent: 'user_agent.original',
  server_name: 'tls.client.server_name',
  vlan: 'network.vlan.id',
  inner_vlan: 'network.inner.vlan.id',
  _path: ':left',
  _write_ts: ':left',
  _system_name: 'observer.name',
  _node_name: 'observer.name',
};

const PATHS: Readonly<Record<string, Table>> = {
  // A flow has 30 bytes (docs/formats/zeek.md): what is nearly unique, or follows from the rest, is read from the line when asked for.
  conn: {
    uid: ':left',
    service: 'network.protocol',
    duration: 'event.duration:interval',
    orig_bytes: 'source.bytes',
    resp_bytes: 'destination.bytes',
    orig_pkts: 'source.packets',
    resp_pkts: 'destination.packets',
    local_orig: ':left',
    local_resp: ':left',
    missed_bytes: ':left',
    history: ':left',
    orig_ip_bytes: ':left',
    resp_ip_bytes: ':left',
    tunnel_parents: ':left',
    parents: ':left',
    community_id: ':left',
    ip_proto: ':left',
    orig_l2_addr: 'source.mac',
    resp_l2_addr: 'destination.mac',
  },
  dns: {
    query: 'dns.question.name',
    qtype_name: 'dns.question.type',
    qclass_name: 'dns.question.class',
    rcode_name: 'dns.response_code',
    trans_id: 'dns.id',
    answers: 'dns.answers.data:list',
    rtt: 'event.duration:interval',
    qclass: ':left',
    qtype: ':left',
    rcode: ':left',
  },
  http: {
    method: 'http.request.method',
    host: 'url.domain',
    referrer: 'http.request.referrer',
    version: 'http.version',
    user_agent: 'user_agent.original',
    request_body_len: 'http.request.bytes',
    response_body_len: 'http.response.bytes',
    status_code: 'http.response.status_code',
    username: 'user.name',
    resp_mime_types: 'http.response.mime_type',
    orig_mime_types: 'http.request.mime_type',
    // In `url.full`.
    uri: ':left',
  },
  ssl: {
    server_name: 'tls.client.server_name',
    version: 'tls.version',
    cipher: 'tls.cipher',
    curve: 'tls.curve',
    resumed: 'tls.resumed',
    established: 'tls.established',
    next_protocol: 'tls.next_protocol',
    subject: 'tls.server.subject',
    issuer: 'tls.server.issuer',
    client_subject: 'tls.client.subject',
    client_issuer: 'tls.client.issuer',
    ja3: 'tls.client.ja3',
    ja3s: 'tls.server.ja3s',
    ja4: 'tls.client.ja4',
    resp_certificate_sha1: 'tls.server.hash.sha1',
    cert_hash: 'tls.server.hash.md5',
  },
  x509: {
    'certificate.serial': 'file.x509.serial_number',
    'certificate.subject': 'file.x509.subject.distinguished_name',
    'certificate.issuer': 'file.x509.issuer.distinguished_name',
    'certificate.key_alg': 'file.x509.public_key_algorithm',
    'certificate.sig_alg': 'file.x509.signature_algorithm',
    'certificate.key_length': 'file.x509.public_key_size',
    'certificate.version': 'file.x509.version_number',
    'san.dns': 'file.x509.alternative_names:list',
  },
  files: {
    mime_type: 'file.mime_type',
    filename: 'file.name',
    total_bytes: 'file.size',
    md5: 'file.hash.md5',
    sha1: 'file.hash.sha1',
    sha256: 'file.hash.sha256',
    duration: 'event.duration:interval',
  },
  smtp: {
    mailfrom: 'email.sender.address',
    subject: 'email.subject',
    msg_id: 'email.message_id',
    user_agent: 'email.x_mailer',
    x_originating_ip: 'network.forwarded_ip',
  },
  ftp: {
    user: 'user.name',
    command: 'event.action',
    arg: 'url.original',
    mime_type: 'file.mime_type',
    file_size: 'file.size',
  },
  ssh: { client: 'user_agent.original', user: 'user.name' },
  kerberos: { request_type: 'event.action', client: 'user.full_name', service: 'service.name' },
  ntlm: { username: 'user.name', domainname: 'user.domain', hostname: 'source.domain' },
  rdp: { cookie: 'user.name', client_name: 'source.domain' },
  radius: { username: 'user.name', mac: 'source.mac', framed_addr: 'client.ip' },
  smb_files: { action: 'event.action', size: 'file.size' },
  smb_cmd: { command: 'event.action', username: 'user.name' },
  dce_rpc: { operation: 'event.action', endpoint: 'service.name', rtt: 'event.duration:interval' },
  notice: {
    note: 'rule.name',
    msg: 'message',
    src: 'source.ip',
    dst: 'destination.ip',
    p: 'destination.port',
    peer_descr: 'observer.name',
    file_mime_type: 'file.mime_type',
  },
  weird: { name: 'rule.name', peer: 'observer.name' },
  signatures: {
    src_addr: 'source.ip',
    src_port: 'source.port',
    dst_addr: 'destination.ip',
    dst_port: 'destination.port',
    sig_id: 'rule.id',
  },
  traceroute: { src: 'source.ip', dst: 'destination.ip' },
  dhcp: {
    mac: 'source.mac',
    client_addr: 'client.ip',
    server_addr: 'server.ip',
    assigned_ip: 'client.ip',
    assigned_addr: 'client.ip',
    host_name: 'host.hostname',
    domain: 'host.domain',
    duration: 'event.duration:interval',
  },
  known_hosts: { host: 'host.ip:list' },
  known_services: {
    host: 'destination.ip',
    port_num: 'destination.port',
    port_proto: 'network.transport',
    service: 'network.protocol',
  },
  known_certs: {
    host: 'destination.ip',
    port_num: 'destination.port',
    subject: 'tls.server.subject',
    issuer_subject: 'tls.server.issuer',
  },
  software: { host: 'source.ip', host_p: 'source.port', unparsed_version: 'user_agent.original' },
  intel: { 'seen.node': 'observer.name', file_mime_type: 'file.mime_type' },
  snmp: { duration: 'event.duration:interval' },
  socks: { user: 'user.name' },
  sip: { user_agent: 'user_agent.original', method: 'event.action', uri: 'url.original' },
  syslog: { message: 'message', severity: 'log.syslog.severity.name', facility: 'log.syslog.facility.name' },
  tunnel: { action: 'event.action' },
  irc: { user: 'user.name', command: 'event.action' },
  modbus: { func: 'event.action' },
  mysql: { cmd: 'event.action' },
};

/** As other shippers flatten or nest names: `id_orig_h`, `id.orig_h`. */
const ID_FIELD = /^id_(orig_h|orig_p|resp_h|resp_p)$/;
/** Longer names are none of Zeek's. */
const LONGEST_NAME = 128;

export function zeekTarget(path: string, name: string): ZeekTarget {
  const known = name.replace(ID_FIELD, 'id.$1');
  const table = Object.hasOwn(PATHS, path) ? PATHS[path] : undefined;
  const spec =
    table !== undefined && Object.hasOwn(table, known)
      ? table[known]
      : Object.hasOwn(EVERYWHERE, known)
        ? EVERYWHERE[known]
        : undefined;
  if (spec === undefined) return { field: `zeek.${path}.${known.slice(0, LONGEST_NAME)}`, reading: 'value' };
  const [field = '', reading = 'value'] = spec.split(':');
  return { field, reading: reading as ZeekReading };
}

/** What only one kind of log has, for files that do not say their path. The first that fits. */
const SIGNS: readonly (readonly [path: string, ...fields: string[]])[] = [
  ['conn', 'conn_state'],
  ['conn', 'orig_pkts', 'resp_pkts'],
  ['dns', 'qtype_name'],
  ['dns', 'query', 'qclass'],
  ['dns', 'trans_id', 'query'],
  ['http', 'method', 'host'],
  ['http', 'trans_depth', 'status_code'],
  ['http', 'method', 'uri', 'trans_depth'],
  ['smtp', 'helo'],
  ['smtp', 'mailfrom'],
  ['x509', 'certificate.serial'],
  ['ssl', 'cipher'],
  ['ssl', 'server_name', 'established'],
  ['ssl', 'cert_chain_fuids'],
  ['ssl', 'ssl_history'],
  ['files', 'fuid', 'seen_bytes'],
  ['files', 'fuid', 'analyzers'],
  ['smb_files', 'times.modified'],
  ['smb_files', 'action', 'path', 'name'],
  ['smb_mapping', 'share_type'],
  ['dce_rpc', 'endpoint', 'operation'],
  ['kerberos', 'request_type'],
  ['ntlm', 'domainname'],
  ['ntlm', 'server_nb_computer_name'],
  ['ssh', 'auth_attempts'],
  ['ssh', 'cipher_alg'],
  ['ssh', 'host_key_alg'],
  ['rdp', 'security_protocol'],
  ['ftp', 'reply_msg', 'command'],
  ['notice', 'note'],
  ['weird', 'name', 'notice'],
  ['dhcp', 'lease_time'],
  ['dhcp', 'msg_types'],
  ['snmp', 'get_requests'],
  ['modbus', 'func'],
  ['tunnel', 'tunnel_type'],
  ['intel', 'seen.indicator'],
  ['software', 'software_type'],
  ['known_services', 'port_num', 'port_proto'],
  ['pe', 'compile_ts'],
];

/** @returns an empty text: it cannot be told */
export function pathOfFields(has: (name: string) => boolean): string {
  return SIGNS.find(([, ...fields]) => fields.every(has))?.[0] ?? '';
}
