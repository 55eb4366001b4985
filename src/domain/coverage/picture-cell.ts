import { type Box, rect, type Shape } from './picture';
import type { Interval } from './share';
import type { TechniqueState } from './state';
import { HATCH, INK_MUTED, lookOf } from './state-look';
import { readShareBar, type StrengthGrade } from './technique-figures';

/** What a cell of the matrix says apart from its words. */
export interface CellState {
  readonly state: TechniqueState;
  readonly grade: StrengthGrade;
  /** `null`: the bar is full. */
  readonly share: Interval | null;
}

/** Hollow of the bar along the left edge, by the state's fill. */
const BAR = 3;
const INSET = 3;

/** Ground, outline and bar, as the screen draws them: colour never says it alone. */
export function drawState(box: Box, { state, grade, share }: CellState): Shape[] {
  const { fill, ink, outline, isHatched } = lookOf(state, grade);
  const shapes: Shape[] = [];
  if (fill !== null) shapes.push(rect(box, { fill, radius: 2 }));
  if (isHatched) shapes.push({ kind: 'hatch', ...box, stroke: HATCH });
  if (outline !== null) {
    const inner = { x: box.x + 0.5, y: box.y + 0.5, width: box.width - 1, height: box.height - 1 };
    shapes.push(rect(inner, { stroke: outline.color, dash: outline.dash, radius: outline.dash === 'none' ? 2 : 0 }));
  }
  return [...shapes, ...drawBar(box, state, ink, fill ?? 'none', share)];
}

function drawBar(
  { x, y, height }: Box,
  state: TechniqueState,
  ink: string,
  ground: string,
  share: Interval | null,
): Shape[] {
  const full = { x: x + INSET, y: y + INSET, width: BAR + 2, height: height - 2 * INSET };
  const hollow = { x: full.x + 1, y: full.y + 1, width: BAR, height: full.height - 2 };
  const level = (tenths: number) => {
    const size = round((hollow.height * tenths) / 10);
    return { ...hollow, y: round(hollow.y + hollow.height - size), height: size };
  };
  switch (state) {
    case 'runs': {
      const { certain, possible } = readShareBar(share ?? { low: 1, high: 1 });
      if (certain === 10) return [rect(full, { fill: ink })];
      return [
        rect(full, { fill: ink }),
        rect(hollow, { fill: ground }),
        ...(possible > certain ? [rect(level(possible), { fill: ink, opacity: 0.4 })] : []),
        rect(level(certain), { fill: ink }),
      ];
    }
    case 'one short': {
      const notch = round(full.height / 4);
      const half = round(full.height / 2);
      return [
        rect({ ...full, height: round(full.height - half - notch) }, { fill: ink }),
        rect({ ...full, y: round(full.y + full.height - half), height: half }, { fill: ink }),
      ];
    }
    case 'partial':
      return [rect(full, { fill: ink }), rect(hollow, { fill: ground }), rect(level(3.5), { fill: ink })];
    case 'blind':
      return [rect(full, { fill: ink }), rect(hollow, { fill: ground })];
    case 'no analytic':
    case 'not observable':
    case 'not applicable':
      return [];
  }
}

/** In the legend, what has no bar and no outline is a dash. */
export function drawSwatch(box: Box, cell: CellState): Shape[] {
  if (cell.state !== 'not applicable') return drawState(box, cell);
  return [
    rect({ x: box.x + 6, y: box.y + box.height / 2 - 0.5, width: box.width - 12, height: 1 }, { fill: INK_MUTED }),
  ];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
