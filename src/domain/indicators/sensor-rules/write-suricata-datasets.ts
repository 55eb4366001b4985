/** Few rules that read lists of any length: names must be equal, since datasets know no names beneath. */
import { bytesToBase64 } from '../../workspace/base64';
import { isNetwork, LeftCounts, type ValueKind, withoutLength } from '../queries/value-groups';
import type { SensorFile, SensorGroups, SensorValue, WrittenSensorFiles } from './sensor-files';
import { writeSuricataFile } from './suricata-file';
import type { Signature } from './suricata-signature';
import {
  ANYWHERE,
  leaveUnseen,
  limitRuled,
  type SuricataParts,
  watchAddress,
  watchFileNames,
  watchHashes,
  watchUrls,
} from './suricata-values';

interface DatasetKind {
  readonly kind: ValueKind;
  readonly base: string;
  /** Protocol, buffer with what is done to it, and where that is in words. */
  readonly buffers: readonly (readonly [protocol: string, buffer: string, words: string])[];
}

const STRINGS: readonly DatasetKind[] = [
  {
    kind: 'domain',
    base: 'domains',
    buffers: [
      ['dns', 'dns.query; to_lowercase;', 'domain in DNS'],
      ['tls', 'tls.sni; to_lowercase;', 'domain in TLS'],
      ['http', 'http.host;', 'domain in HTTP'],
    ],
  },
  { kind: 'ja3', base: 'ja3', buffers: [['tls', 'ja3.hash;', 'JA3']] },
  { kind: 'user-agent', base: 'user-agents', buffers: [['http', 'http.user_agent;', 'user agent']] },
];

const KINDS: ReadonlySet<ValueKind> = new Set([
  ...STRINGS.map(({ kind }) => kind),
  'address',
  'url',
  'md5',
  'sha1',
  'sha256',
  'file-name',
]);

export function writeSuricataDatasets(groups: SensorGroups): WrittenSensorFiles {
  const left = new LeftCounts();
  leaveUnseen(groups, KINDS, left);
  const valuesOf = (kind: ValueKind) => groups.kinds.get(kind) ?? [];
  const parts = [
    watchAddresses(groups, valuesOf('address')),
    ...STRINGS.map((kind) => watchStrings(groups, kind, valuesOf(kind.kind))),
    { signatures: watchUrls(limitRuled(valuesOf('url'), left), left), files: [] },
    { signatures: watchFileNames(limitRuled(valuesOf('file-name'), left), left), files: [] },
    watchHashes(groups),
  ];
  const signatures = parts.flatMap((part) => part.signatures);
  const lists = parts.flatMap((part) => part.files);
  return { files: writeSuricataFile(groups, signatures, lists), left: left.list() };
}

/** Single addresses in a list; a dataset holds no networks, which are rules. */
function watchAddresses(groups: SensorGroups, values: readonly SensorValue[]): SuricataParts {
  const signatures: Signature[] = [];
  const single: SensorValue[] = [];
  for (const value of values) {
    const [only = '', ...others] = value.texts;
    if (others.length === 0 && !isNetwork(only)) single.push(value);
    else signatures.push(...watchAddress(value, value.texts));
  }
  const addresses = single.flatMap((value) => value.texts.map(withoutLength));
  const list = makeList(groups, 'addresses', single, addresses);
  if (list === null) return { signatures, files: [] };
  for (const buffer of ['ip.src', 'ip.dst'])
    signatures.push({
      header: `ip ${ANYWHERE}`,
      words: `address as ${buffer === 'ip.src' ? 'source' : 'destination'}`,
      match: `${buffer}; ${isIn(list, 'ip')} threshold:type limit, track by_both, seconds 3600, count 1;`,
      key: `${buffer} dataset`,
      values: single,
    });
  return { signatures, files: [list] };
}

function watchStrings(
  groups: SensorGroups,
  { base, buffers }: DatasetKind,
  values: readonly SensorValue[],
): SuricataParts {
  const encoder = new TextEncoder();
  const list = makeList(
    groups,
    base,
    values,
    values.map(({ value }) => bytesToBase64(encoder.encode(value))),
  );
  if (list === null) return { signatures: [], files: [] };
  const signatures = buffers.map(([protocol, buffer, words]) => ({
    header: `${protocol} ${ANYWHERE}`,
    words,
    match: `${buffer} ${isIn(list, 'string')}`,
    key: `${buffer} dataset`,
    values,
  }));
  return { signatures, files: [list] };
}

/** Without a head: a dataset has no comments. */
function makeList(
  { slug }: SensorGroups,
  base: string,
  values: readonly SensorValue[],
  lines: readonly string[],
): SensorFile | null {
  if (values.length === 0) return null;
  return { name: `${slug}-${base}.lst`, text: `${lines.join('\n')}\n`, values: values.length };
}

function isIn({ name, values }: SensorFile, type: 'string' | 'ip'): string {
  // As many cells as values, up to what Suricata allows a single set.
  const cells = Math.min(262_144, 2 ** Math.max(10, Math.ceil(Math.log2(values))));
  return `dataset:isset,${name.replace(/\.lst$/, '')},type ${type},load ${name},hashsize ${cells};`;
}
