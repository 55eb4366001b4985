import type { HuntSheet } from '../../src/domain/threats/hunt-sheet';
import type { ReportContent, TechniqueStatement, ThreatReport } from '../../src/domain/threats/threat-report';

export function makeReport(id: string, changes: Partial<ThreatReport> = {}): ThreatReport {
  return {
    id,
    name: `Report ${id}`,
    fileName: `${id}.txt`,
    format: 'report-text',
    publisher: '',
    published: null,
    marking: null,
    position: 1,
    decisions: [],
    notes: '',
    ...changes,
  };
}

export function makeReportContent(id: string, changes: Partial<ReportContent> = {}): ReportContent {
  return { id, text: '', sections: [], statements: [], subjects: [], observables: [], sightings: [], ...changes };
}

export function makeStatement(changes: Partial<TechniqueStatement>): TechniqueStatement {
  const empty = { technique: '', name: '', aliases: [], domain: null, tactic: '', order: null, place: '', passage: '' };
  return { ...empty, ...changes };
}

export function makeHuntSheet(id: string, changes: Partial<HuntSheet> = {}): HuntSheet {
  const empty = { title: '', startedAt: null, finishedAt: null, hunter: '', notes: '', entries: [] };
  return { id, ...empty, ...changes };
}
