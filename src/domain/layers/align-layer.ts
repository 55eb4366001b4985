/** A layer brought to one release of ATT&CK: only then can layers of different years stand beside each other. */
import type { AttackDomain } from '../attack/identifiers';
import { makeFateOf, type ReleaseTechniques } from '../attack/succession';
import { type TacticNames, tacticsAmong } from '../attack/tactic-succession';
import type { LayerTechnique } from './layer';

/** A catalog, or the facts of one. */
export interface AlignTarget extends ReleaseTechniques {
  readonly domain: AttackDomain;
  readonly release: string;
  readonly tactics: readonly { readonly shortName: string }[];
  readonly techniques: readonly {
    readonly id: string;
    readonly parent: number;
    readonly tactics: readonly number[];
  }[];
}

export interface AlignedEntry {
  /** Position in the release. */
  readonly technique: number;
  /** Position in the release; `null`: under every tactic of the technique. */
  readonly tactic: number | null;
  /** The entry names a technique that this one replaced. */
  readonly isSucceeded: boolean;
  readonly entry: LayerTechnique;
}

export interface Unaligned {
  readonly techniqueId: string;
  readonly reason: 'retired' | 'unknown' | 'domain';
}

export interface AlignedLayer {
  readonly entries: readonly AlignedEntry[];
  /** Each technique once. */
  readonly unaligned: readonly Unaligned[];
  /** Techniques that stand for one that was revoked. */
  readonly succeeded: readonly { readonly from: string; readonly to: string }[];
  /** Entries whose tactic the technique has no longer, nor one that came of it: they count under all of its tactics. */
  readonly withoutTactic: number;
}

export function alignLayer(
  layer: { readonly domain: AttackDomain; readonly techniques: readonly LayerTechnique[] },
  target: AlignTarget,
): AlignedLayer {
  const fateOf = makeFateOf(target);
  const positions = new Map(target.techniques.map(({ id }, position) => [id, position]));
  const tacticPositions = new Map(target.tactics.map(({ shortName }, position) => [shortName, position]));
  const names: TacticNames = { domain: target.domain, has: (shortName) => tacticPositions.has(shortName) };
  const entries: AlignedEntry[] = [];
  const unaligned = new Map<string, Unaligned>();
  const succeeded = new Map<string, string>();
  let withoutTactic = 0;
  for (const entry of layer.techniques) {
    const { techniqueId } = entry;
    const fate = layer.domain === target.domain ? fateOf(techniqueId) : ({ kind: 'domain' } as const);
    const position = fate.kind === 'live' || fate.kind === 'succeeded' ? positions.get(fate.id) : undefined;
    if (position === undefined || fate.kind === 'retired' || fate.kind === 'unknown' || fate.kind === 'domain') {
      const reason = fate.kind === 'live' || fate.kind === 'succeeded' ? 'unknown' : fate.kind;
      unaligned.set(techniqueId, { techniqueId, reason });
      continue;
    }
    const isSucceeded = fate.kind === 'succeeded';
    if (isSucceeded) succeeded.set(techniqueId, fate.id);
    const own = (target.techniques[position]?.tactics ?? []).flatMap((at) => target.tactics[at]?.shortName ?? []);
    const words = entry.tactic === null ? [] : tacticsAmong(entry.tactic, own, names);
    const meant = words.flatMap((word) => tacticPositions.get(word) ?? []);
    if (entry.tactic !== null && meant.length === 0) withoutTactic++;
    for (const tactic of meant.length === 0 ? [null] : meant) {
      entries.push({ technique: position, tactic, isSucceeded, entry });
    }
  }
  return {
    entries,
    unaligned: [...unaligned.values()],
    succeeded: [...succeeded].map(([from, to]) => ({ from, to })),
    withoutTactic,
  };
}
