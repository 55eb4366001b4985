const encoder = new TextEncoder();
/** Longer texts are encoded by the platform, which takes a while to get going. */
const SHORT = 200;
/** All columns encode through it: a buffer for each text costs more than all else that is done with it. */
let scratch = new Uint8Array(4096);

/** Puts a text as bytes; these are valid during the call. */
export function putEncoded(
  to: { putBytes(bytes: Uint8Array, start: number, end: number): boolean },
  text: string,
): boolean {
  const { length } = text;
  if (length <= SHORT) {
    let at = 0;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code > 127) break;
      scratch[at] = code;
    }
    if (at === length) return to.putBytes(scratch, 0, length);
  }
  if (scratch.length < length * 3) scratch = new Uint8Array(length * 3);
  return to.putBytes(scratch, 0, encoder.encodeInto(text, scratch).written);
}
