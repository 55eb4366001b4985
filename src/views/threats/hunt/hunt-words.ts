import { formatCount, formatCounted } from '../../../domain/format';
import type { HuntProgress } from '../../../domain/threats/edit-hunt-sheet';
import type { QueryLanguage } from '../../../domain/threats/hunt-queries';
import type { HuntEntry } from '../../../domain/threats/hunt-sheet';

export const LANGUAGE_WORDS: Readonly<Record<QueryLanguage, string>> = {
  spl: 'Splunk SPL',
  'kql-sentinel': 'Sentinel KQL',
  'kql-defender': 'Defender KQL',
  esql: 'Elastic ES|QL',
  eql: 'Elastic EQL',
  sigma: 'Sigma',
  osquery: 'osquery SQL',
  zeek: 'Zeek logs',
  ausearch: 'ausearch',
  'cloudtrail-lookup': 'CloudTrail look-up',
  athena: 'Athena SQL',
};

export const OUTCOME_WORDS: Readonly<Record<HuntEntry['outcome'], string>> = {
  open: 'Open',
  'nothing-found': 'Nothing found',
  found: 'Found',
  'not-possible': 'Not possible',
};

/** "7 of 19 steps looked at; something was found in 1." */
export function describeProgress({ all, lookedAt, found, notPossible }: HuntProgress): string {
  const parts = [`${formatCount(lookedAt)} of ${formatCounted(all, 'step')} looked at`];
  if (found > 0) parts.push(`something was found in ${formatCount(found)}`);
  else if (lookedAt > notPossible) parts.push('nothing was found');
  if (notPossible > 0) parts.push(`not possible in ${formatCount(notPossible)}`);
  return `${parts.join('; ')}.`;
}
