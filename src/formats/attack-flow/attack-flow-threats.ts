/** Whom and what a flow names beside its steps. */
import type { SubjectKind } from '../../domain/threats/threat-report';
import { fieldOf, type PlainMap, textOf, textsOf } from '../plain-data';
import type { ReportDraft } from '../report-draft';
import { cleanName, readMoment } from '../report-prose';
import type { FlowDocument, FlowObject } from './attack-flow-document';

const SUBJECTS: Readonly<Record<string, SubjectKind>> = {
  'threat-actor': 'group',
  'intrusion-set': 'group',
  campaign: 'campaign',
  malware: 'software',
  tool: 'software',
  infrastructure: 'infrastructure',
  incident: 'incident',
  'course-of-action': 'mitigation',
};

const THREAT = /^[GSCM]\d{4}$/;

/** `null`: objects of this type are no part of a report. */
export function kindOfSubject(type: string): SubjectKind | null {
  return Object.hasOwn(SUBJECTS, type) ? (SUBJECTS[type] ?? null) : null;
}

/** Ids that MITRE gives: `T1059`, `G0016`; empty: there is none. */
export function readAttackId(map: PlainMap | undefined, form: RegExp): string {
  const references = fieldOf(map, 'external_references');
  const ids = (Array.isArray(references) ? references : [])
    .filter((each) => /mitre|attack/i.test(textOf(fieldOf(each, 'source_name'))))
    .map((each) => textOf(fieldOf(each, 'external_id')));
  return ids.find((id) => form.test(id)) ?? '';
}

export function addSighting(
  draft: ReportDraft,
  { map, path }: FlowObject,
  byId: ReadonlyMap<string, FlowObject>,
): void {
  const ref = textOf(fieldOf(map, 'sighting_of_ref'));
  const seen = byId.get(ref);
  const count = Number(textOf(fieldOf(map, 'count')) || Number.NaN);
  draft.addSighting({
    of: (seen === undefined ? '' : nameOf(seen)) || ref,
    place: path,
    count: Number.isFinite(count) ? count : null,
    firstSeen: readMoment(textOf(fieldOf(map, 'first_seen'))),
    lastSeen: readMoment(textOf(fieldOf(map, 'last_seen'))),
  });
}

export function addNamed(draft: ReportDraft, object: FlowObject, kind: SubjectKind): void {
  const name = nameOf(object);
  if (name === '') {
    draft.leaveOut(
      'warning',
      'attack-flow-object-unnamed',
      object.path,
      `This object of the type ${object.type} has no name.`,
    );
    return;
  }
  draft.addSubject({
    kind,
    name,
    attackId: readAttackId(object.map, THREAT),
    place: object.path,
    aliases: textsOf(fieldOf(object.map, 'aliases')).map(cleanName),
  });
  addWords(draft, object);
}

export function addWords(draft: ReportDraft, { map, path }: FlowObject): void {
  const parts = ['name', 'abstract', 'description', 'content', 'command_line', 'explanation'].map((key) =>
    textOf(fieldOf(map, key)),
  );
  draft.addText(path, parts.filter((part) => part !== '').join('\n'));
}

export function nameOf({ map }: FlowObject): string {
  return cleanName(textOf(fieldOf(map, 'name')) || textOf(fieldOf(map, 'value')));
}

/** A flow's only actor or campaign does what the flow shows; software does what it is tied to. */
export function relateThreats(
  draft: ReportDraft,
  { objects, edges }: FlowDocument,
  statementOf: ReadonlyMap<string, number>,
): void {
  const relations = objects
    .filter(({ type }) => type === 'relationship')
    .map(({ map }) => ({ from: textOf(fieldOf(map, 'source_ref')), to: textOf(fieldOf(map, 'target_ref')) }));
  const ties = [...relations, ...edges];
  for (const kind of new Set(Object.values(SUBJECTS))) {
    const named = objects.filter(({ type }) => kindOfSubject(type) === kind);
    for (const object of named) {
      const name = nameOf(object);
      if (name === '') continue;
      const attackId = readAttackId(object.map, THREAT);
      const subject = draft.addSubject({ kind, name, attackId, place: object.path });
      const ownsAll = named.length === 1 && (kind === 'group' || kind === 'campaign');
      const tied = ties.flatMap(({ from, to }) => (from === object.id ? [to] : to === object.id ? [from] : []));
      for (const id of ownsAll ? statementOf.keys() : tied) {
        const statement = statementOf.get(id);
        if (statement !== undefined && kind !== 'mitigation') draft.relate(subject, statement);
      }
    }
  }
}
