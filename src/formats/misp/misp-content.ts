/** One MISP event: its attributes, objects, galaxies, tags, reports and sightings. */
import type { ReportSubject } from '../../domain/threats/threat-report';
import { joinPath } from '../json-object';
import { describeValue, fieldOf, isMap, type PlainMap, textOf } from '../plain-data';
import { listItems, type ReportDraft, takeMaps } from '../report-draft';
import { cleanName, readMoment } from '../report-prose';
import { readPatternObject } from './misp-galaxies';
import { addTechnique, type EventReading, isOn, readLabels } from './misp-labels';
import type { FoundEvent } from './misp-shapes';
import { readMispValue } from './misp-types';

export function readMispContent(draft: ReportDraft, event: FoundEvent): void {
  const { map, path } = event;
  const name = cleanName(textOf(fieldOf(map, 'info'))) || `Event ${textOf(fieldOf(map, 'id'))}`.trim();
  const at = (key: string) => joinPath(path, key);
  const subject = draft.addSubject({ kind: 'report', name, attackId: '', place: path === '' ? 'the file' : path });
  const attributes = [
    ...takeMaps(draft, fieldOf(map, 'Attribute'), at('Attribute')),
    ...event.attributes.flatMap(({ value, path: place }) => takeMaps(draft, value, place)),
  ];
  // An object is no entry of its own: its attributes are.
  const objects = [
    ...listObjects(draft, fieldOf(map, 'Object'), at('Object')),
    ...event.objects.flatMap(({ value, path: place }) => listObjects(draft, value, place)),
  ];
  const everything = [attributes, ...objects.map(({ attributes: inner }) => inner)].flat();
  const reading: EventReading = {
    draft,
    subject,
    groups: new Set(),
    statements: [],
    comments: new Set(),
    values: new Map(everything.map(({ map: each }) => [textOf(fieldOf(each, 'uuid')), textOf(fieldOf(each, 'value'))])),
    usesToIds: everything.some(({ map: each }) => isOn(fieldOf(each, 'to_ids'))),
  };
  draft.addText(path === '' ? 'info' : at('info'), textOf(fieldOf(map, 'info')));
  readLabels(reading, map, { path, passage: '', isEvent: true });
  for (const { map: report, path: place } of takeMaps(draft, fieldOf(map, 'EventReport'), at('EventReport'))) {
    if (isOn(fieldOf(report, 'deleted'))) {
      draft.leaveOut(
        'note',
        'misp-deleted',
        place,
        'This report was deleted from the event.',
        textOf(fieldOf(report, 'name')),
      );
    } else {
      const prose = textOf(fieldOf(report, 'content')).replace(
        /@!?\[\w+\]\(([^)]*)\)/g,
        (_, ref: string) => reading.values.get(ref) ?? ref,
      );
      draft.addText(place, `${textOf(fieldOf(report, 'name'))}\n${prose}`);
    }
  }
  for (const { map: attribute, path: place } of attributes) readAttribute(reading, attribute, place, '');
  for (const object of objects) readObject(reading, object);
  if (reading.comments.size > 0) draft.addText(at('comments'), [...reading.comments].join('\n'));
  for (const { map: proposal, path: place } of takeMaps(
    draft,
    fieldOf(map, 'ShadowAttribute'),
    at('ShadowAttribute'),
  )) {
    leaveProposal(draft, proposal, place);
  }
  // What MISP says of the event, it says of the one actor that the event names.
  const [group] = reading.groups;
  if (reading.groups.size === 1 && group !== undefined) {
    for (const statement of reading.statements) draft.relate(group, statement);
  }
}

interface ObjectReading {
  readonly map: PlainMap;
  readonly path: string;
  readonly attributes: readonly { readonly map: PlainMap; readonly path: string }[];
}

function listObjects(draft: ReportDraft, value: unknown, path: string): readonly ObjectReading[] {
  return listItems(value, path).flatMap(({ item, path: place }) => {
    if (isMap(item)) {
      const attributes = takeMaps(draft, fieldOf(item, 'Attribute'), joinPath(place, 'Attribute'));
      return [{ map: item, path: place, attributes }];
    }
    draft.countRead();
    draft.leaveOut('warning', 'report-part-unreadable', place, 'An object is expected here.', describeValue(item));
    return [];
  });
}

function readObject(reading: EventReading, { map, path, attributes }: ObjectReading): void {
  const { draft } = reading;
  const name = cleanName(textOf(fieldOf(map, 'name')));
  if (isOn(fieldOf(map, 'deleted'))) {
    for (const { map: each, path: place } of attributes) leaveDeleted(draft, each, place);
    return;
  }
  const comment = textOf(fieldOf(map, 'comment'));
  noteComment(reading, comment);
  readLabels(reading, map, { path, passage: comment, isEvent: false });
  const kept = attributes.filter(({ map: each }) => !isOn(fieldOf(each, 'deleted')));
  const valueAt = (relation: string) =>
    textOf(fieldOf(kept.find(({ map: each }) => textOf(fieldOf(each, 'object_relation')) === relation)?.map, 'value'));
  if (name === 'attack-pattern') {
    const technique = readPatternObject(valueAt);
    if (technique !== null)
      addTechnique(reading, technique, { path, passage: valueAt('summary') || comment, isEvent: false });
  }
  for (const { map: each, path: place } of attributes) readAttribute(reading, each, place, name);
}

function readAttribute(reading: EventReading, map: PlainMap, path: string, objectName: string): void {
  const { draft } = reading;
  if (isOn(fieldOf(map, 'deleted'))) {
    leaveDeleted(draft, map, path);
    return;
  }
  const type = textOf(fieldOf(map, 'type'));
  const value =
    textOf(fieldOf(map, 'value')) ||
    [fieldOf(map, 'value1'), fieldOf(map, 'value2')]
      .map(textOf)
      .filter((part) => part !== '')
      .join('|');
  const comment = textOf(fieldOf(map, 'comment'));
  const category = textOf(fieldOf(map, 'category'));
  for (const { map: proposal, path: place } of takeMaps(
    draft,
    fieldOf(map, 'ShadowAttribute'),
    joinPath(path, 'ShadowAttribute'),
  )) {
    leaveProposal(draft, proposal, place);
  }
  if (type === '' || value === '') {
    draft.leaveOut(
      'warning',
      'misp-attribute-incomplete',
      path,
      'This attribute has no type or no value.',
      `${type} ${value}`.trim(),
    );
    return;
  }
  noteComment(reading, comment);
  const labels = { path, passage: [comment, value].filter((part) => part !== '').join(': '), isEvent: false };
  const named = readLabels(reading, map, labels);
  readSightings(draft, fieldOf(map, 'Sighting'), joinPath(path, 'Sighting'), value);
  const forDetection = isOn(fieldOf(map, 'to_ids'));
  const holding = readMispValue(type, value);
  const relation = textOf(fieldOf(map, 'object_relation'));
  // A link to the source is an address as well, and nothing to look for.
  const isReference =
    holding.kind === 'values' &&
    category === 'External analysis' &&
    !forDetection &&
    /^(?:url|uri|domain|hostname)$/.test(type);
  if (holding.kind === 'words' || isReference) {
    draft.addText(path, objectName === '' || relation === '' ? value : `${relation}: ${value}`);
    addNamedThreat(reading, type, value, path);
  } else if (holding.kind === 'values') {
    const notForDetection = reading.usesToIds && !forDetection ? 'not marked for detection' : '';
    const context = [objectName, comment || category, notForDetection].filter((part) => part !== '').join('; ');
    for (const { observable, written } of holding.values) draft.addNormalised(observable, written, path, context);
  } else if (named) {
    // It is kept as what its tags say of it.
  } else if (holding.kind === 'unreadable') {
    draft.leaveOut('warning', 'misp-value-unreadable', path, `This is no value of the type ${type}.`, value);
  } else {
    draft.leaveOut('note', 'misp-type-not-collected', path, `Attributes of the type ${type} are not collected.`, value);
  }
}

const THREAT_TYPES: Readonly<Record<string, ReportSubject['kind']>> = {
  'threat-actor': 'group',
  'campaign-name': 'campaign',
};

function addNamedThreat(reading: EventReading, type: string, value: string, place: string): void {
  if (!Object.hasOwn(THREAT_TYPES, type)) return;
  const kind = THREAT_TYPES[type] ?? 'group';
  const at = reading.draft.addSubject({ kind, name: cleanName(value), attackId: '', place });
  if (kind === 'group') reading.groups.add(at);
}

/** MISP counts each time something was seen; those that say "false positive" or "expired" are none. */
function readSightings(draft: ReportDraft, value: unknown, path: string, of: string): void {
  const found = takeMaps(draft, value, path);
  const seen = found.filter(({ map, path: place }) => {
    const type = textOf(fieldOf(map, 'type')) || '0';
    if (type === '0') return true;
    draft.leaveOut(
      'note',
      'misp-not-seen',
      place,
      type === '1' ? 'It was reported as a false positive.' : 'It was reported as expired.',
      of,
    );
    return false;
  });
  if (seen.length === 0) return;
  const times = seen.flatMap(({ map }) => readMoment(textOf(fieldOf(map, 'date_sighting'))) ?? []).sort();
  draft.addSighting({
    of,
    place: path,
    count: seen.length,
    firstSeen: times[0] ?? null,
    lastSeen: times.at(-1) ?? null,
  });
}

function noteComment(reading: EventReading, comment: string): void {
  if (comment !== '') reading.comments.add(comment);
}

function leaveDeleted(draft: ReportDraft, map: PlainMap, path: string): void {
  draft.leaveOut(
    'note',
    'misp-deleted',
    path,
    'This attribute was deleted from the event.',
    textOf(fieldOf(map, 'value')),
  );
}

function leaveProposal(draft: ReportDraft, map: PlainMap, path: string): void {
  draft.leaveOut(
    'note',
    'misp-proposal',
    path,
    'This is a proposal that nobody has accepted.',
    textOf(fieldOf(map, 'value')),
  );
}
