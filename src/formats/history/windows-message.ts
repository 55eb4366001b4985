/**
 * Data of an event from its text, where a tool exports nothing else (`Get-WinEvent`, the Event Viewer). Sysmon's text has its own
 * names; that of the Security log is in English or is left alone.
 */

import type { WindowsSource } from '../../domain/history/windows-fields';
import type { PlainMap } from '../plain-data';

const LONGEST = 64 * 1024;
const MOST_LINES = 200;

/** By section and label; `*`: whatever the section. */
const SECURITY: Readonly<Record<string, string>> = {
  'Subject|Security ID': 'SubjectUserSid',
  'Subject|Account Name': 'SubjectUserName',
  'Subject|Account Domain': 'SubjectDomainName',
  'Subject|Logon ID': 'SubjectLogonId',
  'Creator Subject|Security ID': 'SubjectUserSid',
  'Creator Subject|Account Name': 'SubjectUserName',
  'Creator Subject|Account Domain': 'SubjectDomainName',
  'Creator Subject|Logon ID': 'SubjectLogonId',
  'Target Subject|Security ID': 'TargetUserSid',
  'Target Subject|Account Name': 'TargetUserName',
  'Target Subject|Account Domain': 'TargetDomainName',
  'New Logon|Security ID': 'TargetUserSid',
  'New Logon|Account Name': 'TargetUserName',
  'New Logon|Account Domain': 'TargetDomainName',
  'New Logon|Logon ID': 'TargetLogonId',
  'New Account|Account Name': 'TargetUserName',
  'Target Account|Account Name': 'TargetUserName',
  'Account For Which Logon Failed|Security ID': 'TargetUserSid',
  'Account For Which Logon Failed|Account Name': 'TargetUserName',
  'Account For Which Logon Failed|Account Domain': 'TargetDomainName',
  'Account Information|Account Name': 'TargetUserName',
  'Account Information|Account Domain': 'TargetDomainName',
  'Process Information|New Process ID': 'NewProcessId',
  'Process Information|New Process Name': 'NewProcessName',
  'Process Information|Creator Process ID': 'ProcessId',
  'Process Information|Creator Process Name': 'ParentProcessName',
  'Process Information|Process Command Line': 'CommandLine',
  'Process Information|Token Elevation Type': 'TokenElevationType',
  'Process Information|Process ID': 'ProcessId',
  'Process Information|Process Name': 'ProcessName',
  'Process Information|Caller Process ID': 'ProcessId',
  'Process Information|Caller Process Name': 'ProcessName',
  'Application Information|Process ID': 'ProcessID',
  'Application Information|Application Name': 'Application',
  'Network Information|Workstation Name': 'WorkstationName',
  'Network Information|Source Network Address': 'IpAddress',
  'Network Information|Client Address': 'IpAddress',
  'Network Information|Client Port': 'IpPort',
  'Network Information|Source Address': 'SourceAddress',
  'Network Information|Source Port': 'SourcePort',
  'Network Information|Destination Address': 'DestAddress',
  'Network Information|Destination Port': 'DestPort',
  'Network Information|Protocol': 'Protocol',
  'Network Information|Direction': 'Direction',
  'Service Information|Service Name': 'ServiceName',
  'Service Information|Service File Name': 'ServiceFileName',
  'Object|Object Name': 'ObjectName',
  'Object|Object Type': 'ObjectType',
  '*|Logon Type': 'LogonType',
  '*|Logon Account': 'TargetUserName',
  '*|Source Workstation': 'Workstation',
};

/** Of a logon the port stands under the address, and is no end of a connection of its own. */
const OF_LOGON: ReadonlySet<string> = new Set(['4624', '4625', '4648']);

/** @returns data by the names that the log itself has for it; empty: the text has none that is known */
export function readWindowsMessage(message: string, source: WindowsSource, code: string): PlainMap {
  const found = new Map<string, string>();
  if (source === 'other' || message.length > LONGEST) return {};
  let section = '';
  for (const line of message.split(/\r\n|\r|\n/, MOST_LINES)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const label = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (source === 'sysmon') {
      if (/^[A-Z][A-Za-z]{1,40}$/.test(label) && value !== '') found.set(label, value);
      continue;
    }
    const isNested = line.startsWith('\t') || line.startsWith('  ');
    if (!isNested && value === '') section = label;
    const name = nameOf(isNested ? section : '*', label) ?? nameOf('*', label);
    if (name === null || value === '') continue;
    const own = name === 'SourcePort' && OF_LOGON.has(code) ? 'IpPort' : name;
    if (!found.has(own)) found.set(own, value);
  }
  // The first line of Sysmon's text names the kind of event, in words of its own.
  return source === 'sysmon' && !found.has('UtcTime') ? {} : Object.fromEntries(found);
}

function nameOf(section: string, label: string): string | null {
  const key = `${section}|${label}`;
  return Object.hasOwn(SECURITY, key) ? (SECURITY[key] ?? null) : null;
}
