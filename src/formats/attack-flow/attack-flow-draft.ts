/** The drafts of Attack Flow 1: a JSON of flow, actions, assets and relationships, and its designer's `.afd`. */

import { joinPath } from '../json-object';
import { fieldOf, isMap, textOf } from '../plain-data';
import { type ReportDraft, takeMaps } from '../report-draft';
import type { FlowDocument, FlowObject } from './attack-flow-document';
import { readAuthor } from './attack-flow-stix';
import type { FlowEdge } from './flow-order';

export function readFlowDraft(draft: ReportDraft, root: unknown): FlowDocument | null {
  if (!isMap(root)) return null;
  if (Array.isArray(fieldOf(root, 'actions'))) return readPublished(draft, root);
  const nodes = fieldOf(root, 'nodes');
  return Array.isArray(nodes) && nodes.some((node) => isMap(fieldOf(node, 'payload')))
    ? readDesigned(draft, root)
    : null;
}

function readPublished(draft: ReportDraft, root: unknown): FlowDocument {
  const flow = fieldOf(root, 'flow');
  const flowId = textOf(fieldOf(flow, 'id'));
  // Descriptions of assets stand apart from them.
  const words = new Map<string, string[]>();
  for (const property of listOf(root, 'data_properties')) {
    const of = textOf(fieldOf(property, 'source'));
    words.set(of, [...(words.get(of) ?? []), textOf(fieldOf(property, 'target'))]);
  }
  const take = (key: string, type: string): readonly FlowObject[] =>
    takeMaps(draft, fieldOf(root, key), key).map(({ map, path }) => {
      const id = textOf(fieldOf(map, 'id')) || path;
      const description = textOf(fieldOf(map, 'description')) || (words.get(id) ?? []).join(', ');
      return { id, type, map: { ...map, description }, path };
    });
  const objects = [
    ...takeMaps(draft, flow, 'flow').map(({ map, path }) => ({ id: flowId || path, type: 'attack-flow', map, path })),
    ...take('actions', 'attack-action'),
    ...take('assets', 'attack-asset'),
  ];
  const edges = listOf(root, 'relationships').flatMap((each): readonly FlowEdge[] => {
    const [from, to] = [textOf(fieldOf(each, 'source')), textOf(fieldOf(each, 'target'))];
    return from === flowId || /flow-edge$/.test(textOf(fieldOf(each, 'type'))) ? [] : [{ from, to }];
  });
  return { objects, edges, starts: [], publisher: readAuthor(fieldOf(flow, 'author')) };
}

function readDesigned(draft: ReportDraft, root: unknown): FlowDocument {
  const objects = takeMaps(draft, fieldOf(root, 'nodes'), 'nodes').map(({ map, path }): FlowObject => {
    const payload = fieldOf(map, 'payload');
    const type = textOf(fieldOf(map, 'type'));
    const isProperty = /property/.test(type);
    const own = isMap(payload) ? payload : {};
    return {
      id: textOf(fieldOf(map, 'id')) || path,
      type: isProperty ? 'attack-asset' : `attack-${type}`,
      map: isProperty ? { description: textOf(fieldOf(own, 'target')) } : own,
      path: isProperty ? path : joinPath(path, 'payload'),
    };
  });
  const edges = listOf(root, 'edges').map((each) => ({
    from: textOf(fieldOf(each, 'sourceId')),
    to: textOf(fieldOf(each, 'targetId')),
  }));
  return { objects, edges, starts: [], publisher: '' };
}

function listOf(root: unknown, key: string): readonly unknown[] {
  const value = fieldOf(root, key);
  return Array.isArray(value) ? value : [];
}
