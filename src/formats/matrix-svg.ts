/** A picture as SVG 1.1, https://www.w3.org/TR/SVG11/: one file, no script, no style sheet, no font of its own. */
import { HATCH_STEP, type Picture, type Shape } from '../domain/coverage/picture';
import { escapeXml } from './xml-text';

export const PICTURE_FONT = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const DASHES = { none: null, dashed: [4, 3], dotted: [1, 2] } as const;

export function writeMatrixSvg({ width, height, title, description, shapes }: Picture): string {
  const hatches = [...new Set(shapes.flatMap((shape) => (shape.kind === 'hatch' ? [shape.stroke] : [])))];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about" font-family="${escapeXml(PICTURE_FONT)}">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="about">${escapeXml(description)}</desc>`,
    ...(hatches.length === 0 ? [] : [`<defs>${hatches.map(writePattern).join('')}</defs>`]),
    ...shapes.map((shape) => writeShape(shape, hatches)),
    '</svg>',
    '',
  ].join('\n');
}

function writePattern(stroke: string, at: number): string {
  const step = HATCH_STEP;
  return `<pattern id="hatch${at}" width="${step}" height="${step}" patternUnits="userSpaceOnUse"><path d="M0 ${step}L${step} 0M-1 1L1 -1M${step - 1} ${step + 1}L${step + 1} ${step - 1}" stroke="${escapeXml(stroke)}" fill="none"/></pattern>`;
}

function writeShape(shape: Shape, hatches: readonly string[]): string {
  switch (shape.kind) {
    case 'rect': {
      const { fill, stroke, opacity, radius } = shape;
      const dash = DASHES[shape.dash];
      return [
        `<rect ${writeBox(shape)} fill="${escapeXml(fill ?? 'none')}"`,
        stroke === null ? '' : ` stroke="${escapeXml(stroke)}"`,
        dash === null ? '' : ` stroke-dasharray="${dash.join(' ')}"`,
        opacity === 1 ? '' : ` opacity="${opacity}"`,
        radius === 0 ? '' : ` rx="${radius}"`,
        '/>',
      ].join('');
    }
    case 'hatch':
      return `<rect ${writeBox(shape)} fill="url(#hatch${hatches.indexOf(shape.stroke)})"/>`;
    case 'text': {
      const { x, y, size, fill } = shape;
      const weight = shape.isBold ? ' font-weight="600"' : '';
      const anchor = shape.anchor === 'end' ? ' text-anchor="end"' : '';
      return `<text x="${x}" y="${y}" font-size="${size}" fill="${escapeXml(fill)}"${weight}${anchor}>${escapeXml(shape.text)}</text>`;
    }
  }
}

function writeBox({ x, y, width, height }: Extract<Shape, { kind: 'rect' | 'hatch' }>): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}
