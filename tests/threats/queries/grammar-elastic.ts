import { Reader, type TokenKind, tokenize } from './grammar';

const STRING: readonly [TokenKind, RegExp] = ['string', /^"(?:[^"\\\n]|\\["\\ntr*?])*"/];
const NUMBER: readonly [TokenKind, RegExp] = ['number', /^\d+(?![\w.])/];

/** `FROM`, then `WHERE`, `SORT`, `LIMIT` and `KEEP`; throws at anything else. */
export function parseEsql(text: string): { readonly commands: readonly string[] } {
  const [source = '', ...rest] = text.split(/\n\| /);
  if (!/^FROM [a-z0-9_.*-]+(,[a-z0-9_.*-]+)*$/.test(source)) throw new Error(`source: ${source}`);
  for (const command of rest) {
    const reader = new Reader(
      tokenize(command, [STRING, NUMBER, ['name', /^@?[A-Za-z_][\w.]*/], ['sign', /^(?:==|>=|<=|[(),-])/]]),
    );
    const name = reader.take('name');
    if (name === 'WHERE') readOr(reader);
    else if (name === 'LIMIT') reader.take('number');
    else if (name === 'KEEP') reader.list(() => reader.take('name'));
    else if (name === 'SORT') {
      reader.take('name');
      reader.expect('DESC');
    } else throw new Error(`command ${name}`);
    if (!reader.done) throw new Error(`left over: ${reader.peek()?.text}`);
  }
  return { commands: rest.map((command) => command.split(' ')[0] ?? '') };

  function readOr(reader: Reader): void {
    do readAnd(reader);
    while (reader.accept('OR'));
  }

  function readAnd(reader: Reader): void {
    do readTest(reader);
    while (reader.accept('AND'));
  }

  function readTest(reader: Reader): void {
    if (reader.accept('(')) {
      readOr(reader);
      reader.expect(')');
      return;
    }
    readField(reader);
    if (reader.accept('IS')) {
      reader.expect('NULL');
    } else if (reader.accept('IN')) {
      reader.expect('(');
      reader.list(() => reader.take('string', 'number'));
      reader.expect(')');
    } else if (reader.accept('LIKE') || reader.accept('==')) {
      reader.take('string', 'number');
    } else if (reader.accept('>=') || reader.accept('<=')) {
      if (!reader.accept('NOW')) {
        reader.take('string');
        return;
      }
      reader.expect('(');
      reader.expect(')');
      reader.expect('-');
      reader.take('number');
      reader.expect('hours');
    } else throw new Error(`comparison: ${reader.peek()?.text ?? 'the end'}`);
  }

  function readField(reader: Reader): void {
    const name = reader.take('name');
    if (name !== 'TO_LOWER') return;
    reader.expect('(');
    reader.take('name');
    reader.expect(')');
  }
}

/** `any where …` and one pipe; throws at anything else. */
export function parseEql(text: string): void {
  const reader = new Reader(
    tokenize(text, [STRING, NUMBER, ['name', /^@?[A-Za-z_][\w.]*/], ['sign', /^(?:==|[(),|])/]]),
  );
  reader.expect('any');
  reader.expect('where');
  readOr();
  reader.expect('|');
  reader.expect('tail');
  reader.take('number');
  if (!reader.done) throw new Error(`left over: ${reader.peek()?.text}`);

  function readOr(): void {
    do readAnd();
    while (reader.accept('or'));
  }

  function readAnd(): void {
    do readTest();
    while (reader.accept('and'));
  }

  function readTest(): void {
    if (reader.accept('true')) return;
    if (reader.accept('(')) {
      readOr();
      reader.expect(')');
      return;
    }
    reader.take('name');
    if (reader.accept('in')) {
      reader.expect('(');
      reader.list(() => reader.take('string', 'number'));
      reader.expect(')');
      return;
    }
    reader.expect('==');
    if (!reader.accept('null')) reader.take('string', 'number');
  }
}
