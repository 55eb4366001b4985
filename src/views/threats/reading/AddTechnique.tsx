import { createMemo, createSignal, Show } from 'solid-js';
import { useApp } from '../../../state/app-state';
import { Button } from '../../pieces/Button';
import { ComboInput } from '../../pieces/ComboInput';
import type { SelectedPassage } from './text-selection';

/** A technique that nobody found: chosen by hand, with the passage that is selected in the text. */
export function AddTechnique(props: {
  readonly passage: SelectedPassage | null;
  readonly onAdd: (technique: string, passage: SelectedPassage | null) => void;
  readonly onClear: () => void;
}) {
  const { coverage } = useApp();
  const [chosen, setChosen] = createSignal<string | null>(null);
  const [said, setSaid] = createSignal('');
  const options = createMemo(() => {
    const techniques = coverage.facts()?.techniques ?? [];
    return techniques.map(({ id, name, parent }) => {
      const above = techniques[parent]?.name;
      return { value: id as string, label: `${id} ${above === undefined ? '' : `${above}: `}${name}` };
    });
  });
  const add = () => {
    const technique = chosen();
    if (technique === null) return;
    props.onAdd(technique, props.passage);
    setSaid(`${technique} added${props.passage === null ? '' : ' with these words'}.`);
    setChosen(null);
    props.onClear();
  };
  return (
    <section class="add-technique" aria-label="Add a technique">
      <p class="add-technique-words">
        <Show
          when={props.passage}
          fallback={said() === '' ? 'Select words in the text to keep them with what you add.' : said()}
        >
          {(passage) => (
            <>
              <span>With</span> <q>{passage().words}</q>
              <Button kind="quiet" onClick={() => props.onClear()}>
                Without them
              </Button>
            </>
          )}
        </Show>
      </p>
      <div class="add-technique-line">
        <ComboInput
          label="Technique to add"
          placeholder="Add a technique: name or id"
          value={chosen()}
          options={options()}
          onChange={setChosen}
        />
        <Button disabled={chosen() === null} onClick={add}>
          Add
        </Button>
      </div>
      <p class="visually-hidden" role="status">
        {said()}
      </p>
    </section>
  );
}
