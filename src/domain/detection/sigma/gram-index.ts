/**
 * Finds which of many literals may stand in a text, in one pass over its bytes: each literal is known by four of its bytes that few
 * others have, and only what has them is looked at again.
 */

const GRAM = 4;
const SLOTS = 65_536;
/** Paths and words that nearly every record has: bytes of these tell little. */
const FREQUENT =
  'c:\\windows\\system32\\windowspowershell\\v1.0\\powershell.exe c:\\windows\\syswow64\\svchost.exe c:\\program files (x86)\\microsoft\\ ' +
  'c:\\users\\administrator\\appdata\\local\\temp\\ hklm\\software\\microsoft\\windows nt\\currentversion\\ cmd.exe /c .dll http://www. https:// /usr/bin/';

export interface GramIndex {
  /** Calls `onFound` with numbers of literals whose bytes were seen: some more than once, some that are not there. */
  scan(bytes: Uint8Array, start: number, end: number, onFound: (literal: number) => void): void;
}

const encoder = new TextEncoder();

/** Upper case of ASCII taken off: what lies beyond it is folded by who asks. */
const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/** @param literals folded, of one byte or more, by number */
export function makeGramIndex(literals: ReadonlyMap<number, string>): GramIndex {
  const bytes = new Map([...literals].map(([number, text]) => [number, encoder.encode(text)] as const));
  const counts = new Map<number, number>();
  const frequent = encoder.encode(FREQUENT);
  for (const gram of gramsOf(frequent)) counts.set(gram, 1e6);
  for (const literal of bytes.values())
    for (const gram of new Set(gramsOf(literal))) counts.set(gram, (counts.get(gram) ?? 0) + 1);

  const slots = new Uint8Array(SLOTS);
  const grams = new Map<number, number[]>();
  const pairs: (number[] | undefined)[] = [];
  const singles: (number[] | undefined)[] = [];
  let [hasPairs, hasSingles] = [false, false];
  for (const [number, literal] of bytes) {
    if (literal.length >= GRAM) {
      const [best = 0] = gramsOf(literal).sort((one, other) => (counts.get(one) ?? 0) - (counts.get(other) ?? 0));
      slots[slotOf(best)] = 1;
      addTo(grams, best, number);
    } else if (literal.length >= 2) {
      hasPairs = true;
      const key = (literal[0] ?? 0) * 256 + (literal[1] ?? 0);
      const list = pairs[key] ?? [];
      pairs[key] = list;
      list.push(number);
    } else {
      hasSingles = true;
      const list = singles[literal[0] ?? 0] ?? [];
      singles[literal[0] ?? 0] = list;
      list.push(number);
    }
  }
  function scanShort(from: Uint8Array, start: number, end: number, onFound: (literal: number) => void): void {
    let before = 0;
    for (let at = start; at < end; at++) {
      const byte = FOLD[from[at] ?? 0] ?? 0;
      const pair = hasPairs && at > start ? pairs[before * 256 + byte] : undefined;
      if (pair !== undefined) for (const literal of pair) onFound(literal);
      const single = singles[byte];
      if (single !== undefined) for (const literal of single) onFound(literal);
      before = byte;
    }
  }

  return {
    scan(from, start, end, onFound) {
      if (hasPairs || hasSingles) scanShort(from, start, end, onFound);
      if (grams.size === 0 || end - start < GRAM) return;
      let key = 0;
      for (let at = start; at < start + GRAM - 1; at++) key = (key >>> 8) | ((FOLD[from[at] ?? 0] ?? 0) << 24);
      for (let at = start + GRAM - 1; at < end; at++) {
        key = (key >>> 8) | ((FOLD[from[at] ?? 0] ?? 0) << 24);
        if (slots[Math.imul(key, 0x9e3779b1) >>> 16] === 0) continue;
        const found = grams.get(key >>> 0);
        if (found !== undefined) for (const literal of found) onFound(literal);
      }
    },
  };
}

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function slotOf(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> 16;
}

function gramsOf(bytes: Uint8Array): number[] {
  const grams: number[] = [];
  for (let at = 0; at + GRAM <= bytes.length; at++) {
    grams.push(
      ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>>
        0,
    );
  }
  return grams;
}
