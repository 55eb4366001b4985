import { shortHive } from '../registry-hives';
import { type FileLimit, nameFile, splitFiles } from './split-files';
import { type GroupedValue, LeftCounts, type ValueGroups, type ValueKind } from './value-groups';
import type { WatchlistFile, WrittenFiles } from './watchlist-queries';

/** One sort of file: what it is called, and how values of a kind are asked there. */
export interface KindWriter {
  readonly kind: ValueKind;
  /** After the watchlist's name in the file's. */
  readonly base: string;
  readonly write: (values: readonly GroupedValue[]) => string;
  readonly limit?: FileLimit;
}

/** Files for every kind that a writer knows; kinds that none knows are left, with the reason. */
export function writeKinds(
  { slug, kinds, tell }: ValueGroups,
  writers: readonly KindWriter[],
  extension: string,
  limit: FileLimit,
  whyNot: (kind: ValueKind) => string,
): Pick<WrittenFiles, 'files' | 'left'> {
  const files: WatchlistFile[] = [];
  const left = new LeftCounts();
  const tooLong = new Set<GroupedValue>();
  const total = writers.reduce((sum, { kind }) => sum + (kinds.get(kind)?.length ?? 0), 0);
  let done = 0;
  for (const writer of writers) {
    const split = splitFiles(kinds.get(writer.kind) ?? [], writer.limit ?? limit, (values) => {
      const text = writer.write(values);
      done += values.length;
      // What was too long is written again.
      tell(Math.min(1, done / total));
      return text;
    });
    for (const value of split.tooLong) tooLong.add(value);
    for (const [at, { text, values }] of split.parts.entries()) {
      const name = nameFile(`${slug}-${writer.base}`, at, split.parts.length, extension);
      files.push({ name, text, values: values.length });
    }
  }
  for (const { type } of tooLong) left.add(type, 'Longer than a query may be.');
  for (const [kind, values] of kinds) {
    if (writers.some((writer) => writer.kind === kind)) continue;
    for (const { type } of values) left.add(type, whyNot(kind));
  }
  return { files, left: left.list() };
}

/** Why an engine has no query for a kind, where no more is known. */
export function noField(engine: string): (kind: ValueKind) => string {
  return (kind) => `${engine}: no field for ${WORDS[kind] ?? kind} that could be relied on.`;
}

const WORDS: Readonly<Partial<Record<ValueKind, string>>> = {
  address: 'addresses',
  'as-number': 'AS numbers',
  'user-agent': 'user agents',
  email: 'e-mail addresses',
  url: 'URLs',
  domain: 'domains',
  'file-name': 'file names',
  'file-path': 'paths of files',
  'registry-key': 'registry keys',
  ja3: 'JA3',
  ja4: 'JA4',
};

/** "3 domains": what a file's first line says. */
export function describeValues(kind: ValueKind, count: number): string {
  return `${count} ${count === 1 ? 'value' : 'values'} (${WORDS[kind] ?? kind})`;
}

export function textsOf(values: readonly GroupedValue[]): readonly string[] {
  const all: string[] = [];
  for (const { texts } of values) for (const text of texts) all.push(text);
  return all;
}

/** Domains by the number of their labels: the last so many of a host's labels are one of them, or the host lies under none. */
export function byLabels(
  domains: readonly string[],
): readonly (readonly [labels: number, domains: readonly string[]])[] {
  const groups = new Map<number, string[]>();
  for (const domain of domains) {
    const labels = domain.split('.').length;
    const group = groups.get(labels) ?? [];
    groups.set(labels, group);
    group.push(domain);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

/** As logs write a URL: with and without its scheme, and without the slash that stands for no path. */
export function urlForms(url: string): readonly string[] {
  const bare = url.replace(/^[a-z][a-z\d+.-]*:\/\//, '');
  const forms = [url, bare];
  if (/^[^/?#]+\/$/.test(bare)) forms.push(url.slice(0, -1), bare.slice(0, -1));
  return [...new Set(forms)];
}

/** As logs write a key: its hive by the long and by the short name. */
export function keyForms(key: string): readonly string[] {
  const short = key.replace(/^[a-z_]+/, (hive) => shortHive(hive) ?? hive);
  return [...new Set([key, short])];
}

/** Without paths that begin with a variable (`%appdata%`): logs write out what it stands for, which nobody here knows. */
export function withoutVariables(groups: ValueGroups): ValueGroups {
  const paths = groups.kinds.get('file-path') ?? [];
  const known = paths.filter(({ value }) => !/^[%$~]/.test(value));
  if (known.length === paths.length) return groups;
  const kinds = new Map(groups.kinds);
  if (known.length === 0) kinds.delete('file-path');
  else kinds.set('file-path', known);
  const reason = 'The path begins with a variable, which logs write out.';
  return {
    ...groups,
    kinds,
    left: [...groups.left, { type: 'file-path', count: paths.length - known.length, reason }],
  };
}
