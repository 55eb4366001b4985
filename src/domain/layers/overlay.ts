/** What chosen layers say of the cells of a matrix, as short as a cell can show it. */
import { type AlignTarget, alignLayer } from './align-layer';
import type { Layer, LayerTechnique } from './layer';
import { colorOfScore } from './layer-color';
import { cellKey } from './operand-scores';

export interface OverlayMark {
  /** Position among the chosen layers. */
  readonly layer: number;
  /** `null`: the layer says something, but scores nothing. */
  readonly score: number | null;
  /** `#rrggbb` or `#rrggbbaa`: its own, else the gradient's; `null`: neither. */
  readonly color: string | null;
  readonly comment: string;
  readonly enabled: boolean;
}

export interface OverlayLayer {
  readonly id: string;
  readonly name: string;
  /** Techniques that the release marks. */
  readonly marked: number;
  /** Techniques named that the release does not know: retired, unknown, or of another domain. */
  readonly unaligned: number;
  /** Of those marked, how many stand for one that was replaced. */
  readonly succeeded: number;
  readonly isOtherDomain: boolean;
}

export interface Overlay {
  readonly layers: readonly OverlayLayer[];
  /** By `cellKey`; a mark without a tactic stands for all cells of its technique that have none of their own. */
  readonly marks: ReadonlyMap<number, readonly OverlayMark[]>;
}

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
    return {
      id: layer.id,
      name: layer.name,
      marked: new Set(aligned.entries.map(({ technique }) => technique)).size,
      unaligned: aligned.unaligned.length,
      succeeded: aligned.succeeded.length,
      isOtherDomain: layer.domain !== target.domain,
    };
  });
  return { layers: described, marks };
}

/** Marks of one cell: of each layer what it says of this tactic, else what it says of the technique. */
export function marksOf({ marks }: Overlay, technique: number, tactic: number): readonly OverlayMark[] {
  const all = marks.get(cellKey(technique, null)) ?? [];
  const specific = marks.get(cellKey(technique, tactic)) ?? [];
  if (specific.length === 0) return all;
  const said = new Set(specific.map(({ layer }) => layer));
  return [...specific, ...all.filter(({ layer }) => !said.has(layer))].sort((a, b) => a.layer - b.layer);
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
  return isEmpty ? null : { layer, score, color: shown, comment, enabled };
}
