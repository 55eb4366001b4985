/**
 * Bytes to text, as a stream or for the head of a file: byte order marks, UTF-8, UTF-16 with and without a mark, and
 * Windows-1252 for what is not valid UTF-8 and clearly no other encoding of before (https://encoding.spec.whatwg.org/). What is not text at all is named.
 */
import { excerpt, failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../domain/result';
import { type BinaryKind, recogniseSignature } from './binary-kinds';
import { guessLegacyEncoding, LEGACY_NAMES, type LegacyEncoding } from './legacy-encodings';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | LegacyEncoding;

export interface TextStream {
  /** Text of the bytes so far, as far as it is certain; the first few KiB are held back to judge the encoding. */
  push(bytes: Uint8Array): string;
  end(): string;
  /** Set once the bytes turn out not to be text; `push` and `end` then give nothing. */
  readonly failure: Issue | null;
  readonly encoding: TextEncodingName;
  /** What was noticed so far. */
  issues(): readonly Issue[];
}

/** Enough to judge an encoding by. */
const HEAD_BYTES = 4096;
/** UTF-16 text has a zero byte in every character below U+0100: spaces, digits, separators, line ends at least. */
const UTF16_ZERO_SHARE = 0.1;
/** Text has hardly any control characters; damaged text has a few zero bytes. */
const CONTROL_SHARE = 0.02;
/** Windows-1252 from 0x80 to 0x9f; above, it is Unicode. Node's own decoder reads these as control characters. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** What a file that is not text looks like, by its first bytes; `null` for text. */
export function recogniseBinary(head: Uint8Array): BinaryKind | null {
  const kind = recogniseSignature(head);
  const judged = head.subarray(0, HEAD_BYTES);
  if (kind !== null || tellEncoding(judged).encoding !== 'utf-8') return kind;
  const unusual = judged.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13).length;
  if (unusual <= Math.max(4, judged.length * CONTROL_SHARE)) return null;
  return { name: 'binary data of an unknown kind', advice: 'Import a text file: CSV, JSON.' };
}

/** Text of a whole file. */
export function decodeText(bytes: Uint8Array): Result<string> {
  const stream = makeTextStream();
  const text = stream.push(bytes) + stream.end();
  return stream.failure === null ? success(text, stream.issues()) : failure(stream.failure);
}

/** Text of the first bytes of a file, whose last character may be cut; `null` when it is not text. */
export function decodeHead(head: Uint8Array): string | null {
  const stream = makeTextStream();
  const text = stream.push(head);
  const rest = head.length < HEAD_BYTES ? stream.end() : '';
  return stream.failure === null ? text + rest : null;
}

export function makeTextStream(): TextStream {
  let encoding: TextEncodingName = 'utf-8';
  let problem: Issue | null = null;
  let decode: ((bytes: Uint8Array, last: boolean) => string) | null = null;
  let held: Uint8Array = new Uint8Array(0);
  let legacy: LegacyEncoding | null = null;
  let zeros = 0;
  const utf8 = makeUtf8Decoder();

  function begin(): void {
    const kind = recogniseBinary(held);
    if (kind !== null) {
      problem = issue('error', 'not-text', WHOLE_FILE, `This is not a text file: it looks like ${kind.name}.`, {
        done: `Nothing was read. ${kind.advice}`,
      });
    }
    const told = tellEncoding(held.subarray(0, HEAD_BYTES));
    if (problem === null && told.encoding === 'utf-8' && told.mark === 0)
      legacy = findLegacy(held.subarray(0, HEAD_BYTES));
    encoding = legacy ?? told.encoding;
    held = held.subarray(told.mark);
    if (encoding === 'utf-8') {
      decode = utf8.decode;
    } else {
      const decoder = new TextDecoder(encoding, { ignoreBOM: true });
      decode = (bytes, last) => decoder.decode(bytes, { stream: !last });
    }
  }

  function take(bytes: Uint8Array, last: boolean): string {
    if (decode === null) {
      const known = held.length === 0 ? bytes : concatenate(held, bytes);
      const isEnough = last || known.length >= HEAD_BYTES;
      // What is held on to may be the caller's to change; of a whole file the copy would take as long as half the decoding.
      held = isEnough || known !== bytes ? known : bytes.slice();
      if (!isEnough) return '';
      begin();
      bytes = held;
      held = new Uint8Array(0);
    }
    if (problem !== null || decode === null) return '';
    const text = decode(bytes, last);
    if (!text.includes('\0')) return text;
    const clean = text.replaceAll('\0', '');
    zeros += text.length - clean.length;
    return clean;
  }

  return {
    push: (bytes) => take(bytes, false),
    end: () => take(new Uint8Array(0), true),
    get failure() {
      return problem;
    },
    get encoding() {
      return encoding === 'utf-8' && utf8.foreign > 0 && utf8.multibyte === 0 ? 'windows-1252' : encoding;
    },
    issues: () => [
      ...(legacy === null ? [] : [guessed(legacy)]),
      ...utf8.issues(),
      ...(zeros > 0 ? [zeroBytes(zeros)] : []),
    ],
  };
}

/** Of the head of a text that is no UTF-8. */
function findLegacy(head: Uint8Array): LegacyEncoding | null {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, completeLength(head)));
    return null;
  } catch {
    return guessLegacyEncoding(head);
  }
}

function guessed(encoding: LegacyEncoding): Issue {
  return issue('note', 'encoding-guessed', WHOLE_FILE, 'The text is not UTF-8.', {
    done: `Read as ${LEGACY_NAMES[encoding]}, by the letters in it.`,
  });
}

function zeroBytes(count: number): Issue {
  return issue('warning', 'zero-bytes', WHOLE_FILE, `The text contains ${count} zero bytes; it may be damaged.`, {
    done: 'They were left out.',
  });
}

/** UTF-8; a byte that is not part of a valid sequence is read as Windows-1252. */
function makeUtf8Decoder() {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let held = new Uint8Array(0);
  let foreign = 0;
  let multibyte = 0;
  let sample = '';

  function decodeMixed(bytes: Uint8Array): string {
    let text = '';
    let start = 0;
    let at = 0;
    while (at < bytes.length) {
      const length = sequenceLength(bytes, at);
      if (length > 1) multibyte++;
      if (length === 0) {
        text += strict.decode(bytes.subarray(start, at)) + decodeWindows1252(bytes.subarray(at, at + 1));
        if (foreign === 0) sample = text.slice(-30) + decodeWindows1252(bytes.subarray(at + 1, at + 20));
        foreign++;
        start = at + 1;
      }
      at += Math.max(1, length);
    }
    return text + strict.decode(bytes.subarray(start));
  }

  function decode(chunk: Uint8Array, last: boolean): string {
    const bytes = held.length === 0 ? chunk : concatenate(held, chunk);
    const end = last ? bytes.length : completeLength(bytes);
    held = bytes.slice(end);
    const whole = bytes.subarray(0, end);
    try {
      const text = strict.decode(whole);
      // Fewer UTF-16 units than bytes: some character took more than one byte.
      if (text.length < whole.length) multibyte++;
      return text;
    } catch {
      return decodeMixed(whole);
    }
  }

  function issues(): readonly Issue[] {
    if (foreign === 0) return [];
    const detail = { found: excerpt(sample) };
    return multibyte === 0
      ? [
          issue('note', 'encoding-windows-1252', WHOLE_FILE, 'The text is not UTF-8.', {
            ...detail,
            done: 'Read as Windows-1252.',
          }),
        ]
      : [
          issue('warning', 'encoding-mixed', WHOLE_FILE, `The text is UTF-8 with ${foreign} bytes that are not.`, {
            ...detail,
            done: 'Those bytes were read as Windows-1252.',
          }),
        ];
  }

  return {
    decode,
    issues,
    get foreign() {
      return foreign;
    },
    get multibyte() {
      return multibyte;
    },
  };
}

function tellEncoding(head: Uint8Array): { readonly encoding: TextEncodingName; readonly mark: number } {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', mark: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', mark: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', mark: 2 };
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const needed = Math.max(1, (head.length / 2) * UTF16_ZERO_SHARE);
  if (even === 0 && odd >= needed) return { encoding: 'utf-16le', mark: 0 };
  if (odd === 0 && even >= needed) return { encoding: 'utf-16be', mark: 0 };
  return { encoding: 'utf-8', mark: 0 };
}

function decodeWindows1252(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte)).join('');
}

/** Bytes of the valid UTF-8 sequence at an offset; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  for (let offset = 1; offset < length; offset++) if (((bytes[at + offset] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const beyond = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return overlong || beyond ? 0 : length;
}

/** Length of the bytes without a sequence that the next chunk may complete. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function concatenate(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
