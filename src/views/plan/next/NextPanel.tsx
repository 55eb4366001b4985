import { For, Show } from 'solid-js';
import type { Interval } from '../../../domain/coverage/share';
import { BOUNDS, type Bound } from '../../../domain/planning/plan';
import { writeDifference } from '../../../domain/planning/plan-figures';
import type { NextRow } from '../../../state/next-best';
import { DetailPanel } from '../../pieces/DetailPanel';
import { NextActions } from './NextActions';
import { formatMoney, formatPerCost, ratePerCost } from './next-words';
import { TechniqueFold } from './TechniqueFold';

/** One addition: its figures, what can be made of it, and the techniques behind. */
export function NextPanel(props: {
  readonly row: NextRow;
  /** Today's; `undefined`: nothing has a weight. */
  readonly coverage: Interval | undefined;
  readonly bound: Bound;
  readonly currency: string;
  readonly onClose: () => void;
}) {
  return (
    <DetailPanel title={props.row.name} onClose={props.onClose}>
      <dl class="next-facts">
        <Show when={props.coverage}>
          {(coverage) => (
            <For each={BOUNDS}>
              {(bound) => (
                <>
                  <dt>{bound === 'low' ? 'At least' : 'At most'}</dt>
                  <dd>{writeDifference(coverage()[bound], coverage()[bound] + props.row.gain[bound])}</dd>
                </>
              )}
            </For>
          )}
        </Show>
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
