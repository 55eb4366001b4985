/** What the analyst does with reports. Pure; untouched reports stay the same objects. */
import type { TechniqueDecision, ThreatReport } from './threat-report';

/** Behind all others. */
export function nextReportPosition(reports: readonly ThreatReport[]): number {
  return reports.reduce((last, { position }) => Math.max(last, position), 0) + 1;
}

/** The newest first. */
export function orderReports<Item extends Pick<ThreatReport, 'position' | 'name'>>(reports: readonly Item[]): Item[] {
  return [...reports].sort((a, b) => b.position - a.position || (a.name < b.name ? -1 : 1));
}

/** A decision about a technique takes the place of the one before. */
export function decide(report: ThreatReport, decisions: readonly TechniqueDecision[]): ThreatReport {
  const decided = new Set(decisions.map(({ technique }) => technique));
  return {
    ...report,
    decisions: [...report.decisions.filter(({ technique }) => !decided.has(technique)), ...decisions],
  };
}

/** What was decided about these is forgotten. */
export function undecide(report: ThreatReport, techniques: ReadonlySet<string>): ThreatReport {
  const decisions = report.decisions.filter(({ technique }) => !techniques.has(technique));
  return decisions.length === report.decisions.length ? report : { ...report, decisions };
}
