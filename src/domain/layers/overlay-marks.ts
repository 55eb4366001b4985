/** What chosen layers say of the cells of a matrix, as short as a cell can show it. Computed by `overlay.ts`. */
import { cellKey } from './cell-key';

export interface OverlayMark {
  /** Position among the chosen layers. */
  readonly layer: number;
  /** `null`: the layer says something, but scores nothing. */
  readonly score: number | null;
  /** `#rrggbb` or `#rrggbbaa`: its own, else the gradient's; `null`: neither. */
  readonly color: string | null;
  /** Whether dark text reads better on that colour. */
  readonly isLight: boolean;
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
  /** Of those, how many the release has retired: an upgrade asks what they become. */
  readonly retired: number;
  /** Of those that the release never had, the first few as written. */
  readonly unknownIds: readonly string[];
  /** Of those marked, how many stand for one that was replaced. */
  readonly succeeded: number;
  readonly isOtherDomain: boolean;
}

export interface Overlay {
  readonly layers: readonly OverlayLayer[];
  /** By `cellKey`; a mark without a tactic stands for all cells of its technique that have none of their own. */
  readonly marks: ReadonlyMap<number, readonly OverlayMark[]>;
}

/** Marks of one cell: of each layer what it says of this tactic, else what it says of the technique. */
export function marksOf({ marks }: Overlay, technique: number, tactic: number): readonly OverlayMark[] {
  const all = marks.get(cellKey(technique, null)) ?? [];
  const specific = marks.get(cellKey(technique, tactic)) ?? [];
  if (specific.length === 0) return all;
  const said = new Set(specific.map(({ layer }) => layer));
  return [...specific, ...all.filter(({ layer }) => !said.has(layer))].sort((a, b) => a.layer - b.layer);
}
