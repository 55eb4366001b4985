import type { Catalog, ThreatActor, ThreatCatalog } from '../attack/catalog';
import type { TechniqueId } from '../attack/identifiers';
import { makeFateOf } from '../attack/succession';
import type { ThreatKind, ThreatStep, ThreatSteps } from './threat-steps';

/** What besides its own techniques counts as a group's or a campaign's. */
export interface ActorScope {
  /** Of campaigns that ATT&CK attributes to the group: they are its doing. */
  readonly withCampaigns: boolean;
  /** Of software it uses: all that the software can do, which nobody says that this group did. Hence on request only. */
  readonly withSoftware: boolean;
}

export const DEFAULT_SCOPE: ActorScope = { withCampaigns: true, withSoftware: false };

export type ActorReader = (id: string, scope?: ActorScope) => ThreatSteps | null;

/**
 * Groups, software and campaigns of ATT&CK as steps, each technique once, in the release in force: the threat catalog may be
 * of another one. `null`: it has no such id.
 */
export function makeActorReader(threats: ThreatCatalog, catalog: Pick<Catalog, 'techniques' | 'retired'>): ActorReader {
  const fateOf = makeFateOf(catalog);
  const actors = indexActors(threats);
  return (id, scope = DEFAULT_SCOPE) => {
    const found = actors.get(id);
    return found === undefined ? null : readActor(threats, found, scope, fateOf);
  };
}

interface KnownActor {
  readonly actor: ThreatActor;
  readonly kind: ThreatKind;
}

function indexActors({ groups, software, campaigns }: ThreatCatalog): ReadonlyMap<string, KnownActor> {
  const kinds = [
    [groups, 'group'],
    [software, 'software'],
    [campaigns, 'campaign'],
  ] as const;
  return new Map(kinds.flatMap(([list, kind]) => list.map((actor) => [actor.id, { actor, kind }] as const)));
}

function readActor(
  threats: ThreatCatalog,
  { actor, kind }: KnownActor,
  scope: ActorScope,
  fateOf: ReturnType<typeof makeFateOf>,
): ThreatSteps {
  const { id } = actor;
  const sources: readonly Source[] = [
    { actor, passage: '' },
    ...(scope.withCampaigns && kind === 'group' ? listCampaigns(threats, id) : []),
    ...(scope.withSoftware && kind !== 'software' ? listSoftware(threats, actor) : []),
  ];
  const steps = new Map<TechniqueId, ThreatStep>();
  const unresolved = new Map<string, string>();
  for (const { actor: source, passage } of sources) {
    for (const written of source.techniques.flatMap((technique) => threats.techniqueIds[technique] ?? [])) {
      const fate = fateOf(written);
      if (fate.kind === 'retired' || fate.kind === 'unknown') {
        unresolved.set(written, fate.kind);
        continue;
      }
      const technique = fate.id as TechniqueId;
      // What it does itself comes first, and says more than what comes with its tools.
      if (steps.has(technique)) continue;
      steps.set(technique, {
        technique,
        tactics: [],
        order: null,
        isAccepted: true,
        written: fate.kind === 'succeeded' ? written : '',
        passage,
      });
    }
  }
  return {
    id,
    name: actor.name,
    kind,
    steps: [...steps.values()],
    unresolved: [...unresolved].map(([written, reason]) => ({ written, reason })),
  };
}

interface Source {
  readonly actor: ThreatActor;
  readonly passage: string;
}

function listCampaigns({ campaigns }: ThreatCatalog, groupId: string): readonly Source[] {
  return campaigns.flatMap((actor) =>
    actor.related.includes(groupId) ? { actor, passage: `In the campaign ${actor.name} (${actor.id}).` } : [],
  );
}

function listSoftware({ software }: ThreatCatalog, { related }: ThreatActor): readonly Source[] {
  return software.flatMap((actor) =>
    related.includes(actor.id) ? { actor, passage: `By its software ${actor.name} (${actor.id}).` } : [],
  );
}
