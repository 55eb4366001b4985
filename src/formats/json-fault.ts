/** Where text stops being JSON (RFC 8259). Engines say so in their own words, some of them without a place. */

const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const PLAIN = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const BLANK = /[ \t\n\r]*/y;

/** What may stand next. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Offset of the first character that does not fit; the length of the text when it only ends too soon. */
export function findJsonFault(text: string): number {
  const open: string[] = [];
  let at = 0;
  let expected: Expected = 'value';

  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  /** The text ends here, in the middle of something. */
  const endsWithin = (form: RegExp): boolean => text.length - at < 7 && form.test(text.slice(at));
  const after = (): Expected => (open.length === 0 ? 'nothing' : 'comma-or-end');

  for (;;) {
    skip(BLANK);
    const character = text.charAt(at);
    if (character === '' || expected === 'nothing') return at;
    if (expected === 'colon') {
      if (character !== ':') return at;
      at++;
      expected = 'value';
    } else if ((character === ']' || character === '}') && expected.endsWith('end')) {
      if (open.pop() !== character) return at;
      at++;
      expected = after();
    } else if (expected === 'comma-or-end') {
      if (character !== ',') return at;
      at++;
      expected = open.at(-1) === '}' ? 'key' : 'value';
    } else if (character === '"') {
      at++;
      do skip(PLAIN);
      while (skip(ESCAPE));
      if (text.charAt(at) !== '"') return endsWithin(/^\\(?:u[0-9a-f]{0,3})?$/i) ? text.length : at;
      at++;
      expected = expected.startsWith('key') ? 'colon' : after();
    } else if (expected.startsWith('key')) return at;
    else if (character === '{' || character === '[') {
      open.push(character === '{' ? '}' : ']');
      at++;
      expected = character === '{' ? 'key-or-end' : 'value-or-end';
    } else if (skip(SCALAR)) {
      if (endsWithin(/^(?:\.|[eE][+-]?)$/)) return text.length;
      expected = after();
    } else return at + prefixLength(text, at);
  }
}

/** Of a word or number that the end of the text cuts off. */
function prefixLength(text: string, at: number): number {
  const rest = text.slice(at, at + 6);
  const isCut =
    at + rest.length === text.length && ['true', 'false', 'null', '-'].some((word) => word.startsWith(rest));
  return isCut ? rest.length : 0;
}
