import { createMemo, createSignal, lazy, Show, Suspense } from 'solid-js';
import { useApp } from '../../state/app-state';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { Later } from '../pieces/turns';
import { DeploymentTable } from './DeploymentTable';
import type { DeploymentFilter } from './deployment-rows';
import { GroupTable } from './GroupTable';
import { InventoryAnswer } from './InventoryAnswer';
import { InventoryFindings } from './InventoryFindings';
import { useInventory } from './inventory-scope';
import { RemovalNotice } from './RemovalNotice';
import { SensorTable } from './SensorTable';
import { TableJumps } from './TableJumps';

// Comes for those who have rules.
const RuleTable = lazy(async () => ({ default: (await import('./RuleTable')).RuleTable }));

export function InventoryBody(props: { readonly opened: readonly string[] }) {
  const { inventory } = useInventory();
  const { workspace } = useApp();
  const rules = () => workspace.rules() ?? [];
  const [filter, setFilter] = createSignal<DeploymentFilter | null>(null);
  const openedAs = (kind: string) => (props.opened[0] === kind ? (props.opened[1] ?? null) : null);
  const hasOwnSensors = createMemo(() => inventory().customSensors.length > 0);
  const tables = createMemo(() => {
    const { groups: all, deployments: placed, customSensors } = inventory();
    return [
      { heading: 'inventory-groups', title: 'System groups', rows: all.length },
      { heading: 'inventory-deployments', title: 'Deployments', rows: placed.length },
      { heading: 'inventory-sensors', title: 'Your own sensors', rows: customSensors.length },
      { heading: 'inventory-rules', title: 'Rules', rows: rules().length },
    ].filter(({ heading, rows }) => rows > 0 || /-(?:groups|deployments)$/.test(heading));
  });
  let deployments: HTMLElement | undefined;
  let groups: HTMLElement | undefined;

  function show(wanted: DeploymentFilter | null): void {
    setFilter(wanted);
    deployments?.scrollIntoView({ block: 'start' });
  }

  return (
    <>
      <InventoryAnswer onShow={show} onShowGroups={() => groups?.scrollIntoView({ block: 'start' })} />
      <div class="inventory-body-actions">
        <Button kind="primary" onClick={() => goTo('inventory', 'deployment', 'new')}>
          Add a sensor
        </Button>
        <Button onClick={() => goTo('inventory', 'group', 'new')}>Add a system group</Button>
        <Button kind="quiet" onClick={() => goTo('inventory', 'sensor', 'new')}>
          Describe a sensor of your own
        </Button>
      </div>
      <RemovalNotice />
      <InventoryFindings onShow={show} />
      <TableJumps tables={tables()} />
      <section ref={groups} class="inventory-body-section" aria-labelledby="inventory-groups">
        <h2 id="inventory-groups" tabIndex={-1}>
          System groups
        </h2>
        <Later>
          <GroupTable opened={openedAs('group')} />
        </Later>
      </section>
      <section ref={deployments} class="inventory-body-section" aria-labelledby="inventory-deployments">
        <h2 id="inventory-deployments" tabIndex={-1}>
          Deployments
        </h2>
        <Later>
          <DeploymentTable opened={openedAs('deployment')} filter={filter()} onShowAll={() => setFilter(null)} />
        </Later>
      </section>
      <Show when={hasOwnSensors()}>
        <section class="inventory-body-section" aria-labelledby="inventory-sensors">
          <h2 id="inventory-sensors" tabIndex={-1}>
            Your own sensors
          </h2>
          <Later>
            <SensorTable opened={openedAs('sensor')} />
          </Later>
        </section>
      </Show>
      <Show when={rules().length > 0}>
        <section class="inventory-body-section" aria-labelledby="inventory-rules">
          <h2 id="inventory-rules" tabIndex={-1}>
            Rules
          </h2>
          <Suspense>
            <RuleTable rules={rules()} opened={openedAs('rule')} />
          </Suspense>
        </section>
      </Show>
    </>
  );
}
