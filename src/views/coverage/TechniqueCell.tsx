import { createMemo, Show } from 'solid-js';
import { readShareBar } from '../../domain/coverage/technique-figures';
import { formatCounted } from '../../domain/format';
import { letterOf } from '../../domain/layers/letter-of';
import { marksOf, type OverlayMark } from '../../domain/layers/overlay-marks';
import { threatRefOf } from '../../domain/threats/threat-layers';
import { createSubTechniqueCount } from '../../state/technique-figures';
import { describeFigures, describeSubTechniques, stateSlug } from './coverage-words';
import { useMatrix } from './matrix-view';
import { describeMark, describeThreats, OverlayMarks } from './OverlayMarks';
import './TechniqueCell.css';

const NO_MARKS: readonly OverlayMark[] = [];

/** One technique in one tactic. The grid around it listens to clicks and keys. */
export function TechniqueCell(props: { readonly tactic: number; readonly position: number }) {
  const matrix = useMatrix();
  const technique = () => matrix.techniqueAt(props.position);
  const figures = () => matrix.figuresOf(props.position);
  const subTechniques = () => technique()?.subTechniques ?? [];
  const subTechniqueCount = createSubTechniqueCount(subTechniques, matrix.figuresOf);
  const isSub = () => (technique()?.parent ?? -1) >= 0;
  const marks = createMemo(() => {
    const overlay = matrix.overlay();
    return overlay === undefined ? NO_MARKS : marksOf(overlay, props.position, props.tactic);
  });
  const layerCount = () => matrix.overlay()?.layers.length ?? 0;
  const isThreat = (at: number) => threatRefOf(matrix.overlay()?.layers[at]?.id ?? '') !== null;
  const threatCount = () => matrix.overlay()?.layers.filter((_, at) => isThreat(at)).length ?? 0;
  const users = createMemo(() => marks().filter(({ layer }) => isThreat(layer)));
  /** Of several threats one mark says how many. */
  const use = () => (users().length > 0 && threatCount() > 1 ? { users: users().length, of: threatCount() } : null);
  const ownMarks = () => (use() === null ? marks() : marks().filter(({ layer }) => !isThreat(layer)));
  const rules = createMemo(() => matrix.rulesOf(technique()?.id ?? '').length);
  const nameLayer = (at: number) => {
    const name = matrix.overlay()?.layers[at]?.name ?? '';
    return layerCount() > 1 ? `${letterOf(at)} ${name}` : name;
  };
  const label = createMemo(() => {
    const known = figures();
    const parts = [`${technique()?.id} ${technique()?.name}`];
    parts.push(known === undefined ? 'not computed yet' : describeFigures(known, matrix.lens()));
    const usedBy = users().map(({ layer }) => matrix.overlay()?.layers[layer]?.name ?? '');
    if (usedBy.length > 0) parts.push(describeThreats(usedBy, threatCount()));
    for (const mark of marks()) if (!isThreat(mark.layer)) parts.push(describeMark(mark, nameLayer(mark.layer)));
    if (subTechniques().length > 0) parts.push(describeSubTechniques(subTechniqueCount(), matrix.lens()));
    if (rules() > 0) parts.push(formatCounted(rules(), 'rule'));
    // Names are matched word by word, also by people's scripts: no spaces of other kinds.
    return parts.join(', ').replaceAll('\u00a0', ' ');
  });
  const bar = () => {
    const share = figures()?.share ?? null;
    return share === null ? null : readShareBar(share);
  };
  /** As text: a score of 0 is shown as well. */
  const score = () => figures()?.score?.toString();
  const state = () => {
    const known = figures();
    return known === undefined ? 'waiting' : stateSlug(known.state);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a matrix of tactics as columns is no HTML table.
    <div
      role="gridcell"
      class="technique-cell"
      classList={{ 'technique-cell-sub': isSub() }}
      hidden={!matrix.isShown(props.position)}
      tabIndex={matrix.isFocus(`${props.tactic}:${props.position}`) ? 0 : -1}
      aria-label={label()}
      aria-expanded={
        subTechniques().length > 0 && matrix.zoom() !== 'blocks' ? matrix.isExpanded(props.position) : undefined
      }
      aria-current={matrix.selected() === technique()?.id ? 'true' : undefined}
      data-cell={`${props.tactic}:${props.position}`}
      data-state={state()}
      data-strength={figures()?.grade || undefined}
      data-context={matrix.passes(props.position) ? undefined : 'true'}
      data-rule={rules() > 0 ? '' : undefined}
      data-certain={bar()?.certain}
      data-possible={bar()?.possible}
    >
      <Show when={matrix.zoom() === 'blocks' && marks().length > 0}>
        <OverlayMarks
          marks={use() === null ? marks().slice(0, 1) : []}
          layers={layerCount()}
          use={use()}
          isThreat={isThreat}
        />
      </Show>
      <Show when={matrix.zoom() !== 'blocks'}>
        <span class="technique-cell-text">
          <span class="technique-cell-id">
            {isSub() && matrix.zoom() === 'ids' ? technique()?.id.slice(5) : technique()?.id}
          </span>
          <Show when={matrix.zoom() === 'names'}> {technique()?.name}</Show>
        </span>
        <Show when={marks().length > 0}>
          <OverlayMarks marks={ownMarks()} layers={layerCount()} use={use()} isThreat={isThreat} />
        </Show>
        <Show when={score()}>{(known) => <span class="technique-cell-score">{known()}</span>}</Show>
        <Show when={subTechniques().length > 0}>
          <button
            type="button"
            class="technique-cell-expand"
            tabindex={-1}
            data-expand
            aria-label={`${matrix.isExpanded(props.position) ? 'Hide' : 'Show'} the sub-techniques of ${technique()?.id}`}
          >
            <Show when={matrix.zoom() === 'names'} fallback={matrix.isExpanded(props.position) ? '−' : '+'}>
              {subTechniqueCount().running}/{subTechniqueCount().counted}
            </Show>
          </button>
        </Show>
      </Show>
    </div>
  );
}
