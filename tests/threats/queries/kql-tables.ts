/** Columns of the tables that queries ask for, as the products' references give them; `:d` dynamic, `:i` int, `:l` long, `:b` bool. */
const DEVICE =
  'DeviceId DeviceName ActionType InitiatingProcessFileName InitiatingProcessCommandLine InitiatingProcessAccountName';

export const SENTINEL_TABLES: Readonly<Record<string, string>> = {
  SecurityEvent:
    'Computer EventID:i Channel Activity Account AccountType Process NewProcessName CommandLine ParentProcessName IpAddress LogonType:i EventData EventSourceName AccessMask AccountName ClientAddress ClientName MemberName NewValue ObjectName ObjectType ObjectValueName OldValue PrivilegeList ProcessName Properties RelativeTargetName ServiceFileName ServiceName ShareName Status SubStatus SubjectUserName TargetServerName TargetUserName Workstation WorkstationName',
  Event: 'Computer EventID:i EventLog Source UserName RenderedDescription EventData EventLevelName',
  Syslog: 'Computer HostName Facility SeverityLevel ProcessName SyslogMessage',
  AWSCloudTrail: 'EventSource EventName UserIdentityArn SourceIpAddress UserAgent ErrorCode AWSRegion',
  AWSVPCFlow: 'SrcAddr SrcPort:i DstAddr DstPort:i Bytes:l Action InterfaceId',
  AWSGuardDuty: 'ActivityType Severity:i Title AccountId Region ResourceDetails:d',
  SigninLogs: 'Category UserPrincipalName AppDisplayName IPAddress ResultType ConditionalAccessStatus',
  AADNonInteractiveUserSignInLogs:
    'Category UserPrincipalName AppDisplayName IPAddress ResultType ConditionalAccessStatus',
  AADServicePrincipalSignInLogs: 'Category ServicePrincipalName IPAddress ResultType ConditionalAccessStatus',
  AADManagedIdentitySignInLogs: 'Category ServicePrincipalName IPAddress ResultType ConditionalAccessStatus',
  ADFSSignInLogs: 'Category UserPrincipalName AppDisplayName IPAddress ResultType ConditionalAccessStatus',
  AuditLogs: 'Category OperationName Result InitiatedBy:d TargetResources:d CorrelationId',
  AzureActivity: 'OperationNameValue ActivityStatusValue Caller CallerIpAddress ResourceGroup ResourceId',
  MicrosoftGraphActivityLogs: 'RequestMethod RequestUri UserId AppId IPAddress UserAgent ResponseStatusCode:i',
  OfficeActivity: 'OfficeWorkload Operation UserId ClientIP OfficeObjectId ResultStatus',
  OktaV2_CL: 'EventOriginalType ActorUsername SrcIpAddr EventResult EventMessage OriginalTarget',
  GCPAuditLogs: 'ServiceName MethodName PrincipalEmail RequestMetadata:d GCPResourceName',
  AKSAudit: 'Verb RequestUri ObjectRef:d User:d SourceIps:d UserAgent',
  GWorkspace_ReportsAPI_admin_CL: 'event_name_s actor_email_s IPAddress',
  GWorkspace_ReportsAPI_drive_CL: 'event_name_s actor_email_s IPAddress',
  GWorkspace_ReportsAPI_login_CL: 'event_name_s actor_email_s IPAddress',
  GWorkspace_ReportsAPI_token_CL: 'event_name_s actor_email_s IPAddress',
  GWorkspace_ReportsAPI_user_accounts_CL: 'event_name_s actor_email_s IPAddress',
  CommonSecurityLog: 'DeviceVendor DeviceProduct DeviceAction Activity SourceIP DestinationIP DestinationPort:i',
  W3CIISLog: 'Computer cIP csMethod csUriStem csUriQuery scStatus csUserAgent',
};

/** In advanced hunting; the first 18 also in Sentinel, by its Defender XDR connector. */
export const DEFENDER_XDR_TABLES: Readonly<Record<string, string>> = {
  DeviceEvents: `${DEVICE} FileName AccountName AdditionalFields`,
  DeviceProcessEvents: `${DEVICE} AccountName FileName ProcessCommandLine`,
  DeviceFileEvents: `${DEVICE} FileName FolderPath SHA256`,
  DeviceNetworkEvents: `${DEVICE} RemoteIP RemotePort:i RemoteUrl LocalIP`,
  DeviceRegistryEvents: `${DEVICE} RegistryKey RegistryValueName RegistryValueData`,
  DeviceLogonEvents: `${DEVICE} AccountName LogonType RemoteIP RemoteDeviceName FailureReason`,
  DeviceImageLoadEvents: `${DEVICE} FileName FolderPath SHA256`,
  DeviceFileCertificateInfo: 'DeviceName SHA1 Signer Issuer IsSigned:b IsTrusted:b',
  DeviceInfo: 'DeviceName OSPlatform OSVersion LoggedOnUsers',
  EmailEvents: 'SenderFromAddress RecipientEmailAddress Subject EmailDirection DeliveryAction ThreatTypes',
  EmailAttachmentInfo: 'SenderFromAddress RecipientEmailAddress FileName FileType SHA256',
  EmailUrlInfo: 'NetworkMessageId Url UrlDomain',
  EmailPostDeliveryEvents: 'RecipientEmailAddress Action ActionType ActionTrigger ActionResult',
  UrlClickEvents: 'AccountUpn ActionType Url Workload IPAddress IsClickedThrough:b',
  CloudAppEvents: 'Application ActionType AccountDisplayName IPAddress ObjectName RawEventData:d',
  IdentityLogonEvents: 'ActionType AccountUpn DeviceName LogonType Protocol IPAddress FailureReason',
  IdentityQueryEvents: 'ActionType AccountUpn DeviceName QueryType QueryTarget Protocol IPAddress',
  IdentityDirectoryEvents: 'ActionType AccountUpn TargetAccountUpn DeviceName IPAddress AdditionalFields:d',
  AADSignInEventsBeta: 'AccountUpn Application LogonType IPAddress ErrorCode:i',
  AADSpnSignInEventsBeta: 'ServicePrincipalName Application ResourceDisplayName ErrorCode:i',
  EntraIdSignInEvents: 'AccountUpn Application LogonType IPAddress ErrorCode:i',
  EntraIdSpnSignInEvents: 'ServicePrincipalName Application ResourceDisplayName ErrorCode:i',
  GraphApiAuditEvents: 'RequestMethod RequestUri AccountObjectId ApplicationId IPAddress',
  MessageEvents: '',
};
