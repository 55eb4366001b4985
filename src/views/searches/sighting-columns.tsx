import { Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import {
  DIRECTION_WORDS,
  DISPOSITION_WORDS,
  describeHosts,
  describePorts,
  describeShares,
  typeWord,
} from '../../domain/history/history-words';
import { formatMoment } from '../../domain/history/moments';
import { rateSighting } from '../../domain/history/relevance';
import type { Relevance, Sighting } from '../../domain/history/sighting';
import type { FittingColumn } from '../inventory/fit-columns';
import { RelevanceMark } from './RelevanceMark';

const RANK: Readonly<Record<Relevance, number>> = { high: 0, medium: 1, low: 2 };

export function keyOfSighting({ type, value }: Pick<Sighting, 'type' | 'value'>): string {
  return `${type} ${value}`;
}

/** @param isNewShown whether what was found since it was last looked at is marked */
export function listSightingColumns(
  nameOf: (history: string) => string,
  isNewShown: boolean,
): readonly FittingColumn<Sighting>[] {
  return [
    {
      id: 'value',
      title: 'Indicator',
      value: ({ value }) => value,
      cell: (row) => (
        <>
          <span class="history-value history-cut">{row.value}</span>
          <span class="sighting-beside">
            <span class="history-quiet">{typeWord(row.type)}</span>
            <Show when={row.byHostOnly}>
              <span class="history-quiet">by its host only</span>
            </Show>
            <Show when={isNewShown && row.newSince > 0}>
              <span class="new-mark">{formatCount(row.newSince)} new</span>
            </Show>
          </span>
        </>
      ),
      width: 'minmax(11rem, 1.8fr)',
      stacked: true,
    },
    {
      id: 'relevance',
      title: 'Relevance',
      value: (row) => RANK[rateSighting(row)],
      cell: (row) => <RelevanceMark relevance={rateSighting(row)} />,
      width: '6.5rem',
      stacked: true,
    },
    { id: 'count', title: 'Records', value: ({ count }) => count, numeric: true, width: '5.5rem', stacked: true },
    {
      id: 'direction',
      title: 'Direction',
      value: ({ directions }) => describeShares(directions, DIRECTION_WORDS) || DIRECTION_WORDS.unknown,
      width: 'minmax(6.5rem, 0.9fr)',
      from: 560,
      stacked: true,
    },
    {
      id: 'disposition',
      title: 'Outcome',
      value: ({ dispositions }) => describeShares(dispositions, DISPOSITION_WORDS) || DISPOSITION_WORDS.unknown,
      width: 'minmax(6.5rem, 0.9fr)',
      from: 560,
      stacked: true,
    },
    {
      id: 'first',
      title: 'First seen',
      value: ({ firstSeen }) => firstSeen,
      cell: ({ firstSeen }) => moment(firstSeen),
      width: '7.5rem',
      from: 1080,
    },
    {
      id: 'last',
      title: 'Last seen',
      value: ({ lastSeen }) => lastSeen,
      cell: ({ lastSeen }) => moment(lastSeen),
      width: '7.5rem',
      from: 760,
      stacked: true,
    },
    {
      id: 'hosts',
      title: 'Our hosts',
      value: (row) => row.hostCount,
      cell: (row) => describeHosts(row) || <span class="data-table-missing">unknown</span>,
      width: 'minmax(7rem, 1.2fr)',
      from: 860,
      stacked: true,
    },
    {
      id: 'ports',
      title: 'Ports',
      value: (row) => row.ports[0]?.[0] ?? null,
      cell: (row) => describePorts(row) || <span class="data-table-missing">–</span>,
      width: 'minmax(5rem, 0.7fr)',
      from: 980,
    },
    {
      id: 'histories',
      title: 'Seen in',
      value: ({ histories }) => Object.keys(histories).length,
      cell: ({ histories }) => {
        const ids = Object.keys(histories);
        return ids.length > 2
          ? `${ids.slice(0, 1).map(nameOf).join('')} and ${formatCount(ids.length - 1)} more`
          : ids.map(nameOf).join(', ');
      },
      width: 'minmax(7rem, 1fr)',
      from: 1180,
    },
  ];
}

function moment(ms: number | null) {
  return ms === null ? <span class="data-table-missing">no time</span> : formatMoment(ms);
}
