import { createUniqueId, Show } from 'solid-js';
import { useApp } from '../../state/app-state';
import { SelectInput } from '../pieces/SelectInput';
import type { ChosenFormat, PreviewItem } from './import-types';
import { READ_AS_WORDS } from './read-as-words';
import './TableWizard.css';

/** What a table or a text is, where its content does not say it for certain: the analyst may know better. */
export function ReadAs(props: { readonly item: PreviewItem }) {
  const { imports } = useApp();
  const id = createUniqueId();
  const { file } = props.item;
  const format = (): ChosenFormat | string => {
    const { rereading, refusal, preview } = props.item;
    return (rereading ?? refusal)?.choices.format ?? preview.format;
  };
  const options = () =>
    props.item.preview.readAs.map((value) => ({ value: value as string, label: READ_AS_WORDS[value] }));
  function choose(value: string): void {
    const chosen = props.item.preview.readAs.find((each) => each === value);
    // What was decided of its columns is about another reading.
    if (chosen !== undefined && chosen !== format()) imports.choose(file, { format: chosen });
  }
  return (
    <Show when={options().length > 1}>
      <div class="table-wizard-line">
        <label class="table-wizard-label" for={id}>
          Read it as
        </label>
        <SelectInput id={id} value={format()} options={options()} onChange={choose} />
      </div>
    </Show>
  );
}
