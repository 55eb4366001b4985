import { Match, Switch } from 'solid-js';
import type { NumberRule } from '../../domain/read-number';
import { QUALITY_MAXIMUM } from '../../domain/sensors/data-quality';
import { DEPLOYMENT_STATUSES } from '../../domain/sensors/inventory';
import { NumberInput } from '../pieces/NumberInput';
import { SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';
import { BULK_FIELDS, type BulkField, type BulkValue } from './bulk-fields';
import { STATUS_WORDS } from './inventory-words';

const STATUSES = DEPLOYMENT_STATUSES.map((value) => ({ value: value as BulkValue, label: STATUS_WORDS[value] }));
const RATINGS: readonly { readonly value: BulkValue; readonly label: string }[] = [
  { value: null, label: 'unrated' },
  ...Array.from({ length: QUALITY_MAXIMUM + 1 }, (_, rating) => ({ value: rating, label: String(rating) })),
];
const UNITS: Readonly<Partial<Record<string, string>>> = { percent: '%', days: 'days' };

const AMOUNT: NumberRule = { min: 0 };
const RULES: Readonly<Partial<Record<string, NumberRule>>> = {
  percent: { min: 0, max: 100 },
  days: { min: 0, whole: true },
};

/** The control that fits the field. */
export function BulkValueInput(props: {
  readonly field: BulkField;
  readonly value: BulkValue;
  readonly onChange: (value: BulkValue) => void;
}) {
  const facts = () => BULK_FIELDS[props.field];
  const kind = () => facts().kind;
  // As functions: the control reads these when it is typed into, where a memo made of an expression would leak.
  const asNumber = () => (typeof props.value === 'number' ? props.value : null);
  const label = () => `New ${facts().label.toLowerCase()}`;
  return (
    <Switch
      fallback={
        <NumberInput
          label={label()}
          value={asNumber()}
          rule={RULES[kind()] ?? AMOUNT}
          unit={UNITS[kind()] ?? ''}
          onChange={props.onChange}
        />
      }
    >
      <Match when={kind() === 'status'}>
        <SelectInput label={label()} value={props.value} options={STATUSES} onChange={props.onChange} />
      </Match>
      <Match when={kind() === 'rating'}>
        <SelectInput label={label()} value={props.value} options={RATINGS} onChange={props.onChange} />
      </Match>
      <Match when={kind() === 'text'}>
        <TextInput
          label={label()}
          value={String(props.value ?? '')}
          placeholder={facts().none ?? ''}
          onChange={props.onChange}
        />
      </Match>
    </Switch>
  );
}
