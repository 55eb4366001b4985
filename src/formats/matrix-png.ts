/** A picture as PNG, drawn off the screen: the same list as the SVG, twice as fine. */
import { HATCH_STEP, type Picture, type Shape } from '../domain/coverage/picture';
import { failure, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { DASHES, PICTURE_FONT } from './matrix-svg';

const SCALE = 2;
/** What browsers draw at all: https://developer.mozilla.org/en-US/docs/Web/HTML/Element/canvas#maximum_canvas_size */
const LONGEST_SIDE = 16_384;
const LARGEST_AREA = 64 * 1024 * 1024;

export async function drawMatrixPng(picture: Picture): Promise<Result<ArrayBuffer>> {
  if (typeof OffscreenCanvas === 'undefined') return refuse('This browser cannot draw pictures in the background.');
  const scale = fitScale(picture);
  const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return refuse('This browser gives no canvas of this size.');
  context.scale(scale, scale);
  for (const shape of picture.shapes) draw(context, shape);
  try {
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    return success(await blob.arrayBuffer());
  } catch {
    return refuse('The picture is larger than this browser can draw.');
  }
}

/** Twice the size, or as much as fits. */
export function fitScale({ width, height }: Pick<Picture, 'width' | 'height'>): number {
  return Math.min(SCALE, LONGEST_SIDE / Math.max(width, height), Math.sqrt(LARGEST_AREA / (width * height)));
}

function refuse(reason: string): Result<never> {
  return failure(issue('error', 'picture-not-drawn', WHOLE_FILE, `${reason} Take the SVG: it needs no drawing.`));
}

function draw(context: OffscreenCanvasRenderingContext2D, shape: Shape): void {
  if (shape.kind === 'text') {
    context.font = `${shape.isBold ? 600 : 400} ${shape.size}px ${PICTURE_FONT}`;
    context.textAlign = shape.anchor === 'end' ? 'right' : 'left';
    context.fillStyle = shape.fill;
    context.fillText(shape.text, shape.x, shape.y);
    return;
  }
  const { x, y, width, height } = shape;
  if (shape.kind === 'hatch') {
    drawHatch(context, shape);
    return;
  }
  context.globalAlpha = shape.opacity;
  context.beginPath();
  context.roundRect(x, y, width, height, shape.radius);
  if (shape.fill !== null && shape.fill !== 'none') {
    context.fillStyle = shape.fill;
    context.fill();
  }
  if (shape.stroke !== null) {
    context.strokeStyle = shape.stroke;
    context.setLineDash([...(DASHES[shape.dash] ?? [])]);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawHatch(context: OffscreenCanvasRenderingContext2D, shape: Extract<Shape, { kind: 'hatch' }>): void {
  const { x, y, width, height } = shape;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  // As a pattern over the whole picture, so that neighbours' lines meet.
  const first = Math.floor((x + y) / HATCH_STEP) * HATCH_STEP;
  for (let sum = first; sum <= x + width + y + height; sum += HATCH_STEP) {
    context.moveTo(sum - y, y);
    context.lineTo(sum - y - height, y + height);
  }
  context.setLineDash([]);
  context.strokeStyle = shape.stroke;
  context.stroke();
  context.restore();
}
