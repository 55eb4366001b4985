import type { QueryLanguage } from './hunt-queries';
import type { HuntEntry } from './hunt-sheet';

/** What outcomes and languages are called, on the screen and in every export. */

export const OUTCOME_WORDS: Readonly<Record<HuntEntry['outcome'], string>> = {
  open: 'open',
  'nothing-found': 'looked, nothing found',
  found: 'found',
  'not-possible': 'not possible',
};

export const LANGUAGE_NAMES: Readonly<Record<QueryLanguage, string>> = {
  spl: 'Splunk SPL',
  'kql-sentinel': 'Sentinel KQL',
  'kql-defender': 'Defender KQL',
  esql: 'Elastic ES|QL',
  eql: 'Elastic EQL',
  sigma: 'Sigma',
  osquery: 'osquery SQL',
  zeek: 'Zeek',
  ausearch: 'ausearch',
  'cloudtrail-lookup': 'AWS CLI, CloudTrail',
  athena: 'Athena SQL',
};
