import { AUDIT_PLACES } from './audit-places';
import type { QueryPlace } from './query-place';
import { readEventNumber, readLastPart, readPlain } from './read-codes';
import { SYSLOG_COLUMNS, SYSLOG_PLACES } from './syslog-places';

/** What records on hosts other than the Windows event log. */
export const HOST_PLACES: readonly QueryPlace[] = [
  ...AUDIT_PLACES,
  {
    sensors: ['sysmon-linux'],
    logSources: ['linux:Sysmon'],
    readCode: readEventNumber,
    asks: {
      spl: {
        from: 'sourcetype="sysmon:linux"',
        fields: ['EventID'],
        isNumber: true,
        columns: ['host', 'EventID', 'user', 'process', 'CommandLine'],
        note: 'The source type is that of the Splunk Add-on for Sysmon for Linux.',
      },
      'kql-sentinel': {
        from: 'Syslog',
        where: 'SyslogMessage has "Linux-Sysmon"',
        fields: ['extract("<EventID>([0-9]+)</EventID>", 1, SyslogMessage)'],
        columns: SYSLOG_COLUMNS,
      },
      esql: {
        from: 'logs-sysmon_linux.log-*',
        fields: ['event.code'],
        columns: ['@timestamp', 'host.name', 'event.code', 'event.action', 'message'],
      },
      eql: { from: 'logs-sysmon_linux.log-*', fields: ['event.code'], columns: [] },
      sigma: { product: 'linux', service: 'sysmon', fields: ['EventID'], isNumber: true },
    },
  },
  ...SYSLOG_PLACES,
  {
    sensors: ['osquery'],
    logSources: ['linux:osquery', 'macos:osquery', 'maos:osquery', 'windows:osquery', 'containers:osquery'],
    readCode: readPlain,
    asks: { osquery: { kind: 'tables' } },
  },
  {
    sensors: ['macos-unified-log'],
    logSources: ['macos:unifiedlog', 'macos:keychain', 'macos:launchd', 'macos:auth', 'Apple TCC Logs'],
    readCode: readPlain,
    asks: { osquery: { kind: 'unified-log' } },
  },
  {
    sensors: ['macos-endpoint-security', 'santa', 'jamf-protect'],
    logSources: ['macos:endpointsecurity', 'macos:endpointSecurity'],
    readCode: readPlain,
    asks: { osquery: { kind: 'endpoint-security' } },
  },
  {
    sensors: ['microsoft-defender-xdr', 'microsoft-defender-identity', 'defender-office-365'],
    logSources: ['EDR:*', 'M365Defender:*', 'm365:defender', 'saas:email'],
    readCode: readPlain,
    asks: { 'kql-defender': 'defender', 'kql-sentinel': 'defender' },
  },
  {
    sensors: ['elastic-defend'],
    logSources: ['EDR:*'],
    readCode: (code) => (/^[a-z]+\/[a-z_]+$/.test(code) ? readLastPart(code) : null),
    asks: {
      esql: {
        from: 'logs-endpoint.events.*',
        fields: ['event.action'],
        columns: ['@timestamp', 'host.name', 'user.name', 'event.action', 'process.executable', 'process.command_line'],
      },
      eql: { from: 'logs-endpoint.events.*', fields: ['event.action'], columns: [] },
    },
  },
  {
    sensors: ['crowdstrike-falcon'],
    logSources: ['EDR:*'],
    readCode: (code) => (/^[A-Z][A-Za-z0-9]+$/.test(code) ? [code] : null),
    asks: {
      spl: {
        from: 'sourcetype="crowdstrike:events:sensor"',
        fields: ['event_simpleName'],
        columns: ['host', 'event_simpleName', 'UserName', 'ImageFileName', 'CommandLine'],
        note: 'The source type is that of the Splunk Add-on for CrowdStrike FDR.',
      },
      esql: {
        from: 'logs-crowdstrike.fdr-*',
        fields: ['event.action'],
        columns: ['@timestamp', 'host.name', 'user.name', 'event.action', 'process.executable', 'process.command_line'],
      },
      eql: { from: 'logs-crowdstrike.fdr-*', fields: ['event.action'], columns: [] },
    },
  },
];
