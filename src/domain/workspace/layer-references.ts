import { parseTechniqueId } from '../attack/identifiers';
import { compareReleases, isSameMajor } from '../attack/releases';
import { foldTactic, meantTactics, type TacticNames, tacticsAmong } from '../attack/tactic-succession';
import type { Layer, LayerTechnique } from '../layers/layer';
import { type ArrivingEntry, mergeEntries } from './layer-merge';
import { mapSame } from './record-references';
import type { Moves, Reference, ReferenceKind, UpgradeEvent } from './reference-kind';
import type { UpgradeTarget } from './upgrade-target';

/** Names the metadata of an entry that was kept although its technique is retired; ours, not the layer format's. */
const NOTE = 'Retired in ATT&CK';

export const LAYER_REFERENCES: ReferenceKind = {
  id: 'layers',
  name: 'layers',
  list: ({ layers }, target) =>
    layers.filter((layer) => isUpgradable(layer, target)).flatMap((layer) => listEntries(layer, target)),
  rewrite(content, moves) {
    const layers = mapSame(content.layers, (layer) =>
      isUpgradable(layer, moves.target) ? rewriteLayer(layer, moves) : layer,
    );
    return layers === content.layers ? content : { ...content, layers };
  },
};

/** A layer of a newer release than the target is right as it is. */
export function isUpgradable({ domain, attackRelease }: Layer, target: UpgradeTarget): boolean {
  const release = target.releaseOf(domain);
  if (release === null) return false;
  return attackRelease === null || isSameMajor(attackRelease, release) || compareReleases(attackRelease, release) < 0;
}

/** The release the layer will state; the one it states where that is the same but for a correction. */
export function releaseAfter({ domain, attackRelease }: Layer, target: UpgradeTarget): string | null {
  const release = target.releaseOf(domain);
  if (release === null || (attackRelease !== null && isSameMajor(attackRelease, release))) return attackRelease;
  return release;
}

function listEntries(layer: Layer, target: UpgradeTarget): Reference[] {
  return layer.techniques.map((entry) => {
    const fate = target.fateOf('technique', entry.techniqueId, layer.domain);
    const id = fate.kind === 'moves' ? fate.to : (parseTechniqueId(entry.techniqueId) ?? '');
    const tactics = target.tacticsOf(layer.domain, id);
    const isElsewhere = entry.tactic !== null && tactics !== null && !tactics.includes(foldTactic(entry.tactic));
    return {
      kind: 'technique',
      id: entry.techniqueId,
      domain: layer.domain,
      movesFrom: isElsewhere && isTactic(entry.tactic, namesOf(layer, target)) ? entry.tactic : null,
      where: nameLayer(layer),
      isNoted: entry.metadata.some((item) => 'name' in item && item.name === NOTE),
    };
  });
}

function rewriteLayer(layer: Layer, moves: Moves): Layer {
  const arrivals: ArrivingEntry[] = [];
  for (const entry of layer.techniques) arrivals.push(...moveEntry(layer, entry, moves));
  const where = nameLayer(layer);
  const merged = mergeEntries(arrivals, moves.scoreRule, (what) => moves.tell({ kind: 'merged', where, what }));
  const isSame =
    merged.length === layer.techniques.length && merged.every((entry, at) => entry === layer.techniques[at]);
  const attackRelease = releaseAfter(layer, moves.target);
  if (isSame && attackRelease === layer.attackRelease) return layer;
  return { ...layer, attackRelease, techniques: isSame ? layer.techniques : merged };
}

/** One entry becomes one, one for each tactic that took the place of its own, or none where the user dropped it. */
function moveEntry(layer: Layer, entry: LayerTechnique, moves: Moves): ArrivingEntry[] {
  const { target } = moves;
  const where = nameLayer(layer);
  const tell = (kind: UpgradeEvent['kind'], what: string) => moves.tell({ kind, where, what });
  const settled = moves.settle('technique', entry.techniqueId, layer.domain);
  const stay = { entry, isMoved: false, origin: entry.techniqueId };
  if (settled.to === 'nothing') {
    tell('dropped', entry.techniqueId);
    return [];
  }
  if (settled.to === 'note') {
    tell('kept', `${entry.techniqueId}: ${settled.words}`);
    if (entry.metadata.some((item) => 'name' in item && item.name === NOTE)) return [stay];
    const metadata = [...entry.metadata, { name: NOTE, value: settled.words }];
    return [{ ...stay, entry: { ...entry, metadata } }];
  }
  const id = settled.to === 'other' ? settled.id : entry.techniqueId;
  const origin = `${entry.techniqueId} ${target.nameOf(parseTechniqueId(entry.techniqueId) ?? '')}`.trim();
  const tactics = findTactics(layer, entry, parseTechniqueId(id) ?? '', target);
  if (settled.to === 'same' && tactics.length === 1 && tactics[0] === entry.tactic) return [stay];
  if (settled.to === 'other') tell('moved', `${entry.techniqueId} → ${id}`);
  if (tactics.length > 1) tell('split', `${id}: ${entry.tactic} → ${tactics.join(' and ')}`);
  else if (tactics[0] !== entry.tactic) tell('tactic', `${id}: ${entry.tactic} → ${tactics[0]}`);
  const metadata = entry.metadata.filter((item) => !('name' in item && item.name === NOTE));
  const moved = metadata.length === entry.metadata.length ? entry : { ...entry, metadata };
  return tactics.map((tactic) => ({ entry: { ...moved, techniqueId: id, tactic }, isMoved: true, origin }));
}

/** Where the entry stands in the target: its own tactic, what took its place, or wherever the technique is now. */
function findTactics(
  layer: Layer,
  { techniqueId, tactic }: LayerTechnique,
  id: string,
  target: UpgradeTarget,
): readonly (string | null)[] {
  const now = target.tacticsOf(layer.domain, id) ?? [];
  if (tactic === null || now.length === 0 || now.includes(foldTactic(tactic))) return [tactic];
  const names = namesOf(layer, target);
  if (!isTactic(tactic, names)) return [tactic];
  const meant = tacticsAmong(tactic, now, names);
  if (meant.length > 0) return meant;
  // The technique left this tactic: to those of its tactics that the layer says nothing of yet, else to the first.
  const taken = new Set(
    layer.techniques
      .filter((entry) => parseTechniqueId(entry.techniqueId) === id || entry.techniqueId === techniqueId)
      .map((entry) => foldTactic(entry.tactic ?? '')),
  );
  const free = now.filter((each) => !taken.has(each));
  return free.length > 0 ? free : now.slice(0, 1);
}

/** A word that is no tactic, now or ever, is the layer's own business. */
function isTactic(tactic: string, names: TacticNames): boolean {
  return meantTactics(tactic, names).length > 0;
}

function namesOf({ domain }: Layer, target: UpgradeTarget): TacticNames {
  return { domain, has: (shortName) => target.hasTactic(domain, shortName) };
}

function nameLayer({ name, fileName }: Layer): string {
  return `layer “${name || fileName}”`;
}
