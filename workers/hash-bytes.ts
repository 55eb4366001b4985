import { makeSha256 } from '../src/domain/digest';

/** SHA-256 in lower-case hex: the browser's own, which is ten times as fast, where the context is a secure one. */
export async function hashBytes(bytes: Uint8Array): Promise<string> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  if (subtle !== undefined) {
    const digest = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
  const digest = makeSha256();
  digest.update(bytes);
  return digest.finish();
}
