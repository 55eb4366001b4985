/** Layers brought to a release and made short for the cells of its matrix. */
import { type AlignTarget, alignLayer, type Unaligned } from './align-layer';
import { cellKey } from './cell-key';
import type { Layer, LayerTechnique } from './layer';
import { colorOfScore, isLight } from './layer-color';
import type { Overlay, OverlayLayer, OverlayMark } from './overlay-marks';

const UNKNOWN_NAMED = 3;

export function computeOverlay(layers: readonly Layer[], target: AlignTarget): Overlay {
  const marks = new Map<number, OverlayMark[]>();
  const described = layers.map((layer, position): OverlayLayer => {
    const aligned = alignLayer(layer, target);
    const own = new Map<number, { readonly entry: LayerTechnique; readonly isSucceeded: boolean }>();
    for (const { technique, tactic, entry, isSucceeded } of aligned.entries) {
      const key = cellKey(technique, tactic);
      const before = own.get(key);
      if (before === undefined || outdoes({ entry, isSucceeded }, before)) own.set(key, { entry, isSucceeded });
    }
    for (const [key, { entry }] of own) {
      const mark = composeMark(entry, position, layer);
      if (mark === null) continue;
      const list = marks.get(key);
      if (list === undefined) marks.set(key, [mark]);
      else list.push(mark);
    }
    const idsOf = (wanted: Unaligned['reason']) =>
      aligned.unaligned.flatMap(({ techniqueId, reason }) => (reason === wanted ? techniqueId : []));
    return {
      id: layer.id,
      name: layer.name,
      marked: new Set(aligned.entries.map(({ technique }) => technique)).size,
      unaligned: aligned.unaligned.length,
      retired: idsOf('retired').length,
      unknownIds: idsOf('unknown').slice(0, UNKNOWN_NAMED),
      succeeded: aligned.succeeded.length,
      isOtherDomain: layer.domain !== target.domain,
    };
  });
  return { layers: described, marks };
}

/** An entry of the technique itself before one of a technique that it replaced; then the higher score. */
function outdoes(
  one: { readonly entry: LayerTechnique; readonly isSucceeded: boolean },
  other: { readonly entry: LayerTechnique; readonly isSucceeded: boolean },
): boolean {
  if (one.isSucceeded !== other.isSucceeded) return other.isSucceeded;
  return (one.entry.score ?? -Infinity) > (other.entry.score ?? -Infinity);
}

/** `null` for an entry that says nothing one could show. */
function composeMark(entry: LayerTechnique, layer: number, { gradient }: Pick<Layer, 'gradient'>): OverlayMark | null {
  const { score, comment, enabled, color, metadata, links } = entry;
  const shown = color !== '' ? color : score === null ? null : colorOfScore(score, gradient);
  const isEmpty =
    score === null && shown === null && comment === '' && enabled && metadata.length === 0 && links.length === 0;
  return isEmpty ? null : { layer, score, color: shown, isLight: shown !== null && isLight(shown), comment, enabled };
}
