import { For, Match, Show, Switch } from 'solid-js';
import { formatCount } from '../../domain/format';
import { useApp } from '../../state/app-state';
import { chooseOverlays, createLayerDescription, editLayers, exportLayers, overlayIds } from '../../state/layers';
import { goTo, linkTo } from '../../state/route';
import { DraftText } from '../inventory/DraftText';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import { DetailPanel } from '../pieces/DetailPanel';
import { Fold } from '../pieces/Fold';
import { report } from '../shell/app-notice';
import { LayerEntries } from './LayerEntries';
import { LayerFacts } from './LayerFacts';
import { LayerRelease } from './LayerRelease';
import type { DescribedLayer, ListedLayer } from './layer-types';
import { describeLayerCounts, nameLayerRelease } from './layer-words';

/** One layer: its name and place can be changed, the rest is as it came. */
export function LayerPanel(props: { readonly id: string; readonly layers: readonly ListedLayer[] }) {
  const described = createLayerDescription(useApp(), () => props.id);
  const close = () => goTo('layers');
  return (
    <Switch>
      <Match when={described.answer()}>
        {(layer) => (
          <DetailPanel title={layer().name} onClose={close}>
            <LayerBody layer={layer()} layers={props.layers} onRemove={close} />
          </DetailPanel>
        )}
      </Match>
      <Match when={described.answer() === null}>
        <DetailPanel title="No such layer" onClose={close}>
          <p>
            It was removed, or this address comes from another device. If you removed it just now, undo brings it back.
          </p>
        </DetailPanel>
      </Match>
      <Match when={described.problem()}>
        {(problem) => (
          <DetailPanel title="The layer cannot be shown" onClose={close}>
            <p role="alert">{problem()}</p>
          </DetailPanel>
        )}
      </Match>
    </Switch>
  );
}

function LayerBody(props: {
  readonly layer: DescribedLayer;
  readonly layers: readonly ListedLayer[];
  readonly onRemove: () => void;
}) {
  const app = useApp();
  const at = () => props.layers.findIndex(({ id }) => id === props.layer.id);
  const isShown = () => overlayIds().includes(props.layer.id);
  const tell = (work: Promise<string | null>) => void work.then((problem) => problem !== null && report(problem));
  const move = (by: -1 | 1) =>
    tell(editLayers(app, `Move layer ${props.layer.name}`, { kind: 'move', id: props.layer.id, by }));

  function show(on: boolean): void {
    const ids = new Set([...overlayIds(), props.layer.id]);
    if (!on) ids.delete(props.layer.id);
    chooseOverlays(props.layers.flatMap(({ id }) => (ids.has(id) ? id : [])));
  }

  return (
    <div class="layer-panel">
      <DraftText
        label="Name"
        value={props.layer.name}
        check={(name) => (name === '' ? 'A layer needs a name.' : null)}
        save={(name) =>
          tell(editLayers(app, `Rename layer ${props.layer.name}`, { kind: 'rename', id: props.layer.id, name }))
        }
      />
      <CheckInput label="Show on the matrix" checked={isShown()} onChange={show} />
      <Show when={props.layer.description !== ''}>
        <p class="layer-panel-description">{props.layer.description}</p>
      </Show>
      <dl class="layer-facts">
        <dt>ATT&CK</dt>
        <dd>{nameLayerRelease(props.layer)}</dd>
        <dt>Holds</dt>
        <dd>{describeLayerCounts(props.layer)}</dd>
        <dt>Came from</dt>
        <dd>
          {props.layer.fileName === '' ? 'made here' : props.layer.fileName}
          <Show when={props.layer.formatVersion}>{(version) => <>, layer format {version()}</>}</Show>
        </dd>
        <Show when={props.layer.gradient}>
          {(gradient) => (
            <>
              <dt>Gradient</dt>
              <dd>
                {gradient().minValue} to {gradient().maxValue}:{' '}
                <Swatches colors={gradient().colors.map((color) => ({ color, label: color }))} />
              </dd>
            </>
          )}
        </Show>
        <Show when={props.layer.legend.length > 0}>
          <dt>Legend</dt>
          <dd>
            <Swatches colors={props.layer.legend} />
          </dd>
        </Show>
      </dl>
      <LayerRelease layer={props.layer} />
      <Show when={props.layer.metadata.length + props.layer.links.length > 0}>
        <Fold summary="Metadata and links" state={formatCount(props.layer.metadata.length + props.layer.links.length)}>
          <LayerFacts metadata={props.layer.metadata} links={props.layer.links} />
        </Fold>
      </Show>
      <LayerEntries first={props.layer.first} all={props.layer.entries} />
      <footer class="layer-panel-actions">
        <Button disabled={at() <= 0} onClick={() => move(-1)}>
          Move up
        </Button>
        <Button disabled={at() < 0 || at() === props.layers.length - 1} onClick={() => move(1)}>
          Move down
        </Button>
        <Button onClick={() => tell(exportLayers(app, [props.layer.id]))}>Save as a Navigator layer</Button>
        <Button
          onClick={() => {
            tell(editLayers(app, `Remove layer ${props.layer.name}`, { kind: 'remove', ids: [props.layer.id] }));
            props.onRemove();
          }}
        >
          Remove
        </Button>
        <a class="layers-link" href={linkTo('layers', 'combine', props.layer.id)}>
          Combine with others
        </a>
      </footer>
    </div>
  );
}

function Swatches(props: { readonly colors: readonly { readonly color: string; readonly label: string }[] }) {
  return (
    <span class="layer-swatches">
      <For each={props.colors}>
        {({ color, label }) => (
          <span class="layer-swatch">
            <span
              class="layer-note-color"
              style={{ '--mark': color === '' ? 'transparent' : color }}
              aria-hidden="true"
            />
            {label}
          </span>
        )}
      </For>
    </span>
  );
}
