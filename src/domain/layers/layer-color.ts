/** Colours as layers write them, and the colour that a gradient gives a score. */
import type { LayerGradient } from './layer';

const HEX = /^#[0-9a-f]{6}(?:[0-9a-f]{2})?$/i;
const SHORT_HEX = /^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const FUNCTION = /^rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([01]?(?:\.\d+)?)\s*)?\)$/i;

/** The names of CSS level 1 and 2: what people type by hand. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['aqua', '#00ffff'],
  ['black', '#000000'],
  ['blue', '#0000ff'],
  ['fuchsia', '#ff00ff'],
  ['gray', '#808080'],
  ['green', '#008000'],
  ['grey', '#808080'],
  ['lime', '#00ff00'],
  ['maroon', '#800000'],
  ['navy', '#000080'],
  ['olive', '#808000'],
  ['orange', '#ffa500'],
  ['pink', '#ffc0cb'],
  ['purple', '#800080'],
  ['red', '#ff0000'],
  ['silver', '#c0c0c0'],
  ['teal', '#008080'],
  ['white', '#ffffff'],
  ['yellow', '#ffff00'],
]);

/** `#rrggbb` or `#rrggbbaa` of a colour as people write it; `null` when it is none. What is one already is kept to the letter. */
export function readColor(text: string): string | null {
  if (HEX.test(text)) return text;
  const trimmed = text.trim().toLowerCase();
  const named = NAMES.get(trimmed);
  if (named !== undefined) return named;
  const digits = SHORT_HEX.exec(trimmed)?.[1];
  if (digits !== undefined) return `#${digits.length < 6 ? digits.replace(/./g, '$&$&') : digits}`;
  const parts = FUNCTION.exec(trimmed);
  if (parts === null) return null;
  const channels = [parts[1], parts[2], parts[3]].map(Number);
  if (channels.some((channel) => channel > 255)) return null;
  const alpha = parts[4] === undefined || parts[4] === '' ? 1 : Number(parts[4]);
  if (!(alpha <= 1)) return null;
  return `#${[...channels, ...(alpha === 1 ? [] : [alpha * 255])].map(writeChannel).join('')}`;
}

/** The Navigator's own, which it takes where a layer has none. */
export const NAVIGATOR_GRADIENT: LayerGradient = {
  colors: ['#ff6666', '#ffe766', '#8ec843'],
  minValue: 0,
  maxValue: 100,
};

/** `null` where the gradient has no colours. */
export function colorOfScore(score: number, stated: LayerGradient | null): string | null {
  const gradient = stated ?? NAVIGATOR_GRADIENT;
  const stops = gradient.colors.flatMap((color) => channelsOf(color) ?? []);
  const last = stops.length / 3 - 1;
  if (last < 0) return null;
  const span = gradient.maxValue - gradient.minValue;
  const share =
    span > 0 ? Math.min(1, Math.max(0, (score - gradient.minValue) / span)) : score < gradient.minValue ? 0 : 1;
  const from = Math.min(Math.floor(share * last), Math.max(0, last - 1));
  const part = share * last - from;
  const mixed = [0, 1, 2].map((channel) => {
    const low = stops[from * 3 + channel] ?? 0;
    const high = stops[Math.min(last, from + 1) * 3 + channel] ?? low;
    return low + (high - low) * part;
  });
  return `#${mixed.map(writeChannel).join('')}`;
}

/** Whether black reads better on it than white: contrast as WCAG computes it. */
export function isLight(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = (channelsOf(color) ?? []).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // Equal contrast with black and white lies at sqrt(1.05 × 0.05) − 0.05.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
}

/** Red, green and blue from 0 to 255; opacity is left out, since a chip stands on a ground of its own. */
function channelsOf(color: string): readonly number[] | null {
  return HEX.test(color) ? [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) : null;
}

function writeChannel(channel: number): string {
  return Math.round(channel).toString(16).padStart(2, '0');
}
