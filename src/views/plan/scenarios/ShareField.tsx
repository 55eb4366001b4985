import { Field } from '../../pieces/Field';
import { NumberInput } from '../../pieces/NumberInput';

/** A share of hosts, typed in percent. */
export function ShareField(props: {
  readonly label: string;
  /** 0 to 1; `null`: nothing that can be read is typed. */
  readonly value: number | null;
  readonly error?: string | null | undefined;
  readonly onChange: (share: number | null) => void;
}) {
  return (
    <Field label={props.label} error={props.error}>
      {(id) => (
        <NumberInput
          id={id}
          value={props.value}
          scale={100}
          unit="%"
          required
          rule={{ min: 0, max: 100 }}
          onChange={props.onChange}
        />
      )}
    </Field>
  );
}
