import type { Unaligned } from '../../src/domain/layers/align-layer';
import type { Recipe } from '../../src/domain/layers/arithmetic';
import type { LayerEdit } from '../../src/domain/layers/edit-layers';
import type { Layer, LayerTechnique } from '../../src/domain/layers/layer';
import type { LayerFit } from '../../src/domain/layers/layer-fit';
import type { LayerSummary } from '../../src/domain/layers/layer-summary';
import type { Overlay } from '../../src/domain/layers/overlay-marks';
import type { Result } from '../../src/domain/result';
import type { WorkspaceName } from '../../src/store/workspace-database';
import type { CoverageRequest } from './coverage';
import type { ExportedFile } from './exports';

/** What the page may ask about kept layers. Types only: importing this file loads no code. */

export interface ListedLayer extends LayerSummary {
  /** In the release in force; `null`: the layer is of another domain. */
  readonly fit: LayerFit | null;
}

export interface DescribedLayer extends ListedLayer, Pick<Layer, 'gradient' | 'legend' | 'metadata' | 'links'> {
  /** The first of them. */
  readonly first: readonly LayerTechnique[];
  /** Techniques that the release in force does not know; empty where the layer is of another domain. */
  readonly unaligned: readonly Unaligned[];
}

/** What one layer says of one technique. */
export interface LayerNote extends Omit<LayerTechnique, 'rest'> {
  readonly layerId: string;
  readonly layerName: string;
  /** `#rrggbb`; `null`: neither its own nor the gradient's. */
  readonly shownColor: string | null;
}

export interface CombineRequest {
  /** In the order of their letters. */
  readonly operands: readonly string[];
  readonly recipe: Recipe;
  /** Empty: named after what it is. */
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly tlp: string;
}

export interface CombineOutcome {
  /** Of the layer that would be kept; its id is set when it is. */
  readonly summary: LayerSummary;
  readonly first: readonly LayerTechnique[];
  /** Cells without a result, such as a division by 0. */
  readonly undefinedCount: number;
  /** In the order of the operands. */
  readonly operands: readonly {
    readonly name: string;
    readonly succeeded: number;
    readonly withoutTactic: number;
    readonly unaligned: readonly Unaligned[];
  }[];
}

export interface LayersWorker {
  /** In the order that the user gave them. */
  listLayers(request: CoverageRequest): Promise<Result<readonly ListedLayer[]>>;
  describeLayer(request: CoverageRequest, id: string): Promise<Result<DescribedLayer | null>>;
  /** Layers and threats (`threat:G0016`) in the order of the ids; those that are gone are left out. */
  computeOverlay(request: CoverageRequest, ids: readonly string[]): Promise<Result<Overlay>>;
  listLayerNotes(request: CoverageRequest, techniqueId: string): Promise<Result<readonly LayerNote[]>>;
  previewCombination(request: CoverageRequest, combine: CombineRequest): Promise<Result<CombineOutcome>>;
  /** Keeps the result as a layer, in one step that can be undone. */
  keepCombination(request: CoverageRequest, combine: CombineRequest): Promise<Result<CombineOutcome>>;
  /** One step that can be undone. */
  editLayers(workspace: WorkspaceName, label: string, edit: LayerEdit, at: string): Promise<void>;
  /** One layer as a file of its own, several as a list in one file. */
  exportLayers(workspace: WorkspaceName, ids: readonly string[], at: string): Promise<Result<ExportedFile>>;
}
