import type { Accessor } from 'solid-js';
import type {
  CombineOutcome,
  CombineRequest,
  DescribedLayer,
  LayerNote,
  ListedLayer,
} from '../../workers/contract/layers';
import type { LayerEdit } from '../domain/layers/edit-layers';
import type { Overlay } from '../domain/layers/overlay-marks';
import type { Result } from '../domain/result';
import { threatRefOf } from '../domain/threats/threat-layers';
import type { AppState } from './app-state';
import { createLatest, type Latest } from './latest-answer';
import { createPreference } from './preferences';
import { saveFile } from './save-file';
import { coverageWorker } from './workers';

type App = Pick<AppState, 'coverage' | 'workspace'>;

/** Ids of the layers that are shown on the matrix, in that order: a choice of view, kept on this device. */
export const [overlayIds, chooseOverlays] = createPreference<readonly string[]>('overlays', [], (stored) =>
  Array.isArray(stored) && stored.every((id) => typeof id === 'string') ? stored : null,
);

export function createLayerList(app: App): Latest<readonly ListedLayer[]> {
  return createLatest(
    app,
    app.coverage.request,
    () => true,
    (request) => coverageWorker.run((api) => api.listLayers(request)),
  );
}

/** Of those shown on the matrix, the ids of threats. */
export function overlayThreatIds(): readonly string[] {
  return overlayIds().filter((id) => threatRefOf(id) !== null);
}

/** `undefined` as an answer: no layer or threat is chosen. */
export function createOverlay(app: App): Latest<Overlay> {
  return createOverlayOf(app, () => {
    const hasAny = (app.workspace.layerCount() ?? 0) > 0 || overlayThreatIds().length > 0;
    return overlayIds().length > 0 && hasAny ? overlayIds() : null;
  });
}

/** Of the threats on the matrix alone. */
export function createThreatOverlay(app: App): Latest<Overlay> {
  return createOverlayOf(app, () => (overlayThreatIds().length > 0 ? overlayThreatIds() : null));
}

function createOverlayOf(app: App, ids: Accessor<readonly string[] | null>): Latest<Overlay> {
  return createLatest(app, app.coverage.request, ids, (request, chosen) =>
    coverageWorker.run((api) => api.computeOverlay(request, chosen)),
  );
}

export function createLayerDescription(app: App, id: Accessor<string>): Latest<DescribedLayer | null> {
  return createLatest(app, app.coverage.request, id, (request, asked) =>
    coverageWorker.run((api) => api.describeLayer(request, asked)),
  );
}

export function createLayerNotes(app: App, techniqueId: Accessor<string>): Latest<readonly LayerNote[]> {
  return createLatest(app, app.coverage.request, techniqueId, (request, id) =>
    coverageWorker.run((api) => api.listLayerNotes(request, id)),
  );
}

/** @param wanted `null`: nothing to combine yet */
export function createCombinationPreview(app: App, wanted: Accessor<CombineRequest | null>): Latest<CombineOutcome> {
  return createLatest(app, app.coverage.request, wanted, (request, combine) =>
    coverageWorker.run((api) => api.previewCombination(request, combine)),
  );
}

export function keepCombination({ coverage }: App, combine: CombineRequest): Promise<Result<CombineOutcome>> {
  return coverageWorker.run((api) => api.keepCombination(coverage.request(), combine));
}

/** @returns a sentence about what went wrong, or `null` */
export async function editLayers({ workspace }: App, label: string, edit: LayerEdit): Promise<string | null> {
  try {
    await coverageWorker.run((api) => api.editLayers(workspace.name(), label, edit, new Date().toISOString()));
    return null;
  } catch (error) {
    return `The change was not saved. ${String(error)}`;
  }
}

/** @returns a sentence about what went wrong, or `null` */
export async function exportLayers({ workspace }: App, ids: readonly string[]): Promise<string | null> {
  const result = await coverageWorker.run((api) => api.exportLayers(workspace.name(), ids, new Date().toISOString()));
  if (!result.ok) return result.issues[0]?.message ?? 'The layers could not be written.';
  saveFile(result.value);
  return null;
}
