/**
 * Which records a rule's log source means (https://sigmahq.io/sigma-specification/, taxonomy). A record is told by its dataset, and
 * on Windows by its channel, its source and the id of the event: what is the same in these is one class.
 */
import type { FieldProfile } from '../../history/rule-fields';
import { windowsSource } from '../../history/windows-fields';
import type { LogSource } from './rule-model';

/** What a record says of where it is from; empty: nothing. */
export interface RecordOrigin {
  readonly dataset: string;
  readonly provider: string;
  readonly channel: string;
  readonly code: string;
  /** The program of a syslog line. */
  readonly program: string;
}

export interface RecordClass {
  readonly key: string;
  readonly profile: FieldProfile;
  readonly products: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
}

/** Fields that say it. */
export const ORIGIN_FIELDS = [
  'event.dataset',
  'event.provider',
  'winlog.channel',
  'event.code',
  'process.name',
] as const;

const SYSMON: Readonly<Record<string, readonly string[]>> = {
  1: ['process_creation'],
  2: ['file_change'],
  3: ['network_connection'],
  4: ['sysmon_status'],
  5: ['process_termination'],
  6: ['driver_load'],
  7: ['image_load'],
  8: ['create_remote_thread'],
  9: ['raw_access_thread'],
  10: ['process_access'],
  11: ['file_event'],
  12: ['registry_event', 'registry_add', 'registry_delete'],
  13: ['registry_event', 'registry_set'],
  14: ['registry_event', 'registry_rename'],
  15: ['create_stream_hash'],
  16: ['sysmon_status'],
  17: ['pipe_created'],
  18: ['pipe_created'],
  19: ['wmi_event'],
  20: ['wmi_event'],
  21: ['wmi_event'],
  22: ['dns_query'],
  23: ['file_delete'],
  24: ['clipboard_capture'],
  25: ['process_tampering'],
  26: ['file_delete_detected', 'file_delete'],
  27: ['file_block_executable'],
  28: ['file_block_shredding'],
  29: ['file_executable_detected'],
  255: ['sysmon_error'],
};
/** Of the Security log, what says the same as an event of Sysmon, under names that are stored alike. */
const SECURITY: Readonly<Record<string, readonly string[]>> = { 4688: ['process_creation'] };
const POWERSHELL: Readonly<Record<string, readonly string[]>> = { 4103: ['ps_module'], 4104: ['ps_script'] };
const CLASSIC: Readonly<Record<string, readonly string[]>> = {
  400: ['ps_classic_start'],
  600: ['ps_classic_provider_start'],
  800: ['ps_classic_script'],
};
/** Events that have fields of their own for what others call alike. */
const TOLD_APART: ReadonlySet<string> = new Set(
  (
    '4624 4625 4634 4647 4768 4769 4770 4771 4772 4773 4776 4777 4778 4779 4800 4801 4964 ' +
    '5150 5151 5152 5153 5154 5155 5156 5157 5158 5159'
  ).split(' '),
);

/** Services by their channels, lower case; short ones are how Hayabusa writes them. */
const CHANNELS: Readonly<Record<string, readonly string[]>> = {
  application: ['application', 'app'],
  'application-experience': [
    'microsoft-windows-application-experience/program-telemetry',
    'microsoft-windows-application-experience/program-compatibility-assistant',
  ],
  applocker: [
    'microsoft-windows-applocker/msi and script',
    'microsoft-windows-applocker/exe and dll',
    'microsoft-windows-applocker/packaged app-deployment',
    'microsoft-windows-applocker/packaged app-execution',
  ],
  'appmodel-runtime': ['microsoft-windows-appmodel-runtime/admin'],
  'appxdeployment-server': ['microsoft-windows-appxdeploymentserver/operational'],
  'appxpackaging-om': ['microsoft-windows-appxpackaging/operational'],
  bitlocker: ['microsoft-windows-bitlocker/bitlocker management'],
  'bits-client': ['microsoft-windows-bits-client/operational', 'bitscli'],
  capi2: ['microsoft-windows-capi2/operational'],
  'certificateservicesclient-lifecycle-system': [
    'microsoft-windows-certificateservicesclient-lifecycle-system/operational',
  ],
  'codeintegrity-operational': ['microsoft-windows-codeintegrity/operational', 'codeinteg'],
  dhcp: ['microsoft-windows-dhcp-server/operational'],
  'diagnosis-scripted': ['microsoft-windows-diagnosis-scripted/operational', 'diag'],
  'dns-client': ['microsoft-windows-dns client events/operational', 'microsoft-windows-dns-client/operational'],
  'dns-server': ['dns server'],
  'dns-server-analytic': ['microsoft-windows-dns-server/analytical'],
  'dns-server-audit': ['microsoft-windows-dns-server/audit'],
  'driver-framework': ['microsoft-windows-driverframeworks-usermode/operational', 'drvfr'],
  'firewall-as': ['microsoft-windows-windows firewall with advanced security/firewall', 'firewall'],
  'hyper-v-worker': ['microsoft-windows-hyper-v-worker', 'microsoft-windows-hyper-v-worker-admin'],
  'iis-configuration': ['microsoft-iis-configuration/operational'],
  'kernel-event-tracing': ['microsoft-windows-kernel-eventtracing', 'microsoft-windows-kernel-eventtracing/admin'],
  'kernel-shimengine': [
    'microsoft-windows-kernel-shimengine/operational',
    'microsoft-windows-kernel-shimengine/diagnostic',
    'wineventlog:microsoft-windows-kernel-shimengine/diagnostic',
  ],
  ldap: ['microsoft-windows-ldap-client/debug'],
  'lsa-server': ['microsoft-windows-lsa/operational'],
  'msexchange-management': ['msexchange management', 'exchange'],
  ntfs: ['microsoft-windows-ntfs/operational'],
  ntlm: ['microsoft-windows-ntlm/operational', 'ntlm'],
  openssh: ['openssh/operational', 'ssh'],
  powershell: ['microsoft-windows-powershell/operational', 'powershellcore/operational', 'pwsh'],
  'powershell-classic': ['windows powershell', 'pwshclassic'],
  'printservice-admin': ['microsoft-windows-printservice/admin', 'prntadm'],
  'printservice-operational': ['microsoft-windows-printservice/operational', 'prntop'],
  security: ['security', 'sec'],
  'security-mitigations': [
    'microsoft-windows-security-mitigations/kernel mode',
    'microsoft-windows-security-mitigations/user mode',
    'microsoft-windows-security-mitigations/kernelmode',
    'microsoft-windows-security-mitigations/usermode',
  ],
  sense: ['microsoft-windows-sense/operational'],
  'servicebus-client': ['microsoft-servicebus-client/operational', 'microsoft-servicebus-client/admin'],
  'shell-core': ['microsoft-windows-shell-core/operational'],
  'smbclient-connectivity': ['microsoft-windows-smbclient/connectivity'],
  'smbclient-security': ['microsoft-windows-smbclient/security', 'smbclisec'],
  'smbserver-connectivity': ['microsoft-windows-smbserver/connectivity'],
  sysmon: ['microsoft-windows-sysmon/operational', 'sysmon'],
  system: ['system', 'sys'],
  taskscheduler: ['microsoft-windows-taskscheduler/operational', 'tasksch'],
  'terminalservices-localsessionmanager': [
    'microsoft-windows-terminalservices-localsessionmanager/operational',
    'rds-lsm',
  ],
  vhdmp: ['microsoft-windows-vhdmp/operational', 'microsoft-windows-vhdmp-operational'],
  windefend: ['microsoft-windows-windows defender/operational', 'defender'],
  wmi: ['microsoft-windows-wmi-activity/operational', 'wmi'],
};
const SERVICE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(CHANNELS).flatMap(([service, channels]) => channels.map((channel) => [channel, service] as const)),
);

/** Programs of syslog by the service that they are; those that let users in are `auth` as well. */
const PROGRAMS: readonly (readonly [form: RegExp, ...services: string[]])[] = [
  [/^sshd(?:-session)?$/, 'sshd', 'auth'],
  [/^sudo$/, 'sudo', 'auth'],
  [/^(?:su|login|systemd-logind|polkitd|pkexec|useradd|usermod|groupadd|passwd|chage|userdel|groupdel|gdm.*)$/, 'auth'],
  [/^(?:crond?|CRON|anacron)$/i, 'cron'],
  [/^(?:clamd|freshclam|clamscan)$/, 'clamav'],
  [/^vsftpd$/, 'vsftpd'],
  [/^guacd$/, 'guacamole'],
];

/** Datasets of one log source each: product, service, categories. */
const DATASETS: Readonly<Record<string, readonly [string, string, ...string[]]>> = {
  'auditd.log': ['linux', 'auditd'],
  'aws.cloudtrail': ['aws', 'cloudtrail'],
  'azure.activitylogs': ['azure', 'activitylogs'],
  'azure.signinlogs': ['azure', 'signinlogs'],
  'azure.auditlogs': ['azure', 'auditlogs'],
  'gcp.audit': ['gcp', 'gcp.audit'],
  'google_workspace.admin': ['gcp', 'google_workspace.admin'],
  'okta.system': ['okta', 'okta'],
  'web.access': ['apache', 'apache', 'webserver'],
  'web.error': ['apache', 'apache'],
  'w3c.log': ['', '', 'webserver', 'proxy'],
  'squid.access': ['squid', '', 'proxy'],
  'umbrella.proxy': ['cisco', '', 'proxy'],
  'umbrella.dns': ['cisco', '', 'dns'],
  'panw.traffic': ['paloalto', '', 'firewall'],
  'panw.threat': ['paloalto', '', 'firewall'],
};
const CLOUDS = /^(?:aws|azure|gcp|google_workspace|okta|o365)\./;
const ZEEK_CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  dns: ['dns'],
  http: ['proxy', 'webserver'],
  conn: ['firewall', 'network_connection'],
};

export function classOf(origin: RecordOrigin): RecordClass {
  const { dataset, provider, channel, code, program } = origin;
  const isLinuxSysmon =
    dataset === 'sysmon_linux.log' || /linux-sysmon/i.test(provider) || /linux-sysmon/i.test(channel);
  if (isLinuxSysmon) {
    return make('linux-sysmon', ofSysmon(code), 'linux', listOf(SYSMON, code), ['sysmon']);
  }
  if (channel !== '' || /^(?:windows\.|system\.(?:security|system|application)$)/.test(dataset)) {
    return ofWindows(provider, channel === '' ? channelOf(dataset) : channel, code);
  }
  if (dataset.startsWith('zeek.')) {
    const path = dataset.slice('zeek.'.length);
    return make('zeek', { family: 'zeek', path }, 'zeek', ZEEK_CATEGORIES[path] ?? [], [path]);
  }
  if (dataset === 'syslog') {
    const services = PROGRAMS.find(([form]) => form.test(program))?.slice(1) as readonly string[] | undefined;
    return make('syslog', { family: 'other' }, 'linux', [], ['syslog', ...(services ?? [])]);
  }
  if (dataset === 'o365.audit') {
    const services = ['audit', 'exchange', 'threat_management', 'threat_detection'];
    return make('o365', { family: 'cloud' }, 'm365', [], services);
  }
  const known = Object.hasOwn(DATASETS, dataset) ? DATASETS[dataset] : undefined;
  if (known === undefined) {
    // Others say themselves what they are: `github.audit`.
    const dot = dataset.indexOf('.');
    const [product, service] = dot === -1 ? [dataset, ''] : [dataset.slice(0, dot), dataset.slice(dot + 1)];
    return make('other', { family: 'other' }, product, [], service === '' ? [] : [service]);
  }
  const [product, service, ...categories] = known;
  const family = CLOUDS.test(dataset) ? 'cloud' : dataset === 'auditd.log' ? 'auditd' : webOrOther(categories);
  return make(dataset, { family }, product, categories, service === '' ? [] : [service]);
}

function webOrOther(categories: readonly string[]): 'web' | 'other' {
  return categories.some((category) => category === 'proxy' || category === 'webserver') ? 'web' : 'other';
}

/** Windows' own events, and others that are kept beside them. */
function ofWindows(provider: string, channel: string, code: string): RecordClass {
  const source = windowsSource(provider, channel);
  const service = SERVICE_OF.get(channel.toLowerCase());
  const table =
    source === 'sysmon'
      ? SYSMON
      : source === 'security'
        ? SECURITY
        : service === 'powershell'
          ? POWERSHELL
          : service === 'powershell-classic'
            ? CLASSIC
            : {};
  const categories = listOf(table, code);
  const told = categories.length > 0 || (source === 'security' && TOLD_APART.has(code)) ? code : '';
  return make(
    'windows',
    { family: 'windows', source, code: told },
    'windows',
    /kernel-file/i.test(provider) ? [...categories, 'file_access', 'file_rename'] : categories,
    service === undefined ? [] : [service],
  );
}

function ofSysmon(code: string): FieldProfile {
  return { family: 'windows', source: 'sysmon', code: Object.hasOwn(SYSMON, code) ? code : '' };
}

function channelOf(dataset: string): string {
  if (dataset === 'windows.sysmon_operational') return 'Microsoft-Windows-Sysmon/Operational';
  if (dataset === 'windows.powershell_operational') return 'Microsoft-Windows-PowerShell/Operational';
  if (dataset === 'windows.powershell') return 'Windows PowerShell';
  return dataset.startsWith('system.') ? dataset.slice('system.'.length) : '';
}

function listOf(table: Readonly<Record<string, readonly string[]>>, code: string): readonly string[] {
  return (Object.hasOwn(table, code) ? table[code] : undefined) ?? [];
}

function make(
  kind: string,
  profile: FieldProfile,
  product: string,
  categories: readonly string[],
  services: readonly string[],
): RecordClass {
  return {
    key: JSON.stringify([kind, profile, product, categories, services]),
    profile,
    products: new Set(product === '' ? [] : [product]),
    categories: new Set(categories),
    services: new Set(services),
  };
}

/** Whether the rule is meant for such records: each word it gives is one of theirs. */
export function meansRecords({ product, category, service }: LogSource, found: RecordClass): boolean {
  const fits = (word: string, words: ReadonlySet<string>) => word === '' || words.has(word);
  // Logs that every product writes alike have none.
  const isAnyProduct = found.products.size === 0 && category !== '';
  return (
    (isAnyProduct || fits(product, found.products)) && fits(category, found.categories) && fits(service, found.services)
  );
}

const CATEGORIES: ReadonlySet<string> = new Set([
  ...[SYSMON, SECURITY, POWERSHELL, CLASSIC, ZEEK_CATEGORIES].flatMap((table) => Object.values(table).flat()),
  ...Object.values(DATASETS).flatMap(([, , ...categories]) => categories),
  ...['file_access', 'file_rename'],
]);

/** Whether records of this log source are recognised at all; of others, none is found whatever is imported. */
export function isKnownSource({ category, product, service }: LogSource): boolean {
  if (category !== '') return CATEGORIES.has(category);
  return product !== '' || SERVICE_OF.has(service) || service !== '';
}
