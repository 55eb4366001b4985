import { Show } from 'solid-js';
import { GROUP_KINDS, type GroupKind } from '../../domain/sensors/inventory';
import { Field } from '../pieces/Field';
import { NumberInput } from '../pieces/NumberInput';
import { SelectInput } from '../pieces/SelectInput';
import { TextInput } from '../pieces/TextInput';
import { KIND_HINTS, KIND_WORDS } from './inventory-words';
import { PlatformChoice } from './PlatformChoice';

/** What a new group is, before it is there. */
export interface GroupDraft {
  readonly name: string;
  readonly kind: GroupKind;
  readonly platforms: readonly string[];
  readonly hosts: number | null;
}

export const EMPTY_GROUP: GroupDraft = { name: '', kind: 'hosts', platforms: [], hosts: null };

const HOSTS = { min: 0, whole: true };
const KINDS = GROUP_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));

export function GroupForm(props: {
  readonly draft: GroupDraft;
  readonly nameError: string | null;
  readonly onChange: (change: Partial<GroupDraft>) => void;
}) {
  return (
    <>
      <Field label="Name" error={props.nameError}>
        {(id) => (
          <TextInput
            id={id}
            value={props.draft.name}
            placeholder="Windows servers"
            onChange={(name) => props.onChange({ name })}
          />
        )}
      </Field>
      <Field label="Kind" hint={KIND_HINTS[props.draft.kind]}>
        {(id) => (
          <SelectInput id={id} value={props.draft.kind} options={KINDS} onChange={(kind) => props.onChange({ kind })} />
        )}
      </Field>
      <PlatformChoice chosen={props.draft.platforms} onChange={(platforms) => props.onChange({ platforms })} />
      <Show when={props.draft.kind === 'hosts' || props.draft.kind === 'segment'}>
        <Field label="Hosts" hint="How many, as far as you know.">
          {(id) => (
            <NumberInput
              id={id}
              value={props.draft.hosts}
              rule={HOSTS}
              placeholder="not counted"
              onChange={(hosts) => props.onChange({ hosts })}
            />
          )}
        </Field>
      </Show>
    </>
  );
}
