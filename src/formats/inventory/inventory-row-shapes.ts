/**
 * Rows that say the same are read once. A table of a million hosts says a few thousand different things: a row is
 * known by a hash over the columns that are used, the host's name aside, and the name is only counted. A hash is of 64
 * bits in two halves; among a million rows two differ and collide once in thirty million tables.
 */

/** Where a row's hashes are put: the reader asks for them a million times, and objects would be made for nothing. */
export interface RowHashes {
  key1: number;
  key2: number;
  host1: number;
  host2: number;
  /** 0: the row names no host. */
  hostLength: number;
}

const UNUSED = 0;
const KEY = 1;
const HOST = 2;

export interface RowHasher {
  readonly hashes: RowHashes;
  /**
   * Hashes a line; `false` when it must be cut: another number of cells, quotes within quotes, an unusual host name.
   */
  line(text: string, start: number, end: number): boolean;
  cells(cells: readonly string[]): void;
}

/**
 * @param used columns that tell rows apart
 * @param host the column with the host's name; -1 for none
 */
export function makeRowHasher(width: number, used: readonly number[], host: number, delimiter: string): RowHasher {
  const roles = new Uint8Array(width + 1);
  for (const at of used) roles[at] = KEY;
  if (host >= 0) roles[host] = HOST;
  const cut = delimiter.charCodeAt(0);
  const hashes: RowHashes = { key1: 0, key2: 0, host1: 0, host2: 0, hostLength: 0 };

  function line(text: string, start: number, end: number): boolean {
    let [key1, key2, host1, host2, hostLength] = [SEED_1, SEED_2, SEED_1, SEED_2, 0];
    let column = 0;
    let role = roles[0] ?? UNUSED;
    let isQuoted = false;
    let isFirst = true;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        if (isQuoted) {
          // Anything but the end of the cell is for the cutter to understand.
          if (at + 1 < end && text.charCodeAt(at + 1) !== cut) return false;
          isQuoted = false;
        } else if (isFirst) {
          isQuoted = true;
        } else {
          return false;
        }
        isFirst = false;
      } else if (code === cut && !isQuoted) {
        if (role === KEY) {
          key1 = Math.imul(key1 ^ END, PRIME_1);
          key2 = (Math.imul(key2, PRIME_2) + END) | 0;
        }
        column++;
        if (column >= width) return false;
        role = roles[column] ?? UNUSED;
        isFirst = true;
      } else {
        isFirst = false;
        if (role === KEY) {
          key1 = Math.imul(key1 ^ code, PRIME_1);
          key2 = (Math.imul(key2, PRIME_2) + code) | 0;
        } else if (role === HOST) {
          // Spaces may stand around it, and upper case is not only A to Z.
          if (code <= 32 || code > 126) return false;
          const lower = code >= 65 && code <= 90 ? code + 32 : code;
          host1 = Math.imul(host1 ^ lower, PRIME_1);
          host2 = (Math.imul(host2, PRIME_2) + lower) | 0;
          hostLength++;
        }
      }
    }
    if (isQuoted) return false;
    if (column !== width - 1) return false;
    if (role === KEY) {
      key1 = Math.imul(key1 ^ END, PRIME_1);
      key2 = (Math.imul(key2, PRIME_2) + END) | 0;
    }
    hashes.key1 = key1;
    hashes.key2 = key2;
    hashes.host1 = host1;
    hashes.host2 = host2;
    hashes.hostLength = hostLength;
    return true;
  }

  function cells(list: readonly string[]): void {
    let [key1, key2] = [SEED_1, SEED_2];
    for (let column = 0; column < width; column++) {
      if (roles[column] !== KEY) continue;
      const cell = list[column] ?? '';
      for (let at = 0; at < cell.length; at++) {
        key1 = Math.imul(key1 ^ cell.charCodeAt(at), PRIME_1);
        key2 = (Math.imul(key2, PRIME_2) + cell.charCodeAt(at)) | 0;
      }
      key1 = Math.imul(key1 ^ END, PRIME_1);
      key2 = (Math.imul(key2, PRIME_2) + END) | 0;
    }
    let [host1, host2] = [SEED_1, SEED_2];
    const name = host < 0 ? '' : (list[host] ?? '').trim().toLowerCase();
    for (let at = 0; at < name.length; at++) {
      host1 = Math.imul(host1 ^ name.charCodeAt(at), PRIME_1);
      host2 = (Math.imul(host2, PRIME_2) + name.charCodeAt(at)) | 0;
    }
    Object.assign(hashes, { key1, key2, host1, host2, hostLength: name.length });
  }

  return { hashes, line, cells };
}

const SEED_1 = 0x811c9dc5 | 0;
const SEED_2 = 17;
const PRIME_1 = 0x01000193;
const PRIME_2 = 0x9e3779b1 | 0;
const QUOTE = 34;
/** Ends a cell; a unit separator, which no cell has. */
const END = 31;

/** Numbers by two hashes, in two flat arrays: a `Map` would take ten times the memory. */
export function makeHashTable() {
  let mask = 255;
  let slots = new Int32Array((mask + 1) * 3);
  let size = 0;

  function find(hash1: number, hash2: number): number {
    let at = scramble(hash1, hash2) & mask;
    for (;;) {
      const value = slots[at * 3 + 2] ?? 0;
      if (value === 0 || (slots[at * 3] === hash1 && slots[at * 3 + 1] === hash2)) return at;
      at = (at + 1) & mask;
    }
  }

  function grow(): void {
    const old = slots;
    mask = mask * 2 + 1;
    slots = new Int32Array((mask + 1) * 3);
    for (let from = 0; from < old.length; from += 3) {
      const value = old[from + 2] ?? 0;
      if (value === 0) continue;
      const to = find(old[from] ?? 0, old[from + 1] ?? 0) * 3;
      slots[to] = old[from] ?? 0;
      slots[to + 1] = old[from + 1] ?? 0;
      slots[to + 2] = value;
    }
  }

  return {
    /** -1 when there is none. */
    get: (hash1: number, hash2: number): number => (slots[find(hash1, hash2) * 3 + 2] ?? 0) - 1,
    set(hash1: number, hash2: number, value: number): void {
      if (size * 2 > mask) grow();
      const at = find(hash1, hash2) * 3;
      if (slots[at + 2] === 0) size++;
      slots[at] = hash1;
      slots[at + 1] = hash2;
      slots[at + 2] = value + 1;
    },
    get size() {
      return size;
    },
  };
}

/** Hashes of hosts, each once per owner (a group, or a sensor on a group). */
export function makeHostSet() {
  let mask = 255;
  let slots = new Int32Array((mask + 1) * 2);
  let size = 0;

  function place(hash1: number, hash2: number): number {
    let at = scramble(hash1, hash2) & mask;
    for (;;) {
      const [one, two] = [slots[at * 2], slots[at * 2 + 1]];
      if ((one === 0 && two === 0) || (one === hash1 && two === hash2)) return at * 2;
      at = (at + 1) & mask;
    }
  }

  function grow(): void {
    const old = slots;
    mask = mask * 2 + 1;
    slots = new Int32Array((mask + 1) * 2);
    for (let from = 0; from < old.length; from += 2) {
      const [one = 0, two = 0] = [old[from], old[from + 1]];
      if (one === 0 && two === 0) continue;
      const to = place(one, two);
      slots[to] = one;
      slots[to + 1] = two;
    }
  }

  return {
    /** Whether it is new. */
    add(owner: number, host1: number, host2: number): boolean {
      const hash1 = host1 ^ Math.imul(owner + 1, 0x85ebca6b);
      // Never two zeros, which mean an empty slot.
      const hash2 = (host2 + Math.imul(owner, 0xc2b2ae35)) | 1;
      const at = place(hash1, hash2);
      if (slots[at] === hash1 && slots[at + 1] === hash2) return false;
      slots[at] = hash1;
      slots[at + 1] = hash2;
      if (++size * 2 > mask) grow();
      return true;
    },
  };
}

function scramble(hash1: number, hash2: number): number {
  const mixed = Math.imul(hash1 ^ (hash2 >>> 15) ^ (hash2 << 7), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
