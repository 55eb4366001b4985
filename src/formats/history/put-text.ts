import type { ColumnWriter } from '../../domain/columns/column';

/** Longer texts are encoded by the platform, which takes a while to get going. */
const SHORT = 200;
const encoder = new TextEncoder();

/** Puts texts as bytes through one buffer: encoding each into a new one costs more than all else that is done with it. */
export function makeTextPutter(): (writer: ColumnWriter, text: string) => boolean {
  let buffer = new Uint8Array(4096);
  return (writer, text) => {
    // These remember what they had.
    if (writer.kind === 'text' || writer.kind === 'list') return writer.putText(text);
    const { length } = text;
    if (length <= SHORT) {
      let at = 0;
      for (; at < length; at++) {
        const code = text.charCodeAt(at);
        if (code > 127) break;
        buffer[at] = code;
      }
      if (at === length) return writer.putBytes(buffer, 0, length);
    }
    if (buffer.length < length * 3) buffer = new Uint8Array(length * 3);
    return writer.putBytes(buffer, 0, encoder.encodeInto(text, buffer).written);
  };
}
