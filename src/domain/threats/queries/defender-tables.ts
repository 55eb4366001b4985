/** A table of advanced hunting in Defender XDR. */
export interface DefenderTable {
  readonly name: string;
  /** Worth seeing first; none: all of them. */
  readonly columns: readonly string[];
  /** Sentinel's Defender XDR connector brings it too. */
  readonly isInSentinel: boolean;
}

const INITIATOR = 'InitiatingProcessFileName InitiatingProcessCommandLine';

export const DEFENDER_TABLES: readonly DefenderTable[] = [
  shared('DeviceEvents', `DeviceName ActionType FileName AccountName ${INITIATOR} AdditionalFields`),
  shared('DeviceProcessEvents', `DeviceName ActionType AccountName FileName ProcessCommandLine ${INITIATOR}`),
  shared('DeviceFileEvents', `DeviceName ActionType FileName FolderPath SHA256 ${INITIATOR}`),
  shared('DeviceNetworkEvents', `DeviceName ActionType RemoteIP RemotePort RemoteUrl ${INITIATOR}`),
  shared('DeviceRegistryEvents', `DeviceName ActionType RegistryKey RegistryValueName RegistryValueData ${INITIATOR}`),
  shared('DeviceLogonEvents', 'DeviceName ActionType AccountName LogonType RemoteIP RemoteDeviceName FailureReason'),
  shared('DeviceImageLoadEvents', `DeviceName ActionType FileName FolderPath SHA256 ${INITIATOR}`),
  shared('DeviceFileCertificateInfo', 'DeviceName SHA1 Signer Issuer IsSigned IsTrusted'),
  shared('DeviceInfo', 'DeviceName OSPlatform OSVersion LoggedOnUsers'),
  shared('EmailEvents', 'SenderFromAddress RecipientEmailAddress Subject EmailDirection DeliveryAction ThreatTypes'),
  shared('EmailAttachmentInfo', 'SenderFromAddress RecipientEmailAddress FileName FileType SHA256'),
  shared('EmailUrlInfo', 'NetworkMessageId Url UrlDomain'),
  shared('EmailPostDeliveryEvents', 'RecipientEmailAddress Action ActionType ActionTrigger ActionResult'),
  shared('UrlClickEvents', 'AccountUpn ActionType Url Workload IPAddress IsClickedThrough'),
  shared('CloudAppEvents', 'Application ActionType AccountDisplayName IPAddress ObjectName RawEventData'),
  shared('IdentityLogonEvents', 'ActionType AccountUpn DeviceName LogonType Protocol IPAddress FailureReason'),
  shared('IdentityQueryEvents', 'ActionType AccountUpn DeviceName QueryType QueryTarget Protocol IPAddress'),
  shared('IdentityDirectoryEvents', 'ActionType AccountUpn TargetAccountUpn DeviceName IPAddress AdditionalFields'),
  only('AADSignInEventsBeta', 'AccountUpn Application LogonType IPAddress ErrorCode'),
  only('AADSpnSignInEventsBeta', 'ServicePrincipalName Application ResourceDisplayName ErrorCode'),
  only('EntraIdSignInEvents', 'AccountUpn Application LogonType IPAddress ErrorCode'),
  only('EntraIdSpnSignInEvents', 'ServicePrincipalName Application ResourceDisplayName ErrorCode'),
  only('GraphApiAuditEvents', 'RequestMethod RequestUri AccountObjectId ApplicationId IPAddress'),
  only('MessageEvents', ''),
];

/** Names of tables are case-sensitive in KQL, and written in several ways elsewhere. */
export function findDefenderTable(name: string): DefenderTable | null {
  const folded = name.toLowerCase();
  return DEFENDER_TABLES.find((table) => table.name.toLowerCase() === folded) ?? null;
}

function shared(name: string, columns: string): DefenderTable {
  return { name, columns: columns.split(' '), isInSentinel: true };
}

function only(name: string, columns: string): DefenderTable {
  return { name, columns: columns === '' ? [] : columns.split(' '), isInSentinel: false };
}
