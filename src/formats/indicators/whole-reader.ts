import { decodeText } from '../text-decoding';
import type { IndicatorContext, IndicatorFacts, IndicatorReader } from './indicator-reader';
import { makeFacts } from './statement-taker';

/** Of formats that are read when all of them is there. */
export function makeWholeReader(
  read: (bytes: Uint8Array) => IndicatorFacts | Promise<IndicatorFacts>,
): IndicatorReader {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    push(chunk) {
      pieces.push(chunk.slice());
      length += chunk.length;
    },
    end() {
      const whole = new Uint8Array(length);
      let at = 0;
      for (const piece of pieces.splice(0)) {
        whole.set(piece, at);
        at += piece.length;
      }
      return read(whole);
    },
  };
}

export function makeTextReader(context: IndicatorContext, read: (text: string) => IndicatorFacts): IndicatorReader {
  return makeWholeReader((bytes) => {
    const text = decodeText(bytes);
    for (const found of text.issues) (text.ok ? context.note : context.reject)(found);
    return text.ok ? read(text.value.replace(/^\uFEFF/, '')) : makeFacts(0);
  });
}
