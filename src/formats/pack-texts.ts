import { zipSync } from 'fflate';

/**
 * Texts as the files of a ZIP archive.
 * @param at ISO 8601, the time that all of them bear
 */
export function packTexts(files: readonly { readonly name: string; readonly text: string }[], at: string): ArrayBuffer {
  const encoder = new TextEncoder();
  const entries = files.map(({ name, text }) => [name, encoder.encode(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: new Date(at), level: 6 })).buffer;
}
