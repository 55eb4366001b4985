import { createSignal } from 'solid-js';
import { listPasted, type PastedKind, readPastedValues } from '../../domain/indicators/read-pasted-values';
import { goTo } from '../../state/route';
import { useHistories } from '../histories/history-scope';
import { ChoiceSet } from '../inventory/ChoiceSet';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { Field } from '../pieces/Field';
import { TextInput } from '../pieces/TextInput';
import { listCollectionChoices } from './collection-choices';
import { ValuesInput } from './ValuesInput';

/** Name, reason and what is on it; all else is set where it stands. */
export function WatchlistNew(props: { readonly onClose: () => void }) {
  const { history, watch } = useHistories();
  const [name, setName] = createSignal('');
  const [reason, setReason] = createSignal('');
  const [text, setText] = createSignal('');
  const [collections, setCollections] = createSignal<readonly string[]>([]);
  const [kind, setKind] = createSignal<PastedKind>('auto');
  const [problem, setProblem] = createSignal<string | null>(null);

  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (name().trim() === '') {
      setProblem('A watchlist needs a name.');
      return;
    }
    const addedAt = new Date().toISOString();
    const id = await watch.addWatchlist(`Make watchlist ${name().trim()}`, {
      name: name().trim(),
      reason: reason().trim(),
      collections: collections(),
      values: listPasted(readPastedValues(text(), kind())).map((value) => ({ ...value, addedAt, note: '' })),
    });
    if (id !== null) goTo('watchlists', id);
  }

  return (
    <DetailPanel title="New watchlist" onClose={props.onClose}>
      <form class="history-panel" onSubmit={(event) => void make(event)}>
        <Field label="Name" error={problem()}>
          {(id) => <TextInput id={id} value={name()} onChange={setName} maxLength={120} />}
        </Field>
        <Field label="Reason" hint="Why these are looked for: a report, a warning, a case.">
          {(id) => <TextInput id={id} value={reason()} onChange={setReason} />}
        </Field>
        <ChoiceSet
          label="Indicators"
          hint={
            history.collections()?.length === 0
              ? 'No file of indicators is imported yet: type or paste values below, or import one first.'
              : 'All that these files say is watched.'
          }
          options={listCollectionChoices(history.collections() ?? [])}
          chosen={collections()}
          onChange={setCollections}
        />
        <ValuesInput
          label="Values of its own"
          text={text()}
          onChange={setText}
          kind={kind()}
          onKind={setKind}
          rows={6}
        />
        <div class="history-actions">
          <Button kind="primary" type="submit">
            Make it
          </Button>
          <Button onClick={props.onClose}>Cancel</Button>
        </div>
      </form>
    </DetailPanel>
  );
}
