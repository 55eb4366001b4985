/** A name as a part of a file's name: letters and digits of any script, and hyphens. */
export function nameFile(name: string, otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  return plain === '' ? otherwise : plain.slice(0, 60);
}
