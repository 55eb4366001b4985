/** The rows below the header of an inventory: which are read, which are left out, and which columns are used. */
import { excerpt, issue, WHOLE_FILE } from '../domain/result';
import type { DelimitedRecord, Delimiter } from './delimited-records';
import { makeAssembly } from './inventory-csv-assembly';
import { type InventoryColumn, mapHeader, tellMeaning } from './inventory-csv-columns';
import type { IssueLog } from './inventory-csv-issues';
import { makeRowReader } from './inventory-csv-rows';
import type { InventoryCsvOptions } from './inventory-csv-table';

/** Cells shown of each column. */
const SAMPLES = 3;

export function makeInventoryBody(
  header: DelimitedRecord,
  options: InventoryCsvOptions,
  delimiter: Delimiter,
  log: IssueLog,
) {
  const columns = mapHeader(header.cells);
  const samples = columns.map(() => new Set<string>());
  const readRow = makeRowReader(columns, delimiter === ';' ? ',' : '.');
  const named = (meaning: InventoryColumn['meaning']) => columns.find((column) => column.meaning === meaning);
  const assembly = makeAssembly(
    {
      ...options,
      shareColumn: { header: named('share')?.header ?? '', saysPercent: named('share')?.unit === '%' },
      dateColumns: { since: named('since')?.header ?? '', until: named('until')?.header ?? '' },
    },
    log,
  );
  let periodsAssumed = 0;

  function reject(record: DelimitedRecord, code: string, message: string): string {
    const detail = { found: excerpt(record.cells.join(delimiter)), done: 'Row left out.' };
    log.add(issue('error', code, { kind: 'row', row: record.line }, message, detail));
    return code;
  }

  /** The code of the reason why the row was left out; `null` when it was kept. */
  function take(record: DelimitedRecord): string | null {
    const { line, cells, problem } = record;
    if (problem === 'unclosed-quote')
      return reject(record, 'unclosed-quote', 'A quote that opens in this line is not closed.');
    if (problem === 'too-long') return reject(record, 'too-long', 'The row has more than a million characters.');
    const extra = cells.slice(columns.length).filter((cell) => cell.trim() !== '').length;
    if (extra > 0) {
      return reject(
        record,
        'too-many-fields',
        `The row has ${cells.length} fields, the header has ${columns.length} columns.`,
      );
    }
    if (cells.length < columns.length) {
      log.add(
        issue(
          'note',
          'too-few-fields',
          { kind: 'row', row: line },
          `The row has ${cells.length} fields, the header has ${columns.length} columns.`,
          { done: 'The rest was taken as empty.' },
        ),
      );
    }
    if (problem === 'stray-quote') {
      log.add(
        issue('warning', 'stray-quote', { kind: 'row', row: line }, 'A quote within a quoted cell is not doubled.', {
          found: excerpt(cells.join(delimiter)),
          done: 'Kept as text.',
        }),
      );
    }
    samples.forEach((sample, at) => {
      const cell = cells[at]?.trim() ?? '';
      if (sample.size < SAMPLES && cell !== '') sample.add(excerpt(cell, 60));
    });
    const { row, issues, periodAssumed } = readRow(line, cells);
    for (const found of issues) log.add(found);
    if (periodAssumed) periodsAssumed++;
    if (row === null) return issues.find(({ severity }) => severity === 'error')?.code ?? 'row-left-out';
    assembly.add(row);
    return null;
  }

  function finish() {
    columns.forEach(({ header: name, meaning, repeats }, at) => {
      const place = { kind: 'row', row: header.line, column: name === '' ? `${at + 1}` : name } as const;
      if (repeats) {
        const message = `An earlier column has the same meaning as "${excerpt(name)}".`;
        log.add(issue('warning', 'column-repeated', place, message, { done: 'This one is not used.' }));
      } else if (meaning === null && (name !== '' || samples[at]?.size !== 0)) {
        const unknown = `Nothing is known to be meant by the column "${excerpt(name)}".`;
        const [sample] = samples[at] ?? [];
        const detail = sample === undefined ? { done: 'Not used.' } : { found: sample, done: 'Not used.' };
        log.add(
          issue('note', 'column-not-used', place, name === '' ? `Column ${at + 1} has no header.` : unknown, detail),
        );
      } else if (meaning === 'retention' && tellMeaning(name) === 'retentionDays') {
        const message = `The column "${excerpt(name)}" stands beside data quality ratings.`;
        log.add(
          issue('note', 'retention-rating', place, message, { done: 'Read as a rating from 0 to 5, not as days.' }),
        );
      }
    });
    if (periodsAssumed > 0) {
      log.add(
        issue('note', 'cost-per-year', WHOLE_FILE, `${periodsAssumed} costs do not say how often they are paid.`, {
          done: 'Read as costs per year.',
        }),
      );
    }
    return {
      columns: columns.map(({ header: name, meaning, unit }, at) => ({
        header: name,
        meaning,
        unit,
        samples: [...(samples[at] ?? [])],
      })),
      assembled: assembly.finish(),
      headerLine: header.line,
    };
  }

  return { take, finish, entries: assembly.entries, headerLine: header.line };
}
