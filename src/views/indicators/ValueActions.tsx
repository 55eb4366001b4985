import { createSignal, Match, Show, Switch } from 'solid-js';
import type { Observable } from '../../domain/indicators/observable';
import { useHistories } from '../histories/history-scope';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';

type Form = 'watch' | 'benign' | null;

/** What can be done about a value wherever it is met: look out for it from now on, or say that it is harmless. */
export function ValueActions(props: { readonly value: Observable; readonly isBenign: boolean }) {
  const { watch } = useHistories();
  const [form, setForm] = createSignal<Form>(null);
  const [said, setSaid] = createSignal('');
  const toggle = (which: Form) => {
    setSaid('');
    setForm((before) => (before === which ? null : which));
  };
  const done = (words: string) => {
    setForm(null);
    setSaid(words);
  };
  return (
    <div class="value-actions">
      <div class="history-actions">
        <Button pressed={form() === 'watch'} onClick={() => toggle('watch')}>
          Add to a watchlist
        </Button>
        <Show
          when={props.isBenign}
          fallback={
            <Button pressed={form() === 'benign'} onClick={() => toggle('benign')}>
              Mark as benign
            </Button>
          }
        >
          <Button
            onClick={() =>
              void watch
                .unmarkBenign(`Watch ${props.value.value} again`, [props.value])
                .then((isDone) => isDone && done('No longer marked benign.'))
            }
          >
            Not benign
          </Button>
        </Show>
        <span role="status">{said()}</span>
      </div>
      <Switch>
        <Match when={form() === 'watch'}>
          <WatchForm values={[props.value]} onDone={done} />
        </Match>
        <Match when={form() === 'benign'}>
          <BenignForm value={props.value} onDone={done} />
        </Match>
      </Switch>
    </div>
  );
}

const NEW = '';

/** Puts values on a list that is there, or on a new one. */
export function WatchForm(props: {
  readonly values: readonly Observable[];
  readonly onDone: (words: string) => void;
  readonly reason?: string;
}) {
  const { watch, nameList } = useHistories();
  const [list, setList] = createSignal<string>(watch.watchlists()[0]?.id ?? NEW);
  const [name, setName] = createSignal('');
  const [note, setNote] = createSignal(props.reason ?? '');
  const [problem, setProblem] = createSignal<string | null>(null);
  const isNew = () => list() === NEW;
  const what = () => (props.values.length === 1 ? (props.values[0]?.value ?? '') : `${props.values.length} values`);

  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isNew() && name().trim() === '') {
      setProblem('A watchlist needs a name.');
      return;
    }
    const addedAt = new Date().toISOString();
    const isSaved = isNew()
      ? (await watch.addWatchlist(`Make watchlist ${name().trim()}`, {
          name: name().trim(),
          reason: note().trim(),
          values: props.values.map(({ type, value }) => ({ type, value, addedAt, note: note().trim() })),
        })) !== null
      : await watch.addValues(`Add ${what()} to watchlist ${nameList(list())}`, list(), props.values, note().trim());
    if (isSaved) props.onDone(`${what()} watched on ${isNew() ? name().trim() : nameList(list())}.`);
  }

  return (
    <form class="value-form" onSubmit={(event) => void add(event)}>
      <Field label="Watchlist">
        {(id) => (
          <SelectInput
            id={id}
            value={list()}
            options={[
              ...watch.watchlists().map((other) => ({ value: other.id, label: nameList(other.id) })),
              { value: NEW, label: 'A new one…' },
            ]}
            onChange={setList}
          />
        )}
      </Field>
      <Show when={isNew()}>
        <Field label="Its name" error={problem()}>
          {(id) => <TextInput id={id} value={name()} onChange={setName} maxLength={120} />}
        </Field>
      </Show>
      <Field label="What for">{(id) => <TextInput id={id} value={note()} onChange={setNote} />}</Field>
      <Button kind="primary" type="submit">
        Add
      </Button>
    </form>
  );
}

function BenignForm(props: { readonly value: Observable; readonly onDone: (words: string) => void }) {
  const { watch } = useHistories();
  const [reason, setReason] = createSignal('');
  const [author, setAuthor] = createSignal('');
  const [problem, setProblem] = createSignal<string | null>(null);

  async function mark(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (reason().trim() === '') {
      setProblem('Say why: it will be held back from every watchlist.');
      return;
    }
    const { value } = props.value;
    if (await watch.markBenign(`Mark ${value} as benign`, props.value, reason().trim(), author().trim()))
      props.onDone('Marked benign: held back from every watchlist.');
  }

  return (
    <form class="value-form" onSubmit={(event) => void mark(event)}>
      <Field label="Why it is harmless" error={problem()}>
        {(id) => <TextInput id={id} value={reason()} onChange={setReason} />}
      </Field>
      <Field label="Who says so">{(id) => <TextInput id={id} value={author()} onChange={setAuthor} />}</Field>
      <Button kind="primary" type="submit">
        Mark as benign
      </Button>
    </form>
  );
}
