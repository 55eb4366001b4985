import type { AttackDomain } from '../../domain/attack/identifiers';
import { compareReleases } from '../../domain/attack/releases';
import { formatCount, formatCounted } from '../../domain/format';
import type { LayerFit } from '../../domain/layers/layer-fit';

const DOMAIN_WORDS: Readonly<Record<AttackDomain, string>> = {
  'enterprise-attack': 'Enterprise',
  'mobile-attack': 'Mobile',
  'ics-attack': 'ICS',
};

/** "Enterprise 13", "ICS, not stated". */
export function nameLayerRelease(layer: {
  readonly domain: AttackDomain;
  readonly attackRelease: string | null;
}): string {
  const { domain, attackRelease } = layer;
  return attackRelease === null ? `${DOMAIN_WORDS[domain]}, not stated` : `${DOMAIN_WORDS[domain]} ${attackRelease}`;
}

/**
 * What tells layers of one name apart, by id: the file, and its number where the file is the same, too. A layer whose name
 * is its own has none.
 */
export function tellApart(
  layers: readonly { readonly id: string; readonly name: string; readonly fileName: string }[],
): ReadonlyMap<string, string> {
  const asides = new Map<string, string>();
  for (const layer of layers) {
    const namesakes = layers.filter(({ name }) => name === layer.name);
    if (namesakes.length === 1) continue;
    const file = layer.fileName === '' ? 'made here' : layer.fileName;
    const siblings = namesakes.filter(({ fileName }) => fileName === layer.fileName);
    const number = siblings.length === 1 ? '' : `, ${siblings.findIndex(({ id }) => id === layer.id) + 1}`;
    asides.set(layer.id, `${file}${number}`);
  }
  return asides;
}

export function nameDomain(domain: AttackDomain): string {
  return DOMAIN_WORDS[domain];
}

/** A score as short as it can be without another meaning. */
export function formatScore(score: number): string {
  if (Math.abs(score) >= 1e6 || (score !== 0 && Math.abs(score) < 0.001)) return score.toExponential(1);
  if (Number.isInteger(score)) return formatCount(score);
  return String(Number(score.toPrecision(score > 100 || score < -100 ? 5 : 3)));
}

/** "3 revoked with a successor, 2 retired, 1 unknown"; empty where the release knows all of them. */
export function describeMisfit({ succeeded, retired, unknown }: LayerFit): string {
  return [
    ...(succeeded > 0 ? [`${formatCount(succeeded)} replaced by others`] : []),
    ...(retired > 0 ? [`${formatCount(retired)} retired`] : []),
    ...(unknown > 0 ? [`${formatCount(unknown)} unknown`] : []),
  ].join(', ');
}

/**
 * What ids that a release never had are; an upgrade changes nothing about them.
 * @param isNewest no later release of the domain is on this device
 */
export function describeUnknown(count: number, first: readonly string[], release: string, isNewest: boolean): string {
  const ids =
    first.length === 0 ? '' : ` (${first.map((id) => shorten(id)).join(', ')}${count > first.length ? ', …' : ''})`;
  const subject = `${formatCounted(count, 'id')}${ids}`;
  return isNewest
    ? `${subject} in no ATT&CK release known here`
    : `${subject} not in ${release}; a newer release may have ${count === 1 ? 'it' : 'them'}`;
}

/** Ids are short; what stands in their place may be anything. */
function shorten(id: string): string {
  return id.length > 16 ? `${id.slice(0, 15)}…` : id;
}

/** Whether bringing a layer up to date changes anything about what the release does not show as it stands. */
export function canUpgrade({ succeeded, retired }: Pick<LayerFit, 'succeeded' | 'retired'>): boolean {
  return succeeded + retired > 0;
}

/** Whether no later release of the same domain is on this device. */
export function isNewestHere(
  { domain, release }: { readonly domain: AttackDomain; readonly release: string },
  known: readonly { readonly domain: AttackDomain; readonly release: string }[],
): boolean {
  return known.every((other) => other.domain !== domain || compareReleases(other.release, release) <= 0);
}

/** "40 techniques, 36 scored, 4 with a comment". */
export function describeLayerCounts(layer: {
  readonly techniques: number;
  readonly entries: number;
  readonly scored: number;
  readonly commented: number;
  readonly disabled: number;
}): string {
  return [
    formatCounted(layer.techniques, 'technique'),
    ...(layer.entries > layer.techniques ? [`${formatCount(layer.entries)} entries by tactic`] : []),
    `${formatCount(layer.scored)} scored`,
    `${formatCount(layer.commented)} with a comment`,
    ...(layer.disabled > 0 ? [`${formatCount(layer.disabled)} disabled`] : []),
  ].join(', ');
}
