import { createEffect, createMemo, createSignal, Show } from 'solid-js';
import type { PastedCells } from '../../domain/pasted-cells';
import { removeDeployments } from '../../domain/sensors/edit-inventory';
import { editDeployments } from '../../domain/sensors/edit-records';
import type { Deployment } from '../../domain/sensors/inventory';
import { findUsualCurrency } from '../../domain/sensors/inventory-summary';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { createInPieces } from '../pieces/create-in-pieces';
import { DataTable } from '../pieces/DataTable';
import { ColumnChoice } from './ColumnChoice';
import { createPaste } from './create-paste';
import { DeploymentBulkEdit } from './DeploymentBulkEdit';
import { DEPLOYMENT_COLUMNS } from './deployment-columns';
import { type DeploymentFilter, listDeploymentRows } from './deployment-rows';
import { createColumns, createWidth } from './fit-columns';
import { useInventory } from './inventory-scope';
import { PasteFill } from './PasteFill';
import { listDeploymentPasteFields } from './paste-fields';
import './tables.css';

export function DeploymentTable(props: {
  readonly opened: string | null;
  readonly filter: DeploymentFilter | null;
  readonly onShowAll: () => void;
}) {
  const { inventory, groupsByName, sensors, nameOf, remove, save } = useInventory();
  const [width, observeWidth] = createWidth();
  const columns = createColumns('deployments', DEPLOYMENT_COLUMNS, width);
  const [listIds, setListIds] = createSignal<() => readonly string[]>(() => []);
  const [pasted, setPasted] = createSignal<PastedCells | null>(null);
  let element: HTMLDivElement | undefined;
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const all = createInPieces(
    () => [groupsByName(), inventory().deployments, sensors()] as const,
    (given) => listDeploymentRows(...given),
  );
  const rows = createMemo(() => {
    const filter = props.filter;
    const listed = all() ?? [];
    return filter === null ? listed : listed.filter(({ deployment }) => filter.test(deployment));
  });
  const chosen = createMemo<ReadonlySet<string>>(() =>
    selected().size === 0
      ? selected()
      : new Set(rows().flatMap(({ deployment: { id } }) => (selected().has(id) ? [id] : []))),
  );

  // What is out of sight is not chosen: it must not come back into a change of many when it is shown again.
  createEffect(() => {
    if (chosen().size < selected().size) setSelected(chosen());
  });

  createPaste(
    () => element,
    () => chosen().size > 0,
    (cells) => setPasted(cells),
  );
  createEffect(() => chosen().size === 0 && setPasted(null));
  const targets = createMemo(() => {
    if (pasted() === null) return [];
    const byId = new Map(rows().map(({ deployment }) => [deployment.id, deployment]));
    return listIds()().flatMap((id) => {
      const deployment = chosen().has(id) ? byId.get(id) : undefined;
      return deployment === undefined ? [] : [{ id, name: nameOf(deployment) }];
    });
  });
  const fields = createMemo(() => (pasted() === null ? [] : listDeploymentPasteFields(findUsualCurrency(inventory()))));

  function fill(label: string, edits: ReadonlyMap<string, (deployment: Deployment) => Deployment>): void {
    void save(label, (before) =>
      editDeployments(before, new Set(edits.keys()), (item) => edits.get(item.id)?.(item) ?? item),
    );
  }

  function deleteChosen(): void {
    const ids = chosen();
    const [first] = inventory().deployments.filter(({ id }) => ids.has(id));
    const what = ids.size === 1 && first !== undefined ? nameOf(first) : `${ids.size} deployments`;
    remove(`Delete ${what}`, (before) => removeDeployments(before, ids));
    setSelected(new Set<string>());
  }

  return (
    <div
      ref={(it) => {
        element = it;
        observeWidth(it);
      }}
    >
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
        columns={columns.shown()}
        tools={<ColumnChoice columns={columns} />}
        onOrder={(list) => setListIds(() => list)}
        rowKey={({ deployment }) => deployment.id}
        selected={chosen()}
        onSelect={setSelected}
        opened={props.opened}
        onOpen={({ deployment }) => goTo('inventory', 'deployment', deployment.id)}
        bulkActions={
          <Show when={pasted()} fallback={<DeploymentBulkEdit ids={chosen()} onDelete={deleteChosen} />} keyed>
            {(cells) => (
              <PasteFill
                cells={cells}
                targets={targets()}
                noun="deployment"
                fields={fields()}
                onApply={fill}
                onClose={() => setPasted(null)}
              />
            )}
          </Show>
        }
        empty={
          <p class="inventory-none">
            {props.filter === null ? 'No deployment yet: nothing looks at these system groups.' : 'None any more.'}
          </p>
        }
      />
    </div>
  );
}
