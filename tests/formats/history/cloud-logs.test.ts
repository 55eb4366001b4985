import { describe, expect, it } from 'vitest';
import { fieldsOf, lines, read } from './read-events';

describe('clouds', () => {
  const trail = {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', principalId: 'AIDA', arn: 'arn:aws:iam::1:user/u', userName: 'u' },
    eventTime: '2024-03-05T10:15:30Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.7',
    userAgent: 'aws-cli/2',
    requestParameters: { bucketName: 'b', list: [{ a: 1 }, { a: 2 }], __proto__x: 1 },
    resources: [{ ARN: 'arn:1' }, { ARN: 'arn:2' }],
  };

  it('CloudTrail, in Records and line by line', () => {
    const failed = { ...trail, sourceIPAddress: 'ec2.amazonaws.com', errorCode: 'AccessDenied', eventName: 'X' };
    const wanted = [
      {
        '@timestamp': Date.parse('2024-03-05T10:15:30Z'),
        'source.ip': '198.51.100.7',
        'event.action': 'GetObject',
        'event.provider': 's3.amazonaws.com',
        'event.outcome': 'success',
        'user.name': 'u',
        'user_agent.original': 'aws-cli/2',
        'resources.ARN': 'arn:1\narn:2',
        'requestParameters.list.a': '1\n2',
        'cloud.region': 'eu-west-1',
        'userIdentity.arn': 'arn:aws:iam::1:user/u',
      },
      { 'source.address': 'ec2.amazonaws.com', 'error.code': 'AccessDenied', 'event.outcome': 'failure' },
    ];
    const first = fieldsOf(JSON.stringify({ Records: [trail, failed] }), 'cloudtrail');
    expect(first).toMatchObject(wanted);
    expect(first[0]?.['eventTime']).toBeUndefined();
    expect(first[1]?.['source.ip']).toBeUndefined();
    expect(fieldsOf(lines(trail, failed), 'cloudtrail')).toMatchObject(wanted);
    expect(fieldsOf(lines({ Records: [trail] }, { Records: [failed] }), 'cloudtrail')).toMatchObject(wanted);
  });

  it.each([
    [
      'azure.signinlogs',
      {
        value: [
          {
            id: '1',
            createdDateTime: '2024-03-05T10:15:30Z',
            userPrincipalName: 'u@x.example',
            ipAddress: '198.51.100.7',
            appDisplayName: 'A',
            status: { errorCode: 50126 },
          },
        ],
      },
      { 'user.name': 'u@x.example', 'event.outcome': 'failure' },
    ],
    [
      'azure.signinlogs',
      [{ TimeGenerated: '2024-03-05T10:15:30Z', UserPrincipalName: 'u', IPAddress: '198.51.100.7', ResultType: '0' }],
      { 'user.name': 'u', 'event.outcome': 'success' },
    ],
    [
      'azure.activitylogs',
      {
        records: [
          {
            time: '2024-03-05T10:15:30Z',
            resourceId: '/S/1',
            operationName: 'DELETE',
            callerIpAddress: '198.51.100.7',
            resultType: 'Success',
          },
        ],
      },
      { 'event.action': 'DELETE', 'event.outcome': 'success' },
    ],
    [
      'o365.audit',
      [
        {
          CreationTime: '2024-03-05T10:15:30',
          Operation: 'FileAccessed',
          Workload: 'SharePoint',
          UserId: 'u',
          ClientIP: '198.51.100.7:4444',
          ResultStatus: 'Succeeded',
        },
      ],
      { 'user.name': 'u', 'event.action': 'FileAccessed' },
    ],
    [
      'gcp.audit',
      [
        {
          insertId: 'i',
          logName: 'l',
          timestamp: '2024-03-05T10:15:30Z',
          protoPayload: {
            methodName: 'm',
            authenticationInfo: { principalEmail: 'u' },
            requestMetadata: { callerIp: '198.51.100.7' },
          },
        },
      ],
      { 'user.name': 'u', 'event.action': 'm' },
    ],
    [
      'okta.system',
      [
        {
          published: '2024-03-05T10:15:30Z',
          eventType: 'user.session.start',
          actor: { alternateId: 'u' },
          client: { ipAddress: '198.51.100.7', userAgent: { rawUserAgent: 'UA' } },
          outcome: { result: 'SUCCESS' },
        },
      ],
      { 'user.name': 'u', 'user_agent.original': 'UA', 'event.outcome': 'success' },
    ],
    [
      'aws.guardduty',
      {
        schemaVersion: '2.0',
        updatedAt: '2024-03-05T10:15:30Z',
        severity: 5,
        type: 't',
        resource: {},
        service: {
          action: {
            networkConnectionAction: {
              connectionDirection: 'INBOUND',
              remoteIpDetails: { ipAddressV4: '198.51.100.7' },
            },
          },
        },
      },
      { type: 't' },
    ],
    [
      'google_workspace.admin',
      {
        kind: 'x',
        items: [
          {
            id: { time: '2024-03-05T10:15:30Z', applicationName: 'login' },
            actor: { email: 'u' },
            ipAddress: '198.51.100.7',
            events: [{ name: 'login_success' }],
          },
        ],
      },
      { 'user.name': 'u', 'event.action': 'login_success' },
    ],
  ])('%s', (dataset, value, wanted) => {
    const [fields] = fieldsOf(JSON.stringify(value), 'cloud-audit');
    expect(fields).toMatchObject({
      ...wanted,
      'event.dataset': dataset,
      '@timestamp': Date.parse('2024-03-05T10:15:30Z'),
      'source.ip': '198.51.100.7',
    });
  });

  it('flow logs of Azure, each flow a record', () => {
    const nsg = {
      time: '2024-03-05T10:16:00Z',
      category: 'NetworkSecurityGroupFlowEvent',
      resourceId: '/S/1',
      properties: {
        Version: 2,
        flows: [
          {
            rule: 'DefaultRule',
            flows: [
              {
                mac: '00AA',
                flowTuples: [
                  '1709633730,192.0.2.1,198.51.100.2,5000,443,T,O,A,E,10,1000,9,9000',
                  '1709633731,198.51.100.9,192.0.2.1,40000,22,T,I,D,B,,,,',
                ],
              },
            ],
          },
        ],
      },
    };
    const vnet = {
      time: '2024-03-05T10:16:00Z',
      category: 'FlowLogFlowEvent',
      flowRecords: {
        flows: [
          {
            flowGroups: [{ rule: 'R', flowTuples: ['1709633730123,192.0.2.1,198.51.100.2,5000,53,17,O,D,NX,0,0,0,0'] }],
          },
        ],
      },
    };
    expect(fieldsOf(JSON.stringify({ records: [nsg, vnet] }), 'cloud-audit')).toMatchObject([
      {
        '@timestamp': 1_709_633_730_000,
        'source.ip': '192.0.2.1',
        'destination.port': 443,
        'destination.bytes': 9000,
        'vedette.disposition': 'established',
        'rule.name': 'DefaultRule',
      },
      { 'destination.port': 22, 'vedette.disposition': 'denied', 'network.direction': 'inbound' },
      { '@timestamp': 1_709_633_730_123, 'network.transport': 'udp', 'vedette.disposition': 'denied' },
    ]);
  });

  it('VPC flow logs from CloudWatch, with a header and without one', () => {
    const rows = [
      '2 123456789012 eni-0a1b 192.0.2.1 198.51.100.2 5000 443 6 10 4000 1709633730 1709633790 ACCEPT OK',
      '2 123456789012 eni-0a1b 198.51.100.9 192.0.2.1 40000 22 6 1 40 1709633731 1709633790 REJECT OK',
      '2 123456789012 eni-0a1b - - - - - - - 1709633731 1709633790 - NODATA',
    ];
    const header =
      'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
    const wanted = [
      {
        '@timestamp': 1_709_633_730_000,
        'source.ip': '192.0.2.1',
        'destination.port': 443,
        'network.transport': 'tcp',
        'network.bytes': 4000,
        'vedette.disposition': 'unknown',
        'event.end': 1_709_633_790_000,
      },
      { 'source.ip': '198.51.100.9', 'vedette.disposition': 'denied' },
      { 'aws.vpcflow.log_status': 'NODATA' },
    ];
    const dated = rows.map((row) => `2024-03-05T10:15:30.000Z ${row}`);
    for (const text of [
      dated.join('\n'),
      [`2024-03-05T10:15:30.000Z ${header}`, ...dated].join('\r\n'),
      [header, ...dated].join('\n'),
    ]) {
      expect(fieldsOf(text, 'vpc-flow-cloudwatch')).toMatchObject(wanted);
    }
    const { rejected } = read([header, ...dated, 'no flow', dated[0]].join('\n'), 'vpc-flow-cloudwatch');
    expect(rejected.map(({ place }) => place)).toEqual([{ kind: 'line', line: 5 }]);
  });
});
