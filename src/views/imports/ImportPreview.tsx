import { Match, Show, Switch } from 'solid-js';
import { formatBytes } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { IssueList } from '../pieces/IssueList';
import { ImportActions } from './ImportActions';
import { ImportFacts } from './ImportFacts';
import type { InventoryDetail, PreviewItem } from './import-types';
import { describeIssues } from './import-words';
import { PreviewRecords } from './PreviewRecords';
import { PreviewSensor } from './PreviewSensor';
import { TableWizard } from './TableWizard';

/** What a file holds and what accepting it would do. Nothing is written yet. */
export function ImportPreview(props: { readonly item: PreviewItem }) {
  const { workspace } = useApp();
  const preview = () => props.item.preview;
  const inventory = (): InventoryDetail | undefined => {
    const { detail } = preview();
    return detail.kind === 'inventory' ? detail : undefined;
  };
  const sensor = () => {
    const { detail } = preview();
    return detail.kind === 'sensor' ? detail.sensor : undefined;
  };
  return (
    <section
      aria-label={`Preview of ${preview().fileName}`}
      aria-busy={props.item.rereading !== null}
      data-outdated={props.item.rereading !== null || props.item.refusal !== null ? '' : undefined}
    >
      <h3 class="import-panel-file">
        {preview().fileName} <span class="import-panel-size">{formatBytes(preview().size)}</span>
      </h3>
      <div class="import-panel-shown">
        <ImportFacts
          formatName={preview().formatName}
          counts={preview().counts}
          brought={preview().brought}
          isDone={false}
        />
      </div>
      <Show when={workspace.name() === 'demonstration' && preview().detail.kind !== 'catalog'}>
        <p class="import-panel-remark">
          You are looking at the demonstration. This import goes to your own workspace, which opens with it; the
          demonstration stays as it is.
        </p>
      </Show>
      <ImportActions item={props.item} />
      <Show when={props.item.refusal}>{(refusal) => <IssueList issues={refusal().issues} />}</Show>
      <Switch>
        <Match when={inventory()}>
          {(detail) => (
            <>
              <TableWizard item={props.item} table={detail().table} customSensors={detail().customSensors} />
              <div class="import-panel-shown">
                <PreviewRecords detail={detail()} />
              </div>
            </>
          )}
        </Match>
        <Match when={sensor()}>{(found) => <PreviewSensor sensor={found()} />}</Match>
      </Switch>
      <Show when={preview().issues.length > 0}>
        <div class="import-panel-shown">
          <h4 class="import-panel-subtitle">To know before importing: {describeIssues(preview())}</h4>
          <IssueList issues={preview().issues} counts={preview().issueCounts} />
        </div>
      </Show>
    </section>
  );
}
