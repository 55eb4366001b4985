import { decodeHead } from './text-decoding';

/** The beginning of a file; the caller has looked through gzip. */
export interface Probe {
  readonly name: string;
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** A few KiB. */
  readonly head: Uint8Array;
  /** The head as text; `null` when it is not text. */
  readonly text: string | null;
}

export const PROBE_BYTES = 16_384;

export function makeProbe(name: string, size: number, head: Uint8Array): Probe {
  return { name, size, head, text: decodeHead(head) };
}
