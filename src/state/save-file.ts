import type { ExportedFile } from '../../workers/contract';

/** Hands a file to the browser's download. */
export function saveFile({ name, mediaType, text }: ExportedFile): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference by the next turn; keeping ours would hold the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(url));
}
