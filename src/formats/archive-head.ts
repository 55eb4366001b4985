/**
 * What the beginning of a ZIP or tar archive tells: apart from `archive-entries`, so that recognising a file does not load
 * what unfolds one.
 */

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04;
}

export function isTar(head: Uint8Array): boolean {
  return head.length >= 512 && ascii(head.subarray(257, 262)) === 'ustar';
}

/** Names of the first entries, by what a head of a file holds of them. */
export function listFirstNames(head: Uint8Array): readonly string[] {
  const names: string[] = [];
  if (isTar(head)) {
    let stated: Stated = {};
    for (let at = 0; at + 512 <= head.length; ) {
      const kind = String.fromCharCode(head[at + 156] ?? 0);
      const own = readOctal(head, at + 124, 12);
      const size = BEFORE_A_FILE.has(kind) ? own : (stated.size ?? own);
      const name = stated.path ?? readTarName(head, at);
      if (name === '' || size === null) break;
      at += 512;
      const content = head.subarray(at, at + Math.min(size, LONGEST_PAX));
      if (kind === 'L') stated = { ...stated, path: readLongName(content) };
      else if (kind === 'x') stated = { ...stated, ...readPax(content) };
      else if (!BEFORE_A_FILE.has(kind)) {
        names.push(name);
        stated = {};
      }
      at += Math.ceil(size / 512) * 512;
    }
  } else if (isZip(head)) {
    for (let at = 0; at + 30 <= head.length; at++) {
      if (head[at] !== 0x50 || head[at + 1] !== 0x4b || head[at + 2] !== 0x03 || head[at + 3] !== 0x04) continue;
      const view = viewOf(head);
      names.push(decodeName(head.subarray(at + 30, at + 30 + view.getUint16(at + 26, true))));
    }
  }
  return names;
}

export function readTarName(bytes: Uint8Array, at: number): string {
  const read = (from: number, length: number) =>
    decodeName(bytes.subarray(at + from, at + from + length)).replace(/\0.*$/s, '');
  const prefix = read(345, 155);
  return prefix === '' ? read(0, 100) : `${prefix}/${read(0, 100)}`;
}

/** A number of a tar head; GNU tar writes those with too many digits, as of files from 8 GiB on, in base 256. */
export function readOctal(bytes: Uint8Array, at: number, length: number): number | null {
  if (bytes[at] === 0x80) {
    const value = bytes.subarray(at + 1, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(value) ? value : null;
  }
  const text = ascii(bytes.subarray(at, at + length)).replace(/[\0 ]+/g, '');
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null;
}

/** What an entry before a file says of it, where its head has no room: it goes before the head. */
export interface Stated {
  readonly path?: string;
  readonly size?: number;
}

/** Kinds of entries that say something of the file behind them, each with a size of its own: long name and target, pax. */
export const BEFORE_A_FILE: ReadonlySet<string> = new Set(['L', 'K', 'x', 'g']);

/** Bytes of such an entry; what stands further back is about rights and attributes. */
export const LONGEST_PAX = 64 * 1024;
const NUL = '\0';

/** GNU tar's entry for a long name. */
export function readLongName(bytes: Uint8Array): string {
  const [name = ''] = decodeName(bytes.subarray(0, 4096)).split(NUL, 1);
  return name;
}

/** Records of a pax entry: `<bytes of the record> <key>=<value>\n`; a value may hold anything. The last of a key holds. */
export function readPax(bytes: Uint8Array): Stated {
  let stated: Stated = {};
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at);
    const digits = blank < 0 || blank - at > 10 ? '' : ascii(bytes.subarray(at, blank));
    const end = at + Number(digits);
    if (!/^\d+$/.test(digits) || end <= blank || end > bytes.length) break;
    const record = decodeName(bytes.subarray(blank + 1, end - 1));
    const key = record.slice(0, Math.max(0, record.indexOf('=')));
    const value = record.slice(key.length + 1);
    if (key === 'path' && value !== '') stated = { ...stated, path: value };
    if (key === 'size' && /^\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value)))
      stated = { ...stated, size: Number(value) };
    at = end;
  }
  return stated;
}

export function decodeName(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
