/**
 * Many files as one: a folder of rules is one thing to import, with one preview and one receipt. They become a tar archive
 * (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html) whose content stays on the disk: a `Blob` refers
 * to the files, of which only the first lines are looked at here.
 */

/** Fewer are looked at one by one. */
const MANY = 6;
const YAML_NAME = /\.ya?ml$/i;
const HEAD_BYTES = 2048;
const BLOCK = 512;
/** Of the name within the header; what is longer stands in a block of its own. */
const NAME_BYTES = 100;

/** A dropped file and where it stood below what was dropped: `rules/windows/a.yml`. */
export interface DroppedFile {
  readonly file: File;
  readonly path: string;
}

/** Files of rules that came together as one archive; everything else as it came. */
export async function bundleRuleFiles(dropped: readonly DroppedFile[]): Promise<readonly File[]> {
  const named = dropped.filter(({ path }) => YAML_NAME.test(path));
  if (named.length < MANY) return dropped.map(({ file }) => file);
  const areRules = await Promise.all(named.map(({ file }) => mayBeRules(file)));
  const rules = new Set(named.filter((_, at) => areRules[at]));
  if (rules.size < MANY) return dropped.map(({ file }) => file);
  const others = dropped.filter((each) => !rules.has(each)).map(({ file }) => file);
  return [makeTar([...rules], `${rules.size} files.tar`), ...others];
}

/** Files of DeTT&CT are YAML as well, and each is a thing of its own. */
async function mayBeRules(file: File): Promise<boolean> {
  const head = await file
    .slice(0, HEAD_BYTES)
    .text()
    .catch(() => '');
  return !/^["']?file_type["']?\s*:/m.test(head);
}

function makeTar(files: readonly DroppedFile[], name: string): File {
  const parts: BlobPart[] = [];
  for (const { file, path } of files) {
    const bytes = new TextEncoder().encode(path);
    if (bytes.length > NAME_BYTES) {
      parts.push(makeHeader('././@LongLink', bytes.length, 'L'), bytes, padding(bytes.length));
    }
    parts.push(makeHeader(path, file.size, '0'), file, padding(file.size));
  }
  return new File([...parts, new Uint8Array(2 * BLOCK)], name, { type: 'application/x-tar' });
}

function makeHeader(path: string, size: number, kind: string): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(BLOCK);
  const write = (text: string, at: number) => header.set(new TextEncoder().encode(text).subarray(0, NAME_BYTES), at);
  write(path, 0);
  write('0000644\0', 100);
  write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  write(kind, 156);
  write('ustar\0', 257);
  write('00', 263);
  // The checksum is taken with spaces in its own place.
  write('        ', 148);
  const sum = header.reduce((total, byte) => total + byte, 0);
  write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function padding(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK);
}
