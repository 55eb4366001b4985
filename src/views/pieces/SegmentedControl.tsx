import { createUniqueId, For } from 'solid-js';
import type { Option } from './SelectInput';
import './SegmentedControl.css';

export interface SegmentedControlProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (Option<Value> & { readonly title?: string | undefined })[];
  readonly onChange: (value: Value) => void;
  /** The label is heard, not seen. */
  readonly labelHidden?: boolean | undefined;
}

/** One of a few, all in sight: radio buttons that stand side by side. */
export function SegmentedControl<Value>(props: SegmentedControlProps<Value>) {
  const name = createUniqueId();
  return (
    <fieldset class="segmented-control">
      <legend class={props.labelHidden === true ? 'visually-hidden' : 'segmented-control-label'}>{props.label}</legend>
      <div class="segmented-control-options">
        <For each={props.options}>
          {(option) => (
            <label class="segmented-control-option" title={option.title}>
              <input
                class="segmented-control-radio"
                type="radio"
                name={name}
                checked={option.value === props.value}
                onChange={() => props.onChange(option.value)}
              />
              <span>{option.label}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
