import { byAction } from './by-action';
import type { CodeReader, QueryPlace } from './query-place';
import { readAzureOperation, readFirstPart, readHttpRequest } from './read-codes';

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

/** Entra ID, Azure and Microsoft 365. */
export const MICROSOFT_PLACES: readonly QueryPlace[] = [
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
];
