/** What a link carries, docs/formats/share-link.md: an inventory as JSON with short names, nothing said that is usual. */

import type { Scenario } from '../../domain/planning/scenario';
import { failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../../domain/result';
import type { Inventory } from '../../domain/sensors/inventory';
import { type ContentPart, checkRecords } from '../../domain/workspace/check-content';
import { isPlainObject } from '../../domain/workspace/check-value';
import { parseJson } from '../json-text';
import { type LinkIds, numberIds, numberScenario, readScenario, writeScenario } from './share-link-changes';
import { LINK_FIELDS, lengthen, shorten } from './share-link-fields';

export interface LinkContent {
  /** Ids are the link's own: positions in it. */
  readonly inventory: Inventory;
  readonly scenarios: readonly Scenario[];
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
const SCENARIOS = 'w';
const KNOWN = new Set([...PARTS.map(({ key }) => key), SCENARIOS, 'by', 'on']);

export function writeLinkBody({ inventory, scenarios, sender, at }: LinkContent): Uint8Array {
  const ids = numberIds(inventory);
  const numbered = numberRecords(inventory, ids);
  const parts = PARTS.map(({ part, key }) => {
    return [key, numbered[part].map((record) => shorten(record, LINK_FIELDS[part]))] as const;
  });
  const whatIf = scenarios.map((scenario, position) => writeScenario(numberScenario(scenario, position, ids)));
  const envelope = {
    ...(sender === '' ? {} : { by: sender }),
    ...(at === '' ? {} : { on: at }),
    ...Object.fromEntries(parts.filter(([, records]) => records.length > 0)),
    ...(whatIf.length === 0 ? {} : { [SCENARIOS]: whatIf }),
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
  const list = (key: string): readonly unknown[] => {
    const found = Object.hasOwn(envelope, key) ? envelope[key] : [];
    if (Array.isArray(found) && found.length <= MOST_RECORDS) return found;
    const message = Array.isArray(found)
      ? `There are more than ${MOST_RECORDS} records here.`
      : 'There should be a list here.';
    issues.push(issue('error', 'link-part-wrong', { kind: 'path', path: key }, message, { done: 'It is left out.' }));
    return [];
  };
  const records = <Item>({ part, key, prefix }: (typeof PARTS)[number]): readonly Item[] => {
    const whole = list(key).map((item, at) =>
      lengthen(item, LINK_FIELDS[part], prefix === '' ? null : `${prefix}${at}`),
    );
    return checkRecords<Item>(part, whole, key, (found) => issues.push(found)).kept;
  };
  const [groups, customSensors, deployments, supporting] = PARTS.map((part) => records(part));
  const inventory = { groups, customSensors, deployments, supporting } as unknown as Inventory;
  const whatIf = list(SCENARIOS).map(readScenario);
  const scenarios = checkRecords<Scenario>('scenarios', whatIf, SCENARIOS, (found) => issues.push(found)).kept;
  return success(
    {
      inventory: dropStrays(inventory, issues),
      scenarios,
      sender: textOf(envelope['by']),
      at: textOf(envelope['on']),
    },
    issues,
  );
}

/** Positions in place of ids: an id is longer than all else that a record says. */
function numberRecords(inventory: Inventory, ids: LinkIds): Inventory {
  return {
    ...inventory,
    deployments: inventory.deployments.map((deployment) => ({
      ...deployment,
      sensorId: ids.sensor(deployment.sensorId),
      standsOn: ids.group(deployment.standsOn),
      // What points to a group that is gone observes nothing.
      observes: deployment.observes.flatMap(({ groupId, ...rest }) => {
        const position = ids.group(groupId);
        return position === null ? [] : [{ ...rest, groupId: position }];
      }),
    })),
  };
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
