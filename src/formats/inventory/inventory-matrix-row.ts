/** The deployments that one row of a table with a column per product states. */
import { excerpt, type Issue, issue, WHOLE_FILE } from '../../domain/result';
import type { InventoryRow } from './inventory-csv-rows';
import type { DecimalMark } from './inventory-csv-values';
import type { TableLayout } from './inventory-layout';
import { type ProductCell, type ProductColumn, readProductCell } from './inventory-matrix';
import type { Product } from './inventory-products';

export interface MatrixRow {
  /** One per sensor that is there, or will be. */
  readonly cells: readonly { readonly product: Product; readonly row: InventoryRow }[];
  readonly issues: readonly Issue[];
}

type StatingCell = Exclude<ProductCell, { readonly kind: 'absent' } | { readonly kind: 'unreadable' }>;

export interface MatrixTools {
  isProduct(cell: string): boolean;
  take(name: string): readonly Product[];
}

export function makeMatrixReader({ ofProducts, columns }: TableLayout, mark: DecimalMark, tools: MatrixTools) {
  return (row: InventoryRow, fields: readonly string[]): MatrixRow => {
    const issues: Issue[] = [];
    const found = new Map<string, { readonly product: Product; readonly row: InventoryRow }>();
    const absent = new Set<string>();
    for (const column of ofProducts) {
      const text = (fields[column.at] ?? '').trim();
      const cell = readProductCell(text, column, mark, tools.isProduct);
      const place = { kind: 'row', row: row.row, column: columns[column.at]?.header ?? column.name } as const;
      if (cell.kind === 'unreadable') {
        const message = `This does not say whether "${excerpt(column.name)}" is there.`;
        const detail = { found: excerpt(text), done: 'Read as not deployed.' };
        issues.push(issue('warning', 'unclear-product-cell', place, message, detail));
        continue;
      }
      const name = cell.kind === 'deployed' && cell.product !== null ? cell.product : column.name;
      for (const product of tools.take(name)) {
        const key = product.match?.sensorId ?? product.name.toLowerCase();
        // "Sysmon: no" beside "Sysmon version: 14": who says no is not counted.
        if (cell.kind === 'absent') {
          if (text !== '') absent.add(key);
          continue;
        }
        const earlier = found.get(key);
        const stated = state(row, cell);
        const version = earlier?.row.version === '' ? stated.version : (earlier?.row.version ?? stated.version);
        found.set(key, { product, row: { ...(earlier?.row ?? stated), version } });
      }
    }
    for (const key of absent) found.delete(key);
    return { cells: [...found.values()], issues };
  };

  function state(row: InventoryRow, cell: StatingCell): InventoryRow {
    const sensor = { name: '', vendor: null };
    if (cell.kind !== 'deployed') return { ...row, sensor, status: cell.kind };
    const { hosts } = row.groupFacts;
    const counted =
      cell.hosts === null || hosts === null || hosts === 0
        ? null
        : ({ value: Math.min(1, cell.hosts / hosts), unit: 'fraction' } as const);
    return { ...row, sensor, share: cell.share ?? counted, version: cell.version };
  }
}

export function describeMatrix({ ofProducts, columns, rowsAre }: TableLayout): Issue {
  const names = ofProducts.map(({ at }) => `"${excerpt(columns[at]?.header ?? '')}"`);
  const message = `${names.length === 1 ? 'A column is' : `${names.length} columns are`} named after products: ${excerpt(names.join(', '), 200)}.`;
  const what = rowsAre === 'hosts' ? 'on the host of its row' : 'on the system group of its row';
  const units = [...new Set(ofProducts.map(describeNumbers))].filter((unit) => unit !== '').join('; ');
  const done = `Each cell was read as that product ${what}; empty and "no" as not there.${units === '' ? '' : ` Plain numbers: ${units}.`}`;
  return issue('note', 'products-in-columns', WHOLE_FILE, message, { done });
}

function describeNumbers({ numbers }: ProductColumn): string {
  return { share: '', flag: '', count: 'numbers of hosts', version: 'versions' }[numbers];
}
