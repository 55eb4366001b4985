import { For, Show } from 'solid-js';
import { formatPercent } from '../../domain/format';
import { computeLimitingQuality } from '../../domain/sensors/data-quality';
import type { DeploymentRow, ObservedRow } from './deployment-rows';
import type { FittingColumn } from './fit-columns';
import { describeQuality, formatCost, STATUS_WORDS } from './inventory-words';
import './tables.css';

/** What the table of deployments says of each, from the most to the least telling. */
export const DEPLOYMENT_COLUMNS: readonly FittingColumn<DeploymentRow>[] = [
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
        {(cost) => <>{formatCost(cost())}</>}
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
    title: 'Kept for',
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
  {
    id: 'version',
    title: 'Version',
    value: ({ deployment }) => (deployment.version === '' ? null : deployment.version),
    width: 'minmax(5rem, 0.6fr)',
    from: 1240,
  },
  {
    id: 'destination',
    title: 'Logs go to',
    value: ({ deployment }) => (deployment.logDestination === '' ? null : deployment.logDestination),
    width: 'minmax(6rem, 0.8fr)',
    from: 1120,
  },
];

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
