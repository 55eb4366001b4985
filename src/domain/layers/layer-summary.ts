import type { Layer } from './layer';

/** What a list of layers says of each. */
export interface LayerSummary
  extends Pick<Layer, 'id' | 'name' | 'description' | 'domain' | 'attackRelease' | 'formatVersion' | 'fileName'> {
  /** A technique may have an entry per tactic. */
  readonly entries: number;
  readonly techniques: number;
  readonly scored: number;
  readonly commented: number;
  readonly colored: number;
  readonly disabled: number;
  /** Lowest and highest score; `null`: nothing is scored. */
  readonly range: { readonly low: number; readonly high: number } | null;
}

export function summariseLayer(layer: Layer): LayerSummary {
  const { id, name, description, domain, attackRelease, formatVersion, fileName, techniques } = layer;
  const scores = techniques.flatMap(({ score }) => score ?? []);
  return {
    id,
    name,
    description,
    domain,
    attackRelease,
    formatVersion,
    fileName,
    entries: techniques.length,
    techniques: new Set(techniques.map(({ techniqueId }) => techniqueId)).size,
    scored: scores.length,
    commented: techniques.filter(({ comment }) => comment !== '').length,
    colored: techniques.filter(({ color }) => color !== '').length,
    disabled: techniques.filter(({ enabled }) => !enabled).length,
    range:
      scores.length === 0
        ? null
        : { low: scores.reduce((a, b) => Math.min(a, b)), high: scores.reduce((a, b) => Math.max(a, b)) },
  };
}
