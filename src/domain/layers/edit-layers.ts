/** What can be done with kept layers. Pure; untouched layers stay the same objects. */
import { type Layer, orderLayers } from './layer';

export type LayerEdit =
  | { readonly kind: 'rename'; readonly id: string; readonly name: string }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
  /** One place up (-1) or down (1) in the list. */
  | { readonly kind: 'move'; readonly id: string; readonly by: -1 | 1 }
  | { readonly kind: 'add'; readonly layer: Layer };

export function editLayers(layers: readonly Layer[], edit: LayerEdit): readonly Layer[] {
  switch (edit.kind) {
    case 'rename':
      return layers.map((layer) =>
        layer.id === edit.id && layer.name !== edit.name ? { ...layer, name: edit.name } : layer,
      );
    case 'remove':
      return layers.filter(({ id }) => !edit.ids.includes(id));
    case 'move':
      return moveLayer(layers, edit.id, edit.by);
    case 'add':
      return [...layers, { ...edit.layer, position: nextPosition(layers) }];
  }
}

/** Behind all that have a place. */
export function nextPosition(layers: readonly Layer[]): number {
  return layers.reduce((last, { position }) => Math.max(last, position ?? 0), 0) + 1;
}

function moveLayer(layers: readonly Layer[], id: string, by: -1 | 1): readonly Layer[] {
  const order = orderLayers(layers);
  const from = order.findIndex((layer) => layer.id === id);
  const to = from + by;
  const [moved, other] = [order[from], order[to]];
  if (moved === undefined || other === undefined) return layers;
  order[from] = other;
  order[to] = moved;
  const places = new Map(order.map((layer, at) => [layer.id, at + 1]));
  return layers.map((layer) => {
    const position = places.get(layer.id) ?? nextPosition(layers);
    return layer.position === position ? layer : { ...layer, position };
  });
}
