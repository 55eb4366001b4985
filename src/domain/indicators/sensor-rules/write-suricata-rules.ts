/** A rule for every value: domains with what lies beneath them. For lists of thousands, datasets are better. */
import { LeftCounts, type ValueKind } from '../queries/value-groups';
import type { HarmlessName } from './known-harmless';
import type { SensorGroups, SensorValue, WrittenSensorFiles } from './sensor-files';
import { writeSuricataFile } from './suricata-file';
import { fitsContent, isWhole, type Signature, writeContent } from './suricata-signature';
import {
  ANYWHERE,
  leaveUnseen,
  limitRuled,
  watchAddress,
  watchFileNames,
  watchHashes,
  watchUrls,
} from './suricata-values';

const KINDS: ReadonlySet<ValueKind> = new Set([
  'address',
  'domain',
  'url',
  'md5',
  'sha1',
  'sha256',
  'file-name',
  'ja3',
  'user-agent',
]);

const NAME_BUFFERS = [
  ['dns', 'dns.query', 'DNS'],
  ['tls', 'tls.sni', 'TLS'],
  ['http', 'http.host', 'HTTP'],
] as const;

export function writeSuricataRules(groups: SensorGroups): WrittenSensorFiles {
  const left = new LeftCounts();
  leaveUnseen(groups, KINDS, left);
  const valuesOf = (kind: ValueKind) => limitRuled(groups.kinds.get(kind) ?? [], left);
  const above = findAboveBenign(groups.benign);
  const hashes = watchHashes(groups);
  const signatures: readonly Signature[] = [
    ...valuesOf('address').flatMap((value) => watchAddress(value, value.texts)),
    ...valuesOf('domain').flatMap((value) => watchDomain(value, above.has(value.value))),
    ...watchUrls(valuesOf('url'), left),
    ...valuesOf('ja3').map((value) => ({
      header: `tls ${ANYWHERE}`,
      words: `JA3 ${value.value}`,
      match: `ja3.hash; ${isWhole(value.value)}`,
      key: `ja3 ${value.value}`,
      values: [value],
    })),
    ...valuesOf('user-agent').flatMap((value) => watchUserAgent(value, left)),
    ...watchFileNames(valuesOf('file-name'), left),
    ...hashes.signatures,
  ];
  return { files: writeSuricataFile(groups, signatures, hashes.files), left: left.list() };
}

/** @param alone a harmless name lies beneath it: what lies beneath is then not watched */
function watchDomain(value: SensorValue, alone: boolean): readonly Signature[] {
  return NAME_BUFFERS.map(([protocol, buffer, words]) => {
    // A host of HTTP is in lower case before it is compared.
    const nocase = protocol === 'http' ? '' : ' nocase;';
    const match = alone
      ? `${buffer}; content:"${writeContent(value.value)}";${nocase} startswith; endswith;`
      : `${buffer}; dotprefix; content:".${writeContent(value.value)}";${nocase} endswith;`;
    return {
      header: `${protocol} ${ANYWHERE}`,
      words: `domain ${value.value} in ${words}`,
      match,
      key: `domain ${value.value}`,
      values: [value],
    };
  });
}

function watchUserAgent(value: SensorValue, left: LeftCounts): readonly Signature[] {
  if (!fitsContent(value.value)) {
    left.add(value.type, 'Longer than a rule can say.');
    return [];
  }
  const match = `http.user_agent; ${isWhole(value.value)}`;
  return [
    {
      header: `http ${ANYWHERE}`,
      words: `user agent ${value.value}`,
      match,
      key: `user-agent ${value.value}`,
      values: [value],
    },
  ];
}

/** Every name above a harmless one. */
function findAboveBenign(benign: readonly HarmlessName[]): ReadonlySet<string> {
  const above = new Set<string>();
  for (const { type, value } of benign)
    if (type === 'domain')
      for (let at = value.indexOf('.'); at >= 0; at = value.indexOf('.', at + 1)) above.add(value.slice(at + 1));
  return above;
}
