/** `headless`: cells whose first line may be a row as well as the headers. */
export type PastedKind = 'table' | 'headless' | 'json' | 'prose' | 'other';

/** Words that stand in headers of inventories and hardly ever alone in their cells. Only to spare a question. */
const HEADER =
  /^(?:.*\b)?(?:sensor|product|tool|solution|vendor|version|group|system|platform|os|operating system|hosts?|hostname|endpoints?|devices?|site|location|owner|status|coverage|share|cost|retention|technique|techniqueid|score|event|events|produkt|hersteller|plattform|gruppe|produit|capteur|groupe|producto|grupo)s?(?:\b.*)?$/i;
const LONGEST_HEADER = 60;
/** Longer lines are sentences. */
const LONGEST_ENTRY = 100;
/** A sentence has so many words; or so many, and names a technique. */
const SENTENCE_WORDS = 8;
const NOTE_WORDS = 4;

/** @param takesLists whether lines without any sign of columns can be a list of one column */
export function sortPastedText(text: string, takesLists: boolean): PastedKind {
  const start = text.slice(0, 20_000).trimStart();
  if (/^[[{]/.test(start)) return 'json';
  const lines = start.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [first = '', second] = lines;
  if ((countHeaders(first) === 0 || isSentence(first)) && !isHeader(first) && lines.some(isSentence)) return 'prose';
  if (!isHeader(first) && isListOfTechniques(lines)) return 'prose';
  if (second === undefined) return 'other';
  const mark = findMark(first);
  if (mark === undefined) {
    if (!takesLists || lines.some((line) => line.length > LONGEST_ENTRY)) return 'other';
    // One column can only be asked about: "Sensor" may be the header, or the name somebody gave to a product.
    return 'headless';
  }
  if (isHeader(first)) return 'table';
  // With commas it may be a file of any kind, and prose: the readers tell. Tabs come from a spreadsheet.
  return mark === '\t' && takesLists ? 'headless' : 'table';
}

/** "- T1059.001 PowerShell", line by line, below a title or not; a table of them in Markdown. Cells of others are no list. */
function isListOfTechniques(lines: readonly string[]): boolean {
  const naming = lines.filter((line) => /\bT\d{4}(?:\.\d{3})?\b/.test(line));
  const areCells = naming.some((line) => /[\t;]|^[^\s,|]+[,|]\S/.test(line));
  const others = lines.filter((line) => !/^(?:#|[|:\s-]+$)/.test(line)).length;
  return naming.length > 0 && naming.length >= others / 2 && !areCells;
}

const findMark = (line: string): string | undefined => ['\t', ';', ',', '|'].find((mark) => line.includes(mark));

function countHeaders(line: string): number {
  return splitCells(line).filter((cell) => cell.length <= LONGEST_HEADER && HEADER.test(cell)).length;
}

function isHeader(line: string): boolean {
  const cells = splitCells(line);
  return cells.length > 1 && countHeaders(line) >= Math.min(2, cells.length);
}

function splitCells(line: string): readonly string[] {
  const mark = findMark(line);
  return mark === undefined ? [] : line.split(mark).map((cell) => cell.replace(/^"|"$/g, '').trim());
}

/** What reads it decides; this only tells it from cells. Tabs come from a spreadsheet. */
function isSentence(line: string): boolean {
  if (line.includes('\t')) return false;
  if (/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{4}.*[。，、]/.test(line)) return true;
  const words = line.split(/\s+/).filter((word) => /^["'“‘(*]*\p{L}[\p{L}’'-]*["'”’)*,;:.!?]*$/u.test(word)).length;
  const isNote = words >= NOTE_WORDS && /\bT\d{4}(?:\.\d{3})?\b/.test(line);
  return isNote || (words >= SENTENCE_WORDS && words >= line.split(/\s+/).length / 2);
}
