import { hashAside, WORTH_A_WORKER } from './hash-aside';
import { keyOfFile } from './kept-reading';

/**
 * SHA-256 of the file that was inspected last: made on a thread of its own while its preview is looked at, so that neither
 * reading it nor importing it shares a processor with it.
 */
let started: { readonly key: string; readonly digest: Promise<string>; stop(): void } | null = null;

export function startDigest(file: File): void {
  started?.stop();
  started = null;
  if (file.size < WORTH_A_WORKER) return;
  const { digest, stop } = hashAside(file);
  // Whoever asks may come later than the failure.
  digest.catch(() => undefined);
  started = { key: keyOfFile(file), digest, stop };
}

/** The one that was started, or another. */
export function takeDigest(file: File): Promise<string> {
  const known = started?.key === keyOfFile(file) ? started.digest : hashAside(file).digest;
  known.catch(() => undefined);
  return known;
}
