import { createMemo, For, Show } from 'solid-js';
import { indexSensors } from '../../domain/coverage/estate';
import { EMPTY_INVENTORY } from '../../domain/sensors/inventory';
import { useApp } from '../../state/app-state';
import { nameDeployment } from '../inventory/inventory-words';
import { CheckInput } from '../pieces/CheckInput';
import type { SysmonDetail } from './import-types';

const WRITES = { all: 'written', some: 'written in part', none: 'not written' } as const;
const WHY = {
  include: 'by an include filter',
  exclude: 'but for what is excluded',
  several: 'several filters, and none includes anything',
  default: "by Sysmon's default",
  always: 'cannot be filtered',
} as const;

/** Which events a configuration writes, and the deployments that shall have them. */
export function PreviewSysmon(props: { readonly file: File; readonly detail: SysmonDetail }) {
  const { imports, workspace, coverage } = useApp();
  const inventory = () => workspace.inventory() ?? EMPTY_INVENTORY;
  const sensors = createMemo(() =>
    indexSensors(coverage.sensors.state === 'ready' ? coverage.sensors() : [], inventory()),
  );
  const nameOf = (id: string) => {
    const deployment = inventory().deployments.find((each) => each.id === id);
    return deployment === undefined ? 'A deployment of Sysmon' : nameDeployment(deployment, inventory(), sensors());
  };
  function choose(id: string, isChosen: boolean): void {
    const chosen = props.detail.deployments.filter((each) => (each.id === id ? isChosen : each.isChosen));
    imports.choose(props.file, { deployments: chosen.map((each) => each.id) });
  }
  return (
    <>
      <Show when={props.detail.deployments.length > 0}>
        <h4 class="import-panel-subtitle">Deployments that run with this configuration</h4>
        <For each={props.detail.deployments}>
          {(deployment) => (
            <CheckInput
              label={nameOf(deployment.id)}
              checked={deployment.isChosen}
              onChange={(isChosen) => choose(deployment.id, isChosen)}
            />
          )}
        </For>
        <p class="import-panel-hint">Where none is chosen, a new deployment is made.</p>
      </Show>
      <h4 class="import-panel-subtitle">Events</h4>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <thead>
            <tr>
              <th scope="col">Event</th>
              <th scope="col">Filter</th>
              <th scope="col">Is</th>
              <th scope="col">Because</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.detail.events}>
              {(event) => (
                <tr>
                  <th scope="row">{event.id}</th>
                  <td>{event.tag}</td>
                  <td>{WRITES[event.writes]}</td>
                  <td>{WHY[event.why]}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </>
  );
}
