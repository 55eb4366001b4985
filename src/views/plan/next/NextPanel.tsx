import { For, Show } from 'solid-js';
import type { Interval } from '../../../domain/coverage/share';
import { BOUNDS, type Bound } from '../../../domain/planning/plan';
import { formatMoney, writeDifference } from '../../../domain/planning/plan-figures';
import type { NextRow } from '../../../state/next-best';
import { DetailPanel } from '../../pieces/DetailPanel';
import { NextActions } from './NextActions';
import { formatPerCost, formatPoints, ratePerCost } from './next-words';
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
  /** With every event on, where that brings something else. */
  const otherGain = () => {
    const { gain, gainWithAllEvents } = props.row;
    if (props.coverage === undefined || gainWithAllEvents === null) return undefined;
    const points = formatPoints(gainWithAllEvents[props.bound]);
    return points === formatPoints(gain[props.bound]) ? undefined : points;
  };
  return (
    <DetailPanel title={props.row.title} onClose={props.onClose}>
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
        <Show when={props.row.events}>
          <dt>Events</dt>
          <dd>
            {props.row.events}
            <Show when={otherGain()}>{(points) => <>; with all of them {points()} points</>}</Show>
          </dd>
        </Show>
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
      <NextActions candidateIds={[props.row.id]} areOptions={props.row.isOption} />
      <TechniqueFold summary="An analytic newly runs" techniques={props.row.newlyRun} isOpen />
      <TechniqueFold summary="Then one component short" techniques={props.row.newlyOneShort} />
      <TechniqueFold summary="Run already, then on more hosts" techniques={props.row.onMoreHosts} />
    </DetailPanel>
  );
}
