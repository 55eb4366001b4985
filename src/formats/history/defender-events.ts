/**
 * Tables of Microsoft Defender for Endpoint (https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables), as Sentinel and
 * advanced hunting export them. docs/formats/windows-events.md
 */
import { type PlainMap, textOf } from '../plain-data';
import { type FieldRule, isScalar, makeFieldTree, rulesOf } from './event-fields';
import type { EventWriter } from './event-writer';
import type { Dialect } from './json-dialect';

const SHARED: Readonly<Record<string, FieldRule>> = {
  '@timestamp': '@timestamp',
  ActionType: 'event.action',
  AdditionalFields: 'AdditionalFields',
  DeviceId: 'host.id',
  DeviceName: 'host.name',
  LocalIP: 'source.ip',
  LocalPort: 'source.port',
  RemoteIP: 'destination.ip',
  RemotePort: 'destination.port',
  RemoteUrl: 'destination.domain',
  Protocol: 'network.transport',
  RegistryKey: 'registry.path',
  RegistryValueName: 'registry.value',
  RegistryValueData: 'registry.data.strings',
  ReportId: 'event.id',
};

/** The process that was created, and the one that did it. */
const OF_CREATION: Readonly<Record<string, FieldRule>> = {
  FileName: 'process.name',
  FolderPath: 'process.executable',
  MD5: 'process.hash.md5',
  SHA1: 'process.hash.sha1',
  SHA256: 'process.hash.sha256',
  ProcessId: 'process.pid',
  ProcessCommandLine: 'process.command_line',
  AccountDomain: 'user.domain',
  AccountName: 'user.name',
  AccountSid: 'user.id',
  InitiatingProcessFileName: 'process.parent.name',
  InitiatingProcessFolderPath: 'process.parent.executable',
  InitiatingProcessCommandLine: 'process.parent.command_line',
  InitiatingProcessId: 'process.parent.pid',
  InitiatingProcessMD5: 'process.parent.hash.md5',
  InitiatingProcessSHA1: 'process.parent.hash.sha1',
  InitiatingProcessSHA256: 'process.parent.hash.sha256',
};

/** What a process did to a file, a key or a connection. */
const OF_OTHERS: Readonly<Record<string, FieldRule>> = {
  FileName: 'file.name',
  FolderPath: 'file.path',
  MD5: 'file.hash.md5',
  SHA1: 'file.hash.sha1',
  SHA256: 'file.hash.sha256',
  AccountDomain: 'user.domain',
  AccountName: 'user.name',
  AccountSid: 'user.id',
  InitiatingProcessAccountDomain: 'user.domain',
  InitiatingProcessAccountName: 'user.name',
  InitiatingProcessAccountSid: 'user.id',
  InitiatingProcessFileName: 'process.name',
  InitiatingProcessFolderPath: 'process.executable',
  InitiatingProcessCommandLine: 'process.command_line',
  InitiatingProcessId: 'process.pid',
  InitiatingProcessMD5: 'process.hash.md5',
  InitiatingProcessSHA1: 'process.hash.sha1',
  InitiatingProcessSHA256: 'process.hash.sha256',
  InitiatingProcessParentFileName: 'process.parent.name',
  InitiatingProcessParentId: 'process.parent.pid',
  ProcessCommandLine: 'process.command_line',
};

/** Of connections: what the names of actions say of them. */
const DISPOSITIONS: Readonly<Record<string, string>> = {
  ConnectionSuccess: 'established',
  InboundConnectionAccepted: 'established',
  ConnectionAttempt: 'attempted',
  ConnectionFailed: 'attempted',
  ConnectionRequest: 'attempted',
  NetworkProtectionUserBypassEvent: 'unknown',
  FirewallOutboundConnectionBlocked: 'denied',
  FirewallInboundConnectionBlocked: 'denied',
  ExploitGuardNetworkProtectionBlocked: 'denied',
};

const TIMES = ['Timestamp', 'TimeGenerated', 'TimeGenerated [UTC]', 'Timestamp [UTC]'];

export function isDefenderEvent(event: PlainMap): boolean {
  const isNamed =
    typeof event['ActionType'] === 'string' && (event['DeviceName'] !== undefined || event['DeviceId'] !== undefined);
  return isNamed && TIMES.some((name) => event[name] !== undefined);
}

export function makeDefenderDialect(out: EventWriter): Dialect {
  const takeTime = (value: unknown, name: string) => {
    if (!isScalar(value)) return;
    const text = name.endsWith('[UTC]') && !textOf(value).endsWith('Z') ? `${value} UTC` : value;
    if (!out.has('@timestamp') ? !out.putTime('@timestamp', text, name) : true) {
      if (out.readTime(text) !== timeOfEvent) out.putField(name, value);
    } else timeOfEvent = out.readTime(text);
  };
  let timeOfEvent = Number.NaN;
  const times = Object.fromEntries(TIMES.map((name): [string, FieldRule] => [name, takeTime]));
  const creation = makeFieldTree(out, { ruleOf: rulesOf(SHARED, OF_CREATION, times) });
  const others = makeFieldTree(out, { ruleOf: rulesOf(SHARED, OF_OTHERS, times) });
  return {
    id: 'defender',
    keys: ['ActionType'],
    fits: isDefenderEvent,
    read(event) {
      const action = textOf(event['ActionType']);
      timeOfEvent = Number.NaN;
      const isWhole = (/^ProcessCreated/.test(action) ? creation : others).put(event);
      out.putField('event.dataset', 'm365_defender.event');
      if (Object.hasOwn(DISPOSITIONS, action)) out.putField('vedette.disposition', DISPOSITIONS[action] ?? null);
      return isWhole;
    },
  };
}
