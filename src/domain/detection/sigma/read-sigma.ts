/** One Sigma document as a rule that can be run, or why it cannot. */
import { issue } from '../../result';
import { readCorrelation } from './read-correlation';
import { readDetection } from './read-detection';
import { isRuleMap, malformed, partOf, RuleFault, type RuleMap, unsupported, wordOf, wordsOf } from './rule-data';
import type { FilterRule, LogSource, SigmaRule, UnsupportedRule } from './rule-model';

/** What the workspace knows of the rule. */
export interface RuleFacts {
  readonly id: string;
  readonly name: string;
  readonly techniqueIds: readonly string[];
}

/** @param value a parsed document, of whatever shape */
export function readSigma(value: unknown, { id, name, techniqueIds }: RuleFacts): SigmaRule | UnsupportedRule {
  try {
    if (!isRuleMap(value)) return malformed('(the rule)', 'The rule is no map.');
    const taxonomy = wordOf(value['taxonomy']);
    if (taxonomy !== '' && taxonomy.toLowerCase() !== 'sigma') unsupported('taxonomy', `the taxonomy ${taxonomy}`);
    const head = {
      id,
      ownId: wordOf(value['id']).toLowerCase(),
      name: wordOf(value['name']),
      title: wordOf(value['title']) || name,
      level: wordOf(value['level']).toLowerCase(),
      techniques: techniqueIds,
      notes: [],
    };
    if (value['correlation'] !== undefined) return { kind: 'correlation', ...head, ...readCorrelation(value) };
    if (value['filter'] !== undefined) return { kind: 'filter', ...head, ...readFilter(value) };
    const { detection } = value;
    if (!isRuleMap(detection)) return malformed('detection', 'The rule has no detection.');
    const notes =
      value['scope'] === undefined
        ? []
        : [
            issue('note', 'sigma-scope', { kind: 'path', path: 'scope' }, 'The rule is meant for some hosts only.', {
              done: 'It is run over the records of all.',
            }),
          ];
    const expression = readDetection(detection, 'detection');
    return { kind: 'detection', ...head, notes, logSource: readLogSource(value), expression };
  } catch (fault) {
    if (!(fault instanceof RuleFault)) throw fault;
    return { kind: 'unsupported', id, title: name, issues: [fault.issue] };
  }
}

function readLogSource(rule: RuleMap): LogSource {
  const logSource = rule['logsource'];
  const word = (key: string) => {
    const value = partOf(logSource, key);
    if (Array.isArray(value)) return unsupported(`logsource.${key}`, 'several log sources in one rule');
    return wordOf(value).toLowerCase();
  };
  const found = { product: word('product'), category: word('category'), service: word('service') };
  if (found.product === '' && found.category === '' && found.service === '')
    malformed('logsource', 'The rule names no log source, and would be run over everything.');
  return found;
}

function readFilter(rule: RuleMap): Pick<FilterRule, 'logSource' | 'references' | 'expression'> {
  const filter = rule['filter'];
  if (!isRuleMap(filter)) return malformed('filter', 'The filter is no map.');
  const references = wordsOf(filter['rules']);
  if (references.length === 0) malformed('filter.rules', 'The filter names no rules.');
  return {
    logSource: readLogSource(rule),
    references: references.length === 1 && references[0]?.toLowerCase() === 'any' ? 'any' : references,
    expression: readDetection(filter, 'filter', ['rules']),
  };
}
