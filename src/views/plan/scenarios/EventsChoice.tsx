import { createMemo, Show } from 'solid-js';
import { formatCounted } from '../../../domain/format';
import { type Deployment, isEventEnabled } from '../../../domain/sensors/inventory';
import { compareEventIds, type SensorEvent } from '../../../domain/sensors/sensor';
import { ChoiceSet } from '../../inventory/ChoiceSet';

/** Events to switch: whole sets, as an audit subcategory is, and single ones. Only those that the switch would change. */
export function EventsChoice(props: {
  /** They are to be switched on. */
  readonly isOn: boolean;
  readonly deployment: Deployment;
  readonly events: readonly SensorEvent[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly error: string | null;
}) {
  const open = createMemo(() =>
    props.events.filter(({ id }) => isEventEnabled(props.deployment.events, id) !== props.isOn),
  );
  const sets = createMemo(() => {
    const members = new Map<string, string[]>();
    for (const { id, set } of open()) {
      if (set === undefined) continue;
      const ids = members.get(set) ?? [];
      members.set(set, ids);
      ids.push(id);
    }
    return members;
  });
  const singles = createMemo(() =>
    open()
      .map(({ id }) => id)
      .sort(compareEventIds),
  );
  const chosenSets = () =>
    [...sets()].flatMap(([set, ids]) => (ids.every((id) => props.chosen.includes(id)) ? set : []));

  function chooseSets(wanted: readonly string[]): void {
    const ids = new Set(props.chosen);
    for (const [set, members] of sets()) {
      const was = chosenSets().includes(set);
      const is = wanted.includes(set);
      if (was === is) continue;
      for (const id of members) is ? ids.add(id) : ids.delete(id);
    }
    props.onChange([...ids]);
  }

  return (
    <Show
      when={open().length > 0}
      fallback={<p>{props.isOn ? 'All events that are known of it are on.' : 'None of its known events is on.'}</p>}
    >
      <Show when={sets().size > 0}>
        <ChoiceSet
          label="Sets that are switched together"
          options={[...sets()].map(([set, ids]) => ({
            value: set,
            label: set,
            hint: formatCounted(ids.length, 'event'),
          }))}
          chosen={chosenSets()}
          onChange={chooseSets}
        />
      </Show>
      <ChoiceSet
        label="Single events"
        options={singles().map((id) => ({ value: id, label: id }))}
        chosen={props.chosen}
        onChange={props.onChange}
        error={props.error}
      />
    </Show>
  );
}
