import { createSignal, For, Show } from 'solid-js';
import { type Alert, VERDICTS, type VerdictKind } from '../../domain/detection/alerts/alert';
import { formatDateTime } from '../../domain/format';
import { createPreference } from '../../state/preferences';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';
import { useAlerts } from './alert-scope';
import { VERDICT_MEANINGS, VERDICT_WORDS } from './alert-words';

const LONGEST_REASON = 1000;

/** The decision that stands, or the way to one: true, false or benign, and why. */
export function VerdictForm(props: { readonly alert: Alert }) {
  const { undecide } = useAlerts();
  return (
    <Show when={props.alert.verdict} fallback={<Decide alert={props.alert} />}>
      {(verdict) => (
        <section class="alert-decided" aria-label="Decision">
          <p>
            <strong>{VERDICT_WORDS[verdict().verdict]}</strong>: {verdict().reason}
          </p>
          <p class="history-quiet">
            {verdict().author === '' ? '' : `${verdict().author}, `}
            {formatDateTime(verdict().at)}. {VERDICT_MEANINGS[verdict().verdict]}
          </p>
          <Button kind="quiet" onClick={() => void undecide(props.alert.id)}>
            Take back
          </Button>
        </section>
      )}
    </Show>
  );
}

function Decide(props: { readonly alert: Alert }) {
  const { decide } = useAlerts();
  const [reason, setReason] = createSignal('');
  const [author, setAuthor] = createPreference('verdict-author', '', (stored) =>
    typeof stored === 'string' ? stored.slice(0, 100) : null,
  );
  const [problem, setProblem] = createSignal<string | null>(null);

  async function settle(verdict: VerdictKind): Promise<void> {
    if (reason().trim() === '') {
      setProblem('Say why: whoever meets it again will ask.');
      return;
    }
    setProblem(null);
    await decide({
      alert: props.alert.id,
      host: props.alert.host,
      verdict,
      reason: reason().trim(),
      author: author().trim(),
      at: new Date().toISOString(),
      signals: props.alert.evidence.flatMap(({ signals }) => signals),
    });
  }

  return (
    <form class="alert-decide" aria-label="Decide" onSubmit={(event) => event.preventDefault()}>
      <Field label="Why" error={problem()}>
        {(id) => <TextInput id={id} value={reason()} onChange={setReason} maxLength={LONGEST_REASON} />}
      </Field>
      <Field label="Who says so">
        {(id) => <TextInput id={id} value={author()} onChange={setAuthor} maxLength={100} />}
      </Field>
      <div class="history-actions">
        <For each={VERDICTS}>
          {(verdict) => (
            <Button title={VERDICT_MEANINGS[verdict]} onClick={() => void settle(verdict)}>
              {VERDICT_WORDS[verdict]}
            </Button>
          )}
        </For>
      </div>
    </form>
  );
}
