/** NaN, Infinity and -Infinity outside of strings become strings: some languages write them, JSON does not have them. */
export function quoteBareNumbers(text: string): { readonly text: string; readonly count: number } {
  const pieces: string[] = [];
  let count = 0;
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else {
      const word = character === 'N' || character === 'I' || character === '-' ? wordAt(text, at) : null;
      if (word === null) at++;
      else {
        pieces.push(text.slice(from, at), `"${word}"`);
        at += word.length;
        from = at;
        count++;
      }
    }
  }
  return count === 0 ? { text, count } : { text: pieces.join('') + text.slice(from), count };
}

function wordAt(text: string, at: number): string | null {
  return ['NaN', 'Infinity', '-Infinity'].find((word) => text.startsWith(word, at)) ?? null;
}

/** Behind the closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
