const HYPHEN = 45;

/**
 * Whether a value is the id of an object: a type and a UUID.
 * @param type empty: any
 */
export function isReferenceTo(value: unknown, type: string): value is string {
  if (typeof value !== 'string') return false;
  const length = value.length - 38;
  if (length < 1 || (type !== '' && (length !== type.length || !value.startsWith(type)))) return false;
  return endsInUuid(value, length) && (type !== '' || isTypeName(value, length));
}

/** `--` and a UUID in lower case from here to the end. By character: an expression costs several times as much. */
function endsInUuid(text: string, from: number): boolean {
  if (text.charCodeAt(from) !== HYPHEN || text.charCodeAt(from + 1) !== HYPHEN) return false;
  return (
    isHex(text, from + 2, from + 10) &&
    text.charCodeAt(from + 10) === HYPHEN &&
    isHex(text, from + 11, from + 15) &&
    text.charCodeAt(from + 15) === HYPHEN &&
    isHex(text, from + 16, from + 20) &&
    text.charCodeAt(from + 20) === HYPHEN &&
    isHex(text, from + 21, from + 25) &&
    text.charCodeAt(from + 25) === HYPHEN &&
    isHex(text, from + 26, from + 38)
  );
}

function isHex(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 102 || (code > 57 && code < 97)) return false;
  }
  return true;
}

function isTypeName(text: string, end: number): boolean {
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== HYPHEN && !(code >= 48 && code <= 57) && !(code >= 97 && code <= 122)) return false;
  }
  return true;
}
