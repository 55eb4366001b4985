import { createEffect, createMemo, createSignal, For, Show } from 'solid-js';
import { formatPercent } from '../../domain/format';
import { computeLimitingQuality } from '../../domain/sensors/data-quality';
import { removeDeployments } from '../../domain/sensors/edit-inventory';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { DataTable } from '../pieces/DataTable';
import { DeploymentBulkEdit } from './DeploymentBulkEdit';
import { type DeploymentFilter, type DeploymentRow, listDeploymentRows, type ObservedRow } from './deployment-rows';
import { createWidth, type FittingColumn, fitColumns } from './fit-columns';
import { useInventory } from './inventory-scope';
import { describeQuality, formatCost, STATUS_WORDS } from './inventory-words';
import './tables.css';

const COLUMNS: readonly FittingColumn<DeploymentRow>[] = [
  { id: 'sensor', title: 'Sensor', value: ({ sensorName }) => sensorName, width: 'minmax(8rem, 1.3fr)', stacked: true },
  {
    id: 'place',
    title: 'Stands on',
    value: ({ standsOn }) => standsOn,
    width: 'minmax(7rem, 1.1fr)',
    from: 520,
    stacked: true,
  },
  {
    id: 'observes',
    title: 'Observes',
    value: ({ observes }) => observes.map(({ groupName }) => groupName).join(', '),
    cell: (row) => <Observed row={row} />,
    width: 'minmax(9rem, 1.5fr)',
    stacked: true,
  },
  {
    id: 'events',
    title: 'Events on',
    value: ({ eventsOn }) => eventsOn,
    cell: ({ eventsOn, eventsKnown }) => (
      <Show when={eventsKnown > 0} fallback={<span class="data-table-missing">none known</span>}>
        {eventsOn} of {eventsKnown}
      </Show>
    ),
    width: '6rem',
    from: 760,
  },
  {
    id: 'status',
    title: 'Status',
    value: ({ deployment }) => STATUS_WORDS[deployment.status],
    cell: ({ deployment }) => (
      <span class="inventory-status" data-status={deployment.status}>
        {STATUS_WORDS[deployment.status]}
      </span>
    ),
    width: '6.5rem',
    stacked: true,
  },
  {
    id: 'quality',
    title: 'Quality',
    value: ({ deployment }) => computeLimitingQuality(deployment.quality)?.quality ?? null,
    cell: ({ deployment }) => (
      <Show when={describeQuality(deployment.quality)} fallback={<span class="data-table-missing">unrated</span>}>
        {(words) => (
          <span>
            {words().rating}
            <span class="inventory-aside">{words().limit}</span>
          </span>
        )}
      </Show>
    ),
    width: 'minmax(6rem, 0.8fr)',
    from: 640,
    stacked: true,
  },
  {
    id: 'cost',
    title: 'Cost',
    value: ({ deployment }) => deployment.cost?.amount ?? null,
    cell: ({ deployment }) => (
      <Show when={deployment.cost} fallback={<span class="data-table-missing">–</span>}>
        {(cost) => formatCost(cost())}
      </Show>
    ),
    numeric: true,
    width: 'minmax(5.5rem, 0.7fr)',
    from: 840,
  },
  {
    id: 'owner',
    title: 'Owner',
    value: ({ deployment }) => (deployment.owner === '' ? null : deployment.owner),
    width: 'minmax(6rem, 0.9fr)',
    from: 900,
  },
  {
    id: 'retention',
    title: 'Kept',
    value: ({ deployment }) => deployment.retentionDays,
    cell: ({ deployment }) => (
      <Show when={deployment.retentionDays !== null} fallback={<span class="data-table-missing">–</span>}>
        {deployment.retentionDays} days
      </Show>
    ),
    numeric: true,
    width: '5.5rem',
    from: 980,
  },
];

export function DeploymentTable(props: {
  readonly opened: string | null;
  readonly filter: DeploymentFilter | null;
  readonly onShowAll: () => void;
}) {
  const { inventory, sensors, nameOf, remove } = useInventory();
  const [width, observeWidth] = createWidth();
  const columns = createMemo(() => fitColumns(COLUMNS, width()));
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

function Observed(props: { readonly row: DeploymentRow }) {
  return (
    <Show when={props.row.observes.length > 0} fallback={<span class="inventory-lack">nothing</span>}>
      <ul class="inventory-observed">
        <For each={props.row.observes}>{(observed) => <li>{describeObserved(observed)}</li>}</For>
      </ul>
    </Show>
  );
}

/** "Linux servers, 90 %", "Windows servers, 100 % of wave 1". */
function describeObserved({ groupName, share, part }: ObservedRow): string {
  const place = share === null ? part : [formatPercent(share), part].filter((word) => word !== null).join(' of ');
  return place === null ? groupName : `${groupName}, ${place}`;
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'en');
}
