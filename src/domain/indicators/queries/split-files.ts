import type { GroupedValue } from './value-groups';

export interface FileLimit {
  /** Of one file. */
  readonly most: number;
  /** What is counted; many engines count bytes of UTF-8. */
  readonly unit: 'characters' | 'bytes';
  /** Values in one file, whatever they come to. */
  readonly values: number;
}

export interface FilePart {
  readonly text: string;
  readonly values: readonly GroupedValue[];
}

/**
 * Cuts values into files that each stay within the limit, as even as they come out.
 * @returns `tooLong`: values that a file cannot hold even alone
 */
export function splitFiles(
  values: readonly GroupedValue[],
  limit: FileLimit,
  write: (values: readonly GroupedValue[]) => string,
): { readonly parts: readonly FilePart[]; readonly tooLong: readonly GroupedValue[] } {
  const parts: FilePart[] = [];
  const tooLong: GroupedValue[] = [];
  const split = (some: readonly GroupedValue[]): void => {
    if (some.length > limit.values) {
      cut(some, Math.ceil(some.length / limit.values));
      return;
    }
    const text = write(some);
    const size = limit.unit === 'bytes' ? countBytes(text) : text.length;
    if (size <= limit.most) parts.push({ text, values: some });
    else if (some.length === 1) tooLong.push(...some);
    else cut(some, Math.min(some.length, Math.max(2, Math.ceil(size / limit.most))));
  };
  const cut = (some: readonly GroupedValue[], pieces: number): void => {
    const each = Math.ceil(some.length / pieces);
    for (let at = 0; at < some.length; at += each) split(some.slice(at, at + each));
  };
  if (values.length > 0) split(values);
  return { parts, tooLong };
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** `name.kql`, or `name-01-of-12.kql`. */
export function nameFile(base: string, at: number, count: number, extension: string): string {
  if (count === 1) return `${base}.${extension}`;
  return `${base}-${String(at + 1).padStart(String(count).length, '0')}-of-${count}.${extension}`;
}
