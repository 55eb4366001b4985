import { createSignal, type JSX, lazy, onCleanup, Show, Suspense, untrack } from 'solid-js';
import { useApp } from '../../state/app-state';
import { DetailPanel } from '../pieces/DetailPanel';
import { DeploymentNew } from './DeploymentNew';
import { DeploymentPanel } from './DeploymentPanel';
import { GroupNew } from './GroupNew';
import { GroupPanel } from './GroupPanel';
import { useInventory } from './inventory-scope';
import { SensorNew } from './SensorNew';
import { SensorPanel } from './SensorPanel';

const RulePanel = lazy(async () => ({ default: (await import('./RulePanel')).RulePanel }));

/** `group/<id>`, `deployment/<id>`, `sensor/<id>`, each also with `new`; `rule/<id>`. Made anew for another address. */
export function InventoryPanel(props: {
  readonly detail: readonly string[];
  readonly onClose: () => void;
}): JSX.Element {
  const { inventory, sensors } = useInventory();
  const { workspace } = useApp();
  const [kind = '', id = '', ...preset] = untrack(() => props.detail);

  if (kind === 'deployment' && id === 'new') return <DeploymentNew preset={preset} onClose={() => props.onClose()} />;
  if (kind === 'group' && id === 'new') return <GroupNew onClose={() => props.onClose()} />;
  if (kind === 'sensor' && id === 'new') return <SensorNew onClose={() => props.onClose()} />;
  if (kind === 'deployment') {
    return (
      <Show
        when={inventory().deployments.find((deployment) => deployment.id === id)}
        fallback={<Missing onClose={() => props.onClose()} />}
      >
        {(deployment) => <DeploymentPanel deployment={deployment} onClose={() => props.onClose()} />}
      </Show>
    );
  }
  if (kind === 'group') {
    return (
      <Show
        when={inventory().groups.find((group) => group.id === id)}
        fallback={<Missing onClose={() => props.onClose()} />}
      >
        {(group) => <GroupPanel group={group} onClose={() => props.onClose()} />}
      </Show>
    );
  }
  if (kind === 'sensor') {
    return (
      <Show when={sensors().get(id)} fallback={<Missing onClose={() => props.onClose()} />}>
        {(sensor) => <SensorPanel sensor={sensor} onClose={() => props.onClose()} />}
      </Show>
    );
  }
  if (kind === 'rule') {
    return (
      <Show
        when={workspace.rules()?.find((rule) => rule.id === id)}
        fallback={<Missing onClose={() => props.onClose()} />}
      >
        {(rule) => (
          <Suspense>
            <RulePanel rule={rule()} onClose={() => props.onClose()} />
          </Suspense>
        )}
      </Show>
    );
  }
  return <Missing onClose={() => props.onClose()} />;
}

/** Longer than it takes the database to show what was just added. */
const PATIENCE_MS = 600;

function Missing(props: { readonly onClose: () => void }) {
  const { workspace, coverage } = useApp();
  const [isPatient, setPatient] = createSignal(true);
  const timer = setTimeout(() => setPatient(false), PATIENCE_MS);
  onCleanup(() => clearTimeout(timer));
  const isRead = () =>
    workspace.inventory() !== undefined && workspace.rules() !== undefined && !coverage.sensors.loading;
  return (
    <Show when={!isPatient() && isRead()}>
      <DetailPanel title="Not in this inventory" onClose={() => props.onClose()}>
        <p>
          It was deleted, or this address comes from another workspace or device. If you deleted it just now, undo
          brings it back.
        </p>
      </DetailPanel>
    </Show>
  );
}
