import { strToU8, type Zippable, zipSync } from 'fflate';

/** A workbook of our own making, part by part. */
export interface MadeUpSheet {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Rows as XML, or cells: text becomes a shared string, a number stands as it is. */
  readonly rows: readonly (string | readonly (string | number | null)[])[];
  readonly merges?: readonly string[];
}

export function makeWorkbook(
  sheets: readonly MadeUpSheet[],
  { styles = '', is1904 = false, extra = {} }: { styles?: string; is1904?: boolean; extra?: Zippable } = {},
): Uint8Array {
  const strings: string[] = [];
  const share = (text: string) => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const parts: Zippable = {
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${sheets.map((_, at) => `<Relationship Id="rId${at}" Target="worksheets/sheet${at}.xml"/>`).join('')}</Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0"?><workbook xmlns:r="x"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets
        .map(
          ({ name, state }, at) =>
            `<sheet name="${escapeXml(name)}" sheetId="${at}" ${state === undefined ? '' : `state="${state}" `}r:id="rId${at}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/styles.xml': strToU8(`<styleSheet>${styles}</styleSheet>`),
  };
  sheets.forEach(({ rows, merges = [] }, at) => {
    const body = rows.map((row, number) => (typeof row === 'string' ? row : writeRow(row, number + 1, share))).join('');
    const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
    parts[`xl/worksheets/sheet${at}.xml`] = strToU8(
      `<?xml version="1.0"?><worksheet><sheetData>${body}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`,
    );
  });
  parts['xl/sharedStrings.xml'] = strToU8(
    `<sst>${strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
  );
  return zipSync({ ...parts, ...extra });
}

function writeRow(cells: readonly (string | number | null)[], row: number, share: (text: string) => number): string {
  const written = cells.map((cell, at) => {
    const reference = `${String.fromCharCode(65 + at)}${row}`;
    if (cell === null) return '';
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
    return `<c r="${reference}" t="s"><v>${share(cell)}</v></c>`;
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
