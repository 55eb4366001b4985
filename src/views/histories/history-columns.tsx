import { Show } from 'solid-js';
import { formatBytes, formatCount } from '../../domain/format';
import type { History } from '../../domain/history/history';
import { formatSpan } from '../../domain/history/moments';
import type { FittingColumn } from '../inventory/fit-columns';

/** @param nameOf of the format a history was read as */
export function listHistoryColumns(nameOf: (history: History) => string): readonly FittingColumn<History>[] {
  return [
    {
      id: 'name',
      title: 'History',
      value: ({ name }) => name,
      cell: (row) => (
        <>
          {row.name}
          <Show when={!row.complete}>
            {' '}
            <span class="history-quiet history-warning">interrupted</span>
          </Show>
          <Show when={row.dropped > 0}>
            {' '}
            <span class="history-quiet">oldest part dropped</span>
          </Show>
        </>
      ),
      width: 'minmax(10rem, 2fr)',
      stacked: true,
    },
    { id: 'site', title: 'Site', value: ({ site }) => site || null, width: 'minmax(5rem, 1fr)', stacked: true },
    { id: 'format', title: 'Format', value: nameOf, from: 860 },
    {
      id: 'span',
      title: 'Time range',
      value: ({ from }) => from,
      cell: ({ from, to }) => formatSpan(from, to) ?? <span class="data-table-missing">no times</span>,
      width: 'minmax(8rem, 1.2fr)',
      from: 520,
      stacked: true,
    },
    { id: 'rows', title: 'Records', value: ({ rows }) => rows, numeric: true, width: '6.5rem', stacked: true },
    {
      id: 'bytes',
      title: 'Stored',
      value: ({ bytes }) => bytes,
      cell: ({ bytes }) => formatBytes(bytes),
      numeric: true,
      width: '5.5rem',
      stacked: true,
    },
    {
      id: 'per-row',
      title: 'Per record',
      value: ({ bytes, rows }) => (rows === 0 ? null : bytes / rows),
      cell: ({ bytes, rows }) =>
        rows === 0 ? (
          <span class="data-table-missing">–</span>
        ) : (
          `${formatCount(Math.round((bytes / rows) * 10) / 10)} B`
        ),
      numeric: true,
      width: '5.5rem',
      from: 720,
    },
  ];
}
