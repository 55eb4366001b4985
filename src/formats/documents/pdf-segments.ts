/** Runs of text on one baseline of a page, put together from the pieces that a PDF draws. */

/** As pdf.js gives it. */
export interface DrawnText {
  readonly str: string;
  /** Scale, shear and place: the last two are x and y of the baseline's beginning, in points from the lower left. */
  readonly transform: readonly number[];
  readonly width: number;
}

export interface Segment {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the baseline; upwards. */
  readonly y: number;
  /** Of the letters. */
  readonly size: number;
}

/** In sizes of the letters. Wider is the space between cells or columns, not between words. */
const WIDEST_SPACE = 0.9;
/** Of a justified line: more alike than chance makes them. */
const FEWEST_SPACES = 3;
const WIDEST_STRETCHED = 2.5;
const ALIKE = 0.4;
/** Of pieces that are not drawn one after the other. */
const WIDEST_SPACE_APART = 0.35;
const NARROWEST_SPACE = 0.14;
const BACKWARDS = 0.6;
/** A footnote's number stands higher than the word before it. */
const RAISED = 0.45;
const BULLET = /^(?:[•▪■●○◦‣⁃∙·*–—-]|\uf0b7|\uf0a7|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])$/i;
const WIDEST_BULLET_SPACE = 4;

export function makeSegments(items: readonly DrawnText[]): readonly Segment[] {
  const runs: Segment[] = [];
  const turned: Segment[] = [];
  let isSpaced = false;
  for (const { str, transform, width } of items) {
    const [, , shear = 0, scale = 0, left = 0, y = 0] = transform;
    if (str.trim() === '') {
      isSpaced = isSpaced || str !== '';
      continue;
    }
    const size = Math.hypot(shear, scale) || 1;
    const piece: Segment = { text: unspaceLetters(str), left, right: left + Math.max(0, width), y, size };
    // Along the margin, or a watermark across the page: it would cut through every line.
    if (Math.abs(shear) > Math.abs(scale) * 0.2) {
      turned.push({ ...piece, left: 0, right: 1, y: -1 - turned.length });
      continue;
    }
    const last = runs.at(-1);
    const joined = last === undefined ? null : join(last, piece, WIDEST_SPACE, isSpaced);
    if (joined === null) runs.push(piece);
    else runs[runs.length - 1] = joined;
    isSpaced = false;
  }
  return [...joinAlongBaselines(runs), ...turned];
}

/** `null`: they do not belong together. */
function join(first: Segment, second: Segment, widest: number, isSpaced = false): Segment | null {
  const size = Math.max(first.size, second.size);
  const rise = Math.abs(first.y - second.y);
  if (rise > (first.size === second.size ? 0.2 : RAISED) * size) return null;
  const gap = second.left - first.right;
  const limit = BULLET.test(first.text.trim()) ? WIDEST_BULLET_SPACE : widest;
  if (gap > limit * size || gap < -BACKWARDS * size) return null;
  const needsSpace = isSpaced || gap > NARROWEST_SPACE * size;
  const space = needsSpace && !/\s$/.test(first.text) && !/^\s/.test(second.text) ? ' ' : '';
  const leader = first.text.trim().length >= second.text.trim().length ? first : second;
  return {
    text: `${first.text}${space}${second.text}`,
    left: Math.min(first.left, second.left),
    right: Math.max(first.right, second.right),
    y: leader.y,
    size: leader.size,
  };
}

/** Pieces of a line need not be drawn in its order: bold words may come after all others. */
function joinAlongBaselines(runs: readonly Segment[]): Segment[] {
  const ordered = [...runs].sort((one, other) => other.y - one.y);
  const lines: Segment[][] = [];
  for (const run of ordered) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line !== undefined && first !== undefined && first.y - run.y < 0.2 * Math.min(first.size, run.size))
      line.push(run);
    else lines.push([run]);
  }
  return lines.flatMap((line) => {
    const segments: Segment[] = [];
    for (const run of joinStretched(line.sort((one, other) => one.left - other.left))) {
      const last = segments.at(-1);
      const joined = last === undefined ? null : join(last, run, WIDEST_SPACE_APART);
      if (joined === null) segments.push(run);
      else segments[segments.length - 1] = joined;
    }
    return segments;
  });
}

/** A justified line of few words: its spaces are wide, and all alike, which those between cells never are. */
function joinStretched(runs: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = [];
  const gapAfter = (at: number): number => (runs[at + 1]?.left ?? Number.POSITIVE_INFINITY) - (runs[at]?.right ?? 0);
  for (let at = 0; at < runs.length; ) {
    const first = runs[at];
    if (first === undefined) break;
    const space = gapAfter(at);
    let end = at;
    if (space < WIDEST_STRETCHED * first.size) while (Math.abs(gapAfter(end) - space) < ALIKE * first.size) end++;
    if (end - at < FEWEST_SPACES) end = at;
    const text = runs
      .slice(at, end + 1)
      .map((run) => run.text.trim())
      .join(' ');
    joined.push(end === at ? first : { ...first, text, right: runs[end]?.right ?? first.right });
    at = end + 1;
  }
  return joined;
}

/** "K e y": letters set apart for looks. Three at least, as "a I" may be words. */
function unspaceLetters(text: string): string {
  return /^\s*\p{L}(?: \p{L}){2,}\s*$/u.test(text) ? text.replace(/(\p{L}) (?=\p{L})/gu, '$1') : text;
}
