/** PDFs of our own making, as small as they can be, so that they can be as broken as none that a program writes. */

export interface MadeUpLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

export interface MadeUpPdf {
  /** An empty page stands for a picture of one. */
  readonly pages: readonly (readonly MadeUpLine[])[];
  readonly info?: string;
  /** With a password that nobody knows. */
  readonly isLocked?: boolean;
  /** The table of places says nonsense. */
  readonly isMisplaced?: boolean;
}

/** Lines one below the other, as a paragraph. */
export function linesAt(x: number, top: number, texts: readonly string[], size = 10, leading = 12): MadeUpLine[] {
  return texts.map((text, at) => ({ text, x, y: top - at * leading, size }));
}

export function makePdf({
  pages,
  info = '',
  isLocked = false,
  isMisplaced = false,
}: MadeUpPdf): Uint8Array<ArrayBuffer> {
  const widths = Array.from({ length: 256 }, () => 500).join(' ');
  const objects: string[] = [];
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  objects[1] = '<< /Type /Catalog /Pages 2 0 R >>';
  objects[2] = `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`;
  objects[3] = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths [${widths}] >>`;
  pages.forEach((lines, at) => {
    const number = 4 + at * 2;
    const content = lines
      .map(({ text, x, y, size = 10 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escapeText(text)}) Tj ET`)
      .join('\n');
    objects[number] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents ${number + 1} 0 R >>`;
    objects[number + 1] = `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
  });
  const infoAt = objects.push(`<< ${info} >>`) - 1;
  const secret = Array.from({ length: 32 }, (_, at) => (at * 7 + 1).toString(16).padStart(2, '0')).join('');
  const lockAt = objects.push(`<< /Filter /Standard /V 1 /R 2 /P -4 /O <${secret}> /U <${secret}> >>`) - 1;
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  objects.forEach((object, number) => {
    offsets[number] = file.length;
    file += `${number} 0 obj\n${object}\nendobj\n`;
  });
  const start = file.length;
  const place = (number: number) => String(isMisplaced ? 7 : offsets[number]).padStart(10, '0');
  file += `xref\n0 ${objects.length}\n0000000000 65535 f \n${objects
    .slice(1)
    .map((_, at) => `${place(at + 1)} 00000 n \n`)
    .join('')}`;
  const lock = isLocked ? ` /Encrypt ${lockAt} 0 R /ID [<00> <00>]` : '';
  file += `trailer\n<< /Size ${objects.length} /Root 1 0 R /Info ${infoAt} 0 R${lock} >>\nstartxref\n${isMisplaced ? 3 : start}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}

const escapeText = (text: string): string => text.replace(/[\\()]/g, '\\$&');
