/**
 * Bytes to text, as a stream or for the head of a file: byte order marks, UTF-8, UTF-16 with and without a mark, and
 * Windows-1252 for what is not valid UTF-8 (https://encoding.spec.whatwg.org/). What is not text at all is named.
 */
import { excerpt, failure, type Issue, issue, type Result, success, WHOLE_FILE } from '../domain/result';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface BinaryKind {
  readonly name: string;
  /** What the analyst can do instead; a whole sentence. */
  readonly advice: string;
}

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

const EXPORT_AS_CSV = 'Open it in the program it comes from, save it as CSV and import that file.';
const UNPACK = 'Unpack it and import the files in it.';
const NOT_FOR_IMPORT = 'There is nothing in it that can be imported here.';

/** Beginnings of files, https://en.wikipedia.org/wiki/List_of_file_signatures; `at` is an offset in bytes. */
const SIGNATURES: readonly { readonly bytes: string; readonly at?: number; readonly kind: BinaryKind }[] = [
  {
    bytes: '25504446',
    kind: { name: 'a PDF document', advice: 'Export the table it shows as CSV and import that file.' },
  },
  { bytes: '89504e47', kind: { name: 'an image (PNG)', advice: NOT_FOR_IMPORT } },
  { bytes: 'ffd8ff', kind: { name: 'an image (JPEG)', advice: NOT_FOR_IMPORT } },
  { bytes: '47494638', kind: { name: 'an image (GIF)', advice: NOT_FOR_IMPORT } },
  { bytes: '1f8b', kind: { name: 'a gzip archive', advice: UNPACK } },
  { bytes: '504b0506', kind: { name: 'an empty ZIP archive', advice: NOT_FOR_IMPORT } },
  { bytes: '377abcaf271c', kind: { name: 'a 7-Zip archive', advice: UNPACK } },
  { bytes: '526172211a07', kind: { name: 'a RAR archive', advice: UNPACK } },
  { bytes: 'fd377a585a00', kind: { name: 'an xz archive', advice: UNPACK } },
  { bytes: '28b52ffd', kind: { name: 'a Zstandard archive', advice: UNPACK } },
  { bytes: '425a68', kind: { name: 'a bzip2 archive', advice: UNPACK } },
  { bytes: '7573746172', at: 257, kind: { name: 'a tar archive', advice: UNPACK } },
  { bytes: 'd0cf11e0a1b11ae1', kind: { name: 'an old Office document (XLS, DOC, MSG)', advice: EXPORT_AS_CSV } },
  { bytes: '53514c69746520666f726d6174', kind: { name: 'an SQLite database', advice: EXPORT_AS_CSV } },
  { bytes: '50415231', kind: { name: 'a Parquet file', advice: EXPORT_AS_CSV } },
  {
    bytes: '456c6646696c6500',
    kind: { name: 'a Windows event log (EVTX)', advice: 'This version reads inventories, not events.' },
  },
  { bytes: 'd4c3b2a1', kind: { name: 'a packet capture', advice: 'This version reads inventories, not traffic.' } },
  { bytes: 'a1b2c3d4', kind: { name: 'a packet capture', advice: 'This version reads inventories, not traffic.' } },
  { bytes: '0a0d0d0a', kind: { name: 'a packet capture', advice: 'This version reads inventories, not traffic.' } },
  { bytes: '7f454c46', kind: { name: 'a program (ELF)', advice: NOT_FOR_IMPORT } },
  { bytes: '4d5a9000', kind: { name: 'a program (Windows)', advice: NOT_FOR_IMPORT } },
  { bytes: 'fffe0000', kind: { name: 'text in UTF-32', advice: 'Save it as UTF-8 and import that file.' } },
  { bytes: '0000feff', kind: { name: 'text in UTF-32', advice: 'Save it as UTF-8 and import that file.' } },
];

/** Parts that tell what a ZIP archive holds; the first that occurs near the beginning decides. */
const ZIP_PARTS: readonly { readonly part: string; readonly kind: BinaryKind }[] = [
  { part: 'opendocument.spreadsheet', kind: { name: 'an OpenDocument spreadsheet (ODS)', advice: EXPORT_AS_CSV } },
  { part: 'opendocument.text', kind: { name: 'an OpenDocument text (ODT)', advice: EXPORT_AS_CSV } },
  { part: 'xl/', kind: { name: 'an Excel workbook (XLSX)', advice: EXPORT_AS_CSV } },
  { part: 'word/', kind: { name: 'a Word document (DOCX)', advice: EXPORT_AS_CSV } },
  { part: 'ppt/', kind: { name: 'a PowerPoint presentation (PPTX)', advice: EXPORT_AS_CSV } },
  { part: '[Content_Types].xml', kind: { name: 'an Office document (XLSX, DOCX or PPTX)', advice: EXPORT_AS_CSV } },
];

/** What a file that is not text looks like, by its first bytes; `null` for text. */
export function recogniseBinary(head: Uint8Array): BinaryKind | null {
  const hex = toHex(head.subarray(0, 512));
  for (const { bytes, at = 0, kind } of SIGNATURES) if (hex.startsWith(bytes, at * 2)) return kind;
  if (hex.startsWith('504b0304')) {
    const names = new TextDecoder('windows-1252').decode(head.subarray(0, HEAD_BYTES * 2));
    return ZIP_PARTS.find(({ part }) => names.includes(part))?.kind ?? { name: 'a ZIP archive', advice: UNPACK };
  }
  const judged = head.subarray(0, HEAD_BYTES);
  if (tellEncoding(judged).encoding !== 'utf-8') return null;
  const unusual = judged.filter((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13).length;
  return unusual > Math.max(4, judged.length * CONTROL_SHARE)
    ? { name: 'binary data of an unknown kind', advice: 'Import a text file: CSV, JSON.' }
    : null;
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
  const text = stream.push(head.subarray(0, Math.max(0, head.length - 3))) + stream.push(head.subarray(-3));
  const rest = head.length < HEAD_BYTES ? stream.end() : '';
  return stream.failure === null ? text + rest : null;
}

export function makeTextStream(): TextStream {
  let encoding: TextEncodingName = 'utf-8';
  let problem: Issue | null = null;
  let decode: ((bytes: Uint8Array, last: boolean) => string) | null = null;
  let held = new Uint8Array(0);
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
    encoding = told.encoding;
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
      held = held.length === 0 ? bytes.slice() : concatenate(held, bytes);
      if (!last && held.length < HEAD_BYTES) return '';
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
    issues: () => [...utf8.issues(), ...(zeros > 0 ? [zeroBytes(zeros)] : [])],
  };
}

function zeroBytes(count: number): Issue {
  return issue('warning', 'zero-bytes', WHOLE_FILE, `The text contains ${count} zero bytes; it may be damaged.`, {
    done: 'They were left out.',
  });
}

/** UTF-8; a byte that is not part of a valid sequence is read as Windows-1252. */
function makeUtf8Decoder() {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const latin = new TextDecoder('windows-1252');
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
        text += strict.decode(bytes.subarray(start, at)) + latin.decode(bytes.subarray(at, at + 1));
        if (foreign === 0) sample = text.slice(-30) + latin.decode(bytes.subarray(at + 1, at + 20));
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

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
