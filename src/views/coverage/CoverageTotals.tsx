import { Show } from 'solid-js';
import type { Totals } from '../../domain/coverage/totals';
import { formatCount } from '../../domain/format';
import { Explain } from '../pieces/Explain';

/** The three readings of "fed" side by side (coverage model, "State of an analytic in a group"). */
export function CoverageTotals(props: { readonly totals: Totals; readonly hasMarks: boolean }) {
  return (
    <div class="coverage-totals">
      <dl>
        <div>
          <dt>All fed</dt>
          <dd>{formatCount(props.totals.allFed)}</dd>
        </div>
        <Show when={props.hasMarks}>
          <div>
            <dt>Essential fed</dt>
            <dd>{formatCount(props.totals.runs)}</dd>
          </div>
        </Show>
        <div>
          <dt>Any fed</dt>
          <dd>{formatCount(props.totals.anyFed)}</dd>
        </div>
      </dl>
      <Explain label={props.hasMarks ? 'Why three figures' : 'Why two figures'}>
        <p>
          <strong>All fed</strong>: every data component of one of the technique’s analytics arrives from the same
          hosts.
          <Show
            when={props.hasMarks}
            fallback=" “Runs” counts the same, as long as you mark no component as supporting."
          >
            {' '}
            <strong>Essential fed</strong>: the same without the components you marked as supporting; this is what
            “runs” counts.
          </Show>
        </p>
        <p>
          <strong>Any fed</strong>: at least one component arrives. This is what counting single events would give: it
          is soon full, and cannot say what to add next.
        </p>
      </Explain>
    </div>
  );
}
