import { INDICATOR_FORMATS } from '../../src/formats/indicators/indicator-formats';
import { isIndicatorWorkbook } from '../../src/formats/indicators/workbook-indicators';
import { readInventoryXlsx } from '../../src/formats/inventory/inventory-xlsx';
import { readWhole } from '../file-source';
import { readIndicators } from './indicator-reading';
import { describeTable, prepareTable } from './inventory-reading';
import { MEBIBYTE, type Reader } from './reading';

const LARGEST_WORKBOOK = 96 * MEBIBYTE;

export const readWorkbook: Reader = async (source, context) => {
  const bytes = await readWhole(source, LARGEST_WORKBOOK, 'a workbook');
  if (!bytes.ok) return bytes;
  if (
    context.choices.format === undefined &&
    context.choices.table?.sheet === undefined &&
    isIndicatorWorkbook(bytes.value)
  ) {
    const indicators = await readAsIndicators(source, context);
    if (indicators.ok) return indicators;
  }
  const { options, matcher } = await prepareTable(context);
  const result = readInventoryXlsx(bytes.value, context.choices.table?.sheet ?? null, options);
  return result.ok ? describeTable(result, result.value.sheets, matcher, source.name, context) : result;
};

/** A workbook that is a table of values to look for is no inventory. */
const readAsIndicators: Reader = async (source, context) => {
  const format = INDICATOR_FORMATS.find(({ id }) => id === 'indicator-workbook');
  if (format === undefined) throw new Error('There is no reader for workbooks of indicators.');
  const read = await readIndicators(format)(source, context);
  return read.ok ? { ...read, value: { ...read.value, format: format.id } } : read;
};
