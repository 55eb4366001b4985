import type { CodeReader, FieldAsk, QueryPlace } from './query-place';
import {
  readApiName,
  readAzureOperation,
  readFirstPart,
  readHttpRequest,
  readKubernetesRequest,
  readLastPart,
  readPlain,
} from './read-codes';

/** Categories under which Entra ID exports sign-ins. */
const SIGN_IN_CATEGORIES = new Map(
  [
    'SignInLogs',
    'NonInteractiveUserSignInLogs',
    'ServicePrincipalSignInLogs',
    'ManagedIdentitySignInLogs',
    'ADFSSignInLogs',
  ].map((name) => [name.toLowerCase(), name]),
).set('interactiveusersigninlogs', 'SignInLogs');

const readSignInCategory: CodeReader = (code) => {
  const category = SIGN_IN_CATEGORIES.get((code.split('/')[0] ?? '').toLowerCase());
  return category === undefined ? null : [category];
};

/** Audit records of Entra ID are named in words; what ATT&CK writes as one word is none of them. */
const readAuditOperation: CodeReader = (code) => (/^[A-Z][\w()-]*( [\w()-]+)+$/.test(code) ? [code] : null);

const ACTION_COLUMNS = ['@timestamp', 'event.action', 'event.outcome', 'user.name', 'source.ip'];

/** An audit log of which Elastic's integration puts the action into event.action. */
function byAction(from: string, extra: Partial<FieldAsk> = {}): { readonly esql: FieldAsk; readonly eql: FieldAsk } {
  const esql = { from, fields: ['event.action'], columns: ACTION_COLUMNS, ...extra };
  return { esql, eql: { ...esql, columns: [] } };
}

export const CLOUD_PLACES: readonly QueryPlace[] = [
  {
    sensors: ['cloudtrail'],
    logSources: ['AWS:CloudTrail', 'CloudTrail:*'],
    readCode: readApiName,
    asks: {
      spl: {
        from: 'sourcetype="aws:cloudtrail"',
        fields: ['eventName'],
        columns: [
          'eventSource',
          'eventName',
          'userIdentity.arn',
          'sourceIPAddress',
          'userAgent',
          'errorCode',
          'awsRegion',
        ],
        note: 'The source type is that of the Splunk Add-on for AWS.',
      },
      'kql-sentinel': {
        from: 'AWSCloudTrail',
        fields: ['EventName'],
        columns: [
          'EventSource',
          'EventName',
          'UserIdentityArn',
          'SourceIpAddress',
          'UserAgent',
          'ErrorCode',
          'AWSRegion',
        ],
      },
      ...byAction('logs-aws.cloudtrail-*'),
      athena: {
        from: 'cloudtrail_logs',
        fields: ['eventname'],
        columns: [
          'eventtime',
          'eventsource',
          'eventname',
          'useridentity.arn',
          'sourceipaddress',
          'useragent',
          'errorcode',
          'awsregion',
        ],
        time: { column: 'eventtime', kind: 'iso' },
        note: 'The table is the one that the CloudTrail console makes: put in its name.',
      },
      sigma: { product: 'aws', service: 'cloudtrail', fields: ['eventName'] },
      'cloudtrail-lookup': true,
    },
  },
  {
    sensors: ['aws-vpc-flow'],
    logSources: ['AWS:VPCFlowLogs', 'VPCFlowLogs:*'],
    readCode: (code) => (/^(ACCEPT|REJECT)$/.test(code) ? [code] : null),
    asks: {
      spl: {
        from: 'sourcetype="aws:cloudwatchlogs:vpcflow"',
        fields: ['vpcflow_action'],
        columns: ['src_ip', 'src_port', 'dest_ip', 'dest_port', 'bytes', 'vpcflow_action', 'interface_id'],
      },
      'kql-sentinel': {
        from: 'AWSVPCFlow',
        fields: ['Action'],
        columns: ['SrcAddr', 'SrcPort', 'DstAddr', 'DstPort', 'Bytes', 'Action', 'InterfaceId'],
      },
      esql: {
        from: 'logs-aws.vpcflow-*',
        fields: ['aws.vpcflow.action'],
        columns: ['@timestamp', 'source.ip', 'source.port', 'destination.ip', 'destination.port', 'network.bytes'],
      },
      athena: {
        from: 'vpc_flow_logs',
        fields: ['action'],
        columns: ['start', 'srcaddr', 'srcport', 'dstaddr', 'dstport', 'bytes', 'action', 'interface_id'],
        time: { column: 'start', kind: 'epoch' },
        note: 'The table is the one of the documentation on VPC flow logs in Athena: put in its name.',
      },
    },
  },
  {
    sensors: ['aws-guardduty'],
    logSources: [],
    readCode: () => null,
    asks: {
      'kql-sentinel': {
        from: 'AWSGuardDuty',
        whole: true,
        columns: ['ActivityType', 'Severity', 'Title', 'AccountId', 'Region', 'ResourceDetails'],
      },
      esql: { from: 'logs-aws.guardduty-*', whole: true, columns: ['@timestamp', 'event.severity', 'message'] },
    },
  },
  {
    sensors: ['entra-id'],
    logSources: ['azure:signinlogs', 'azure:signin', 'azure:ad', 'm365:signinlogs'],
    readCode: readSignInCategory,
    asks: {
      spl: {
        from: 'sourcetype="azure:monitor:aad" category="*SignInLogs"',
        fields: ['category'],
        whole: true,
        columns: [
          'category',
          'properties.userPrincipalName',
          'properties.appDisplayName',
          'callerIpAddress',
          'resultType',
          'properties.conditionalAccessStatus',
        ],
        note: 'The source type is that of the Splunk Add-on for Microsoft Cloud Services.',
      },
      'kql-sentinel': {
        from: 'union isfuzzy=true SigninLogs, AADNonInteractiveUserSignInLogs, AADServicePrincipalSignInLogs, AADManagedIdentitySignInLogs, ADFSSignInLogs',
        fields: ['Category'],
        whole: true,
        columns: [
          'Category',
          'UserPrincipalName',
          'ServicePrincipalName',
          'AppDisplayName',
          'IPAddress',
          'ResultType',
          'ConditionalAccessStatus',
        ],
      },
      'kql-defender': {
        from: 'EntraIdSignInEvents',
        whole: true,
        columns: ['AccountUpn', 'Application', 'LogonType', 'IPAddress', 'ErrorCode'],
        note: 'Tenants that do not have this table yet have AADSignInEventsBeta; service principals are in EntraIdSpnSignInEvents.',
      },
      esql: {
        from: 'logs-azure.signinlogs-*',
        whole: true,
        columns: [
          '@timestamp',
          'event.outcome',
          'source.ip',
          'azure.signinlogs.category',
          'azure.signinlogs.properties.user_principal_name',
          'azure.signinlogs.properties.app_display_name',
        ],
        fields: ['azure.signinlogs.category'],
      },
    },
  },
  {
    sensors: ['entra-id'],
    logSources: [
      'azure:audit',
      'azure:policy',
      'Microsoft Entra ID Audit Logs',
      'ApplicationLog:EntraIDPortal',
      'm365:oauth',
    ],
    readCode: readAuditOperation,
    asks: {
      spl: {
        from: 'sourcetype="azure:monitor:aad" category="AuditLogs"',
        fields: ['operationName'],
        columns: [
          'operationName',
          'properties.initiatedBy.user.userPrincipalName',
          'properties.targetResources{}.displayName',
          'properties.result',
          'callerIpAddress',
        ],
        note: 'The source type is that of the Splunk Add-on for Microsoft Cloud Services.',
      },
      'kql-sentinel': {
        from: 'AuditLogs',
        fields: ['OperationName'],
        columns: ['OperationName', 'Result', 'InitiatedBy', 'TargetResources', 'CorrelationId'],
      },
      esql: {
        from: 'logs-azure.auditlogs-*',
        fields: ['azure.auditlogs.operation_name'],
        columns: ['@timestamp', 'azure.auditlogs.operation_name', 'event.outcome'],
      },
      eql: { from: 'logs-azure.auditlogs-*', fields: ['azure.auditlogs.operation_name'], columns: [] },
      sigma: { product: 'azure', service: 'auditlogs', fields: ['properties.message'] },
    },
  },
  {
    sensors: ['azure-activity'],
    logSources: ['azure:activity', 'azure:policy', 'azure:resource'],
    readCode: readAzureOperation,
    asks: {
      'kql-sentinel': {
        from: 'AzureActivity',
        fields: ['OperationNameValue'],
        letterCase: 'upper',
        columns: [
          'OperationNameValue',
          'ActivityStatusValue',
          'Caller',
          'CallerIpAddress',
          'ResourceGroup',
          'ResourceId',
        ],
      },
      esql: {
        from: 'logs-azure.activitylogs-*',
        fields: ['azure.activitylogs.operation_name'],
        letterCase: 'upper',
        columns: ['@timestamp', 'azure.activitylogs.operation_name', 'event.outcome', 'source.ip'],
      },
      eql: {
        from: 'logs-azure.activitylogs-*',
        fields: ['azure.activitylogs.operation_name'],
        letterCase: 'upper',
        columns: [],
      },
      sigma: { product: 'azure', service: 'activitylogs', fields: ['operationName'] },
    },
  },
  {
    sensors: ['microsoft-graph-activity'],
    logSources: ['Microsoft Graph API Logs'],
    readCode: readHttpRequest,
    asks: {
      'kql-sentinel': {
        from: 'MicrosoftGraphActivityLogs',
        fields: ['RequestMethod', 'extract("graph\\\\.microsoft\\\\.com/(?:v1\\\\.0|beta)(/[^?]*)", 1, RequestUri)'],
        columns: ['RequestMethod', 'RequestUri', 'UserId', 'AppId', 'IPAddress', 'UserAgent', 'ResponseStatusCode'],
      },
      'kql-defender': {
        from: 'GraphApiAuditEvents',
        fields: ['RequestMethod', 'extract("graph\\\\.microsoft\\\\.com/(?:v1\\\\.0|beta)(/[^?]*)", 1, RequestUri)'],
        columns: ['RequestMethod', 'RequestUri', 'AccountObjectId', 'ApplicationId', 'IPAddress'],
      },
      esql: {
        from: 'logs-azure.graphactivitylogs-*',
        whole: true,
        columns: ['@timestamp', 'http.request.method', 'url.path', 'source.ip'],
      },
    },
  },
  {
    sensors: ['m365-unified-audit'],
    logSources: ['m365:*', 'saas:teams'],
    readCode: readFirstPart,
    asks: {
      spl: {
        from: 'sourcetype="o365:management:activity"',
        fields: ['Operation'],
        columns: ['Workload', 'Operation', 'UserId', 'ClientIP', 'ObjectId', 'ResultStatus'],
        note: 'The source type is that of the Splunk Add-on for Microsoft Office 365.',
      },
      'kql-sentinel': {
        from: 'OfficeActivity',
        fields: ['Operation'],
        columns: ['OfficeWorkload', 'Operation', 'UserId', 'ClientIP', 'OfficeObjectId', 'ResultStatus'],
        note: 'The connector brings Exchange, SharePoint and Teams; other workloads are in AuditLogs, SigninLogs or CloudAppEvents.',
      },
      'kql-defender': {
        from: 'CloudAppEvents',
        fields: ['ActionType'],
        columns: ['Application', 'ActionType', 'AccountDisplayName', 'IPAddress', 'ObjectName', 'RawEventData'],
        note: 'Needs the Microsoft 365 connector of Defender for Cloud Apps.',
      },
      ...byAction('logs-o365.audit-*'),
      sigma: { product: 'm365', service: 'audit', fields: ['Operation'] },
    },
  },
  {
    sensors: ['exchange-message-trace', 'defender-office-365'],
    logSources: ['m365:messagetrace'],
    readCode: () => null,
    asks: {
      'kql-defender': {
        from: 'EmailEvents',
        whole: true,
        columns: ['SenderFromAddress', 'RecipientEmailAddress', 'Subject', 'EmailDirection', 'DeliveryAction'],
      },
      'kql-sentinel': {
        from: 'EmailEvents',
        whole: true,
        columns: ['SenderFromAddress', 'RecipientEmailAddress', 'Subject', 'EmailDirection', 'DeliveryAction'],
        note: 'Needs the Defender XDR connector with its e-mail tables.',
      },
    },
  },
  {
    sensors: ['okta'],
    logSources: ['Okta:*', 'saas:okta'],
    readCode: (code) => (/^[a-z][\w]*(\.[\w-]+)+$/.test(code) ? [code] : null),
    asks: {
      spl: {
        from: 'sourcetype="OktaIM2:log"',
        fields: ['eventType'],
        columns: ['eventType', 'actor.alternateId', 'client.ipAddress', 'outcome.result', 'target{}.displayName'],
        note: 'The source type is that of the Splunk Add-on for Okta Identity Cloud.',
      },
      'kql-sentinel': {
        from: 'OktaV2_CL',
        fields: ['EventOriginalType'],
        columns: ['EventOriginalType', 'ActorUsername', 'SrcIpAddr', 'EventResult', 'EventMessage', 'OriginalTarget'],
        note: 'The older connector writes into Okta_CL (eventType_s).',
      },
      ...byAction('logs-okta.system-*'),
      sigma: { product: 'okta', service: 'okta', fields: ['eventType'] },
    },
  },
  {
    sensors: ['gcp-audit'],
    logSources: ['gcp:*', 'GCPAuditLogs:*'],
    readCode: (code) => (/^[A-Za-z][\w]*(\.[\w-]+)+$|^[A-Z][A-Za-z]+$/.test(code) ? [code] : null),
    asks: {
      spl: {
        from: 'sourcetype="google:gcp:pubsub:message"',
        fields: ['data.protoPayload.methodName'],
        columns: [
          'data.protoPayload.serviceName',
          'data.protoPayload.methodName',
          'data.protoPayload.authenticationInfo.principalEmail',
          'data.protoPayload.requestMetadata.callerIp',
          'data.protoPayload.resourceName',
        ],
        note: 'The source type is that of the Splunk Add-on for Google Cloud Platform.',
      },
      'kql-sentinel': {
        from: 'GCPAuditLogs',
        fields: ['MethodName'],
        columns: ['ServiceName', 'MethodName', 'PrincipalEmail', 'RequestMetadata', 'GCPResourceName'],
      },
      ...byAction('logs-gcp.audit-*'),
      sigma: { product: 'gcp', service: 'gcp.audit', fields: ['gcp.audit.method_name'] },
    },
  },
  {
    sensors: ['gcp-vpc-flow'],
    logSources: ['gcp:vpcflow'],
    readCode: () => null,
    asks: {
      esql: {
        from: 'logs-gcp.vpcflow-*',
        whole: true,
        columns: ['@timestamp', 'source.ip', 'source.port', 'destination.ip', 'destination.port', 'network.bytes'],
      },
    },
  },
  {
    sensors: ['google-workspace'],
    logSources: [
      'Google Admin Audit',
      'saas:googleworkspace',
      'saas:googledrive',
      'saas:gmail',
      'saas:appsscript',
      'gcp:workspaceaudit',
      'GCPAuditLogs:*',
    ],
    readCode: (code) => (/^[a-z_]+\/[\w-]+$/.test(code) ? readLastPart(code) : null),
    asks: {
      spl: {
        from: 'sourcetype="gws:reports:*"',
        fields: ['event.name'],
        columns: ['sourcetype', 'event.name', 'actor.email', 'ipAddress'],
        note: 'The source types are those of the Splunk Add-on for Google Workspace.',
      },
      'kql-sentinel': {
        from: 'union isfuzzy=true GWorkspace_ReportsAPI_admin_CL, GWorkspace_ReportsAPI_drive_CL, GWorkspace_ReportsAPI_login_CL, GWorkspace_ReportsAPI_token_CL, GWorkspace_ReportsAPI_user_accounts_CL',
        fields: ['event_name_s'],
        columns: ['event_name_s', 'actor_email_s', 'IPAddress'],
        note: 'Tables of the connector that runs as an Azure function; newer connectors have others.',
      },
      ...byAction('logs-google_workspace.*'),
    },
  },
  {
    sensors: ['kubernetes-audit'],
    logSources: ['kubernetes:audit', 'kubernetes:apiserver', 'kubernetes:orchestrator', 'ApplicationLog:API'],
    readCode: readKubernetesRequest,
    asks: {
      spl: {
        from: 'sourcetype="_json" source="kubernetes"',
        fields: ['verb', 'objectRef.resource', 'objectRef.subresource'],
        columns: [
          'verb',
          'objectRef.resource',
          'objectRef.namespace',
          'objectRef.name',
          'user.username',
          'sourceIPs{}',
          'userAgent',
        ],
        note: 'Put in the source type of your collector: the fields are those of the audit event.',
      },
      'kql-sentinel': {
        from: 'AKSAudit',
        fields: ['Verb', 'tostring(ObjectRef.resource)', 'tostring(ObjectRef.subresource)'],
        columns: ['Verb', 'RequestUri', 'ObjectRef', 'User', 'SourceIps', 'UserAgent'],
        note: 'For AKS with the resource-specific tables.',
      },
      esql: {
        from: 'logs-kubernetes.audit_logs-*',
        fields: [
          'kubernetes.audit.verb',
          'kubernetes.audit.objectRef.resource',
          'kubernetes.audit.objectRef.subresource',
        ],
        columns: [
          '@timestamp',
          'kubernetes.audit.verb',
          'kubernetes.audit.requestURI',
          'kubernetes.audit.user.username',
        ],
      },
      eql: {
        from: 'logs-kubernetes.audit_logs-*',
        fields: [
          'kubernetes.audit.verb',
          'kubernetes.audit.objectRef.resource',
          'kubernetes.audit.objectRef.subresource',
        ],
        columns: [],
      },
      sigma: {
        product: 'kubernetes',
        category: 'application',
        service: 'audit',
        fields: ['verb', 'objectRef.resource', 'objectRef.subresource'],
      },
    },
  },
  {
    sensors: ['github'],
    logSources: ['saas:github', 'saas:RepoEvents', 'saas:PRMetadata'],
    readCode: (code) => (/^[a-z_]+\.[a-zA-Z_]+$/.test(code) ? [code] : null),
    asks: {
      ...byAction('logs-github.audit-*'),
      sigma: { product: 'github', service: 'audit', fields: ['action'] },
    },
  },
  {
    sensors: ['slack'],
    logSources: ['saas:slack'],
    readCode: readPlain,
    asks: byAction('logs-slack.audit-*'),
  },
  {
    sensors: ['aws-load-balancer'],
    logSources: ['ALB:HTTPLogs'],
    readCode: () => null,
    asks: {
      athena: {
        from: 'alb_access_logs',
        whole: true,
        columns: ['time', 'client_ip', 'request_verb', 'request_url', 'elb_status_code', 'user_agent'],
        time: { column: 'time', kind: 'iso' },
        note: 'The table is the one of the documentation on ALB logs in Athena: put in its name.',
      },
      esql: {
        from: 'logs-aws.elb_logs-*',
        whole: true,
        columns: ['@timestamp', 'source.ip', 'http.request.method', 'url.original', 'http.response.status_code'],
      },
    },
  },
];
