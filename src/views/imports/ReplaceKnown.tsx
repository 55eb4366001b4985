import { CheckInput } from '../pieces/CheckInput';

/** Of a file that looks like one that was imported before, or holds what seems to be here: whether it may take its place. */
export function ReplaceKnown(props: {
  readonly name: string;
  readonly checked: boolean;
  readonly onChange: (replace: boolean) => void;
}) {
  return (
    <CheckInput
      label={`If it is the same, let it take the place of “${props.name}”`}
      hint="Otherwise what is the same is refused, and what is here stays."
      checked={props.checked}
      onChange={props.onChange}
    />
  );
}
