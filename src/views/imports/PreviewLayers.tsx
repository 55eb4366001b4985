import { createMemo, For, Show } from 'solid-js';
import { makeFateOf } from '../../domain/attack/succession';
import { formatCount } from '../../domain/format';
import { fitLayer } from '../../domain/layers/layer-fit';
import { useApp } from '../../state/app-state';
import { describeLayerCounts, describeMisfit, formatScore, nameLayerRelease } from '../layers/layer-words';
import type { LayersDetail } from './import-types';

type PreviewedLayer = LayersDetail['layers'][number];

/** Each layer of the file: what it is, how much of it the release in force knows, and its first techniques. */
export function PreviewLayers(props: { readonly detail: LayersDetail }) {
  const { coverage } = useApp();
  const fateOf = createMemo(() => {
    const facts = coverage.facts();
    return facts === undefined ? null : makeFateOf(facts);
  });
  const describeFit = (layer: PreviewedLayer) => {
    const facts = coverage.facts();
    const fate = fateOf();
    if (facts === undefined || fate === null || facts.domain !== layer.domain) return '';
    const words = describeMisfit(fitLayer(layer.techniqueIds, fate));
    return words === '' ? `ATT&CK ${facts.release} knows them all.` : `In ATT&CK ${facts.release}: ${words}.`;
  };
  return (
    <>
      <For each={props.detail.layers}>
        {(layer) => (
          <>
            <h4 class="import-panel-subtitle">{layer.name}</h4>
            <p class="import-panel-hint">
              {nameLayerRelease(layer)}. {describeLayerCounts(layer)}. {describeFit(layer)}
            </p>
            <Show when={layer.first.length > 0}>
              <LayerTable layer={layer} />
            </Show>
          </>
        )}
      </For>
      <Show when={props.detail.layerCount > props.detail.layers.length}>
        <p class="import-panel-hint">
          and {formatCount(props.detail.layerCount - props.detail.layers.length)} more layers
        </p>
      </Show>
    </>
  );
}

function LayerTable(props: { readonly layer: PreviewedLayer }) {
  const { coverage } = useApp();
  const names = createMemo(
    () => new Map<string, string>(coverage.facts()?.techniques.map(({ id, name }) => [id, name])),
  );
  return (
    <div class="import-panel-scroll">
      <table class="preview-table" aria-label={`First techniques of ${props.layer.name}`}>
        <thead>
          <tr>
            <th scope="col">Technique</th>
            <th scope="col">Tactic</th>
            <th scope="col" data-numeric="">
              Score
            </th>
            <th scope="col">Comment</th>
          </tr>
        </thead>
        <tbody>
          <For each={props.layer.first}>
            {(technique) => (
              <tr>
                <th scope="row">
                  {technique.techniqueId} {names().get(technique.techniqueId) ?? ''}
                </th>
                <td>{technique.tactic ?? 'all'}</td>
                <td data-numeric="">{technique.score === null ? '–' : formatScore(technique.score)}</td>
                <td>{technique.comment.slice(0, 120)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
