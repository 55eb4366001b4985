import { Show } from 'solid-js';
import { formatDate } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import type { BenignValue, Watchlist } from '../../domain/indicators/watchlist';
import { countHeldBack } from '../../domain/indicators/watchlist-figures';
import type { ListedWarninglist, WatchlistFigures } from '../../state/history';
import type { FittingColumn } from '../inventory/fit-columns';
import { StateMark } from './StateMark';

/** `figures`: `undefined` until they are counted. */
export interface WatchlistRow {
  readonly list: Watchlist;
  readonly figures: WatchlistFigures | undefined;
}

/** @param nameOf told apart from others of the same name */
export function listWatchlistColumns(nameOf: (id: string) => string): readonly FittingColumn<WatchlistRow>[] {
  return [
    {
      id: 'name',
      title: 'Watchlist',
      value: ({ list }) => nameOf(list.id),
      width: 'minmax(9rem, 1.4fr)',
      stacked: true,
    },
    {
      id: 'state',
      title: 'Today',
      value: ({ figures }) => figures?.state ?? null,
      cell: ({ figures }) => (
        <Show when={figures} fallback={<span class="data-table-missing">…</span>}>
          {(known) => <StateMark state={known().state} />}
        </Show>
      ),
      width: '8rem',
      stacked: true,
    },
    {
      id: 'watched',
      title: 'Watched',
      value: ({ figures }) => figures?.watched ?? null,
      numeric: true,
      width: '6rem',
      stacked: true,
    },
    {
      id: 'held',
      title: 'Held back',
      value: ({ figures }) => (figures === undefined ? null : countHeldBack(figures.heldBack)),
      numeric: true,
      width: '6rem',
      from: 560,
      stacked: true,
    },
    {
      id: 'reason',
      title: 'Reason',
      value: ({ list }) => list.reason || null,
      width: 'minmax(8rem, 1.6fr)',
      from: 720,
    },
    { id: 'owner', title: 'Owner', value: ({ list }) => list.owner || null, width: 'minmax(5rem, 0.8fr)', from: 900 },
    {
      id: 'until',
      title: 'Until',
      value: ({ list }) => list.validUntil,
      cell: ({ list }) =>
        list.validUntil === null ? <span class="data-table-missing">no end</span> : formatDate(list.validUntil),
      width: '6.5rem',
      from: 640,
    },
  ];
}

export function listBenignColumns(): readonly FittingColumn<BenignValue>[] {
  return [
    {
      id: 'value',
      title: 'Value',
      value: ({ value }) => value,
      cell: ({ value }) => <span class="history-value">{value}</span>,
      width: 'minmax(10rem, 1.4fr)',
      stacked: true,
    },
    { id: 'type', title: 'Type', value: ({ type }) => typeWord(type), width: '8rem', from: 640 },
    {
      id: 'reason',
      title: 'Reason',
      value: ({ reason }) => reason || null,
      width: 'minmax(8rem, 1.6fr)',
      stacked: true,
    },
    { id: 'author', title: 'Who', value: ({ author }) => author || null, width: 'minmax(5rem, 0.8fr)', from: 760 },
    { id: 'at', title: 'Since', value: ({ at }) => at, cell: ({ at }) => formatDate(at), width: '6.5rem', from: 560 },
  ];
}

export function listWarninglistColumns(): readonly FittingColumn<ListedWarninglist>[] {
  return [
    { id: 'name', title: 'Warninglist', value: ({ name }) => name, width: 'minmax(10rem, 1.4fr)', stacked: true },
    {
      id: 'description',
      title: 'What it holds',
      value: ({ description }) => description || null,
      width: 'minmax(8rem, 2fr)',
      from: 640,
    },
    { id: 'type', title: 'Compared as', value: ({ type }) => type, width: '7rem', from: 900 },
    { id: 'values', title: 'Values', value: ({ values }) => values, numeric: true, width: '6rem', stacked: true },
    { id: 'version', title: 'Version', value: ({ version }) => String(version), width: '6rem', from: 760 },
  ];
}
