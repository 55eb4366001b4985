import { PIECE, type Pieces } from '../../../domain/in-pieces';
import type { TechniqueEvidence } from '../../../domain/threats/evidence';
import type { ReportReading } from '../../../state/threats';

/** A paragraph of a report's text, cut where something was found in it. */
export interface Paragraph {
  readonly start: number;
  /** Where the text comes from, at the first paragraph of a section: "page 3"; else empty. */
  readonly label: string;
  readonly parts: readonly TextPart[];
}

export interface TextPart {
  readonly start: number;
  readonly text: string;
  /** `null`: nothing was found here. */
  readonly mark: Mark | null;
}

/** `mention`: a technique is named; `threat`: a group or software is; `suggestion`: a sentence that may speak of one. */
export interface Mark {
  readonly kind: 'mention' | 'threat' | 'suggestion';
  readonly start: number;
  readonly end: number;
  /** Techniques it speaks for, the first of them where it stands for many. */
  readonly technique: string;
  /** "PowerShell T1059.001". */
  readonly words: string;
}

/** The narrowest first: a name within a suggested sentence is a name. */
const KINDS: readonly Mark['kind'][] = ['mention', 'threat', 'suggestion'];

/** What to mark in the text, by where it begins. Of a named group, which brings many techniques, there is one mark. */
export function collectMarks(evidence: readonly TechniqueEvidence[]): readonly Mark[] {
  const marks = new Map<string, Mark>();
  for (const { technique, name, pieces } of evidence) {
    for (const piece of pieces) {
      if (!('range' in piece) || piece.range === null) continue;
      const { start, end } = piece.range;
      const kind = piece.kind;
      const key = `${kind} ${start} ${end}`;
      if (marks.has(key)) continue;
      const words = kind === 'threat' ? `${piece.threatName} ${piece.threatId}` : `${name} ${technique}`;
      marks.set(key, { kind, start, end, technique, words });
    }
  }
  return [...marks.values()].sort((a, b) => a.start - b.start || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/** A text may be a book: laid out in pieces. */
export function* layOutText(
  { text, sections }: Pick<ReportReading, 'text' | 'sections'>,
  marks: readonly Mark[],
): Pieces<readonly Paragraph[]> {
  const paragraphs: Paragraph[] = [];
  let [start, section, mark] = [0, 0, 0];
  let open: readonly Mark[] = [];
  while (start < text.length) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    if (text.slice(start, end).trim() !== '') {
      const here = open.filter((each) => each.end > start);
      for (let next = marks[mark]; next !== undefined && next.start < end; next = marks[++mark]) here.push(next);
      open = here;
      let label = '';
      for (let next = sections[section]; next !== undefined && next.start < end; next = sections[++section]) {
        label = next.label;
      }
      paragraphs.push({ start, label, parts: cutAt(text, start, end, here) });
      if (paragraphs.length % PIECE === 0) yield;
    }
    start = end + 1;
  }
  return paragraphs;
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
    const mark = KINDS.map((kind) => over.find((each) => each.kind === kind)).find((each) => each !== undefined);
    return { start: from, text: text.slice(from, to), mark: mark ?? null };
  });
}
