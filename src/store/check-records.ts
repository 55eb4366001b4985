import type { Issue } from '../domain/result';
import { INVENTORY_MEANINGS } from '../domain/sensors/inventory-meanings';
import { type CheckedRecords, checkEach } from '../domain/workspace/check-content';
import {
  type Check,
  type Checks,
  isAbsentOr,
  isFlag,
  isListOf,
  isName,
  isNullOr,
  isNumber,
  isOneOf,
  isPlainObject,
  isRecord,
  isText,
} from '../domain/workspace/check-value';
import type { ImportReceipt } from './import-receipt';
import type { RememberedColumns } from './remembered-columns';
import type { RememberedProduct } from './remembered-products';

/** What records of the tables that are no content must be like, when they come from a file. */

const counts: Check = (value, path, report) => {
  if (!isPlainObject(value)) report(path, 'counts by code', value);
  else for (const [code, count] of Object.entries(value)) isNumber(0)(count, `${path}.${code}`, report);
};

const place: Check = (value, path, report) => {
  const kind = isPlainObject(value) ? value['kind'] : undefined;
  const fields: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
    file: {},
    row: { row: isNumber(), column: isAbsentOr(isText) },
    line: { line: isNumber(), column: isAbsentOr(isNumber()) },
    path: { path: isText },
  };
  isRecord({ kind: isOneOf(Object.keys(fields)), ...(fields[String(kind)] ?? {}) })(value, path, report);
};

const RECEIPT: Checks<ImportReceipt> = {
  id: isName,
  at: isText,
  fileName: isText,
  size: isNumber(0),
  sha256: isText,
  format: isText,
  formatName: isText,
  counts: isRecord({ unit: isText, read: isNumber(0), kept: isNumber(0), reported: isNumber(0) }),
  brought: isListOf(isText),
  issues: isListOf(
    isRecord({
      code: isText,
      severity: isOneOf(['error', 'warning', 'note']),
      place,
      message: isText,
      found: isAbsentOr(isText),
      done: isAbsentOr(isText),
    }),
  ),
  issueCounts: counts,
  change: isNullOr(isNumber()),
  takenBack: isFlag,
};

const COLUMNS: Checks<RememberedColumns> = {
  header: isName,
  meanings: isListOf(isNullOr(isOneOf(INVENTORY_MEANINGS))),
  at: isText,
};

const PRODUCTS: Checks<RememberedProduct> = {
  name: isName,
  sensorId: isName,
  at: isText,
};

const CHECKS: ReadonlyMap<string, { readonly check: Check; readonly key: string }> = new Map([
  ['receipts', { check: isRecord(RECEIPT), key: 'id' }],
  ['columns', { check: isRecord(COLUMNS), key: 'header' }],
  ['products', { check: isRecord(PRODUCTS), key: 'name' }],
]);

export const CHECKED_TABLES: readonly string[] = [...CHECKS.keys()];

/** As `checkRecords` does for content; of a table without a check, every record is kept: who reads them checks them. */
export function checkTable(
  table: string,
  records: readonly unknown[],
  where: string,
  report: (found: Issue) => void,
): CheckedRecords<unknown> {
  const known = CHECKS.get(table);
  if (known === undefined) return { kept: records, rejected: 0 };
  const keyOf = (record: unknown) => String((record as Readonly<Record<string, unknown>>)[known.key]);
  return checkEach(known.check, keyOf, records, where, report);
}

/** Of tables without a check, every record is: who reads them checks them, as catalogs are. */
export function isSoundRecord(table: string, record: unknown): boolean {
  let isSound = true;
  CHECKS.get(table)?.check(record, table, () => {
    isSound = false;
  });
  return isSound;
}
