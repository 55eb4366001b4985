import type { ExportedFile } from '../../workers/contract/exports';

/** Safari begins to read some time after the click, and a download whose address is gone by then is lost. */
const KEPT_MS = 30_000;

/** Hands a file to the browser's download. */
export function saveFile(file: ExportedFile): void {
  const { name, mediaType } = file;
  const url = URL.createObjectURL(new Blob(['text' in file ? file.text : file.bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Keeping it for good would hold the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
