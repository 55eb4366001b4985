import { createSignal, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { NO_LIST } from '../../../domain/planning/weight-profile';
import { useApp } from '../../../state/app-state';
import { createLayerList } from '../../../state/layers';
import { makePlanningState } from '../../../state/planning-records';
import { planningWorker } from '../../../state/workers';
import { Button } from '../../pieces/Button';
import { SelectInput } from '../../pieces/SelectInput';
import { chooseFilesThen } from '../../shell/ImportButton';

/** One of the lists that are kept, or a new one: from a CSV, or from the scores of a layer. */
export function WeightListChoice(props: {
  readonly listId: string;
  readonly onChange: (listId: string) => void;
  /** Files are chosen, of which one may become a list: what stands in the way of their preview is to go. */
  readonly onFiles: () => void;
}) {
  const app = useApp();
  const planning = makePlanningState(app.workspace);
  const layers = createLayerList(app);
  const [said, setSaid] = createSignal<string | null>(null);
  const lists = () => planning.weightLists();
  const isThere = () => lists().some(({ id }) => id === props.listId);
  const options = () => [
    ...(isThere() ? [] : [{ value: props.listId, label: lists().length === 0 ? 'No list yet' : 'Choose a list' }]),
    ...lists().map(({ id, name, weights }) => ({
      value: id,
      label: `${name} (${formatCounted(weights.length, 'technique')})`,
    })),
  ];

  async function makeOfLayer(layerId: string): Promise<void> {
    if (layerId === NO_LIST) return;
    const made = await planningWorker.run((api) =>
      api.keepLayerAsWeights(app.workspace.name(), layerId, new Date().toISOString()),
    );
    if (!made.ok) {
      setSaid(made.issues[0]?.message ?? 'The list could not be made.');
      return;
    }
    const { listId, leftOut } = made.value;
    setSaid(
      leftOut === 0 ? null : `${formatCounted(leftOut, 'entry', 'entries')} without a score of 0 or more left out.`,
    );
    props.onChange(listId);
  }

  return (
    <>
      <SelectInput label="List of weights" value={props.listId} options={options()} onChange={props.onChange} />
      <div class="weights-file">
        <Button onClick={() => chooseFilesThen(props.onFiles)}>Choose a CSV</Button>
        <Show when={(layers.answer()?.length ?? 0) > 0}>
          <SelectInput
            label="Weigh by the scores of a layer"
            value={NO_LIST}
            options={[
              { value: NO_LIST, label: 'From a layer…' },
              ...(layers.answer() ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => void makeOfLayer(id)}
          />
        </Show>
      </div>
      <p class="weights-hint">
        A CSV has a column of techniques and one of weights. What the list does not name weighs nothing.
      </p>
      <Show when={said()}>{(words) => <p class="weights-hint">{words()}</p>}</Show>
    </>
  );
}
