import { compileBoundedRegex } from '../bounded-regex';
import { nameHive, namesOfKey, writingsOfKey } from '../registry-hives';
import { type Network, parseNetwork } from './network';
import type { Comparison, Literal } from './pattern-ast';
import { isMoment } from './pattern-tokens';
import { type Fold, foldValue, ignoresCase } from './read-field';
import { readMoment } from './read-parts';
import type { StixProperty } from './stix-fields';

/** What one comparison asks of a value. `NOT` is in it: a value that is there and does not fit. */
export type ValueTest =
  /** Equal to one of these after folding: looked up, not tried. */
  | { readonly kind: 'equals'; readonly folded: ReadonlySet<string> }
  | { readonly kind: 'text'; readonly fits: (written: string, folded: string) => boolean }
  | { readonly kind: 'number'; readonly fits: (value: number) => boolean };

/** Why there is no test. */
export interface TestFault {
  readonly kind: 'fault';
  readonly message: string;
}

export function makeValueTest(comparison: Comparison, property: StixProperty): ValueTest | TestFault {
  return property.kind === 'text' ? textTest(comparison, property.fold) : numberTest(comparison, property.kind);
}

function numberTest(comparison: Comparison, kind: 'number' | 'time'): ValueTest | TestFault {
  const { operator, negated, path } = comparison;
  if (operator === 'LIKE' || operator === 'MATCHES' || operator === 'ISSUBSET' || operator === 'ISSUPERSET')
    return fault(`${path.text} is a ${kind}, which ${operator} does not compare.`);
  const values: number[] = [];
  for (const literal of comparison.values) {
    const value = kind === 'time' ? readTime(literal) : literal.kind === 'number' ? literal.value : null;
    if (value === null) return fault(`${path.text} is a ${kind}, and is compared with a ${nameOf(literal)}.`);
    values.push(value);
  }
  const [value = Number.NaN] = values;
  const fits = (found: number): boolean => {
    switch (operator) {
      case '<':
        return found < value;
      case '>':
        return found > value;
      case '<=':
        return found <= value;
      case '>=':
        return found >= value;
      case '!=':
        return found !== value;
      default:
        return values.includes(found);
    }
  };
  return { kind: 'number', fits: (found) => fits(found) !== negated };
}

function readTime(literal: Literal): number | null {
  if (literal.kind === 'timestamp') return literal.value;
  return literal.kind === 'string' && isMoment(literal.value) ? readMoment(literal.value) : null;
}

function nameOf({ kind }: Literal): string {
  return kind === 'string' ? 'text' : kind === 'bytes' ? 'binary value' : kind === 'timestamp' ? 'moment' : kind;
}

function textTest(comparison: Comparison, fold: Fold): ValueTest | TestFault {
  const { operator, negated, path } = comparison;
  const texts: string[] = [];
  for (const literal of comparison.values) {
    if (literal.kind !== 'string' && literal.kind !== 'bytes')
      return fault(`${path.text} is text, and is compared with a ${nameOf(literal)}.`);
    texts.push(literal.value);
  }
  const fits = (one: (written: string, folded: string) => boolean): ValueTest => {
    const test = fold === 'registry-key' ? asKey(one) : one;
    return { kind: 'text', fits: negated ? (written, folded) => !test(written, folded) : test };
  };
  const [first = ''] = texts;
  switch (operator) {
    case '=':
    case 'IN':
    case '!=':
      return equality(texts, fold, negated !== (operator === '!='));
    case '<':
    case '>':
    case '<=':
    case '>=': {
      const limit = foldValue(first, fold);
      return fits((_, folded) => compareTexts(operator, folded, limit));
    }
    case 'LIKE':
    case 'MATCHES': {
      const expression = operator === 'LIKE' ? likeExpression(first, fold) : first.normalize('NFC');
      const flags = `${ignoresCase(fold) ? 'i' : ''}${operator === 'LIKE' ? 's' : ''}`;
      const regex = compileBoundedRegex(expression, flags);
      if (!regex.ok) return fault(`${operator} of ${path.text}: ${regex.issues[0]?.message ?? 'not understood.'}`);
      const { value } = regex;
      if (operator === 'LIKE') return fits((_, folded) => value.test(folded.normalize('NFC')));
      return fits((written) => value.test(written.normalize('NFC')));
    }
    case 'ISSUBSET':
    case 'ISSUPERSET': {
      const network = parseNetwork(first);
      if (network === null) return fault(`${operator} of ${path.text}: this is no address and no network.`);
      return fits((written) => compareNetworks(operator, parseNetwork(written), network));
    }
    case 'EXISTS':
      return fault('EXISTS compares nothing.');
  }
}

/** Asked of every way to write a key, in the record's own and by each of its names: one that fits is enough. */
function asKey(test: (written: string, folded: string) => boolean): (written: string, folded: string) => boolean {
  return (written, folded) => test(written, folded) || writingsOfKey(folded).some((name) => test(name, name));
}

function fault(message: string): TestFault {
  return { kind: 'fault', message };
}

/** A network where an address is due means the addresses in it, as those who write patterns mean it. */
function equality(texts: readonly string[], fold: Fold, isNegated: boolean): ValueTest {
  const folded = new Set(texts.map((text) => foldValue(text, fold)));
  const isAddress = fold === 'ipv4' || fold === 'ipv6' || fold === 'address';
  const networks = isAddress
    ? texts.flatMap((text) => (/\/\d+$/.test(text) ? [parseNetwork(text)] : [])).filter((network) => network !== null)
    : [];
  if (networks.length === 0 && !isNegated && fold !== 'registry-key') return { kind: 'equals', folded };
  const isOne = (written: string, value: string) =>
    folded.has(value) ||
    (fold === 'registry-key' && namesOfKey(value).some((name) => folded.has(name))) ||
    networks.some((network) => compareNetworks('ISSUBSET', parseNetwork(written), network));
  return { kind: 'text', fits: (written, value) => isOne(written, value) !== isNegated };
}

function compareTexts(operator: '<' | '>' | '<=' | '>=', text: string, limit: string): boolean {
  if (operator === '<') return text < limit;
  if (operator === '>') return text > limit;
  return operator === '<=' ? text <= limit : text >= limit;
}

/** `%` any characters, `_` one; it fits the whole value as folded, so that a hive has its long name in it. */
function likeExpression(text: string, fold: Fold): string {
  const pattern = fold === 'registry-key' ? (nameHive(text) ?? text) : text;
  const body = pattern
    .normalize('NFC')
    .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return `^${body}$`;
}

function compareNetworks(operator: 'ISSUBSET' | 'ISSUPERSET', found: Network | null, asked: Network): boolean {
  if (found === null) return false;
  return operator === 'ISSUBSET' ? isWithin(found, asked) : isWithin(asked, found);
}

function isWithin(inner: Network, outer: Network): boolean {
  if (inner.units.length !== outer.units.length || inner.bits < outer.bits) return false;
  const size = inner.units.length === 4 ? 8 : 16;
  return outer.units.every((unit, position) => {
    const shift = size - Math.min(Math.max(outer.bits - position * size, 0), size);
    return unit >> shift === (inner.units[position] ?? 0) >> shift;
  });
}
