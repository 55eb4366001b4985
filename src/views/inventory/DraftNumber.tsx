import { Field } from '../pieces/Field';
import { NumberInput, type NumberInputProps } from '../pieces/NumberInput';

/** A number of a record, or nothing, that is saved while it is edited. */
export function DraftNumber(
  props: Pick<NumberInputProps, 'value' | 'rule' | 'scale' | 'unit' | 'placeholder' | 'required' | 'check'> & {
    readonly label: string;
    readonly hint?: string;
    readonly save: (value: number | null) => unknown;
  },
) {
  return (
    <Field label={props.label} hint={props.hint}>
      {(id) => (
        <NumberInput
          id={id}
          value={props.value}
          rule={props.rule}
          scale={props.scale}
          unit={props.unit}
          placeholder={props.placeholder}
          required={props.required}
          check={props.check}
          savesItself
          onChange={(value) => props.save(value)}
        />
      )}
    </Field>
  );
}
