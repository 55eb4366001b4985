import { For, Match, Show, Switch } from 'solid-js';
import { formatBytes, formatCounted } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { IssueList } from '../pieces/IssueList';
import { Later } from '../pieces/turns';
import { ImportActions } from './ImportActions';
import { ImportFacts } from './ImportFacts';
import {
  type DettectDetail,
  type InventoryDetail,
  isDettect,
  type LayersDetail,
  type PreviewItem,
} from './import-types';
import { describeIssues } from './import-words';
import { PreviewDettect } from './PreviewDettect';
import { PreviewHistory } from './PreviewHistory';
import { PreviewIndicators } from './PreviewIndicators';
import { PreviewLayers } from './PreviewLayers';
import { PreviewRecords } from './PreviewRecords';
import { PreviewReport } from './PreviewReport';
import { PreviewRestore } from './PreviewRestore';
import { PreviewRules } from './PreviewRules';
import { PreviewSensor } from './PreviewSensor';
import { PreviewSysmon } from './PreviewSysmon';
import { PreviewWarninglists } from './PreviewWarninglists';
import { PreviewWeights } from './PreviewWeights';
import { ReadAs } from './ReadAs';
import { TableWizard } from './TableWizard';

const SHOWN_SENSORS = 5;

/** What a file holds and what accepting it would do. Nothing is written yet. */
export function ImportPreview(props: { readonly item: PreviewItem }) {
  const { workspace } = useApp();
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
  const weights = () => {
    const { detail } = preview();
    return detail.kind === 'weights' ? detail : undefined;
  };
  const report = () => {
    const { detail } = preview();
    return detail.kind === 'report' ? detail : undefined;
  };
  const backup = () => {
    const { detail } = preview();
    return detail.kind === 'workspace' ? detail : undefined;
  };
  const history = () => {
    const { detail } = preview();
    return detail.kind === 'history' ? detail : undefined;
  };
  const indicators = () => {
    const { detail } = preview();
    return detail.kind === 'indicators' ? detail : undefined;
  };
  const warninglists = () => {
    const { detail } = preview();
    return detail.kind === 'warninglists' ? detail : undefined;
  };
  const layers = (): LayersDetail | undefined => {
    const { detail } = preview();
    return detail.kind === 'layers' ? detail : undefined;
  };
  const dettect = (): DettectDetail | undefined => {
    const { detail } = preview();
    return isDettect(detail) ? detail : undefined;
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
          issueCounts={preview().issueCounts}
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
      <Show when={backup()}>{(detail) => <PreviewRestore file={props.item.file} detail={detail()} />}</Show>
      <ReadAs item={props.item} />
      <ImportActions item={props.item} />
      <Show when={props.item.refusal}>{(refusal) => <IssueList issues={refusal().issues} />}</Show>
      <Switch>
        <Match when={inventory()}>
          {(detail) => (
            <>
              <Later>
                <TableWizard item={props.item} table={detail().table} customSensors={detail().customSensors} />
              </Later>
              <div class="import-panel-shown">
                <Later>
                  <PreviewRecords detail={detail()} />
                </Later>
              </div>
            </>
          )}
        </Match>
        <Match when={dettect()}>{(detail) => <PreviewDettect detail={detail()} />}</Match>
        <Match when={layers()}>{(found) => <PreviewLayers detail={found()} />}</Match>
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
        <Match when={report()}>{(detail) => <PreviewReport detail={detail()} />}</Match>
        <Match when={history()}>{(detail) => <PreviewHistory item={props.item} detail={detail()} />}</Match>
        <Match when={indicators()}>{(detail) => <PreviewIndicators item={props.item} detail={detail()} />}</Match>
        <Match when={warninglists()}>{(detail) => <PreviewWarninglists detail={detail()} />}</Match>
        <Match when={weights()}>{(detail) => <PreviewWeights detail={detail()} />}</Match>
        <Match when={sysmon()}>{(detail) => <PreviewSysmon file={props.item.file} detail={detail()} />}</Match>
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
