import { Reader, tokenize } from './grammar';

/** A search, `head` and `table`; throws at anything else. Operators are words, and terms side by side mean AND. */
export function parseSpl(text: string): void {
  const reader = new Reader(
    tokenize(text, [
      ['string', /^"(?:[^"\\`\n]|\\["\\])*"/],
      ['sign', /^(?:[=(),|*])/],
      ['name', /^[A-Za-z_-][\w.-]*(?:\{\})?[\w.]*/],
      ['number', /^\d+(?![\w.])/],
    ]),
  );
  readTerms();
  reader.expect('|');
  reader.expect('head');
  reader.take('number');
  reader.expect('|');
  reader.expect('table');
  reader.list(() => reader.take('name', 'string'));
  if (!reader.done) throw new Error(`left over: ${reader.peek()?.text}`);

  function readTerms(): void {
    do readTerm();
    while (reader.accept('OR') || !(reader.done || reader.is('|') || reader.is(')')));
  }

  function readTerm(): void {
    if (reader.accept('NOT')) {
      readTerm();
      return;
    }
    if (reader.accept('(')) {
      readTerms();
      reader.expect(')');
      return;
    }
    if (reader.peek()?.kind === 'string') {
      reader.take('string');
      return;
    }
    const name = reader.take('name');
    if (['OR', 'AND', 'IN'].includes(name)) throw new Error(`${name} where a term is due`);
    if (reader.accept('IN')) {
      reader.expect('(');
      reader.list(() => reader.take('string', 'number'));
      reader.expect(')');
      return;
    }
    reader.expect('=');
    if (!reader.accept('*')) reader.take('string', 'number', 'name');
  }
}
