/**
 * Workbooks for spreadsheets: Office Open XML, https://ecma-international.org/publications-and-standards/standards/ecma-376/.
 * Cells are typed: what is a string stays one, and no cell is ever a formula.
 */
import { zipSync } from 'fflate';
import { neutraliseFormula } from '../delimited-text';
import { escapeXml } from '../xml-text';
import { makeStyleSheet, type XlsxStyle } from './xlsx-styles';

export interface XlsxCell {
  readonly value: string | number | null;
  readonly style?: XlsxStyle;
}

export interface XlsxSheet {
  /** Up to 31 characters, none of `[]:*?/\`. */
  readonly name: string;
  readonly rows: readonly (readonly XlsxCell[])[];
  /** In characters. */
  readonly columnWidths: readonly number[];
  /** In points, where a row is not as high as its text. */
  readonly rowHeights?: readonly (number | null)[];
  readonly frozenRows?: number;
  readonly frozenColumns?: number;
  /** The row whose cells filter what stands below, counted from 0. */
  readonly filterRow?: number;
  readonly landscape?: boolean;
}

export interface WorkbookFacts {
  readonly title: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Longer text makes Excel repair the file. */
const LONGEST_TEXT = 32_767;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function writeXlsx(sheets: readonly XlsxSheet[], facts: WorkbookFacts): Uint8Array<ArrayBuffer> {
  const styles = makeStyleSheet();
  const strings = makeSharedStrings();
  const parts: Record<string, string> = {};
  sheets.forEach((sheet, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = writeSheet(sheet, styles.idOf, strings.idOf, at === 0);
  });
  const files: Record<string, string> = {
    '[Content_Types].xml': writeContentTypes(sheets.length),
    '_rels/.rels': writeRelationships([
      [`${OFFICE}/relationships/officeDocument`, 'xl/workbook.xml'],
      [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': writeProperties(facts),
    'xl/workbook.xml': writeWorkbook(sheets),
    'xl/_rels/workbook.xml.rels': writeRelationships([
      ...sheets.map((_, at) => [`${OFFICE}/relationships/worksheet`, `worksheets/sheet${at + 1}.xml`] as const),
      [`${OFFICE}/relationships/styles`, 'styles.xml'],
      [`${OFFICE}/relationships/sharedStrings`, 'sharedStrings.xml'],
    ]),
    ...parts,
    'xl/styles.xml': `${XML}${styles.write()}`,
    'xl/sharedStrings.xml': `${XML}${strings.write()}`,
  };
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(([name, text]) => [name, encoder.encode(text)] as const);
  // All at once: its other way of working starts workers from blobs, which the policy forbids.
  return zipSync(Object.fromEntries(entries), { mtime: new Date(facts.at), level: 6 }) as Uint8Array<ArrayBuffer>;
}

/**
 * Text as a cell holds it. An apostrophe stands in front of what looks like a formula, as in our CSV: in the workbook it
 * would be text anyway, but not any more once somebody saves a sheet as CSV.
 */
function writeText(text: string): string {
  const lines = neutraliseFormula(text).replace(/\r\n?/g, '\n');
  // Excel reads `_x000D_` in a string as the character with that number.
  const literal = lines.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  return escapeXml(literal.length > LONGEST_TEXT ? `${literal.slice(0, LONGEST_TEXT - 1)}…` : literal);
}

/** Equal strings are stored once; a map, since names such as `constructor` are names like others. */
function makeSharedStrings() {
  const ids = new Map<string, number>();
  let uses = 0;
  return {
    idOf(text: string): number {
      uses++;
      const known = ids.get(text) ?? ids.size;
      ids.set(text, known);
      return known;
    },
    write(): string {
      const items = [...ids.keys()].map((text) => `<si><t xml:space="preserve">${writeText(text)}</t></si>`);
      return `<sst ${MAIN} count="${uses}" uniqueCount="${ids.size}">${items.join('')}</sst>`;
    },
  };
}

function writeSheet(
  sheet: XlsxSheet,
  styleOf: (style: XlsxStyle) => number,
  stringOf: (text: string) => number,
  isFirst: boolean,
): string {
  const { rows, columnWidths, frozenRows = 0, frozenColumns = 0, filterRow } = sheet;
  const columns = columnWidths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const data = rows.map((row, at) => {
    const cells = row.map((cell, column) => writeCell(cell, addressOf(at, column), styleOf, stringOf));
    const height = sheet.rowHeights?.[at];
    return `<row r="${at + 1}"${height ? ` ht="${height}" customHeight="1"` : ''}>${cells.join('')}</row>`;
  });
  const filter = filterRow === undefined ? '' : `<autoFilter ref="${filterRange(sheet, filterRow)}"/>`;
  return [
    `${XML}<worksheet ${MAIN}>`,
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView workbookViewId="0"${isFirst ? ' tabSelected="1"' : ''}>`,
    writePane(frozenRows, frozenColumns),
    '</sheetView></sheetViews>',
    columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`,
    `<sheetData>${data.join('')}</sheetData>`,
    filter,
    `<pageSetup orientation="${sheet.landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    '</worksheet>',
  ].join('');
}

function writeCell(
  { value, style }: XlsxCell,
  address: string,
  styleOf: (style: XlsxStyle) => number,
  stringOf: (text: string) => number,
): string {
  const styled = style === undefined ? '' : ` s="${styleOf(style)}"`;
  if (value === null || value === '') return style === undefined ? '' : `<c r="${address}"${styled}/>`;
  if (typeof value === 'string') return `<c r="${address}"${styled} t="s"><v>${stringOf(value)}</v></c>`;
  // No number says that there is none.
  return Number.isFinite(value) ? `<c r="${address}"${styled}><v>${value}</v></c>` : '';
}

function writePane(rows: number, columns: number): string {
  if (rows === 0 && columns === 0) return '';
  const pane = rows === 0 ? 'topRight' : columns === 0 ? 'bottomLeft' : 'bottomRight';
  const splits = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  return `<pane${splits} topLeftCell="${addressOf(rows, columns)}" activePane="${pane}" state="frozen"/>`;
}

function writeWorkbook(sheets: readonly XlsxSheet[]): string {
  const list = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const names = sheets.flatMap((sheet, at) => {
    const quoted = `'${escapeXml(sheet.name.replaceAll("'", "''"))}'`;
    const filter =
      sheet.filterRow === undefined ? [] : [filterRange(sheet, sheet.filterRow).replace(/[A-Z]+|\d+/g, '$$$&')];
    return [
      ...filter.map(
        (range) =>
          `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${quoted}!${range}</definedName>`,
      ),
      ...(sheet.frozenRows === undefined
        ? []
        : [
            `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${quoted}!$1:$${sheet.frozenRows}</definedName>`,
          ]),
    ];
  });
  return [
    `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}/relationships">`,
    `<bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets>`,
    names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`,
    '</workbook>',
  ].join('');
}

function filterRange({ rows }: XlsxSheet, row: number): string {
  return `${addressOf(row, 0)}:${addressOf(Math.max(row, rows.length - 1), Math.max(0, (rows[row]?.length ?? 1) - 1))}`;
}

/** Row 0, column 27 is `AB1`. */
function addressOf(row: number, column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row + 1}`;
}

function writeContentTypes(sheets: number): string {
  const overrides = [
    ['/xl/workbook.xml', `${CONTENT}.sheet.main+xml`],
    ...Array.from({ length: sheets }, (_, at) => [`/xl/worksheets/sheet${at + 1}.xml`, `${CONTENT}.worksheet+xml`]),
    ['/xl/styles.xml', `${CONTENT}.styles+xml`],
    ['/xl/sharedStrings.xml', `${CONTENT}.sharedStrings+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`);
  return [
    `${XML}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    `${overrides.join('')}</Types>`,
  ].join('');
}

function writeRelationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;
}

function writeProperties({ title, at }: WorkbookFacts): string {
  return [
    `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>Vedette</dc:creator>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${escapeXml(new Date(at).toISOString())}</dcterms:created>`,
    '</cp:coreProperties>',
  ].join('');
}
