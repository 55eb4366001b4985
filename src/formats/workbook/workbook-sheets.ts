/** Sheets that every workbook of ours is made of. */
import { ATTACK_COPYRIGHT } from '../../domain/attack/attack-notice';
import { stateWord } from '../../domain/coverage/lens-words';
import type { Lens } from '../../domain/coverage/settings';
import { TECHNIQUE_STATES } from '../../domain/coverage/state';
import { lookOf } from '../../domain/coverage/state-look';
import type { XlsxStyle } from './xlsx-styles';
import type { XlsxCell, XlsxSheet } from './xlsx-write';

export const HEAD: XlsxStyle = {
  bold: true,
  fill: '#f2f0ea',
  border: 'thin',
  borderColor: '#dad6cc',
  wrap: true,
  top: true,
};
const LABEL: XlsxStyle = { ink: '#566165', top: true };
const PROSE: XlsxStyle = { wrap: true, top: true };
const NARROWEST = 9;
const WIDEST = 40;

export interface SheetTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly XlsxCell[])[];
  /** By column, in characters; else as wide as its text, within bounds. */
  readonly widths?: Readonly<Record<string, number>>;
  readonly frozenColumns?: number;
}

/** A table to filter, whose head stays in sight. */
export function makeTableSheet(name: string, { columns, rows, widths = {}, frozenColumns }: SheetTable): XlsxSheet {
  return {
    name,
    rows: [columns.map((column) => ({ value: column, style: HEAD })), ...rows],
    columnWidths: columns.map((column, at) => {
      const widest = rows.reduce((width, row) => Math.max(width, String(row[at]?.value ?? '').length), column.length);
      return (
        (Object.hasOwn(widths, column) ? widths[column] : undefined) ??
        Math.min(WIDEST, Math.max(NARROWEST, widest + 3))
      );
    }),
    frozenRows: 1,
    ...(frozenColumns === undefined ? {} : { frozenColumns }),
    filterRow: 0,
    landscape: true,
  };
}

/** @param lens whose states the workbook shows; `null`: it shows none */
export function composeAboutSheet(facts: readonly (readonly [string, string])[], lens: Lens | null): XlsxSheet {
  const lines: (readonly [string, string])[] = [
    ...facts,
    ['Made with', 'Vedette'],
    ['ATT&CK®', ATTACK_COPYRIGHT],
    [
      'Apostrophes',
      'Text that a spreadsheet could take for a formula begins with an apostrophe, here as in our CSV files.',
    ],
  ];
  const legend = lens === null ? [] : composeLegend(lens);
  return {
    name: 'About',
    rows: [
      ...lines.map(([label, text]) => [
        { value: label, style: LABEL },
        { value: text, style: PROSE },
      ]),
      ...legend,
    ],
    columnWidths: [18, 90],
  };
}

/** Every state with the look it has in the matrix, what runs in its five strengths. */
function composeLegend(lens: Lens): XlsxCell[][] {
  const states = [...TECHNIQUE_STATES].reverse();
  return states.flatMap((state) => {
    const grades = state === 'runs' && lens === 'analytics' ? ([5, 4, 3, 2, 1] as const) : ([3] as const);
    return grades.map((grade, at) => {
      const { fill, ink, outline, isHatched } = lookOf(state, grade);
      const style: XlsxStyle = {
        ink,
        ...(isHatched ? { hatch: '#ded9cd' } : fill === null ? {} : { fill }),
        ...(outline === null ? {} : { border: outline.dash === 'none' ? 'thin' : outline.dash }),
      };
      const words = grades.length > 1 ? `, strength ${grade} of 5` : '';
      return [
        { value: at === 0 && state === 'runs' ? 'States' : null, style: LABEL },
        { value: `${stateWord(state, lens)}${words}`, style },
      ];
    });
  });
}
