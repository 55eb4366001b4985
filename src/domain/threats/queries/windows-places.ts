import {
  columnOfElastic,
  columnOfEventData,
  columnOfSecurityEvent,
  listEventColumns,
  POWERSHELL_DATA,
  SECURITY_DATA,
  SYSMON_DATA,
  SYSTEM_DATA,
} from './event-columns';
import type { FieldAsk, QueryPlace, SigmaAsk } from './query-place';
import { readEventNumber } from './read-codes';

/** A channel of the Windows event log. */
interface Channel {
  readonly logSources: readonly string[];
  readonly sensors: readonly string[];
  /** Its full name, as `wevtutil el` lists it; two where one log source of ATT&CK covers two. */
  readonly channels: readonly string[];
  /** Service names of Sigma's taxonomy for it. */
  readonly sigma?: string;
  /** Another service, and the events that are in its channel instead. */
  readonly sigmaClassic?: SigmaAsk['other'];
  /** Data streams of Elastic's integrations that read it. */
  readonly elastic?: string;
  /** Of its events, the names of their data. */
  readonly data?: Parameters<typeof listEventColumns>[0];
  /** Sentinel's connector for security events writes into a table of its own. */
  readonly isSecurityEvent?: true;
}

const WINDOWS = ['winevtx'];

const CHANNELS: readonly Channel[] = [
  {
    logSources: ['WinEventLog:Security'],
    sensors: WINDOWS,
    channels: ['Security'],
    sigma: 'security',
    elastic: 'logs-system.security-*',
    data: SECURITY_DATA,
    isSecurityEvent: true,
  },
  {
    logSources: ['WinEventLog:Sysmon'],
    sensors: ['sysmon'],
    channels: ['Microsoft-Windows-Sysmon/Operational'],
    sigma: 'sysmon',
    elastic: 'logs-windows.sysmon_operational-*',
    data: SYSMON_DATA,
  },
  {
    logSources: ['WinEventLog:PowerShell'],
    sensors: ['powershell-logging', 'winevtx'],
    channels: ['Microsoft-Windows-PowerShell/Operational', 'Windows PowerShell'],
    sigma: 'powershell',
    sigmaClassic: { service: 'powershell-classic', codes: ['400', '403', '600', '800'] },
    elastic: 'logs-windows.powershell_operational-*,logs-windows.powershell-*',
    data: POWERSHELL_DATA,
  },
  {
    logSources: ['WinEventLog:System'],
    sensors: WINDOWS,
    channels: ['System'],
    sigma: 'system',
    elastic: 'logs-system.system-*',
    data: SYSTEM_DATA,
  },
  {
    logSources: ['WinEventLog:Application', 'ApplicationLog:Outlook'],
    sensors: WINDOWS,
    channels: ['Application'],
    sigma: 'application',
    elastic: 'logs-system.application-*',
  },
  { logSources: ['WinEventLog:Setup'], sensors: WINDOWS, channels: ['Setup'] },
  {
    logSources: ['WinEventLog:Windows Defender', 'WinEventLog:Microsoft-Windows-Windows Defender/Operational'],
    sensors: ['defender-antivirus', 'winevtx'],
    channels: ['Microsoft-Windows-Windows Defender/Operational'],
    sigma: 'windefend',
    elastic: 'logs-windows.windows_defender-*',
  },
  {
    logSources: ['WinEventLog:TaskScheduler'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-TaskScheduler/Operational'],
    sigma: 'taskscheduler',
  },
  {
    logSources: ['WinEventLog:WMI'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-WMI-Activity/Operational'],
    sigma: 'wmi',
  },
  {
    logSources: ['WinEventLog:CodeIntegrity', 'WinEventLog:Microsoft-Windows-CodeIntegrity/Operational'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-CodeIntegrity/Operational'],
    sigma: 'codeintegrity-operational',
  },
  {
    logSources: ['WinEventLog:AppLocker'],
    sensors: WINDOWS,
    channels: [
      'Microsoft-Windows-AppLocker/EXE and DLL',
      'Microsoft-Windows-AppLocker/MSI and Script',
      'Microsoft-Windows-AppLocker/Packaged app-Deployment',
      'Microsoft-Windows-AppLocker/Packaged app-Execution',
    ],
    sigma: 'applocker',
    elastic: 'logs-windows.applocker_*',
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-Windows Firewall With Advanced Security/Firewall'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-Windows Firewall With Advanced Security/Firewall'],
    sigma: 'firewall-as',
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-Bits-Client/Operational'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-Bits-Client/Operational'],
    sigma: 'bits-client',
  },
  {
    logSources: ['WinEventLog:WinRM'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-WinRM/Operational'],
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-WLAN-AutoConfig'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-WLAN-AutoConfig/Operational'],
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-SMBClient/Security'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-SmbClient/Security'],
    sigma: 'smbclient-security',
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-SMBServer'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-SMBServer/Security', 'Microsoft-Windows-SMBServer/Operational'],
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-Shell-Core'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-Shell-Core/Operational'],
    sigma: 'shell-core',
  },
  {
    logSources: ['WinEventLog:Microsoft-IIS-Configuration'],
    sensors: ['iis', 'winevtx'],
    channels: ['Microsoft-IIS-Configuration/Operational'],
    sigma: 'iis-configuration',
  },
  {
    logSources: ['WinEventLog:ADFS'],
    sensors: WINDOWS,
    channels: ['AD FS/Admin', 'Security'],
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-Backup'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-Backup', 'Application'],
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-Security-Mitigations/KernelMode'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-Security-Mitigations/KernelMode'],
    sigma: 'security-mitigations',
  },
  {
    logSources: ['WinEventLog:Microsoft-Office-Alerts'],
    sensors: WINDOWS,
    channels: ['OAlerts'],
  },
  {
    logSources: ['WinEventLog:Kerberos'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-Kerberos/Operational'],
  },
  {
    logSources: ['WinEventLog:Microsoft-Windows-DeviceGuard/Operational'],
    sensors: WINDOWS,
    channels: ['Microsoft-Windows-DeviceGuard/Operational'],
  },
  {
    logSources: ['wineventlog:dhcp'],
    sensors: ['dhcp-server'],
    channels: ['Microsoft-Windows-Dhcp-Server/Operational', 'System'],
  },
];

const SECURITY_EVENT: FieldAsk = {
  from: 'SecurityEvent',
  fields: ['EventID'],
  isNumber: true,
  text: 'EventData',
  columns: ['Computer', 'EventID', 'Activity', 'Account', 'NewProcessName', 'CommandLine', 'IpAddress'],
  columnsOf: listEventColumns(SECURITY_DATA, ['Computer', 'EventID', 'Activity'], columnOfSecurityEvent),
  note: 'Events that are forwarded through Windows Event Forwarding are in WindowsEvent (Channel == "Security").',
};

export const WINDOWS_PLACES: readonly QueryPlace[] = CHANNELS.map(placeOf);

function placeOf(channel: Channel): QueryPlace {
  const { channels, sigma, isSecurityEvent, data = {} } = channel;
  const quoted = channels.map((name) => `"${name}"`);
  const single = channels.length === 1 ? channels[0] : undefined;
  const winlog = single === undefined ? `winlog.channel IN (${quoted.join(', ')})` : `winlog.channel == "${single}"`;
  const index = [channel.elastic, 'logs-windows.forwarded-*', 'logs-winlog.winlogs-*', 'winlogbeat-*'];
  const elastic = {
    from: index.filter((name) => name !== undefined).join(','),
    fields: ['event.code'],
    columns: ['@timestamp', 'host.name', 'event.code', 'event.provider', 'message'],
    columnsOf: listEventColumns(data, ['@timestamp', 'host.name', 'event.code'], columnOfElastic),
    columnsNote: 'A column that no event of yours has yet is unknown: leave it out.',
  };
  return {
    sensors: channel.sensors,
    logSources: channel.logSources,
    readCode: readEventNumber,
    asks: {
      spl: {
        from: `(${channels.map((name) => `source="XmlWinEventLog:${name}" OR source="WinEventLog:${name}"`).join(' OR ')})`,
        fields: ['EventCode'],
        isNumber: true,
        text: '_raw',
        columns: ['host', 'EventCode', 'user', 'process', 'process_command_line'],
        columnsOf: listEventColumns(data, ['host', 'EventCode'], (name) => name),
        columnsNote: 'Columns beyond these are the data of the event as its XML names them.',
        note: 'The source is that of the Splunk Add-on for Microsoft Windows, the columns those of the Common Information Model.',
      },
      'kql-sentinel': isSecurityEvent === undefined ? askEventTable(quoted, data) : SECURITY_EVENT,
      esql: { ...elastic, where: winlog, text: 'message' },
      eql: { ...elastic, where: winlog.replace(' IN ', ' in ') },
      ...(sigma === undefined ? {} : { sigma: askSigma(sigma, channel.sigmaClassic) }),
      ...(single === undefined ? {} : { osquery: { kind: 'channel' as const, channel: single } }),
    },
  };
}

function askSigma(service: string, other: SigmaAsk['other']): SigmaAsk {
  const ask: SigmaAsk = { product: 'windows', service, fields: ['EventID'], isNumber: true };
  return other === undefined ? ask : { ...ask, other };
}

function askEventTable(quoted: readonly string[], data: NonNullable<Channel['data']>): FieldAsk {
  return {
    from: 'Event',
    where: `EventLog in (${quoted.join(', ')})`,
    fields: ['EventID'],
    isNumber: true,
    text: 'EventData',
    columns: ['Computer', 'EventID', 'Source', 'UserName', 'RenderedDescription', 'EventData'],
    columnsOf: listEventColumns(data, ['Computer', 'EventID'], columnOfEventData),
    note: 'Events that are forwarded through Windows Event Forwarding are in WindowsEvent (column Channel instead of EventLog).',
  };
}
