/** A drawing as a list of what to draw, in pixels, from back to front: one list for every kind of picture. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What it shows, in a sentence, for those who do not see it. */
  readonly description: string;
  readonly shapes: readonly Shape[];
}

export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: string | null;
      readonly stroke: string | null;
      readonly dash: 'none' | 'dashed' | 'dotted';
      /** 0 to 1. */
      readonly opacity: number;
      readonly radius: number;
    }
  /** Lines across a rectangle, from its lower left to its upper right. */
  | {
      readonly kind: 'hatch';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly stroke: string;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** Of the line that letters stand on. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly isBold: boolean;
      readonly fill: string;
      readonly anchor: 'start' | 'end';
    };

/** Distance between the lines of a hatch. */
export const HATCH_STEP = 6;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type RectLook = Partial<Pick<Extract<Shape, { kind: 'rect' }>, 'fill' | 'stroke' | 'dash' | 'opacity' | 'radius'>>;
type TextLook = Partial<Pick<Extract<Shape, { kind: 'text' }>, 'isBold' | 'anchor'>>;

export function rect({ x, y, width, height }: Box, look: RectLook): Shape {
  return { kind: 'rect', x, y, width, height, fill: null, stroke: null, dash: 'none', opacity: 1, radius: 0, ...look };
}

export function text(x: number, y: number, words: string, size: number, fill: string, look: TextLook = {}): Shape {
  return { kind: 'text', x, y, text: words, size, isBold: false, fill, anchor: 'start', ...look };
}
