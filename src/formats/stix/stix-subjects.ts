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

export function findSubjects(
  items: readonly StixItem[],
  { byId }: FoundTechniques,
  findings: Findings,
): readonly ReportSubject[] {
  const links = makeLinks(items);
  const subjects: ReportSubject[] = [];
  for (const item of items.filter(({ type }) => KINDS.has(type))) {
    const kind = KINDS.get(item.type);
    if (kind === undefined) continue;
    const isContainer = kind === 'report' || kind === 'grouping' || kind === 'incident';
    const reached = isContainer ? links.listContained(item.id) : links.listUsed(item.id);
    const positions = new Set<number>();
    reached.forEach((id) => {
      byId.get(id)?.forEach((position) => {
        positions.add(position);
      });
    });
    const statements = [...positions].sort((one, other) => one - other);
    subjects.push(describeSubject(item, kind, statements));
  }
  if (links.isCut)
    findings.add(
      'stix-links-cut',
      '',
      'The objects refer to each other very often',
      'Not all links were followed for subjects.',
    );
  return subjects.sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
}

function describeSubject({ value, path }: StixItem, kind: SubjectKind, statements: readonly number[]): ReportSubject {
  const attackId = findThreatId(value);
  const written = ownText(value, 'name').trim();
  // MISP writes `Emotet - S0367`.
  const name = attackId === '' ? written : written.replace(new RegExp(`(?<!\\s)\\s+-\\s+${attackId}$`, 'i'), '');
  const aliases = new Set([...ownTexts(value, 'aliases'), ...ownTexts(value, 'x_mitre_aliases'), ...listLabels(value)]);
  aliases.delete(name);
  return { kind, name, aliases: [...aliases], attackId, place: path, statements };
}

/** OpenCTI's of before 2.1. */
function listLabels(value: StixItem['value']): readonly string[] {
  return Array.isArray(own(value, 'x_opencti_aliases')) ? ownTexts(value, 'x_opencti_aliases') : [];
}
