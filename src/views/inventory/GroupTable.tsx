import { createEffect, createMemo, createSignal, Show } from 'solid-js';
import { formatCount } from '../../domain/format';
import { PIECE, type Pieces } from '../../domain/in-pieces';
import type { PastedCells } from '../../domain/pasted-cells';
import { removeGroups } from '../../domain/sensors/edit-inventory';
import { editGroups } from '../../domain/sensors/edit-records';
import type { Deployment, SystemGroup } from '../../domain/sensors/inventory';
import { goTo } from '../../state/route';
import { Button } from '../pieces/Button';
import { createInPieces } from '../pieces/create-in-pieces';
import { DataTable } from '../pieces/DataTable';
import { ColumnChoice } from './ColumnChoice';
import { createPaste } from './create-paste';
import { createColumns, createWidth, type FittingColumn } from './fit-columns';
import { GroupBulkEdit } from './GroupBulkEdit';
import { useInventory } from './inventory-scope';
import { KIND_WORDS, ROLE_WORDS } from './inventory-words';
import { PasteFill } from './PasteFill';
import { listGroupPasteFields } from './paste-fields';
import './tables.css';

interface GroupRow {
  readonly group: SystemGroup;
  readonly observers: number;
}

const COLUMNS: readonly FittingColumn<GroupRow>[] = [
  {
    id: 'name',
    title: 'System group',
    value: ({ group }) => group.name,
    width: 'minmax(10rem, 1.6fr)',
    stacked: true,
  },
  {
    id: 'kind',
    title: 'Kind',
    value: ({ group }) => KIND_WORDS[group.kind],
    width: 'minmax(6rem, 0.9fr)',
    from: 680,
  },
  {
    id: 'platforms',
    title: 'Platforms',
    value: ({ group }) => (group.platforms.length === 0 ? null : group.platforms.join(', ')),
    cell: ({ group }) => (
      <Show when={group.platforms.length > 0} fallback={<span class="inventory-lack">none</span>}>
        {group.platforms.join(', ')}
      </Show>
    ),
    width: 'minmax(7rem, 1.1fr)',
    stacked: true,
  },
  { id: 'hosts', title: 'Hosts', value: ({ group }) => group.hosts, numeric: true, width: '4.5rem', stacked: true },
  {
    id: 'weight',
    title: 'Weight',
    value: ({ group }) => group.criticality ?? group.hosts,
    cell: ({ group }) => <Weight group={group} />,
    numeric: true,
    width: '6rem',
    stacked: true,
  },
  {
    id: 'roles',
    title: 'Roles',
    value: ({ group }) => (group.roles.length === 0 ? null : group.roles.map((role) => ROLE_WORDS[role]).join(', ')),
    width: 'minmax(7rem, 1.3fr)',
    from: 800,
  },
  {
    id: 'site',
    title: 'Site',
    value: ({ group }) => (group.site === '' ? null : group.site),
    width: 'minmax(6rem, 0.9fr)',
    from: 940,
  },
  {
    id: 'observers',
    title: 'Observed by',
    value: ({ observers }) => observers,
    cell: ({ observers }) => (
      <Show when={observers > 0} fallback={<span class="inventory-lack">none</span>}>
        {formatCount(observers)}
      </Show>
    ),
    numeric: true,
    width: '6.5rem',
    stacked: true,
  },
];

export function GroupTable(props: { readonly opened: string | null }) {
  const { inventory, groupsByName, platforms, remove, save } = useInventory();
  const [width, observeWidth] = createWidth();
  const columns = createColumns('groups', COLUMNS, width);
  const [listIds, setListIds] = createSignal<() => readonly string[]>(() => []);
  const [pasted, setPasted] = createSignal<PastedCells | null>(null);
  let element: HTMLDivElement | undefined;
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const listed = createInPieces(
    () => [groupsByName(), inventory().deployments] as const,
    ([groups, deployments]) => listGroupRows(groups, deployments),
  );
  const rows = () => listed() ?? [];
  const chosen = createMemo<ReadonlySet<string>>(() =>
    selected().size === 0
      ? selected()
      : new Set(rows().flatMap(({ group: { id } }) => (selected().has(id) ? [id] : []))),
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
    const names = new Map(rows().map(({ group }) => [group.id, group.name]));
    return listIds()().flatMap((id) => (chosen().has(id) ? [{ id, name: names.get(id) ?? id }] : []));
  });
  const fields = createMemo(() => listGroupPasteFields(platforms()));

  function fill(label: string, edits: ReadonlyMap<string, (group: SystemGroup) => SystemGroup>): void {
    void save(label, (before) =>
      editGroups(before, new Set(edits.keys()), (item) => edits.get(item.id)?.(item) ?? item),
    );
  }

  function deleteChosen(): void {
    const ids = chosen();
    const [first] = inventory().groups.filter(({ id }) => ids.has(id));
    remove(ids.size === 1 ? `Delete ${first?.name}` : `Delete ${ids.size} system groups`, (before) =>
      removeGroups(before, ids),
    );
    setSelected(new Set<string>());
  }

  return (
    <div
      ref={(it) => {
        element = it;
        observeWidth(it);
      }}
    >
      <DataTable
        label="System groups"
        noun={rows().length === 1 ? 'system group' : 'system groups'}
        rows={rows()}
        columns={columns.shown()}
        tools={<ColumnChoice columns={columns} />}
        onOrder={(list) => setListIds(() => list)}
        rowKey={({ group }) => group.id}
        selected={chosen()}
        onSelect={setSelected}
        opened={props.opened}
        onOpen={({ group }) => goTo('inventory', 'group', group.id)}
        bulkActions={
          <Show when={pasted()} fallback={<GroupBulkEdit ids={chosen()} onDelete={deleteChosen} />} keyed>
            {(cells) => (
              <PasteFill
                cells={cells}
                targets={targets()}
                noun="system group"
                fields={fields()}
                onApply={fill}
                onClose={() => setPasted(null)}
              />
            )}
          </Show>
        }
        empty={
          <p class="inventory-none">
            No system group yet. <Button onClick={() => goTo('inventory', 'group', 'new')}>Add a system group</Button>
          </p>
        }
      />
    </div>
  );
}

function* listGroupRows(
  groups: readonly SystemGroup[],
  deployments: readonly Deployment[],
): Pieces<readonly GroupRow[]> {
  const observers = new Map<string, number>();
  for (const [at, { observes }] of deployments.entries()) {
    const ids = observes.map(({ groupId }) => groupId);
    for (const id of ids.length < 2 ? ids : new Set(ids)) observers.set(id, (observers.get(id) ?? 0) + 1);
    if (at % PIECE === 0) yield;
  }
  return groups.map((group): GroupRow => ({ group, observers: observers.get(group.id) ?? 0 }));
}

function Weight(props: { readonly group: SystemGroup }) {
  const weight = () => props.group.criticality ?? props.group.hosts;
  return (
    <Show when={weight() !== null} fallback={<span class="inventory-lack">none</span>}>
      <span>
        {formatCount(weight() ?? 0)}
        <span class="inventory-aside">{props.group.criticality === null ? 'by hosts' : 'stated'}</span>
      </span>
    </Show>
  );
}
