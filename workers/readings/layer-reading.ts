import { ATTACK_DOMAINS, type AttackDomain } from '../../src/domain/attack/identifiers';
import { nextPosition } from '../../src/domain/layers/edit-layers';
import type { Layer } from '../../src/domain/layers/layer';
import { summariseLayer } from '../../src/domain/layers/layer-summary';
import { success } from '../../src/domain/result';
import type { WorkspaceContent } from '../../src/domain/workspace/content';
import { readNavigatorLayers } from '../../src/formats/navigator/navigator-layer-read';
import type { KnownTechniques } from '../../src/formats/navigator/navigator-techniques';
import { decodeText } from '../../src/formats/text-decoding';
import { catalogId, listCatalogs, loadCatalogIndex } from '../catalogs';
import { readWhole } from '../file-source';
import { countOf, MEBIBYTE, type Reader } from './reading';

/** Two hundred layers that annotate everything; read, they take ten times as much memory. */
const LARGEST_LAYERS = 48 * MEBIBYTE;
/** How many layers, and how many techniques of each, a preview shows. */
const SHOWN = 12;
const FIRST = 6;
/** ATT&CK has a thousand techniques. */
const MOST_IDS = 5000;

export const readLayers: Reader = async (source, { content }) => {
  const bytes = await readWhole(source, LARGEST_LAYERS, 'a file of layers');
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  if (!text.ok) return text;
  const known = await loadKnownTechniques();
  const result = readNavigatorLayers(text.value, source.name, (domain) => known.get(domain) ?? null);
  if (!result.ok) return result;
  const { layers, counts, issueCounts } = result.value;
  const before = await content();
  const added = addLayers(before, layers).layers.length - before.layers.length;
  return success(
    {
      counts: { unit: 'techniques', ...counts },
      brought: [
        ...countOf(added, 'new layer'),
        ...countOf(layers.length - added, 'layer known already', 'layers known already'),
      ],
      issueCounts: { ...issueCounts, ...countTextIssues(text.issues) },
      detail: {
        kind: 'layers',
        layerCount: layers.length,
        layers: layers.slice(0, SHOWN).map((layer) => ({
          ...summariseLayer(layer),
          techniqueIds: [...new Set(layer.techniques.map(({ techniqueId }) => techniqueId))].slice(0, MOST_IDS),
          first: layer.techniques.slice(0, FIRST),
        })),
      },
      effect: {
        kind: 'step',
        label: `Import ${source.name}`,
        step: { of: 'content', run: (current) => addLayers(current, layers) },
      },
    },
    [...text.issues, ...result.issues],
  );
};

/** Behind those that are there. A layer that is there already stays as it is, perhaps renamed or brought to a release. */
function addLayers(content: WorkspaceContent, layers: readonly Layer[]): WorkspaceContent {
  const present = new Set(content.layers.map(({ id }) => id));
  const next = nextPosition(content.layers);
  const added = layers.filter(({ id }) => !present.has(id)).map((layer, at) => ({ ...layer, position: next + at }));
  return added.length === 0 ? content : { ...content, layers: [...content.layers, ...added] };
}

/** Live and retired in any release that is here. */
async function loadKnownTechniques(): Promise<ReadonlyMap<AttackDomain, KnownTechniques>> {
  const known = new Map(
    ATTACK_DOMAINS.map((domain) => [domain, { ids: new Set<string>(), tactics: new Set<string>() }]),
  );
  for (const entry of await listCatalogs()) {
    const index = await loadCatalogIndex(catalogId(entry));
    const of = known.get(entry.domain);
    if (!index.ok || of === undefined) continue;
    const { techniques, retired, tactics } = index.value.catalog;
    for (const { id } of [...techniques, ...retired]) of.ids.add(id);
    for (const { shortName } of tactics) of.tactics.add(shortName);
  }
  // A domain of which no release could be loaded: nothing is said about its ids.
  return new Map([...known].filter(([, { ids }]) => ids.size > 0));
}

function countTextIssues(issues: readonly { readonly code: string }[]): Record<string, number> {
  return Object.fromEntries(issues.map(({ code }) => [code, 1]));
}
