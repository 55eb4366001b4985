import type { Result } from '../../src/domain/result';
import type { ReportFile } from '../../src/domain/threats/threat-report';
import { halveBundle, joinHalves, type PackedHalf, takeFirstHalf } from '../../src/formats/stix/stix-halves';
import { MEBIBYTE } from './reading';

/** Below, starting another worker and joining what both took costs about what it saves. */
const WORTH_TWO_WORKERS = 16 * MEBIBYTE;

/** Reads the second half of a bundle elsewhere. */
export interface HalfReader {
  /** `false`: it cannot be had. */
  readonly ready: Promise<boolean>;
  /** `null`: this half cannot be read by itself, or not elsewhere. The bytes are no longer here. */
  read(bytes: Uint8Array<ArrayBuffer>): Promise<PackedHalf | null>;
  stop(): void;
}

/** `null`: the bundle has to be read by one worker. Whoever started the reader stops it. */
export async function readInHalves(bytes: Uint8Array, reader: HalfReader): Promise<Result<ReportFile> | null> {
  const halves = halveBundle(bytes);
  // Until it answers, its script and what it is sent come to it by way of this thread, which must not be busy then.
  if (halves === null || !(await reader.ready)) return null;
  const second = reader.read(halves.second);
  const taken = takeFirstHalf(halves);
  const half = taken === null ? null : await second;
  return taken === null || half === null ? null : joinHalves(taken, half);
}

/**
 * @param size of the bundle in bytes
 * @returns `null`: that is not worth it, or there is but one core
 */
export function startHalfReader(size: number): HalfReader | null {
  if (size < WORTH_TWO_WORKERS || typeof Worker === 'undefined') return null;
  const { hardwareConcurrency: cores } = globalThis.navigator as { readonly hardwareConcurrency?: number };
  // Not said, as by some browsers on purpose: nobody has but one.
  if (cores !== undefined && cores < 2) return null;
  const worker = new Worker(new URL('../stix-half.worker.ts', import.meta.url), { type: 'module', name: 'half' });
  /** What it says next. A worker that cannot be had, or breaks, is no reason to refuse a file. */
  const listen = <Said>(otherwise: Said) =>
    new Promise<Said>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Said>) => resolve(data);
      worker.onmessageerror = () => resolve(otherwise);
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(otherwise);
      };
    });
  const ready = listen<string>('').then((said) => said !== '');
  worker.postMessage(null);
  return {
    ready,
    read(bytes) {
      const answer = listen<PackedHalf | null>(null);
      worker.postMessage(bytes, [bytes.buffer]);
      return answer;
    },
    stop: () => worker.terminate(),
  };
}
