/** What Suricata watches in the same way whether single values are rules or lists: networks, URLs, files. */
import type { GroupedValue, LeftCounts, ValueKind } from '../queries/value-groups';
import { describeFile, type SensorFile, type SensorGroups, type SensorValue } from './sensor-files';
import { fitsContent, isWhole, LONGEST_LINE, type Signature, writeContent } from './suricata-signature';

/** Protocols in which Suricata follows files; of HTTP both versions. */
const FILE_PROTOCOLS = ['http', 'smtp', 'ftp-data', 'smb', 'nfs'] as const;

export const ANYWHERE = 'any any -> any any';

/** So that a flood of packets is one alert an hour. */
const ONCE_AN_HOUR = 'threshold:type limit, track by_both, seconds 3600, count 1;';

const WHY_NOT: Readonly<Partial<Record<ValueKind, string>>> = {
  email: 'Suricata before version 8 has no keyword for the addresses of mail.',
  ja4: 'Suricata before version 8 has no keyword for JA4, and refuses rules with it.',
  sha512: 'Suricata computes no SHA-512.',
  'file-path': 'Suricata sees names of files, and no paths.',
};

/** Of each kind that takes a rule for every value: Suricata starts slowly with more, and the text must fit in one string. */
const MOST_RULED = 50_000;

export interface SuricataParts {
  readonly signatures: readonly Signature[];
  readonly files: readonly SensorFile[];
}

/** Why a kind has no rule. */
export function leaveUnseen(groups: SensorGroups, known: ReadonlySet<ValueKind>, left: LeftCounts): void {
  for (const [kind, values] of groups.kinds)
    if (!known.has(kind))
      for (const { type } of values) left.add(type, WHY_NOT[kind] ?? 'Suricata has no keyword for it.');
  groups.tell(0.1);
}

/** Those that get rules of their own; what is over the limit is left. */
export function limitRuled(values: readonly SensorValue[], left: LeftCounts): readonly SensorValue[] {
  for (const { type } of values.slice(MOST_RULED))
    left.add(type, 'Over 50,000 of a kind, which is more than rules for single values should be.');
  return values.slice(0, MOST_RULED);
}

export function watchAddress(value: SensorValue, texts: readonly string[]): readonly Signature[] {
  return piecesOf(texts).map((piece, at) => ({
    header: `ip any any <> [${piece.join(',')}] any`,
    words: `${value.type === 'cidr' || value.type === 'ip-range' ? 'network' : 'address'} ${value.value}`,
    match: ONCE_AN_HOUR,
    key: `address ${value.value} ${at}`,
    values: [value],
  }));
}

/** Lists that leave room in a line for the rest of the rule. */
function piecesOf(texts: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const text of texts) {
    size += text.length + 1;
    if (size > LONGEST_LINE - 1000) {
      pieces.push([]);
      size = text.length + 1;
    }
    pieces.at(-1)?.push(text);
  }
  return pieces;
}

/** Seen where HTTP is not encrypted, or was decrypted before. */
export function watchUrls(values: readonly SensorValue[], left: LeftCounts): readonly Signature[] {
  return values.flatMap((value): readonly Signature[] => {
    const [, scheme = '', host = '', path = ''] =
      /^(?:([a-z][a-z\d+.-]*):\/\/)?(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::\d{1,5})?([^#]*)/i.exec(value.value) ?? [];
    const target = path.startsWith('/') ? path : `/${path}`;
    if (scheme !== '' && !/^https?$/i.test(scheme)) {
      left.add(value.type, 'Suricata sees URLs of HTTP, and this is of another protocol.');
      return [];
    }
    if (host === '' || !fitsContent(target)) {
      left.add(value.type, 'Longer than a rule can say.');
      return [];
    }
    const match = `http.host; ${isWhole(host.toLowerCase())} http.uri.raw; ${isWhole(target)}`;
    return [
      { header: `http ${ANYWHERE}`, words: `URL ${value.value}`, match, key: `url ${value.value}`, values: [value] },
    ];
  });
}

export function watchFileNames(values: readonly SensorValue[], left: LeftCounts): readonly Signature[] {
  return values.flatMap((value): readonly Signature[] => {
    if (!fitsContent(value.value)) {
      left.add(value.type, 'Longer than a rule can say.');
      return [];
    }
    const match = `file.name; content:"${writeContent(value.value)}"; nocase; startswith; endswith;`;
    return FILE_PROTOCOLS.map((protocol) => ({
      header: `${protocol} ${ANYWHERE}`,
      words: `file name ${value.value}`,
      match,
      key: `file-name ${value.value}`,
      values: [value],
    }));
  });
}

const HASHES = [
  ['md5', 'filemd5'],
  ['sha1', 'filesha1'],
  ['sha256', 'filesha256'],
] as const;

/** Hashes are read from lists, however few. */
export function watchHashes(groups: SensorGroups): SuricataParts {
  const signatures: Signature[] = [];
  const files: SensorFile[] = [];
  for (const [kind, keyword] of HASHES) {
    const values = groups.kinds.get(kind) ?? [];
    if (values.length === 0) continue;
    const name = `${groups.slug}.${kind}`;
    files.push({ name, text: writeList(groups, values, ({ value }) => value), values: values.length });
    for (const protocol of FILE_PROTOCOLS)
      signatures.push({
        header: `${protocol} ${ANYWHERE}`,
        words: `file by its ${kind.toUpperCase()} over ${protocol}`,
        match: `${keyword}:${name};`,
        key: keyword,
        values,
      });
  }
  return { signatures, files };
}

/** A list that has a head: of lists of hashes, which have comments. */
function writeList(
  groups: SensorGroups,
  values: readonly SensorValue[],
  write: (value: GroupedValue) => string,
): string {
  return [...describeFile(groups, values).map((line) => `# ${line}`), ...values.map(write), ''].join('\n');
}
