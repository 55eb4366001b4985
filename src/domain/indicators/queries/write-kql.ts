import { quoteDouble } from '../../threats/queries/quote';
import { DEFENDER_LOGS, type LogTable, SENTINEL_LOGS } from './log-tables';
import type { FileLimit } from './split-files';
import { type GroupedValue, sortAddresses, type ValueGroups, type ValueKind } from './value-groups';
import type { WrittenFiles } from './watchlist-queries';
import { byLabels, describeValues, type KindWriter, noField, textsOf, urlForms, writeKinds } from './write-kinds';

/** What an analytics rule of Sentinel takes; for lists that this would cut into too many, a size for queries by hand. */
const RULE: FileLimit = { most: 10_000, unit: 'characters', values: 1000 };
const BY_HAND: FileLimit = { most: 500_000, unit: 'characters', values: 50_000 };
const MOST_RULES = 40;

type Table = Omit<LogTable, 'time'>;
interface Product {
  readonly name: string;
  readonly time: string;
  readonly tables: readonly Table[];
}

const PRODUCTS: readonly Product[] = [
  { name: 'sentinel', time: 'TimeGenerated', tables: [...SENTINEL_LOGS, ...DEFENDER_LOGS] },
  { name: 'defender', time: 'Timestamp', tables: DEFENDER_LOGS },
];

export function writeKqlFiles(groups: ValueGroups): WrittenFiles {
  const writers = PRODUCTS.flatMap((product) =>
    [...groups.kinds.keys()].flatMap((kind): KindWriter[] => {
      const tables = product.tables.filter(({ columns }) => columnsFor(columns, kind).length > 0);
      if (tables.length === 0) return [];
      const write = (values: readonly GroupedValue[]) => writeQuery(groups.title, product, tables, kind, values);
      return [{ kind, base: `${product.name}-${kind}`, write }];
    }),
  );
  const whyNot = noField('Sentinel or Defender XDR');
  const rules = mayBeRules(groups) ? writeKinds(groups, writers, 'kql', RULE, whyNot) : null;
  if (rules !== null && rules.files.length <= MOST_RULES) {
    const limit = 'At most 10,000 characters in a file: an analytics rule of Sentinel takes no more.';
    return { ...rules, limit };
  }
  const limit =
    'At most 500,000 characters in a file, for queries by hand: cut for analytics rules (10,000 characters) this list would be over 40 files.';
  return { ...writeKinds(groups, writers, 'kql', BY_HAND, whyNot), limit };
}

/** Whether it is worth writing: the values alone may come to more. */
function mayBeRules({ kinds }: ValueGroups): boolean {
  let size = 0;
  for (const values of kinds.values()) for (const { value } of values) size += value.length;
  return size <= MOST_RULES * RULE.most;
}

interface AskedColumn {
  readonly name: string;
  /** It holds URLs, of which the host is meant. */
  readonly isHost: boolean;
}

function columnsFor(columns: Table['columns'], kind: ValueKind): readonly AskedColumn[] {
  const own = (columns[kind] ?? []).map((name) => ({ name, isHost: false }));
  return kind === 'domain' ? [...own, ...(columns.host ?? []).map((name) => ({ name, isHost: true }))] : own;
}

function writeQuery(
  title: string,
  { time }: Product,
  tables: readonly Table[],
  kind: ValueKind,
  values: readonly GroupedValue[],
): string {
  const { lists, ask } = writeConditions(kind, values);
  const parts = tables.map(({ name, columns }) => {
    const asked = columnsFor(columns, kind);
    return [
      `  (${name}`,
      `  | where ${time} > ago(30d)`,
      ...(kind === 'domain' ? asked.map(({ name: column, isHost }, at) => extendHost(column, isHost, at)) : []),
      `  | where ${asked.map((column, at) => ask(column.name, at)).join(' or ')}`,
      `  | extend SourceTable = "${name}")`,
    ].join('\n');
  });
  return [
    `// ${title}: ${describeValues(kind, values.length)}, the last 30 days`,
    ...lists.map(([name, texts]) => `let ${name} = dynamic([${texts.map(quoteDouble).join(',')}]);`),
    `union isfuzzy=true\n${parts.join(',\n')}`,
    `| sort by ${time} desc`,
    '',
  ].join('\n');
}

function extendHost(column: string, isHost: boolean, at: number): string {
  const text = isHost
    ? `iff(${column} contains "://", tostring(parse_url(${column}).Host), tostring(split(${column}, "/")[0]))`
    : column;
  return `  | extend Labels${at} = split(tolower(trim_end("[.]", ${text})), ".")`;
}

interface Conditions {
  readonly lists: readonly (readonly [name: string, texts: readonly string[]])[];
  readonly ask: (column: string, at: number) => string;
}

function writeConditions(kind: ValueKind, values: readonly GroupedValue[]): Conditions {
  if (kind === 'address') return askAddresses(values);
  const texts = textsOf(values);
  switch (kind) {
    case 'domain': {
      const labels = byLabels(texts).map(([count]) => count);
      const last = (at: number, count: number) =>
        `strcat_array(array_slice(Labels${at}, -${count}, -1), ".") in (watched)`;
      return { lists: [['watched', texts]], ask: (_, at) => labels.map((count) => last(at, count)).join(' or ') };
    }
    case 'url':
      return { lists: [['watched', texts.flatMap(urlForms)]], ask: (column) => `${column} in (watched)` };
    case 'user-agent':
      return { lists: [['watched', texts]], ask: (column) => `${column} in (watched)` };
    default:
      return { lists: [['watched', texts]], ask: (column) => `${column} in~ (watched)` };
  }
}

function askAddresses(values: readonly GroupedValue[]): Conditions {
  const { single4, single6, networks4, networks6 } = sortAddresses(values);
  const single = [...single4, ...single6];
  const all = [
    ['watched', single, (column: string) => `${column} in~ (watched)`],
    ['networks4', networks4, (column: string) => `ipv4_is_in_any_range(${column}, networks4)`],
    ['networks6', networks6, (column: string) => `ipv6_is_in_any_range(${column}, networks6)`],
  ] as const;
  const used = all.filter(([, texts]) => texts.length > 0);
  return {
    lists: used.map(([name, texts]) => [name, texts]),
    ask: (column) => used.map(([, , ask]) => ask(column)).join(' or '),
  };
}
