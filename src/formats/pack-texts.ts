import { Zip, ZipDeflate } from 'fflate';

/** Characters that are packed at a time: all of a text as bytes would be there twice. */
const PIECE = 1 << 22;

/**
 * Texts as the files of a ZIP archive.
 * @param at ISO 8601, the time that all of them bear
 * @param tell how much is done, from 0 to 1
 */
export function packTexts(
  files: readonly { readonly name: string; readonly text: string }[],
  at: string,
  tell: (share: number) => void,
): ArrayBuffer {
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    packed.push(bytes);
  });
  const encoder = new TextEncoder();
  const total = files.reduce((sum, { text }) => sum + text.length, 0);
  let done = 0;
  for (const { name, text } of files) {
    // Long lists of texts that differ little: more effort takes longer and hardly saves room.
    const entry = new ZipDeflate(name, { level: 4 });
    entry.mtime = new Date(at);
    zip.add(entry);
    for (let from = 0; from < text.length || from === 0; ) {
      const to = endOfPiece(text, from + PIECE);
      entry.push(encoder.encode(text.slice(from, to)), to >= text.length);
      done += to - from;
      tell(done / Math.max(1, total));
      if (to === 0) break;
      from = to;
    }
  }
  zip.end();
  return join(packed);
}

/** No character of two units is cut. */
function endOfPiece(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const last = text.charCodeAt(to - 1);
  return last >= 0xd800 && last <= 0xdbff ? to - 1 : to;
}

function join(parts: readonly Uint8Array[]): ArrayBuffer {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}
