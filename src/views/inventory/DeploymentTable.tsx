import { createMemo, createSignal, For, Show } from 'solid-js';
import { formatPercent } from '../../domain/format';
import { computeLimitingQuality } from '../../domain/sensors/data-quality';
import { removeDeployments } from '../../domain/sensors/edit-inventory';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { type Column, DataTable } from '../pieces/DataTable';
import { DeploymentBulkEdit } from './DeploymentBulkEdit';
import { type DeploymentFilter, type DeploymentRow, listDeploymentRows } from './deployment-rows';
import { useInventory } from './inventory-scope';
import { describeQuality, formatCost, STATUS_WORDS } from './inventory-words';
import './tables.css';

const COLUMNS: readonly Column<DeploymentRow>[] = [
  { id: 'sensor', title: 'Sensor', value: ({ sensorName }) => sensorName, width: 'minmax(8rem, 1.3fr)' },
  { id: 'place', title: 'Stands on', value: ({ standsOn }) => standsOn, width: 'minmax(7rem, 1.1fr)' },
  {
    id: 'observes',
    title: 'Observes',
    value: ({ observes }) => observes.map(({ groupName }) => groupName).join(', '),
    cell: (row) => <Observed row={row} />,
    width: 'minmax(9rem, 1.5fr)',
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
  },
  {
    id: 'quality',
    title: 'Quality',
    value: ({ deployment }) => computeLimitingQuality(deployment.quality)?.quality ?? null,
    cell: ({ deployment }) => (
      <Show when={describeQuality(deployment.quality)} fallback={<span class="data-table-missing">unrated</span>}>
        {(words) => (
          <>
            {words().rating}
            <span class="inventory-aside">{words().limit}</span>
          </>
        )}
      </Show>
    ),
    width: 'minmax(6rem, 0.8fr)',
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
  },
  {
    id: 'owner',
    title: 'Owner',
    value: ({ deployment }) => (deployment.owner === '' ? null : deployment.owner),
    width: 'minmax(6rem, 0.9fr)',
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
  },
];

export function DeploymentTable(props: {
  readonly opened: string | null;
  readonly filter: DeploymentFilter | null;
  readonly onShowAll: () => void;
}) {
  const { inventory, sensors, nameOf, remove } = useInventory();
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const rows = createMemo(() => {
    const all = listDeploymentRows(inventory(), sensors());
    const filter = props.filter;
    return filter === null ? all : all.filter(({ deployment }) => filter.test(deployment));
  });
  const chosen = createMemo(
    () => new Set(rows().flatMap(({ deployment: { id } }) => (selected().has(id) ? [id] : []))),
  );

  function deleteChosen(): void {
    const ids = chosen();
    const [first] = inventory().deployments.filter(({ id }) => ids.has(id));
    const what = ids.size === 1 && first !== undefined ? nameOf(first) : `${ids.size} deployments`;
    remove(`Delete ${what}`, (before) => removeDeployments(before, ids));
    setSelected(new Set<string>());
  }

  return (
    <>
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
        columns={COLUMNS}
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
    </>
  );
}

function Observed(props: { readonly row: DeploymentRow }) {
  return (
    <Show when={props.row.observes.length > 0} fallback={<span class="inventory-lack">nothing</span>}>
      <ul class="inventory-observed">
        <For each={props.row.observes}>
          {({ groupName, share, part }) => (
            <li>
              {groupName}
              <Show when={part}>{(name) => <>, {name()}</>}</Show>
              <Show when={share !== null}> {formatPercent(share ?? 0)}</Show>
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
