import { Show } from 'solid-js';
import { carrySelection } from '../../domain/sensors/event-selection';
import { DEPLOYMENT_STATUSES, type Deployment } from '../../domain/sensors/inventory';
import { linkTo } from '../../state/route';
import { Field } from '../pieces/Field';
import { SegmentedControl } from '../pieces/SegmentedControl';
import { SelectInput } from '../pieces/SelectInput';
import { DraftText } from './DraftText';
import { useInventory } from './inventory-scope';
import { STATUS_WORDS } from './inventory-words';
import { ObservesEditor } from './ObservesEditor';
import { SensorChoice } from './SensorChoice';

export type EditDeployment = (
  what: string,
  change: (deployment: Deployment) => Partial<Deployment>,
) => Promise<boolean>;

const STATUSES = DEPLOYMENT_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }));

/** What stands where and looks at what. */
export function DeploymentPlace(props: { readonly deployment: Deployment; readonly edit: EditDeployment }) {
  const { inventory, sensors } = useInventory();
  const groupOptions = () => [
    { value: '', label: 'Not said' },
    ...inventory().groups.map(({ id, name }) => ({ value: id, label: name })),
  ];
  // Events are named by their sensor. A list that an import brought for an unknown product may fit the right one.
  const chooseSensor = (sensorId: string) => {
    const events = sensors().get(sensorId)?.events ?? [];
    props.edit('the sensor', (deployment) =>
      deployment.sensorId === sensorId ? {} : { sensorId, events: carrySelection(deployment.events, events) },
    );
  };

  return (
    <>
      <SensorChoice value={props.deployment.sensorId} onChange={chooseSensor} />
      <Show when={sensors().has(props.deployment.sensorId)}>
        <a class="deployment-panel-link" href={linkTo('inventory', 'sensor', props.deployment.sensorId)}>
          What this sensor can show
        </a>
      </Show>
      <DraftText
        label="Version"
        value={props.deployment.version}
        placeholder="not said"
        save={(version) => props.edit('version', () => ({ version }))}
      />
      <SegmentedControl
        label="Status"
        value={props.deployment.status}
        options={STATUSES}
        onChange={(status) => props.edit('status', () => ({ status }))}
      />
      <Field label="Stands on" hint="Where it is installed. Events that only certain hosts emit go by their roles.">
        {(id) => (
          <SelectInput
            id={id}
            value={props.deployment.standsOn ?? ''}
            options={groupOptions()}
            onChange={(groupId) => props.edit('place', () => ({ standsOn: groupId === '' ? null : groupId }))}
          />
        )}
      </Field>
      <ObservesEditor
        deployment={props.deployment}
        onChange={(change) => props.edit('observed groups', ({ observes }) => ({ observes: change(observes) }))}
      />
    </>
  );
}
