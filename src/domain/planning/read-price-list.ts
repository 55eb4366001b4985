import type { PastedCells } from '../pasted-cells';
import type { Plan, PlanOption, Price } from './plan';
import { readPrice } from './price';

/**
 * Prices from a spreadsheet: a name, a price, and perhaps a currency and how often it is paid, in any order. Every row is
 * priced or reported: what is no price for this plan replaces none.
 */
export interface PriceListReading {
  readonly rows: readonly PriceListRow[];
  /** What stood above the rows. */
  readonly header: readonly string[] | null;
}

export interface PriceListRow {
  /** From 1, as pasted. */
  readonly row: number;
  readonly name: string;
  readonly price: Price | null;
  /** Who says how often it is paid: the row, the option as it is priced now, or nobody, and a year is assumed. */
  readonly period: 'stated' | 'kept' | 'assumed';
  /** The option it is for; `null` where `problem` says why there is none. */
  readonly optionId: string | null;
  readonly optionName: string | null;
  /** `loose`: the name is part of the option's, or the other way round. */
  readonly match: 'exact' | 'loose' | null;
  readonly problem: 'empty' | 'no-name' | 'no-price' | 'unusable' | 'unknown' | 'ambiguous' | 'named-before' | null;
  /** What is wrong with an unusable price. */
  readonly fault: string | null;
}

type Meaning = 'name' | 'price' | 'currency' | 'per';

const HEADINGS: Readonly<Record<Meaning, RegExp>> = {
  name: /^(?:\S+\s+)?(?:name|option|item|product|tool|sensor|description|position|service|solution|what)s?(?:\s+names?)?$/i,
  price: /\b(?:price|cost|amount|total|value|quote|offer|sum|fee)s?\b/i,
  currency: /^(?:currency|curr\.?|ccy|iso)$/i,
  per: /^(per|period|billing|billed|paid|frequency|interval|recurrence|term)$/i,
};

const YEARLY =
  /\b(?:per|a|each|every)\s+(?:year|annum)\b|\b(?:yearly|annual(?:ly)?|p\.?\s?a\b\.?|year)|\/\s*(?:yr|year|y|a)\b\.?/iu;
const ONCE = /\b(?:once|one[\s-]?(?:off|time)|single|upfront|up-front|capex|perpetual)\b/iu;
const AMOUNT = /\d/;
const CURRENCY = /^(?:\p{L}{3}|\p{Sc})$/u;

export function readPriceList(
  cells: PastedCells,
  plan: Pick<Plan, 'options' | 'currency' | 'years'>,
): PriceListReading {
  const { options } = plan;
  const width = Math.max(0, ...cells.map(({ length }) => length));
  const names = options.map((option) => ({ option, folded: fold(option.name) }));
  const top = cells.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const named = readHeader(cells[top], names);
  const meanings = named ?? guessMeanings(cells, width, options);
  const header = named !== null || isHeading(cells, top, meanings, names) ? top : -1;
  const priced = new Set<string>();
  const rows = cells.flatMap((row, at): PriceListRow[] => {
    if (at === header) return [];
    const found = readRow(row, meanings, names, plan);
    const isAgain = found.optionId !== null && priced.has(found.optionId);
    if (found.optionId !== null) priced.add(found.optionId);
    return [{ row: at + 1, ...found, ...(isAgain ? { optionId: null, problem: 'named-before' as const } : {}) }];
  });
  return { header: cells[header] ?? null, rows };
}

/** A first row that names a column of names or prices, and holds neither a number nor an option. */
function readHeader(
  first: readonly string[] | undefined,
  names: readonly NamedOption[],
): readonly (Meaning | null)[] | null {
  if (first === undefined || first.some((cell) => /^\W*\d/.test(cell))) return null;
  if (first.some((cell) => names.some(({ folded }) => folded === fold(cell)))) return null;
  const meanings: (Meaning | null)[] = [];
  for (const cell of first) {
    const meaning = (Object.keys(HEADINGS) as Meaning[]).find((kind) => HEADINGS[kind].test(cell.trim())) ?? null;
    meanings.push(meaning !== null && meanings.includes(meaning) ? null : meaning);
  }
  if (!meanings.includes('price')) return null;
  // One column says what is bought, whatever it is called.
  if (!meanings.includes('name')) {
    const at = meanings.indexOf(null);
    if (at === -1) return null;
    meanings[at] = 'name';
  }
  return meanings;
}

/** Whatever its words are: a first row of words that name no option, above prices. */
function isHeading(
  cells: PastedCells,
  top: number,
  meanings: readonly (Meaning | null)[],
  names: readonly NamedOption[],
): boolean {
  const price = meanings.indexOf('price');
  const [first, ...others] = cells.slice(top).map((row) => row[price]?.trim() ?? '');
  const name = fold(cells[top]?.[meanings.indexOf('name')] ?? '');
  if (top === -1 || first === undefined || first === '' || AMOUNT.test(first) || !/\p{L}/u.test(first)) return false;
  return findOption(name, names).hits.length === 0 && others.some((cell) => AMOUNT.test(cell));
}

/** Without a header: the column that holds most of the options' names is the names', the next one with digits the prices'. */
function guessMeanings(cells: PastedCells, width: number, options: readonly PlanOption[]): readonly (Meaning | null)[] {
  const known = new Set(options.map(({ name }) => fold(name)));
  const columns = Array.from({ length: width }, (_, column) => cells.map((row) => row[column]?.trim() ?? ''));
  const count = (column: readonly string[], test: (cell: string) => boolean) => column.filter(test).length;
  const best = (score: (column: readonly string[]) => number, taken: readonly number[]) => {
    let at = -1;
    let highest = 0;
    columns.forEach((column, position) => {
      const reached = taken.includes(position) ? 0 : score(column);
      if (reached > highest) [at, highest] = [position, reached];
    });
    return at;
  };
  const named = best((column) => count(column, (cell) => known.has(fold(cell))), []);
  const name = named === -1 ? best((column) => count(column, (cell) => /\p{L}{2}/u.test(cell)), []) : named;
  const price = best((column) => count(column, (cell) => AMOUNT.test(cell)), [name]);
  const currency = best((column) => count(column, (cell) => CURRENCY.test(cell)), [name, price]);
  const per = best((column) => count(column, (cell) => YEARLY.test(cell) || ONCE.test(cell)), [name, price, currency]);
  // A column without a single number may still be the one that was meant for prices.
  const fallback = price === -1 ? columns.findIndex((_, at) => at !== name && at !== currency && at !== per) : price;
  return columns.map((_, at) =>
    at === name ? 'name' : at === fallback ? 'price' : at === currency ? 'currency' : at === per ? 'per' : null,
  );
}

interface NamedOption {
  readonly option: PlanOption;
  readonly folded: string;
}

function readRow(
  row: readonly string[],
  meanings: readonly (Meaning | null)[],
  names: readonly NamedOption[],
  plan: Pick<Plan, 'currency' | 'years'>,
): Omit<PriceListRow, 'row'> {
  const cell = (meaning: Meaning) => (row[meanings.indexOf(meaning)] ?? '').trim();
  const name = cell('name');
  const { hits, match } = findOption(fold(name), names);
  const [only, other] = hits;
  const kept = only?.option.price.amount.trim() ? only.option.price.per : null;
  const { price, period } = readPriceCells(cell('price'), cell('currency'), cell('per'), kept);
  const nothing = { name, price, period, optionId: null, optionName: null, match: null, fault: null };
  if (row.every((text) => text.trim() === '')) return { ...nothing, problem: 'empty' };
  if (name === '') return { ...nothing, problem: 'no-name' };
  if (only === undefined) return { ...nothing, problem: 'unknown' };
  if (other !== undefined) return { ...nothing, problem: 'ambiguous' };
  const found = { ...nothing, optionName: only.option.name, match };
  if (price === null) return { ...found, problem: 'no-price' };
  const reading = readPrice(price, plan, only.option.name);
  if (!reading.ok) return { ...found, problem: 'unusable', fault: reading.issues[0]?.message ?? null };
  return { ...found, optionId: only.option.id, problem: null };
}

function findOption(
  name: string,
  names: readonly NamedOption[],
): { readonly hits: readonly NamedOption[]; readonly match: 'exact' | 'loose' } {
  const same = names.filter(({ folded }) => folded === name);
  if (same.length > 0 || name.length < 3) return { hits: same, match: 'exact' };
  const holds = (a: string, b: string) => ` ${a} `.includes(` ${b} `);
  return { hits: names.filter(({ folded }) => holds(folded, name) || holds(name, folded)), match: 'loose' };
}

/** "1,200 EUR per year" says three things at once; what else stands there stays part of the amount, and is found wrong. */
function readPriceCells(
  amount: string,
  currency: string,
  per: string,
  kept: Price['per'] | null,
): Pick<PriceListRow, 'price' | 'period'> {
  const [isYearly, isOnce] = [YEARLY, ONCE].map((words) => words.test(amount) || words.test(per));
  const period = isYearly || isOnce ? 'stated' : kept === null ? 'assumed' : 'kept';
  if (amount === '') return { price: null, period };
  const bare = amount
    .replace(YEARLY, ' ')
    .replace(ONCE, ' ')
    .replace(/\(\s*\)/gu, ' ')
    .replace(/[\s/(,;]+$/u, '')
    .trim();
  const parts = /^(\p{L}{3}|\p{Sc})?\s*([-−–]?\s*\d[\d.,'’\s]*)\s*(\p{L}{3}|\p{Sc})?$/u.exec(bare);
  const price: Price = {
    amount: parts?.[2]?.trim() ?? (bare === '' ? amount : bare),
    currency: parts?.[1] ?? parts?.[3] ?? currency,
    per: isYearly ? 'year' : isOnce ? 'once' : (kept ?? 'year'),
  };
  return { price, period };
}

/** Words of letters and digits, without case and accents. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
