import { describe, expect, it } from 'vitest';
import { collectEvidence } from '../../src/domain/threats/collect-evidence';
import { indexForEvidence } from '../../src/domain/threats/evidence-index';
import { makeTechniqueResolver } from '../../src/domain/threats/resolve-technique';
import { stepsOfReport } from '../../src/domain/threats/steps-of-report';
import type { Mentions, TechniqueMention } from '../../src/domain/threats/technique-mentions';
import type { ReportContent, TechniqueDecision, ThreatReport } from '../../src/domain/threats/threat-report';
import { makeReport, makeReportContent, makeStatement } from './made-up-report';
import { ENTERPRISE, ENTERPRISE_THREATS, ICS, MOBILE } from './shipped-releases';

const INDEX = indexForEvidence(ENTERPRISE, ENTERPRISE_THREATS, makeTechniqueResolver(ENTERPRISE, [MOBILE, ICS]));
const NOTHING: Mentions = { techniques: [], threats: [], unresolved: [] };
const TEXT = 'They used PowerShell. Later T1086 again, e.g. by Cobalt Strike.';
const mention = (technique: string, written: string, how: TechniqueMention['how']): TechniqueMention => {
  const start = TEXT.indexOf(written);
  return { technique: technique as TechniqueMention['technique'], written, how, start, end: start + written.length };
};
const MENTIONS: Mentions = {
  techniques: [mention('T1059.001', 'PowerShell', 'name'), mention('T1059.001', 'T1086', 'old-id')],
  threats: [{ threatId: 'S0154', written: 'Cobalt Strike', start: 50, end: 63 }],
  unresolved: [],
};
const decision = (technique: string, verdict: TechniqueDecision['verdict']): TechniqueDecision => ({
  technique,
  verdict,
  passage: null,
  reason: '',
  at: '2026-11-24T12:00:00Z',
});

function collect(
  report: Partial<ThreatReport>,
  content: Partial<ReportContent>,
  mentions = NOTHING,
  part: number | null = null,
) {
  const whole = makeReportContent('r', content);
  const subject = part === null ? null : (whole.subjects[part] ?? null);
  const facts = { report: makeReport('r', report), content: whole, subject, mentions, suggestions: [] };
  return collectEvidence(facts, INDEX);
}

const counted = ({ evidence }: ReturnType<typeof collect>) =>
  evidence.filter(({ isCounted }) => isCounted).map(({ technique }) => technique);

describe('what of a report counts', () => {
  it('is what the fields of a structured file name; its prose and its groups are offered', () => {
    const collected = collect(
      { format: 'stix-report' },
      {
        text: TEXT,
        statements: [
          makeStatement({ technique: 'T1566.001', place: 'objects[2]' }),
          makeStatement({ name: 'Nonsense' }),
        ],
      },
      MENTIONS,
    );
    expect(counted(collected)).toEqual(['T1566.001']);
    expect(collected.evidence[1]).toMatchObject({ technique: 'T1059.001', rank: 'in-prose', isCounted: false });
    expect(collected.evidence.some(({ rank }) => rank === 'threat')).toBe(true);
    expect(collected.unresolved).toEqual([{ written: 'Nonsense', place: '', range: null, reason: 'no-technique' }]);
  });

  it('is what the prose of a document names, but not what the software it names can do', () => {
    const collected = collect({ format: 'report-text' }, { text: TEXT }, MENTIONS);
    expect(counted(collected)).toEqual(['T1059.001']);
    const cobalt = ENTERPRISE_THREATS.software.find(({ id }) => id === 'S0154')?.techniques.length ?? 0;
    const offered = collected.evidence.filter(({ pieces }) => pieces.some(({ kind }) => kind === 'threat'));
    expect(offered).toHaveLength(cobalt);
  });

  it('follows the analyst: rejected, accepted, added', () => {
    const decisions = [decision('T1086', 'rejected'), decision('T1055', 'accepted'), decision('T1003', 'accepted')];
    const collected = collect({ format: 'report-text', decisions }, { text: TEXT }, MENTIONS);
    expect(counted(collected)).toEqual(['T1003', 'T1055'].sort((a, b) => order(collected, a) - order(collected, b)));
    expect(collected.evidence.find(({ technique }) => technique === 'T1003')).toMatchObject({ rank: 'added' });
    expect(collected.evidence.find(({ technique }) => technique === 'T1059.001')?.decision?.verdict).toBe('rejected');
  });

  it('of a part is what is stated of the part alone', () => {
    const content = {
      text: TEXT,
      statements: [makeStatement({ technique: 'T1566.001' }), makeStatement({ technique: 'T1486' })],
      subjects: [{ kind: 'campaign' as const, name: 'C', aliases: [], attackId: '', place: '', statements: [1] }],
    };
    expect(counted(collect({ format: 'stix-report' }, content, MENTIONS, 0))).toEqual(['T1486']);
  });

  it('keeps what was accepted of one part out of the others', () => {
    const subject = { kind: 'campaign' as const, aliases: [], attackId: '', place: '' };
    const content = {
      statements: [makeStatement({ technique: 'T1566.001' }), makeStatement({ technique: 'T1486' })],
      subjects: [
        { ...subject, name: 'A', statements: [0] },
        { ...subject, name: 'B', statements: [1] },
      ],
    };
    const report = { format: 'stix-report', decisions: [decision('T1566.001', 'accepted')] };
    expect(counted(collect(report, content, NOTHING, 1))).toEqual(['T1486']);
    expect(counted(collect(report, content, NOTHING, 0))).toEqual(['T1566.001']);
  });

  it('knows a group by its alias, unless two have it', () => {
    const subject = { kind: 'group' as const, name: 'Cozy Bear', aliases: [], attackId: '', place: '', statements: [] };
    const { evidence } = collect({ format: 'misp-event' }, { subjects: [subject] });
    expect(evidence.length).toBe(ENTERPRISE_THREATS.groups.find(({ id }) => id === 'G0016')?.techniques.length);
    expect(evidence.every(({ isCounted }) => !isCounted)).toBe(true);
  });

  it('becomes steps with the words of the report', () => {
    const { evidence, unresolved } = collect({ format: 'report-text' }, { text: TEXT }, MENTIONS);
    const { steps } = stepsOfReport('r', 'Report', TEXT, evidence, unresolved);
    expect(steps).toEqual([
      {
        technique: 'T1059.001',
        tactics: [],
        order: null,
        isAccepted: false,
        written: 'T1086',
        passage: 'They used PowerShell.',
      },
    ]);
  });
});

function order({ evidence }: ReturnType<typeof collect>, id: string): number {
  return evidence.findIndex(({ technique }) => technique === id);
}
