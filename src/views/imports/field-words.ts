/** Fields a column of a history can be given, named as in the Elastic Common Schema, in groups. */
const GROUPS: readonly (readonly [group: string, fields: readonly (readonly [field: string, words: string])[]])[] = [
  [
    'Time',
    [
      ['@timestamp', 'Time'],
      ['@timestamp:day-first', 'Time, dates day first'],
      ['@timestamp:month-first', 'Time, dates month first'],
      ['event.start', 'Start'],
      ['event.end', 'End'],
      ['event.duration', 'Duration, ms'],
    ],
  ],
  [
    'Who asked',
    [
      ['source.ip', 'Source address'],
      ['source.port', 'Source port'],
      ['source.domain', 'Source name'],
      ['source.nat.ip', 'Source address behind NAT'],
      ['source.bytes', 'Bytes sent'],
      ['source.packets', 'Packets sent'],
    ],
  ],
  [
    'Who was asked',
    [
      ['destination.ip', 'Destination address'],
      ['destination.port', 'Destination port'],
      ['destination.domain', 'Destination name'],
      ['destination.nat.ip', 'Destination address behind NAT'],
      ['destination.bytes', 'Bytes received'],
      ['destination.packets', 'Packets received'],
    ],
  ],
  [
    'Connection',
    [
      ['network.transport', 'Transport'],
      ['network.protocol', 'Protocol'],
      ['network.application', 'Application'],
      ['network.direction', 'Direction'],
      ['network.bytes', 'Bytes'],
      ['network.packets', 'Packets'],
      ['event.action', 'Action'],
      ['event.outcome', 'Outcome'],
      ['rule.name', 'Rule'],
    ],
  ],
  [
    'Web, names and mail',
    [
      ['url.full', 'URL'],
      ['url.domain', 'Host of the URL'],
      ['url.path', 'Path of the URL'],
      ['http.request.method', 'Method'],
      ['http.response.status_code', 'Status'],
      ['user_agent.original', 'User agent'],
      ['dns.question.name', 'Name asked for'],
      ['dns.resolved_ip', 'Addresses answered'],
      ['tls.client.server_name', 'TLS server name'],
      ['tls.client.ja3', 'JA3'],
      ['email.from.address', 'Sender'],
      ['email.to.address', 'Recipients'],
    ],
  ],
  [
    'Host',
    [
      ['host.name', 'Host'],
      ['host.ip', 'Address of the host'],
      ['user.name', 'User'],
      ['process.executable', 'Program'],
      ['process.name', 'Program’s name'],
      ['process.command_line', 'Command line'],
      ['process.pid', 'Process id'],
      ['file.path', 'File path'],
      ['file.name', 'File name'],
      ['file.hash.md5', 'MD5'],
      ['file.hash.sha1', 'SHA-1'],
      ['file.hash.sha256', 'SHA-256'],
      ['registry.path', 'Registry key'],
    ],
  ],
  [
    'Event',
    [
      ['event.code', 'Event id'],
      ['event.provider', 'Source of the event'],
      ['message', 'Message'],
    ],
  ],
];

export interface FieldOption {
  readonly value: string | null;
  readonly label: string;
  readonly group?: string;
}

const OPTIONS: readonly FieldOption[] = [
  { value: null, label: 'left out' },
  ...GROUPS.flatMap(([group, fields]) =>
    fields.map(([value, words]) => ({ value, label: `${words} (${value.replace(/:.*$/, '')})`, group })),
  ),
];
const KNOWN = new Set(OPTIONS.map(({ value }) => value));

/** Behind its own name, what a column holds that is looked for. */
const SEARCHED: readonly (readonly [ending: string, words: string])[] = [
  ['.address', 'addresses and names of hosts'],
  ['.url', 'URLs'],
  ['.email', 'mail addresses'],
];

/** Every field, and that which the column has now or would have by its own name. */
export function listFieldOptions(field: string | null, header: string): readonly FieldOption[] {
  const name = header.trim();
  const own = [field, name].flatMap((each) => (each === null || each === '' || KNOWN.has(each) ? [] : each));
  const searched = name === '' ? [] : SEARCHED.filter(([ending]) => !own.includes(`${name}${ending}`));
  const group = 'As it is';
  return [
    ...OPTIONS,
    ...[...new Set(own)].map((value) => ({ value, label: `kept as “${value}”`, group })),
    ...searched.map(([ending, words]) => ({
      value: `${name}${ending}`,
      label: `kept, and searched as ${words}`,
      group,
    })),
  ];
}
