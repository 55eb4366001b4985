import { hashFile } from './hash-file';

/** Below, starting another worker takes longer. */
export const WORTH_A_WORKER = 8 * 1024 * 1024;

/** SHA-256 of a file as given, on a thread of its own where that is worth it. */
export function hashAside(file: File): { readonly digest: Promise<string>; stop(): void } {
  if (file.size < WORTH_A_WORKER || typeof Worker === 'undefined') {
    return { digest: hashFile(file), stop: () => undefined };
  }
  const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
  const digest = new Promise<string>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<{ digest?: string; failure?: unknown }>) => {
      if (data.digest === undefined) reject(data.failure);
      else resolve(data.digest);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      // A worker that cannot be had is no reason to refuse a file.
      hashFile(file).then(resolve, reject);
    };
    worker.postMessage(file);
  });
  return { digest, stop: () => worker.terminate() };
}
