/**
 * Whether a value is the id of an object: a type and a UUID. Character by character, since there are so many.
 * @param type empty: any
 */
export function isReferenceTo(value: unknown, type: string): boolean {
  if (typeof value !== 'string') return false;
  const start = value.length - 36;
  if (start < 3 || value.charCodeAt(start - 1) !== 45 || value.charCodeAt(start - 2) !== 45) return false;
  if (type !== '' && !(start === type.length + 2 && value.startsWith(type))) return false;
  for (let at = 0; at < 36; at++) {
    const code = value.charCodeAt(start + at);
    if (at === 8 || at === 13 || at === 18 || at === 23) {
      if (code !== 45) return false;
    } else if (!(code >= 48 && code <= 57) && !(code >= 97 && code <= 102)) return false;
  }
  for (let at = 0; at < start - 2; at++) {
    const code = value.charCodeAt(at);
    if (!(code >= 97 && code <= 122) && code !== 45 && !(code >= 48 && code <= 57)) return false;
  }
  return true;
}
