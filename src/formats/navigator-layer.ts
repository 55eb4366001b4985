/**
 * ATT&CK Navigator layers, version 4.5, for other people's Navigators.
 * https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md
 */
import type { AttackDomain } from '../domain/attack/identifiers';
import type { Probe } from './probe';

export const LAYER_VERSION = '4.5';
/** The Navigator in which the format was written down: https://github.com/mitre-attack/attack-navigator/releases */
const NAVIGATOR_VERSION = '5.2.0';

export interface NavigatorMetadata {
  readonly name: string;
  readonly value: string;
}

export interface NavigatorLink {
  readonly label: string;
  /** With its protocol: `https://…`. */
  readonly url: string;
}

export interface NavigatorTechnique {
  readonly id: string;
  /** The tactic's short name; `null`: the cell is the same under every tactic. */
  readonly tactic: string | null;
  /** `null`: unscored, so that the gradient gives it no colour. */
  readonly score: number | null;
  /** `#rrggbb`; `null`: the gradient's. */
  readonly color: string | null;
  readonly comment: string;
  readonly enabled: boolean;
  readonly metadata: readonly NavigatorMetadata[];
  readonly links?: readonly NavigatorLink[];
  /** `null` for a technique without sub-techniques, on which the format has no such field. */
  readonly showSubtechniques: boolean | null;
}

export interface NavigatorLayer {
  readonly name: string;
  readonly description: string;
  readonly domain: AttackDomain;
  /** Release of ATT&CK, `19.1`; the format has the major number. */
  readonly attackVersion: string;
  readonly techniques: readonly NavigatorTechnique[];
  readonly gradient: { readonly colors: readonly string[]; readonly minValue: number; readonly maxValue: number };
  readonly legend: readonly { readonly label: string; readonly color: string }[];
  /** Date, release, lens, TLP marking. */
  readonly metadata: readonly NavigatorMetadata[];
  /** Empty: all platforms of the domain. */
  readonly platforms: readonly string[];
  /** 0 and 1 by name, 2 and 3 by score; descending when odd. */
  readonly sorting?: 0 | 1 | 2 | 3;
  readonly hideDisabled?: boolean;
}

/** The layer as the text of a file. Techniques stand in the order given; a second one with the same id and tactic is a bug. */
export function writeNavigatorLayer(layer: NavigatorLayer): string {
  return `${JSON.stringify(
    {
      name: layer.name,
      versions: { ...majorRelease(layer.attackVersion), navigator: NAVIGATOR_VERSION, layer: LAYER_VERSION },
      domain: layer.domain,
      description: layer.description,
      ...(layer.platforms.length === 0 ? {} : { filters: { platforms: layer.platforms } }),
      sorting: layer.sorting ?? 0,
      layout: {
        layout: 'side',
        showName: true,
        showID: false,
        showAggregateScores: false,
        countUnscored: false,
        aggregateFunction: 'average',
        expandedSubtechniques: 'none',
      },
      hideDisabled: layer.hideDisabled ?? false,
      techniques: layer.techniques.map(writeTechnique),
      gradient: layer.gradient,
      legendItems: layer.legend,
      showTacticRowBackground: false,
      tacticRowBackground: '#dddddd',
      selectTechniquesAcrossTactics: true,
      selectSubtechniquesWithParent: false,
      selectVisibleTechniques: false,
      metadata: layer.metadata,
      links: [],
    },
    null,
    2,
  )}\n`;
}

function writeTechnique(technique: NavigatorTechnique) {
  return {
    techniqueID: technique.id,
    ...(technique.tactic === null ? {} : { tactic: technique.tactic }),
    ...(technique.score === null ? {} : { score: technique.score }),
    color: technique.color ?? '',
    comment: technique.comment,
    enabled: technique.enabled,
    metadata: technique.metadata,
    links: technique.links ?? [],
    ...(technique.showSubtechniques === null ? {} : { showSubtechniques: technique.showSubtechniques }),
  };
}

/** `19.1` is "19"; a release that is not known is not stated. */
function majorRelease(release: string): { readonly attack?: string } {
  const major = /^\d+/.exec(release)?.[0];
  return major === undefined ? {} : { attack: major };
}

/** Layers of all versions, alone or several in a list. */
export function sniffNavigatorLayer({ text }: Probe): number {
  if (text === null || !/^\s*[[{]/.test(text)) return 0;
  const hasTechniques = /"techniqueID"\s*:/.test(text) || /"techniques"\s*:\s*\[/.test(text);
  const hasVersion =
    /"versions"\s*:\s*\{[^}]*"(?:layer|navigator)"/.test(text) || /"version"\s*:\s*"[1-4](?:\.\d)?"/.test(text);
  const hasDomain = /"domain"\s*:\s*"(?:mitre-)?(?:enterprise|mobile|ics)(?:-attack)?"/.test(text);
  if (!hasVersion && !hasDomain) return 0;
  return [hasTechniques, hasVersion, hasDomain].filter(Boolean).length / 3;
}
