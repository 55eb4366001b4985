import { For, Show } from 'solid-js';
import { stateWord } from '../../domain/coverage/lens-words';
import type { Lens } from '../../domain/coverage/settings';
import { STATES_OF, stateMeaning } from './coverage-words';
import { StateSwatch } from './StateSwatch';
import './StateMeanings.css';

/** The legend in full: what each state, the bar and the depth of the blue say. */
export function StateMeanings(props: { readonly lens: Lens }) {
  return (
    <div class="state-meanings">
      <dl>
        <For each={STATES_OF[props.lens]}>
          {(state) => (
            <>
              <dt>
                <StateSwatch state={state} grade={state === 'runs' ? 3 : 0} /> {stateWord(state, props.lens)}
              </dt>
              <dd>{stateMeaning(state, props.lens)}</dd>
            </>
          )}
        </For>
      </dl>
      <Show when={props.lens === 'analytics'}>
        <p>
          The bar of a technique that runs is as high as the share of the estate on which it does, system groups weighed
          by stated criticality, else by hosts; its paler part is what may be, where only shares are known and not which
          hosts they are. The deeper the blue, the stronger: share of hosts × quality of the data, in five steps. What
          nobody has rated counts by its share alone.
        </p>
      </Show>
      <p>
        Telemetry that arrives is no detection: whether a rule looks at it, and whether that rule was tested, is another
        matter.
      </p>
    </div>
  );
}
