/** A name becomes a file's: nothing that a path could mean, and not without end. */
export function nameTextFile(name: string): string {
  const plain = name
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
  return `${plain === '' ? 'Pasted report' : plain}.txt`;
}
