/**
 * The order in which a page is read, by where its text stands: lines across the page, columns beside each other, rows of
 * cells. The order in which a PDF draws them says little.
 */
import type { Segment } from './pdf-segments';

export type Block =
  | { readonly kind: 'lines'; readonly lines: readonly Segment[] }
  /** Rows of cells of lines. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly (readonly Segment[])[])[] };

/** Segments on one baseline. */
interface Band {
  readonly y: number;
  readonly size: number;
  readonly segments: readonly Segment[];
}

interface Gutter {
  readonly from: number;
  readonly to: number;
}

/** In points: a gutter between columns is hardly ever narrower. */
const NARROWEST_GUTTER = 5;
/** In sizes of letters: wide enough to be one on a single line; a narrower one may be a space in justified text. */
const CLEAR_GUTTER = 1.6;
/** Columns of prose have so many lines, of so many characters, so close to each other; others are cells. */
const COLUMN_LINES = 4;
const COLUMN_CHARACTERS = 20;
const COLUMN_LEADING = 1.8;
/** In sizes of letters: a line alone, so far below, is no part of the columns or the table above. */
const FAR_BELOW = 2.4;
const DEEPEST = 12;
/** In sizes of letters: half a line. */
const SHIFTED = 0.75;
/** Of segments with those on the line above. */
const MOST_COMPARED = 10_000;
/** A page with more is no page of text: it is read line by line. */
const MOST_SEGMENTS = 6000;

export function layOut(segments: readonly Segment[], depth = 0): readonly Block[] {
  const bands = makeBands(segments);
  if (segments.length > MOST_SEGMENTS || depth > DEEPEST) return [{ kind: 'lines', lines: bands.map(oneLine) }];
  return groupBands(bands).flatMap((group) => readGroup(group, depth));
}

function makeBands(segments: readonly Segment[]): readonly Band[] {
  const bands: { y: number; size: number; segments: Segment[] }[] = [];
  for (const segment of [...segments].sort((one, other) => other.y - one.y)) {
    const band = bands.at(-1);
    if (band !== undefined && band.y - segment.y < 0.35 * Math.min(band.size, segment.size)) {
      band.segments.push(segment);
      band.size = Math.max(band.size, segment.size);
    } else bands.push({ y: segment.y, size: segment.size, segments: [segment] });
  }
  const merged = mergeShifted(bands);
  for (const { segments: ofBand } of merged) ofBand.sort((one, other) => one.left - other.left);
  return merged;
}

/** Lines beside each other need not stand at one height: columns begin anywhere, cells are centred in their rows. */
function mergeShifted<B extends { readonly y: number; readonly size: number; readonly segments: Segment[] }>(
  bands: readonly B[],
): readonly B[] {
  const merged: B[] = [];
  for (const band of bands) {
    const above = merged.at(-1);
    const isBeside =
      above !== undefined &&
      above.y - band.y < SHIFTED * Math.min(above.size, band.size) &&
      above.segments.length * band.segments.length < MOST_COMPARED &&
      above.segments.every((one) => band.segments.every((other) => areBeside(one, other)));
    if (isBeside) above.segments.push(...band.segments);
    else merged.push(band);
  }
  return merged;
}

const areBeside = (one: Segment, other: Segment): boolean =>
  one.left - other.right >= NARROWEST_GUTTER || other.left - one.right >= NARROWEST_GUTTER;

/** Bands that share a gutter, and those between them that have none. */
function groupBands(bands: readonly Band[]): readonly (readonly Band[])[] {
  const groups: Band[][] = [];
  let group: Band[] = [];
  let gutters: readonly Gutter[] = [];
  const close = () => {
    if (group.length > 0) groups.push(group);
    group = [];
    gutters = [];
  };
  for (const [at, band] of bands.entries()) {
    const own = ownGutters(band, bands[at + 1]);
    const last = group.at(-1);
    if (last !== undefined && gutters.length > 0) {
      const kept = narrow(gutters, band.segments);
      const isApart = own.length === 0 && last.y - band.y > FAR_BELOW * Math.max(last.size, band.size);
      // A table below columns: more cells than there were columns.
      const isOther = own.length > gutters.length && last.y - band.y > 1.5 * Math.max(last.size, band.size);
      if (kept.length === 0 || isApart || isOther) close();
      else gutters = kept;
    } else if (last !== undefined && own.length > 0) {
      // The first lines of a column may have nothing beside them.
      let from = group.length;
      let kept = own;
      for (let below = band; from > 0; from--) {
        const above = group[from - 1];
        const left = above === undefined || !isNear(above, below) ? [] : narrow(kept, above.segments);
        if (above === undefined || left.length === 0) break;
        kept = left;
        below = above;
      }
      const first = group.splice(from);
      close();
      group = first;
      gutters = kept;
    }
    if (group.length === 0) gutters = own;
    group.push(band);
  }
  close();
  return groups;
}

const isNear = (above: Band, below: Band): boolean => above.y - below.y < 1.6 * Math.max(above.size, below.size);

/** Those that are clear, and those that the next line has as well. */
function ownGutters(band: Band, below: Band | undefined): readonly Gutter[] {
  const gutters = findGutters(band.segments);
  const isShared = (gutter: Gutter): boolean =>
    below !== undefined &&
    findGutters(below.segments).some((other) =>
      narrow([gutter], below.segments).some(({ from, to }) => other.from < to && other.to > from),
    );
  return gutters.filter((gutter) => gutter.to - gutter.from >= CLEAR_GUTTER * band.size || isShared(gutter));
}

/** Free strips between the segments. */
function findGutters(segments: readonly Segment[]): readonly Gutter[] {
  const gutters: Gutter[] = [];
  let right = Number.POSITIVE_INFINITY;
  for (const segment of [...segments].sort((one, other) => one.left - other.left)) {
    if (segment.left - right >= NARROWEST_GUTTER) gutters.push({ from: right, to: segment.left });
    right = Number.isFinite(right) ? Math.max(right, segment.right) : segment.right;
  }
  return gutters;
}

/** What of the gutters stays free beside the segments. */
function narrow(gutters: readonly Gutter[], segments: readonly Segment[]): readonly Gutter[] {
  let left = gutters;
  for (const segment of segments) {
    left = left.flatMap((gutter) => {
      if (segment.right <= gutter.from || segment.left >= gutter.to) return [gutter];
      return [
        { from: gutter.from, to: segment.left },
        { from: segment.right, to: gutter.to },
      ].filter(({ from, to }) => to - from >= NARROWEST_GUTTER);
    });
  }
  return left;
}

function readGroup(bands: readonly Band[], depth: number): readonly Block[] {
  const segments = bands.flatMap((band) => band.segments);
  const gutters = findGutters(segments);
  if (gutters.length === 0) return [{ kind: 'lines', lines: bands.map(oneLine) }];
  const columns = findColumns(segments, gutters, depth);
  if (columns !== null) return columns.flatMap((column) => layOut(column, depth + 1));
  return [{ kind: 'table', rows: readRows(bands, gutters) }];
}

/** Left and right of the widest gutter that has prose on both sides. */
function findColumns(
  segments: readonly Segment[],
  gutters: readonly Gutter[],
  depth: number,
): readonly (readonly Segment[])[] | null {
  for (const gutter of [...gutters].sort((one, other) => other.to - other.from - (one.to - one.from))) {
    const left = segments.filter((segment) => segment.right <= gutter.from);
    const right = segments.filter((segment) => segment.left >= gutter.to);
    if (isColumn(left, depth) && isColumn(right, depth)) return [left, right];
  }
  return null;
}

function oneLine({ segments, y, size }: Band): Segment {
  return {
    text: segments.map(({ text }) => text).join(' '),
    left: Math.min(...segments.map(({ left }) => left)),
    right: Math.max(...segments.map(({ right }) => right)),
    y,
    size,
  };
}

function isColumn(segments: readonly Segment[], depth: number): boolean {
  const bands = makeBands(segments);
  if (bands.length < COLUMN_LINES || depth > DEEPEST) return false;
  const gutters = findGutters(segments);
  // Several columns of cells are none of prose; several of prose are.
  if (gutters.length > 0) return findColumns(segments, gutters, depth + 1) !== null;
  const lengths = bands.map((band) => band.segments.reduce((sum, { text }) => sum + text.length, 0));
  const leadings = bands.slice(1).map((band, at) => ((bands[at]?.y ?? 0) - band.y) / Math.max(1, band.size));
  return median(lengths) >= COLUMN_CHARACTERS && median(leadings) <= COLUMN_LEADING;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[numbers.length >> 1] ?? 0;
}

/** A row begins where its first cell has a line; in a row whose cells have several, those of the first come close together. */
function readRows(bands: readonly Band[], gutters: readonly Gutter[]): readonly (readonly (readonly Segment[])[])[] {
  const columnOf = ({ left }: Segment) => gutters.filter(({ to }) => left >= to - 0.5).length;
  const usual = median(bands.slice(1).map((band, at) => (bands[at]?.y ?? 0) - band.y));
  const rows: Segment[][][] = [];
  let above: Band | undefined;
  for (const band of bands) {
    const cells = Array.from({ length: gutters.length + 1 }, (): Segment[] => []);
    for (const segment of band.segments) cells[columnOf(segment)]?.push(segment);
    const row = rows.at(-1);
    const isNext = above !== undefined && above.y - band.y < FAR_BELOW * Math.max(above.size, band.size);
    const isRest = (cells[0]?.length ?? 0) === 0 && isNext;
    // Only the first cell goes on: "Command and Scripting" / "Interpreter".
    const isOnlyFirst = isNext && isTight(above, band, usual) && cells.slice(1).every((cell) => cell.length === 0);
    if (row !== undefined && (isRest || isOnlyFirst)) {
      for (const [at, cell] of cells.entries()) row[at]?.push(...cell);
    } else rows.push(cells);
    above = band;
  }
  return rows;
}

const isTight = (above: Band | undefined, below: Band, usual: number): boolean =>
  above !== undefined && above.y - below.y < Math.max(1.35 * Math.max(above.size, below.size), 1.1 * usual);
