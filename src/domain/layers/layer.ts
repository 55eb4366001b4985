import type { AttackDomain } from '../attack/identifiers';

/**
 * Anybody's notes on techniques: an ATT&CK Navigator layer of any version, or one that was computed here. What the
 * format says and we have no field for is kept in `rest`, so that writing it again loses nothing.
 */
export interface Layer {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly domain: AttackDomain;
  /** Release of ATT&CK as the layer states it (`13`, `18.1`); `null`: it does not. */
  readonly attackRelease: string | null;
  readonly techniques: readonly LayerTechnique[];
  readonly gradient: LayerGradient | null;
  readonly legend: readonly LegendItem[];
  readonly metadata: readonly LayerMetadata[];
  readonly links: readonly LayerLink[];
  /** Version of the layer format it was read from (`2.2`, `4.5`); `null`: it was made here. */
  readonly formatVersion: string | null;
  /** The file it came from; empty when it was made here. */
  readonly fileName: string;
  /** Keys of the layer that have no field here, as they were. */
  readonly rest: JsonObject;
}

export interface LayerTechnique {
  /** As the layer has it: it may be retired, or of another domain. */
  readonly techniqueId: string;
  /** The tactic's short name; `null`: the same under every tactic. */
  readonly tactic: string | null;
  /** `null`: unscored, which is not 0. */
  readonly score: number | null;
  /** `#rrggbb`; empty: the gradient's. */
  readonly color: string;
  readonly comment: string;
  readonly enabled: boolean;
  readonly metadata: readonly LayerMetadata[];
  readonly links: readonly LayerLink[];
  readonly rest: JsonObject;
}

export interface LayerGradient {
  readonly colors: readonly string[];
  readonly minValue: number;
  readonly maxValue: number;
}

export interface LegendItem {
  readonly label: string;
  readonly color: string;
}

/** A name and a value, or a line between them. */
export type LayerMetadata = { readonly name: string; readonly value: string } | { readonly divider: boolean };

export type LayerLink = { readonly label: string; readonly url: string } | { readonly divider: boolean };

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}
