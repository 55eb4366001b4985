/** A ZIP archive of our own making, record by record, so that it can say what no packer writes. */
export interface MadeUpEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method?: number;
  /** Unfolded, as the directory states it. */
  readonly size: number;
  readonly flags?: number;
  /** Names the bytes of another entry, by its number, moved by some bytes. */
  readonly sameAs?: { readonly entry: number; readonly moved: number; readonly packed: number };
}

export interface MadeUpEnd {
  readonly count?: number;
  readonly disk?: number;
  readonly comment?: Uint8Array;
}

export function makeZip(entries: readonly MadeUpEntry[], end: MadeUpEnd = {}): Uint8Array<ArrayBuffer> {
  const offsets: number[] = [];
  const parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    parts.push(part);
    length += part.length;
  };
  for (const { name, content, method = 8, size, flags = 0, sameAs } of entries) {
    if (sameAs !== undefined) {
      offsets.push((offsets[sameAs.entry] ?? 0) + sameAs.moved);
      continue;
    }
    offsets.push(length);
    add(record([4, 0x04034b50], [2, 20, flags, method, 0, 0], [4, 0, content.length, size], [2, name.length, 0]));
    add(new TextEncoder().encode(name));
    add(content);
  }
  const start = length;
  entries.forEach(({ name, content, method = 8, size, flags = 0, sameAs }, at) => {
    const packed = sameAs?.packed ?? content.length;
    add(
      record(
        [4, 0x02014b50],
        [2, 20, 20, flags, method, 0, 0],
        [4, 0, packed, size],
        [2, name.length, 0, 0, 0, 0],
        [4, 0, offsets[at] ?? 0],
      ),
    );
    add(new TextEncoder().encode(name));
  });
  const count = end.count ?? entries.length;
  const { disk = 0, comment = new Uint8Array(0) } = end;
  add(record([4, 0x06054b50], [2, disk, disk, count, count], [4, length - start, start], [2, comment.length]));
  add(comment);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Numbers of 2 or 4 bytes, the lowest byte first. */
function record(...fields: readonly (readonly [width: 2 | 4, ...numbers: number[]])[]): Uint8Array {
  return new Uint8Array(
    fields.flatMap(([width, ...numbers]) =>
      numbers.flatMap((number) => Array.from({ length: width }, (_, byte) => (number >>> (8 * byte)) & 0xff)),
    ),
  );
}
