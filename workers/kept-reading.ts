/** The last reading that need not be made again, for the file it was made of. */
export interface KeptReading<Answer> {
  put(file: File, answer: Answer): void;
  /** Given once: it is stored then, or asked for anew. */
  take(file: File): Answer | null;
}

export function makeKeptReading<Answer>(): KeptReading<Answer> {
  let kept: { readonly key: string; readonly answer: Answer } | null = null;
  return {
    put(file, answer) {
      kept = { key: keyOfFile(file), answer };
    },
    take(file) {
      const found = kept?.key === keyOfFile(file) ? kept.answer : null;
      kept = null;
      return found;
    },
  };
}

/** A `File` that crosses to a worker is a new object each time: it is known by name, size and date. */
export function keyOfFile({ name, size, lastModified }: File): string {
  return JSON.stringify([name, size, lastModified]);
}
