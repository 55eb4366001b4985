import { For } from 'solid-js';
import { USER_KINDS, type UserKind } from '../../../domain/planning/weight-profile';
import { CheckInput } from '../../pieces/CheckInput';

const WORDS: Readonly<Record<UserKind, string>> = {
  groups: 'groups that use it',
  software: 'software that does it',
  campaigns: 'campaigns it was seen in',
};

export function UserKindChoice(props: {
  readonly by: readonly UserKind[];
  readonly onChange: (by: readonly UserKind[]) => void;
}) {
  return (
    <fieldset class="counting-statuses">
      <legend>A technique weighs as many as there are of</legend>
      <For each={USER_KINDS}>
        {(kind) => (
          <CheckInput
            label={WORDS[kind]}
            checked={props.by.includes(kind)}
            onChange={(on) =>
              props.onChange(USER_KINDS.filter((other) => (other === kind ? on : props.by.includes(other))))
            }
          />
        )}
      </For>
    </fieldset>
  );
}
