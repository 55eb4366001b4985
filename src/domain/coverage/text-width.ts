/**
 * How wide text is without anything to measure it with: widths in thousandths of the font size, as the common sans-serif
 * fonts have them (Arial, Segoe UI and Roboto lie within a few percent), with room for the wide ones that Linux falls back to.
 */
const WIDTHS: Readonly<Record<string, number>> = {
  "ijl'|": 240,
  ',.:;!I ftr()[]/\\-·': 330,
  '"`*°^_~': 380,
  Jcksvxyz: 520,
  'abdeghnopqu0123456789$?+=<>#L–': 575,
  'EFPSTXYZABKVRCNDHU&': 700,
  'GOQwM…': 800,
  'mW%@—': 940,
};
const BY_CHARACTER = new Map(
  Object.entries(WIDTHS).flatMap(([characters, width]) =>
    [...characters].map((character) => [character, width] as const),
  ),
);
const OTHER = 620;
/** Chinese, Japanese, Korean, full-width forms, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const BOLD = 1.08;
const ROOM = 1.09;
const ELLIPSIS = '…';

export function estimateWidth(text: string, size: number, isBold = false): number {
  let width = 0;
  for (const character of text) width += BY_CHARACTER.get(character) ?? (WIDE.test(character) ? 1000 : OTHER);
  return (width / 1000) * size * ROOM * (isBold ? BOLD : 1);
}

/** Cut with an ellipsis to what fits. */
export function fitText(text: string, width: number, size: number, isBold = false): string {
  if (estimateWidth(text, size, isBold) <= width) return text;
  const characters = [...text];
  let [fits, over] = [0, characters.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    const cut = characters.slice(0, middle).join('').trimEnd() + ELLIPSIS;
    if (estimateWidth(cut, size, isBold) <= width) fits = middle;
    else over = middle;
  }
  return characters.slice(0, fits).join('').trimEnd() + ELLIPSIS;
}

/** Broken at spaces into at most so many lines, the last one cut with an ellipsis. */
export function wrapText(text: string, width: number, size: number, lines: number): readonly string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const wrapped: string[] = [];
  let line = '';
  for (const [at, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || estimateWidth(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (wrapped.length === lines - 1) return [...wrapped, fitText(`${line} ${words.slice(at).join(' ')}`, width, size)];
    wrapped.push(fitText(line, width, size));
    line = word;
  }
  return line === '' ? wrapped : [...wrapped, fitText(line, width, size)];
}
