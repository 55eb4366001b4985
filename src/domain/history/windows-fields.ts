/**
 * Where the fields of Windows and Sysmon events are kept: by their own names, as Windows writes them, to names of the Elastic Common
 * Schema. A value is stored once; `rule-fields` says where rules find it. What stands in no table is kept as `winlog.event_data.<name>`.
 */

/** Which table counts: the ids of events mean something only within their source. */
export type WindowsSource = 'sysmon' | 'security' | 'other';

export const EVENT_DATA = 'winlog.event_data.';

/** Of the header of every event. */
export const WINDOWS_HEADER: Readonly<Record<string, string>> = {
  EventID: 'event.code',
  Channel: 'winlog.channel',
  Provider_Name: 'event.provider',
  Computer: 'host.name',
  EventRecordID: 'winlog.record_id',
  Keywords: 'winlog.keywords',
  Level: 'log.level',
  Opcode: 'winlog.opcode',
  Task: 'winlog.task',
  Message: 'message',
};

/** Of all sources. */
const SHARED: Readonly<Record<string, string>> = {
  CommandLine: 'process.command_line',
  CurrentDirectory: 'process.working_directory',
  DestinationHostname: 'destination.domain',
  DestinationIp: 'destination.ip',
  DestinationPort: 'destination.port',
  Image: 'process.executable',
  ImageLoaded: 'file.path',
  ParentCommandLine: 'process.parent.command_line',
  ParentImage: 'process.parent.executable',
  ParentProcessGuid: 'process.parent.entity_id',
  ParentProcessId: 'process.parent.pid',
  ProcessGuid: 'process.entity_id',
  ProcessId: 'process.pid',
  QueryName: 'dns.question.name',
  ScriptBlockText: 'powershell.file.script_block_text',
  ScriptBlockId: 'powershell.file.script_block_id',
  ServiceName: 'service.name',
  SourceHostname: 'source.domain',
  SourceIp: 'source.ip',
  SourcePort: 'source.port',
  TargetFilename: 'file.path',
  TargetObject: 'registry.path',
};

const SYSMON: Readonly<Record<string, string>> = {
  Company: 'process.pe.company',
  Description: 'process.pe.description',
  DestinationPortName: 'network.protocol',
  Details: 'registry.data.strings',
  FileVersion: 'process.pe.file_version',
  OriginalFileName: 'process.pe.original_file_name',
  Product: 'process.pe.product',
  Protocol: 'network.transport',
  RuleName: 'rule.name',
  SourceImage: 'process.executable',
  SourceProcessGUID: 'process.entity_id',
  SourceProcessGuid: 'process.entity_id',
  SourceProcessId: 'process.pid',
};

/** A driver or a library is a file beside the process that loads it. */
const LOADED: Readonly<Record<string, string>> = {
  Company: 'file.pe.company',
  Description: 'file.pe.description',
  FileVersion: 'file.pe.file_version',
  OriginalFileName: 'file.pe.original_file_name',
  Product: 'file.pe.product',
  Signature: 'file.code_signature.subject_name',
  SignatureStatus: 'file.code_signature.status',
  Signed: 'file.code_signature.exists',
};

const SECURITY: Readonly<Record<string, string>> = {
  Application: 'process.executable',
  DestAddress: 'destination.ip',
  DestPort: 'destination.port',
  IpAddress: 'source.ip',
  IpPort: 'source.port',
  NewProcessId: 'process.pid',
  NewProcessName: 'process.executable',
  ParentProcessName: 'process.parent.executable',
  ProcessCommandLine: 'process.command_line',
  ProcessID: 'process.pid',
  ProcessName: 'process.executable',
  Protocol: 'network.iana_number',
  SourceAddress: 'source.ip',
  SourcePort: 'source.port',
  SubjectDomainName: 'user.domain',
  SubjectUserName: 'user.name',
  SubjectUserSid: 'user.id',
  TargetDomainName: 'user.target.domain',
  TargetUserName: 'user.target.name',
  TargetUserSid: 'user.target.id',
  TargetSid: 'user.target.id',
  Workstation: 'source.domain',
  WorkstationName: 'source.domain',
};

/** Of logons the user is the one who logs on, not the service that asked for it. */
const LOGON: Readonly<Record<string, string>> = {
  SubjectDomainName: `${EVENT_DATA}SubjectDomainName`,
  SubjectUserName: `${EVENT_DATA}SubjectUserName`,
  SubjectUserSid: `${EVENT_DATA}SubjectUserSid`,
  TargetDomainName: 'user.domain',
  TargetUserName: 'user.name',
  TargetUserSid: 'user.id',
  TargetSid: 'user.id',
};
const LOGON_CODES: ReadonlySet<string> = new Set(
  '4624 4625 4634 4647 4768 4769 4770 4771 4772 4773 4776 4777 4778 4779 4800 4801 4964'.split(' '),
);

/** The process that creates another is its parent. */
const CREATED: Readonly<Record<string, string>> = { ProcessId: 'process.parent.pid' };

/** Of events that are about a file, the hashes are the file's. */
const FILE_CODES: ReadonlySet<string> = new Set(['6', '7', '11', '15', '23', '24', '26', '27', '28', '29']);

export function windowsSource(provider: string, channel: string): WindowsSource {
  if (/sysmon/i.test(provider) || /sysmon/i.test(channel)) return 'sysmon';
  return /security[- ]auditing/i.test(provider) || /^sec(?:urity)?$/i.test(channel) ? 'security' : 'other';
}

/** Tables that count for an event, the first that has the name. */
function tablesOf(source: WindowsSource, code: string): readonly Readonly<Record<string, string>>[] {
  if (source === 'sysmon') return code === '6' || code === '7' ? [LOADED, SYSMON, SHARED] : [SYSMON, SHARED];
  if (source === 'other') return [SHARED, SECURITY];
  if (code === '4688') return [CREATED, SECURITY, SHARED];
  return LOGON_CODES.has(code) ? [LOGON, SECURITY, SHARED] : [SECURITY, SHARED];
}

/** The field that holds what Windows calls `name`. `User`, `Hashes` and `QueryResults` are several: `placesOfField`. */
export function windowsFieldOf(name: string, source: WindowsSource, code: string): string {
  for (const table of tablesOf(source, code)) if (Object.hasOwn(table, name)) return table[name] ?? '';
  return `${EVENT_DATA}${name}`;
}

/** What the hashes of an event are of. */
export function hashedBy(source: WindowsSource, code: string): 'file' | 'process' {
  return source === 'sysmon' && FILE_CODES.has(code) ? 'file' : 'process';
}

/** Fields of hashes: by the names that Sysmon uses, in its order. */
export const HASH_FIELDS: Readonly<Record<string, string>> = {
  MD5: 'hash.md5',
  SHA1: 'hash.sha1',
  SHA256: 'hash.sha256',
  SHA384: 'hash.sha384',
  SHA512: 'hash.sha512',
  IMPHASH: 'pe.imphash',
};
