/** Few large reads: each costs a way to the browser's process and back, which a stream's 64 KiB pays very often. */
const SLICE_BYTES = 4 * 1024 * 1024;

/** A file in slices, the next one on its way while this one is worked on. */
export async function* readSlices(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const read = (at: number) => {
    const slice = file.slice(at, at + SLICE_BYTES).arrayBuffer();
    // Awaited below; until then nobody hears of a failure.
    slice.catch(() => undefined);
    return slice;
  };
  let next = read(0);
  for (let at = 0; at < file.size; at += SLICE_BYTES) {
    const slice = await next;
    if (at + SLICE_BYTES < file.size) next = read(at + SLICE_BYTES);
    yield new Uint8Array(slice);
  }
}
