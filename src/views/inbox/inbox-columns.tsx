import { Show } from 'solid-js';
import { formatDateTime } from '../../domain/format';
import type { InboxPackage } from '../../domain/inbox/package';
import type { FittingColumn } from '../inventory/fit-columns';
import { describeStanding, wordsOf } from './inbox-words';

/** @param doingOf what this tab does with a package at the moment; `null`: nothing */
export function listQueueColumns(doingOf: (id: string) => string | null): readonly FittingColumn<InboxPackage>[] {
  return [
    { id: 'file', title: 'Package', value: ({ fileName }) => fileName, width: 'minmax(10rem, 1fr)', stacked: true },
    {
      id: 'standing',
      title: 'State',
      value: (known) => describeStanding(known, doingOf(known.id)),
      cell: (known) => (
        <span class="inbox-standing" data-standing={known.standing.kind}>
          {describeStanding(known, doingOf(known.id))}
        </span>
      ),
      width: '10rem',
      stacked: true,
    },
    {
      id: 'is',
      title: 'What it is',
      value: describeContent,
      cell: (known) => <span class="history-cut">{describeContent(known) || '–'}</span>,
      width: 'minmax(11rem, 2fr)',
      from: 620,
      stacked: true,
    },
    {
      id: 'here',
      title: 'Has it been here?',
      value: (known) => wordsOf(known, 'search'),
      cell: (known) => (
        <Show when={wordsOf(known, 'search')} fallback={<span class="data-table-missing">–</span>}>
          {(words) => <span class="history-cut">{words()}</span>}
        </Show>
      ),
      width: 'minmax(11rem, 2fr)',
      from: 860,
      stacked: true,
    },
    {
      id: 'arrived',
      title: 'Came in',
      value: ({ arrivedAt }) => arrivedAt,
      cell: ({ arrivedAt }) => formatDateTime(arrivedAt),
      width: '10rem',
      from: 760,
    },
  ];
}

export const DECIDED_COLUMNS: readonly FittingColumn<InboxPackage>[] = [
  { id: 'file', title: 'Package', value: ({ fileName }) => fileName, width: 'minmax(10rem, 1fr)', stacked: true },
  {
    id: 'decision',
    title: 'Decision',
    value: describeDecision,
    cell: (known) => <span class="history-cut">{describeDecision(known)}</span>,
    width: 'minmax(10rem, 2fr)',
    stacked: true,
  },
  {
    id: 'at',
    title: 'When',
    value: decidedAt,
    cell: (known) => formatDateTime(decidedAt(known)),
    width: '10rem',
    from: 560,
  },
];

/** Of what cannot be read, why. */
function describeContent(known: InboxPackage): string {
  return known.standing.kind === 'unreadable' ? (known.standing.issues[0]?.message ?? '') : wordsOf(known, 'read');
}

function describeDecision({ standing, cameAgain }: InboxPackage): string {
  const again = cameAgain === null ? '' : `; came again ${formatDateTime(cameAgain)}`;
  return standing.kind === 'dismissed' ? `Dismissed: ${standing.reason}${again}` : `Accepted${again}`;
}

function decidedAt({ standing, arrivedAt }: InboxPackage): string {
  return 'at' in standing ? standing.at : arrivedAt;
}
