import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A SHA-256 over bytes that come in pieces. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** Lower-case hex; ends the digest. */
  finish(): string;
}

export function makeSha256(): Digest {
  const hash = sha256.create();
  return {
    update: (bytes) => void hash.update(bytes),
    finish: () => bytesToHex(hash.digest()),
  };
}
