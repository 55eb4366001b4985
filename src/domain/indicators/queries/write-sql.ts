import { quoteBigQuery, quoteSql } from '../../threats/queries/quote';
import { ATHENA_LOGS, BIGQUERY_LOGS, type LogTable } from './log-tables';
import type { FileLimit } from './split-files';
import { type GroupedValue, sortAddresses, type ValueGroups, type ValueKind } from './value-groups';
import type { WrittenFiles } from './watchlist-queries';
import { byLabels, describeValues, type KindWriter, noField, textsOf, urlForms, writeKinds } from './write-kinds';

interface SqlDialect {
  readonly quote: (text: string) => string;
  readonly table: (name: string) => string;
  /** The last so many labels of a host, in lower case. */
  readonly lastLabels: (column: string, labels: number) => string;
  readonly isInNetworks: (column: string, networks: readonly string[]) => string;
}

const ATHENA: SqlDialect = {
  quote: quoteSql,
  table: (name) => name,
  lastLabels: (column, labels) =>
    `array_join(slice(split(regexp_replace(lower(${column}), '[.]$', ''), '.'), -${labels}, ${labels}), '.')`,
  isInNetworks: (column, networks) =>
    networks.map((network) => `contains(${quoteSql(network)}, TRY_CAST(${column} AS IPADDRESS))`).join(' OR '),
};

const BIGQUERY: SqlDialect = {
  quote: quoteBigQuery,
  table: (name) => `\`project.dataset.${name}\``,
  lastLabels: (column, labels) => `REGEXP_EXTRACT(RTRIM(LOWER(${column}), '.'), '([^.]+(?:[.][^.]+){${labels - 1}})$')`,
  isInNetworks: (column, networks) => {
    const byLength = new Map<string, string[]>();
    for (const network of networks) {
      const [address = '', bits = ''] = network.split('/');
      const key = `${address.includes(':') ? 16 : 4} ${bits}`;
      byLength.set(key, [...(byLength.get(key) ?? []), `NET.IP_FROM_STRING(${quoteBigQuery(address)})`]);
    }
    const parsed = `NET.SAFE_IP_FROM_STRING(${column})`;
    return [...byLength]
      .map(([key, addresses]) => {
        const [bytes, bits] = key.split(' ');
        // An address of the other version cannot be cut to this length, and would end the query.
        return `IF(BYTE_LENGTH(${parsed}) = ${bytes}, NET.IP_TRUNC(${parsed}, ${bits}), NULL) IN (${addresses.join(', ')})`;
      })
      .join(' OR ');
  },
};

export function writeAthenaFiles(groups: ValueGroups): WrittenFiles {
  const limit: FileLimit = { most: 262_144, unit: 'bytes', values: 10_000 };
  return {
    ...writeTables(groups, ATHENA_LOGS, ATHENA, limit, 'The tables of AWS and Zeek'),
    limit: 'At most 262,144 bytes in a file, Athena’s limit for a query, and at most 10,000 values. One table in each.',
  };
}

export function writeBigQueryFiles(groups: ValueGroups): WrittenFiles {
  // A million characters unresolved is the limit; names are put in for `project.dataset`, which needs room.
  const limit: FileLimit = { most: 1_000_000, unit: 'bytes', values: 10_000 };
  return {
    ...writeTables(groups, BIGQUERY_LOGS, BIGQUERY, limit, 'The tables of Google Cloud and Zeek'),
    limit:
      'At most 1,000,000 bytes in a file, under BigQuery’s limit of 1 MB, and at most 10,000 values. One table in each.',
  };
}

function writeTables(
  groups: ValueGroups,
  tables: readonly LogTable[],
  dialect: SqlDialect,
  limit: FileLimit,
  engine: string,
): Pick<WrittenFiles, 'files' | 'left'> {
  const writers = [...groups.kinds.keys()].flatMap((kind) =>
    tables.flatMap((table): KindWriter[] => {
      const columns = table.columns[kind];
      if (columns === undefined) return [];
      const base = `${kind}-${table.name.replaceAll('_', '-')}`;
      return [{ kind, base, write: (values) => writeQuery(groups.title, table, columns, kind, dialect, values) }];
    }),
  );
  return writeKinds(groups, writers, 'sql', limit, noField(engine));
}

function writeQuery(
  title: string,
  table: LogTable,
  columns: readonly string[],
  kind: ValueKind,
  dialect: SqlDialect,
  values: readonly GroupedValue[],
): string {
  const conditions = columns.flatMap((column) => writeConditions(column, kind, dialect, values));
  return [
    `-- ${title}: ${describeValues(kind, values.length)}, the last 30 days`,
    'SELECT *',
    `FROM ${dialect.table(table.name)}`,
    `WHERE ${table.time}`,
    `  AND (${conditions.join('\n    OR ')})`,
    'LIMIT 10000',
    '',
  ].join('\n');
}

function writeConditions(
  column: string,
  kind: ValueKind,
  { quote, lastLabels, isInNetworks }: SqlDialect,
  values: readonly GroupedValue[],
): readonly string[] {
  const isOneOf = (expression: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [`${expression} IN (${texts.map(quote).join(', ')})`];
  const texts = textsOf(values);
  switch (kind) {
    case 'address': {
      const { single4, single6, networks4, networks6 } = sortAddresses(values);
      const networks = [...networks4, ...networks6];
      return [
        ...isOneOf(`lower(${column})`, [...single4, ...single6]),
        ...(networks.length === 0 ? [] : [isInNetworks(column, networks)]),
      ];
    }
    case 'domain':
      return byLabels(texts).flatMap(([labels, some]) => isOneOf(lastLabels(column, labels), some));
    case 'url':
      return isOneOf(column, texts.flatMap(urlForms));
    case 'user-agent':
      return isOneOf(column, texts);
    default:
      return isOneOf(
        `lower(${column})`,
        texts.map((text) => text.toLowerCase()),
      );
  }
}
