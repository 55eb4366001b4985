/** Numbers of a sheet as their formats show them: a date is a number of days, 80 % is 0.8. */
import type { XmlSink } from '../xml-scan';

export interface CellFormats {
  /** By the style of a cell. */
  readonly kinds: readonly ('number' | 'date' | 'percent')[];
  /** Days are counted from 1904, as old Macs did. */
  readonly is1904: boolean;
}

/** Formats that have a number and no text in the file. */
const BUILT_IN_DATES = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];
const BUILT_IN_PERCENT = [9, 10];
const EPOCH = Date.UTC(1899, 11, 30);
const DAYS_TO_1904 = 1462;
const DAY_MS = 86_400_000;
/** 9999-12-31. */
const LAST_DAY = 2_958_465;

export function readFormats(scan: (sink: Partial<XmlSink>) => void, is1904: boolean): CellFormats {
  const codes = new Map<number, string>();
  const kinds: ('number' | 'date' | 'percent')[] = [];
  let inCells = false;
  scan({
    open(name, attribute) {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) kinds.push(tellKind(Number(attribute('numFmtId') ?? 0), codes));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return { kinds, is1904 };
}

function tellKind(id: number, codes: ReadonlyMap<number, string>): 'number' | 'date' | 'percent' {
  const code = codes.get(id);
  if (code === undefined) {
    return BUILT_IN_DATES.includes(id) ? 'date' : BUILT_IN_PERCENT.includes(id) ? 'percent' : 'number';
  }
  // What stands in quotes, behind a backslash or in brackets is shown as it is.
  const bare = code.slice(0, 200).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  if (bare.includes('%')) return 'percent';
  return /[yd]/i.test(bare) && !/^general$/i.test(bare) ? 'date' : 'number';
}

export function showNumber(text: string, style: number, { kinds, is1904 }: CellFormats): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  const kind = kinds[style] ?? 'number';
  if (kind === 'percent') return `${round(value * 100)}%`;
  if (kind !== 'date' || value < 1 || value > LAST_DAY) return String(round(value));
  const moment = new Date(EPOCH + (value + (is1904 ? DAYS_TO_1904 : 0)) * DAY_MS).toISOString();
  return Number.isInteger(value) ? moment.slice(0, 10) : moment.slice(0, 19);
}

/** 4.2000000000000002 is 4.2. */
function round(value: number): number {
  return Number(value.toPrecision(15));
}
