import type { ObservableType } from '../observable';
import type { Comparison, ComparisonNode, PatternAst, PatternNode } from './pattern-ast';

export interface SimpleValue {
  readonly type: ObservableType;
  /** As the pattern has it: not yet normalised. */
  readonly value: string;
}

/**
 * The values of a pattern that is nothing but "one of these values": equality with single values of objects, joined by OR.
 * `null`: it says more, or asks for something that is no observable.
 */
export function simpleValues({ root }: PatternAst): readonly SimpleValue[] | null {
  const values: SimpleValue[] = [];
  return readPattern(root, values) ? values : null;
}

function readPattern(node: PatternNode, values: SimpleValue[]): boolean {
  if (node.kind === 'observation') return readTest(node.test, values);
  return node.kind === 'or' && node.parts.every((part) => readPattern(part, values));
}

function readTest(node: ComparisonNode, values: SimpleValue[]): boolean {
  if (node.kind === 'comparison') return readComparison(node, values);
  return node.kind === 'or' && node.parts.every((part) => readTest(part, values));
}

function readComparison({ path, operator, negated, values: literals }: Comparison, values: SimpleValue[]): boolean {
  if (negated || literals.length === 0) return false;
  if (operator === 'ISSUBSET' && !/^ipv[46]-addr:value$/.test(path.text)) return false;
  if (operator !== '=' && operator !== 'IN' && operator !== 'ISSUBSET') return false;
  return literals.every((literal) => {
    if (literal.kind !== 'string' && literal.kind !== 'number') return false;
    const value = String(literal.value);
    const type = typeOf(path.text, value);
    if (type === null) return false;
    values.push({ type, value });
    return true;
  });
}

const HASHES: ReadonlyMap<string, ObservableType> = new Map([
  ['MD5', 'md5'],
  ['SHA1', 'sha1'],
  ['SHA256', 'sha256'],
  ['SHA512', 'sha512'],
]);

const TYPES: ReadonlyMap<string, ObservableType> = new Map([
  ['domain-name:value', 'domain'],
  ['url:value', 'url'],
  ['email-addr:value', 'email'],
  ['file:name', 'file-name'],
  ['windows-registry-key:key', 'registry-key'],
  ['autonomous-system:number', 'as-number'],
  ['mutex:name', 'mutex'],
  ["network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'", 'user-agent'],
]);

function typeOf(path: string, value: string): ObservableType | null {
  if (path === 'ipv4-addr:value') return value.includes('/') ? 'cidr' : 'ipv4';
  if (path === 'ipv6-addr:value') return value.includes('/') ? 'cidr' : 'ipv6';
  const hash = /^file:hashes\.'?([\w-]+)'?$/.exec(path)?.[1];
  if (hash !== undefined) return HASHES.get(hash.toUpperCase().replaceAll('-', '')) ?? null;
  return TYPES.get(path) ?? null;
}
