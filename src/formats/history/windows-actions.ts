import type { Disposition } from '../../domain/history/fields';
import type { WindowsSource } from '../../domain/history/windows-fields';
import { textOf } from '../plain-data';

/** What an event says that happened, in words of few; `null`: it does not say. */
export interface WindowsAction {
  readonly action: string | null;
  readonly outcome: 'success' | 'failure' | null;
  readonly disposition: Disposition | null;
}

const SYSMON: Readonly<Record<string, string>> = {
  '1': 'process-created',
  '2': 'file-creation-time-changed',
  '3': 'network-connection',
  '4': 'service-state-changed',
  '5': 'process-terminated',
  '6': 'driver-loaded',
  '7': 'image-loaded',
  '8': 'remote-thread-created',
  '9': 'raw-access-read',
  '10': 'process-accessed',
  '11': 'file-created',
  '12': 'registry-object-added-or-deleted',
  '13': 'registry-value-set',
  '14': 'registry-object-renamed',
  '15': 'file-stream-created',
  '16': 'configuration-changed',
  '17': 'pipe-created',
  '18': 'pipe-connected',
  '19': 'wmi-filter',
  '20': 'wmi-consumer',
  '21': 'wmi-binding',
  '22': 'dns-query',
  '23': 'file-deleted',
  '24': 'clipboard-changed',
  '25': 'process-tampering',
  '26': 'file-delete-detected',
  '27': 'file-block-executable',
  '28': 'file-block-shredding',
  '29': 'file-executable-detected',
};

const SECURITY: Readonly<Record<string, string>> = {
  '1102': 'audit-log-cleared',
  '4624': 'logged-in',
  '4625': 'logon-failed',
  '4634': 'logged-out',
  '4647': 'logged-out',
  '4648': 'logged-in-explicit',
  '4656': 'object-handle-requested',
  '4657': 'registry-value-modified',
  '4658': 'object-handle-closed',
  '4660': 'object-deleted',
  '4663': 'object-accessed',
  '4672': 'logged-in-special',
  '4673': 'privileged-service-called',
  '4688': 'process-created',
  '4689': 'process-terminated',
  '4697': 'service-installed',
  '4698': 'scheduled-task-created',
  '4699': 'scheduled-task-deleted',
  '4700': 'scheduled-task-enabled',
  '4702': 'scheduled-task-updated',
  '4719': 'changed-audit-config',
  '4720': 'added-user-account',
  '4722': 'enabled-user-account',
  '4724': 'reset-password',
  '4726': 'deleted-user-account',
  '4728': 'added-member-to-group',
  '4732': 'added-member-to-group',
  '4738': 'modified-user-account',
  '4740': 'locked-out-user-account',
  '4756': 'added-member-to-group',
  '4768': 'kerberos-authentication-ticket-requested',
  '4769': 'kerberos-service-ticket-requested',
  '4771': 'kerberos-preauth-failed',
  '4776': 'credential-validated',
  '5140': 'share-accessed',
  '5145': 'share-object-accessed',
  '5152': 'packet-blocked',
  '5156': 'connection-permitted',
  '5157': 'connection-blocked',
  '5158': 'bind-permitted',
};

/** Somebody comes to the host that writes them, from an address: sign-ins, tickets, sessions, shares. */
const ARRIVALS: ReadonlySet<string> = new Set(
  '4624 4625 4768 4769 4770 4771 4772 4773 4778 4779 4820 4821 5140 5145'.split(' '),
);
/** What Windows' packet filter writes of its two ways; their names are not in the event. */
const WAYS: ReadonlyMap<string, 'ingress' | 'egress'> = new Map([
  ['%%14592', 'ingress'],
  ['inbound', 'ingress'],
  ['%%14593', 'egress'],
  ['outbound', 'egress'],
]);

export function isArrival(source: WindowsSource, code: string): boolean {
  return source === 'security' && ARRIVALS.has(code);
}

/** Of an arrival: let in, or refused. */
export function dispositionOfArrival(code: string, outcome: WindowsAction['outcome']): Disposition {
  if (outcome !== null) return outcome === 'failure' ? 'denied' : 'established';
  return code === '4624' ? 'established' : 'unknown';
}

/** `Initiated` of Sysmon's connections, `Direction` of the packet filter: seen from the host; `null`: it does not say. */
export function wayOf(source: WindowsSource, code: string, value: unknown): 'ingress' | 'egress' | null {
  const text = textOf(value).trim().toLowerCase();
  if (source === 'sysmon' && code === '3') return text === 'true' ? 'egress' : text === 'false' ? 'ingress' : null;
  return source === 'security' && /^515[0-9]$/.test(code) ? (WAYS.get(text) ?? null) : null;
}

/** `Audit Failure`, and the bit of it in the keywords of the log. */
const FAILURE = /audit failure|^0x8010|^-921886843/i;
const SUCCESS = /audit success|^0x8020|^-921436483/i;
/** These are written of failures alone. */
const FAILED: ReadonlySet<string> = new Set(['4625', '4771', '5152', '5157']);

export function actionOf(source: WindowsSource, code: string, keywords: string): WindowsAction {
  const table = source === 'sysmon' ? SYSMON : source === 'security' ? SECURITY : {};
  const action = Object.hasOwn(table, code) ? (table[code] ?? null) : null;
  if (source === 'sysmon') return { action, outcome: null, disposition: code === '3' ? 'established' : null };
  if (source !== 'security') return { action, outcome: null, disposition: null };
  const isFailure = FAILURE.test(keywords) || FAILED.has(code);
  const outcome = isFailure ? 'failure' : SUCCESS.test(keywords) ? 'success' : null;
  const disposition = code === '5152' || code === '5157' ? 'denied' : code === '5156' ? 'established' : null;
  return { action, outcome, disposition };
}
