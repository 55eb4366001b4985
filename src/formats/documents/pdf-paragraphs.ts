/** Lines of a page as paragraphs, cells as rows. */
import { continuesHash, joinHash, joinLines, plainSigns, type Vocabulary } from './joined-lines';
import type { Block } from './pdf-layout';
import type { Segment } from './pdf-segments';

const LIST_ITEM =
  /^\s*(?:[•▪■●○◦‣⁃∙·►\uf0b7\uf0a7–—-]\s|\(?\d{1,3}[.)]\s|[a-z][.)]\s|T\d{4}(?:\.\d{3})?\s*(?:[-–—:|]|\s\p{Lu}))/u;
const SENTENCE_END = /[.!?:;…]["'”’)\]]*$/;
/** In sizes of letters: what a line may fall short of the longest and still be full. */
const SHORT_BY = 7;
/** Of the distance between lines that is usual in the block. */
const WIDER_GAP = 1.35;

export function listParagraphs(blocks: readonly Block[], vocabulary: Vocabulary): readonly string[] {
  return blocks.flatMap((block) =>
    block.kind === 'lines'
      ? joinParagraphs(block.lines, vocabulary)
      : block.rows.map((row) =>
          row
            .map((cell) => joinParagraphs(cell, vocabulary, true).join(' '))
            .filter((cell) => cell !== '')
            .join('\t'),
        ),
  );
}

/** @param isCell lines of a cell are one paragraph, however short */
function joinParagraphs(lines: readonly Segment[], vocabulary: Vocabulary, isCell = false): readonly string[] {
  const hash = isCell ? joinHash(lines.map(({ text }) => text)) : null;
  if (hash !== null) return [hash];
  const paragraphs: string[] = [];
  const right = Math.max(...lines.map((line) => line.right));
  const usual = usualDistance(lines);
  let above: Segment | undefined;
  for (const line of lines) {
    const text = clean(line.text);
    const last = paragraphs.at(-1);
    const isRest =
      above !== undefined &&
      last !== undefined &&
      (continuesHash(last, text) || isCell || goesOn(above, line, right, usual, last));
    if (isRest) paragraphs[paragraphs.length - 1] = joinLines(last, text, vocabulary);
    else paragraphs.push(text);
    above = line;
  }
  return paragraphs.filter((paragraph) => paragraph.trim() !== '');
}

function goesOn(above: Segment, line: Segment, right: number, usual: number, before: string): boolean {
  if (Math.abs(above.y - line.y) < 0.2 * line.size) return false;
  if (Math.abs(above.size - line.size) > 0.12 * Math.max(above.size, line.size)) return false;
  if (above.y - line.y > usual * WIDER_GAP || LIST_ITEM.test(line.text)) return false;
  if (/[-\u00ad\u2010]\s*$/.test(above.text)) return true;
  const shortBy = (right - above.right) / above.size;
  if (shortBy <= SHORT_BY) return !(SENTENCE_END.test(before) && shortBy > SHORT_BY / 2 && /^\p{Lu}/u.test(line.text));
  // Ragged lines: a long word was moved to the next.
  const nextWord = /^\s*\S+/.exec(line.text)?.[0].length ?? 0;
  return (nextWord * line.size) / 2 >= right - above.right && !SENTENCE_END.test(before)
    ? true
    : /^\s*\p{Ll}/u.test(line.text) && !SENTENCE_END.test(before) && shortBy < 20;
}

function usualDistance(lines: readonly Segment[]): number {
  const distances = lines.flatMap((line, at) => {
    const above = lines[at - 1];
    const distance = above === undefined ? 0 : above.y - line.y;
    return distance > 0.5 * line.size ? [distance] : [];
  });
  distances.sort((one, other) => one - other);
  // The lower third: where most paragraphs are of one line, the usual distance is that between paragraphs.
  return Math.min(distances[Math.floor(distances.length / 3)] ?? 0, 2.2 * (lines[0]?.size ?? 12));
}

const clean = (text: string): string =>
  plainSignsBut(text)
    .replace(/[ \t]+/g, ' ')
    .trim();

/** A soft hyphen at a line's end still has to say that the word goes on. */
function plainSignsBut(text: string): string {
  const isDivided = /\u00ad\s*$/.test(text);
  return `${plainSigns(text)}${isDivided ? '\u00ad' : ''}`;
}
