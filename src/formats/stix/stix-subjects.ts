/** Whom and what STIX content is about, each with the techniques it states of them. The rule: docs/formats/stix-report.md. */
import type { ReportSubject, SubjectKind } from '../../domain/threats/threat-report';
import { findThreatId } from './stix-external-ids';
import type { Findings } from './stix-findings';
import { makeLinks } from './stix-links';
import { own, ownText, ownTexts, type StixItem } from './stix-objects';
import type { FoundTechniques } from './stix-techniques';

const KINDS: ReadonlyMap<string, SubjectKind> = new Map<string, SubjectKind>(
  Object.entries({
    report: 'report',
    grouping: 'grouping',
    'intrusion-set': 'group',
    'threat-actor': 'group',
    campaign: 'campaign',
    malware: 'software',
    tool: 'software',
    incident: 'incident',
    'attack-flow': 'flow',
    infrastructure: 'infrastructure',
    'course-of-action': 'mitigation',
  } as const),
);
const ORDER: readonly SubjectKind[] = [
  'report',
  'grouping',
  'flow',
  'campaign',
  'incident',
  'group',
  'software',
  'infrastructure',
  'mitigation',
];

export interface SubjectCollector {
  take(item: StixItem): void;
  /** Of everything taken. */
  finish(techniques: FoundTechniques, findings: Findings): readonly ReportSubject[];
}

interface Subject {
  readonly id: string;
  readonly described: Omit<ReportSubject, 'statements'>;
}

export function makeSubjectCollector(): SubjectCollector {
  const links = makeLinks();
  const subjects: Subject[] = [];

  function take(item: StixItem): void {
    links.take(item);
    const kind = KINDS.get(item.type);
    if (kind !== undefined) subjects.push({ id: item.id, described: describeSubject(item, kind) });
  }

  function finish({ byId }: FoundTechniques, findings: Findings): readonly ReportSubject[] {
    const found = subjects.map(({ id, described }): ReportSubject => {
      const { kind } = described;
      const isContainer = kind === 'report' || kind === 'grouping' || kind === 'incident';
      const reached = isContainer ? links.listContained(id) : links.listUsed(id);
      const positions = new Set<number>();
      reached.forEach((each) => {
        byId.get(each)?.forEach((position) => {
          positions.add(position);
        });
      });
      return { ...described, statements: [...positions].sort((one, other) => one - other) };
    });
    if (links.isCut)
      findings.add(
        'stix-links-cut',
        '',
        'The objects refer to each other very often',
        'Not all links were followed for subjects.',
      );
    return found.sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  }

  return { take, finish };
}

function describeSubject({ value, path }: StixItem, kind: SubjectKind): Subject['described'] {
  const attackId = findThreatId(value);
  const written = ownText(value, 'name').trim();
  // MISP writes `Emotet - S0367`.
  const name = attackId === '' ? written : written.replace(new RegExp(`(?<!\\s)\\s+-\\s+${attackId}$`, 'i'), '');
  const aliases = new Set([...ownTexts(value, 'aliases'), ...ownTexts(value, 'x_mitre_aliases'), ...listLabels(value)]);
  aliases.delete(name);
  return { kind, name, aliases: [...aliases], attackId, place: path };
}

/** OpenCTI's of before 2.1. */
function listLabels(value: StixItem['value']): readonly string[] {
  return Array.isArray(own(value, 'x_opencti_aliases')) ? ownTexts(value, 'x_opencti_aliases') : [];
}
