/** Matches of Sigma rules as signals: one per rule and host. */
import { formatCount, formatCounted } from '../../format';
import type { Signal } from '../signal';
import type { RuleHost, RuleResult, RuleRun } from './rule-run';

/**
 * How surely a match is what the rule says, by the level that its author gave it (docs/sigma.md): there is no better ground than
 * the author's word. `informational` rules describe, and raise nothing.
 */
const LEVELS: Readonly<Record<string, { readonly score: number; readonly severity: Signal['severity'] }>> = {
  low: { score: 0.2, severity: 'low' },
  medium: { score: 0.4, severity: 'medium' },
  high: { score: 0.7, severity: 'high' },
  critical: { score: 0.9, severity: 'critical' },
};
const WITHOUT_LEVEL = { score: 0.3, severity: 'medium' } as const;

/**
 * Hosts that are not named and records without a time raise no signal: nothing could agree with it. Nor do rules that count for
 * correlations alone.
 */
export function makeSigmaSignals(run: Pick<RuleRun, 'rules'>): readonly Signal[] {
  return run.rules.flatMap((result) => {
    if (result.outcome !== 'matched' || result.isQuiet || result.level === 'informational') return [];
    return result.hosts.flatMap((host) => signalOf(result, host) ?? []);
  });
}

function signalOf(result: RuleResult, { host, count, first, last, bouts, records }: RuleHost): Signal | null {
  if (host === '' || first === null || last === null) return null;
  const { score, severity } = (Object.hasOwn(LEVELS, result.level) ? LEVELS[result.level] : null) ?? WITHOUT_LEVEL;
  const apart =
    (bouts?.length ?? 0) > 1 ? `, in ${formatCounted(bouts?.length ?? 0, 'bout')} more than a day apart` : '';
  const why = result.isCorrelation
    ? `${formatCounted(count, 'time')} the records that it correlates came together${apart}`
    : `${formatCount(count)} of its host’s records match${apart}`;
  return {
    id: `sigma ${result.rule} ${host}`,
    kind: 'sigma',
    rule: result.rule,
    title: result.title,
    host,
    peer: null,
    first,
    last,
    bouts,
    count,
    score,
    severity,
    techniques: result.techniques,
    why,
    records,
  };
}
