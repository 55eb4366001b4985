/**
 * Sheets of an Excel workbook as rows of text (ECMA-376, SpreadsheetML): strings, numbers, dates and percentages as
 * their formats show them, booleans, the last values of formulas, merged cells filled. Rows come one after the other;
 * only the shared strings are held.
 */
import { failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { DelimitedRecord } from '../delimited-records';
import { makeXmlScanner, XmlDamaged, type XmlSink } from '../xml-scan';
import { type Archive, openArchive } from './workbook-archive';
import { type Merge, makeMergeFiller, readMerges } from './workbook-merges';
import { type CellFormats, readFormats, showNumber } from './workbook-numbers';

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean }[];
  /** @param take `false` when no more rows are wanted */
  readSheet(name: string, take: (record: DelimitedRecord) => boolean): Result<null>;
}

const MOST_COLUMNS = 2_000;
const MOST_SHEETS = 500;

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly path: string;
}

export function openWorkbook(bytes: Uint8Array): Result<Workbook> {
  const archive = openArchive(bytes);
  if (!archive.ok) return archive;
  try {
    return readParts(archive.value);
  } catch (error) {
    return describeDamage(error);
  }
}

function readParts(archive: Archive): Result<Workbook> {
  if (archive.has('xl/workbook.bin')) return refuse('workbook-unreadable', 'This is a binary Excel workbook (XLSB).');
  const main = [...readRelations(archive, '_rels/.rels').values()].find((path) => /workbook[^/]*\.xml$/.test(path));
  const path = main ?? 'xl/workbook.xml';
  if (!archive.has(path)) return refuse('workbook-unreadable', 'This ZIP archive holds no Excel workbook.');
  const relations = readRelations(archive, path.replace(/([^/]+)$/, '_rels/$1.rels'));
  const sheets: Sheet[] = [];
  const paths = new Set<string>();
  let is1904 = false;
  scanPart(archive, path, {
    open(name, attribute) {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet' || sheets.length >= MOST_SHEETS) return;
      const target = relations.get(attribute('r:id') ?? attribute('d3p1:id') ?? '');
      if (target === undefined || !archive.has(target)) return;
      // A sheet has a part of its own; many that name one would unfold it again and again.
      if (paths.has(target)) return;
      paths.add(target);
      const isHidden = /^(?:hidden|veryHidden)$/.test(attribute('state') ?? '');
      sheets.push({ name: attribute('name') ?? `Sheet ${sheets.length + 1}`, isHidden, path: target });
    },
  });
  if (sheets.length === 0) return refuse('workbook-unreadable', 'The workbook has no sheet that can be read.');
  const base = path.replace(/[^/]+$/, '');
  const formats = readFormats((sink) => scanPart(archive, `${base}styles.xml`, sink), is1904);
  let strings: readonly string[] | null = null;
  return success({
    sheets: sheets.map(({ name, isHidden }) => ({ name, isHidden })),
    readSheet(name, take) {
      const sheet = sheets.find((each) => each.name === name);
      if (sheet === undefined) return refuse('workbook-unreadable', `The workbook has no sheet "${name}".`);
      try {
        strings ??= readStrings(archive, `${base}sharedStrings.xml`);
        const merges = readMerges((piece) => archive.stream(sheet.path, piece));
        return readRows(archive, sheet.path, { strings, formats, merges }, take);
      } catch (error) {
        return describeDamage(error);
      }
    },
  });
}

/** What a part of the archive refers to, by id; paths from the root of the archive. */
function readRelations(archive: Archive, path: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  const base = path.replace(/_rels\/[^/]+$/, '');
  scanPart(archive, path, {
    open(name, attribute) {
      const target = attribute('Target');
      if (name !== 'Relationship' || target === null || attribute('TargetMode') === 'External') return;
      const parts = (target.startsWith('/') ? target.slice(1) : base + target).split('/');
      const whole: string[] = [];
      for (const part of parts) {
        if (part === '..') whole.pop();
        else if (part !== '.') whole.push(part);
      }
      targets.set(attribute('Id') ?? '', whole.join('/'));
    },
  });
  return targets;
}

function readStrings(archive: Archive, path: string): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let [inText, inPhonetic] = [false, false];
  scanPart(archive, path, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') inPhonetic = true;
    },
    close(name) {
      if (name === 'si') strings.push(decodeEscapes(text));
      else if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
    },
    text(piece) {
      if (inText && !inPhonetic) text += piece;
    },
  });
  return strings;
}

interface SheetContext {
  readonly strings: readonly string[];
  readonly formats: CellFormats;
  readonly merges: readonly Merge[];
}

/** Ends a scan that has seen enough. */
class Enough extends Error {}

function readRows(
  archive: Archive,
  path: string,
  { strings, formats, merges }: SheetContext,
  take: (record: DelimitedRecord) => boolean,
): Result<null> {
  const fill = makeMergeFiller(merges);
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let kind = '';
  let style = -1;
  let value = '';
  let inside: 'v' | 't' | null = null;
  /** How a name is spoken, which is written beside it. */
  let isPhonetic = false;

  function endCell(): void {
    if (column >= MOST_COLUMNS || value === '') return;
    while (cells.length <= column) cells.push('');
    cells[column] = showCell().replace(/\r\n?/g, '\n');
  }

  function showCell(): string {
    if (kind === 's') return strings[Number(value)] ?? '';
    if (kind === 'b') return value === '1' || value === 'true' ? 'yes' : 'no';
    if (kind === 'e') return value === '#N/A' ? 'n/a' : value;
    if (kind === 'str' || kind === 'inlineStr') return decodeEscapes(value);
    if (kind === 'd') return value;
    return showNumber(value, style, formats);
  }

  try {
    return scanSheet(archive, path, {
      open(name, attribute) {
        if (name === 'row') {
          row = Number(attribute('r')) || row + 1;
          cells = [];
          column = -1;
        } else if (name === 'c') {
          column = columnOf(attribute('r')) ?? column + 1;
          kind = attribute('t') ?? 'n';
          style = Number(attribute('s') ?? -1);
          value = '';
        } else if (name === 'v') inside = 'v';
        else if (name === 't') inside = 't';
        else if (name === 'rPh') isPhonetic = true;
      },
      close(name) {
        if (name === 'v' || name === 't') inside = null;
        else if (name === 'rPh') isPhonetic = false;
        else if (name === 'c') endCell();
        else if (name === 'row') {
          const filled = fill(row, cells);
          const blank = filled.every((cell) => cell.trim() === '');
          if (!take({ line: row, cells: filled, blank, problem: null })) throw new Enough();
        }
      },
      text(piece) {
        if (inside !== null && !isPhonetic) value += piece;
      },
    });
  } catch (error) {
    if (error instanceof Enough) return success(null);
    throw error;
  }
}

/** B12 → 1. */
function columnOf(reference: string | null): number | null {
  const letters = /^\$?([A-Z]{1,3})\$?\d/.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function scanSheet(archive: Archive, path: string, sink: XmlSink): Result<null> {
  const decoder = new TextDecoder();
  const scanner = makeXmlScanner(sink);
  const result = archive.stream(path, (piece) => scanner.push(decoder.decode(piece, { stream: true })));
  if (result === null) return refuse('workbook-unreadable', 'The workbook names a sheet that it does not hold.');
  if (!result.ok) return result;
  scanner.push(decoder.decode());
  scanner.end();
  return result;
}

/** A part that may be missing. */
function scanPart(archive: Archive, path: string, sink: Partial<XmlSink>): void {
  const nothing = () => undefined;
  if (!archive.has(path)) return;
  const result = scanSheet(archive, path, { open: nothing, close: nothing, text: nothing, ...sink });
  if (!result.ok) throw new XmlDamaged(result.issues[0]?.message ?? 'A part of the workbook cannot be read.');
}

/** Control characters are written `_x000D_`. */
function decodeEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

function describeDamage(error: unknown): Result<never> {
  if (!(error instanceof XmlDamaged)) throw error;
  return refuse('workbook-unreadable', `The workbook is damaged. ${error.message}`);
}

function refuse(code: string, message: string): Result<never> {
  const done = 'Nothing was read. Open it in a spreadsheet program, save it as XLSX or CSV and import that file.';
  return failure(issue('error', code, WHOLE_FILE, message, { done }));
}
