import { For, Match, Switch } from 'solid-js';
import { formatCount } from '../../domain/format';
import type { DettectDetail } from './import-types';
import { PreviewRecords } from './PreviewRecords';

const FIRST = 8;

type Detail<Kind extends DettectDetail['kind']> = Extract<DettectDetail, { readonly kind: Kind }>;

/** The first of what a file of DeTT&CT holds. */
export function PreviewDettect(props: { readonly detail: DettectDetail }) {
  const of = <Kind extends DettectDetail['kind']>(kind: Kind): Detail<Kind> | undefined =>
    props.detail.kind === kind ? (props.detail as Detail<Kind>) : undefined;
  return (
    <Switch>
      <Match when={of('dettect-data-sources')}>{(detail) => <PreviewRecords detail={detail()} />}</Match>
      <Match when={of('dettect-techniques')}>{(detail) => <Techniques detail={detail()} />}</Match>
      <Match when={of('dettect-groups')}>{(detail) => <Groups detail={detail()} />}</Match>
    </Switch>
  );
}

function Techniques(props: { readonly detail: Detail<'dettect-techniques'> }) {
  const best = (scores: readonly { readonly score: number | null }[]) => {
    const known = scores.flatMap(({ score }) => (score === null ? [] : [score]));
    return known.length === 0 ? '–' : String(Math.max(...known)).replace('-', '−');
  };
  return (
    <>
      <h4 class="import-panel-subtitle">First statements</h4>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <thead>
            <tr>
              <th scope="col">Technique</th>
              <th scope="col" data-numeric="">
                Detection
              </th>
              <th scope="col" data-numeric="">
                Visibility
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.detail.techniques.slice(0, FIRST)}>
              {(technique) => (
                <tr>
                  <th scope="row">{technique.id}</th>
                  <td data-numeric="">{best(technique.detection)}</td>
                  <td data-numeric="">{best(technique.visibility)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </>
  );
}

function Groups(props: { readonly detail: Detail<'dettect-groups'> }) {
  return (
    <>
      <h4 class="import-panel-subtitle">First groups</h4>
      <div class="import-panel-scroll">
        <table class="preview-table">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">Campaign</th>
              <th scope="col" data-numeric="">
                Techniques
              </th>
              <th scope="col">Enabled</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.detail.groups.slice(0, FIRST)}>
              {(group) => (
                <tr>
                  <th scope="row">{group.name || 'not named'}</th>
                  <td>{group.campaign || '–'}</td>
                  <td data-numeric="">{formatCount(group.techniques.length)}</td>
                  <td>{group.isEnabled ? 'yes' : 'no'}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </>
  );
}
