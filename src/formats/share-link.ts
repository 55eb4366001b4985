/** What a link carries, docs/formats/share-link.md: an inventory as JSON with short names, nothing said that is usual. */
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import type { Inventory } from '../domain/sensors/inventory';
import { type ContentPart, checkRecords } from '../domain/workspace/check-content';
import { isPlainObject } from '../domain/workspace/check-value';
import { parseJson } from './json-text';
import { LINK_FIELDS, type LinkFields } from './share-link-fields';

export interface LinkContent {
  /** Ids are the link's own: positions in it. */
  readonly inventory: Inventory;
  /** As they want to be called; empty when it is not said. */
  readonly sender: string;
  /** ISO 8601 date; empty when it is not said. */
  readonly at: string;
}

/** More than any inventory has, and little enough to check at once. */
const MOST_RECORDS = 5_000;
const LONGEST_NAME = 200;
type Part = keyof typeof LINK_FIELDS;
const PARTS: readonly { readonly part: Part & ContentPart; readonly key: string; readonly prefix: string }[] = [
  { part: 'groups', key: 'g', prefix: 'g' },
  { part: 'customSensors', key: 's', prefix: 'user:' },
  { part: 'deployments', key: 'd', prefix: 'd' },
  { part: 'supporting', key: 'm', prefix: '' },
];
const KNOWN = new Set([...PARTS.map(({ key }) => key), 'by', 'on']);

export function writeLinkBody({ inventory, sender, at }: LinkContent): Uint8Array {
  const numbered = numberRecords(inventory);
  const parts = PARTS.map(({ part, key }) => {
    return [
      key,
      numbered[part].map((record) =>
        shorten(record as unknown as Readonly<Record<string, unknown>>, LINK_FIELDS[part]),
      ),
    ] as const;
  });
  const envelope = {
    ...(sender === '' ? {} : { by: sender }),
    ...(at === '' ? {} : { on: at }),
    ...Object.fromEntries(parts.filter(([, records]) => records.length > 0)),
  };
  return new TextEncoder().encode(JSON.stringify(envelope));
}

export function readLinkBody(body: Uint8Array): Result<LinkContent> {
  const json = parseJson(new TextDecoder().decode(body));
  if (!json.ok) return json;
  const envelope = json.value;
  if (!isPlainObject(envelope)) {
    return failure(
      issue('error', 'link-empty', WHOLE_FILE, 'The link holds no inventory.', { done: 'Nothing was read.' }),
    );
  }
  const issues: Issue[] = Object.keys(envelope)
    .filter((key) => !KNOWN.has(key))
    .map((key) =>
      issue(
        'warning',
        'link-part-unknown',
        { kind: 'path', path: key.slice(0, 40) },
        'The link holds a part that this version does not know.',
        {
          done: 'It is left out.',
        },
      ),
    );
  const records = <Item>({ part, key, prefix }: (typeof PARTS)[number]): readonly Item[] => {
    const list = Object.hasOwn(envelope, key) ? envelope[key] : [];
    const items = Array.isArray(list) ? list : [];
    if (!Array.isArray(list) || items.length > MOST_RECORDS) {
      const message = Array.isArray(list)
        ? `There are more than ${MOST_RECORDS} records here.`
        : 'There should be a list here.';
      issues.push(issue('error', 'link-part-wrong', { kind: 'path', path: key }, message, { done: 'It is left out.' }));
      return [];
    }
    const whole = items.map((item, at) => lengthen(item, LINK_FIELDS[part], prefix === '' ? null : `${prefix}${at}`));
    return checkRecords<Item>(part, whole, key, (found) => issues.push(found)).kept;
  };
  const [groups, customSensors, deployments, supporting] = PARTS.map((part) => records(part));
  const inventory = { groups, customSensors, deployments, supporting } as unknown as Inventory;
  return success(
    { inventory: dropStrays(inventory, issues), sender: textOf(envelope['by']), at: textOf(envelope['on']) },
    issues,
  );
}

/** Positions in place of ids: an id is longer than all else that a record says. */
function numberRecords(inventory: Inventory): Inventory {
  const groups = new Map(inventory.groups.map(({ id }, at) => [id, `g${at}`]));
  const sensors = new Map(inventory.customSensors.map(({ id }, at) => [id, `user:${at}`]));
  return {
    ...inventory,
    deployments: inventory.deployments.map((deployment) => ({
      ...deployment,
      sensorId: sensors.get(deployment.sensorId) ?? deployment.sensorId,
      standsOn: groups.get(deployment.standsOn ?? '') ?? null,
      // What points to a group that is gone observes nothing.
      observes: deployment.observes.flatMap(({ groupId, ...rest }) => {
        const position = groups.get(groupId);
        return position === undefined ? [] : [{ ...rest, groupId: position }];
      }),
    })),
  };
}

function shorten(record: Readonly<Record<string, unknown>>, fields: LinkFields): Record<string, unknown> {
  const short: Record<string, unknown> = {};
  for (const { name, key, usual, write = (value: unknown) => value } of fields) {
    const value = record[name];
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(usual)) short[key] = write(value);
  }
  return short;
}

/** What is not said is as usual; what is wrong stays wrong, for the check that follows. */
function lengthen(item: unknown, fields: LinkFields, id: string | null): unknown {
  if (!isPlainObject(item)) return item;
  const entries = fields.flatMap(({ name, key, usual, read = (value: unknown) => value }) => {
    if (Object.hasOwn(item, key)) return [[name, read(item[key])] as const];
    return usual === undefined ? [] : [[name, usual] as const];
  });
  return Object.fromEntries([...(id === null ? [] : [['id', id] as const]), ...entries]);
}

/** References to groups that are not in the link, or were left out of it. */
function dropStrays(inventory: Inventory, issues: Issue[]): Inventory {
  const groups = new Set(inventory.groups.map(({ id }) => id));
  const deployments = inventory.deployments.map((deployment, at) => {
    const observes = deployment.observes.filter(({ groupId }) => groups.has(groupId));
    const standsOn = deployment.standsOn !== null && groups.has(deployment.standsOn) ? deployment.standsOn : null;
    const strays = deployment.observes.length - observes.length + (standsOn === deployment.standsOn ? 0 : 1);
    if (strays === 0) return deployment;
    issues.push(
      issue(
        'warning',
        'link-group-missing',
        { kind: 'path', path: `d[${at}]` },
        'A deployment names a system group that is not in the link.',
        {
          done: 'That part of it is left out.',
        },
      ),
    );
    return { ...deployment, observes, standsOn };
  });
  return { ...inventory, deployments };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, LONGEST_NAME) : '';
}
