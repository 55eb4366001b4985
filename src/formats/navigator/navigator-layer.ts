/**
 * ATT&CK Navigator layers: recognised in all versions, written in version 4.5 for other people's Navigators.
 * https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md
 */
import type { JsonObject, LayerContent } from '../../domain/layers/layer';
import { isJsonObject } from '../json-object';
import type { Probe } from '../probe';
import { writeEntry, writePart } from './navigator-techniques';

const LAYER_VERSION = '4.5';
/** The Navigator in which the format was written down: https://github.com/mitre-attack/attack-navigator/releases */
const NAVIGATOR_VERSION = '5.2.0';

/** How a Navigator shows a layer that was made here; one that was read keeps its own settings. */
export const NAVIGATOR_SETTINGS: JsonObject = {
  sorting: 0,
  layout: {
    layout: 'side',
    showName: true,
    showID: false,
    showAggregateScores: false,
    countUnscored: false,
    aggregateFunction: 'average',
    expandedSubtechniques: 'none',
  },
  hideDisabled: false,
  showTacticRowBackground: false,
  tacticRowBackground: '#dddddd',
  selectTechniquesAcrossTactics: true,
  selectSubtechniquesWithParent: false,
  selectVisibleTechniques: false,
};

/** One layer as the text of a file. Techniques stand in the order given; one that is there twice is a bug. */
export function writeNavigatorLayer(layer: LayerContent): string {
  return `${JSON.stringify(describeFile(layer), null, 2)}\n`;
}

/** Several layers as one file, which the Navigator opens in tabs. */
export function writeNavigatorLayers(layers: readonly LayerContent[]): string {
  return `${JSON.stringify(layers.map(describeFile), null, 2)}\n`;
}

/** Keys in the order that the specification has them; what is kept of others stands before the techniques. */
function describeFile(layer: LayerContent): JsonObject {
  const { name, attackRelease, domain, description, rest, techniques, gradient, legend, metadata, links } = layer;
  const { versions, ...settings } = rest;
  return {
    name,
    versions: {
      ...(isJsonObject(versions) ? versions : {}),
      ...(attackRelease === null ? {} : { attack: attackRelease }),
      navigator: NAVIGATOR_VERSION,
      layer: LAYER_VERSION,
    },
    domain,
    description,
    ...settings,
    techniques: techniques.map(writeEntry),
    ...(gradient === null ? {} : { gradient: writePart(gradient) }),
    legendItems: legend.map(writePart),
    metadata: metadata.map(writePart),
    links: links.map(writePart),
  };
}

/** Layers of all versions, alone or several in a list. */
export function sniffNavigatorLayer({ text }: Probe): number {
  if (text === null || !/^\s*[[{]/.test(text)) return 0;
  const hasTechniques = /"techniqueID"\s*:/.test(text) || /"techniques"\s*:\s*\[/.test(text);
  const hasVersion =
    /"versions"\s*:\s*\{[^}]*"(?:layer|navigator)"/.test(text) ||
    /"versions?"\s*:\s*"?[1-4](?:\.\d)?"?\s*[,}]/.test(text);
  const hasDomain = /"domain"\s*:\s*"(?:mitre-)?(?:enterprise|mobile|ics)(?:-attack)?"/.test(text);
  // The rest may stand behind a thousand techniques.
  if (!hasVersion && !hasDomain) return hasTechniques && /"techniqueID"\s*:/.test(text) ? 0.5 : 0;
  return [hasTechniques, hasVersion, hasDomain].filter(Boolean).length / 3;
}
