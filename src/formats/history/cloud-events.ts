/** Logs of cloud services: CloudTrail, GuardDuty, Entra and Azure, Microsoft 365, Google, Okta. docs/formats/cloudtrail.md */

import { CLOUD_ADDRESSES, CLOUD_FIELDS } from '../../domain/history/cloud-fields';
import { DISPOSITION_FIELD, type Disposition } from '../../domain/history/fields';
import { isMap, type PlainMap, textOf } from '../plain-data';
import { type FieldRule, isScalar, makeFieldTree, rulesOf } from './event-fields';
import type { EventWriter } from './event-writer';
import type { Dialect } from './json-dialect';

interface Service {
  readonly dataset: string;
  readonly provider: string;
  readonly fits: (event: PlainMap) => boolean;
  /** Names of its moment, the first that it has. */
  readonly times: readonly string[];
}

const has = (event: PlainMap, ...keys: readonly string[]) =>
  keys.every((key) => event[key] !== undefined && event[key] !== null);

const SERVICES: readonly Service[] = [
  {
    dataset: 'aws.cloudtrail',
    provider: 'aws',
    fits: (event) => has(event, 'eventSource', 'eventName') && (has(event, 'eventVersion') || has(event, 'awsRegion')),
    times: ['eventTime'],
  },
  {
    dataset: 'aws.guardduty',
    provider: 'aws',
    fits: (event) =>
      (has(event, 'schemaVersion', 'severity', 'resource') && isMap(event['service'])) ||
      (has(event, 'SchemaVersion', 'Severity') && isMap(event['Service'])),
    times: ['updatedAt', 'UpdatedAt', 'createdAt', 'CreatedAt'],
  },
  {
    dataset: 'azure.signinlogs',
    provider: 'azure',
    fits: (event) =>
      has(event, 'createdDateTime', 'userPrincipalName') ||
      has(event, 'TimeGenerated', 'UserPrincipalName', 'ResultType') ||
      /SignInLogs$/i.test(textOf(event['category'])),
    times: ['createdDateTime', 'CreatedDateTime', 'time', 'TimeGenerated'],
  },
  {
    dataset: 'azure.auditlogs',
    provider: 'azure',
    fits: (event) =>
      has(event, 'activityDateTime', 'activityDisplayName') ||
      has(event, 'ActivityDateTime', 'ActivityDisplayName') ||
      event['category'] === 'AuditLogs',
    times: ['activityDateTime', 'ActivityDateTime', 'time', 'TimeGenerated'],
  },
  {
    dataset: 'azure.activitylogs',
    provider: 'azure',
    fits: (event) =>
      (has(event, 'operationName') && (has(event, 'resourceId') || has(event, 'eventTimestamp'))) ||
      has(event, 'OperationNameValue', 'TimeGenerated'),
    times: ['time', 'eventTimestamp', 'TimeGenerated'],
  },
  {
    dataset: 'o365.audit',
    provider: 'azure',
    fits: (event) => has(event, 'CreationTime', 'Operation') && (has(event, 'Workload') || has(event, 'RecordType')),
    times: ['CreationTime'],
  },
  {
    dataset: 'gcp.audit',
    provider: 'gcp',
    fits: (event) => isMap(event['protoPayload']) || (has(event, 'insertId', 'logName') && has(event, 'timestamp')),
    times: ['timestamp', 'receiveTimestamp'],
  },
  {
    dataset: 'google_workspace.admin',
    provider: 'gcp',
    fits: (event) =>
      isMap(event['id']) && has(event['id'], 'time', 'applicationName') && Array.isArray(event['events']),
    times: [],
  },
  {
    dataset: 'okta.system',
    provider: 'okta',
    fits: (event) => has(event, 'published', 'eventType') && isMap(event['actor']),
    times: ['published'],
  },
];

/** Each service asks for one of these. */
const CLOUD_KEYS: readonly string[] = [
  'eventSource',
  'service',
  'Service',
  'createdDateTime',
  'UserPrincipalName',
  'category',
  'activityDateTime',
  'ActivityDateTime',
  'operationName',
  'OperationNameValue',
  'CreationTime',
  'protoPayload',
  'insertId',
  'id',
  'published',
];

export function cloudServiceOf(event: PlainMap): Service | null {
  return SERVICES.find(({ fits }) => fits(event)) ?? null;
}

export function makeCloudDialect(out: EventWriter): Dialect {
  let service: Service | null = null;

  /** The address of an instance or of a service of the cloud itself, which has a name. */
  const takeAddress = (value: unknown, name: string) => {
    if (typeof value !== 'string') return;
    const bare =
      /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(value)?.[1] ?? /^((?:\d{1,3}\.){3}\d{1,3}):\d+$/.exec(value)?.[1] ?? value;
    const isAddress = /^[\d.]+$|:/.test(bare);
    out.putField(isAddress ? 'source.ip' : name === 'sourceIPAddress' ? 'source.address' : name, bare, name);
  };
  const takeTime = (value: unknown, name: string) => {
    if (isScalar(value))
      out.putField(out.readTime(value) === out.readTime(timeOfEvent) ? '@timestamp' : name, value, name);
  };
  let timeOfEvent: unknown;
  const special = new Map<string, FieldRule>(CLOUD_ADDRESSES.map((name) => [name, takeAddress]));
  for (const { times } of SERVICES) for (const name of times) special.set(name, takeTime);
  const tree = makeFieldTree(out, {
    ruleOf: rulesOf(CLOUD_FIELDS, Object.fromEntries(special), {
      // Text in JSON of some exports.
      AuditData: (value, name) => {
        if (isScalar(value)) out.putField(name, value);
      },
    }),
  });

  return {
    id: 'cloud',
    keys: CLOUD_KEYS,
    fits(event) {
      service = cloudServiceOf(event);
      return service !== null;
    },
    read(event) {
      timeOfEvent = undefined;
      for (const name of service?.times ?? []) {
        const value = event[name];
        if (value !== undefined && value !== null && out.putTime('@timestamp', value, name)) {
          timeOfEvent = value;
          break;
        }
      }
      if (isMap(event['id']) && timeOfEvent === undefined) out.putTime('@timestamp', event['id']['time'], 'id.time');
      const isWhole = tree.put(event);
      if (service !== null) {
        out.putField('event.dataset', service.dataset);
        out.putField('cloud.provider', service.provider);
      }
      const outcome = outcomeOf(event, service?.dataset ?? '');
      if (outcome !== null && !out.has('event.outcome')) out.putField('event.outcome', outcome);
      putFinding(event);
      putArrival(event, outcome);
      return isWhole;
    },
  };

  /** Somebody asks the cloud of one's own, which is its far end: what has another is a connection, or a finding about one. */
  function putArrival(event: PlainMap, outcome: 'success' | 'failure' | null): void {
    if (!out.has('source.ip') || out.has('destination.ip') || service?.dataset === 'aws.guardduty') return;
    if (!out.has('network.direction')) out.putField('network.direction', 'ingress');
    if (!out.has(DISPOSITION_FIELD)) out.putField(DISPOSITION_FIELD, dispositionOf(event, service?.dataset, outcome));
  }

  /** A finding names the far end, and which way the connection went. */
  function putFinding(event: PlainMap): void {
    if (service?.dataset !== 'aws.guardduty') return;
    const action = mapAt(mapAt(event, 'service'), 'action');
    const connection = mapAt(action, 'networkConnectionAction');
    const far = mapAt(connection, 'remoteIpDetails')['ipAddressV4'];
    const way = connection['connectionDirection'];
    const side = way === 'INBOUND' ? 'source' : 'destination';
    if (way === 'INBOUND' || way === 'OUTBOUND')
      out.putField('network.direction', way === 'INBOUND' ? 'ingress' : 'egress');
    if (connection['blocked'] === true) out.putField(DISPOSITION_FIELD, 'denied');
    if (typeof far === 'string') out.putField(`${side}.ip`, far);
    const port = mapAt(connection, 'remotePortDetails')['port'];
    if (typeof port === 'number') out.putField(`${side}.port`, port);
    const caller = mapAt(mapAt(action, 'awsApiCallAction'), 'remoteIpDetails')['ipAddressV4'];
    if (typeof caller === 'string') {
      out.putField('source.ip', caller);
      out.putField('network.direction', 'ingress');
    }
  }
}

/** AWS' words for what a caller may not do. */
const REFUSED =
  /AccessDenied|Unauthorized|Forbidden|AuthFailure|InvalidClientTokenId|ExpiredToken|SignatureDoesNotMatch/i;
const SIGN_IN = /^(?:user\.session\.start|user\.authentication\.|UserLoginFailed|UserLoggedIn)/;

/** Refused is what the service refused: other failures (no such bucket) are its answers. */
function dispositionOf(
  event: PlainMap,
  dataset: string | undefined,
  outcome: 'success' | 'failure' | null,
): Disposition {
  const { errorCode, errorMessage, eventName, eventType, Operation: operation } = event;
  if (operation === 'UserLoginFailed') return 'denied';
  if (outcome !== 'failure') return outcome === 'success' ? 'established' : 'unknown';
  if (dataset === 'azure.signinlogs' || SIGN_IN.test(textOf(eventType)) || SIGN_IN.test(textOf(operation)))
    return 'denied';
  if (dataset !== 'aws.cloudtrail') return 'unknown';
  const isSignIn = eventName === 'ConsoleLogin';
  return isSignIn || REFUSED.test(textOf(errorCode)) || REFUSED.test(textOf(errorMessage)) ? 'denied' : 'established';
}

function mapAt(value: PlainMap, key: string): PlainMap {
  const inner = value[key];
  return isMap(inner) ? inner : {};
}

function worded(value: unknown): 'success' | 'failure' | null {
  const text = textOf(value ?? '').toLowerCase();
  if (/^(?:success|succeeded|allow|0|true|partiallysucceeded)$/.test(text)) return 'success';
  return /^(?:fail|failed|failure|deny|denied|false)$/.test(text) ? 'failure' : null;
}

function outcomeOf(event: PlainMap, dataset: string): 'success' | 'failure' | null {
  if (dataset === 'aws.cloudtrail') {
    const answer = mapAt(event, 'responseElements')['ConsoleLogin'];
    return event['errorCode'] || event['errorMessage'] ? 'failure' : (worded(answer) ?? 'success');
  }
  if (dataset === 'okta.system') return worded(mapAt(event, 'outcome')['result']);
  if (dataset === 'azure.signinlogs') {
    const code = mapAt(event, 'status')['errorCode'] ?? event['ResultType'] ?? event['resultType'];
    return code === undefined || code === null || code === '' ? null : textOf(code) === '0' ? 'success' : 'failure';
  }
  if (dataset === 'gcp.audit') {
    const status = mapAt(mapAt(event, 'protoPayload'), 'status')['code'];
    return status === undefined ? null : status === 0 ? 'success' : 'failure';
  }
  return worded(
    event['result'] ?? event['Result'] ?? event['ResultStatus'] ?? event['resultType'] ?? event['ActivityStatusValue'],
  );
}
