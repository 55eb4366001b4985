/** What files that are not text are, by their first bytes, and what to do with them. */

export interface BinaryKind {
  readonly name: string;
  /** What the analyst can do instead; a whole sentence. */
  readonly advice: string;
}

const EXPORT_AS_CSV = 'Open it in the program it comes from, save it as CSV and import that file.';
const SAVE_ANEW =
  'Open it in the program it comes from, save a table as CSV, a document as DOCX or PDF, a message as EML, and import that file.';
const UNPACK = 'Unpack it and import the files in it.';
const NOT_FOR_IMPORT = 'There is nothing in it that can be imported here.';

/** First bytes in hex, https://en.wikipedia.org/wiki/List_of_file_signatures; `at` is an offset in bytes. */
const SIGNATURES: readonly { readonly bytes: string; readonly at?: number; readonly kind: BinaryKind }[] = [
  {
    bytes: '25504446',
    kind: { name: 'a PDF document', advice: 'Export the table it shows as CSV and import that file.' },
  },
  { bytes: '7b5c727466', kind: { name: 'a document in Rich Text Format (RTF)', advice: SAVE_ANEW } },
  { bytes: '89504e47', kind: { name: 'an image (PNG)', advice: NOT_FOR_IMPORT } },
  { bytes: 'ffd8ff', kind: { name: 'an image (JPEG)', advice: NOT_FOR_IMPORT } },
  { bytes: '474946383761', kind: { name: 'an image (GIF)', advice: NOT_FOR_IMPORT } },
  { bytes: '474946383961', kind: { name: 'an image (GIF)', advice: NOT_FOR_IMPORT } },
  { bytes: '1f8b', kind: { name: 'a gzip archive', advice: UNPACK } },
  { bytes: '504b0506', kind: { name: 'an empty ZIP archive', advice: NOT_FOR_IMPORT } },
  { bytes: '377abcaf271c', kind: { name: 'a 7-Zip archive', advice: UNPACK } },
  { bytes: '526172211a07', kind: { name: 'a RAR archive', advice: UNPACK } },
  { bytes: 'fd377a585a00', kind: { name: 'an xz archive', advice: UNPACK } },
  { bytes: '28b52ffd', kind: { name: 'a Zstandard archive', advice: UNPACK } },
  { bytes: '314159265359', at: 4, kind: { name: 'a bzip2 archive', advice: UNPACK } },
  { bytes: '757374617200', at: 257, kind: { name: 'a tar archive', advice: UNPACK } },
  { bytes: 'd0cf11e0a1b11ae1', kind: { name: 'an old Office document (XLS, DOC, MSG)', advice: SAVE_ANEW } },
  { bytes: '53514c69746520666f726d6174', kind: { name: 'an SQLite database', advice: EXPORT_AS_CSV } },
  { bytes: '5041523115', kind: { name: 'a Parquet file', advice: EXPORT_AS_CSV } },
  {
    bytes: '456c6646696c6500',
    kind: { name: 'a Windows event log (EVTX)', advice: 'Export it as XML, JSON or CSV.' },
  },
  {
    bytes: 'd4c3b2a1',
    kind: { name: 'a packet capture', advice: 'Read it with Zeek or Suricata, and import their logs.' },
  },
  {
    bytes: 'a1b2c3d4',
    kind: { name: 'a packet capture', advice: 'Read it with Zeek or Suricata, and import their logs.' },
  },
  {
    bytes: '0a0d0d0a',
    kind: { name: 'a packet capture', advice: 'Read it with Zeek or Suricata, and import their logs.' },
  },
  { bytes: '7f454c46', kind: { name: 'a program (ELF)', advice: NOT_FOR_IMPORT } },
  { bytes: '4d5a9000', kind: { name: 'a program (Windows)', advice: NOT_FOR_IMPORT } },
  { bytes: 'fffe0000', kind: { name: 'text in UTF-32', advice: 'Save it as UTF-8 and import that file.' } },
  { bytes: '0000feff', kind: { name: 'text in UTF-32', advice: 'Save it as UTF-8 and import that file.' } },
];

const OLE = 'd0cf11e0a1b11ae1';
const LOCKED: BinaryKind = {
  name: 'an Office document with a password',
  advice: 'Open it, save it without the password and import that file.',
};

/** Parts that tell what a ZIP archive holds; the first that occurs near the beginning decides. */
const ZIP_PARTS: readonly { readonly part: string; readonly kind: BinaryKind }[] = [
  { part: 'opendocument.spreadsheet', kind: { name: 'an OpenDocument spreadsheet (ODS)', advice: EXPORT_AS_CSV } },
  { part: 'opendocument.text', kind: { name: 'an OpenDocument text (ODT)', advice: SAVE_ANEW } },
  { part: 'xl/', kind: { name: 'an Excel workbook (XLSX)', advice: EXPORT_AS_CSV } },
  { part: 'word/', kind: { name: 'a Word document (DOCX)', advice: SAVE_ANEW } },
  { part: 'ppt/', kind: { name: 'a PowerPoint presentation (PPTX)', advice: EXPORT_AS_CSV } },
  { part: '[Content_Types].xml', kind: { name: 'an Office document (XLSX, DOCX or PPTX)', advice: EXPORT_AS_CSV } },
];

/** How far into a ZIP archive the names of its first members are looked for, in bytes. */
const ZIP_HEAD = 8192;

/** What a file is by its signature; `null` for text and for what has none. */
export function recogniseSignature(head: Uint8Array): BinaryKind | null {
  const hex = toHex(head.subarray(0, 512));
  if (hex.startsWith(OLE) && readUtf16(head).includes('EncryptedPackage')) return LOCKED;
  for (const { bytes, at = 0, kind } of SIGNATURES) if (hex.startsWith(bytes, at * 2)) return kind;
  if (!hex.startsWith('504b0304')) return null;
  const names = String.fromCharCode(...head.subarray(0, ZIP_HEAD));
  return ZIP_PARTS.find(({ part }) => names.includes(part))?.kind ?? { name: 'a ZIP archive', advice: UNPACK };
}

/** Names in it are UTF-16 at even offsets. */
function readUtf16(head: Uint8Array): string {
  let text = '';
  for (let at = 0; at + 1 < head.length; at += 2)
    text += String.fromCharCode((head[at] ?? 0) | ((head[at + 1] ?? 0) << 8));
  return text;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
