import { byAction } from './by-action';
import type { QueryPlace } from './query-place';
import { readApiName, readKubernetesRequest, readLastPart, readPlain } from './read-codes';

/** Clouds and services other than Microsoft's. */
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
