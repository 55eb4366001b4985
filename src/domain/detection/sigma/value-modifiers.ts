/**
 * Modifiers of Sigma (`field|contains|all`), applied in their order: from the values of a field to tests. What is known of none is
 * named, never passed over.
 */
import { compileBoundedRegex } from '../../indicators/bounded-regex';
import { parseNetwork } from '../../indicators/stix-pattern/network';
import { bytesToBase64 } from '../../workspace/base64';
import { malformed, type RuleScalar, unsupported } from './rule-data';
import { type Order, type TextToken, TIME_PARTS, type TimePart, type ValueTest } from './rule-model';
import { anyDash, joinMany, listDashes, readText } from './text-pattern';

export interface ModifiedValues {
  /** By value: any of its tests. */
  readonly groups: readonly (readonly ValueTest[])[];
  /** All of the values must be found; else any. */
  readonly isAll: boolean;
  /** The field is something else than any of them. */
  readonly isNegated: boolean;
}

const ORDERS: ReadonlySet<string> = new Set(['lt', 'lte', 'gt', 'gte']);
const ENCODINGS: ReadonlySet<string> = new Set(['wide', 'utf16', 'utf16le', 'utf16be', 'base64', 'base64offset']);
const KNOWN: ReadonlySet<string> = new Set([
  ...ORDERS,
  ...ENCODINGS,
  ...TIME_PARTS,
  ...['all', 'contains', 'startswith', 'endswith', 'exists', 'cased', 'neq', 'windash', 're', 'i', 'm', 's', 'cidr'],
  ...['expand', 'fieldref'],
]);
const MOST_MODIFIERS = 10;
/** Values that one with strokes comes to, before it is encoded. */
const MOST_VARIANTS = 125;

export function applyModifiers(values: readonly RuleScalar[], stated: readonly string[], path: string): ModifiedValues {
  if (stated.length > MOST_MODIFIERS) malformed(path, `More than ${MOST_MODIFIERS} modifiers stand here.`);
  for (const name of stated) if (!KNOWN.has(name)) unsupported(path, `the modifier ${name}`);
  // What it says is done to the values before anything else.
  const modifiers = stated.filter((name) => name !== 'expand');
  refuseOdd(modifiers, path);
  const has = (name: string) => modifiers.includes(name);
  const isAll = has('all');
  const isNegated = has('neq');
  const part = TIME_PARTS.find(has) ?? null;
  const order = modifiers.find((name) => ORDERS.has(name)) as Order | undefined;
  const groups = values.map((written): readonly ValueTest[] => {
    const value = stated.includes('expand') ? readExpanded(written, path) : written;
    if (has('exists')) return [readExists(value, path)];
    if (has('fieldref')) return [readReference(value, modifiers, path)];
    if (has('re')) return [readRegex(value, modifiers, path)];
    if (has('cidr')) return [readNetwork(value, path)];
    if (order !== undefined || part !== null) return [readOrder(value, order ?? 'eq', part, path)];
    return textTests(value, modifiers, path);
  });
  return { groups, isAll, isNegated };
}

/** What may stand beside a modifier that says how values are meant; `all` and `neq` may always. */
const BESIDE: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['exists', new Set<string>()],
  ['fieldref', new Set(['cased', 'contains', 'startswith', 'endswith'])],
  ['re', new Set(['i', 'm', 's', 'cased'])],
  ['cidr', new Set<string>()],
  ...[...ORDERS].map((name): [string, ReadonlySet<string>] => [name, new Set(TIME_PARTS)]),
  ...TIME_PARTS.map((name): [string, ReadonlySet<string>] => [name, ORDERS]),
]);

/** Modifiers that cannot be carried out together: passing over one of them would find something else than is meant. */
function refuseOdd(modifiers: readonly string[], path: string): void {
  for (const name of ['i', 'm', 's'])
    if (modifiers.includes(name) && !modifiers.includes('re'))
      malformed(path, `The modifier ${name} belongs behind re.`);
  for (const name of modifiers) {
    const beside = BESIDE.get(name);
    if (beside === undefined) continue;
    const odd = modifiers.find((each) => each !== name && each !== 'all' && each !== 'neq' && !beside.has(each));
    if (odd !== undefined) unsupported(path, `${name} together with ${odd}`);
  }
  for (const kinds of [ORDERS, new Set<string>(TIME_PARTS)]) {
    const several = modifiers.filter((name) => kinds.has(name));
    if (several.length > 1) unsupported(path, several.join(' together with '));
  }
}

function readExists(value: RuleScalar, path: string): ValueTest {
  const word = String(value).toLowerCase();
  if (word !== 'true' && word !== 'false') malformed(path, 'exists wants true or false.', String(value));
  return { kind: word === 'true' ? 'present' : 'absent' };
}

/** A name between two percent signs stands for what only the user can know; without one, it is a text. */
function readExpanded(value: RuleScalar, path: string): RuleScalar {
  if (typeof value !== 'string') return value;
  const placeholder = /(?<!\\)%[^%\s\\]+%/.exec(value)?.[0];
  if (placeholder !== undefined)
    unsupported(path, `the placeholder ${placeholder}, since nothing says what it stands for`);
  return value.replaceAll('\\%', '%');
}

function readReference(value: RuleScalar, modifiers: readonly string[], path: string): ValueTest {
  if (typeof value !== 'string' || value === '') return malformed(path, 'fieldref wants the name of a field.');
  const has = (name: string) => modifiers.includes(name);
  const at = has('contains') ? 'within' : has('startswith') ? 'start' : has('endswith') ? 'end' : 'whole';
  return { kind: 'same', field: value, at, cased: has('cased') };
}

function readRegex(value: RuleScalar, modifiers: readonly string[], path: string): ValueTest {
  const source = String(value);
  const flags = ['i', 'm', 's'].filter((flag) => modifiers.includes(flag)).join('');
  const compiled = compileBoundedRegex(source, flags);
  if (!compiled.ok) {
    const [first] = compiled.issues;
    if (first?.code === 'regex-invalid') malformed(path, first.message, source);
    unsupported(path, (first?.message ?? 'this regular expression').replace(/\.$/, ''), source);
  }
  return { kind: 'regex', source, flags };
}

function readNetwork(value: RuleScalar, path: string): ValueTest {
  const network = parseNetwork(String(value).trim());
  if (network === null) return malformed(path, 'This is no network address.', String(value));
  return { kind: 'network', units: network.units, bits: network.bits };
}

function readOrder(value: RuleScalar, order: Order, part: TimePart | null, path: string): ValueTest {
  const than = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof than !== 'number' || !Number.isFinite(than))
    return malformed(path, 'A number belongs here.', String(value));
  return { kind: 'order', order, than, part };
}

/** A value on its way: text with wildcards, or bytes. */
type Carried = { readonly tokens: readonly TextToken[] } | { readonly bytes: Uint8Array };

function textTests(value: RuleScalar, modifiers: readonly string[], path: string): readonly ValueTest[] {
  if (value === null) {
    const odd = modifiers.find((name) => name !== 'all' && name !== 'neq');
    if (odd !== undefined) malformed(path, `No value (null) cannot be modified by ${odd}.`);
    return [{ kind: 'absent' }];
  }
  const written = String(value);
  let carried: readonly Carried[] = [{ tokens: readText(written) }];
  for (const name of modifiers) {
    if (name === 'windash') {
      carried = carried.map((each) => {
        if (!('tokens' in each)) return unsupported(path, 'windash behind an encoding');
        return { tokens: anyDash(each.tokens) };
      });
    } else if (ENCODINGS.has(name)) carried = carried.flatMap((each) => encode(each, name, path));
    else if (name === 'contains') carried = carried.map((each) => ({ tokens: [MANY, ...tokensOf(each), MANY] }));
    else if (name === 'startswith') carried = carried.map((each) => ({ tokens: [...tokensOf(each), MANY] }));
    else if (name === 'endswith') carried = carried.map((each) => ({ tokens: [MANY, ...tokensOf(each)] }));
  }
  const cased = modifiers.includes('cased');
  return carried.map((each) => {
    const tokens = joinMany(tokensOf(each));
    // Empty, and what Windows writes for nothing, are not stored: such a value is one that is absent.
    const [only] = tokens;
    const isNothing = tokens.length === 0 || (tokens.length === 1 && only?.kind === 'text' && only.text === '-');
    if (isNothing) return { kind: 'absent' };
    if (tokens.length === 1 && only?.kind === 'many') return { kind: 'present' };
    return { kind: 'text', pattern: { tokens, cased }, number: numberOf(written, modifiers) };
  });
}

const MANY: TextToken = { kind: 'many' };

/** Numbers are stored as numbers, however they were written: `0x1F4` is 500. */
function numberOf(text: string, modifiers: readonly string[]): number | null {
  if (modifiers.some((name) => name !== 'all' && name !== 'neq' && name !== 'cased')) return null;
  return /^(?:0x[0-9a-f]{1,13}|-?\d{1,15}(?:\.\d{1,15})?)$/i.test(text) ? Number(text) : null;
}

function tokensOf(carried: Carried): readonly TextToken[] {
  if ('tokens' in carried) return carried.tokens;
  // Bytes stand in a text as characters of the same numbers.
  let text = '';
  for (const byte of carried.bytes) text += String.fromCharCode(byte);
  return text === '' ? [] : [{ kind: 'text', text }];
}

function encode(carried: Carried, name: string, path: string): readonly Carried[] {
  const isBase64 = name.startsWith('base64');
  return plainOf(carried, path).flatMap((plain): readonly Carried[] => {
    if (!isBase64) return [{ bytes: utf16(typeof plain === 'string' ? plain : latin1(plain), name) }];
    const bytes = typeof plain === 'string' ? new TextEncoder().encode(plain) : plain;
    if (name === 'base64') return [{ tokens: [{ kind: 'text', text: bytesToBase64(bytes) }] }];
    return [0, 1, 2].map((shift) => ({ tokens: [{ kind: 'text', text: shifted(bytes, shift) }] }));
  });
}

/** What no encoding can do without: a text that is fixed. Strokes are written out. */
function plainOf(carried: Carried, path: string): readonly (string | Uint8Array)[] {
  if ('bytes' in carried) return [carried.bytes];
  let texts: readonly string[] = [''];
  for (const token of carried.tokens) {
    if (token.kind === 'one' || token.kind === 'many')
      return malformed(path, 'A value with wildcards cannot be encoded.');
    const choices = token.kind === 'text' ? [token.text] : listDashes();
    texts = texts.flatMap((before) => choices.map((choice) => before + choice));
    if (texts.length > MOST_VARIANTS)
      return unsupported(path, 'windash before an encoding, with more than three strokes');
  }
  return texts;
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function utf16(text: string, name: string): Uint8Array {
  const mark = name === 'utf16' ? 2 : 0;
  const bytes = new Uint8Array(mark + text.length * 2);
  if (mark > 0) bytes.set([0xff, 0xfe]);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const [low, high] = [unit & 0xff, unit >> 8];
    bytes.set(name === 'utf16be' ? [high, low] : [low, high], mark + at * 2);
  }
  return bytes;
}

/** What stays the same of a text within Base64, by how many bytes before it fill a group of three. */
function shifted(bytes: Uint8Array, shift: number): string {
  const padded = new Uint8Array(shift + bytes.length);
  padded.fill(0x20, 0, shift);
  padded.set(bytes, shift);
  const text = bytesToBase64(padded).replace(/=+$/, '');
  const first = [0, 2, 3][shift] ?? 0;
  const last = padded.length % 3 === 0 ? text.length : text.length - 1;
  return text.slice(first, last);
}
