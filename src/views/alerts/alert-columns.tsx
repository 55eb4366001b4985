import { Show } from 'solid-js';
import type { Alert } from '../../domain/detection/alerts/alert';
import type { Signal } from '../../domain/detection/signal';
import { formatPercent } from '../../domain/format';
import { formatMoment } from '../../domain/history/moments';
import type { StoredSignal } from '../../state/alerts';
import type { FittingColumn } from '../inventory/fit-columns';
import { KIND_WORDS, nameEvidence, SEVERITY_WORDS, VERDICT_WORDS } from './alert-words';

const RANK: Readonly<Record<Signal['severity'], number>> = { critical: 0, high: 1, medium: 2, low: 3 };

export const ALERT_COLUMNS: readonly FittingColumn<Alert>[] = [
  {
    id: 'host',
    title: 'Host',
    value: ({ host }) => host,
    cell: (alert) => (
      <>
        <span class="history-value history-cut">{alert.host}</span>
        <Show when={alert.verdict}>
          {(verdict) => (
            <>
              <span class="alert-verdict" data-verdict={verdict().verdict}>
                {VERDICT_WORDS[verdict().verdict]}
              </span>
            </>
          )}
        </Show>
      </>
    ),
    width: 'minmax(9rem, 1fr)',
    stacked: true,
  },
  {
    id: 'what',
    title: 'What agrees',
    value: nameEvidence,
    width: 'minmax(12rem, 2.4fr)',
    stacked: true,
  },
  {
    id: 'confidence',
    title: 'Confidence',
    value: ({ confidence }) => confidence,
    cell: ({ confidence }) => formatPercent(confidence),
    numeric: true,
    width: '6.5rem',
    stacked: true,
  },
  {
    id: 'severity',
    title: 'Severity',
    value: ({ severity }) => RANK[severity],
    cell: ({ severity }) => SEVERITY_WORDS[severity],
    width: '6rem',
    from: 560,
    stacked: true,
  },
  {
    id: 'signals',
    title: 'Signals',
    value: ({ evidence }) => evidence.reduce((sum, { signals }) => sum + signals.length, 0),
    numeric: true,
    width: '5rem',
    from: 760,
  },
  {
    id: 'last',
    title: 'Last',
    value: ({ last }) => last,
    cell: ({ last }) => formatMoment(last),
    width: '8.5rem',
    from: 680,
    stacked: true,
  },
];

export const SIGNAL_COLUMNS: readonly FittingColumn<StoredSignal>[] = [
  {
    id: 'title',
    title: 'Signal',
    value: ({ title }) => title,
    cell: (signal) => (
      <>
        <span class="history-cut">{signal.title}</span>
        <span class="history-quiet">{KIND_WORDS[signal.kind]}</span>
      </>
    ),
    width: 'minmax(11rem, 1.6fr)',
    stacked: true,
  },
  {
    id: 'host',
    title: 'Host',
    value: ({ host }) => host,
    cell: ({ host }) => <span class="history-value">{host}</span>,
    width: 'minmax(8rem, 1fr)',
    stacked: true,
  },
  {
    id: 'peer',
    title: 'Other side',
    value: ({ peer }) => peer,
    cell: ({ peer }) => (
      <Show when={peer} fallback={<span class="data-table-missing">several</span>}>
        <span class="history-value history-cut">{peer}</span>
      </Show>
    ),
    width: 'minmax(8rem, 1fr)',
    from: 640,
    stacked: true,
  },
  {
    id: 'score',
    title: 'Score',
    value: ({ score }) => score,
    cell: ({ score }) => score.toFixed(2),
    numeric: true,
    width: '4.5rem',
    stacked: true,
  },
  { id: 'count', title: 'Records', value: ({ count }) => count, numeric: true, width: '5.5rem', from: 760 },
  {
    id: 'last',
    title: 'Last',
    value: ({ last }) => last,
    cell: ({ last }) => formatMoment(last),
    width: '8.5rem',
    from: 860,
  },
];
