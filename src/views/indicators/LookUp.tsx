import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { formatCount, formatCounted } from '../../domain/format';
import { typeWord } from '../../domain/history/history-words';
import { LONGEST_PASTE } from '../../domain/indicators/read-pasted-values';
import { useApp } from '../../state/app-state';
import { createLookUp, type ValueContext } from '../../state/history';
import { useHistories } from '../histories/history-scope';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { Fold } from '../pieces/Fold';
import { TextInput } from '../pieces/TextInput';
import { summariseContext } from './context-words';
import { ValueActions } from './ValueActions';
import { ValueContextView } from './ValueContextView';

const STEP = 50;

/** Any text, and what is known of every value in it. */
export function LookUp() {
  const app = useApp();
  const { history } = useHistories();
  const [text, setText] = createSignal('');
  const [asked, setAsked] = createSignal<string | null>(null);
  const [isCut, setCut] = createSignal(false);
  const [limit, setLimit] = createSignal(STEP);
  const found = createLookUp(app, history, asked);
  const known = () => found.answer()?.values.filter((context) => summariseContext(context) !== null).length ?? 0;

  // By value: what is known of it changes with what is done here, and what is open of it stays open.
  const byValue = createMemo(
    () => new Map(found.answer()?.values.map((context) => [`${context.type} ${context.value}`, context] as const)),
  );

  function look(event: SubmitEvent): void {
    event.preventDefault();
    setLimit(STEP);
    const whole = text().trim();
    setCut(whole.length > LONGEST_PASTE);
    setAsked(whole.slice(0, LONGEST_PASTE) || null);
  }

  return (
    <section class="history-section" aria-labelledby="look-up">
      <h2 id="look-up">Look up</h2>
      <form class="look-up" onSubmit={look}>
        <Field label="A value, or any text with values in it">
          {(id) => (
            <TextInput id={id} rows={3} value={text()} onChange={setText} placeholder="203.0.113[.]7, a mail, a list" />
          )}
        </Field>
        <Button kind="primary" type="submit" disabled={text().trim() === ''}>
          Look up
        </Button>
      </form>
      <Switch>
        <Match when={found.problem()}>{(problem) => <p role="alert">The look-up failed: {problem()}</p>}</Match>
        <Match when={found.isAsking() && found.answer() === undefined}>
          <p class="history-note" role="status">
            Looking…
          </p>
        </Match>
        <Match when={found.answer()?.values}>
          {(all) => (
            <div aria-busy={found.isAsking()}>
              <p class="history-note" role="status">
                <Show when={all().length > 0} fallback="No value is in this text.">
                  {formatCounted(all().length, 'value')}; something is known of {formatCount(known())}.
                </Show>
              </p>
              <Show when={(found.answer()?.total ?? 0) > all().length}>
                <p class="history-warning">
                  Only the first {formatCount(all().length)} of {formatCounted(found.answer()?.total ?? 0, 'value')} are
                  looked up here: look up the rest by itself.
                </p>
              </Show>
              <Show when={isCut()}>
                <p class="history-warning">
                  Only the first {formatCount(LONGEST_PASTE)} characters are read here: look up the rest by itself.
                </p>
              </Show>
              <For each={[...byValue().keys()].slice(0, limit())}>
                {(key) => (
                  <Show when={byValue().get(key)}>
                    {(context) => <FoundValue context={context()} isOnly={all().length === 1} />}
                  </Show>
                )}
              </For>
              <Show when={all().length > limit()}>
                <Button kind="quiet" onClick={() => setLimit((before) => before + STEP)}>
                  {formatCount(all().length - limit())} more
                </Button>
              </Show>
            </div>
          )}
        </Match>
      </Switch>
    </section>
  );
}

function FoundValue(props: { readonly context: ValueContext; readonly isOnly: boolean }) {
  return (
    <Fold
      summary={
        <>
          <span class="history-value">{props.context.value}</span>{' '}
          <span class="history-quiet">{typeWord(props.context.type)}</span>
        </>
      }
      state={summariseContext(props.context) ?? 'nothing known'}
      isOpen={props.isOnly}
    >
      <ValueContextView context={props.context} />
      <ValueActions value={props.context} isBenign={props.context.benign !== null} />
    </Fold>
  );
}
