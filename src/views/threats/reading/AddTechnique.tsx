import { createMemo, createSignal, Show } from 'solid-js';
import { useApp } from '../../../state/app-state';
import { Button } from '../../pieces/Button';
import { ComboInput } from '../../pieces/ComboInput';
import { Field } from '../../pieces/Field';
import { Fold } from '../../pieces/Fold';
import type { SelectedPassage } from './text-selection';

/** A technique that nobody found: chosen by hand, with the passage that is selected in the text. */
export function AddTechnique(props: {
  readonly passage: SelectedPassage | null;
  readonly onAdd: (technique: string, passage: SelectedPassage | null) => void;
}) {
  const { coverage } = useApp();
  const [chosen, setChosen] = createSignal<string | null>(null);
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
    setChosen(null);
  };
  return (
    <Fold summary="Add a technique" kind="quiet">
      <Field label="Technique">
        {() => <ComboInput value={chosen()} options={options()} onChange={setChosen} placeholder="Name or id" />}
      </Field>
      <p class="evidence-rank-hint">
        <Show when={props.passage} fallback="Select the words that speak of it in the text, and they are kept with it.">
          {(passage) => <>With the words “{passage().words}”.</>}
        </Show>
      </p>
      <Button disabled={chosen() === null} onClick={add}>
        Add
      </Button>
    </Fold>
  );
}
