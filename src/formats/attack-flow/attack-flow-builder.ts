/**
 * Files of the Attack Flow Builder (`.afb`). Version 3 says which line begins and ends at which latch, and which anchor
 * holds it; version 2 has the ends of lines hang on anchors. Both keep properties as lists of pairs.
 */

import { joinPath } from '../json-object';
import { describeValue, fieldOf, isMap, type PlainMap, textOf, textsOf } from '../plain-data';
import type { ReportDraft } from '../report-draft';
import type { FlowDocument, FlowObject } from './attack-flow-document';
import { readAuthor } from './attack-flow-stix';
import type { FlowEdge } from './flow-order';

/** Drawing: anchors, latches, handles, ends of lines. */
const DRAWN =
  /(?:^@__builtin__(?!line_(?:horizontal|vertical)|page))|_anchor$|_latch$|_handle$|^anchor$|^(?:true|false)_anchor$/;
const LINE = /(?:^|_)line$|_line_|^@__builtin__line_(?:horizontal|vertical)/;
const FLOW_TYPES = new Map(
  Object.entries({
    flow: 'attack-flow',
    attack_flow_page: 'attack-flow',
    action: 'attack-action',
    asset: 'attack-asset',
    condition: 'attack-condition',
    or: 'attack-operator',
    and: 'attack-operator',
    or_operator: 'attack-operator',
    and_operator: 'attack-operator',
    operator: 'attack-operator',
  }),
);

interface Drawn {
  readonly id: string;
  readonly template: string;
  readonly map: PlainMap;
  readonly path: string;
}

export function readBuilderFile(draft: ReportDraft, root: unknown): FlowDocument | null {
  const list = fieldOf(root, 'objects');
  if (!Array.isArray(list) || !list.some((each) => isMap(each) && templateOf(each) !== '')) return null;
  const drawn: Drawn[] = [];
  for (const [at, map] of list.entries() as Iterable<[number, unknown]>) {
    const path = joinPath('objects', at);
    const template = isMap(map) ? templateOf(map) : '';
    const id = isMap(map) ? textOf(fieldOf(map, 'instance')) || textOf(fieldOf(map, 'id')) : '';
    if (isMap(map) && template !== '') drawn.push({ id: id || path, template, map, path });
    else {
      draft.countRead();
      draft.leaveOut(
        'warning',
        'attack-flow-object-unreadable',
        path,
        'This object does not say what it is.',
        describeValue(map),
      );
    }
  }
  const objects = drawn.filter(({ template }) => !DRAWN.test(template) && !LINE.test(template)).map(describe);
  for (const _ of objects) draft.countRead();
  const edges = joinLines(drawn);
  const flow = objects.find(({ type }) => type === 'attack-flow');
  return { objects, edges, starts: [], publisher: readAuthor(fieldOf(flow?.map, 'author')) };
}

/** Version 3 names the template `id` and the object `instance`; version 2 has a `template` and an `id`. */
function templateOf(map: PlainMap): string {
  if (fieldOf(map, 'instance') !== undefined) return textOf(fieldOf(map, 'id'));
  return textOf(fieldOf(map, 'template'));
}

function describe({ id, template, map, path }: Drawn): FlowObject {
  const type = FLOW_TYPES.get(template.toLowerCase()) ?? template.toLowerCase().replace(/_/g, '-');
  return { id, type, map: readPairs(fieldOf(map, 'properties')), path };
}

/** `[["name", "x"], ["ttp", [["tactic", "TA0001"]]]]`; lists have a sum of letters and digits in place of a name. */
function readPairs(value: unknown): PlainMap {
  if (isMap(value)) return value;
  if (!Array.isArray(value)) return {};
  return Object.fromEntries(value.filter(isPair).map(([key, inner]) => [key, readInner(inner, 0)]));
}

const DEEPEST = 8;

function readInner(value: unknown, depth: number): unknown {
  if (!Array.isArray(value) || depth > DEEPEST) return value;
  const pairs = value.filter(isPair);
  if (pairs.length < value.length || pairs.length === 0) return value;
  if (pairs.every(([key]) => /^[0-9a-f]{32}$|^\d+$/i.test(key)))
    return pairs.map(([, inner]) => readInner(inner, depth + 1));
  return Object.fromEntries(pairs.map(([key, inner]) => [key, readInner(inner, depth + 1)]));
}

function isPair(value: unknown): value is readonly [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}

function joinLines(drawn: readonly Drawn[]): readonly FlowEdge[] {
  // What hangs on an anchor (a latch, the end of a line) → the anchor; the anchor → the object that it belongs to.
  const heldBy = new Map<string, string>();
  for (const { id, template, map } of drawn) {
    if (LINE.test(template)) continue;
    const anchors = fieldOf(map, 'anchors');
    const held = [
      ...textsOf(fieldOf(map, 'latches')),
      ...textsOf(fieldOf(map, 'children')),
      ...(isMap(anchors) ? Object.values(anchors).map(textOf) : textsOf(anchors)),
    ];
    // A page holds everything, which says nothing.
    if (FLOW_TYPES.get(template.toLowerCase()) !== 'attack-flow') for (const each of held) heldBy.set(each, id);
  }
  const ends = new Map(drawn.map((each) => [each.id, each]));
  const ownerOf = (end: string): string | null => {
    const anchor = heldBy.get(end);
    if (anchor === undefined) return null;
    return heldBy.get(anchor) ?? anchor;
  };
  return drawn.flatMap(({ template, map }) => {
    if (!LINE.test(template)) return [];
    const children = textsOf(fieldOf(map, 'children'));
    const end = (kind: RegExp) => children.find((child) => kind.test(ends.get(child)?.template ?? '')) ?? '';
    const from = ownerOf(textOf(fieldOf(map, 'source')) || end(/line_source|source_point/));
    const to = ownerOf(textOf(fieldOf(map, 'target')) || end(/line_target|target_point/));
    return from === null || to === null ? [] : [{ from, to }];
  });
}
