/** What stands at the head or foot of most pages: it would cut through sentences that go on over the page. */
import type { Segment } from './pdf-segments';

/** Lines at the head and at the foot of a page that are looked at. */
const OUTERMOST = 4;
const FEWEST_PAGES = 2;
/** Left and right pages may differ, and a title page has none. */
const SHARE = 0.35;
/** At another height than on the other pages: on more of them. */
const FEWEST_ANYWHERE = 3;
const SHARE_ANYWHERE = 0.5;
/** In points. */
const SAME_HEIGHT = 6;
const LONGEST = 200;

interface WithoutTitles {
  readonly pages: readonly (readonly Segment[])[];
  /** Each once, as first written. */
  readonly titles: readonly string[];
}

interface EdgeLine {
  readonly words: string;
  readonly keys: readonly string[];
  readonly segments: readonly Segment[];
}

export function removeRunningTitles(pages: readonly (readonly Segment[])[]): WithoutTitles {
  const edges = pages.map(listOutermost);
  const seen = new Map<string, number>();
  for (const lines of edges) {
    for (const key of new Set(lines.flatMap(({ keys }) => keys))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const least = Math.max(FEWEST_PAGES, Math.ceil(pages.length * SHARE));
  const leastAnywhere = Math.max(FEWEST_ANYWHERE, Math.ceil(pages.length * SHARE_ANYWHERE));
  const titles = new Map<string, string>();
  const kept = pages.map((segments, page) => {
    const lines = (edges[page] ?? []).filter(
      ({ words, keys }) =>
        isPageOfPages(words) || keys.some((key, at) => (seen.get(key) ?? 0) >= (at === 0 ? leastAnywhere : least)),
    );
    for (const line of lines) if (!titles.has(line.words)) titles.set(line.words, textOf(line.segments));
    const removed = new Set(lines.flatMap((line) => line.segments));
    return segments.filter((segment) => !removed.has(segment));
  });
  return { pages: kept, titles: [...titles.values()] };
}

/** Whole lines: a word that stands in the first column of every page's table is no title. */
function listOutermost(segments: readonly Segment[]): readonly EdgeLine[] {
  const byHeight = new Map<number, Segment[]>();
  for (const segment of segments) {
    if (segment.y < 0) continue;
    const height = Math.round(segment.y);
    const line = byHeight.get(height);
    if (line === undefined) byHeight.set(height, [segment]);
    else line.push(segment);
  }
  const heights = [...byHeight.keys()].sort((one, other) => other - one);
  const outer = [...new Set([...heights.slice(0, OUTERMOST), ...heights.slice(-OUTERMOST)])];
  return outer.flatMap((height) => {
    const line = (byHeight.get(height) ?? []).sort((one, other) => one.left - other.left);
    const words = plainWords(textOf(line));
    if (words.length > LONGEST) return [];
    // Twice with its height, so that heights on both sides of a limit are the same.
    const at = (shift: number) => `${Math.round((height + shift) / SAME_HEIGHT)}+${shift} ${words}`;
    return [{ words, keys: [`any ${words.length > 3 ? words : height}`, at(0), at(SAME_HEIGHT / 2)], segments: line }];
  });
}

const textOf = (segments: readonly Segment[]): string => segments.map(({ text }) => text.trim()).join(' ');

/** Pages count; the numbers in ids and addresses are no page's. */
function plainWords(text: string): string {
  return text
    .replace(/\d{1,4} ?\/ ?\d{1,4}$/, '#/#')
    .replace(/(?<![\w.:/-])\d{1,4}(?![\w.:/-])/g, '#')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

const isPageOfPages = (words: string): boolean =>
  /^(?:page|seite|p\.)? ?# ?(?:of|von|\/|\|) ?#$|^(?:page|seite) #$/.test(words);
