/** Attributes of MISP's events, exports and feeds as statements, with what tags, objects and sightings say of them. */
import type { IndicatorStatement } from '../../domain/indicators/statement';
import { failure, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { TlpLevel } from '../../domain/threats/threat-report';
import { strictestTlp } from '../../domain/threats/tlp';
import { joinPath } from '../json-object';
import { parseJson } from '../json-text';
import { readCluster, readTag } from '../misp/misp-galaxies';
import { isOn, listTags } from '../misp/misp-labels';
import { type FoundEvent, findEvents, isManifest } from '../misp/misp-shapes';
import { readMispValue } from '../misp/misp-types';
import { fieldOf, isMap, type PlainMap, textOf } from '../plain-data';
import { listItems } from '../report-draft';
import { cleanName, readTlp } from '../report-prose';
import type { IndicatorContext, IndicatorFacts, IndicatorReader } from './indicator-reader';
import { readConfidenceTag, readTime } from './said-values';
import { makeFacts, makeStatementTaker, type StatementTaker } from './statement-taker';
import { NOT_FOR_DETECTION } from './table-rows';
import { makeTextReader } from './whole-reader';

const LONGEST = 500;
const MOST_REFERENCES = 20;

export function makeMispIndicatorReader(context: IndicatorContext): IndicatorReader {
  return makeTextReader(context, (text) => {
    const parsed = parseJson(text);
    const read = parsed.ok ? readMispIndicators(parsed.value, context) : parsed;
    if (read.ok) return read.value;
    for (const found of read.issues) context.reject(found);
    return makeFacts(0);
  });
}

/** @param root what `JSON.parse` gave */
export function readMispIndicators(root: unknown, context: IndicatorContext): Result<IndicatorFacts> {
  if (isManifest(root))
    return refuse('misp-manifest', 'This is the manifest of a MISP feed: it lists events and holds none of them.');
  const { events } = findEvents(root);
  if (events.length === 0) return refuse('misp-no-event', 'There is no MISP event in this file.');
  const taker = makeStatementTaker(context);
  const publishers = new Set(events.map(({ map }) => publisherOf(map)).filter((name) => name !== ''));
  const levels = events.map(({ map }) => levelOf(listTagNames(map)));
  const marking = strictestTlp(levels);
  for (const [at, event] of events.entries()) {
    const level = levels[at] ?? null;
    readEvent(event, taker, publishers.size > 1 ? publisherOf(event.map) : '', { level, marking });
  }
  const names = events.map(({ map }) => cleanName(textOf(fieldOf(map, 'info')))).filter((name) => name !== '');
  const days = events
    .map(({ map }) => textOf(fieldOf(map, 'date')))
    .filter((day) => /^\d{4}-\d\d-\d\d$/.test(day))
    .sort();
  return success(
    makeFacts(taker.items, {
      name: names.length > 1 ? `${names[0]} and ${names.length - 1} more` : (names[0] ?? ''),
      publisher: [...publishers].join(', '),
      published: days.at(-1) ?? null,
      marking,
    }),
  );
}

function refuse(code: string, message: string): Result<never> {
  return failure(issue('error', code, WHOLE_FILE, message, { done: 'Nothing was read.' }));
}

interface EventPart {
  readonly taker: StatementTaker;
  readonly base: Partial<IndicatorStatement>;
  readonly usesToIds: boolean;
  readonly marks: Marks;
}

interface Marks {
  /** Of the event, which holds for all of its attributes; `null`: it has none. */
  readonly level: TlpLevel | null;
  /** Of the whole file: what is marked as this needs no marking of its own. */
  readonly marking: TlpLevel | null;
}

interface FoundAttribute {
  readonly map: PlainMap;
  readonly path: string;
  readonly object: PlainMap | null;
}

function readEvent(event: FoundEvent, taker: StatementTaker, saidBy: string, marks: Marks): void {
  const { map, path } = event;
  const attributes = listAttributes(event);
  const name = cleanName(textOf(fieldOf(map, 'info')));
  const tags = listTagNames(map);
  const links = attributes.filter((each) => isReference(each.map)).map((each) => textOf(fieldOf(each.map, 'value')));
  const confidence = tags.map(readConfidenceTag).find((each) => each !== null) ?? null;
  const base = {
    saidBy,
    tlp: marks.level === marks.marking ? null : marks.level,
    confidence,
    references: [...new Set([name, ...links])].filter((each) => each !== '').slice(0, MOST_REFERENCES),
  };
  const usesToIds = attributes.some((each) => isOn(fieldOf(each.map, 'to_ids')));
  const part: EventPart = { taker, base, usesToIds, marks };
  for (const attribute of attributes) readAttribute(attribute, part, path);
}

function listAttributes({ map, path, attributes, objects }: FoundEvent): readonly FoundAttribute[] {
  const found: FoundAttribute[] = [];
  const take = (value: unknown, place: string, object: PlainMap | null) => {
    for (const { item, path: at } of listItems(value, place))
      if (isMap(item)) found.push({ map: item, path: at, object });
  };
  const takeObjects = (value: unknown, place: string) => {
    for (const { item, path: at } of listItems(value, place))
      if (isMap(item)) take(fieldOf(item, 'Attribute'), joinPath(at, 'Attribute'), item);
  };
  take(fieldOf(map, 'Attribute'), joinPath(path, 'Attribute'), null);
  for (const each of attributes) take(each.value, each.path, null);
  takeObjects(fieldOf(map, 'Object'), joinPath(path, 'Object'));
  for (const each of objects) takeObjects(each.value, each.path);
  return found;
}

function readAttribute({ map, path, object }: FoundAttribute, part: EventPart, eventPath: string): void {
  const { taker, base } = part;
  const at = { kind: 'path', path: path === '' ? eventPath || 'the attribute' : path } as const;
  const type = textOf(fieldOf(map, 'type'));
  const value =
    textOf(fieldOf(map, 'value')) ||
    [textOf(fieldOf(map, 'value1')), textOf(fieldOf(map, 'value2'))].filter((part) => part !== '').join('|');
  if (isOn(fieldOf(map, 'deleted')) || isOn(fieldOf(object, 'deleted'))) {
    taker.reject(at, 'This attribute was deleted from the event.', value, 'misp-deleted');
    return;
  }
  if (type === '' || value === '') {
    taker.reject(at, 'This attribute has no type or no value.', `${type} ${value}`.trim(), 'misp-attribute-incomplete');
    return;
  }
  const holding = readMispValue(type, value);
  if (holding.kind === 'words' || isReference(map)) return;
  if (holding.kind === 'other') {
    taker.reject(
      at,
      `Values of the type ${type.slice(0, 40)} are not looked for.`,
      value,
      'indicator-type-not-looked-for',
    );
    return;
  }
  if (holding.kind === 'unreadable') {
    taker.reject(at, `This is no value of the type ${type.slice(0, 40)}.`, value);
    return;
  }
  const said = { ...base, ...sayOf(map, object, part) };
  for (const { observable, written } of holding.values) taker.give(observable, written, at.path, said);
}

function sayOf(map: PlainMap, object: PlainMap | null, { usesToIds, marks }: EventPart): Partial<IndicatorStatement> {
  const tags = [...listTagNames(map), ...(object === null ? [] : listTagNames(object))];
  const category = textOf(fieldOf(map, 'category'));
  const comments = [textOf(fieldOf(object, 'comment')), textOf(fieldOf(map, 'comment'))].filter((each) => each !== '');
  const confidence = tags.map(readConfidenceTag).find((each) => each !== null);
  const level = levelOf(tags);
  const sightings = listItems(fieldOf(map, 'Sighting'), '').filter(({ item }) =>
    /^(?:0|)$/.test(textOf(fieldOf(item, 'type'))),
  );
  const seen = sightings
    .map(({ item }) => readTime(textOf(fieldOf(item, 'date_sighting'))))
    .filter((each) => each !== null);
  const labels = [
    ...(category === '' ? [] : [category]),
    ...(object === null ? [] : [textOf(fieldOf(object, 'name'))]),
    ...tags.filter((tag) => !/^tlp[:=]|^misp-galaxy:/i.test(tag) && readConfidenceTag(tag) === null),
    ...(usesToIds && !isOn(fieldOf(map, 'to_ids')) ? [NOT_FOR_DETECTION] : []),
  ];
  return {
    comment: comments.join('; ').slice(0, LONGEST),
    labels: [...new Set(labels)].filter((label) => label !== ''),
    techniques: listTechniques(map, tags),
    firstSeen: timeOf(map, object, 'first_seen') ?? (seen.length === 0 ? null : Math.min(...seen)),
    lastSeen: timeOf(map, object, 'last_seen') ?? (seen.length === 0 ? null : Math.max(...seen)),
    ...(confidence === undefined ? {} : { confidence }),
    // The event's holds for it as well: its own may only be stricter.
    ...(level === null ? {} : { tlp: strictestTlp([marks.level, level]) }),
  };
}

function timeOf(map: PlainMap, object: PlainMap | null, key: string): number | null {
  return readTime(textOf(fieldOf(map, key))) ?? readTime(textOf(fieldOf(object, key)));
}

function listTechniques(map: PlainMap, tags: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const take = (meaning: ReturnType<typeof readTag>) => {
    if (meaning.kind === 'technique' && meaning.technique.technique !== '') found.add(meaning.technique.technique);
  };
  for (const tag of tags) take(readTag(tag));
  for (const { item: galaxy } of listItems(fieldOf(map, 'Galaxy'), ''))
    for (const { item: cluster } of listItems(fieldOf(galaxy, 'GalaxyCluster'), ''))
      take(readCluster(textOf(fieldOf(cluster, 'type')) || textOf(fieldOf(galaxy, 'type')), cluster));
  return [...found];
}

function listTagNames(map: PlainMap): readonly string[] {
  return listTags(map, '').map(({ tag }) => tag);
}

function levelOf(tags: readonly string[]): TlpLevel | null {
  return strictestTlp(tags.map((tag) => (/^\s*tlp/i.test(tag) ? readTlp(tag) : null)));
}

function publisherOf(event: unknown): string {
  const name = (key: string) => cleanName(textOf(fieldOf(fieldOf(event, key), 'name')));
  return name('Orgc') || name('Org');
}

/** A link to the source is an address as well, and nothing to look for. */
function isReference(map: PlainMap): boolean {
  const type = textOf(fieldOf(map, 'type'));
  if (type === 'link') return true;
  return (
    textOf(fieldOf(map, 'category')) === 'External analysis' &&
    !isOn(fieldOf(map, 'to_ids')) &&
    /^(?:url|uri|domain|hostname)$/.test(type)
  );
}
