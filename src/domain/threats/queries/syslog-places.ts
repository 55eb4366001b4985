import type { QueryPlace } from './query-place';

export const SYSLOG_COLUMNS = ['Computer', 'Facility', 'SeverityLevel', 'ProcessName', 'SyslogMessage'];

interface SyslogRow {
  readonly logSources: readonly string[];
  readonly sensors: readonly string[];
  readonly splunk: string;
  readonly sentinel?: string;
  readonly elastic?: string;
  readonly elasticWhere?: string;
  readonly note?: string;
}

const LINUX_SYSLOG = ['linux-syslog', 'systemd-journal'];

const SYSLOGS: readonly SyslogRow[] = [
  {
    logSources: ['linux:auth'],
    sensors: LINUX_SYSLOG,
    splunk: 'sourcetype="linux_secure"',
    sentinel: 'Facility in ("auth", "authpriv")',
    elastic: 'logs-system.auth-*',
  },
  {
    logSources: ['linux:cron'],
    sensors: LINUX_SYSLOG,
    splunk: '(sourcetype="cron" OR (sourcetype="syslog" process="CRON"))',
    sentinel: 'Facility == "cron"',
    elastic: 'logs-system.syslog-*,logs-system.auth-*',
    elasticWhere: 'process.name IN ("CRON", "cron", "crond")',
  },
  {
    logSources: ['linux:syslog', 'linuxsyslog', 'linus:syslog', 'journald:*', 'systemd:unit'],
    sensors: LINUX_SYSLOG,
    splunk: '(sourcetype="syslog" OR sourcetype="linux_messages_syslog" OR sourcetype="linux_secure")',
    elastic: 'logs-system.syslog-*,logs-system.auth-*',
  },
  ...esxi('hostd', ['esxi:hostd']),
  ...esxi('vmkernel', ['esxi:vmkernel', 'esxis:vmkernel']),
  ...esxi('vpxa', ['esxi:vpxa']),
  ...esxi('vobd', ['esxi:vobd', 'esxi:vob']),
  ...esxi('shell', ['esxi:shell']),
  ...esxi('sshd', ['esxi:auth', 'ESXiLogs:authlog']),
  ...esxi('crond', ['esxi:cron']),
  ...esxi('esxupdate', ['esxi:esxupdate']),
  {
    logSources: ['esxi:syslog', 'ESXiLogs:messages'],
    sensors: ['esxi'],
    splunk: '(sourcetype="vmw-syslog" OR sourcetype="vmware:esxlog:*")',
    elastic: 'logs-vsphere.log-*',
    note: 'Syslog of the ESXi hosts: name them by their collector or host names.',
  },
  {
    logSources: ['esxi:vpxd', 'vpxd.log'],
    sensors: ['vcenter'],
    splunk: '(sourcetype="vmware:vclog:vpxd" OR (sourcetype="vmw-syslog" "vpxd"))',
    sentinel: 'ProcessName =~ "vpxd"',
    elastic: 'logs-vsphere.log-*',
    elasticWhere: 'process.name == "vpxd"',
  },
  {
    logSources: ['networkdevice:config', 'networkdevice:cli', 'networkconfig', 'networkdevice:audit'],
    sensors: ['network-config-archive', 'network-device-aaa', 'network-device-syslog'],
    splunk: 'sourcetype="cisco:ios" ("%SYS-5-CONFIG_I" OR "%PARSER-5-CFGLOG_LOGGEDCMD")',
    sentinel: 'SyslogMessage has_any ("%SYS-5-CONFIG_I", "%PARSER-5-CFGLOG_LOGGEDCMD")',
    elastic: 'logs-cisco_ios.log-*',
    elasticWhere: 'message LIKE "*SYS-5-CONFIG_I*" OR message LIKE "*PARSER-5-CFGLOG_LOGGEDCMD*"',
    note: 'Messages of Cisco IOS; other makers name theirs otherwise.',
  },
  {
    logSources: ['networkdevice:syslog', 'networkdevice:controlplane', 'network:auth'],
    sensors: ['network-device-syslog', 'network-device-aaa'],
    splunk: 'sourcetype="cisco:ios"',
    elastic: 'logs-cisco_ios.log-*',
    note: 'For Cisco IOS; other makers have source types and data streams of their own.',
  },
  {
    logSources: ['iptables:LOG', 'Netfilter/iptables'],
    sensors: ['linux-netfilter'],
    splunk: '(sourcetype="syslog" OR sourcetype="linux_messages_syslog") "IN=" "OUT=" "SRC=" "DST="',
    sentinel: 'SyslogMessage has_all ("IN=", "OUT=", "SRC=", "DST=")',
    elastic: 'logs-iptables.log-*',
  },
];

function esxi(program: string, logSources: readonly string[]): SyslogRow[] {
  return [
    {
      logSources,
      sensors: ['esxi'],
      splunk: `(sourcetype="vmware:esxlog:${program}" OR (sourcetype="vmw-syslog" "${program}"))`,
      sentinel: `ProcessName =~ "${program}"`,
      elastic: 'logs-vsphere.log-*',
      elasticWhere: `TO_LOWER(process.name) == "${program}"`,
      note: 'Syslog of the ESXi hosts, as their collector names the program.',
    },
  ];
}

/** Lines of text: whatever a code names, it is not a field of them. */
export const SYSLOG_PLACES: readonly QueryPlace[] = SYSLOGS.map(
  ({ logSources, sensors, splunk, sentinel, elastic, elasticWhere, note }): QueryPlace => ({
    sensors,
    logSources,
    readCode: () => null,
    asks: {
      spl: {
        from: splunk,
        whole: true,
        columns: ['host', 'source', '_raw'],
        ...(note === undefined ? {} : { note }),
      },
      'kql-sentinel': {
        from: 'Syslog',
        ...(sentinel === undefined ? {} : { where: sentinel }),
        whole: true,
        columns: SYSLOG_COLUMNS,
        ...(note === undefined ? {} : { note }),
      },
      ...(elastic === undefined
        ? {}
        : {
            esql: {
              from: elastic,
              ...(elasticWhere === undefined ? {} : { where: elasticWhere }),
              whole: true as const,
              columns: ['@timestamp', 'message'],
              ...(note === undefined ? {} : { note }),
            },
          }),
    },
  }),
);
