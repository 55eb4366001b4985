/**
 * Which values of a column pass which tests. Each value is asked once per segment, however many rows have it; tests of texts are
 * asked only where a literal of theirs may stand.
 */
import { LIST_SEPARATOR } from '../../columns/column';
import { compileBoundedRegex } from '../../indicators/bounded-regex';
import { parseIpv4, parseIpv6 } from '../../indicators/ip-address';
import type { ColumnView } from './column-view';
import { type GramIndex, makeGramIndex } from './gram-index';
import type { Order, TextPattern, TimePart, ValueTest } from './rule-model';
import { compileText, foldCase } from './text-pattern';

/** A test, and the number it has in its set. */
export interface NumberedTest {
  readonly number: number;
  readonly test: ValueTest;
}

/** By the number of the test: the codes of the values that pass. Tests that none passes are left out. */
export type FoundValues = ReadonlyMap<number, readonly number[]>;

export interface ValueFinder {
  add(tests: readonly NumberedTest[]): void;
  find(view: ColumnView): FoundValues;
}

type Ask = (text: string, folded: string, number: number | null, isTime: boolean) => boolean;

interface Entry {
  readonly number: number;
  readonly ask: Ask;
  /** Stands in every text that passes; `null`: nothing is known to. */
  readonly literal: string | null;
}

const encoder = new TextEncoder();

/** Of one column, by its name: over all segments. */
export function makeValueFinder(): ValueFinder {
  const entries = new Map<number, Entry>();
  let index: GramIndex | null = null;
  /** Tests that are asked of every value. */
  let plain: readonly Entry[] = [];

  function prepare(): GramIndex {
    const literals = new Map<number, string>();
    for (const { number, literal } of entries.values()) if (literal !== null) literals.set(number, literal);
    plain = [...entries.values()].filter(({ literal }) => literal === null);
    return makeGramIndex(literals);
  }

  return {
    add(tests) {
      for (const { number, test } of tests) {
        if (entries.has(number)) continue;
        const entry = compileTest(number, test);
        if (entry === null) continue;
        entries.set(number, entry);
        index = null;
      }
    },
    find(view) {
      const found = new Map<number, number[]>();
      if (entries.size === 0 || view.count === 0) return found;
      index ??= prepare();
      const grams = index;
      const isList = view.kind === 'list';
      const isTime = view.kind === 'time';
      const { packed, numbers } = view;
      /** The value that a test was last asked of. */
      const asked = new Map<number, number>();
      let code = 0;
      let text: string | null = null;
      let folded = '';

      const put = (number: number) => {
        const list = found.get(number);
        if (list === undefined) found.set(number, [code]);
        else list.push(code);
      };
      const passes = ({ ask }: Entry): boolean => {
        if (text === null) {
          text = view.textOf(code);
          folded = foldCase(text);
        }
        const number = numbers === null ? null : (numbers[code - 1] ?? null);
        if (!isList || !text.includes(LIST_SEPARATOR)) return ask(text, folded, number, isTime);
        return text.split(LIST_SEPARATOR).some((member) => ask(member, foldCase(member), null, false));
      };
      const onFound = (number: number) => {
        if (asked.get(number) === code) return;
        asked.set(number, code);
        const entry = entries.get(number);
        if (entry !== undefined && passes(entry)) put(number);
      };

      for (code = 1; code <= view.count; code++) {
        text = null;
        if (packed === null || numbers !== null) {
          if (numbers === null) {
            text = view.textOf(code);
            folded = foldCase(text);
            const bytes = encoder.encode(folded);
            grams.scan(bytes, 0, bytes.length, onFound);
          } else for (const entry of entries.values()) if (entry.literal !== null && passes(entry)) put(entry.number);
        } else {
          const [start, end] = [packed.ends[code - 1] ?? 0, packed.ends[code] ?? 0];
          if (isAscii(packed.bytes, start, end)) grams.scan(packed.bytes, start, end, onFound);
          else {
            text = view.textOf(code);
            folded = foldCase(text);
            const bytes = encoder.encode(folded);
            grams.scan(bytes, 0, bytes.length, onFound);
          }
        }
        for (const entry of plain) if (passes(entry)) put(entry.number);
      }
      return found;
    },
  };
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let seen = 0;
  for (let at = start; at < end; at++) seen |= bytes[at] ?? 0;
  return seen < 128;
}

/** `null`: asked of rows, not of values. */
function compileTest(number: number, test: ValueTest): Entry | null {
  switch (test.kind) {
    case 'text': {
      const fits = compileText(test.pattern);
      const same = test.number;
      const ask: Ask = (text, folded, value) => (value !== null && value === same) || fits(text, folded);
      return { number, ask, literal: literalOf(test.pattern) };
    }
    case 'regex': {
      const compiled = compileBoundedRegex(test.source, test.flags);
      // It was compiled once when the rule was read.
      if (!compiled.ok) return null;
      const { value: regex } = compiled;
      return { number, ask: (text) => regex.test(text), literal: null };
    }
    case 'network': {
      const { units, bits } = test;
      return { number, ask: (text) => isInNetwork(text, units, bits), literal: null };
    }
    case 'order': {
      const { order, than, part } = test;
      const ask: Ask = (text, _, value, isTime) => {
        const is = part === null ? (value ?? numberIn(text)) : partOfTime(text, part, isTime ? value : null);
        return is !== null && compare(is, order, than);
      };
      return { number, ask, literal: null };
    }
    default:
      return null;
  }
}

/** The longest, without case. */
function literalOf({ tokens }: TextPattern): string | null {
  let best = '';
  for (const token of tokens) if (token.kind === 'text' && token.text.length > best.length) best = token.text;
  return best === '' ? null : foldCase(best);
}

export function compare(is: number, order: Order | 'neq', than: number): boolean {
  switch (order) {
    case 'lt':
      return is < than;
    case 'lte':
      return is <= than;
    case 'gt':
      return is > than;
    case 'gte':
      return is >= than;
    case 'eq':
      return is === than;
    case 'neq':
      return is !== than;
  }
}

export function numberIn(text: string): number | null {
  return /^\s{0,9}(?:0x[0-9a-f]{1,13}|[-+]?\d{1,20}(?:\.\d{1,20})?)\s{0,9}$/i.test(text) ? Number(text) : null;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?/;

/** What is written counts: no zone is applied. */
function partOfTime(text: string, part: TimePart, moment: number | null): number | null {
  const written = moment === null ? text : new Date(moment).toISOString();
  const found = DATE.exec(written);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0] = [1, 2, 3].map((at) => Number(found[at]));
  switch (part) {
    case 'year':
      return year;
    case 'month':
      return month;
    case 'day':
      return day;
    case 'week':
      return weekOf(year, month, day);
    case 'hour':
      return found[4] === undefined ? null : Number(found[4]);
    case 'minute':
      return found[5] === undefined ? null : Number(found[5]);
  }
}

/** ISO 8601: the first week has the year's first Thursday. */
function weekOf(year: number, month: number, day: number): number {
  const DAY = 86_400_000;
  const date = Date.UTC(year, month - 1, day);
  const thursday = date + (4 - (new Date(date).getUTCDay() || 7)) * DAY;
  const first = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - first) / DAY / 7) + 1;
}

function isInNetwork(text: string, units: readonly number[], bits: number): boolean {
  const address = units.length === 4 ? parseIpv4(text) : parseIpv6(text);
  if (address === null) return false;
  const width = units.length === 4 ? 8 : 16;
  for (let unit = 0, left = bits; left > 0; unit++, left -= width) {
    const shift = Math.max(0, width - left);
    if ((address[unit] ?? 0) >>> shift !== (units[unit] ?? 0) >>> shift) return false;
  }
  return true;
}
