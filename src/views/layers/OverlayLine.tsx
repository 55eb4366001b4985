import X from 'lucide-solid/icons/x';
import { createMemo, For, Show } from 'solid-js';
import type { CatalogFacts } from '../../domain/attack/catalog-facts';
import { formatCount, formatCounted } from '../../domain/format';
import { letterOf } from '../../domain/layers/letter-of';
import type { Overlay, OverlayLayer } from '../../domain/layers/overlay-marks';
import { threatRefOf } from '../../domain/threats/threat-layers';
import { useApp } from '../../state/app-state';
import { chooseOverlays, createLayerList, overlayIds, overlayThreatIds } from '../../state/layers';
import { linkTo } from '../../state/route';
import { FilterPopover } from '../coverage/FilterPopover';
import { Button } from '../pieces/Button';
import { CheckInput } from '../pieces/CheckInput';
import { IconButton } from '../pieces/IconButton';
import { describeUnknown, isNewestHere, nameDomain, nameLayerRelease, tellApart } from './layer-words';
import './OverlayLine.css';

/** Which layers stand on the matrix, and what of each the release in force does not know. */
export function OverlayLine(props: {
  readonly overlay: Overlay | undefined;
  readonly problem: string | null;
  readonly facts: CatalogFacts;
}) {
  const list = createLayerList(useApp());
  const asides = createMemo(() => tellApart(list.answer() ?? []));
  const chosen = createMemo(() => {
    const present = new Set(list.answer()?.map(({ id }) => id));
    return overlayIds().filter((id) => present.has(id));
  });
  function toggle(id: string, on: boolean): void {
    // In the order of the list, so that the marks of a cell stand in it, too.
    chooseOverlays([
      ...(list.answer() ?? []).flatMap((layer) =>
        (layer.id === id ? on : chosen().includes(layer.id)) ? layer.id : [],
      ),
      ...overlayThreatIds(),
    ]);
  }
  const removeThreats = (isGoing: (id: string) => boolean) =>
    chooseOverlays(overlayIds().filter((id) => threatRefOf(id) === null || !isGoing(id)));
  const nameThreat = (id: string) =>
    props.overlay?.layers.find((layer) => layer.id === id)?.name ??
    (props.overlay === undefined ? '…' : 'A threat that is not here, or not in this release');
  const threatCount = () => props.overlay?.layers.filter(isThreat).length ?? 0;
  const hasLayers = () => (list.answer()?.length ?? 0) > 0;
  const summary = () => {
    const layers = `${formatCount(chosen().length)} of ${formatCount(list.answer()?.length ?? 0)}`;
    const threats = overlayThreatIds().length;
    if (threats === 0) return chosen().length === 0 ? 'none shown' : layers;
    const words = formatCounted(threats, 'threat');
    return chosen().length === 0 ? words : `${layers}; ${words}`;
  };
  return (
    <div class="overlay-line">
      <FilterPopover label={overlayThreatIds().length > 0 ? 'Layers and threats' : 'Layers'} summary={summary()}>
        <Show when={overlayThreatIds().length > 0}>
          <fieldset class="overlay-choice">
            <legend>Threats on the matrix</legend>
            <For each={overlayThreatIds()}>
              {(id) => (
                <CheckInput label={nameThreat(id)} checked onChange={() => removeThreats((other) => other === id)} />
              )}
            </For>
            <p>
              <Button kind="quiet" onClick={() => removeThreats(() => true)}>
                Remove all threats
              </Button>{' '}
              <a href={linkTo('threats')}>All threats</a>
            </p>
          </fieldset>
        </Show>
        <fieldset class="overlay-choice" hidden={!hasLayers() && overlayThreatIds().length > 0}>
          <legend>Layers on the matrix</legend>
          <For each={list.answer()} fallback={<p>Reading the layers…</p>}>
            {(layer) => (
              <CheckInput
                label={layer.name}
                hint={[asides().get(layer.id) ?? [], nameLayerRelease(layer)].flat().join('; ')}
                checked={chosen().includes(layer.id)}
                onChange={(on) => toggle(layer.id, on)}
              />
            )}
          </For>
          <p>
            <a href={linkTo('layers')}>All about your layers</a>
          </p>
        </fieldset>
      </FilterPopover>
      <Show when={props.problem}>
        {(problem) => (
          <p class="overlay-line-problem" role="alert">
            {problem()}
          </p>
        )}
      </Show>
      <Show when={chosen().length > 0 || overlayThreatIds().length > 0}>
        <Show when={threatCount() > 1}>
          <p class="overlay-legend-facts">
            <span class="overlay-mark overlay-mark-use">2/{threatCount()}</span> used by 2 of the {threatCount()}{' '}
            threats
          </p>
        </Show>
        <ol class="overlay-legend" aria-label="Layers on the matrix, in the order of their marks">
          <For each={props.overlay?.layers}>
            {(layer, at) => (
              <li>
                <Show when={(props.overlay?.layers.length ?? 0) > 1 && !(threatCount() > 1 && isThreat(layer))}>
                  <b class="overlay-legend-letter">{letterOf(at())}</b>{' '}
                </Show>
                <a href={linkToOverlay(layer.id)}>{layer.name}</a>
                <Show when={asides().get(layer.id)}>
                  {(aside) => <span class="overlay-legend-facts"> ({aside()})</span>}
                </Show>
                <span class="overlay-legend-facts"> {describeOverlay(layer)}</span>
                <Show when={isThreat(layer)}>
                  {' '}
                  <IconButton
                    icon={X}
                    label={`Take ${layer.name} off the matrix`}
                    onClick={() => removeThreats((id) => id === layer.id)}
                  />
                </Show>
                <Misfit layer={layer} facts={props.facts} />
              </li>
            )}
          </For>
        </ol>
      </Show>
    </div>
  );
}

function isThreat({ id }: Pick<OverlayLayer, 'id'>): boolean {
  return threatRefOf(id) !== null;
}

function linkToOverlay(id: string): string {
  const ref = threatRefOf(id);
  return ref === null ? linkTo('layers', id) : linkTo('threats', ref);
}

function describeOverlay({ marked, succeeded }: OverlayLayer): string {
  const moved = succeeded === 0 ? '' : `, ${formatCount(succeeded)} of them by their successor`;
  return `${formatCounted(marked, 'technique')} marked${moved}`;
}

/** What cannot be shown, and where to do something about it, if anything can be done. */
function Misfit(props: { readonly layer: OverlayLayer; readonly facts: CatalogFacts }) {
  const { coverage } = useApp();
  const release = () => `${nameDomain(props.facts.domain)} ${props.facts.release}`;
  const unknown = () => props.layer.unaligned - props.layer.retired;
  const isNewest = () => isNewestHere(props.facts, (coverage.catalogs.error ? null : coverage.catalogs.latest) ?? []);
  return (
    <Show
      when={!props.layer.isOtherDomain}
      fallback={<span class="overlay-legend-lack">; it is of another domain than {release()}</span>}
    >
      <Show when={props.layer.retired > 0}>
        <span class="overlay-legend-lack">
          ; {formatCount(props.layer.retired)} retired in {release()}:{' '}
          <a href={linkTo('data', 'upgrade')}>bring it up to date</a>
        </span>
      </Show>
      <Show when={unknown() > 0}>
        <span class="overlay-legend-lack">
          ; {describeUnknown(unknown(), props.layer.unknownIds, release(), isNewest())}
        </span>
      </Show>
    </Show>
  );
}
