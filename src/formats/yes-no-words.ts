/** "Yes" and "no" as tables have them, in the languages whose headers are known. */

const YES =
  /^(?:yes|y|x|true|ok|ja|j|jawohl|wahr|oui|o|vrai|sí|si|sì|vero|verdadero|sim|s|verdadeiro|tak|t|prawda|waar|да|д|истина|是|有|真|はい|有り|あり|[✓✔☑●]\ufe0f?)$/iu;
const NO =
  /^(?:no|n|false|nein|falsch|non|faux|falso|não|nao|nie|fałsz|nee|onwaar|нет|н|ложь|否|无|無|没有|假|いいえ|なし|[✗✘☒]\ufe0f?)$/iu;

/** `null` for all else, also for "all" and "none", which are shares. */
export function readYesNo(cell: string): 'yes' | 'no' | null {
  const word = cell.trim().normalize('NFC');
  if (YES.test(word)) return 'yes';
  return NO.test(word) ? 'no' : null;
}

const TOTAL =
  /^(?:(?:grand|sub|sub-|overall)\s?)?totals?(?: general| général| generale| geral| hosts)?:?$|^(?:sous[- ]total|summe|gesamt(?:summe|zahl)?|zwischensumme|insgesamt|sum|somme|suma|totale|totali|totaal|subtotaal|razem|łącznie|ogółem|soma|итого|всего|合计|合計|总计|总数|小计|小計|総計)(?: [\p{L}]+)?:?$/iu;

/** A row of sums below or between the rows that it adds up. */
export function isTotalWord(cell: string): boolean {
  return TOTAL.test(cell.trim());
}
