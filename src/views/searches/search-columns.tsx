import { Show } from 'solid-js';
import { formatCount, formatDateTime } from '../../domain/format';
import { endOfRun } from '../../domain/history/new-sightings';
import type { ListedSearch } from '../../state/history';
import type { FittingColumn } from '../inventory/fit-columns';

/** Looked at since it was done: what it found is not new any more. Of a search that nobody has opened yet, all of it is. */
export function countNew({ run, lookedAt }: Pick<ListedSearch, 'run' | 'lookedAt'>): number {
  if (run === null) return 0;
  if (lookedAt === null) return run.sightings;
  return Date.parse(lookedAt) >= endOfRun(run) ? 0 : run.newSightings;
}

/** @param nameOf told apart from others of the same name */
export function listSearchColumns(nameOf: (id: string) => string): readonly FittingColumn<ListedSearch>[] {
  return [
    { id: 'name', title: 'Search', value: ({ id }) => nameOf(id), width: 'minmax(10rem, 2fr)', stacked: true },
    {
      id: 'seen',
      title: 'Seen',
      value: ({ run }) => run?.sightings ?? null,
      cell: (search) => (
        <Show when={search.run} fallback={<span class="data-table-missing">not run</span>}>
          {(run) => (
            <>
              {formatCount(run().sightings)} of {formatCount(run().indicators)}
            </>
          )}
        </Show>
      ),
      width: '8rem',
      stacked: true,
    },
    {
      id: 'new',
      title: 'New',
      value: countNew,
      cell: (search) =>
        countNew(search) === 0 ? (
          <span class="data-table-missing">–</span>
        ) : (
          <span class="new-mark">{formatCount(countNew(search))} new</span>
        ),
      width: '5.5rem',
      from: 480,
      stacked: true,
    },
    {
      id: 'records',
      title: 'Records',
      value: ({ run }) => run?.matched ?? null,
      numeric: true,
      width: '6rem',
      from: 640,
      stacked: true,
    },
    {
      id: 'searched',
      title: 'Searched',
      value: ({ run }) => run?.records ?? null,
      numeric: true,
      width: '7rem',
      from: 860,
    },
    {
      id: 'at',
      title: 'Last run',
      value: ({ run }) => run?.at ?? null,
      cell: ({ run }) => (
        <Show when={run} fallback={<span class="data-table-missing">–</span>}>
          {(known) => (
            <>
              {formatDateTime(known().at)}
              <Show when={!known().complete}>
                {' '}
                <span class="history-quiet history-warning">not the whole</span>
              </Show>
            </>
          )}
        </Show>
      ),
      width: 'minmax(9rem, 1fr)',
      from: 560,
      stacked: true,
    },
  ];
}
