import X from 'lucide-solid/icons/x';
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { formatCount } from '../../../domain/format';
import { addConstraint, removeConstraint } from '../../../domain/planning/edit-plan';
import type { PlanConstraint } from '../../../domain/planning/plan';
import { useApp } from '../../../state/app-state';
import { ChoiceSet } from '../../inventory/ChoiceSet';
import { useInventory } from '../../inventory/inventory-scope';
import { Button } from '../../pieces/Button';
import { ComboInput } from '../../pieces/ComboInput';
import { Field } from '../../pieces/Field';
import { Fold } from '../../pieces/Fold';
import { IconButton } from '../../pieces/IconButton';
import { NumberInput } from '../../pieces/NumberInput';
import { SelectInput } from '../../pieces/SelectInput';
import { describeConstraint } from './best-words';
import { usePlan } from './plan-scope';

export function constraintElementId(position: number): string {
  return `constraint-${position}`;
}

/** What has to hold beside the budget. Must and must not stand with their options. */
export function Constraints() {
  const { plan, save, names } = usePlan();
  const listed = createMemo(() =>
    plan().constraints.flatMap((constraint, position) =>
      constraint.kind === 'must-have' || constraint.kind === 'must-not-have' ? [] : [{ constraint, position }],
    ),
  );
  const words = (constraint: PlanConstraint) => describeConstraint(constraint, plan(), names);
  return (
    <Fold summary="Conditions" state={listed().length === 0 ? 'none' : formatCount(listed().length)} kind="head">
      <Show when={listed().length > 0}>
        <ul class="best-constraints">
          <For each={listed()}>
            {({ constraint, position }) => (
              <li id={constraintElementId(position)} tabindex="-1">
                <span>{words(constraint)}</span>
                <IconButton
                  label={`Remove: ${words(constraint)}`}
                  icon={X}
                  onClick={() => void save(`Remove: ${words(constraint)}`, (kept) => removeConstraint(kept, position))}
                />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <ConstraintForm onAdd={(added) => void save(words(added), (kept) => addConstraint(kept, added))} />
    </Fold>
  );
}

type FormKind = 'at-most-one' | 'needs' | 'tactic-floor' | 'group-floor';

const KINDS: readonly { readonly value: FormKind; readonly label: string }[] = [
  { value: 'at-most-one', label: 'At most one of several options' },
  { value: 'needs', label: 'One option needs another' },
  { value: 'tactic-floor', label: 'A tactic is covered at least so much' },
  { value: 'group-floor', label: 'A system group is covered at least so much' },
];

function ConstraintForm(props: { readonly onAdd: (constraint: PlanConstraint) => void }) {
  const { plan } = usePlan();
  const { inventory } = useInventory();
  const { coverage } = useApp();
  const [kind, setKind] = createSignal<FormKind>('at-most-one');
  const [several, setSeveral] = createSignal<readonly string[]>([]);
  const [option, setOption] = createSignal<string | null>(null);
  const [needed, setNeeded] = createSignal<string | null>(null);
  const [place, setPlace] = createSignal<string | null>(null);
  const [floor, setFloor] = createSignal<number | null>(null);
  const options = () => plan().options.map(({ id, name }) => ({ value: id, label: name }));
  const places = () =>
    kind() === 'tactic-floor'
      ? (coverage.facts()?.tactics.map(({ id, name }) => ({ value: id as string, label: name })) ?? [])
      : inventory().groups.map(({ id, name }) => ({ value: id, label: name }));
  const made = (): PlanConstraint | null => {
    const [one, other, where, least] = [option(), needed(), place(), floor()];
    switch (kind()) {
      case 'at-most-one':
        return several().length < 2 ? null : { kind: 'at-most-one', options: several() };
      case 'needs':
        return one === null || other === null || one === other ? null : { kind: 'needs', option: one, needed: other };
      case 'tactic-floor':
        return where === null || least === null ? null : { kind: 'tactic-floor', tactic: where, floor: least };
      case 'group-floor':
        return where === null || least === null ? null : { kind: 'group-floor', groupId: where, floor: least };
    }
  };

  function add(): void {
    const constraint = made();
    if (constraint === null) return;
    props.onAdd(constraint);
    setSeveral([]);
    setOption(null);
    setNeeded(null);
    setPlace(null);
    setFloor(null);
  }

  return (
    <div class="best-constraint-form">
      <Field label="Add a condition">
        {(id) => (
          <SelectInput
            id={id}
            value={kind()}
            options={KINDS}
            onChange={(next) => {
              setKind(next);
              setPlace(null);
            }}
          />
        )}
      </Field>
      <Switch>
        <Match when={kind() === 'at-most-one'}>
          <ChoiceSet label="Of these at most one" options={options()} chosen={several()} onChange={setSeveral} />
        </Match>
        <Match when={kind() === 'needs'}>
          <Field label="Whoever takes">
            {(id) => (
              <ComboInput id={id} value={option()} options={options()} placeholder="an option" onChange={setOption} />
            )}
          </Field>
          <Field label="takes too">
            {(id) => (
              <ComboInput
                id={id}
                value={needed()}
                options={options()}
                placeholder="another option"
                onChange={setNeeded}
              />
            )}
          </Field>
        </Match>
        <Match when={kind() === 'tactic-floor' || kind() === 'group-floor'}>
          <Field label={kind() === 'tactic-floor' ? 'Tactic' : 'System group'}>
            {(id) => (
              <ComboInput id={id} value={place()} options={places()} placeholder="Type to find" onChange={setPlace} />
            )}
          </Field>
          <Field label="Covered at least">
            {(id) => (
              <NumberInput
                id={id}
                value={floor()}
                scale={100}
                unit="%"
                rule={{ min: 0, max: 100 }}
                onChange={setFloor}
              />
            )}
          </Field>
        </Match>
      </Switch>
      <div>
        <Button disabled={made() === null} onClick={add}>
          Add the condition
        </Button>
      </div>
    </div>
  );
}
