import type { ChosenFormat } from './import-types';

/** Behind "Read it as". */
export const READ_AS_WORDS: Readonly<Record<ChosenFormat, string>> = {
  'inventory-csv': 'an inventory',
  'table-log': 'a log',
  'indicator-table': 'a table of indicators',
  'indicator-list': 'a list of indicators',
  'report-text': 'the text of a report',
  'inventory-xlsx': 'an inventory',
  'indicator-workbook': 'a table of indicators',
};
