import type { PlainMap } from '../plain-data';

/** One kind of events in JSON: how they are told, and how they become fields. */
export interface Dialect {
  readonly id: string;
  /** An event that fits has one of these at its top: others are not looked at further. */
  readonly keys: readonly string[];
  fits(event: PlainMap): boolean;
  /** Puts the fields of an event that fits. @returns `false`: it is too deep to be kept */
  read(event: PlainMap): boolean;
}
