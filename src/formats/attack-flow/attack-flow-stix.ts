/** A bundle with an `attack-flow`: what leads where is said by references. */

import { joinPath } from '../json-object';
import { fieldOf, isMap, textOf, textsOf } from '../plain-data';
import { type ReportDraft, takeMaps } from '../report-draft';
import { cleanName } from '../report-prose';
import type { FlowDocument, FlowObject } from './attack-flow-document';
import type { FlowEdge } from './flow-order';

/** References that lead on; `asset_refs` say on what an action works, which is no order. */
const LEADS = ['effect_refs', 'effect_ref', 'on_true_refs', 'on_false_refs'];

/** For readers of bundles: it is a flow, and theirs to pass on. */
export function isFlowBundle(root: unknown): boolean {
  const list = Array.isArray(root) ? root : fieldOf(root, 'objects');
  return Array.isArray(list) && list.some((each) => /^attack-(?:flow|action)$/.test(textOf(fieldOf(each, 'type'))));
}

export function readFlowBundle(draft: ReportDraft, root: unknown): FlowDocument | null {
  const list = Array.isArray(root) ? root : fieldOf(root, 'objects');
  if (!isFlowBundle(root)) return null;
  const maps = takeMaps(draft, list, Array.isArray(root) ? '' : 'objects');
  const objects: readonly FlowObject[] = maps.map(({ map, path }) => ({
    id: textOf(fieldOf(map, 'id')) || path,
    type: textOf(fieldOf(map, 'type')),
    map,
    path,
  }));
  const ids = new Set(objects.map(({ id }) => id));
  const edges: FlowEdge[] = [];
  for (const { id, type, map, path } of objects) {
    if (!type.startsWith('attack-')) continue;
    for (const key of type === 'attack-flow' ? ['start_refs'] : LEADS) {
      for (const [at, to] of textsOf(fieldOf(map, key)).entries()) {
        if (!ids.has(to)) {
          const place = joinPath(joinPath(path, key), at);
          draft.remark(
            'warning',
            'attack-flow-dangling',
            place,
            'This names an object that is not in the file.',
            to,
            'The order is made without it.',
          );
        } else if (key !== 'start_refs') edges.push({ from: id, to });
      }
    }
  }
  const flow = objects.find(({ type }) => type === 'attack-flow');
  const author = fieldOf(flow?.map, 'created_by_ref');
  const identity = objects.find(({ id, type }) => type === 'identity' && id === author);
  return {
    objects,
    edges,
    starts: objects
      .filter(({ type }) => type === 'attack-flow')
      .flatMap(({ map }) => textsOf(fieldOf(map, 'start_refs'))),
    publisher: cleanName(textOf(fieldOf(identity?.map, 'name'))) || readAuthor(fieldOf(flow?.map, 'author')),
  };
}

/** A name, an object with one, or the builder's pairs. */
export function readAuthor(value: unknown): string {
  if (Array.isArray(value)) {
    const pair: unknown = value.find((each) => Array.isArray(each) && each[0] === 'name');
    return Array.isArray(pair) ? cleanName(textOf(pair[1])) : '';
  }
  return cleanName(isMap(value) ? textOf(fieldOf(value, 'name')) : textOf(value));
}
