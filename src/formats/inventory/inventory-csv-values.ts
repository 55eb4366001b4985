/** Values in an inventory as people write them. `null` is "nothing said"; `unreadable` is something we cannot read. */
import type { DeploymentStatus } from '../../domain/sensors/inventory';
import { readYesNo } from '../yes-no-words';

export const UNREADABLE = 'unreadable';
export type Unreadable = typeof UNREADABLE;

/** A comma file writes `1,234.5`, a semicolon file `1.234,5`; it decides where a number alone does not. */
export type DecimalMark = '.' | ',';

const NOTHING =
  /^(?:[-–—?]+|n\/?a|n\.?v\.?|k\.?a\.?|tbd|tba|unknown|unbekannt|inconnu|desconocido|sconosciuto|n\.?d\.?|nieznan[yae]|onbekend|nvt|desconhecido|неизвестно|н\/д|未知|不明|null|none given)?$/i;

export function isNothing(cell: string): boolean {
  return NOTHING.test(cell.trim());
}

export interface CellNumber {
  readonly value: number;
  /** `1.234` could also mean the other thing. */
  readonly ambiguous: boolean;
}

/**
 * `1,234.5`, `1.234,5`, `1 234,5`, `1'234`, `~400`; the number must be the whole text. Unlike `readNumber` of a form,
 * where the field's limit settles `1.234` and the typist is asked again: here the file's mark does, and doubt is told.
 * @param threeDigits how `1.234` is read where the point is the decimal mark: nobody writes money with three decimals
 */
export function readCellNumber(
  text: string,
  mark: DecimalMark,
  threeDigits: 'decimals' | 'thousands' = 'decimals',
): CellNumber | Unreadable {
  const plain = text.trim().replace(/^(?:~|≈|ca\.?|approx\.?|about|circa)\s*/i, '');
  const spaced = plain.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '');
  if (!/^[+-]?(?:\d[\d.,]*|[.,]\d+)(?:e[+-]?\d+)?$/i.test(spaced)) return UNREADABLE;
  const separators = [...new Set(spaced.replace(/[^.,]/g, ''))];
  const last = Math.max(spaced.lastIndexOf('.'), spaced.lastIndexOf(','));
  if (separators.length === 0) return finite(spaced, false);
  if (separators.length === 2) {
    const decimal = spaced[last] ?? '.';
    const [whole = '', ...fraction] = spaced.split(decimal);
    return fraction.length === 1 && isGrouped(whole)
      ? finite(`${ungroup(whole)}.${fraction[0] ?? ''}`, false)
      : UNREADABLE;
  }
  const separator = separators[0] ?? '.';
  const [whole = '', ...rest] = spaced.split(separator);
  if (rest.length > 1) return isGrouped(spaced) ? finite(ungroup(spaced), false) : UNREADABLE;
  const couldBeGroup = /^[+-]?[1-9]\d{0,2}$/.test(whole) && /^\d{3}$/.test(rest[0] ?? '');
  const ambiguous = couldBeGroup && separator === mark;
  const grouped = couldBeGroup && (separator !== mark || threeDigits === 'thousands');
  return finite(grouped ? whole + (rest[0] ?? '') : `${whole}.${rest[0] ?? ''}`, ambiguous);
}

function isGrouped(text: string): boolean {
  return /^[+-]?\d{1,3}(?:[.,]\d{3})*$/.test(text);
}

function ungroup(text: string): string {
  return text.replace(/[.,]/g, '');
}

function finite(text: string, ambiguous: boolean): CellNumber | Unreadable {
  const value = Number(text);
  return Number.isFinite(value) ? { value, ambiguous } : UNREADABLE;
}

const THINGS =
  /(?<=\d)\s*(?:hosts?|servers?|systems?|devices?|endpoints?|clients?|machines?|computers?|workstations?|laptops?|pcs?|nodes?|vms?|instances?|switch(?:es)?|routers?|rechner|geräte|systeme|stück|postes?|serveurs?|équipements?|equipos?|servidores)$/i;

/** A whole number of things: `1,234` and `1.234` are 1234; "420 hosts" is 420. */
export function readCount(cell: string): number | null | Unreadable {
  if (isNothing(cell)) return null;
  const bare = cell.trim().replace(THINGS, '');
  const joined = bare.replace(/(?<=\d)[.,](?=\d{3}(?!\d))/g, '');
  const read = readCellNumber(joined, '.');
  return read !== UNREADABLE && Number.isInteger(read.value) && read.value >= 0 ? read.value : UNREADABLE;
}

export interface ShareText {
  readonly value: number;
  /** `plain`: 0.8 or 80; the column's other values tell whether it is a fraction or a percentage. */
  readonly unit: 'fraction' | 'plain';
  /** Written with a percent sign. */
  readonly isSigned?: true;
}

/** `80 %`, `0.8`, `80`, `0,8`, `336/420`, "336 of 420", "all". */
export function readShare(cell: string, mark: DecimalMark): ShareText | null | Unreadable {
  const text = cell.trim();
  if (isNothing(text)) return null;
  const word = readShareWord(text);
  if (word !== null) return { value: word === 'yes' ? 1 : 0, unit: 'fraction' };
  if (/^(?:all|full|fully|complete|alle|voll|tous|complet|todos|completo)$/i.test(text))
    return { value: 1, unit: 'fraction' };
  if (/^(?:none|keine|aucun|ninguno)$/i.test(text)) return { value: 0, unit: 'fraction' };
  const ratio = /^([\d.,\s]+?)\s*(?:\/|of|von|sur|de)\s*([\d.,\s]+)$/i.exec(text);
  if (ratio !== null) {
    const part = readCount(ratio[1] ?? '');
    const whole = readCount(ratio[2] ?? '');
    const fine = typeof part === 'number' && typeof whole === 'number' && whole > 0 && part <= whole;
    return fine ? { value: part / whole, unit: 'fraction' } : UNREADABLE;
  }
  const percent = /^(.*\d)\s*(?:%|percent|prozent|pct)$/i.exec(text);
  // A share is never above 100, so `0.125` and `1,250` hold no thousands.
  const decimal = (percent?.[1] ?? text).replace(/^([^.,]*)[.,]([^.,]*)$/, '$1.$2');
  const read = readCellNumber(decimal, decimal.includes(',') ? mark : '.');
  if (read === UNREADABLE || read.value < 0 || read.value > 100) return UNREADABLE;
  return percent === null
    ? { value: read.value, unit: 'plain' }
    : { value: asPercent(read.value), unit: 'fraction', isSigned: true };
}

/** Words that say whether, where a share says how many: `null` for all else, also for "all" and "none", which are shares. */
export function readShareWord(cell: string): 'yes' | 'no' | null {
  return readYesNo(cell);
}

/** 12.3 % is 0.123, not 0.12300000000000001: the decimal point is moved, nothing is divided. */
export function asPercent(value: number): number {
  return Number(`${value}e-2`.replace(/e([+-]?\d+)e-2$/, (_, power: string) => `e${Number(power) - 2}`));
}

/** DeTT&CT's rating, 0 to 5: `4`, `4/5`. */
export function readRating(cell: string): number | null | Unreadable {
  if (isNothing(cell)) return null;
  const read = readCellNumber(cell.trim().replace(/\s*\/\s*5$/, ''), '.');
  return read !== UNREADABLE && read.value >= 0 && read.value <= 5 ? read.value : UNREADABLE;
}

const UNIT_DAYS: readonly (readonly [pattern: RegExp, days: number])[] = [
  [/^(?:d|days?|tage?n?|jours?|j|d[ií]as?)?$/i, 1],
  [/^(?:w|weeks?|wochen?|semaines?|semanas?)$/i, 7],
  [/^(?:m|mo|months?|monate?n?|mois|mes(?:es)?)$/i, 30],
  [/^(?:y|yrs?|years?|jahre?n?|ans?|années?|años?)$/i, 365],
];

/** `90`, `90d`, "3 months" (30 days each), "1 year" (365 days). */
export function readDays(cell: string, headerUnit: string): number | null | Unreadable {
  const text = cell.trim();
  if (isNothing(text)) return null;
  const split = /^(.*?\d)\s*(\p{L}*)\.?$/u.exec(text);
  if (split === null) return UNREADABLE;
  const unit = split[2] === '' ? headerUnit : (split[2] ?? '');
  const days = UNIT_DAYS.find(([pattern]) => pattern.test(unit))?.[1];
  const count = readCellNumber((split[1] ?? '').replace(/^(\d{1,3})[.,](?=\d{3}$)/, '$1'), '.');
  if (days === undefined || count === UNREADABLE || count.value < 0) return UNREADABLE;
  return Math.round(count.value * days * 1e6) / 1e6;
}

const STATUS_WORDS: readonly (readonly [status: DeploymentStatus, words: RegExp])[] = [
  [
    'deployed',
    /^(?:deployed|active|live|in place|in use|in production|production|installed|operational|running|enabled|1|done|aktiv|im einsatz|produktiv|installiert|ausgerollt|vorhanden|in betrieb|déployée?s?|actif|active|en (?:service|place|production)|installée?s?|activo|desplegad[oa]|instalad[oa]|en (?:producción|uso|servicio)|implementad[oa]|attiv[oa]|installat[oa]|distribuit[oa]|in (?:uso|produzione|esercizio|gebruik|productie|bedrijf)|wdrożon[yae]|zainstalowan[yae]|aktywn[yae]|działa|w użyciu|uitgerold|geïnstalleerd|actief|implantad[oa]|ativ[oa]|em (?:uso|produção|operação)|(?:развёрнут|развернут|установлен|внедрён|внедрен)[оаы]?|активен|активн[оа]|в эксплуатации|работает|используется|已部署|部署|已安装|运行中|在用|使用中|启用|已启用|導入済み?|稼働中|運用中|有効)$/i,
  ],
  [
    'planned',
    /^(?:planned|plan|in progress|rollout|rolling out|ordered|scheduled|approved|budgeted|pending|upcoming|geplant|in arbeit|bestellt|prévue?s?|planifiée?s?|en cours|planificad[oa]|previst[oa]|en curso|pianificat[oa]|in corso|planowan[yae]|zaplanowan[yae]|w trakcie|gepland|in uitvoering|planejad[oa]|em andamento|запланирован[оаы]?|планируется|в процессе|计划中?|已计划|部署中|进行中|予定|計画中)$/i,
  ],
  [
    'candidate',
    /^(?:candidate|considered|under consideration|evaluation|evaluating|proposed|proposal|poc|pilot|idea|wish|0|not (?:deployed|installed|present)|missing|absent|nicht (?:installiert|vorhanden|ausgerollt)|fehlt|non (?:déployé|installé)e?|no (?:instalado|desplegado)|non (?:installato|distribuito)|niet (?:geïnstalleerd|uitgerold)|não instalado|не (?:установлен|развёрнут|развернут|внедрён|внедрен)[оаы]?|отсутствует|未部署|未安装|未導入|kandidat|vorschlag|in prüfung|candidat|proposé|candidato|propuesto)$/i,
  ],
];

/** `null`: the word is none of ours. */
export function readStatus(cell: string): DeploymentStatus | null {
  const word = readYesNo(cell);
  if (word !== null) return word === 'yes' ? 'deployed' : 'candidate';
  return STATUS_WORDS.find(([, words]) => words.test(cell.trim()))?.[0] ?? null;
}
