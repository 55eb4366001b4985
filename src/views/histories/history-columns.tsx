import { Show } from 'solid-js';
import { formatBytes, formatCount } from '../../domain/format';
import { type History, isDamaged } from '../../domain/history/history';
import { formatSpan } from '../../domain/history/moments';
import type { FittingColumn } from '../inventory/fit-columns';

/** What lists say of histories that does not stand in them. */
export interface HistoryWords {
  /** Told apart from others of the same name. */
  readonly nameOf: (id: string) => string;
  /** The format it was read as. */
  readonly formatOf: (history: History) => string;
  readonly isUnderWay: (id: string) => boolean;
}

export function listHistoryColumns({ nameOf, formatOf, isUnderWay }: HistoryWords): readonly FittingColumn<History>[] {
  return [
    {
      id: 'name',
      title: 'History',
      value: ({ id }) => nameOf(id),
      cell: (row) => (
        <>
          {nameOf(row.id)}
          <Show when={!row.complete}>
            {' '}
            <Show
              when={isUnderWay(row.id)}
              fallback={
                <span class="history-quiet history-warning">
                  {isDamaged(row) ? 'file damaged' : 'import interrupted'}
                </span>
              }
            >
              <span class="history-quiet">being imported</span>
            </Show>
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
    { id: 'format', title: 'Format', value: formatOf, from: 860 },
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
