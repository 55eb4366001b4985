import { ATTACK_DOMAINS } from '../attack/identifiers';
import type { Rule } from '../coverage/rule';
import type { Layer, LayerTechnique } from '../layers/layer';
import { excerpt, type Issue, issue } from '../result';
import { type DataQuality, QUALITY_DIMENSIONS, QUALITY_MAXIMUM } from '../sensors/data-quality';
import {
  type Cost,
  DEPLOYMENT_STATUSES,
  type Deployment,
  GROUP_KINDS,
  type Observation,
  type SupportingMark,
  type SystemGroup,
} from '../sensors/inventory';
import { EVENT_DEFAULTS, ROLES, type Sensor, type SensorEvent } from '../sensors/sensor';
import { checkPlanning } from './check-planning';
import { checkThreats } from './check-threats';
import {
  type Check,
  type Checks,
  isAbsentOr,
  isEither,
  isFlag,
  isListOf,
  isName,
  isNullOr,
  isNumber,
  isOneOf,
  isPlainObject,
  isRecord,
  isText,
  isTextUpTo,
} from './check-value';
import { checkWatch } from './check-watch';
import { type ForeignDocument, LONGEST_DOCUMENT } from './content';

/** The one validator of what a workspace holds, for backups and links alike. */

const share = isNumber(0, 1);
const texts = isListOf(isText);
const date: Check = (value, path, report) => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) report(path, 'a date such as 2026-11-22', value);
};

const GROUP: Checks<SystemGroup> = {
  id: isName,
  name: isText,
  kind: isOneOf(GROUP_KINDS),
  platforms: texts,
  hosts: isNullOr(isNumber(0)),
  criticality: isNullOr(isNumber(0)),
  roles: isListOf(isOneOf(ROLES)),
  parts: isListOf(isRecord({ name: isText, share })),
  site: isText,
  notes: isText,
};

const OBSERVATION: Checks<Observation> = { groupId: isName, share: isNullOr(share), part: isNullOr(isText) };
const COST: Checks<Cost> = { amount: isNumber(), currency: isText, per: isOneOf(['year', 'once']) };
const QUALITY: Checks<DataQuality> = Object.fromEntries(
  QUALITY_DIMENSIONS.map((dimension) => [dimension, isNullOr(isNumber(0, QUALITY_MAXIMUM))]),
) as Checks<DataQuality>;

const eventSelection: Check = (value, path, report) => {
  const mode = isPlainObject(value) ? value['mode'] : undefined;
  const ids = mode === 'only' || mode === 'except' ? texts : isAbsentOr(texts);
  isRecord({ mode: isOneOf(['all', 'only', 'except']), ids })(value, path, report);
};

const DEPLOYMENT: Checks<Deployment> = {
  id: isName,
  sensorId: isName,
  version: isText,
  standsOn: isNullOr(isText),
  observes: isListOf(isRecord(OBSERVATION)),
  events: eventSelection,
  status: isOneOf(DEPLOYMENT_STATUSES),
  cost: isNullOr(isRecord(COST)),
  owner: isText,
  logDestination: isText,
  retentionDays: isNullOr(isNumber(0)),
  since: isNullOr(date),
  until: isNullOr(date),
  quality: isRecord(QUALITY),
  notes: isText,
};

const ORIGINS = ['smap', 'attack', 'library', 'user'];
const EVENT: Checks<SensorEvent> = {
  id: isName,
  code: isAbsentOr(isText),
  logSources: isAbsentOr(texts),
  mappings: isListOf(isRecord({ component: isName, origin: isOneOf(ORIGINS) })),
  role: isAbsentOr(isOneOf(ROLES)),
  platforms: isAbsentOr(texts),
  set: isAbsentOr(isText),
  default: isAbsentOr(isOneOf(EVENT_DEFAULTS)),
};

const SENSOR: Checks<Sensor> = {
  id: isName,
  name: isText,
  vendor: isNullOr(isText),
  smapName: isAbsentOr(isText),
  aliases: texts,
  platforms: texts,
  logSources: texts,
  events: isListOf(isRecord(EVENT)),
  origin: isOneOf(ORIGINS),
};

const MARK: Checks<SupportingMark> = {
  analytic: isName,
  component: isName,
  author: isText,
  reason: isText,
  at: isText,
};

const json: Check = (value, path, report) => {
  if (!isPlainObject(value)) report(path, 'a record', value);
};
const divider = isRecord({ divider: isFlag });
const metadata = isListOf(isEither('divider', divider, isRecord({ name: isText, value: isText })));
const links = isListOf(isEither('divider', divider, isRecord({ label: isText, url: isText })));

const LAYER_TECHNIQUE: Checks<LayerTechnique> = {
  techniqueId: isText,
  tactic: isNullOr(isText),
  score: isNullOr(isNumber()),
  color: isText,
  comment: isText,
  enabled: isFlag,
  metadata,
  links,
  rest: json,
};

const LAYER: Checks<Layer> = {
  id: isName,
  name: isText,
  description: isText,
  domain: isOneOf(ATTACK_DOMAINS),
  attackRelease: isNullOr(isText),
  techniques: isListOf(isRecord(LAYER_TECHNIQUE)),
  gradient: isNullOr(isRecord({ colors: texts, minValue: isNumber(), maxValue: isNumber() })),
  legend: isListOf(isRecord({ label: isText, color: isText })),
  metadata,
  links,
  formatVersion: isNullOr(isText),
  fileName: isText,
  position: isAbsentOr(isNumber()),
  rest: json,
};

const RULE: Checks<Rule> = {
  id: isName,
  name: isText,
  language: isText,
  techniqueIds: texts,
  logSource: isRecord({ product: isText, category: isText, service: isText }),
  status: isText,
  level: isText,
  fileName: isText,
  text: isText,
};

const DOCUMENT: Checks<ForeignDocument> = {
  id: isName,
  format: isText,
  name: isText,
  text: isTextUpTo(LONGEST_DOCUMENT),
};

/** By the names of the tables. */
const CONTENT_CHECKS = {
  groups: isRecord(GROUP),
  deployments: isRecord(DEPLOYMENT),
  customSensors: isRecord(SENSOR),
  supporting: isRecord(MARK),
  layers: isRecord(LAYER),
  rules: isRecord(RULE),
  documents: isRecord(DOCUMENT),
  ...checkPlanning(isRecord(DEPLOYMENT), isRecord(SENSOR)),
  ...checkThreats(date),
  ...checkWatch(date),
} as const;
export type ContentPart = keyof typeof CONTENT_CHECKS;
export const CONTENT_PARTS = Object.keys(CONTENT_CHECKS) as readonly ContentPart[];

export interface CheckedRecords<Item> {
  /** The records that are sound, as they were. */
  readonly kept: readonly Item[];
  readonly rejected: number;
}

/**
 * @param where the records stand: `tables.groups`
 * @param report is told the first fault of each record that is not sound
 */
export function checkRecords<Item>(
  part: ContentPart,
  records: readonly unknown[],
  where: string,
  report: (found: Issue) => void,
): CheckedRecords<Item> {
  return checkEach(CONTENT_CHECKS[part], (record) => keyOfRecord(part, record), records, where, report);
}

/** @param keyOf asked of sound records only; no two may have the same */
export function checkEach<Item>(
  check: Check,
  keyOf: (record: unknown) => string,
  records: readonly unknown[],
  where: string,
  report: (found: Issue) => void,
): CheckedRecords<Item> {
  const kept: Item[] = [];
  const keys = new Set<string>();
  for (const [at, record] of records.entries()) {
    const fault = findFault(check, record, `${where}[${at}]`) ?? findTwin(keyOf(record), keys, `${where}[${at}]`);
    if (fault === null) kept.push(record as Item);
    else report(fault);
  }
  return { kept, rejected: records.length - kept.length };
}

function findFault(check: Check, record: unknown, where: string): Issue | null {
  let first: Issue | null = null;
  check(record, where, (path, expected, found) => {
    first ??= describeFault(path, expected, found);
  });
  return first;
}

function findTwin(key: string, keys: Set<string>, path: string): Issue | null {
  if (!keys.has(key)) {
    keys.add(key);
    return null;
  }
  return issue('error', 'record-twice', { kind: 'path', path }, 'A record with this id stood here before.', {
    found: excerpt(key),
    done: 'The second one is left out.',
  });
}

function keyOfRecord(part: ContentPart, record: unknown): string {
  const { id, analytic, component } = record as Readonly<Record<string, unknown>>;
  return part === 'supporting' ? JSON.stringify([analytic, component]) : String(id);
}

function describeFault(path: string, expected: string, found: unknown): Issue {
  const isMissing = found === undefined;
  const message = isMissing ? `A field is missing: there should be ${expected}.` : `There should be ${expected}.`;
  return issue('error', isMissing ? 'field-missing' : 'field-wrong', { kind: 'path', path }, message, {
    ...(isMissing
      ? {}
      : { found: excerpt(typeof found === 'string' ? found : (JSON.stringify(found) ?? String(found))) }),
    done: 'The record is left out.',
  });
}
