import { PIECE, type Pieces } from '../../../domain/in-pieces';
import type { TechniqueEvidence } from '../../../domain/threats/evidence';
import type { ReportReading } from '../../../state/threats';

/** A paragraph of a report's text, cut where something was found in it. */
export interface Paragraph {
  readonly start: number;
  readonly length: number;
  /** Where the text comes from, at the first paragraph of a section: "page 3"; else empty. */
  readonly label: string;
  /** It goes on with a line that was too long for one. */
  readonly isContinued: boolean;
  readonly parts: readonly TextPart[];
}

export interface TextPart {
  readonly start: number;
  readonly text: string;
  /** `null`: nothing was found here. */
  readonly mark: Mark | null;
}

/**
 * `mention`: a technique is named; `added`: the words on which the analyst added one; `threat`: a group or software is
 * named; `suggestion`: a sentence that may speak of a technique.
 */
export interface Mark {
  readonly kind: 'mention' | 'added' | 'threat' | 'suggestion';
  readonly start: number;
  readonly end: number;
  /** Techniques it speaks for, the first of them where it stands for many. */
  readonly technique: string;
  /** Of a named group or software; else empty. */
  readonly threatId: string;
  /** "PowerShell T1059.001". */
  readonly words: string;
}

/** The narrowest first: a name within a suggested sentence is a name. */
export const MARK_KINDS: readonly Mark['kind'][] = ['mention', 'added', 'threat', 'suggestion'];

/** A line may be a whole book; no browser lays out a paragraph of a megabyte in a moment. */
const LONGEST_PARAGRAPH = 3000;

/** What to mark in the text, by where it begins. Of a named group, which brings many techniques, there is one mark. */
export function collectMarks(evidence: readonly TechniqueEvidence[]): readonly Mark[] {
  const marks = new Map<string, Mark>();
  const add = (mark: Mark) => {
    const key = `${mark.kind} ${mark.start} ${mark.end}`;
    if (!marks.has(key)) marks.set(key, mark);
  };
  for (const { technique, name, pieces, decision } of evidence) {
    const ofTechnique = { technique, threatId: '', words: `${name} ${technique}` };
    for (const piece of pieces) {
      if (!('range' in piece) || piece.range === null) continue;
      const { start, end } = piece.range;
      if (piece.kind !== 'threat') add({ kind: piece.kind, start, end, ...ofTechnique });
      else {
        const { threatId, threatName } = piece;
        add({ kind: 'threat', start, end, technique, threatId, words: `${threatName} ${threatId}` });
      }
    }
    if (decision?.verdict === 'accepted' && decision.passage !== null) {
      add({ kind: 'added', ...decision.passage, ...ofTechnique });
    }
  }
  return [...marks.values()].sort(
    (a, b) => a.start - b.start || MARK_KINDS.indexOf(a.kind) - MARK_KINDS.indexOf(b.kind),
  );
}

/**
 * A text may be a book: laid out in pieces.
 * @param before a layout of the same text; paragraphs that look as in it stay the same objects, and are not drawn anew
 */
export function* layOutText(
  { text, sections }: Pick<ReportReading, 'text' | 'sections'>,
  marks: readonly Mark[],
  before: readonly Paragraph[] = [],
): Pieces<readonly Paragraph[]> {
  const known = new Map(before.map((paragraph) => [paragraph.start, paragraph]));
  const paragraphs: Paragraph[] = [];
  let [start, section, mark] = [0, 0, 0];
  let open: readonly Mark[] = [];
  let isContinued = false;
  while (start < text.length) {
    const end = findEnd(text, start);
    if (text.slice(start, end).trim() !== '') {
      const here = open.filter((each) => each.end > start);
      for (let next = marks[mark]; next !== undefined && next.start < end; next = marks[++mark]) here.push(next);
      open = here;
      let label = '';
      for (let next = sections[section]; next !== undefined && next.start < end; next = sections[++section]) {
        label = next.label;
      }
      const made = { start, length: end - start, label, isContinued, parts: cutAt(text, start, end, here) };
      const same = known.get(start);
      paragraphs.push(same !== undefined && looksAlike(same, made) ? same : made);
      if (paragraphs.length % PIECE === 0) yield;
    }
    isContinued = text[end] !== '\n';
    start = isContinued ? end : end + 1;
  }
  return paragraphs;
}

/** Where a paragraph that begins here ends: with its line, or at a space of a line that goes on and on. */
function findEnd(text: string, start: number): number {
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd;
  if (end - start <= LONGEST_PARAGRAPH) return end;
  const space = text.lastIndexOf(' ', start + LONGEST_PARAGRAPH);
  if (space > start) return space + 1;
  // No pair of surrogates is torn apart.
  const cut = start + LONGEST_PARAGRAPH;
  return /[\uDC00-\uDFFF]/.test(text[cut] ?? '') ? cut + 1 : cut;
}

function cutAt(text: string, start: number, end: number, marks: readonly Mark[]): readonly TextPart[] {
  const cuts = new Set([start, end]);
  for (const mark of marks) {
    if (mark.start > start && mark.start < end) cuts.add(mark.start);
    if (mark.end > start && mark.end < end) cuts.add(mark.end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, at): TextPart => {
    const to = sorted[at + 1] ?? end;
    const over = marks.filter((mark) => mark.start <= from && mark.end >= to);
    const mark = MARK_KINDS.map((kind) => over.find((each) => each.kind === kind)).find((each) => each !== undefined);
    return { start: from, text: text.slice(from, to), mark: mark ?? null };
  });
}

function looksAlike(one: Paragraph, other: Paragraph): boolean {
  return (
    one.label === other.label &&
    one.isContinued === other.isContinued &&
    one.parts.length === other.parts.length &&
    one.parts.every((part, at) => {
      const counterpart = other.parts[at];
      return counterpart?.start === part.start && counterpart.text === part.text && isSame(part.mark, counterpart.mark);
    })
  );
}

function isSame(one: Mark | null, other: Mark | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.kind === other.kind &&
    one.start === other.start &&
    one.end === other.end &&
    one.technique === other.technique &&
    one.words === other.words
  );
}

/** Position of the paragraph that holds this place; −1: none does. */
export function findParagraph(paragraphs: readonly Paragraph[], place: number): number {
  let [low, high] = [0, paragraphs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if ((paragraphs[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}
