import X from 'lucide-solid/icons/x';
import { createMemo, For, Show } from 'solid-js';
import { COVERAGE_OPERAND } from '../../domain/layers/combined-layer';
import { letterOf } from '../../domain/layers/letter-of';
import { IconButton } from '../pieces/IconButton';
import { NumberInput } from '../pieces/NumberInput';
import { SelectInput } from '../pieces/SelectInput';
import type { ListedLayer } from './layer-types';
import { nameLayerRelease, tellApart } from './layer-words';

const COVERAGE_WORDS = 'Coverage of my estate, 0 to 100';

/** The layers to combine, each with its letter; any number of them, and the coverage as one of them. */
export function CombineOperands(props: {
  readonly layers: readonly ListedLayer[];
  readonly operands: readonly string[];
  /** `null`: they have none. */
  readonly weights: ReadonlyMap<string, number> | null;
  readonly onChange: (operands: readonly string[]) => void;
  readonly onWeigh: (id: string, weight: number) => void;
}) {
  const find = (id: string) => props.layers.find((layer) => layer.id === id);
  const asides = createMemo(() => tellApart(props.layers));
  const nameOf = (id: string) => {
    if (id === COVERAGE_OPERAND) return COVERAGE_WORDS;
    const name = find(id)?.name ?? 'a layer that is gone';
    return asides().has(id) ? `${name} (${asides().get(id)})` : name;
  };
  const options = () => [
    { value: null, label: 'Add a layer…' },
    ...(props.operands.includes(COVERAGE_OPERAND) ? [] : [{ value: COVERAGE_OPERAND, label: COVERAGE_WORDS }]),
    ...props.layers
      .filter(({ id }) => !props.operands.includes(id))
      .map((layer) => ({
        value: layer.id,
        label: `${layer.name} (${[asides().get(layer.id) ?? [], nameLayerRelease(layer)].flat().join('; ')})`,
      })),
  ];
  return (
    <fieldset class="combine-operands">
      <legend>Layers</legend>
      <ol class="combine-list">
        <For each={props.operands}>
          {(id, at) => (
            <li class="combine-operand">
              <span class="combine-letter">{letterOf(at())}</span>
              <span class="combine-name">{nameOf(id)}</span>
              <Show when={props.weights}>
                {(weights) => (
                  <NumberInput
                    label={`Weight of ${nameOf(id)}`}
                    value={weights().get(id) ?? 1}
                    rule={{ min: 0 }}
                    required
                    onChange={(weight) => props.onWeigh(id, weight ?? 0)}
                  />
                )}
              </Show>
              <IconButton
                label={`Leave ${nameOf(id)} out`}
                icon={X}
                onClick={() => props.onChange(props.operands.filter((other) => other !== id))}
              />
            </li>
          )}
        </For>
      </ol>
      <SelectInput
        label="Add a layer"
        value={null as string | null}
        options={options()}
        onChange={(id) => id !== null && props.onChange([...props.operands, id])}
      />
    </fieldset>
  );
}
