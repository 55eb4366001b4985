import { hashBytes } from './hash-bytes';

/** Tells contents apart as SHA-256 does, by the browser's own: while bytes pass, without stopping them. */
export interface ContentHash {
  /** So far. */
  readonly size: number;
  update(bytes: Uint8Array): Promise<void>;
  /** Ends it. */
  finish(): Promise<string>;
}

const BLOCK = 1024 * 1024;

/**
 * SHA-256 over the SHA-256 of each block of 1 MiB: browsers hash no streams, and in script it takes as long as reading a log.
 * It is compared with its like only, and shown to nobody.
 */
export function makeContentHash(): ContentHash {
  let block: Uint8Array | null = null;
  let filled = 0;
  let size = 0;
  let hashes = '';
  /** The block before: one is hashed while the next fills. */
  let pending: Promise<void> = Promise.resolve();
  const close = async () => {
    await pending;
    const bytes = block?.subarray(0, filled) ?? new Uint8Array(0);
    block = null;
    filled = 0;
    pending = hashBytes(bytes).then((hash) => {
      hashes += hash;
    });
  };
  return {
    get size() {
      return size;
    },
    async update(bytes) {
      size += bytes.length;
      for (let at = 0; at < bytes.length; ) {
        block ??= new Uint8Array(BLOCK);
        const part = bytes.subarray(at, at + BLOCK - filled);
        block.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === BLOCK) await close();
      }
    },
    async finish() {
      await close();
      await pending;
      return hashBytes(new TextEncoder().encode(hashes));
    },
  };
}
