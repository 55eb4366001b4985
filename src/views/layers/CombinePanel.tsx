import { createMemo, createSignal, Show, untrack } from 'solid-js';
import type { Operation, OperationKind } from '../../domain/layers/arithmetic';
import { COVERAGE_OPERAND } from '../../domain/layers/combined-layer';
import type { Granularity, Meeting, SubTechniqueRule } from '../../domain/layers/operand-scores';
import { EXPORT_TLP, useApp } from '../../state/app-state';
import { createCombinationPreview, keepCombination } from '../../state/layers';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { Field } from '../pieces/Field';
import { NumberInput } from '../pieces/NumberInput';
import { SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';
import { report } from '../shell/app-notice';
import { CombineOperands } from './CombineOperands';
import { CombinePreview } from './CombinePreview';
import {
  GRANULARITY_WORDS,
  listOptions,
  MEETING_WORDS,
  OPERATION_WORDS,
  SUB_TECHNIQUE_WORDS,
  UNSCORED_WORDS,
  type UnscoredChoice,
  writeUnscoredRule,
} from './combine-words';
import type { ListedLayer } from './layer-types';

/** Several layers into one. Everything that could be implied is a choice in sight; the result shows before it is kept. */
export function CombinePanel(props: { readonly layers: readonly ListedLayer[]; readonly operands: readonly string[] }) {
  const app = useApp();
  const [chosen, setOperands] = createSignal<readonly string[] | null>(
    untrack(() => (props.operands.length > 0 ? props.operands : null)),
  );
  // Those of the address; without any, the coverage to begin with, if there is one.
  const operands = createMemo(
    () => chosen() ?? ((app.workspace.inventory()?.deployments.length ?? 0) > 0 ? [COVERAGE_OPERAND] : []),
  );
  const [weights, setWeights] = createSignal<ReadonlyMap<string, number>>(new Map());
  const [kind, setKind] = createSignal<OperationKind>('mean');
  const [formula, setFormula] = createSignal('a');
  const [unscored, setUnscored] = createSignal<UnscoredChoice>('left-out');
  const [standIn, setStandIn] = createSignal(0);
  const [subTechniques, setSubTechniques] = createSignal<SubTechniqueRule>('separate');
  const [granularity, setGranularity] = createSignal<Granularity>('technique');
  const [meeting, setMeeting] = createSignal<Meeting>('max');
  const [name, setName] = createSignal('');
  const operation = (): Operation => {
    const chosen = kind();
    if (chosen === 'formula') return { kind: chosen, text: formula() };
    if (chosen === 'weighted-mean') return { kind: chosen, weights: operands().map((id) => weights().get(id) ?? 1) };
    return { kind: chosen };
  };
  const at = new Date().toISOString();
  const wanted = createMemo(() => ({
    operands: operands(),
    recipe: {
      operation: operation(),
      unscored: writeUnscoredRule(unscored(), standIn()),
      subTechniques: subTechniques(),
      granularity: granularity(),
      meeting: meeting(),
    },
    name: name(),
    at,
    tlp: EXPORT_TLP,
  }));
  const preview = createCombinationPreview(app, () => (operands().length > 0 ? wanted() : null));

  async function keep(): Promise<void> {
    const result = await keepCombination(app, { ...wanted(), at: new Date().toISOString() });
    if (result.ok) goTo('layers', result.value.summary.id);
    else report(`The layer was not kept. ${result.issues[0]?.message ?? ''}`);
  }

  return (
    <DetailPanel title="Combine layers" onClose={() => goTo('layers')}>
      <div class="combine">
        <CombineOperands
          layers={props.layers}
          operands={operands()}
          weights={kind() === 'weighted-mean' ? weights() : null}
          onChange={setOperands}
          onWeigh={(id, weight) => setWeights(new Map([...weights(), [id, weight]]))}
        />
        <Field label="Operation">
          {(id) => <SelectInput id={id} value={kind()} options={listOptions(OPERATION_WORDS)} onChange={setKind} />}
        </Field>
        <Show when={kind() === 'formula'}>
          <Field
            label="Formula"
            hint="a, b, c for the layers; + - * / ^ ( ), < <= > >= == !=, and or not, min max avg sum count abs round if scored. An operator with an unscored layer gives nothing; min, max, avg and sum leave it out."
          >
            {(id) => <TextInput id={id} value={formula()} maxLength={500} onChange={setFormula} />}
          </Field>
        </Show>
        <Field label="What a layer does not score">
          {(id) => (
            <SelectInput id={id} value={unscored()} options={listOptions(UNSCORED_WORDS)} onChange={setUnscored} />
          )}
        </Field>
        <Show when={unscored() !== 'left-out'}>
          <Field label="Counts as">
            {(id) => (
              <NumberInput id={id} value={standIn()} rule={{}} required onChange={(value) => setStandIn(value ?? 0)} />
            )}
          </Field>
        </Show>
        <Field label="Techniques and sub-techniques">
          {(id) => (
            <SelectInput
              id={id}
              value={subTechniques()}
              options={listOptions(SUB_TECHNIQUE_WORDS)}
              onChange={setSubTechniques}
            />
          )}
        </Field>
        <Field label="Tactics">
          {(id) => (
            <SelectInput
              id={id}
              value={granularity()}
              options={listOptions(GRANULARITY_WORDS)}
              onChange={setGranularity}
            />
          )}
        </Field>
        <Field label="Where several entries of a layer meet">
          {(id) => <SelectInput id={id} value={meeting()} options={listOptions(MEETING_WORDS)} onChange={setMeeting} />}
        </Field>
        <Field label="Name" hint="Empty: named after what it is.">
          {(id) => <TextInput id={id} value={name()} onChange={setName} />}
        </Field>
        <CombinePreview outcome={preview.answer()} problem={preview.problem()} isBusy={preview.isAsking()} />
        <Button
          kind="primary"
          disabled={preview.problem() !== null || preview.answer() === undefined}
          onClick={() => void keep()}
        >
          Keep as a layer
        </Button>
      </div>
    </DetailPanel>
  );
}
