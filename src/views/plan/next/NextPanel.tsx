import { Show } from 'solid-js';
import type { NextRow } from '../../../../workers/contract/next-best';
import type { Bound } from '../../../domain/planning/plan';
import { DetailPanel } from '../../pieces/DetailPanel';
import { NextActions } from './NextActions';
import { formatCoverage, formatMoney, formatPerCost, formatPoints, ratePerCost } from './next-words';
import { TechniqueFold } from './TechniqueFold';

/** One addition: its figures, what can be made of it, and the techniques behind. */
export function NextPanel(props: {
  readonly row: NextRow;
  /** Today's, at the bound in force. */
  readonly coverage: number;
  readonly bound: Bound;
  readonly currency: string;
  readonly onClose: () => void;
}) {
  const gain = () => props.row.gain[props.bound];
  return (
    <DetailPanel title={props.row.name} onClose={props.onClose}>
      <dl class="next-facts">
        <dt>Coverage</dt>
        <dd>
          {formatCoverage(props.coverage)} → {formatCoverage(props.coverage + gain())} ({formatPoints(gain())} points)
        </dd>
        <dt>{props.bound === 'low' ? 'At most' : 'At least'}</dt>
        <dd>{formatPoints(props.row.gain[props.bound === 'low' ? 'high' : 'low'])} points at the other bound</dd>
        <dt>Where</dt>
        <dd>{props.row.where.join(', ')}</dd>
        <Show when={props.row.price}>
          {(price) => (
            <>
              <dt>Price</dt>
              <dd>
                {formatMoney(price(), props.currency)}, {formatPerCost(ratePerCost(props.row, props.bound))} points per
                1,000
              </dd>
            </>
          )}
        </Show>
      </dl>
      <NextActions candidateIds={[props.row.id]} isOption={props.row.isOption} />
      <TechniqueFold summary="An analytic newly runs" techniques={props.row.newlyRun} isOpen />
      <TechniqueFold summary="Then one component short" techniques={props.row.newlyOneShort} />
      <TechniqueFold summary="Run already, then on more hosts" techniques={props.row.onMoreHosts} />
    </DetailPanel>
  );
}
