/** Computed coverage as a workbook: the matrix, the table behind it, and what it was computed from. */
import { composeCoverageTable, PROVENANCE_COLUMNS } from '../domain/coverage/coverage-table';
import { describeEstate, describeLens, describeShown, type ExportSubject } from '../domain/coverage/export-subject';
import { exportedFigures, scoreTechnique } from '../domain/coverage/export-words';
import { orderMatrix } from '../domain/coverage/matrix-order';
import type { RulesByTechnique } from '../domain/coverage/rule-index';
import { lookOf } from '../domain/coverage/state-look';
import { readTechniqueFigures } from '../domain/coverage/technique-figures';
import type { Sensor } from '../domain/sensors/sensor';
import { composeGroupSheet, composeInventorySheet } from './inventory/inventory-workbook';
import { composeAboutSheet, HEAD, makeTableSheet } from './workbook/workbook-sheets';
import { writeXlsx, type XlsxCell, type XlsxSheet } from './workbook/xlsx-write';

/** Figures that are 0 to 1. */
const SHARES = new Set(['share low', 'share high', 'strength low', 'strength high']);
const WIDTHS: Readonly<Record<string, number>> = {
  technique: 11,
  name: 42,
  tactics: 30,
  platforms: 34,
  parent: 9,
  state: 15,
  events: 40,
};
const TACTIC_WIDTH = 34;
/** Three lines, in points: a long name, and the state below it. */
const CELL_HEIGHT = 40;

export function writeCoverageWorkbook(
  subject: ExportSubject,
  sensors: readonly Sensor[],
  rules: RulesByTechnique,
): Uint8Array<ArrayBuffer> {
  const { domain, release } = subject.index.catalog;
  const title = `${subject.isDemonstration ? 'DEMONSTRATION: ' : ''}Coverage of ATT&CK ${release}, ${domain}`;
  const facts = [
    ['Title', title],
    ['Date', subject.at],
    ['ATT&CK release', `${release}, ${domain}`],
    ['Lens', describeLens(subject)],
    ['Estate', describeEstate(subject)],
    ['Techniques', describeShown(subject)],
    ['Marking', subject.tlp],
  ] as const;
  return writeXlsx(
    [
      composeMatrixSheet(subject),
      composeTechniqueSheet(subject, rules),
      composeInventorySheet(subject.inventory, sensors),
      composeGroupSheet(subject.inventory, subject.coverage),
      composeAboutSheet(facts, subject.settings.lens),
    ],
    { title, at: subject.at },
  );
}

/** As on the screen, all sub-techniques unfolded; each cell says its state in words, its fill says it again. */
function composeMatrixSheet(subject: ExportSubject): XlsxSheet {
  const { index, shown, tactic } = subject;
  const columns = orderMatrix(index, { shown, tactic, isUnfolded: () => true }).map(({ name, members }) => ({
    name,
    cells: members.flatMap(({ technique, passes, subTechniques }) => [
      composeCell(subject, technique, false, passes),
      ...subTechniques.map((sub) => composeCell(subject, sub, true, true)),
    ]),
  }));
  const height = Math.max(0, ...columns.map(({ cells }) => cells.length));
  const rows = Array.from({ length: height }, (_, at) => columns.map(({ cells }) => cells[at] ?? { value: null }));
  return {
    name: 'Matrix',
    rows: [columns.map(({ name }) => ({ value: name, style: HEAD })), ...rows],
    columnWidths: columns.map(() => TACTIC_WIDTH),
    rowHeights: [null, ...rows.map(() => CELL_HEIGHT)],
    frozenRows: 1,
    landscape: true,
  };
}

function composeCell(subject: ExportSubject, position: number, isSub: boolean, passes: boolean): XlsxCell {
  const { index, coverage, settings } = subject;
  const technique = index.catalog.techniques[position];
  if (technique === undefined) return { value: null };
  const name = `${technique.id} ${technique.name}`;
  const indent = isSub ? { indent: 1 } : {};
  // There only to hold its sub-techniques together.
  if (!passes) return { value: name, style: { ink: '#566165', wrap: true, top: true } };
  const figures = readTechniqueFigures(coverage, position, settings.lens);
  const { fill, ink, outline, isHatched } = lookOf(figures.state, figures.grade);
  const dash = outline?.dash === 'none' ? 'thin' : outline?.dash;
  return {
    value: `${name}\n${exportedFigures(figures, settings.lens)}`,
    style: {
      ink,
      wrap: true,
      top: true,
      bold: figures.state === 'runs' && !isSub,
      ...indent,
      ...(isHatched ? { hatch: '#ded9cd' } : fill === null ? {} : { fill }),
      ...(dash === undefined ? {} : { border: dash }),
    },
  };
}

function composeTechniqueSheet(subject: ExportSubject, rules: RulesByTechnique): XlsxSheet {
  const { coverage, settings, shown } = subject;
  const { columns, rows } = composeCoverageTable(subject, rules);
  const left = new Set<string>(PROVENANCE_COLUMNS);
  const kept = columns.flatMap((column, at) => (left.has(column) ? [] : [{ column, at }]));
  const scores = shown.map((position) => {
    const figures = readTechniqueFigures(coverage, position, settings.lens);
    return scoreTechnique(coverage.states[position] ?? 0, figures, settings.lens);
  });
  // Beside the state that it sums up.
  const splitAt = kept.findIndex(({ column }) => column === 'state') + 1;
  const place = <Item>(items: readonly Item[], score: Item) => [
    ...items.slice(0, splitAt),
    score,
    ...items.slice(splitAt),
  ];
  return makeTableSheet('Techniques', {
    columns: place(
      kept.map(({ column }) => column),
      'score',
    ),
    rows: rows.map((row, at) =>
      place<XlsxCell>(
        kept.map(({ column, at: from }) => ({
          value: row[from] ?? null,
          ...(SHARES.has(column) ? { style: { numberFormat: '0.0%' } } : {}),
        })),
        { value: scores[at] ?? null },
      ),
    ),
    widths: WIDTHS,
    frozenColumns: 2,
  });
}
