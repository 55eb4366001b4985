import { createMemo, createSignal, Show } from 'solid-js';
import { formatCounted } from '../../domain/format';
import { putDeployments, putGroups } from '../../domain/sensors/edit-inventory';
import { listOffByDefault, selectDefaults } from '../../domain/sensors/event-selection';
import type { SystemGroup } from '../../domain/sensors/inventory';
import { checkGroupName } from '../../domain/sensors/inventory-rules';
import { type DeploymentPlan, planDeployments, suggestPlan } from '../../domain/sensors/plan-deployments';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { DetailPanel } from '../pieces/DetailPanel';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { ChoiceSet } from './ChoiceSet';
import { focusWrong } from './focus-wrong';
import { EMPTY_GROUP, type GroupDraft, GroupForm } from './GroupForm';
import { useInventory } from './inventory-scope';
import { makeGroup } from './make-group';
import { SensorChoice } from './SensorChoice';
import './NewRecord.css';

const PLANS: readonly { readonly value: DeploymentPlan; readonly label: string }[] = [
  { value: 'each', label: 'One on each' },
  { value: 'together', label: 'One that observes all' },
];

const START_EVENTS: readonly { readonly value: 'all' | 'default'; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'default', label: 'On by default' },
];

/** The short way: which sensor, which groups. Everything else has its place on the deployment itself. */
export function DeploymentNew(props: {
  /** Ids from the address: a sensor, groups, in any order. */
  readonly preset: readonly string[];
  readonly onClose: () => void;
}) {
  const { inventory, sensors, save } = useInventory();
  const groups = () => inventory().groups;
  const [ownSensorId, setSensorId] = createSignal<string | null>(null);
  const [ownGroupIds, setGroupIds] = createSignal<readonly string[] | null>(null);
  const [ownPlan, setOwnPlan] = createSignal<DeploymentPlan | null>(null);
  const [newGroup, setNewGroup] = createSignal<GroupDraft | null>(null);
  const [startEvents, setStartEvents] = createSignal<'all' | 'default'>('all');
  const [isTried, setTried] = createSignal(false);

  // Derived, because inventory and library may arrive after the address.
  const sensorId = () => ownSensorId() ?? props.preset.find((id) => sensors().has(id)) ?? null;
  const groupIds = () => ownGroupIds() ?? props.preset;
  const chosen = createMemo(() => groups().filter(({ id }) => groupIds().includes(id)));
  /** A first group is asked for where there is none. */
  const draft = () => newGroup() ?? (groups().length === 0 ? firstGroup() : null);
  const firstGroup = (): GroupDraft => {
    const platforms = sensors().get(sensorId() ?? '')?.platforms ?? [];
    return { ...EMPTY_GROUP, platforms: platforms.length === 1 ? platforms : [] };
  };
  const offByDefault = createMemo(() => listOffByDefault(sensors().get(sensorId() ?? '')?.events ?? []));
  const plan = () => ownPlan() ?? suggestPlan(chosen());
  const isSeveral = () => chosen().length + (draft() === null ? 0 : 1) > 1;
  const sensorError = () => (sensorId() === null ? 'Choose a sensor.' : null);
  const nameError = () => {
    const known = draft();
    return known === null ? null : checkGroupName(known.name, groups(), null);
  };
  const groupError = () =>
    chosen().length === 0 && draft() === null ? 'Choose at least one, or describe a new one.' : null;

  async function add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    const sensor = sensors().get(sensorId() ?? '');
    const isWrong = focusWrong(event);
    if (isWrong || sensor === undefined || nameError() !== null || groupError() !== null) return;
    const described = draft();
    const made: readonly SystemGroup[] =
      described === null
        ? []
        : [makeGroup(described.name.trim(), described.kind, described.platforms, described.hosts)];
    const observed = [...chosen(), ...made];
    const events = startEvents() === 'all' ? { mode: 'all' as const } : selectDefaults(sensor.events);
    const planned = planDeployments(
      sensor.id,
      observed,
      isSeveral() ? plan() : 'each',
      () => crypto.randomUUID(),
      events,
    );
    const place = observed.length === 1 ? observed[0]?.name : formatCounted(observed.length, 'system group');
    // What was typed stays while it is not saved.
    const label = `Add ${sensor.name} on ${place}`;
    if (!(await save(label, (before) => putDeployments(putGroups(before, made), planned)))) return;
    const [first, second] = planned;
    if (first !== undefined && second === undefined) goTo('inventory', 'deployment', first.id);
    else props.onClose();
  }

  return (
    <DetailPanel title="Add a sensor" onClose={props.onClose}>
      <form class="new-record" onSubmit={add} novalidate>
        <SensorChoice value={sensorId()} onChange={setSensorId} error={isTried() ? sensorError() : null} />
        <Show when={groups().length > 0}>
          <ChoiceSet
            label="Which system groups does it look at?"
            options={groups().map(({ id, name }) => ({ value: id, label: name }))}
            chosen={chosen().map(({ id }) => id)}
            onChange={setGroupIds}
            error={isTried() ? groupError() : null}
          />
        </Show>
        <Show
          when={draft()}
          fallback={
            <div>
              <Button onClick={() => setNewGroup(firstGroup())}>Describe a new system group</Button>
            </div>
          }
        >
          {(described) => (
            <fieldset class="new-record-group">
              <legend class="choice-set-label">New system group</legend>
              <GroupForm
                draft={described()}
                nameError={isTried() ? nameError() : null}
                onChange={(change) => setNewGroup({ ...described(), ...change })}
              />
              <Show when={groups().length > 0}>
                <div>
                  <Button kind="quiet" onClick={() => setNewGroup(null)}>
                    Leave it out
                  </Button>
                </div>
              </Show>
            </fieldset>
          )}
        </Show>
        <Show when={offByDefault().length > 0}>
          <div>
            <SegmentedControl label="Events" value={startEvents()} options={START_EVENTS} onChange={setStartEvents} />
            <p class="new-record-note">
              {formatCounted(offByDefault().length, 'event')} of {sensors().get(sensorId() ?? '')?.events.length} must
              be switched on, or need a further licence. Its panel says how.
            </p>
          </div>
        </Show>
        <Show when={isSeveral()}>
          <div>
            <SegmentedControl label="Deployments" value={plan()} options={PLANS} onChange={setOwnPlan} />
            <p class="new-record-note">
              One on each, where it is installed on the hosts themselves; one that observes all, where it sees them from
              one place, as a network tap does.
            </p>
          </div>
        </Show>
        <div class="new-record-actions">
          <Button type="submit" kind="primary">
            Add
          </Button>
          <Button onClick={() => props.onClose()}>Cancel</Button>
        </div>
        <p class="new-record-note">
          It counts as deployed, with {startEvents() === 'all' ? 'all its events' : 'the events on by default'} and on
          all hosts, until you say otherwise.
        </p>
      </form>
    </DetailPanel>
  );
}
