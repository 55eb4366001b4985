import { formatCount } from '../../domain/format';
import { FirstRows } from './FirstRows';
import type { WeightsDetail } from './import-types';

/** A list of weights on its way in. */
export function PreviewWeights(props: { readonly detail: WeightsDetail }) {
  return (
    <>
      <FirstRows
        title="Weights"
        columns={['Technique', 'Weight']}
        items={props.detail.weights}
        count={props.detail.count}
        most={12}
        cells={({ technique, weight }) => [technique, formatCount(weight)]}
      />
      <p class="import-panel-hint">
        The list is kept; what weighs in the figures of a plan is chosen on the screen of the plan.
      </p>
    </>
  );
}
