import type { Alert, VerdictKind } from '../../domain/detection/alerts/alert';
import type { Signal, SignalKind } from '../../domain/detection/signal';

export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  true: 'True',
  false: 'False',
  benign: 'Benign',
};

/** What a decision means, and does. */
export const VERDICT_MEANINGS: Readonly<Record<VerdictKind, string>> = {
  true: 'It is what it says. It stays in the queue, marked.',
  false: 'It is not what it says. The same signals raise no alert again.',
  benign: 'It is what it says, and it is meant to be. The same signals raise no alert again.',
};

export const SEVERITY_WORDS: Readonly<Record<Signal['severity'], string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

export const KIND_WORDS: Readonly<Record<SignalKind, string>> = {
  behaviour: 'behaviour',
  detection: 'sensor’s alert',
  sigma: 'Sigma rule',
  sighting: 'indicator seen',
};

/** "regular connections and scanning" */
export function nameEvidence({ evidence }: Pick<Alert, 'evidence'>): string {
  const names = [...new Set(evidence.map(({ what }) => what.replace(/ \(\d.*\)$/, '')))];
  if (names.length > 4) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1] ?? ''}`;
}
