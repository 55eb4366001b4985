import type { ThreatActor, ThreatCatalog } from '../../src/domain/attack/catalog';
import type { ThreatKind, ThreatSteps } from '../../src/domain/threats/threat-steps';

/** The groups, software and campaigns of a release as threats. */
export function listAttackThreats(
  { groups, software, campaigns, techniqueIds }: ThreatCatalog,
  isWanted: (actor: ThreatActor) => boolean,
): readonly ThreatSteps[] {
  const read = (kind: ThreatKind, actors: readonly ThreatActor[]) =>
    actors.filter(isWanted).map(
      ({ id, name, techniques }): ThreatSteps => ({
        id,
        name,
        kind,
        steps: techniques.flatMap((position) => {
          const technique = techniqueIds[position];
          return technique === undefined
            ? []
            : { technique, tactics: [], order: null, isAccepted: true, written: '', passage: '' };
        }),
        unresolved: [],
      }),
    );
  return [...read('group', groups), ...read('software', software), ...read('campaign', campaigns)];
}
