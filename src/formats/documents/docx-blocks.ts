/** A part of a Word document as paragraphs and rows. */
import { makeXmlScanner, XmlDamaged } from '../xml-scan';

export interface DocxBlock {
  readonly text: string;
  /** Level, from 1. */
  readonly heading: number | null;
  readonly isTitle: boolean;
}

export type DocxStyles = ReadonlyMap<string, { readonly heading: number | null; readonly isTitle: boolean }>;

/** What was deleted or moved away, codes of fields, and what repeats in an older form what stands beside it. */
const UNREAD = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'Fallback',
  'delInstrText',
  'pPrChange',
  'rPrChange',
  'ruby',
]);
const HEADING_NAME = /^(?:heading|überschrift|titre|título|titolo|kop|rubrik|overskrift)[ _]?([1-9])$/i;
const PIECE = 256 * 1024;

export function readDocxStyles(xml: string): DocxStyles {
  const styles = new Map<string, { heading: number | null; isTitle: boolean }>();
  let style = { heading: null as number | null, isTitle: false };
  scanXml(xml, {
    open(name, attributes) {
      if (name === 'style') {
        style = { heading: null, isTitle: false };
        styles.set(attributes('w:styleId') ?? attributes('styleId') ?? '', style);
      } else if (name === 'name') {
        const written = markOf(attributes);
        style.heading ??= levelOf(HEADING_NAME.exec(written)?.[1]);
        style.isTitle = /^title$/i.test(written);
      } else if (name === 'outlineLvl') style.heading ??= levelOf(String(Number(markOf(attributes)) + 1));
    },
    close: () => undefined,
    text: () => undefined,
  });
  return styles;
}

export function readDocxBlocks(
  xml: string,
  styles: DocxStyles,
): { readonly blocks: readonly DocxBlock[]; readonly isDamaged: boolean } {
  const blocks: DocxBlock[] = [];
  const rows: { cells: string[][]; isLayout: boolean }[] = [];
  /** A text box stands within a paragraph, and has paragraphs of its own. */
  const outer: Paragraph[] = [];
  let paragraph = makeParagraph();
  let unread = 0;
  let isText = false;
  let isHidden = false;
  let isNote = true;

  function endParagraph(): void {
    const text = paragraph.text.replace(/[ \u00a0]+/g, ' ').trim();
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const { heading, isTitle, isItem } = paragraph;
    paragraph = outer.pop() ?? makeParagraph();
    if (!isNote) return;
    const cell = rows.at(-1)?.cells.at(-1);
    for (const line of lines) {
      if (cell !== undefined) cell.push(line);
      else blocks.push({ text: isItem && line === lines[0] ? `• ${line}` : line, heading, isTitle });
    }
  }

  function endRow(): void {
    const row = rows.pop();
    if (row === undefined) return;
    const filled = row.cells.filter((cell) => cell.length > 0);
    const above = rows.at(-1);
    const isRow = filled.length > 1 && !row.isLayout;
    const lines = isRow ? [filled.map((cell) => cell.join(' ')).join('\t')] : filled.flat();
    if (above !== undefined) above.isLayout = true;
    for (const text of lines) {
      const cell = above?.cells.at(-1);
      if (cell !== undefined) cell.push(text);
      else blocks.push({ text, heading: null, isTitle: false });
    }
  }

  const isRead = scanXml(xml, {
    open(name, attributes) {
      if (UNREAD.has(name)) unread++;
      if (unread > 0) return;
      switch (name) {
        case 'p':
          if (paragraph.isOpen) outer.push(paragraph);
          paragraph = { ...makeParagraph(), isOpen: true };
          break;
        case 'pStyle': {
          const style = styles.get(markOf(attributes));
          paragraph.heading ??= style?.heading ?? levelOf(HEADING_NAME.exec(markOf(attributes))?.[1]);
          paragraph.isTitle = style?.isTitle ?? /^title$/i.test(markOf(attributes));
          break;
        }
        case 'outlineLvl':
          paragraph.heading ??= levelOf(String(Number(markOf(attributes)) + 1));
          break;
        case 'numPr':
          paragraph.isItem = true;
          break;
        case 'r':
          isHidden = false;
          break;
        case 'vanish':
          isHidden = !/^(?:0|false|off)$/.test(markOf(attributes));
          break;
        case 't':
          isText = true;
          break;
        case 'tab':
        case 'ptab':
          paragraph.text += ' ';
          break;
        case 'br':
        case 'cr':
          paragraph.text += '\n';
          break;
        case 'noBreakHyphen':
          paragraph.text += '-';
          break;
        case 'tr':
          rows.push({ cells: [], isLayout: false });
          break;
        case 'tc':
          rows.at(-1)?.cells.push([]);
          break;
        case 'footnote':
        case 'endnote':
          // The lines that separate notes from the text are notes as well.
          isNote = !/separator|continuation/i.test(attributes('w:type') ?? attributes('type') ?? '');
          break;
      }
    },
    close(name) {
      if (UNREAD.has(name)) unread = Math.max(0, unread - 1);
      else if (unread > 0) return;
      else if (name === 't') isText = false;
      else if (name === 'p') endParagraph();
      else if (name === 'tr') endRow();
      else if (name === 'footnote' || name === 'endnote') isNote = true;
    },
    text(piece) {
      if (isText && unread === 0 && !isHidden) paragraph.text += piece;
    },
  });
  const isDamaged = !isRead || paragraph.isOpen;
  if (isDamaged) endParagraph();
  while (rows.length > 0) endRow();
  return { blocks, isDamaged };
}

interface Paragraph {
  text: string;
  heading: number | null;
  isTitle: boolean;
  isItem: boolean;
  isOpen: boolean;
}

const makeParagraph = (): Paragraph => ({ text: '', heading: null, isTitle: false, isItem: false, isOpen: false });

function levelOf(level: string | undefined): number | null {
  const number = Number(level);
  return level !== undefined && number >= 1 && number <= 9 ? number : null;
}

const markOf = (attributes: (name: string) => string | null): string => attributes('w:val') ?? attributes('val') ?? '';

/** @returns whether it was read to its end */
function scanXml(xml: string, sink: Parameters<typeof makeXmlScanner>[0]): boolean {
  try {
    const scanner = makeXmlScanner(sink);
    for (let at = 0; at < xml.length; at += PIECE) scanner.push(xml.slice(at, at + PIECE));
    scanner.end();
    return true;
  } catch (error) {
    if (error instanceof XmlDamaged) return false;
    throw error;
  }
}
