import { packTexts } from '../../src/formats/pack-texts';
import type { ExportedFile } from '../contract/exports';
import type { ListedFile } from '../contract/history';
import { handOver } from '../expose';

/** Files that are written for elsewhere: the page gets what it shows of them, and what is saved is handed over as bytes. */
interface WrittenFile {
  readonly name: string;
  readonly text: string;
  readonly values: number;
}

/** Characters of a file that is shown whole, to be copied; of a longer one the beginning; and of files how many. */
const [LONGEST_WHOLE, BEGINNING, MOST_SHOWN] = [20_000, 4000, 100];

export function listFiles(files: readonly WrittenFile[]): readonly ListedFile[] {
  return files.map(({ name, text, values }, at) => ({
    name,
    values,
    length: text.length,
    beginning: at >= MOST_SHOWN ? '' : text.slice(0, text.length <= LONGEST_WHOLE ? LONGEST_WHOLE : BEGINNING),
  }));
}

/**
 * @param only the name of the one file that is wanted; `null`: all, in an archive
 * @param at ISO 8601, the time of the files in the archive
 * @param tell how much is packed, from 0 to 1
 */
export function handOverFiles(
  files: readonly WrittenFile[],
  only: string | null,
  archive: string,
  at: string,
  tell: (share: number) => void,
): ExportedFile {
  const file = files.find(({ name }) => name === only);
  if (file !== undefined) {
    const bytes = new TextEncoder().encode(file.text).buffer;
    return handOver({ name: file.name, mediaType: 'text/plain', bytes }, [bytes]);
  }
  const bytes = packTexts(files, at, tell);
  return handOver({ name: archive, mediaType: 'application/zip', bytes }, [bytes]);
}
