/** Tables with a column per product: hosts or groups down, products across, and in each cell whether or how far. */

import { readYesNo } from '../yes-no-words';
import { type ContentTools, tellCellKinds } from './inventory-cell-kinds';
import { tellMeaning } from './inventory-csv-columns';
import { NOT_INSTALLED } from './inventory-csv-rows';
import {
  type DecimalMark,
  isNothing,
  readCellNumber,
  readShare,
  readStatus,
  type ShareText,
  UNREADABLE,
} from './inventory-csv-values';
import { isOtherHeader, isSensorHeader } from './inventory-header-words';

export interface ProductColumn {
  readonly at: number;
  /** Of the product, as far as the header says it. */
  readonly name: string;
  /** What plain numbers in it are. */
  readonly numbers: 'share' | 'count' | 'version' | 'flag';
}

export type ProductCell =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'planned' | 'candidate' }
  | {
      readonly kind: 'deployed';
      /** `null`: not stated on how many. */
      readonly share: ShareText | null;
      readonly hosts: number | null;
      readonly version: string;
      /** The cell names the product itself. */
      readonly product: string | null;
    };

/** This part of the filled cells must say whether or how far. */
const MOSTLY = 0.8;
/** Of a column that is named after a known product. */
const HALF = 0.5;
const LONGEST_CELL = 120;
const STATE_WORDS =
  /(?<![\p{L}\p{N}])(?:is|installed|deployed|active|present|enabled|running|covered|coverage|rollout|status|state|version|ver|agent|client|installiert|vorhanden|aktiv|ausgerollt|abdeckung|installée?|déployée?|couverture|actif|instalad[oa]|desplegad[oa]|cobertura|installat[oa]|copertura|zainstalowan[yae]|wdrożon[yae]|pokrycie|geïnstalleerd|uitgerold|dekking|установлен[оа]?|покрытие|已安装|已部署|覆盖率)(?![\p{L}\p{N}])|[?%]|\([^)]*\)/giu;
const VERSION = /^v?\d+(?:\.\d+)+(?:[-+.\w]*)?$/i;
const NONE = /^(?:none|0+(?:[.,]0+)?\s*%?|[-–—/]+|keine[rs]?|aucune?|ninguno|nessuno|brak|geen|nenhum)$/i;

/**
 * The columns that stand for products; empty where the table is none of this kind.
 * @param rows the first rows, to look at
 * @param isFree whether a column may be one: nobody said what else it means
 */
export function findProductColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  tools: ContentTools,
  isFree: (at: number) => boolean,
  rowsAreHosts: boolean,
): readonly ProductColumn[] {
  const found = headers.flatMap((header, at) => {
    const name = nameProduct(header, tools);
    if (name === '' || !isFree(at)) return [];
    const isKnown = tools.isKnownProduct(name);
    const meaning = tellMeaning(header);
    if (!isKnown && (isOtherHeader(header) || !isSensorHeader(header))) return [];
    if (meaning !== null && meaning !== 'sensor' && meaning !== 'status' && !isKnown) return [];
    const cells = rows.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '');
    const saying = cells.filter((cell) => isNothing(cell) || saysHowFar(cell, tools)).length;
    if (saying < cells.length * (isKnown ? HALF : MOSTLY) || (cells.length === 0 && !isKnown)) return [];
    // Nothing but names of products: an ordinary column of sensors.
    if (cells.length > 0 && cells.every((cell) => isNothing(cell) || tools.isProduct(cell))) return [];
    return [{ at, name, cells }];
  });
  const isCounted = !rowsAreHosts && found.some(({ cells }) => cells.some((cell) => Number(cell) > 100));
  return found.map(({ at, name, cells }) => {
    const hasShare = cells.some((cell) => cell.endsWith('%'));
    const hasVersion = cells.some((cell) => /^v?\d+\.\d+\./i.test(cell));
    const isFlag = cells.every((cell) => !/^\d/.test(cell) || cell === '0' || cell === '1');
    const isVersion = hasVersion || (rowsAreHosts && !hasShare && !isFlag);
    return { at, name, numbers: isVersion ? 'version' : isFlag ? 'flag' : isCounted && !hasShare ? 'count' : 'share' };
  });
}

/** Whether a column that is taken for the one of sensors says yes and no instead. */
export function isOfAnswers(rows: readonly (readonly string[])[], at: number, tools: ContentTools): boolean {
  const cells = rows.map((row) => row[at] ?? '').filter((cell) => !isNothing(cell));
  const answers = cells.filter((cell) => readYesNo(cell) !== null).length;
  return answers > 0 && answers >= cells.length * (1 - tellCellKinds(cells, tools).product) * MOSTLY;
}

/** "Sysmon installed?" is Sysmon. */
function nameProduct(header: string, tools: ContentTools): string {
  const whole = header.trim();
  if (whole === '' || whole.length > LONGEST_CELL) return '';
  if (tools.isKnownProduct(whole)) return whole;
  return whole.replace(STATE_WORDS, ' ').replace(/\s+/g, ' ').trim();
}

function saysHowFar(cell: string, tools: ContentTools): boolean {
  if (cell.length > LONGEST_CELL) return false;
  return (
    isAbsent(cell) ||
    readYesNo(cell) !== null ||
    readStatus(cell) !== null ||
    isShare(cell) ||
    VERSION.test(cell) ||
    /^\d+(?:[.,]\d+)*$/.test(cell) ||
    tools.isProduct(cell)
  );
}

function isAbsent(cell: string): boolean {
  return isNothing(cell) || NONE.test(cell) || readYesNo(cell) === 'no' || NOT_INSTALLED.test(cell);
}

function isShare(cell: string): boolean {
  const share = readShare(cell, '.');
  return share !== null && share !== UNREADABLE;
}

/** What a cell says of its header's product; nothing that cannot be read counts as deployed. */
export function readProductCell(
  text: string,
  { numbers }: ProductColumn,
  mark: DecimalMark,
  isProduct: (cell: string) => boolean,
): ProductCell {
  const cell = text.trim();
  if (cell.length > LONGEST_CELL) return { kind: 'unreadable' };
  if (isAbsent(cell)) return { kind: 'absent' };
  const deployed = { kind: 'deployed', share: null, hosts: null, version: '', product: null } as const;
  if (readYesNo(cell) === 'yes' || (numbers === 'flag' && cell === '1')) return deployed;
  const number = readCellNumber(cell, mark);
  if ((numbers === 'version' || numbers === 'count') && number !== UNREADABLE) {
    return numbers === 'version' ? { ...deployed, version: cell } : { ...deployed, hosts: number.value };
  }
  const share = readShare(cell, mark);
  if (share !== null && share !== UNREADABLE) {
    return share.value === 0 ? { kind: 'absent' } : { ...deployed, share };
  }
  const status = readStatus(cell);
  if (status !== null) {
    return status === 'deployed' ? deployed : { kind: status };
  }
  if (VERSION.test(cell)) return { ...deployed, version: cell };
  return isProduct(cell) ? { ...deployed, product: cell } : { kind: 'unreadable' };
}
