import { isSafeInSpl, quoteDouble } from '../../threats/queries/quote';
import { SPLUNK_FIELDS } from './log-tables';
import { type FileLimit, nameFile, splitFiles } from './split-files';
import { type GroupedValue, isNetwork, LeftCounts, type ValueGroups, type ValueKind } from './value-groups';
import type { WatchlistFile, WrittenFiles } from './watchlist-queries';
import { byLabels, describeValues, keyForms, noField, textsOf, urlForms } from './write-kinds';

/** A lookup that is held in memory whole, by the smallest default that was in use. */
const LOOKUP: FileLimit = { most: 10_000_000, unit: 'bytes', values: 200_000 };
/** Networks stand in the search itself, where text is dear. */
const MOST_NETWORKS = 500;

/**
 * A lookup file of the values and a search that uses it. Networks are written into a search: a lookup knows them only with a
 * definition on the server.
 */
export function writeSplFiles(groups: ValueGroups): WrittenFiles {
  const files: WatchlistFile[] = [];
  const left = new LeftCounts();
  const whyNot = noField('Splunk’s Common Information Model');
  let done = 0;
  for (const [kind, values] of groups.kinds) {
    groups.tell(done / groups.count);
    done += values.length;
    const fields = SPLUNK_FIELDS[kind];
    if (fields === undefined) {
      for (const { type } of values) left.add(type, whyNot(kind));
      continue;
    }
    const { single, networks } = kind === 'address' ? separate(values) : { single: values, networks: [] };
    files.push(...writeLookups(groups, kind, fields, single));
    const limit: FileLimit = { most: 100_000, unit: 'characters', values: MOST_NETWORKS };
    const { parts, tooLong } = splitFiles(networks, limit, (some) => searchNetworks(groups.title, fields, some));
    for (const { type } of tooLong) left.add(type, 'Longer than a search may be.');
    for (const [at, { text, values: some }] of parts.entries())
      files.push({ name: nameFile(`${groups.slug}-networks`, at, parts.length, 'spl'), text, values: some.length });
  }
  return {
    files,
    left: left.list(),
    limit:
      'Lookup files of at most 10,000,000 bytes, which Splunk keeps in memory, each with its search; networks in searches of at most 500.',
  };
}

function separate(values: readonly GroupedValue[]) {
  const holdsNetwork = ({ texts }: GroupedValue) => texts.some(isNetwork);
  return { single: values.filter((value) => !holdsNetwork(value)), networks: values.filter(holdsNetwork) };
}

function writeLookups(
  { title, slug }: ValueGroups,
  kind: ValueKind,
  fields: readonly string[],
  values: readonly GroupedValue[],
): readonly WatchlistFile[] {
  const { parts } = splitFiles(values, LOOKUP, (some) => writeCsv(kind, some));
  return parts.flatMap(({ text, values: some }, at) => {
    const csv = nameFile(`${slug}-${kind}`, at, parts.length, 'csv');
    const search = searchLookup(title, csv, kind, fields, some);
    return [
      { name: csv, text, values: some.length },
      { name: csv.replace(/csv$/, 'spl'), text: search, values: 0 },
    ];
  });
}

function isFolded(kind: ValueKind): boolean {
  return kind !== 'url' && kind !== 'user-agent';
}

const FORMS: Readonly<Partial<Record<ValueKind, (text: string) => readonly string[]>>> = {
  url: urlForms,
  'registry-key': keyForms,
};

function writeCsv(kind: ValueKind, values: readonly GroupedValue[]): string {
  const rows = values.flatMap(({ value, texts }) =>
    texts.flatMap(FORMS[kind] ?? ((text) => [text])).map((text) => {
      const shown = (isFolded(kind) ? text.toLowerCase() : text).replace(/\/(?:32|128)$/, '');
      return `${quoteCsv(shown)},${quoteCsv(value)}`;
    }),
  );
  return `value,watched\n${rows.join('\n')}\n`;
}

/** Backquotes call a macro, in strings too. */
function makeSafe(title: string): string {
  return isSafeInSpl(title) ? title : title.replace(/[*`]/g, ' ');
}

function quoteCsv(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function searchLookup(
  title: string,
  csv: string,
  kind: ValueKind,
  fields: readonly string[],
  values: readonly GroupedValue[],
): string {
  const keys =
    kind === 'domain'
      ? fields.flatMap((field, at) =>
          byLabels(textsOf(values)).map(([labels]) => ({
            key: `key${at}_${labels}`,
            value: `mvjoin(mvindex(split(rtrim(lower('${field}'), "."), "."), -${labels}, -1), ".")`,
          })),
        )
      : fields.map((field, at) => ({ key: `key${at}`, value: isFolded(kind) ? `lower('${field}')` : `'${field}'` }));
  const found = keys.map(({ key }) => `found_${key}`);
  return [
    `index=* (${fields.map((field) => `${field}=*`).join(' OR ')}) earliest=-30d latest=now`,
    ...keys.map(({ key, value }) => `| eval ${key}=${value}`),
    ...keys.map(({ key }) => `| lookup ${csv} value AS ${key} OUTPUT watched AS found_${key}`),
    `| eval watched=coalesce(${found.join(', ')})`,
    '| where isnotnull(watched)',
    `| eval watchlist=${quoteDouble(makeSafe(title))}`,
    '| table _time, index, sourcetype, host, watched, watchlist, _raw',
    '',
  ].join('\n');
}

function searchNetworks(title: string, fields: readonly string[], values: readonly GroupedValue[]): string {
  const tests = fields.flatMap((field) => textsOf(values).map((network) => `${field}=${quoteDouble(network)}`));
  return [
    `index=* (${tests.join(' OR ')}) earliest=-30d latest=now`,
    `| eval watchlist=${quoteDouble(`${makeSafe(title)}: ${describeValues('address', values.length)}`)}`,
    '| table _time, index, sourcetype, host, watchlist, _raw',
    '',
  ].join('\n');
}
