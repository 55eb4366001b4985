import type { Catalog } from '../attack/catalog';
import type { TechniqueId } from '../attack/identifiers';
import type { Layer, LayerTechnique } from '../layers/layer';
import type { ThreatStep, ThreatSteps } from './threat-steps';

/** Threats shown on a matrix as layers are: chosen by ids that say so, `threat:G0016`, `threat:report-…`. */
const PREFIX = 'threat:';

export function overlayIdOf(ref: string): string {
  return `${PREFIX}${ref}`;
}

/** `null`: the id is a layer's. */
export function threatRefOf(overlayId: string): string | null {
  return overlayId.startsWith(PREFIX) ? overlayId.slice(PREFIX.length) : null;
}

type Target = Pick<Catalog, 'domain' | 'release'>;

/** One mark per step, scored 1. */
export function makeLayerOfSteps({ id, name, steps }: ThreatSteps, target: Target): Layer {
  return { ...composeLayer(overlayIdOf(id), name, target), techniques: steps.flatMap((step) => listEntries(step)) };
}

/** How many of the threats use each technique, and which: the score, out of all of them. */
export function makeUseLayer(threats: readonly ThreatSteps[], name: string, target: Target): Layer {
  const users = new Map<TechniqueId, string[]>();
  for (const threat of threats) {
    for (const technique of new Set(threat.steps.map((step) => step.technique))) {
      const names = users.get(technique);
      if (names === undefined) users.set(technique, [threat.name]);
      else names.push(threat.name);
    }
  }
  return {
    ...composeLayer(`${PREFIX}*`, name, target),
    techniques: [...users].map(([technique, names]) => composeEntry(technique, null, names.length, names.join(', '))),
    gradient: { colors: ['#ffffff', '#8a5a2b'], minValue: 0, maxValue: Math.max(threats.length, 1) },
  };
}

function listEntries({ technique, tactics, passage, written }: ThreatStep): readonly LayerTechnique[] {
  const comment = [written === '' ? '' : `Named as ${written}.`, passage].filter((part) => part !== '').join(' ');
  return (tactics.length === 0 ? [null] : tactics).map((tactic) => composeEntry(technique, tactic, 1, comment));
}

function composeEntry(techniqueId: string, tactic: string | null, score: number, comment: string): LayerTechnique {
  return { techniqueId, tactic, score, color: '', comment, enabled: true, metadata: [], links: [], rest: {} };
}

function composeLayer(id: string, name: string, { domain, release }: Target): Layer {
  return {
    id,
    name,
    description: '',
    domain,
    attackRelease: release,
    techniques: [],
    gradient: null,
    legend: [],
    metadata: [],
    links: [],
    formatVersion: null,
    fileName: '',
    rest: {},
  };
}
