import { describePlaces } from '../../../domain/planning/candidate-words';
import type { Bound } from '../../../domain/planning/plan';
import { formatMoney } from '../../../domain/planning/plan-figures';
import type { NextRow } from '../../../state/next-best';
import type { FittingColumn } from '../../inventory/fit-columns';
import { formatPerCost, formatPoints, ratePerCost } from './next-words';

/** @param most the largest gain in the table, for the length of the bars; `null`: nothing has a weight, and no gain is known */
export function listNextColumns(
  bound: Bound,
  most: number | null,
  currency: string,
): readonly FittingColumn<NextRow>[] {
  return [
    {
      id: 'name',
      title: 'Addition',
      value: ({ title }) => title,
      cell: (row) => <AdditionName row={row} />,
      width: 'minmax(14rem, 2.6fr)',
      stacked: true,
    },
    {
      id: 'gain',
      title: 'Gain, points',
      value: ({ gain }) => (most === null ? null : gain[bound]),
      cell: ({ gain }) => (most === null ? '–' : <GainBar gain={gain[bound]} most={most} />),
      width: 'minmax(8rem, 1fr)',
      numeric: true,
      stacked: true,
    },
    {
      id: 'runs',
      title: 'Newly run',
      value: ({ newlyRun }) => newlyRun.length,
      numeric: true,
      width: '6rem',
      stacked: true,
    },
    {
      id: 'short',
      title: 'Then one short',
      value: ({ newlyOneShort }) => newlyOneShort.length,
      numeric: true,
      width: '8rem',
      from: 800,
    },
    {
      id: 'more',
      title: 'On more hosts',
      value: ({ onMoreHosts }) => onMoreHosts.length,
      numeric: true,
      width: '8rem',
      from: 940,
    },
    {
      id: 'price',
      title: 'Price',
      value: ({ price }) => price,
      cell: ({ price }) => (price === null ? '' : formatMoney(price, currency)),
      numeric: true,
      width: '8rem',
      from: 640,
    },
    {
      id: 'rate',
      title: `Points per 1,000${currency === '' ? '' : ` ${currency}`}`,
      value: (row) => (most === null ? null : ratePerCost(row, bound)),
      cell: (row) => formatPerCost(most === null ? null : ratePerCost(row, bound)),
      numeric: true,
      width: '9rem',
      from: 560,
    },
  ];
}

/** What it is, and under it, on one line or two, where and how: by that rows of one sensor differ. */
function AdditionName(props: { readonly row: NextRow }) {
  const place = () => {
    const { where, events, status, grain } = props.row;
    // An option of the plan is called as it was made.
    const places = grain === 'own' && status === null ? 'option of the plan' : describePlaces(where);
    return [places, status ?? '', events].filter(Boolean).join(' · ');
  };
  return (
    <span class="next-addition">
      <span>{props.row.name}</span> <span class="next-place">{place()}</span>
    </span>
  );
}

export function GainBar(props: { readonly gain: number; readonly most: number }) {
  return (
    <span class="next-gain">
      <progress
        class="next-gain-bar"
        max={1}
        value={props.most > 0 ? Math.max(0, props.gain) / props.most : 0}
        aria-hidden="true"
      />
      <span>{formatPoints(props.gain)}</span>
    </span>
  );
}
