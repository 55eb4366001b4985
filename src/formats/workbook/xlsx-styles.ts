/** How cells of a workbook look, each look stored once: the style sheet of Office Open XML. */
import { escapeXml } from '../xml-text';

export interface XlsxStyle {
  readonly bold?: boolean;
  /** `#rrggbb`, as the others. */
  readonly ink?: string;
  readonly fill?: string;
  /** Lines across the cell. */
  readonly hatch?: string;
  readonly border?: 'thin' | 'medium' | 'dashed' | 'dotted';
  readonly borderColor?: string;
  readonly wrap?: boolean;
  readonly top?: boolean;
  readonly indent?: number;
  /** `0%`; see ECMA-376, part 1, 18.8.30. */
  readonly numberFormat?: string;
}

/** Numbers below are Excel's own. */
const FIRST_OWN_FORMAT = 164;
const FONT = '<sz val="10"/>';
const FONT_END = '<name val="Calibri"/><family val="2"/>';
const SIDES = ['left', 'right', 'top', 'bottom'] as const;

export function makeStyleSheet() {
  const fonts = makeList(`<font>${FONT}${FONT_END}</font>`);
  // The second fill is reserved by Excel, whatever it says.
  const fills = makeList(
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
  );
  const borders = makeList('<border><left/><right/><top/><bottom/><diagonal/></border>');
  const formats = new Map<string, number>();
  const looks = makeList('<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>');

  function formatId(format: string | undefined): number {
    if (format === undefined) return 0;
    const id = formats.get(format) ?? FIRST_OWN_FORMAT + formats.size;
    formats.set(format, id);
    return id;
  }

  return {
    idOf(style: XlsxStyle): number {
      const font = fonts.idOf(
        `<font>${style.bold ? '<b/>' : ''}${FONT}${style.ink ? `<color ${rgb(style.ink)}/>` : ''}${FONT_END}</font>`,
      );
      const ids = `numFmtId="${formatId(style.numberFormat)}" fontId="${font}" fillId="${fills.idOf(writeFill(style))}" borderId="${borders.idOf(writeBorder(style))}"`;
      const alignment = [
        style.wrap ? ' wrapText="1"' : '',
        style.top ? ' vertical="top"' : '',
        style.indent ? ` horizontal="left" indent="${style.indent}"` : '',
      ].join('');
      return looks.idOf(
        `<xf ${ids} xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment${alignment}/></xf>`,
      );
    },
    write(): string {
      const own = [...formats].map(([code, id]) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`);
      return [
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
        own.length === 0 ? '' : `<numFmts count="${own.length}">${own.join('')}</numFmts>`,
        fonts.write('fonts'),
        fills.write('fills'),
        borders.write('borders'),
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        looks.write('cellXfs'),
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
        '</styleSheet>',
      ].join('');
    },
  };
}

function writeFill({ fill, hatch }: XlsxStyle): string {
  if (hatch !== undefined) {
    return `<fill><patternFill patternType="lightUp"><fgColor ${rgb(hatch)}/><bgColor ${rgb(fill ?? '#ffffff')}/></patternFill></fill>`;
  }
  if (fill === undefined) return '<fill><patternFill patternType="none"/></fill>';
  return `<fill><patternFill patternType="solid"><fgColor ${rgb(fill)}/><bgColor indexed="64"/></patternFill></fill>`;
}

function writeBorder({ border, borderColor = '#8f8b80' }: XlsxStyle): string {
  if (border === undefined) return '<border><left/><right/><top/><bottom/><diagonal/></border>';
  const sides = SIDES.map((side) => `<${side} style="${border}"><color ${rgb(borderColor)}/></${side}>`);
  return `<border>${sides.join('')}<diagonal/></border>`;
}

function rgb(color: string): string {
  return `rgb="FF${color.slice(1).toUpperCase()}"`;
}

function makeList(...first: readonly string[]) {
  const ids = new Map(first.map((item, at) => [item, at]));
  return {
    idOf(item: string): number {
      const id = ids.get(item) ?? ids.size;
      ids.set(item, id);
      return id;
    },
    write: (tag: string) => `<${tag} count="${ids.size}">${[...ids.keys()].join('')}</${tag}>`,
  };
}
