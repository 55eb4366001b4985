import { PASTED_TEXT } from '../../../domain/threats/pasted-text';

/** A name becomes a file's: nothing that a path could mean, and not without end. Without one the text names itself. */
export function nameTextFile(name: string): string {
  const plain = name
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
  return plain === '' ? PASTED_TEXT : `${plain}.txt`;
}
