/** What each column of any table means: by its header, and where that says nothing, by its cells. */
import type { InventoryMeaning } from '../../domain/sensors/inventory-meanings';
import { readYesNo } from '../yes-no-words';
import { type CellKinds, type ContentTools, tellCellKinds } from './inventory-cell-kinds';
import { foldHeader, isInventoryHeader, mapHeader } from './inventory-csv-columns';
import { isNothing } from './inventory-csv-values';
import { guessByHeader, isOtherHeader, isSensorHeader, isSilentHeader } from './inventory-header-words';

export interface GuessedColumn {
  readonly header: string;
  readonly meaning: InventoryMeaning | null;
  readonly unit: string;
  readonly how: 'header' | 'content' | 'remembered' | 'chosen' | 'product' | null;
  /** Another column, further left, already has this meaning. */
  readonly repeats: boolean;
}

interface Candidate {
  readonly at: number;
  readonly meaning: InventoryMeaning;
  readonly how: 'header' | 'content';
  readonly score: number;
}

/** A header whose words are only like a meaning holds when at least this part of the cells can be read as it. */
const READABLE = 0.5;
/** "EDR" is the name of a sensor, too, but not in such a column. */
const KIND_OF_PRODUCT =
  /\b(?:type|typ|category|kategorie|cat[ée]gorie|categor[ií]a|capability|function|class|domain|area)\b/i;
/** Content alone must be clear. */
const CLEAR = 0.7;
const MOSTLY = 0.8;

/**
 * @param rows the first rows, to look at
 */
export function guessColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  tools: ContentTools,
): readonly GuessedColumn[] {
  const mapped = mapHeader(headers);
  const judged = new Map<number, CellKinds>();
  const kindsOf = (at: number): CellKinds => {
    const known = judged.get(at);
    if (known !== undefined) return known;
    const column = rows.map((cells) => cells[at] ?? '');
    const kinds = tellCellKinds(column, tools);
    judged.set(at, kinds);
    return kinds;
  };
  const meanings: (InventoryMeaning | null)[] = mapped.map(({ meaning }) => meaning);
  const how: GuessedColumn['how'][] = mapped.map(({ meaning }) => (meaning === null ? null : 'header'));
  reconsiderExact(headers, rows, kindsOf, meanings, how);
  const candidates = headers
    .flatMap((header, at) =>
      meanings[at] !== null || mapped[at]?.repeats === true ? [] : listCandidates(header, at, kindsOf(at)),
    )
    .sort((a, b) => b.score - a.score || a.at - b.at);
  for (const { at, meaning, how: by } of candidates) {
    if (meanings[at] !== null || meanings.includes(meaning)) continue;
    meanings[at] = meaning;
    how[at] = by;
  }
  doubtSensor(headers, kindsOf, meanings, how);
  findYesNo(headers, rows, meanings, how);
  return mapped.map(({ header, unit, repeats }, at) => ({
    header,
    unit,
    meaning: meanings[at] ?? null,
    how: how[at] ?? null,
    repeats: repeats && meanings[at] === null,
  }));
}

/** Headers that everybody uses for something else: "Asset" for a host, "Location" for a site, "System" for an OS. */
function reconsiderExact(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  kindsOf: (at: number) => CellKinds,
  meanings: (InventoryMeaning | null)[],
  how: GuessedColumn['how'][],
): void {
  headers.forEach((header, at) => {
    const name = foldHeader(header);
    const isFree = (meaning: InventoryMeaning) => !meanings.includes(meaning);
    if (meanings[at] === 'group' && /\b(?:anzahl|number|count|no|nr|nombre|qty)\b/i.test(header)) {
      [meanings[at], how[at]] = isFree('hosts') ? ['hosts', 'header'] : [null, null];
      return;
    }
    if (meanings[at] === 'group' && /^(?:assets?|systems?|systeme?s?|sistemas?)$/.test(name)) {
      const kind = kindsOf(at);
      if (isFree('host') && kind.filled >= 5 && kind.host >= 0.8 && (kind.variety > 0.8 || kind.distinct > 40)) {
        [meanings[at], how[at]] = ['host', 'content'];
      } else if (isFree('platform') && kind.filled >= 2 && kind.platform === 1) {
        [meanings[at], how[at]] = ['platform', 'content'];
      }
    }
    // "Deployed" says whether, or on how many.
    if (meanings[at] === 'status' && isFree('share') && kindsOf(at).percent >= CLEAR) {
      [meanings[at], how[at]] = ['share', 'content'];
      return;
    }
    if (meanings[at] === 'standsOn' && /^(?:location|standort|emplacement|ubicacion)$/.test(name) && isFree('site')) {
      const groupAt = meanings.indexOf('group');
      const groups = new Set(rows.map((cells) => (cells[groupAt] ?? '').trim().toLowerCase()));
      const places = rows.map((cells) => (cells[at] ?? '').trim().toLowerCase()).filter((cell) => cell !== '');
      const namesGroups = groupAt >= 0 && places.some((place) => groups.has(place));
      if (!namesGroups && (groupAt < 0 || places.length > 1)) [meanings[at], how[at]] = ['site', 'header'];
    }
  });
}

/** The only column that nobody understands and that is all yes and no: a row that says "no" is not deployed. */
function findYesNo(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  meanings: (InventoryMeaning | null)[],
  how: GuessedColumn['how'][],
): void {
  if (meanings.includes('status') || !meanings.includes('sensor')) return;
  const found = headers.flatMap((header, at) => {
    if (meanings[at] !== null || isOtherHeader(header)) return [];
    const words = rows.map((cells) => readYesNo(cells[at] ?? ''));
    const filled = rows.filter((cells) => !isNothing(cells[at] ?? '')).length;
    return filled >= 2 && words.filter((word) => word !== null).length >= filled * MOSTLY ? [at] : [];
  });
  const [only] = found;
  if (found.length === 1 && only !== undefined) [meanings[only], how[only]] = ['status', 'content'];
}

/** Sales agents, CMDB applications, ISO controls: where no cell is a known product, somebody has to say that they are. */
function doubtSensor(
  headers: readonly string[],
  kindsOf: (at: number) => CellKinds,
  meanings: (InventoryMeaning | null)[],
  how: GuessedColumn['how'][],
): void {
  const at = meanings.indexOf('sensor');
  if (at < 0 || isSensorHeader(headers[at] ?? '') || isInventoryHeader(headers)) return;
  const { filled, product } = kindsOf(at);
  if (filled > 0 && product === 0) [meanings[at], how[at]] = [null, null];
}

function listCandidates(header: string, at: number, kinds: CellKinds): Candidate[] {
  const byHeader = guessByHeader(header)
    .map(({ meaning, score }) => ({ meaning, score: score * fits(meaning, kinds) }))
    .filter(({ score }) => score > 0.4);
  const candidates: Candidate[] = byHeader.map((guess) => ({ ...guess, at, how: 'header' }));
  const isSilent = isSilentHeader(header);
  const take = (meaning: InventoryMeaning, score: number) => candidates.push({ at, meaning, how: 'content', score });
  // Words that say something else are believed before cells that could be anything.
  if (byHeader.length > 0 && !byHeader.some(({ meaning }) => meaning === 'sensor')) return candidates;
  if (!KIND_OF_PRODUCT.test(header) && kinds.product >= (isSilent ? 0.4 : CLEAR) && kinds.filled >= 1)
    take('sensor', 0.65 * kinds.product);
  if (byHeader.length > 0) return candidates;
  if (kinds.vendor >= CLEAR) take('vendor', 0.5 * kinds.vendor);
  if (kinds.platform >= CLEAR) take('platform', 0.55 * kinds.platform);
  if (kinds.host >= 0.8 && kinds.variety > 0.8 && kinds.filled >= 3) take('host', 0.5 * kinds.host);
  if (kinds.percent >= CLEAR) take('share', 0.5 * kinds.percent);
  if (kinds.money >= CLEAR) take('cost', 0.5 * kinds.money);
  if (!isSilent) return candidates;
  if (kinds.date >= 0.8) take('since', 0.4 * kinds.date);
  if (kinds.count >= 0.9 && kinds.number >= 0.9) take('hosts', 0.35);
  if (kinds.status >= 0.9 && kinds.filled >= 3) take('status', 0.3);
  return candidates;
}

/** How well the cells agree with what the header seems to mean: 0 (not at all) to 1. */
function fits(meaning: InventoryMeaning, kinds: CellKinds): number {
  if (kinds.filled === 0) return 0.8;
  const needs = (part: number) => (part >= READABLE ? 0.7 + 0.3 * part : 0);
  switch (meaning) {
    case 'since':
    case 'until':
      return needs(kinds.date);
    case 'cost':
      return needs(Math.max(kinds.money, kinds.cost));
    case 'hosts':
      return needs(kinds.count);
    case 'share':
      return needs(kinds.share);
    case 'retentionDays':
      return needs(kinds.days);
    case 'status':
      return needs(kinds.status);
    case 'roles':
      return needs(kinds.role);
    case 'criticality':
    case 'events':
      return needs(kinds.number);
    case 'platform':
      return needs(kinds.platform);
    case 'host':
      // "Anz. Rechner" with numbers in it counts them.
      return kinds.number <= 0.5 && (kinds.variety > 0.5 || kinds.distinct > 40) ? 1 : 0;
    case 'sensor':
      // Yes and no, numbers and dates name no product.
      if (Math.max(kinds.number, kinds.date, kinds.percent) > READABLE || kinds.status > READABLE) return 0;
      return kinds.host > 0.8 && kinds.product === 0 && kinds.variety > 0.9 && kinds.filled > 5
        ? 0
        : 0.8 + 0.4 * kinds.product;
    case 'vendor':
    case 'owner':
    case 'site':
    case 'group':
    case 'logDestination':
      return kinds.number > 0.8 || kinds.date > READABLE || kinds.percent > READABLE ? 0 : 1;
    default:
      return 1;
  }
}
