import { For, Show } from 'solid-js';
import { BEHAVIOURS, type BehaviourId, type HeldBack } from '../../domain/detection/behaviour/behaviour';
import { formatCount } from '../../domain/format';
import { AnswerLine } from '../pieces/AnswerLine';
import { Fold } from '../pieces/Fold';
import { useAlerts } from './alert-scope';

/** The rules in words, what each held back and why, and what could not be looked at. */
export function LimitsPart() {
  const { run } = useAlerts();
  const heldBack = (id: BehaviourId) => (run()?.heldBack ?? []).filter(({ behaviour }) => behaviour === id);
  return (
    <>
      <AnswerLine>
        {Object.keys(BEHAVIOURS).length} behaviours are looked for; what is seen and not raised stands with its reason.
      </AnswerLine>
      <For each={Object.values(BEHAVIOURS)}>
        {({ id, title, rule }) => (
          <section class="history-section alert-rule" aria-label={title}>
            <h2>{title}</h2>
            <p class="history-note">{rule}</p>
            <For each={(run()?.notLookedAt ?? []).filter(({ behaviour }) => behaviour === id)}>
              {({ why }) => <p class="history-note history-warning">{why}</p>}
            </For>
            <For each={heldBack(id)}>{(each) => <HeldBackFold held={each} />}</For>
          </section>
        )}
      </For>
    </>
  );
}

function HeldBackFold(props: { readonly held: HeldBack }) {
  return (
    <Fold summary={`Held back: ${props.held.reason}`} state={formatCount(props.held.count)}>
      <Show when={props.held.examples.length > 0} fallback={<p class="history-quiet">Only counted.</p>}>
        <ul class="alert-examples">
          <For each={props.held.examples}>
            {({ host, peer, why, score }) => (
              <li>
                <span class="history-value">
                  {host}
                  {peer === '' ? '' : ` → ${peer}`}
                </span>{' '}
                {score.toFixed(2)} <span class="history-quiet">{why}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Fold>
  );
}
