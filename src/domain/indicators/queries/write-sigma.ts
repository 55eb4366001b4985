import { makeSha256 } from '../../digest';
import { quoteSigma } from '../../threats/queries/quote';
import { makeUuid5 } from '../../uuid5';
import type { FileLimit } from './split-files';
import { type GroupedValue, sortAddresses, type ValueGroups, type ValueKind } from './value-groups';
import type { WrittenFiles } from './watchlist-queries';
import { describeValues, type KindWriter, noField, textsOf, urlForms, writeKinds } from './write-kinds';

/** Sigma has no limit; what rules are turned into does, and a thousand values fit nearly everywhere. */
const LIMIT: FileLimit = { most: 1_000_000, unit: 'bytes', values: 1000 };
/** Of lists that would be thousands of rules: no more of them than somebody can load. */
const LARGE_LIST = 50_000;
const LARGE_LIMIT: FileLimit = { most: 1_000_000, unit: 'bytes', values: 10_000 };
/** Ids of rules hang on their content: the same rule written again has the same id. */
const NAMESPACE = '7c3d1b60-8f0e-4b5a-9a55-2f1f6f4f6f0d';

interface RuleSource {
  /** In the file's name. */
  readonly name: string;
  readonly logsource: Readonly<Record<string, string>>;
  readonly fields: Readonly<Partial<Record<ValueKind, readonly string[]>>>;
}

const HASHED = ['Hashes'] as const;

/** By the taxonomy of Sigma: a category has the fields that rules of it may name. */
const SOURCES: readonly RuleSource[] = [
  { name: 'dns-query', logsource: { category: 'dns_query', product: 'windows' }, fields: { domain: ['QueryName'] } },
  { name: 'dns', logsource: { category: 'dns' }, fields: { domain: ['query'] } },
  {
    name: 'network-connection',
    logsource: { category: 'network_connection', product: 'windows' },
    fields: { address: ['DestinationIp', 'SourceIp'], domain: ['DestinationHostname'] },
  },
  { name: 'firewall', logsource: { category: 'firewall' }, fields: { address: ['dst_ip', 'src_ip'] } },
  {
    name: 'proxy',
    logsource: { category: 'proxy' },
    fields: { domain: ['cs-host'], url: ['c-uri'], 'user-agent': ['c-useragent'], address: ['dst_ip'] },
  },
  {
    name: 'webserver',
    logsource: { category: 'webserver' },
    fields: { address: ['c-ip'], 'user-agent': ['cs-user-agent'] },
  },
  {
    name: 'process-creation',
    logsource: { category: 'process_creation', product: 'windows' },
    fields: { md5: HASHED, sha1: HASHED, sha256: HASHED, 'file-name': ['Image'], 'file-path': ['Image'] },
  },
  {
    name: 'image-load',
    logsource: { category: 'image_load', product: 'windows' },
    fields: { md5: HASHED, sha1: HASHED, sha256: HASHED, 'file-name': ['ImageLoaded'], 'file-path': ['ImageLoaded'] },
  },
  {
    name: 'file-event',
    logsource: { category: 'file_event', product: 'windows' },
    fields: { 'file-name': ['TargetFilename'], 'file-path': ['TargetFilename'] },
  },
  {
    name: 'registry',
    logsource: { category: 'registry_event', product: 'windows' },
    fields: { 'registry-key': ['TargetObject'] },
  },
  { name: 'zeek-ssl', logsource: { product: 'zeek', service: 'ssl' }, fields: { ja3: ['ja3'], ja4: ['ja4'] } },
];

export function writeSigmaFiles(groups: ValueGroups): WrittenFiles {
  const writers = [...groups.kinds.keys()].flatMap((kind) =>
    SOURCES.flatMap((source): KindWriter[] => {
      const fields = source.fields[kind];
      if (fields === undefined) return [];
      return [
        {
          kind,
          base: `${kind}-${source.name}`,
          write: (values) => writeRule(groups.title, source, kind, fields, values),
        },
      ];
    }),
  );
  const isLarge = groups.count > LARGE_LIST;
  return {
    ...writeKinds(groups, writers, 'yml', isLarge ? LARGE_LIMIT : LIMIT, noField('Sigma’s taxonomy')),
    limit: isLarge
      ? 'At most 10,000 values and 1,000,000 bytes in a rule: with 1,000, which fits nearly everywhere, this list would be very many rules.'
      : 'At most 1,000 values in a rule: what rules are turned into has limits, though Sigma has none.',
  };
}

function writeRule(
  title: string,
  source: RuleSource,
  kind: ValueKind,
  fields: readonly string[],
  values: readonly GroupedValue[],
): string {
  const tests = fields.flatMap((field) => testsOf(kind, field, values)).filter(([, texts]) => texts.length > 0);
  const body = [
    'logsource:',
    ...Object.entries(source.logsource).map(([name, value]) => `  ${name}: ${value}`),
    'detection:',
    ...tests.flatMap(([field, texts], at) => [
      `  selection_${at + 1}:`,
      `    ${field}:`,
      ...texts.map((text) => `      - ${text}`),
    ]),
    '  condition: 1 of selection_*',
    'level: medium',
    '',
  ];
  return [
    `title: ${JSON.stringify(`${title}: ${kind} in ${source.name}`)}`,
    `id: ${makeUuid5(NAMESPACE, digest([title, ...body].join('\n')))}`,
    'status: experimental',
    `description: ${JSON.stringify(`${describeValues(kind, values.length)} of the watchlist ${title}.`)}`,
    ...body,
  ].join('\n');
}

function digest(text: string): string {
  const sha256 = makeSha256();
  sha256.update(new TextEncoder().encode(text));
  return sha256.finish();
}

type Test = readonly [field: string, texts: readonly string[]];

function testsOf(kind: ValueKind, field: string, values: readonly GroupedValue[]): readonly Test[] {
  const texts = textsOf(values);
  switch (kind) {
    case 'address': {
      const { single4, single6, networks4, networks6 } = sortAddresses(values);
      return [
        [field, [...single4, ...single6].map(quoteSigma)],
        [`${field}|cidr`, [...networks4, ...networks6].map((network) => JSON.stringify(network))],
      ];
    }
    case 'domain':
      return [
        [field, texts.map(quoteSigma)],
        [`${field}|endswith`, texts.map((text) => quoteSigma(`.${text}`))],
      ];
    case 'url':
      return [[field, texts.flatMap(urlForms).map(quoteSigma)]];
    case 'md5':
    case 'sha1':
    case 'sha256':
      return [[`${field}|contains`, texts.map((text) => quoteSigma(`${kind.toUpperCase()}=${text}`))]];
    case 'file-name':
      return [[`${field}|endswith`, texts.map((text) => quoteSigma(`\\${text}`))]];
    case 'file-path':
      // Where a path begins with a variable (`%appdata%`), only what follows it is known.
      return [
        [field, texts.filter((text) => !text.startsWith('%')).map(quoteSigma)],
        [
          `${field}|endswith`,
          texts.filter((text) => text.startsWith('%')).map((text) => quoteSigma(text.replace(/^%[^%]*%/, ''))),
        ],
      ];
    case 'registry-key':
      // Hives have several names in logs; the rest of the path does not. The key itself, and what lies in it.
      return [
        [`${field}|endswith`, texts.map((text) => quoteSigma(text.replace(/^[^\\]*/, '')))],
        [`${field}|contains`, texts.map((text) => quoteSigma(`${text.replace(/^[^\\]*/, '')}\\`))],
      ];
    default:
      return [[field, texts.map(quoteSigma)]];
  }
}
