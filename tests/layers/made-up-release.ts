import type { AlignTarget } from '../../src/domain/layers/align-layer';
import type { Layer, LayerTechnique } from '../../src/domain/layers/layer';

/** A release of a handful of techniques: two tactics that were one, a parent with two sub-techniques, a chain of successors. */
export const RELEASE: AlignTarget = {
  domain: 'enterprise-attack',
  release: '19.1',
  tactics: [{ shortName: 'execution' }, { shortName: 'stealth' }, { shortName: 'defense-impairment' }],
  techniques: [
    { id: 'T1000', parent: -1, tactics: [0] },
    { id: 'T1001', parent: -1, tactics: [0, 1] },
    { id: 'T1001.001', parent: 1, tactics: [0, 1] },
    { id: 'T1001.002', parent: 1, tactics: [0, 1] },
    { id: 'T1002', parent: -1, tactics: [1, 2] },
  ],
  retired: [
    { id: 'T0900', successor: 'T0901' },
    { id: 'T0901', successor: 'T1000' },
    { id: 'T0902', successor: null },
    { id: 'T0903', successor: 'T0904' },
    { id: 'T0904', successor: 'T0903' },
  ],
};

type Scored = Record<string, number | null>;

/** Of ids, or of `id tactic`. */
export function makeEntries(scores: Scored): LayerTechnique[] {
  return Object.entries(scores).map(([key, score]) => {
    const [techniqueId = '', tactic = null] = key.split(' ');
    return {
      techniqueId,
      tactic,
      score,
      color: '',
      comment: '',
      enabled: true,
      metadata: [],
      links: [],
      rest: {},
    };
  });
}

export function makeLayer(scores: Scored, change: Partial<Layer> = {}): Layer {
  return {
    id: 'layer-1',
    name: 'made up',
    description: '',
    domain: 'enterprise-attack',
    attackRelease: '13',
    techniques: makeEntries(scores),
    gradient: { colors: ['#ffffff', '#000000'], minValue: 0, maxValue: 10 },
    legend: [],
    metadata: [],
    links: [],
    formatVersion: '4.5',
    fileName: 'f.json',
    rest: {},
    ...change,
  };
}
