import { readInventoryXlsx } from '../../src/formats/inventory/inventory-xlsx';
import { readWhole } from '../file-source';
import { describeTable, prepareTable } from './inventory-reading';
import { MEBIBYTE, type Reader } from './reading';

const LARGEST_WORKBOOK = 96 * MEBIBYTE;

export const readWorkbook: Reader = async (source, context) => {
  const bytes = await readWhole(source, LARGEST_WORKBOOK, 'a workbook');
  if (!bytes.ok) return bytes;
  const { options, matcher } = await prepareTable(context);
  const result = readInventoryXlsx(bytes.value, context.choices.table?.sheet ?? null, options);
  return result.ok ? describeTable(result, result.value.sheets, matcher, source.name, context) : result;
};
