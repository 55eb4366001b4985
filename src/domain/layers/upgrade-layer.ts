import type { Layer, LayerMetadata, LayerTechnique } from './layer';

/** Where the entries of a layer go in another release. */
export interface LayerMoves {
  /** Release the layer is for afterwards. */
  readonly release: string;
  /** The techniques that an id of the layer stands for; itself where it stays; none where it is dropped. */
  techniquesOf(techniqueId: string): readonly string[];
  /** The tactics under which an entry of one tactic stands now; `null`: under every tactic. */
  tacticsOf(techniqueId: string, tactic: string): readonly (string | null)[];
}

/** Two entries that came to stand for the same technique and tactic, and are one now. */
export interface MergedEntry {
  readonly layer: string;
  readonly techniqueId: string;
  readonly from: readonly string[];
}

/**
 * The layer as the other release needs it. An entry keeps all it says. Entries that meet are one afterwards: comments one
 * below the other, links and metadata one behind the other, the higher score, and a line of metadata that says so.
 */
export function upgradeLayer(
  layer: Layer,
  moves: LayerMoves,
): { readonly layer: Layer; readonly merged: readonly MergedEntry[] } {
  const places = new Map<string, { entry: LayerTechnique; readonly from: string[] }>();
  const seen = new Set<string>();
  let changed = layer.attackRelease !== moves.release;
  layer.techniques.forEach((entry, position) => {
    // What stood twice before stays twice: that is the layer's own business.
    const own = `${entry.techniqueId}|${entry.tactic}`;
    const again = seen.has(own) ? String(position) : '';
    seen.add(own);
    const techniques = moves.techniquesOf(entry.techniqueId);
    const targets = techniques.flatMap((techniqueId) => {
      const tactics = entry.tactic === null ? [null] : moves.tacticsOf(techniqueId, entry.tactic);
      return tactics.map((tactic) => ({ techniqueId, tactic }));
    });
    if (targets.length !== 1) changed = true;
    for (const { techniqueId, tactic } of targets) {
      const stays = techniqueId === entry.techniqueId && tactic === entry.tactic;
      if (!stays) changed = true;
      const moved = stays ? entry : { ...entry, techniqueId, tactic };
      const key = `${techniqueId}|${tactic}|${again}`;
      const known = places.get(key);
      if (known === undefined) places.set(key, { entry: moved, from: [entry.techniqueId] });
      else {
        known.entry = mergeEntries(known.entry, moved, entry.techniqueId);
        known.from.push(entry.techniqueId);
      }
    }
  });
  if (!changed) return { layer, merged: [] };
  return {
    layer: {
      ...layer,
      attackRelease: moves.release,
      techniques: [...places.values()].map(({ entry }) => entry),
    },
    merged: [...places.values()]
      .filter(({ from }) => from.length > 1)
      .map(({ entry, from }) => ({ layer: layer.name, techniqueId: entry.techniqueId, from })),
  };
}

function mergeEntries(first: LayerTechnique, second: LayerTechnique, from: string): LayerTechnique {
  const scores = [first.score, second.score].filter((score) => score !== null);
  const note: LayerMetadata = {
    name: 'Merged',
    value: `${from}${second.score === null ? '' : `, score ${second.score}`}`,
  };
  const comments = [first.comment, second.comment].filter((comment) => comment.trim() !== '');
  return {
    ...first,
    score: scores.length === 0 ? null : Math.max(...scores),
    color: first.color || second.color,
    comment: [...new Set(comments)].join('\n'),
    enabled: first.enabled || second.enabled,
    metadata: [...first.metadata, ...second.metadata, note],
    links: [...first.links, ...second.links],
    rest: { ...second.rest, ...first.rest },
  };
}
