import { createMemo, For, Show } from 'solid-js';
import type { Alert } from '../../domain/detection/alerts/alert';
import { formatPercent } from '../../domain/format';
import { formatMoment } from '../../domain/history/moments';
import { linkTo } from '../../state/route';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { useAlerts } from './alert-scope';
import { nameEvidence, SEVERITY_WORDS } from './alert-words';
import { SignalFold } from './SignalFold';
import { VerdictForm } from './VerdictForm';

/** One alert: what agrees, how it was derived, the signals with their records, and the decision. */
export function AlertPanel(props: { readonly alert: Alert; readonly onClose: () => void }) {
  const { signals } = useAlerts();
  const known = createMemo(() => new Map((signals() ?? []).map((signal) => [signal.id, signal])));
  return (
    <DetailPanel title={props.alert.host} label={`Alert about ${props.alert.host}`} onClose={props.onClose}>
      <div class="history-panel">
        <p>
          <strong>{formatPercent(props.alert.confidence)}</strong> confidence, severity{' '}
          {SEVERITY_WORDS[props.alert.severity].toLowerCase()}: {nameEvidence(props.alert)}.
        </p>
        <dl class="history-facts">
          <dt>First</dt>
          <dd>{formatMoment(props.alert.first)}</dd>
          <dt>Last</dt>
          <dd>{formatMoment(props.alert.last)}</dd>
          <Show when={props.alert.techniques.length > 0}>
            <dt>Techniques</dt>
            <dd>
              <For each={props.alert.techniques}>
                {(id, at) => (
                  <>
                    {at() > 0 ? ', ' : ''}
                    <a href={linkTo('coverage', id)}>{id}</a>
                  </>
                )}
              </For>
            </dd>
          </Show>
        </dl>
        <VerdictForm alert={props.alert} />
        <Fold summary="How it was derived" kind="head" isOpen>
          <ol class="alert-derivation">
            <For each={props.alert.derivation}>{(sentence) => <li>{sentence}</li>}</For>
          </ol>
        </Fold>
        <section aria-labelledby="alert-signals">
          <h3 id="alert-signals">Signals</h3>
          <For each={props.alert.evidence.flatMap((each) => each.signals)}>
            {(id) => (
              <Show when={known().get(id)}>
                {(signal) => (
                  <>
                    <SignalFold signal={signal()} />
                  </>
                )}
              </Show>
            )}
          </For>
        </section>
      </div>
    </DetailPanel>
  );
}
