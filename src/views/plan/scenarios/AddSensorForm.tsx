import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import type { InventoryChange } from '../../../domain/planning/inventory-change';
import { listOffByDefault, selectDefaults } from '../../../domain/sensors/event-selection';
import type { Inventory } from '../../../domain/sensors/inventory';
import { type DeploymentPlan, planDeployments, suggestPlan } from '../../../domain/sensors/plan-deployments';
import type { Sensor } from '../../../domain/sensors/sensor';
import { ChoiceSet } from '../../inventory/ChoiceSet';
import { listSensorOptions } from '../../inventory/sensor-options';
import { Button } from '../../pieces/Button';
import { ComboInput } from '../../pieces/ComboInput';
import { Field } from '../../pieces/Field';
import { SegmentedControl } from '../../pieces/SegmentedControl';
import { ShareField } from './ShareField';

const PLANS: readonly { readonly value: DeploymentPlan; readonly label: string }[] = [
  { value: 'each', label: 'One on each' },
  { value: 'together', label: 'One that observes all' },
];
const EVENTS: readonly { readonly value: 'all' | 'default'; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'default', label: 'On by default' },
];

/** A sensor more: which, looking at which groups, at how much of them. */
export function AddSensorForm(props: {
  readonly inventory: Inventory;
  readonly sensors: ReadonlyMap<string, Sensor>;
  readonly onAdd: (changes: readonly InventoryChange[]) => void;
  readonly cancel: JSX.Element;
}) {
  const [sensorId, setSensorId] = createSignal<string | null>(null);
  const [groupIds, setGroupIds] = createSignal<readonly string[]>([]);
  const [share, setShare] = createSignal<number | null>(1);
  const [events, setEvents] = createSignal<'all' | 'default'>('all');
  const [ownPlan, setOwnPlan] = createSignal<DeploymentPlan | null>(null);
  const [isTried, setTried] = createSignal(false);
  const sensor = () => props.sensors.get(sensorId() ?? '');
  const groups = createMemo(() => props.inventory.groups.filter(({ id }) => groupIds().includes(id)));
  const plan = () => ownPlan() ?? suggestPlan(groups());
  const options = createMemo(() => listSensorOptions(props.sensors.values()));

  function add(event: SubmitEvent): void {
    event.preventDefault();
    setTried(true);
    const [chosen, reached] = [sensor(), share()];
    if (chosen === undefined || groups().length === 0 || reached === null) return;
    const selection = events() === 'all' ? { mode: 'all' as const } : selectDefaults(chosen.events);
    const planned = planDeployments(
      chosen.id,
      groups(),
      groups().length > 1 ? plan() : 'each',
      () => crypto.randomUUID(),
      selection,
    );
    props.onAdd(
      planned.map((deployment) => ({
        kind: 'add-deployment',
        deployment: {
          ...deployment,
          observes: deployment.observes.map((observation) => ({ ...observation, share: reached })),
        },
      })),
    );
  }

  return (
    <form class="change-form" onSubmit={add} novalidate>
      <Field label="Sensor" error={isTried() && sensor() === undefined ? 'Choose a sensor.' : null}>
        {(id) => (
          <ComboInput
            id={id}
            value={sensorId()}
            options={options()}
            placeholder="Name, vendor or product"
            onChange={setSensorId}
          />
        )}
      </Field>
      <Show
        when={props.inventory.groups.length > 0}
        fallback={<p>There is no system group yet that it could observe.</p>}
      >
        <ChoiceSet
          label="Which system groups does it look at?"
          options={props.inventory.groups.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={groupIds()}
          onChange={setGroupIds}
          error={isTried() && groups().length === 0 ? 'Choose at least one.' : null}
        />
      </Show>
      <ShareField label="On how much of each?" value={share()} onChange={setShare} />
      <Show when={listOffByDefault(sensor()?.events ?? []).length > 0}>
        <SegmentedControl label="Events" value={events()} options={EVENTS} onChange={setEvents} />
      </Show>
      <Show when={groups().length > 1}>
        <SegmentedControl label="Deployments" value={plan()} options={PLANS} onChange={setOwnPlan} />
      </Show>
      <div class="change-form-actions">
        <Button type="submit" kind="primary">
          Add the change
        </Button>
        {props.cancel}
      </div>
    </form>
  );
}
