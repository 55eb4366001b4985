import type { ChosenFormat } from '../contract/imports';

const TEXT: readonly ChosenFormat[] = [
  'inventory-csv',
  'table-log',
  'indicator-table',
  'indicator-list',
  'report-text',
];
const WORKBOOK: readonly ChosenFormat[] = ['inventory-xlsx', 'indicator-workbook'];

/**
 * What a file could be as well, where only its writer knows: rows are an inventory, a log or indicators by what their columns
 * mean, and lines of text may be a list. Other formats say themselves what they are.
 */
export function listReadAs(format: string): readonly ChosenFormat[] {
  return [TEXT, WORKBOOK].find((formats) => formats.some((each) => each === format)) ?? [];
}
