import { createMemo, For, Show } from 'solid-js';
import { formatCount, formatCounted, formatPercent } from '../../domain/format';
import type { Deployment } from '../../domain/sensors/inventory';
import { useApp } from '../../state/app-state';
import { KIND_WORDS, STATUS_WORDS } from '../inventory/inventory-words';
import { createPreviewSensors } from './create-preview-sensors';
import type { InventoryDetail } from './import-types';

const FIRST = 6;

/** The first system groups and deployments as they would be imported: enough to see whether the file was understood. */
export function PreviewRecords(props: {
  readonly detail: Pick<InventoryDetail, 'groups' | 'deployments' | 'customSensors'>;
}) {
  const { workspace } = useApp();
  const sensors = createPreviewSensors(() => props.detail.customSensors);
  const groupNames = createMemo(() => {
    const known = workspace.inventory()?.groups ?? [];
    return new Map([...known, ...props.detail.groups].map(({ id, name }) => [id, name]));
  });
  const describeObserved = ({ observes }: Deployment) =>
    observes
      .map(({ groupId, share, part }) => {
        const name = groupNames().get(groupId) ?? 'a group';
        return `${name}${part === null ? '' : `, ${part}`}${share === null ? '' : ` (${formatPercent(share)})`}`;
      })
      .join('; ') || 'nothing';

  return (
    <>
      <Show when={props.detail.groups.length > 0}>
        <h4 class="import-panel-subtitle">First system groups</h4>
        <div class="import-panel-scroll">
          <table class="preview-table">
            <thead>
              <tr>
                <th scope="col">System group</th>
                <th scope="col">Kind</th>
                <th scope="col">Platforms</th>
                <th scope="col" data-numeric="">
                  Hosts
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={props.detail.groups.slice(0, FIRST)}>
                {(group) => (
                  <tr>
                    <th scope="row">{group.name}</th>
                    <td>{KIND_WORDS[group.kind]}</td>
                    <td>{group.platforms.join(', ') || '–'}</td>
                    <td data-numeric="">{group.hosts === null ? '–' : formatCount(group.hosts)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
      <Show when={props.detail.deployments.length > 0}>
        <h4 class="import-panel-subtitle">First deployments</h4>
        <div class="import-panel-scroll">
          <table class="preview-table">
            <thead>
              <tr>
                <th scope="col">Sensor</th>
                <th scope="col">Observes</th>
                <th scope="col">Events</th>
                <th scope="col">Status</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.detail.deployments.slice(0, FIRST)}>
                {(deployment) => (
                  <tr>
                    <th scope="row">{sensors().get(deployment.sensorId)?.name ?? deployment.sensorId}</th>
                    <td>{describeObserved(deployment)}</td>
                    <td>{describeEvents(deployment)}</td>
                    <td>{STATUS_WORDS[deployment.status]}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
    </>
  );
}

function describeEvents({ events }: Deployment): string {
  switch (events.mode) {
    case 'all':
      return 'all';
    case 'only':
      return `${formatCounted(events.ids.length, 'event')}`;
    case 'except':
      return `all but ${formatCounted(events.ids.length, 'event')}`;
  }
}
