import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { readInventoryCsv } from '../../src/formats/inventory/inventory-csv';
import { makeTable, type TableKind } from '../bench/made-up-tables';
import { inChunks, makeOptions } from './inventory-samples';

const ROWS = 60_000;
const ROUNDS = 3;

/** The bench measures a million rows in a browser; this notices when a row is cut that need not be. */
it.each<TableKind>(['hosts', 'hosts-quoted'])(
  'reading %s costs no more than 1.3 times what Papa Parse takes to cut them',
  { timeout: 60_000, retry: 2 },
  async (kind) => {
    const bytes = new TextEncoder().encode(makeTable(kind, ROWS).join(''));
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const papa = await measure(async () => {
        Papa.parse<string[]>(new TextDecoder().decode(bytes));
      });
      const ours = await measure(async () => {
        const result = await readInventoryCsv(inChunks(bytes, 4 * 1024 * 1024), makeOptions());
        expect(result.ok && result.value.counts).toMatchObject({ rows: ROWS, kept: ROWS });
      });
      ratios.push(ours / papa);
    }
    expect(Math.min(...ratios)).toBeLessThan(1.3);
  },
);

/** Time of the processor: others run beside. */
async function measure(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  return process.cpuUsage(start).user;
}
