import { expect, it } from 'vitest';
import { writeCoverageCsv } from '../../src/formats/coverage-csv';
import { makeDelimitedReader, restoreFormula } from '../../src/formats/delimited-text';
import { decodeText } from '../../src/formats/text-decoding';

const TABLE = {
  columns: ['Technique', 'Name', 'State', 'Share'],
  rows: [
    ['T1059.001', 'PowerShell', 'runs', 0.8],
    ['T1003', "=cmd|'/c calc'!A1", null, -1],
  ],
} as const;

it('writes a table for spreadsheets, with no formula in it', () => {
  expect(writeCoverageCsv(TABLE)).toBe(
    "\ufeffTechnique,Name,State,Share\r\nT1059.001,PowerShell,runs,0.8\r\nT1003,\"'=cmd|'/c calc'!A1\",,-1\r\n",
  );
  expect(writeCoverageCsv(TABLE, false).startsWith('Technique')).toBe(true);
});

it('is read back as it was', () => {
  const decoded = decodeText(new TextEncoder().encode(writeCoverageCsv(TABLE)));
  if (!decoded.ok) throw new Error('not text');
  const reader = makeDelimitedReader();
  const records = [...reader.push(decoded.value), ...reader.end()];
  expect(records.map(({ cells }) => cells.map(restoreFormula))).toEqual([
    TABLE.columns,
    ...TABLE.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
  ]);
});
