/** Correlations of Sigma (specification 2.0.2, and the value types of its schema since): several matches that belong together. */
import { type ConditionNode, readCondition } from './condition';
import { isRuleMap, malformed, partOf, type RuleMap, unsupported, wordOf, wordsOf } from './rule-data';
import {
  CORRELATION_TYPES,
  type CorrelationRule,
  type CorrelationType,
  type NumberCondition,
  type RuleCondition,
} from './rule-model';

type Body = Pick<
  CorrelationRule,
  'type' | 'references' | 'groupBy' | 'aliases' | 'timespanMs' | 'conditions' | 'ruleCondition' | 'fields' | 'generate'
>;

const MOST_REFERENCES = 200;
const MOST_FIELDS = 20;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const ORDERS = ['lt', 'lte', 'gt', 'gte', 'eq', 'neq'] as const;
/** Percentiles are in the schema and nowhere said to be of what. */
const UNDEFINED_TYPES: ReadonlySet<string> = new Set(['value_percentile', 'value_median']);

export function readCorrelation(rule: RuleMap): Body {
  const path = 'correlation';
  const content = rule[path];
  if (!isRuleMap(content)) return malformed(path, 'The correlation is no map.');
  const type = readType(wordOf(content['type']).toLowerCase());
  const references = wordsOf(content['rules']);
  if (references.length === 0) malformed(`${path}.rules`, 'The correlation names no rules.');
  if (references.length > MOST_REFERENCES) malformed(`${path}.rules`, `It names more than ${MOST_REFERENCES} rules.`);
  const groupBy = wordsOf(content['group-by']);
  if (groupBy.length > MOST_FIELDS) malformed(`${path}.group-by`, `It groups by more than ${MOST_FIELDS} fields.`);
  const isTemporal = type.startsWith('temporal');
  const { conditions, ruleCondition, fields } = readConditions(content, isTemporal, references);
  if (type.startsWith('value_') && fields.length === 0)
    malformed(`${path}.condition`, `${type} wants a field whose values count.`);
  if (!isTemporal && conditions.length === 0) malformed(`${path}.condition`, `${type} wants a condition.`);
  if (type === 'temporal_ordered' && ruleCondition !== null && !isAllInOrder(ruleCondition, references)) {
    unsupported(`${path}.condition`, 'another condition of temporal_ordered than all of its rules in their order');
  }
  if (type === 'temporal_ordered' && conditions.length > 0)
    unsupported(`${path}.condition`, 'a number as condition of temporal_ordered');
  const { generate } = rule;
  return {
    type,
    references,
    groupBy,
    aliases: readAliases(content['aliases']),
    timespanMs: readTimespan(content['timespan'] ?? content['timeframe']),
    conditions,
    ruleCondition: type === 'temporal_ordered' ? null : ruleCondition,
    fields,
    generate: generate === true || content['generate'] === true,
  };
}

function readType(word: string): CorrelationType {
  const type = CORRELATION_TYPES.find((each) => each === word);
  if (type !== undefined) return type;
  if (UNDEFINED_TYPES.has(word))
    return unsupported('correlation.type', `${word}, which the specification does not define`);
  return unsupported('correlation.type', `the correlation type ${word === '' ? '(none)' : word}`);
}

/** `90m`. */
function readTimespan(value: unknown): number {
  const path = 'correlation.timespan';
  const [, digits = '', unit = ''] = /^(\d{1,6})([smhdwMy])$/.exec(wordOf(value)) ?? [];
  const ms = Object.hasOwn(UNITS, unit) ? (UNITS[unit] ?? 0) : 0;
  if (digits !== '' && ms === 0) return unsupported(path, 'a timespan in months or years', wordOf(value));
  if (Number(digits) * ms === 0)
    return malformed(path, 'A timespan is a number and one of s, m, h, d and w.', wordOf(value));
  return Number(digits) * ms;
}

function readConditions(content: RuleMap, isTemporal: boolean, references: readonly string[]) {
  const path = 'correlation.condition';
  const { condition } = content;
  // The field stood beside the condition before it stood in it.
  const beside = wordsOf(content['field']);
  if (condition === undefined || condition === null) return { conditions: [], ruleCondition: null, fields: beside };
  if (typeof condition === 'string') {
    if (!isTemporal) return malformed(path, 'Only temporal correlations have a condition in words.', condition);
    return {
      conditions: [],
      ruleCondition: toRules(readCondition(condition, new Set(references), path)),
      fields: beside,
    };
  }
  if (!isRuleMap(condition)) return malformed(path, 'The condition is no map.');
  const conditions: NumberCondition[] = [];
  for (const [key, value] of Object.entries(condition)) {
    if (key === 'field') continue;
    const order = ORDERS.find((each) => each === key);
    if (order === undefined) return unsupported(`${path}.${key}`, `the condition ${key}`);
    const than = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof than !== 'number' || !Number.isFinite(than))
      return malformed(`${path}.${key}`, 'A number belongs here.');
    conditions.push({ order, than });
  }
  const fields = wordsOf(partOf(condition, 'field'));
  if (fields.length > MOST_FIELDS) malformed(`${path}.field`, `More than ${MOST_FIELDS} fields are counted.`);
  return { conditions, ruleCondition: null, fields: fields.length > 0 ? fields : beside };
}

function toRules(node: ConditionNode): RuleCondition {
  if (node.kind === 'name') return { kind: 'rule', reference: node.name };
  return node.kind === 'not' ? { kind: 'not', of: toRules(node.of) } : { kind: node.kind, of: node.of.map(toRules) };
}

function isAllInOrder(condition: RuleCondition, references: readonly string[]): boolean {
  const named = condition.kind === 'all' ? condition.of : [condition];
  return (
    named.length === references.length &&
    named.every((each, at) => each.kind === 'rule' && each.reference === references[at])
  );
}

function readAliases(value: unknown): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const path = 'correlation.aliases';
  if (value === undefined || value === null) return new Map();
  if (!isRuleMap(value)) return malformed(path, 'The aliases are no map.');
  const aliases = new Map<string, ReadonlyMap<string, string>>();
  for (const [alias, fields] of Object.entries(value)) {
    if (!isRuleMap(fields)) return malformed(`${path}.${alias}`, 'An alias names a field for each rule.');
    aliases.set(alias, new Map(Object.entries(fields).map(([rule, field]) => [rule, wordOf(field)])));
  }
  return aliases;
}
