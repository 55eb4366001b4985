import { createEffect, createMemo, createSignal, Show } from 'solid-js';
import { removeDeployments } from '../../domain/sensors/edit-inventory';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { DeploymentBulkEdit } from './DeploymentBulkEdit';
import { DEPLOYMENT_COLUMNS } from './deployment-columns';
import { type DeploymentFilter, listDeploymentRows } from './deployment-rows';
import { createWidth, fitColumns } from './fit-columns';
import { useInventory } from './inventory-scope';
import './tables.css';

export function DeploymentTable(props: {
  readonly opened: string | null;
  readonly filter: DeploymentFilter | null;
  readonly onShowAll: () => void;
}) {
  const { inventory, sensors, nameOf, remove } = useInventory();
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(DEPLOYMENT_COLUMNS, width()));
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const rows = createMemo(() => {
    const all = listDeploymentRows(inventory(), sensors());
    const filter = props.filter;
    return all
      .filter(({ deployment }) => filter === null || filter.test(deployment))
      .sort((a, b) => compare(a.sensorName, b.sensorName) || compare(a.standsOn ?? '', b.standsOn ?? ''));
  });
  const chosen = createMemo(
    () => new Set(rows().flatMap(({ deployment: { id } }) => (selected().has(id) ? [id] : []))),
  );

  // What is out of sight is not chosen: it must not come back into a change of many when it is shown again.
  createEffect(() => {
    if (chosen().size < selected().size) setSelected(chosen());
  });

  function deleteChosen(): void {
    const ids = chosen();
    const [first] = inventory().deployments.filter(({ id }) => ids.has(id));
    const what = ids.size === 1 && first !== undefined ? nameOf(first) : `${ids.size} deployments`;
    remove(`Delete ${what}`, (before) => removeDeployments(before, ids));
    setSelected(new Set<string>());
  }

  return (
    <div ref={observeWidth}>
      <Show when={props.filter}>
        {(filter) => (
          <p class="inventory-filter">
            Showing {filter().label} only.{' '}
            <Button kind="quiet" onClick={() => props.onShowAll()}>
              Show all
            </Button>
          </p>
        )}
      </Show>
      <DataTable
        label="Deployments"
        noun={rows().length === 1 ? 'deployment' : 'deployments'}
        rows={rows()}
        columns={columns()}
        rowKey={({ deployment }) => deployment.id}
        selected={chosen()}
        onSelect={setSelected}
        opened={props.opened}
        onOpen={({ deployment }) => goTo('inventory', 'deployment', deployment.id)}
        bulkActions={<DeploymentBulkEdit ids={chosen()} onDelete={deleteChosen} />}
        empty={
          <p class="inventory-none">
            {props.filter === null ? 'No deployment yet: nothing looks at these system groups.' : 'None any more.'}
          </p>
        }
      />
    </div>
  );
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}
