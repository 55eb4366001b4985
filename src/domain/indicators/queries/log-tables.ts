import type { ValueKind } from './value-groups';

/**
 * Where values of each kind stand in the tables of others' products. A column that holds URLs is asked for their hosts too
 * (`host`).
 */
export interface LogTable {
  readonly name: string;
  readonly time: string;
  readonly columns: Readonly<Partial<Record<ValueKind | 'host', readonly string[]>>>;
}

/** Columns of a Defender table for each kind of hash, one per file that a row has hashes of. */
function hashes(...files: readonly string[]): LogTable['columns'] {
  const named = (algorithm: string) => files.map((file) => file + algorithm);
  return { md5: named('MD5'), sha1: named('SHA1'), sha256: named('SHA256') };
}

/** Columns of KQL tables; their time is `TimeGenerated` in Sentinel and `Timestamp` in advanced hunting. */
export const DEFENDER_LOGS: readonly Omit<LogTable, 'time'>[] = [
  {
    name: 'DeviceNetworkEvents',
    columns: {
      address: ['RemoteIP', 'LocalIP'],
      host: ['RemoteUrl'],
      url: ['RemoteUrl'],
      'file-name': ['InitiatingProcessFileName'],
      ...hashes('InitiatingProcess'),
    },
  },
  {
    name: 'DeviceProcessEvents',
    columns: {
      'file-name': ['FileName', 'InitiatingProcessFileName'],
      ...hashes('', 'InitiatingProcess'),
      'file-path': ['FolderPath', 'InitiatingProcessFolderPath'],
    },
  },
  {
    name: 'DeviceFileEvents',
    columns: {
      'file-name': ['FileName'],
      ...hashes(''),
      'file-path': ['FolderPath'],
      url: ['FileOriginUrl'],
      host: ['FileOriginUrl'],
    },
  },
  {
    name: 'DeviceImageLoadEvents',
    columns: {
      'file-name': ['FileName'],
      ...hashes(''),
      'file-path': ['FolderPath'],
    },
  },
  { name: 'DeviceRegistryEvents', columns: { 'registry-key': ['RegistryKey', 'PreviousRegistryKey'] } },
  {
    name: 'EmailEvents',
    columns: {
      email: ['SenderFromAddress', 'SenderMailFromAddress', 'RecipientEmailAddress'],
      domain: ['SenderFromDomain', 'SenderMailFromDomain'],
      address: ['SenderIPv4', 'SenderIPv6'],
    },
  },
  { name: 'EmailUrlInfo', columns: { url: ['Url'], domain: ['UrlDomain'] } },
  { name: 'EmailAttachmentInfo', columns: { 'file-name': ['FileName'], sha256: ['SHA256'] } },
  { name: 'UrlClickEvents', columns: { url: ['Url'], host: ['Url'], address: ['IPAddress'] } },
];

export const SENTINEL_LOGS: readonly Omit<LogTable, 'time'>[] = [
  {
    name: 'CommonSecurityLog',
    columns: {
      address: ['SourceIP', 'DestinationIP'],
      domain: ['DestinationHostName'],
      host: ['RequestURL'],
      url: ['RequestURL'],
      'file-name': ['FileName'],
      md5: ['FileHash'],
      sha1: ['FileHash'],
      sha256: ['FileHash'],
      'user-agent': ['RequestClientApplication'],
    },
  },
  { name: 'DnsEvents', columns: { domain: ['Name'], address: ['ClientIP'] } },
  { name: 'SigninLogs', columns: { address: ['IPAddress'], 'user-agent': ['UserAgent'] } },
  { name: 'OfficeActivity', columns: { address: ['ClientIP'] } },
  { name: 'AzureActivity', columns: { address: ['CallerIpAddress'] } },
  { name: 'AWSCloudTrail', columns: { address: ['SourceIpAddress'], 'user-agent': ['UserAgent'] } },
  { name: 'AWSVPCFlow', columns: { address: ['SrcAddr', 'DstAddr'] } },
  { name: 'W3CIISLog', columns: { address: ['cIP'], 'user-agent': ['csUserAgent'] } },
];

/** As the guides of AWS name them; Zeek's logs have no table of their own there, and these are to be put in place of yours. */
const ZEEK: readonly LogTable[] = [
  { name: 'zeek_conn', time: 'ts', columns: { address: ['id_orig_h', 'id_resp_h'] } },
  { name: 'zeek_dns', time: 'ts', columns: { domain: ['query'] } },
  { name: 'zeek_http', time: 'ts', columns: { domain: ['host'], 'user-agent': ['user_agent'] } },
  { name: 'zeek_ssl', time: 'ts', columns: { domain: ['server_name'], ja3: ['ja3'], ja4: ['ja4'] } },
  {
    name: 'zeek_files',
    time: 'ts',
    columns: { md5: ['md5'], sha1: ['sha1'], sha256: ['sha256'], 'file-name': ['filename'] },
  },
  { name: 'zeek_smtp', time: 'ts', columns: { email: ['mailfrom'] } },
];

export const ATHENA_LOGS: readonly LogTable[] = [
  {
    name: 'cloudtrail_logs',
    time: "eventtime >= to_iso8601(current_timestamp - interval '30' day)",
    columns: { address: ['sourceipaddress'], 'user-agent': ['useragent'] },
  },
  {
    name: 'vpc_flow_logs',
    time: "start >= to_unixtime(current_timestamp - interval '30' day)",
    columns: { address: ['srcaddr', 'dstaddr'] },
  },
  {
    name: 'alb_access_logs',
    time: "time >= to_iso8601(current_timestamp - interval '30' day)",
    columns: { address: ['client_ip'], domain: ['domain_name'], url: ['request_url'], 'user-agent': ['user_agent'] },
  },
  ...ZEEK.map((table) => ({ ...table, time: "ts >= to_unixtime(current_timestamp - interval '30' day)" })),
];

const LAST_DAYS = 'timestamp >= TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 30 DAY)';

/** As exports of Cloud Logging name them. */
export const BIGQUERY_LOGS: readonly LogTable[] = [
  {
    name: 'compute_googleapis_com_vpc_flows',
    time: LAST_DAYS,
    columns: { address: ['jsonPayload.connection.src_ip', 'jsonPayload.connection.dest_ip'] },
  },
  { name: 'dns_googleapis_com_dns_queries', time: LAST_DAYS, columns: { domain: ['jsonPayload.queryName'] } },
  {
    name: 'cloudaudit_googleapis_com_activity',
    time: LAST_DAYS,
    columns: {
      address: ['protopayload_auditlog.requestMetadata.callerIp'],
      'user-agent': ['protopayload_auditlog.requestMetadata.callerSuppliedUserAgent'],
    },
  },
  {
    name: 'requests',
    time: LAST_DAYS,
    columns: {
      address: ['httpRequest.remoteIp'],
      url: ['httpRequest.requestUrl'],
      'user-agent': ['httpRequest.userAgent'],
    },
  },
  ...ZEEK.map((table) => ({
    ...table,
    time: 'ts >= UNIX_SECONDS(TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL 30 DAY))',
  })),
];

/** Fields of the Elastic Common Schema. */
export const ECS_FIELDS: LogTable['columns'] = {
  address: ['source.ip', 'destination.ip', 'dns.resolved_ip'],
  domain: ['dns.question.name', 'url.domain', 'tls.client.server_name', 'destination.domain'],
  url: ['url.full', 'url.original'],
  email: ['email.from.address', 'email.to.address', 'email.sender.address'],
  md5: ['file.hash.md5', 'process.hash.md5', 'dll.hash.md5'],
  sha1: ['file.hash.sha1', 'process.hash.sha1', 'dll.hash.sha1'],
  sha256: ['file.hash.sha256', 'process.hash.sha256', 'dll.hash.sha256'],
  sha512: ['file.hash.sha512', 'process.hash.sha512', 'dll.hash.sha512'],
  'file-name': ['file.name', 'process.name', 'dll.name'],
  'file-path': ['file.path', 'process.executable', 'dll.path'],
  'registry-key': ['registry.path'],
  'user-agent': ['user_agent.original'],
  'as-number': ['source.as.number', 'destination.as.number'],
  ja3: ['tls.client.ja3'],
};

/** Fields of Splunk's Common Information Model and of the add-ons for Sysmon and Zeek. */
export const SPLUNK_FIELDS: LogTable['columns'] = {
  address: ['src_ip', 'dest_ip', 'src', 'dest'],
  domain: ['query', 'url_domain', 'dest_host', 'server_name'],
  url: ['url'],
  email: ['src_user', 'recipient'],
  md5: ['file_hash', 'process_hash', 'MD5'],
  sha1: ['file_hash', 'process_hash', 'SHA1'],
  sha256: ['file_hash', 'process_hash', 'SHA256'],
  sha512: ['file_hash', 'process_hash'],
  'file-name': ['file_name', 'process_name'],
  'file-path': ['file_path', 'process_path'],
  'registry-key': ['registry_path', 'registry_key_name'],
  'user-agent': ['http_user_agent'],
  ja3: ['ja3', 'ssl_client_ja3'],
  ja4: ['ja4'],
};
