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
  for (let at = 0; at < 38; at++) {
    const code = text.charCodeAt(from + at);
    const isHyphen = at < 2 || at === 10 || at === 15 || at === 20 || at === 25;
    if (isHyphen ? code !== HYPHEN : !isHexDigit(code)) return false;
  }
  return true;
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}

function isTypeName(text: string, end: number): boolean {
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== HYPHEN && !(code >= 48 && code <= 57) && !(code >= 97 && code <= 122)) return false;
  }
  return true;
}
