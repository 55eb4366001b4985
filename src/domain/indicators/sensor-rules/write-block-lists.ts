/** One value a line, as firewalls, proxies, resolvers and endpoint products take them. */
import { LeftCounts, type ValueKind } from '../queries/value-groups';
import {
  describeFile,
  type SensorFile,
  type SensorGroups,
  type SensorValue,
  type WrittenSensorFiles,
} from './sensor-files';

interface BlockList {
  readonly kind: ValueKind;
  /** After the watchlist's name in the file's. */
  readonly base: string;
  readonly lines: (value: SensorValue) => readonly string[];
}

const LISTS: readonly BlockList[] = [
  { kind: 'address', base: 'addresses', lines: ({ texts }) => texts },
  { kind: 'domain', base: 'domains', lines: ({ value }) => [value] },
  // What a resolver answers with, as in /etc/hosts: nothing listens there.
  { kind: 'domain', base: 'hosts', lines: ({ value }) => [`0.0.0.0 ${value}`, `:: ${value}`] },
  { kind: 'url', base: 'urls', lines: ({ value }) => [value] },
  { kind: 'email', base: 'emails', lines: ({ value }) => [value] },
  { kind: 'md5', base: 'md5', lines: ({ value }) => [value] },
  { kind: 'sha1', base: 'sha1', lines: ({ value }) => [value] },
  { kind: 'sha256', base: 'sha256', lines: ({ value }) => [value] },
  { kind: 'sha512', base: 'sha512', lines: ({ value }) => [value] },
];

export function writeBlockLists(groups: SensorGroups): WrittenSensorFiles {
  const { kinds, slug } = groups;
  const files: SensorFile[] = [];
  const left = new LeftCounts();
  let done = 0;
  for (const { kind, base, lines } of LISTS) {
    const values = (kinds.get(kind) ?? []).filter((value) => !beginsComment(value));
    if (values.length === 0) continue;
    const rows = describeFile(groups, values).map((line) => `# ${line}`);
    for (const value of values) for (const line of lines(value)) rows.push(line);
    files.push({ name: `${slug}-${base}.txt`, text: `${rows.join('\n')}\n`, values: values.length });
    done += values.length;
    groups.tell(Math.min(1, done / groups.values.length));
  }
  const known = new Set<ValueKind>(LISTS.map(({ kind }) => kind));
  for (const [kind, values] of kinds)
    for (const value of values)
      if (!known.has(kind)) left.add(value.type, 'Products that take plain lists take none of these.');
      else if (beginsComment(value)) left.add(value.type, 'It begins with the mark of a comment.');
  return { files, left: left.list() };
}

function beginsComment({ value }: SensorValue): boolean {
  return value.startsWith('#');
}
