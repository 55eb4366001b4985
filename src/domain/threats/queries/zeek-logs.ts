/** A log of Zeek: its file is `<path>.log`. */
export interface ZeekLog {
  readonly path: string;
  /** The columns worth seeing first, after time and connection. */
  readonly fields: readonly string[];
  /** Zeek writes the connection's ends into this log. */
  readonly isConnection: boolean;
}

/** File names that ATT&CK uses for what Zeek writes under other names. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  mqtt: 'mqtt_publish',
  smb: 'smb_files',
  smb_command: 'smb_cmd',
};

const LOGS = new Map<string, ZeekLog>();

connection('conn', 'proto service duration orig_bytes resp_bytes conn_state');
connection('dce_rpc', 'named_pipe endpoint operation');
other('dhcp', 'uids client_addr server_addr mac host_name assigned_addr');
connection('dnp3', 'fc_request fc_reply iin');
connection('dns', 'query qtype_name rcode_name answers');
other('files', 'fuid source mime_type filename sha1 sha256');
connection('ftp', 'user command arg reply_code');
connection('http', 'method host uri user_agent status_code resp_mime_types');
connection('irc', 'nick user command value');
connection('kerberos', 'request_type client service success error_msg cipher');
other('known_services', 'host port_num port_proto service');
connection('ldap', 'message_id version opcode result object');
connection('ldap_search', 'message_id scope base_object filter result');
connection('modbus', 'func exception');
connection('mqtt_connect', 'proto_name client_id connect_status');
connection('mqtt_publish', 'topic payload payload_len');
connection('mqtt_subscribe', 'action topics ack');
connection('mysql', 'cmd arg success rows');
connection('notice', 'note msg sub');
connection('ntlm', 'username hostname domainname success');
connection('ntp', 'version mode stratum');
other('ocsp', 'id hashAlgorithm serialNumber certStatus');
other('pe', 'id machine compile_ts os is_exe');
connection('postgresql', 'user database frontend backend');
connection('quic', 'version server_name client_protocol');
connection('radius', 'username mac framed_addr result');
connection('rdp', 'cookie result security_protocol client_name');
connection('redis', 'cmd.name cmd.key success');
connection('rfb', 'client_major_version server_major_version authentication_method auth');
connection('sip', 'method uri request_from request_to status_code');
connection('smb_cmd', 'command sub_command argument status');
connection('smb_files', 'action path name size');
connection('smb_mapping', 'path service share_type');
connection('smtp', 'mailfrom rcptto subject from to');
connection('snmp', 'version community get_requests set_requests');
connection('socks', 'user status request.host request.name request_p');
other('software', 'host software_type name version.major version.minor');
connection('ssh', 'auth_success auth_attempts client server');
connection('ssl', 'version cipher server_name established');
connection('syslog', 'proto facility severity message');
connection('tunnel', 'tunnel_type action');
connection('websocket', 'host uri user_agent subprotocol');
connection('weird', 'name addl notice');
other('x509', 'fingerprint certificate.subject certificate.issuer san.dns');

/** By its file name, whatever its letter case: `conn.log`. */
export function findZeekLog(name: string): ZeekLog | null {
  const path = /^([a-z0-9_]+)\.log$/.exec(name.toLowerCase())?.[1] ?? '';
  return LOGS.get(path) ?? LOGS.get(OTHER_NAMES[path] ?? '') ?? null;
}

export const CONN_LOG = LOGS.get('conn');

function connection(path: string, fields: string): void {
  LOGS.set(path, { path, fields: fields.split(' '), isConnection: true });
}

function other(path: string, fields: string): void {
  LOGS.set(path, { path, fields: fields.split(' '), isConnection: false });
}
