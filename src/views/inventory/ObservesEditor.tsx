import { Index, Show } from 'solid-js';
import { computeStatedShare } from '../../domain/coverage/estate';
import type { Deployment, Observation, SystemGroup } from '../../domain/sensors/inventory';
import { observesAny } from '../../domain/sensors/inventory-summary';
import { Button } from '../pieces/Button';
import { Field } from '../pieces/Field';
import { SelectInput } from '../pieces/SelectInput';
import { DraftNumber } from './DraftNumber';
import { useInventory } from './inventory-scope';
import './ObservesEditor.css';

const PERCENT = { min: 0, max: 100 };

/** The groups a deployment looks at, each with the share of it whose telemetry arrives. */
export function ObservesEditor(props: {
  readonly deployment: Deployment;
  readonly onChange: (edit: (observes: readonly Observation[]) => readonly Observation[]) => void;
}) {
  const { inventory } = useInventory();
  const groups = () => inventory().groups;
  const unobserved = () =>
    groups().find(({ id }) => !props.deployment.observes.some(({ groupId }) => groupId === id)) ?? groups()[0];
  const edit = (at: number, change: Partial<Observation>) =>
    props.onChange((observes) => observes.map((item, position) => (position === at ? { ...item, ...change } : item)));
  const add = (group: SystemGroup) =>
    props.onChange((observes) => [...observes, { groupId: group.id, share: null, part: null }]);

  return (
    <fieldset class="observes-editor">
      <legend class="observes-editor-title">Observes</legend>
      <Show when={!observesAny(props.deployment, new Set(groups().map(({ id }) => id)))}>
        <p class="observes-editor-warning">It observes no system group, and so adds no coverage.</p>
      </Show>
      <Index each={props.deployment.observes}>
        {(observation, at) => (
          <ObservationRow
            observation={observation()}
            assumedShare={computeStatedShare(props.deployment, null)}
            onChange={(change) => edit(at, change)}
            onRemove={() => props.onChange((observes) => observes.filter((_, position) => position !== at))}
          />
        )}
      </Index>
      <Show when={unobserved()} fallback={<p class="observes-editor-note">There is no system group yet.</p>}>
        {(group) => (
          <div>
            <Button onClick={() => add(group())}>Add a group</Button>
          </div>
        )}
      </Show>
    </fieldset>
  );
}

function ObservationRow(props: {
  readonly observation: Observation;
  /** What is taken while none is stated. */
  readonly assumedShare: number;
  readonly onChange: (change: Partial<Observation>) => void;
  readonly onRemove: () => void;
}) {
  const { inventory } = useInventory();
  const group = () => inventory().groups.find(({ id }) => id === props.observation.groupId);
  const groupOptions = () => {
    const options = inventory().groups.map(({ id, name }) => ({ value: id, label: name }));
    return group() === undefined
      ? [{ value: props.observation.groupId, label: 'A group that is gone' }, ...options]
      : options;
  };
  const partOptions = () => [
    { value: '', label: 'The whole group' },
    ...(group()?.parts ?? []).map(({ name }) => ({ value: name, label: name })),
  ];

  return (
    <div class="observes-editor-row">
      <div class="observes-editor-group">
        <Field label="System group">
          {(id) => (
            <SelectInput
              id={id}
              value={props.observation.groupId}
              options={groupOptions()}
              onChange={(groupId) => props.onChange({ groupId, part: null })}
            />
          )}
        </Field>
      </div>
      <div class="observes-editor-share">
        <DraftNumber
          label="Share"
          value={props.observation.share}
          scale={100}
          unit="%"
          rule={PERCENT}
          placeholder={String(props.assumedShare * 100)}
          hint={props.observation.share === null ? 'assumed' : ''}
          save={(share) => props.onChange({ share })}
        />
      </div>
      <Show when={(group()?.parts.length ?? 0) > 0 || props.observation.part !== null}>
        <div class="observes-editor-part">
          <Field label="Part">
            {(id) => (
              <SelectInput
                id={id}
                value={props.observation.part ?? ''}
                options={partOptions()}
                onChange={(part) => props.onChange({ part: part === '' ? null : part })}
              />
            )}
          </Field>
        </div>
      </Show>
      <div class="observes-editor-remove">
        <Button kind="quiet" label={`Stop observing ${group()?.name ?? 'this group'}`} onClick={props.onRemove}>
          Remove
        </Button>
      </div>
    </div>
  );
}
