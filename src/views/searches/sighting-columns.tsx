import { Show } from 'solid-js';
import { formatCount, formatPercent } from '../../domain/format';
import {
  DIRECTION_WORDS,
  DISPOSITION_WORDS,
  describeHosts,
  describePorts,
  describeShares,
  leadingShare,
  typeWord,
} from '../../domain/history/history-words';
import { formatMoment } from '../../domain/history/moments';
import { describePattern } from '../../domain/history/pattern-words';
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
          <Show
            when={row.type === 'pattern' && describePattern(row.value)}
            fallback={<span class="history-value history-cut">{row.value}</span>}
          >
            {(words) => (
              <span class="history-cut" title={row.value}>
                {words()}
              </span>
            )}
          </Show>
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
      width: 'minmax(9rem, 1.8fr)',
      stacked: true,
    },
    {
      id: 'relevance',
      title: 'Relevance',
      value: (row) => RANK[rateSighting(row)],
      cell: (row) => <RelevanceMark relevance={rateSighting(row)} />,
      width: '5.5rem',
      stacked: true,
    },
    { id: 'count', title: 'Records', value: ({ count }) => count, numeric: true, width: '4.75rem', stacked: true },
    {
      id: 'direction',
      title: 'Direction',
      value: ({ directions }) => describeShares(directions, DIRECTION_WORDS) || DIRECTION_WORDS.unknown,
      cell: ({ directions }) => <LeadingShare counts={directions} words={DIRECTION_WORDS} />,
      width: 'minmax(5.25rem, 0.7fr)',
      from: 480,
      stacked: true,
    },
    {
      id: 'disposition',
      title: 'Outcome',
      value: ({ dispositions }) => describeShares(dispositions, DISPOSITION_WORDS) || DISPOSITION_WORDS.unknown,
      cell: ({ dispositions }) => <LeadingShare counts={dispositions} words={DISPOSITION_WORDS} />,
      width: 'minmax(6rem, 0.7fr)',
      from: 560,
      stacked: true,
    },
    {
      id: 'first',
      title: 'First seen',
      value: ({ firstSeen }) => firstSeen,
      cell: ({ firstSeen }) => moment(firstSeen),
      width: '6.5rem',
      from: 900,
    },
    {
      id: 'last',
      title: 'Last seen',
      value: ({ lastSeen }) => lastSeen,
      cell: ({ lastSeen }) => moment(lastSeen),
      width: '6.5rem',
      from: 590,
      stacked: true,
    },
    {
      id: 'hosts',
      title: 'Our hosts',
      value: (row) => row.hostCount,
      cell: (row) => describeHosts(row, 1) || <span class="data-table-missing">unknown</span>,
      width: 'minmax(7rem, 1fr)',
      from: 700,
      stacked: true,
    },
    {
      id: 'ports',
      title: 'Ports',
      value: (row) => row.ports[0]?.[0] ?? null,
      cell: (row) => describePorts(row, 1) || <span class="data-table-missing">–</span>,
      width: 'minmax(5rem, 0.7fr)',
      from: 790,
    },
    {
      id: 'histories',
      title: 'Seen in',
      value: ({ histories }) => Object.keys(histories).length,
      cell: ({ histories }) => {
        const ids = Object.keys(histories);
        const [first = ''] = ids;
        const words = ids.length > 1 ? `${nameOf(first)} and ${formatCount(ids.length - 1)} more` : nameOf(first);
        return (
          <span class="history-cut" title={ids.map(nameOf).join(', ')}>
            {words}
          </span>
        );
      },
      width: 'minmax(7rem, 1fr)',
      from: 1010,
    },
  ];
}

/** Two short lines at most: all of them are in the panel, and in the title. */
function LeadingShare<Key extends string>(props: {
  readonly counts: Readonly<Partial<Record<Key, number>>>;
  readonly words: Readonly<Record<Key, string>>;
}) {
  return (
    <Show when={leadingShare(props.counts, props.words)} fallback={<span class="data-table-missing">unknown</span>}>
      {(leading) => (
        <span class="sighting-share" title={describeShares(props.counts, props.words)}>
          {/* The heading says of what. */}
          {leading().word.replace(/^(?:direction|outcome) /, '')}
          <Show when={leading().others > 0}>
            <span class="history-quiet">
              {formatPercent(leading().share)}, +{formatCount(leading().others)}
            </span>
          </Show>
        </span>
      )}
    </Show>
  );
}

function moment(ms: number | null) {
  return ms === null ? <span class="data-table-missing">no time</span> : formatMoment(ms);
}
