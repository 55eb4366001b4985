/** Answers about kept layers; loaded when the first layer is asked about. */

import type { CatalogIndex } from '../src/domain/attack/catalog-index';
import { makeFateOf } from '../src/domain/attack/succession';
import { alignLayer, type Unaligned } from '../src/domain/layers/align-layer';
import { type Combination, combineLayers } from '../src/domain/layers/arithmetic';
import { COVERAGE_OPERAND, composeCombinedLayer, type Operand } from '../src/domain/layers/combined-layer';
import { editLayers, type LayerEdit } from '../src/domain/layers/edit-layers';
import { type Layer, type LayerContent, orderLayers } from '../src/domain/layers/layer';
import { colorOfScore } from '../src/domain/layers/layer-color';
import { fitLayer } from '../src/domain/layers/layer-fit';
import { summariseLayer } from '../src/domain/layers/layer-summary';
import { computeOverlay } from '../src/domain/layers/overlay';
import type { Overlay } from '../src/domain/layers/overlay-marks';
import { failure, issue, type Result, success, WHOLE_FILE } from '../src/domain/result';
import { makeLayerOfSteps, threatRefOf } from '../src/domain/threats/threat-layers';
import type { ThreatSteps } from '../src/domain/threats/threat-steps';
import {
  NAVIGATOR_SETTINGS,
  writeNavigatorLayer,
  writeNavigatorLayers,
} from '../src/formats/navigator/navigator-layer';
import { change } from '../src/store/change-content';
import type { WorkspaceDatabase } from '../src/store/workspace-database';
import type { ExportedFile } from './contract/exports';
import type { CombineOutcome, CombineRequest, DescribedLayer, LayerNote, ListedLayer } from './contract/layers';

const FIRST = 100;

export async function listLayers(db: WorkspaceDatabase, { catalog }: CatalogIndex): Promise<readonly ListedLayer[]> {
  const fateOf = makeFateOf(catalog);
  return orderLayers(await db.layers.toArray()).map((layer) => listLayer(layer, catalog.domain, fateOf));
}

function listLayer(layer: Layer, domain: string, fateOf: ReturnType<typeof makeFateOf>): ListedLayer {
  const ids = layer.techniques.map(({ techniqueId }) => techniqueId);
  return { ...summariseLayer(layer), fit: layer.domain === domain ? fitLayer(ids, fateOf) : null };
}

export async function describeLayer(
  db: WorkspaceDatabase,
  { catalog }: CatalogIndex,
  id: string,
): Promise<DescribedLayer | null> {
  const layer = await db.layers.get(id);
  if (layer === undefined) return null;
  const unaligned: readonly Unaligned[] = layer.domain === catalog.domain ? alignLayer(layer, catalog).unaligned : [];
  const { gradient, legend, metadata, links } = layer;
  const first = layer.techniques.slice(0, FIRST);
  return {
    ...listLayer(layer, catalog.domain, makeFateOf(catalog)),
    gradient,
    legend,
    metadata,
    links,
    first,
    unaligned,
  };
}

/** @param readThreat gives the steps of a threat among the ids (`threat:G0016`); `null`: it is gone, and left out */
export async function overlayLayers(
  db: WorkspaceDatabase,
  { catalog }: CatalogIndex,
  ids: readonly string[],
  readThreat: (ref: string) => Promise<ThreatSteps | null> = async () => null,
): Promise<Overlay> {
  const layers = new Map((await readLayers(db, ids)).map((layer) => [layer.id, layer]));
  const shown = await Promise.all(
    ids.map(async (id) => {
      const ref = threatRefOf(id);
      if (ref === null) return layers.get(id);
      const steps = await readThreat(ref);
      return steps === null ? undefined : makeLayerOfSteps(steps, catalog);
    }),
  );
  return computeOverlay(
    shown.filter((layer) => layer !== undefined),
    catalog,
  );
}

export async function listLayerNotes(
  db: WorkspaceDatabase,
  { catalog, techniqueById }: CatalogIndex,
  techniqueId: string,
): Promise<readonly LayerNote[]> {
  const position = techniqueById.get(techniqueId);
  const layers = orderLayers(await db.layers.toArray());
  return layers.flatMap((layer) => {
    // By entry: one that was split over two tactics is still one note.
    const entries = new Set(
      alignLayer(layer, catalog).entries.flatMap(({ technique, entry }) => (technique === position ? entry : [])),
    );
    return [...entries].map(({ rest: _rest, ...entry }): LayerNote => {
      const gradient = entry.score === null ? null : colorOfScore(entry.score, layer.gradient);
      return {
        ...entry,
        layerId: layer.id,
        layerName: layer.name,
        shownColor: entry.color === '' ? gradient : entry.color,
      };
    });
  });
}

export interface Combined {
  readonly layer: LayerContent;
  readonly outcome: CombineOutcome;
}

/** @param composeCoverage the coverage of the estate as a layer, asked for only where it is an operand */
export async function combine(
  db: WorkspaceDatabase,
  { catalog }: CatalogIndex,
  request: CombineRequest,
  composeCoverage: () => Promise<LayerContent>,
): Promise<Result<Combined>> {
  const layers = new Map((await readLayers(db, request.operands)).map((layer) => [layer.id, layer]));
  const operands: Operand[] = [];
  for (const id of request.operands) {
    const layer = id === COVERAGE_OPERAND ? await composeCoverage() : layers.get(id);
    if (layer === undefined)
      return failure(issue('error', 'layer-gone', WHOLE_FILE, 'One of the layers is no longer there.'));
    const { name, attackRelease } = layer;
    operands.push({ name, attackRelease, aligned: alignLayer(layer, catalog) });
  }
  const combination = combineLayers(
    operands.map(({ aligned }) => aligned),
    catalog,
    request.recipe,
  );
  if (!combination.ok) return combination;
  const { at, name, tlp, recipe } = request;
  const made = composeCombinedLayer({ at, name, tlp, recipe, operands, target: catalog }, combination.value);
  const layer: LayerContent = { ...made, rest: NAVIGATOR_SETTINGS };
  return success({ layer, outcome: describeOutcome(layer, combination.value, operands) });
}

function describeOutcome(
  layer: LayerContent,
  { undefinedAt }: Combination,
  operands: readonly Operand[],
): CombineOutcome {
  return {
    summary: summariseLayer({ ...layer, id: '', fileName: '', formatVersion: null }),
    first: layer.techniques.slice(0, FIRST),
    undefinedCount: undefinedAt.length,
    operands: operands.map(({ name, aligned }) => ({
      name,
      succeeded: aligned.succeeded.length,
      withoutTactic: aligned.withoutTactic,
      unaligned: aligned.unaligned,
    })),
  };
}

export async function keep(db: WorkspaceDatabase, { layer, outcome }: Combined, at: string): Promise<CombineOutcome> {
  const id = `layer-${crypto.randomUUID()}`;
  await edit(
    db,
    `Combine layers: ${layer.name}`,
    { kind: 'add', layer: { id, ...layer, fileName: '', formatVersion: null } },
    at,
  );
  return { ...outcome, summary: { ...outcome.summary, id } };
}

export async function edit(db: WorkspaceDatabase, label: string, step: LayerEdit, at: string): Promise<void> {
  await change(
    db,
    label,
    { of: 'content', run: (content) => ({ ...content, layers: editLayers(content.layers, step) }) },
    at,
  );
}

export async function exportLayers(
  db: WorkspaceDatabase,
  ids: readonly string[],
  at: string,
): Promise<Result<ExportedFile>> {
  const layers = await readLayers(db, ids);
  const [only] = layers;
  if (only === undefined) return failure(issue('error', 'layer-gone', WHOLE_FILE, 'These layers are no longer there.'));
  const mediaType = 'application/json';
  if (layers.length === 1)
    return success({ name: `${nameFile(only.name)}.json`, mediaType, text: writeNavigatorLayer(only) });
  const name = `vedette-${layers.length}-layers-${at.slice(0, 10)}.json`;
  return success({ name, mediaType, text: writeNavigatorLayers(layers) });
}

/** In the order of the ids. */
async function readLayers(db: WorkspaceDatabase, ids: readonly string[]): Promise<readonly Layer[]> {
  const found = await db.layers.bulkGet([...ids]);
  return found.filter((layer) => layer !== undefined);
}

function nameFile(name: string): string {
  const safe = name
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return safe === '' ? 'layer' : safe;
}
