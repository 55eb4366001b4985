import { feedsNothing } from '../../domain/sensors/describe-own-sensor';
import { putSensors, removeSensors } from '../../domain/sensors/edit-inventory';
import { copySensor, editSensor } from '../../domain/sensors/edit-records';
import { checkSensorName } from '../../domain/sensors/inventory-rules';
import type { Sensor } from '../../domain/sensors/sensor';
import { goTo } from '../../state/route';
import { Fold } from '../pieces/Fold';
import { DraftText } from './DraftText';
import { EmitsPicker } from './EmitsPicker';
import { useInventory } from './inventory-scope';
import { LogSourcesEditor } from './LogSourcesEditor';
import { OwnEvents } from './OwnEvents';
import { PlatformChoice } from './PlatformChoice';
import { RecordActions } from './RecordActions';
import { SensorDeployments } from './SensorDeployments';
import './SensorPanel.css';

export type EditSensor = (what: string, change: (sensor: Sensor) => Partial<Sensor>) => Promise<boolean>;

/** A sensor that the library lacks: what it is called, what it supplies and what its events show. */
export function OwnSensor(props: { readonly sensor: Sensor; readonly onClose: () => void }) {
  const { inventory, sensors, save, remove } = useInventory();
  const edit: EditSensor = (what, change) => {
    const { id, name } = props.sensor;
    return save(`Change ${what} of ${name}`, (before) =>
      editSensor(before, id, (sensor) => ({ ...sensor, ...change(sensor) })),
    );
  };
  const splitNames = (text: string) => [...new Set(text.split(',').map((name) => name.trim()))].filter(Boolean);

  async function duplicate(): Promise<void> {
    const taken = new Set([...sensors().values()].map(({ name }) => name));
    const copy = copySensor(props.sensor, `user:${crypto.randomUUID()}`, taken);
    if (await save(`Duplicate ${props.sensor.name}`, (before) => putSensors(before, [copy])))
      goTo('inventory', 'sensor', copy.id);
  }

  function deleteIt(): void {
    const { id, name } = props.sensor;
    const used = inventory().deployments.filter(({ sensorId }) => sensorId === id).length;
    remove(used === 0 ? `Delete ${name}` : `Delete ${name} and its deployments`, (before) =>
      removeSensors(before, new Set([id])),
    );
    props.onClose();
  }

  return (
    <div class="sensor-panel">
      <DraftText
        label="Name"
        value={props.sensor.name}
        check={(name) => checkSensorName(name, [...sensors().values()], props.sensor.id)}
        save={(name) => edit('name', () => ({ name }))}
      />
      <div>
        <Fold
          kind="head"
          summary="What it emits"
          state={feedsNothing(props.sensor) ? 'nothing yet' : ''}
          isOpen={feedsNothing(props.sensor)}
        >
          <EmitsPicker sensor={props.sensor} />
        </Fold>
      </div>
      <DraftText
        label="Vendor"
        value={props.sensor.vendor ?? ''}
        placeholder="not said"
        save={(vendor) => edit('vendor', () => ({ vendor: vendor === '' ? null : vendor }))}
      />
      <DraftText
        label="Also called"
        hint="Other names in inventories, with commas between them."
        value={props.sensor.aliases.join(', ')}
        save={(text) => edit('names', () => ({ aliases: splitNames(text) }))}
      />
      <PlatformChoice
        label="Made for"
        hint="For orientation only: what counts is the platform of the group it observes."
        chosen={props.sensor.platforms}
        onChange={(platforms) => edit('platforms', () => ({ platforms }))}
      />
      <div>
        <OwnEvents sensor={props.sensor} edit={edit} />
        <Fold kind="head" summary="Log sources" state={String(props.sensor.logSources.length)}>
          <LogSourcesEditor sensor={props.sensor} edit={edit} />
        </Fold>
        <SensorDeployments sensor={props.sensor} />
      </div>
      <RecordActions onDuplicate={() => void duplicate()} onDelete={deleteIt} />
    </div>
  );
}
