import type { Catalog, ThreatCatalog } from '../attack/catalog';
import type { TechniqueId } from '../attack/identifiers';
import { makeFateOf } from '../attack/succession';
import type { ThreatSteps } from './threat-steps';

export function stepsOfActor(threats: ThreatCatalog, catalog: Catalog, id: string): ThreatSteps | null {
  const kinds = [
    ['group', threats.groups],
    ['software', threats.software],
    ['campaign', threats.campaigns],
  ] as const;
  for (const [kind, actors] of kinds) {
    const actor = actors.find((each) => each.id === id);
    if (actor === undefined) continue;
    const fateOf = makeFateOf(catalog);
    const steps = actor.techniques.flatMap((position) => {
      const written = threats.techniqueIds[position] ?? '';
      const fate = fateOf(written);
      return 'id' in fate
        ? [{ technique: fate.id as TechniqueId, tactics: [], order: null, isAccepted: true, written: '', passage: '' }]
        : [];
    });
    return { id, name: actor.name, kind, steps, unresolved: [] };
  }
  return null;
}
