/**
 * What the library's facts of a sensor rest on, and how to switch its events on. Read by the panel of one sensor only,
 * so it stands in a file of its own that the first screen does not wait for.
 */
export interface SensorGrounds {
  /** Of the sensor. */
  readonly id: string;
  /** Addresses of public pages, mostly of the maker. */
  readonly sources: readonly string[];
  readonly sets: readonly SetGrounds[];
  /** Events that say something of their own. */
  readonly events: readonly EventGrounds[];
}

export interface Grounds {
  /** How to switch it on, or the licence it needs; absent: nothing to do, or not known. */
  readonly enable?: string;
  /** Positions in the sensor's `sources`. */
  readonly sources?: readonly number[];
}

export interface SetGrounds extends Grounds {
  readonly name: string;
}

export interface EventGrounds extends Grounds {
  readonly id: string;
}

export interface SensorGroundsFile {
  readonly format: 1;
  readonly sensors: readonly SensorGrounds[];
}
