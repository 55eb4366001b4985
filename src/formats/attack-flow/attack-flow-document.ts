import type { PlainMap } from '../plain-data';
import type { FlowEdge } from './flow-order';

/** A flow in whatever form, as the STIX form has it: objects with their properties, and what leads where. */
export interface FlowDocument {
  readonly objects: readonly FlowObject[];
  readonly edges: readonly FlowEdge[];
  /** What was drawn or written as a relation without an order. */
  readonly starts: readonly string[];
  /** Name of the author, publisher or organisation; empty: not said. */
  readonly publisher: string;
}

export interface FlowObject {
  readonly id: string;
  /** As in STIX: `attack-action`, `threat-actor`, `ipv4-addr`. */
  readonly type: string;
  /** Properties by the names they have in STIX. */
  readonly map: PlainMap;
  readonly path: string;
}
