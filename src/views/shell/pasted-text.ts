/** `headless`: cells whose first line may be a row as well as the headers. */
export type PastedKind = 'table' | 'headless' | 'json' | 'other';

/** Words that stand in headers of inventories and hardly ever alone in their cells. Only to spare a question. */
const HEADER =
  /^(?:.*\b)?(?:sensor|product|tool|solution|vendor|version|group|system|platform|os|operating system|hosts?|hostname|endpoints?|devices?|site|location|owner|status|coverage|share|cost|retention|technique|techniqueid|score|event|events|produkt|hersteller|plattform|gruppe|produit|capteur|groupe|producto|grupo)s?(?:\b.*)?$/i;
const LONGEST_HEADER = 60;
/** Longer lines are sentences. */
const LONGEST_ENTRY = 100;

/** @param takesLists whether lines without any sign of columns can be a list of one column */
export function sortPastedText(text: string, takesLists: boolean): PastedKind {
  const start = text.slice(0, 20_000).trimStart();
  if (/^[[{]/.test(start)) return 'json';
  const lines = start.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const [first = '', second] = lines;
  if (second === undefined) return 'other';
  const mark = ['\t', ';', ',', '|'].find((candidate) => first.includes(candidate));
  if (mark === undefined) {
    if (!takesLists || lines.some((line) => line.length > LONGEST_ENTRY)) return 'other';
    // One column can only be asked about: "Sensor" may be the header, or the name somebody gave to a product.
    return 'headless';
  }
  const cells = first.split(mark).map((cell) => cell.replace(/^"|"$/g, '').trim());
  const headers = cells.filter((cell) => cell.length <= LONGEST_HEADER && HEADER.test(cell));
  if (headers.length >= Math.min(2, cells.length)) return 'table';
  // With commas it may be a file of any kind, and prose: the readers tell. Tabs come from a spreadsheet.
  return mark === '\t' && takesLists ? 'headless' : 'table';
}
