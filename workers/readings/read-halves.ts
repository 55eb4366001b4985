import type { Result } from '../../src/domain/result';
import type { ReportFile } from '../../src/domain/threats/threat-report';
import { halveBundle, joinHalves, type PackedHalf, takeFirstHalf } from '../../src/formats/stix/stix-halves';
import { MEBIBYTE } from './reading';

/** Below, starting another worker and joining what both took costs about what it saves. */
const WORTH_TWO_WORKERS = 16 * MEBIBYTE;

/** Reads the second half of a bundle elsewhere. */
export interface HalfReader {
  /** `null`: this half cannot be read by itself, or not elsewhere. */
  read(bytes: Uint8Array<ArrayBuffer>): Promise<PackedHalf | null>;
  stop(): void;
}

/** @param start of tests only */
export async function readInHalves(
  bytes: Uint8Array,
  start: (size: number) => HalfReader | null = startHalfReader,
): Promise<Result<ReportFile> | null> {
  // First: while it starts, the bundle is cut.
  const reader = start(bytes.length);
  if (reader === null) return null;
  try {
    const halves = halveBundle(bytes);
    if (halves === null) return null;
    const second = reader.read(halves.second);
    const taken = takeFirstHalf(halves);
    const half = taken === null ? null : await second;
    return taken === null || half === null ? null : joinHalves(taken, half);
  } finally {
    reader.stop();
  }
}

function startHalfReader(size: number): HalfReader | null {
  if (size < WORTH_TWO_WORKERS || typeof Worker === 'undefined') return null;
  const { hardwareConcurrency: cores } = globalThis.navigator as { readonly hardwareConcurrency?: number };
  // Not said, as by some browsers on purpose: nobody has but one.
  if (cores !== undefined && cores < 2) return null;
  const worker = new Worker(new URL('../stix-half.worker.ts', import.meta.url), { type: 'module', name: 'half' });
  return {
    read: (bytes) =>
      new Promise((resolve) => {
        worker.onmessage = ({ data }: MessageEvent<PackedHalf | null>) => resolve(data);
        // A worker that cannot be had, or breaks, is no reason to refuse a file.
        worker.onerror = (event) => {
          event.preventDefault();
          resolve(null);
        };
        worker.onmessageerror = () => resolve(null);
        worker.postMessage(bytes, [bytes.buffer]);
      }),
    stop: () => worker.terminate(),
  };
}
