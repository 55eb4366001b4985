/**
 * What of an event a hunter reads first: names of its data, as the makers document them (Sysmon's schema; Microsoft's
 * "Advanced security audit policy settings"; the messages of the channels). Events that are not here are shown whole.
 */
type EventData = Readonly<Record<string, readonly string[]>>;

const OBJECT_ACCESS = ['SubjectUserName', 'ObjectType', 'ObjectName', 'ProcessName', 'AccessMask'];
const LOGON = ['TargetUserName', 'LogonType', 'IpAddress', 'WorkstationName'];
const ACCOUNT_CHANGE = ['SubjectUserName', 'TargetUserName'];
const MEMBER_CHANGE = ['SubjectUserName', 'TargetUserName', 'MemberName'];
const KERBEROS = ['TargetUserName', 'ServiceName', 'IpAddress', 'TicketEncryptionType'];
const SESSION = ['AccountName', 'ClientName', 'ClientAddress'];
const SHARE = ['SubjectUserName', 'IpAddress', 'ShareName'];

export const SECURITY_DATA: EventData = {
  '4624': LOGON,
  '4625': [...LOGON, 'Status', 'SubStatus'],
  '4648': ['SubjectUserName', 'TargetUserName', 'TargetServerName', 'ProcessName', 'IpAddress'],
  '4656': OBJECT_ACCESS,
  '4657': ['SubjectUserName', 'ObjectName', 'ObjectValueName', 'OldValue', 'NewValue', 'ProcessName'],
  '4662': ['SubjectUserName', 'ObjectType', 'ObjectName', 'AccessMask', 'Properties'],
  '4663': OBJECT_ACCESS,
  '4670': ['SubjectUserName', 'ObjectType', 'ObjectName', 'ProcessName'],
  '4672': ['SubjectUserName', 'PrivilegeList'],
  '4673': ['SubjectUserName', 'PrivilegeList', 'ProcessName'],
  '4688': ['SubjectUserName', 'NewProcessName', 'CommandLine', 'ParentProcessName'],
  '4697': ['SubjectUserName', 'ServiceName', 'ServiceFileName'],
  '4698': ['SubjectUserName', 'TaskName', 'TaskContent'],
  '4720': ACCOUNT_CHANGE,
  '4728': MEMBER_CHANGE,
  '4732': MEMBER_CHANGE,
  '4738': ACCOUNT_CHANGE,
  '4768': KERBEROS,
  '4769': KERBEROS,
  '4776': ['TargetUserName', 'Workstation', 'Status'],
  '4778': SESSION,
  '4779': SESSION,
  '5140': SHARE,
  '5145': [...SHARE, 'RelativeTargetName'],
  '5156': ['Application', 'DestAddress', 'DestPort'],
};

const FILE = ['Image', 'TargetFilename'];
const PIPE = ['Image', 'PipeName'];

export const SYSMON_DATA: EventData = {
  '1': ['User', 'Image', 'CommandLine', 'ParentImage'],
  '2': [...FILE, 'CreationUtcTime', 'PreviousCreationUtcTime'],
  '3': ['User', 'Image', 'DestinationIp', 'DestinationHostname', 'DestinationPort'],
  '5': ['User', 'Image'],
  '6': ['ImageLoaded', 'Signature', 'SignatureStatus'],
  '7': ['Image', 'ImageLoaded', 'Signed', 'Signature'],
  '8': ['SourceImage', 'TargetImage', 'StartModule', 'StartFunction'],
  '9': ['Image', 'Device'],
  '10': ['SourceImage', 'TargetImage', 'GrantedAccess', 'CallTrace'],
  '11': FILE,
  '12': ['EventType', 'Image', 'TargetObject'],
  '13': ['Image', 'TargetObject', 'Details'],
  '14': ['Image', 'TargetObject', 'NewName'],
  '15': [...FILE, 'Contents'],
  '17': PIPE,
  '18': PIPE,
  '19': ['User', 'Operation', 'Name', 'Query'],
  '20': ['User', 'Operation', 'Name', 'Destination'],
  '21': ['User', 'Operation', 'Consumer', 'Filter'],
  '22': ['User', 'Image', 'QueryName', 'QueryResults'],
  '23': ['User', ...FILE],
  '25': ['Image', 'Type'],
  '26': ['User', ...FILE],
};

export const POWERSHELL_DATA: EventData = {
  '4103': ['ContextInfo', 'Payload'],
  '4104': ['Path', 'ScriptBlockText'],
};

export const SYSTEM_DATA: EventData = {
  '7045': ['ServiceName', 'ImagePath', 'StartType', 'AccountName'],
};

/** A table with more columns than this shows nothing any more. */
const MOST_COLUMNS = 10;

/**
 * Columns for these events, in the language of a table.
 * @returns `null`: of one of them nothing is known, or there are too many for one table
 */
export function listEventColumns(
  data: EventData,
  base: readonly string[],
  columnOf: (name: string) => string,
): (codes: readonly string[]) => readonly string[] | null {
  return (codes) => {
    const names = new Set<string>();
    for (const code of codes) {
      const known = Object.hasOwn(data, code) ? data[code] : undefined;
      if (known === undefined) return null;
      for (const name of known) names.add(name);
    }
    if (names.size === 0 || names.size > MOST_COLUMNS) return null;
    return [...new Set([...base, ...[...names].map(columnOf)])];
  };
}

/** Columns that the table itself has; everything else is taken out of the event's XML. */
const SECURITY_EVENT_COLUMNS = new Set(
  (
    'AccessMask AccountName ClientAddress ClientName CommandLine IpAddress LogonType MemberName NewProcessName NewValue ' +
    'ObjectName ObjectType ObjectValueName OldValue ParentProcessName PrivilegeList ProcessName Properties ' +
    'RelativeTargetName ServiceFileName ServiceName ShareName Status SubStatus SubjectUserName TargetServerName ' +
    'TargetUserName Workstation WorkstationName'
  ).split(' '),
);

export function columnOfSecurityEvent(name: string): string {
  return SECURITY_EVENT_COLUMNS.has(name) ? name : columnOfEventData(name);
}

/** In the tables of Log Analytics EventData is XML. */
export function columnOfEventData(name: string): string {
  return `${name} = extract("Name=\\"${name}\\">([^<]*)<", 1, EventData)`;
}

/** Where Elastic's integrations put what they give a name of the Elastic Common Schema. */
const ELASTIC_FIELDS: Readonly<Record<string, string>> = {
  CommandLine: 'process.command_line',
  DestinationHostname: 'destination.domain',
  DestinationIp: 'destination.ip',
  DestinationPort: 'destination.port',
  Image: 'process.executable',
  ImageLoaded: 'file.path',
  NewProcessName: 'process.executable',
  ParentImage: 'process.parent.executable',
  PipeName: 'file.name',
  ProcessName: 'process.executable',
  QueryName: 'dns.question.name',
  QueryResults: 'dns.resolved_ip',
  ScriptBlockText: 'powershell.file.script_block_text',
  Path: 'file.path',
  TargetFilename: 'file.path',
  TargetObject: 'registry.path',
  User: 'user.name',
};

export function columnOfElastic(name: string): string {
  return ELASTIC_FIELDS[name] ?? `winlog.event_data.${name}`;
}
