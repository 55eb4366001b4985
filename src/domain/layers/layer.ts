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
  /** Its place among the others, as the user ordered them; those without one come after, by name. */
  readonly position?: number;
  /** Keys of the layer that have no field here, as they were. */
  readonly rest: JsonObject;
}

export interface LayerTechnique {
  /** As the layer has it: it may be retired, or of another domain. */
  readonly techniqueId: string;
  /** The tactic's short name, perhaps of an older release; `null`: the same under every tactic. */
  readonly tactic: string | null;
  /** `null`: unscored, which is not 0. */
  readonly score: number | null;
  /** `#rrggbb` or `#rrggbbaa`; empty: the gradient's. */
  readonly color: string;
  readonly comment: string;
  readonly enabled: boolean;
  readonly metadata: readonly LayerMetadata[];
  readonly links: readonly LayerLink[];
  readonly rest: JsonObject;
}

/** What a part of a layer says beyond the format; absent when it says nothing. */
interface WithRest {
  readonly rest?: JsonObject;
}

export interface LayerGradient extends WithRest {
  readonly colors: readonly string[];
  readonly minValue: number;
  readonly maxValue: number;
}

export interface LegendItem extends WithRest {
  readonly label: string;
  readonly color: string;
}

export interface LayerDivider extends WithRest {
  readonly divider: boolean;
}

export interface NamedValue extends WithRest {
  readonly name: string;
  readonly value: string;
}

export interface LabelledUrl extends WithRest {
  readonly label: string;
  readonly url: string;
}

/** A name and a value, or a line between them. */
export type LayerMetadata = NamedValue | LayerDivider;

export type LayerLink = LabelledUrl | LayerDivider;

/** What a layer says; where it came from and where it stands is the rest of `Layer`. */
export type LayerContent = Omit<Layer, 'id' | 'fileName' | 'formatVersion' | 'position'>;

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** In the order the user gave them; those without a place by name, behind. */
export function orderLayers<Item extends Pick<Layer, 'name' | 'position' | 'id'>>(layers: readonly Item[]): Item[] {
  const place = ({ position }: Item) => position ?? Number.POSITIVE_INFINITY;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...layers].sort((a, b) =>
    place(a) === place(b) ? compare(a.name, b.name) || compare(a.id, b.id) : place(a) - place(b),
  );
}
