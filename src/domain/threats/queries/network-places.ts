import type { QueryPlace } from './query-place';
import { readPlain } from './read-codes';
import { findZeekLog } from './zeek-logs';

const SURICATA_TYPES = new Set(
  `alert anomaly arp bittorrent_dht dcerpc dhcp dnp3 dns drop enip fileinfo flow ftp ftp_data http http2 ike krb5 ldap mdns
  modbus mqtt netflow nfs pgsql pop3 quic rdp rfb sip smb smtp snmp ssh stats tftp tls websocket`
    .trim()
    .split(/\s+/),
);

/** Logs of Zeek that Elastic's integration reads. */
const ELASTIC_ZEEK = new Set(
  `dce_rpc dhcp dnp3 dns files ftp http irc kerberos known_services modbus mysql notice ntlm ntp ocsp pe radius rdp rfb sip
  smb_cmd smb_files smb_mapping smtp snmp socks software ssh ssl syslog tunnel weird x509`
    .trim()
    .split(/\s+/),
);

function toElasticDataset(path: string): string | null {
  if (path === 'conn') return 'zeek.connection';
  return ELASTIC_ZEEK.has(path) ? `zeek.${path}` : null;
}

const ENDS = ['source.ip', 'source.port', 'destination.ip', 'destination.port'];

/** What watches the network. Zeek comes first: ATT&CK names its files in the log sources of several products. */
export const NETWORK_PLACES: readonly QueryPlace[] = [
  {
    sensors: ['zeek'],
    logSources: [],
    readCode: (code) => {
      const log = findZeekLog(code);
      return log === null ? null : [log.path];
    },
    asks: {
      zeek: true,
      spl: {
        from: 'sourcetype="bro:*:json"',
        fields: ['sourcetype'],
        nameThere: (path) => `bro:${path}:json`,
        columns: ['sourcetype', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p'],
        note: 'The source types are those of the add-on for Zeek in JSON: bro:conn:json and so on.',
      },
      esql: {
        from: 'logs-zeek.*',
        fields: ['event.dataset'],
        nameThere: toElasticDataset,
        columns: ['@timestamp', 'event.dataset', ...ENDS],
      },
      eql: { from: 'logs-zeek.*', fields: ['event.dataset'], nameThere: toElasticDataset, columns: [] },
    },
  },
  {
    sensors: ['suricata', 'ids-ips'],
    logSources: [],
    readCode: (code) => (SURICATA_TYPES.has(code) ? readPlain(code) : null),
    asks: {
      spl: {
        from: 'sourcetype="suricata"',
        fields: ['event_type'],
        columns: ['event_type', 'src_ip', 'src_port', 'dest_ip', 'dest_port', 'alert.signature'],
        note: 'The source type is that of the add-on for Suricata; collectors may have given another.',
      },
      esql: {
        from: 'logs-suricata.eve-*',
        fields: ['suricata.eve.event_type'],
        columns: ['@timestamp', 'suricata.eve.event_type', ...ENDS],
      },
      eql: { from: 'logs-suricata.eve-*', fields: ['suricata.eve.event_type'], columns: [] },
    },
  },
  {
    sensors: ['netflow'],
    logSources: ['networkdevice:Flow', 'NetFlow:*'],
    readCode: () => null,
    asks: {
      esql: { from: 'logs-netflow.log-*', whole: true, columns: ['@timestamp', ...ENDS, 'network.bytes'] },
    },
  },
  {
    sensors: ['firewall'],
    logSources: [],
    readCode: () => null,
    asks: {
      'kql-sentinel': {
        from: 'CommonSecurityLog',
        whole: true,
        columns: [
          'DeviceVendor',
          'DeviceProduct',
          'DeviceAction',
          'Activity',
          'SourceIP',
          'DestinationIP',
          'DestinationPort',
        ],
        note: 'For firewalls that send CEF: narrow down by DeviceVendor.',
      },
    },
  },
  {
    sensors: ['iis'],
    logSources: ['ApplicationLog:IIS', 'WinEventLog:iis'],
    readCode: () => null,
    asks: {
      spl: {
        from: '(sourcetype="ms:iis:auto" OR sourcetype="ms:iis:default" OR sourcetype="iis")',
        whole: true,
        columns: ['host', 'c_ip', 'cs_method', 'cs_uri_stem', 'cs_uri_query', 'sc_status', 'cs_User_Agent'],
        note: 'The source types are those of the Splunk Add-on for Microsoft IIS.',
      },
      'kql-sentinel': {
        from: 'W3CIISLog',
        whole: true,
        columns: ['Computer', 'cIP', 'csMethod', 'csUriStem', 'csUriQuery', 'scStatus', 'csUserAgent'],
      },
      esql: {
        from: 'logs-iis.access-*',
        whole: true,
        columns: ['@timestamp', 'source.ip', 'http.request.method', 'url.path', 'http.response.status_code'],
      },
    },
  },
  {
    sensors: ['web-server-log'],
    logSources: ['ApplicationLog:WebServer', 'apache:access_log'],
    readCode: () => null,
    asks: {
      spl: {
        from: 'sourcetype="access_combined"',
        whole: true,
        columns: ['host', 'clientip', 'method', 'uri_path', 'uri_query', 'status', 'useragent'],
      },
      esql: {
        from: 'logs-apache.access-*,logs-nginx.access-*',
        whole: true,
        columns: ['@timestamp', 'source.address', 'http.request.method', 'url.original', 'http.response.status_code'],
      },
    },
  },
];
