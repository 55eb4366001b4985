import type { Rule } from '../domain/coverage/rule';
import { isInService } from '../domain/coverage/rule-index';

/** What is said of rules, wherever they are shown. */

const LANGUAGES: Readonly<Record<string, string>> = {
  sigma: 'Sigma',
  'sigma-filter': 'Sigma filter',
  panther: 'Panther',
  splunk: 'Splunk',
  table: 'name only',
};

export function languageWord(language: string): string {
  return LANGUAGES[language] ?? language;
}

/** "windows process_creation"; empty where the rule does not say. */
export function describeLogSource({ logSource }: Pick<Rule, 'logSource'>): string {
  return [logSource.product, logSource.category, logSource.service].filter((word) => word !== '').join(' ');
}

export function describeStatus(rule: Pick<Rule, 'status'>): string {
  if (rule.status === '') return '';
  return isInService(rule) ? rule.status : `${rule.status}: counts for nothing`;
}
