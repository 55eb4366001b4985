import { type Accessor, Show } from 'solid-js';
import { putDeployments, removeDeployments } from '../../domain/sensors/edit-inventory';
import { copyDeployment, editDeployments } from '../../domain/sensors/edit-records';
import { countEnabledEvents } from '../../domain/sensors/event-selection';
import type { Deployment } from '../../domain/sensors/inventory';
import { goTo } from '../../state/route';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { DeploymentPlace } from './DeploymentPlace';
import { DeploymentTerms } from './DeploymentTerms';
import { EventsEditor } from './EventsEditor';
import { useInventory } from './inventory-scope';
import { describeQuality } from './inventory-words';
import { QualityEditor } from './QualityEditor';
import { RecordActions } from './RecordActions';
import { SuppliedLogSources } from './SuppliedLogSources';
import './DeploymentPanel.css';

/** Everything about one deployment; each change is saved by itself and can be undone. */
export function DeploymentPanel(props: { readonly deployment: Accessor<Deployment>; readonly onClose: () => void }) {
  const scope = useInventory();
  const deployment = () => props.deployment();
  const sensor = () => scope.sensors().get(deployment().sensorId);
  const eventIds = () => sensor()?.events.map(({ id }) => id) ?? [];
  const name = () => scope.nameOf(deployment());
  const edit = (what: string, change: (deployment: Deployment) => Partial<Deployment>) => {
    const { id } = deployment();
    return scope.save(`Change ${what} of ${name()}`, (inventory) =>
      editDeployments(inventory, new Set([id]), (item) => ({ ...item, ...change(item) })),
    );
  };
  const eventsState = () =>
    eventIds().length === 0
      ? 'none known'
      : `${countEnabledEvents(deployment().events, eventIds())} of ${eventIds().length} on`;

  const qualityState = () => {
    const words = describeQuality(deployment().quality);
    return words === null ? 'unrated' : `${words.rating}, ${words.limit}`;
  };

  async function duplicate(): Promise<void> {
    const copy = copyDeployment(deployment(), crypto.randomUUID());
    if (await scope.save(`Duplicate ${name()}`, (inventory) => putDeployments(inventory, [copy])))
      goTo('inventory', 'deployment', copy.id);
  }

  function remove(): void {
    const { id } = deployment();
    scope.remove(`Delete ${name()}`, (inventory) => removeDeployments(inventory, new Set([id])));
    props.onClose();
  }

  return (
    <DetailPanel title={name()} onClose={props.onClose}>
      <div class="deployment-panel">
        <DeploymentPlace deployment={deployment()} edit={edit} />
      </div>
      <Show when={sensor()}>
        {(known) => (
          <>
            <Fold kind="head" summary="Events" state={eventsState()}>
              <EventsEditor
                sensor={known()}
                selection={deployment().events}
                onChange={(events) => edit('events', () => ({ events }))}
              />
            </Fold>
            <Fold kind="head" summary="Log sources" state={String(known().logSources.length)}>
              <SuppliedLogSources sensor={known()} />
            </Fold>
          </>
        )}
      </Show>
      <Fold kind="head" summary="Data quality" state={qualityState()}>
        <QualityEditor
          quality={deployment().quality}
          onRate={(dimension, rating) =>
            edit('quality', ({ quality }) => ({ quality: { ...quality, [dimension]: rating } }))
          }
        />
      </Fold>
      <DeploymentTerms deployment={deployment()} edit={edit} />
      <RecordActions onDuplicate={() => void duplicate()} onDelete={remove} />
    </DetailPanel>
  );
}
