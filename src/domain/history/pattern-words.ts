/** STIX patterns as sentences: for people who look at what was seen, not for machines. The pattern itself is always beside it. */
import { formatCount } from '../format';
import { parsePattern } from '../indicators/stix-pattern/parse-pattern';
import type {
  Comparison,
  ComparisonNode,
  Literal,
  ObjectPath,
  Operator,
  PatternNode,
} from '../indicators/stix-pattern/pattern-ast';
import { propertyName, typeName } from '../indicators/stix-pattern/stix-fields';
import { formatMoment } from './moments';

/** Characters; what is longer is cut, and its end is in the pattern. */
const LONGEST_SENTENCE = 400;
const LONGEST_VALUE = 80;
const MOST_VALUES = 3;
/** Longer ones are not read only to be shown. */
const LONGEST_READ = 20_000;

/** Of types, and of properties by type: those that people meet. Others are named by their own words, without hyphens. */
const TYPES: Readonly<Record<string, string>> = {
  'ipv4-addr': 'IPv4 address',
  'ipv6-addr': 'IPv6 address',
  'domain-name': 'domain',
  url: 'URL',
  'email-addr': 'e-mail address',
  'email-message': 'e-mail',
  'network-traffic': 'connection',
  'windows-registry-key': 'registry key',
  'autonomous-system': 'AS number',
  'x509-certificate': 'certificate',
  'user-account': 'account',
  'mac-addr': 'MAC address',
};
const PROPERTIES: Readonly<Record<string, string>> = {
  'hashes.MD5': 'MD5',
  'hashes.SHA1': 'SHA-1',
  'hashes.SHA256': 'SHA-256',
  'hashes.SHA512': 'SHA-512',
  command_line: 'command line',
  'image_ref.name': 'program',
  'binary_ref.name': 'program',
  'parent_ref.name': 'parent’s name',
  'parent_ref.command_line': 'parent’s command line',
  'parent_directory_ref.path': 'folder',
  'src_ref.value': 'source',
  'dst_ref.value': 'destination',
  src_port: 'source port',
  dst_port: 'destination port',
  display_name: 'display name',
  user_id: 'user',
  pid: 'process ID',
};
/** Of what is told by it alone, the property is not said: "domain is x". */
const ITSELF: ReadonlySet<string> = new Set(['value', 'key', 'number']);

const OPERATORS: Readonly<Record<Operator, readonly [said: string, negated: string]>> = {
  '=': ['is', 'is not'],
  '!=': ['is not', 'is'],
  IN: ['is', 'is not'],
  EXISTS: ['is recorded', 'is not recorded'],
  '<': ['is less than', 'is not less than'],
  '>': ['is more than', 'is not more than'],
  '<=': ['is at most', 'is more than'],
  '>=': ['is at least', 'is less than'],
  LIKE: ['is like', 'is not like'],
  MATCHES: ['matches', 'does not match'],
  ISSUBSET: ['is within', 'is not within'],
  ISSUPERSET: ['contains', 'does not contain'],
};

/** Patterns of a table are asked about whenever a row comes into sight. */
const MOST_REMEMBERED = 500;
const remembered = new Map<string, string | null>();

/** "Process whose command line is like “% -enc %”, then within 5 min …"; `null`: it is no pattern that can be read. */
export function describePattern(pattern: string): string | null {
  const known = remembered.get(pattern);
  if (known !== undefined) return known;
  const parsed = pattern.length > LONGEST_READ ? null : parsePattern(pattern);
  const sentence = parsed?.ok ? cut(capitalise(sayNode(parsed.value.root, false)), LONGEST_SENTENCE) : null;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(pattern, sentence);
  return sentence;
}

function sayNode(node: PatternNode, isInner: boolean): string {
  switch (node.kind) {
    case 'observation':
      return sayTest(node.test, false);
    case 'within':
      return `${sayNode(node.part, true)}, within ${sayDuration(node.seconds)}`;
    case 'repeats':
      return `${sayNode(node.part, true)}, ${formatCount(node.times)} times`;
    case 'start-stop':
      return `${sayNode(node.part, true)}, from ${formatMoment(node.from)} until ${formatMoment(node.to)}`;
    case 'and':
    case 'or':
    case 'followed-by': {
      const joint = { and: '; and in any order ', or: '; or ', 'followed-by': '; later ' }[node.kind];
      const text = node.parts.map((part) => sayNode(part, true)).join(joint);
      return isInner ? `(${text})` : text;
    }
  }
}

function sayTest(node: ComparisonNode, isInner: boolean): string {
  if (node.kind === 'comparison') return sayComparison(node);
  const text = node.parts.map((part) => sayTest(part, true)).join(node.kind === 'and' ? ' and ' : ' or ');
  return isInner ? `(${text})` : text;
}

function sayComparison({ path, operator, negated, values }: Comparison): string {
  const [said, not] = OPERATORS[operator];
  const shown = values.slice(0, MOST_VALUES).map(sayLiteral);
  const rest = values.length - shown.length;
  const listed = rest > 0 ? `${shown.join(', ')} or one of ${formatCount(rest)} more` : shown.join(' or ');
  return [sayPath(path), negated ? not : said, listed].filter((part) => part !== '').join(' ');
}

function sayPath(path: ObjectPath): string {
  const name = typeName(path.type);
  const type = (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? name.replaceAll('-', ' ');
  const property = propertyName(path);
  if (property === null) return `${type} ${path.text.slice(path.type.length + 1)}`;
  if (ITSELF.has(property)) return type;
  const word = Object.hasOwn(PROPERTIES, property) ? PROPERTIES[property] : undefined;
  return `${type} ${word ?? property.split(/[._]+/).join(' ').trim()}`;
}

function sayLiteral(literal: Literal): string {
  switch (literal.kind) {
    case 'string':
      return `“${cut(literal.value, LONGEST_VALUE)}”`;
    case 'number':
      return String(literal.value);
    case 'boolean':
      return literal.value ? 'true' : 'false';
    case 'timestamp':
      return formatMoment(literal.value);
    case 'bytes':
      return `${formatCount(literal.value.length)} given bytes`;
  }
}

function sayDuration(seconds: number): string {
  for (const [size, unit] of [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ] as const)
    if (seconds >= size && seconds % size === 0) return `${formatCount(seconds / size)} ${unit}`;
  return `${seconds.toLocaleString('en')} s`;
}

function cut(text: string, most: number): string {
  const points = [...text.slice(0, (most + 1) * 2)];
  return points.length > most ? `${points.slice(0, most - 1).join('')}…` : text;
}

function capitalise(text: string): string {
  return text.replace(/^\(*./u, (start) => start.toUpperCase());
}
