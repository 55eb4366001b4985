import { ATTACK_COPYRIGHT } from '../attack/attack-notice';
import { formatCount, formatDate, formatPercent } from '../format';
import { describeEstate, describeLens, type ExportSubject } from './export-subject';
import { LENS_SENTENCES } from './export-words';
import { stateWord } from './lens-words';
import { type MatrixMember, orderMatrix, type TacticColumn } from './matrix-order';
import { type Picture, rect, type Shape, text } from './picture';
import { drawState, drawSwatch } from './picture-cell';
import { TECHNIQUE_STATES, type TechniqueState } from './state';
import { INK, INK_MUTED, LINE, LINE_STRONG, lookOf, PAPER } from './state-look';
import { readTechniqueFigures, type StrengthGrade } from './technique-figures';
import { estimateWidth, fitText, wrapText } from './text-width';
import { computeTotals, type Totals } from './totals';

/**
 * The matrix as a picture for documents and walls: light, since it will be printed, and complete in itself: what was
 * counted, when, for whom, and what the marks mean.
 */
export interface PictureChoice {
  isUnfolded(technique: number): boolean;
}

const MARGIN = 32;
const COLUMN = 172;
const GAP = 6;
/** A technique with room for two lines, a sub-technique with one. */
const CELL = 32;
const SUB_CELL = 18;
const CELL_GAP = 2;
const SUB_INDENT = 10;
/** Right of the bar. */
const TEXT_INSET = 12;
const FINE = 10.5;
const SMALL = 12;
const LARGEST = 26;
const LEAST_WIDTH = 1100;
const DOMAIN_WORDS = { 'enterprise-attack': 'Enterprise', 'mobile-attack': 'Mobile', 'ics-attack': 'ICS' } as const;

export function composeMatrixPicture(subject: ExportSubject, choice: PictureChoice): Picture {
  const columns = orderMatrix(subject.index, {
    shown: subject.shown,
    tactic: subject.tactic,
    isUnfolded: (at) => choice.isUnfolded(at),
  });
  const matrixWidth = columns.length * (COLUMN + GAP) - GAP;
  const width = Math.max(LEAST_WIDTH, matrixWidth + 2 * MARGIN);
  const totals = computeTotals(subject.coverage, subject.shown);
  const { release, domain } = subject.index.catalog;
  const title = `${subject.isDemonstration ? 'Demonstration: coverage' : 'Coverage'} of ATT&CK ${release} ${DOMAIN_WORDS[domain]}`;
  const answer = describeAnswer(subject, totals);
  const shapes: Shape[] = [];
  let y = drawHead(shapes, subject, title, answer, width);
  y = drawLegend(shapes, subject, totals, y, width);
  const headLines = Math.max(1, ...columns.map(({ name }) => wrapName(name).length));
  let bottom = y;
  columns.forEach((column, at) => {
    bottom = Math.max(bottom, drawColumn(shapes, subject, column, { x: MARGIN + at * (COLUMN + GAP), y, headLines }));
  });
  const height = Math.ceil(drawFoot(shapes, subject, bottom + 20, width) + MARGIN - 8);
  return {
    width,
    height,
    title,
    description: `${answer} ${formatDate(subject.at)}. Lens: ${describeLens(subject)}. Estate: ${describeEstate(subject)}. ${subject.tlp}.`,
    shapes: [rect({ x: 0, y: 0, width, height }, { fill: PAPER }), ...shapes],
  };
}

function describeAnswer({ shown, index, settings }: ExportSubject, { runs, counted }: Totals): string {
  const what = LENS_SENTENCES[settings.lens].answer;
  const share = counted === 0 ? '' : ` (${formatPercent(runs / counted)})`;
  const isAll = shown.length === index.catalog.techniques.length;
  const sentence = isAll
    ? `${what} ${formatCount(runs)} of the ${formatCount(counted)} techniques that count${share}.`
    : `of the ${formatCount(shown.length)} techniques shown, ${formatCount(counted)} count; ${what} ${formatCount(runs)} of them${share}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function drawHead(shapes: Shape[], subject: ExportSubject, title: string, answer: string, width: number): number {
  const inner = width - 2 * MARGIN;
  let y = MARGIN + LARGEST - 4;
  drawMarking(shapes, subject.tlp, width - MARGIN, MARGIN);
  shapes.push(text(MARGIN, y, fitText(title, inner - 160, LARGEST, true), LARGEST, INK, { isBold: true }));
  y += 26;
  shapes.push(text(MARGIN, y, fitText(answer, inner, 16), 16, INK));
  y += 10;
  const facts = [
    ['Date', formatDate(subject.at)],
    ['Lens', describeLens(subject)],
    ['Estate', describeEstate(subject)],
  ] as const;
  for (const [label, words] of facts) {
    const lines = wrapText(words, Math.min(inner, 1200) - 60, SMALL, 3);
    for (const [at, line] of lines.entries()) {
      y += 17;
      if (at === 0) shapes.push(text(MARGIN, y, label, SMALL, INK_MUTED));
      shapes.push(text(MARGIN + 60, y, line, SMALL, INK));
    }
  }
  return y + 18;
}

/** TLP 2.0: the colours that FIRST prescribes, on black, always with the word. https://www.first.org/tlp/ */
const TLP_COLORS: Readonly<Record<string, string>> = {
  'TLP:RED': '#ff2b2b',
  'TLP:AMBER': '#ffc000',
  'TLP:AMBER+STRICT': '#ffc000',
  'TLP:GREEN': '#33ff00',
  'TLP:CLEAR': '#ffffff',
};

function drawMarking(shapes: Shape[], tlp: string, right: number, y: number): void {
  if (tlp === '') return;
  const width = Math.ceil(estimateWidth(tlp, 13, true)) + 16;
  shapes.push(rect({ x: right - width, y, width, height: 22 }, { fill: '#000000' }));
  const color = (Object.hasOwn(TLP_COLORS, tlp) ? TLP_COLORS[tlp] : undefined) ?? '#ffffff';
  shapes.push(text(right - width + 8, y + 16, tlp, 13, color, { isBold: true }));
}

/** States from the best on; those that are no gap and do not occur need no explanation. */
function drawLegend(shapes: Shape[], subject: ExportSubject, totals: Totals, top: number, width: number): number {
  const { lens } = subject.settings;
  const counts: Readonly<Record<TechniqueState, number>> = {
    runs: totals.runs,
    'one short': totals.oneShort,
    partial: totals.partial,
    blind: totals.blind,
    'no analytic': totals.noAnalytic,
    'not observable': totals.notObservable,
    'not applicable': totals.notApplicable,
  };
  const always: readonly TechniqueState[] =
    lens === 'smap' ? ['runs', 'blind'] : ['runs', 'one short', 'partial', 'blind'];
  const states = [...TECHNIQUE_STATES].reverse().filter((state) => always.includes(state) || counts[state] > 0);
  shapes.push(rect({ x: MARGIN, y: top - 8, width: width - 2 * MARGIN, height: 1 }, { fill: LINE }));
  let x = MARGIN;
  let y = top + 4;
  for (const state of states) {
    const grades: readonly StrengthGrade[] = state === 'runs' && lens === 'analytics' ? [1, 2, 3, 4, 5] : [3];
    const words = `${stateWord(state, lens)}${grades.length > 1 ? ', deeper with strength' : ''}`;
    const count = formatCount(counts[state]);
    const size = grades.length * 24 + 6 + estimateWidth(words, SMALL) + 8 + estimateWidth(count, SMALL, true) + 26;
    if (x > MARGIN && x + size > width - MARGIN) {
      x = MARGIN;
      y += 24;
    }
    grades.forEach((grade, at) => {
      const share = grades.length > 1 ? { low: grade / 5, high: grade / 5 } : null;
      shapes.push(...drawSwatch({ x: x + at * 24, y, width: 22, height: 16 }, { state, grade, share }));
    });
    const from = x + grades.length * 24 + 6;
    shapes.push(text(from, y + 12.5, words, SMALL, INK));
    shapes.push(text(from + estimateWidth(words, SMALL) + 8, y + 12.5, count, SMALL, INK, { isBold: true }));
    x += size;
  }
  return y + 34;
}

function wrapName(name: string): readonly string[] {
  return wrapText(name, COLUMN - 8, 13, 2);
}

function drawColumn(
  shapes: Shape[],
  subject: ExportSubject,
  column: TacticColumn,
  place: { readonly x: number; readonly y: number; readonly headLines: number },
): number {
  const { x } = place;
  const top = place.y + (place.headLines - 2) * 16;
  const { coverage } = subject;
  // As on the screen: sub-techniques count, whether they are drawn or not.
  const { techniques } = subject.index.catalog;
  const members = subject.shown.filter((position) => techniques[position]?.tactics.includes(column.tactic));
  const { runs, counted } = computeTotals(coverage, members);
  const name = wrapName(column.name);
  name.forEach((line, at) => {
    shapes.push(text(x, top + 13 + (2 - name.length + at) * 16, line, 13, INK, { isBold: true }));
  });
  const sum = counted === 0 ? 'nothing counts' : `${formatCount(runs)} of ${formatCount(counted)}`;
  shapes.push(text(x, top + 45, sum, FINE, INK_MUTED));
  shapes.push(rect({ x, y: top + 51, width: COLUMN, height: 1 }, { fill: LINE_STRONG }));
  let y = top + 57;
  for (const member of column.members) {
    drawTechnique(shapes, subject, member, { x, y, width: COLUMN, height: CELL });
    y += CELL + CELL_GAP;
    for (const sub of member.subTechniques) {
      drawSubTechnique(shapes, subject, sub, { x: x + SUB_INDENT, y, width: COLUMN - SUB_INDENT, height: SUB_CELL });
      y += SUB_CELL + CELL_GAP;
    }
  }
  return y;
}

interface CellBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function drawTechnique(shapes: Shape[], subject: ExportSubject, member: MatrixMember, box: CellBox): void {
  const { index, coverage, settings } = subject;
  const technique = index.catalog.techniques[member.technique];
  if (technique === undefined) return;
  const figures = readTechniqueFigures(coverage, member.technique, settings.lens);
  const ink = member.passes ? lookOf(figures.state, figures.grade).ink : INK_MUTED;
  if (member.passes) shapes.push(...drawState(box, figures));
  const subs = describeSubs(subject, member.technique);
  const room = box.width - TEXT_INSET - 4;
  const [first = '', second] = wrapText(`${technique.id} ${technique.name}`, room - (subs === '' ? 0 : 24), FINE, 2);
  const single = second === undefined;
  shapes.push(text(box.x + TEXT_INSET, box.y + (single ? 20 : 13), first, FINE, ink));
  if (second !== undefined) shapes.push(text(box.x + TEXT_INSET, box.y + 26, second, FINE, ink));
  if (subs !== '') shapes.push(text(box.x + box.width - 4, box.y + 20, subs, 9, ink, { anchor: 'end' }));
}

/** "3/9": sub-techniques that run, of those that count. */
function describeSubs({ index, coverage }: ExportSubject, position: number): string {
  const subs = index.subTechniques[position] ?? [];
  if (subs.length === 0) return '';
  const { runs, counted } = computeTotals(coverage, subs);
  return counted === 0 ? '' : `${runs}/${counted}`;
}

function drawSubTechnique(shapes: Shape[], subject: ExportSubject, position: number, box: CellBox): void {
  const { index, coverage, settings } = subject;
  const technique = index.catalog.techniques[position];
  if (technique === undefined) return;
  const figures = readTechniqueFigures(coverage, position, settings.lens);
  const { ink } = lookOf(figures.state, figures.grade);
  shapes.push(...drawState(box, figures));
  const name = `${technique.id.slice(technique.id.indexOf('.'))} ${technique.name}`;
  shapes.push(text(box.x + TEXT_INSET, box.y + 12.5, fitText(name, box.width - TEXT_INSET - 4, FINE), FINE, ink));
}

function drawFoot(shapes: Shape[], subject: ExportSubject, top: number, width: number): number {
  const { lens } = subject.settings;
  const notes = [
    LENS_SENTENCES[lens].meaning,
    `3/9: sub-techniques of which that holds, of those that count. Made with Vedette, ${subject.at}. ATT&CK®: ${ATTACK_COPYRIGHT}`,
  ];
  let y = top;
  shapes.push(rect({ x: MARGIN, y: y - 10, width: width - 2 * MARGIN, height: 1 }, { fill: LINE }));
  for (const note of notes) {
    for (const line of wrapText(note, width - 2 * MARGIN, FINE, 4)) {
      y += 15;
      shapes.push(text(MARGIN, y - 6, line, FINE, INK_MUTED));
    }
  }
  return y;
}
