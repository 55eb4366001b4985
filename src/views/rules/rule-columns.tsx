import { Show } from 'solid-js';
import type { RuleResult } from '../../domain/detection/sigma/rule-run';
import { formatCount } from '../../domain/format';
import { formatMoment } from '../../domain/history/moments';
import type { FittingColumn } from '../inventory/fit-columns';
import { describeMatches, OUTCOME_WORDS, rankOutcome } from './rule-run-words';

export function listRuleColumns(): readonly FittingColumn<RuleResult>[] {
  return [
    {
      id: 'rule',
      title: 'Rule',
      value: ({ title }) => title,
      cell: (row) => (
        <>
          <span>{row.title}</span>
          <Show when={row.isQuiet}>
            <span class="history-quiet">counted for correlations only</span>
          </Show>
        </>
      ),
      width: 'minmax(12rem, 2.4fr)',
      stacked: true,
    },
    {
      id: 'outcome',
      title: 'Result',
      value: rankOutcome,
      cell: (row) => OUTCOME_WORDS[row.outcome],
      width: 'minmax(8rem, 0.8fr)',
      stacked: true,
    },
    {
      id: 'matched',
      title: 'Records',
      value: ({ matched }) => matched,
      cell: describeMatches,
      numeric: true,
      width: 'minmax(7rem, 0.8fr)',
      stacked: true,
    },
    { id: 'level', title: 'Level', value: ({ level }) => level, width: '6.5rem', from: 700 },
    {
      id: 'first',
      title: 'First',
      value: ({ first }) => first,
      cell: ({ first }) => moment(first),
      width: '7.5rem',
      from: 980,
    },
    {
      id: 'last',
      title: 'Last',
      value: ({ last }) => last,
      cell: ({ last }) => moment(last),
      width: '7.5rem',
      from: 860,
    },
    {
      id: 'hosts',
      title: 'Hosts',
      value: ({ hostCount }) => hostCount,
      cell: ({ hosts, hostCount }) => {
        const [first] = hosts;
        if (first === undefined) return '–';
        const name = first.host === '' ? 'not named' : first.host;
        return hostCount > 1 ? `${name} and ${formatCount(hostCount - 1)} more` : name;
      },
      width: 'minmax(7rem, 1.2fr)',
      from: 760,
    },
  ];
}

function moment(ms: number | null) {
  return ms === null ? <span class="data-table-missing">–</span> : formatMoment(ms);
}
