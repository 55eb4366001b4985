import { For, Match, Show, Switch } from 'solid-js';
import { formatBytes, formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { Button } from '../pieces/Button';
import { IssueList } from '../pieces/IssueList';
import { ImportFacts } from './ImportFacts';
import type { InventoryDetail, PreviewItem } from './import-types';
import { describeIssues } from './import-words';
import { PreviewColumns } from './PreviewColumns';
import { PreviewRecords } from './PreviewRecords';
import { PreviewRules } from './PreviewRules';
import { PreviewSensor } from './PreviewSensor';
import { PreviewSysmon } from './PreviewSysmon';

const SHOWN_SENSORS = 5;

/** What a file holds and what accepting it would do. Nothing is written yet. */
export function ImportPreview(props: { readonly item: PreviewItem }) {
  const { imports, workspace } = useApp();
  const preview = () => props.item.preview;
  const inventory = (): InventoryDetail | undefined => {
    const { detail } = preview();
    return detail.kind === 'inventory' ? detail : undefined;
  };
  const sensors = () => {
    const { detail } = preview();
    if (detail.kind === 'sensor') return [detail.sensor];
    return detail.kind === 'sensors' ? detail.sensors : undefined;
  };
  const rules = () => {
    const { detail } = preview();
    return detail.kind === 'rules' ? detail : undefined;
  };
  const sysmon = () => {
    const { detail } = preview();
    return detail.kind === 'sysmon' ? detail : undefined;
  };
  return (
    <section aria-label={`Preview of ${preview().fileName}`}>
      <h3 class="import-panel-file">
        {preview().fileName} <span class="import-panel-size">{formatBytes(preview().size)}</span>
      </h3>
      <ImportFacts
        formatName={preview().formatName}
        counts={preview().counts}
        brought={preview().brought}
        isDone={false}
      />
      <Show when={workspace.name() === 'demonstration' && preview().detail.kind !== 'catalog'}>
        <p class="import-panel-remark">
          You are looking at the demonstration. This import goes to your own workspace, which opens with it; the
          demonstration stays as it is.
        </p>
      </Show>
      <div class="import-panel-actions">
        <Button kind="primary" onClick={() => void imports.commit(props.item.file)}>
          Import
        </Button>
        <Button onClick={() => imports.dismiss(props.item.file)}>Discard</Button>
        <span class="import-panel-hint">
          Nothing is written until you import.{' '}
          {preview().detail.kind === 'catalog'
            ? 'A release can be removed again among your data.'
            : 'An import can be taken back.'}
        </span>
      </div>
      <Switch>
        <Match when={inventory()}>
          {(detail) => (
            <>
              <PreviewColumns columns={detail().table.columns} />
              <PreviewRecords detail={detail()} />
            </>
          )}
        </Match>
        <Match when={sensors()}>
          {(found) => (
            <>
              <For each={found().slice(0, SHOWN_SENSORS)}>{(sensor) => <PreviewSensor sensor={sensor} />}</For>
              <Show when={found().length > SHOWN_SENSORS}>
                <p class="import-panel-hint">and {formatCounted(found().length - SHOWN_SENSORS, 'more sensor')}</p>
              </Show>
            </>
          )}
        </Match>
        <Match when={rules()}>{(detail) => <PreviewRules detail={detail()} />}</Match>
        <Match when={sysmon()}>{(detail) => <PreviewSysmon file={props.item.file} detail={detail()} />}</Match>
      </Switch>
      <Show when={preview().issues.length > 0}>
        <h4 class="import-panel-subtitle">To know before importing: {describeIssues(preview())}</h4>
        <IssueList issues={preview().issues} counts={preview().issueCounts} />
      </Show>
    </section>
  );
}
