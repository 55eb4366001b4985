import { Reader, type Token, tokenize } from '../../threats/queries/grammar';

const STRING = ['string', /^"(?:[^"\\\n]|\\["\\])*"/] as const;
const NUMBER = ['number', /^\d+(?![\w.])/] as const;

/** Expressions of functions, comparisons, lists, AND and OR: as much of a language as watchlists are written in. */
function readExpression(reader: Reader): void {
  do readTest(reader);
  while (reader.accept('OR') || reader.accept('AND'));
}

function readTest(reader: Reader): void {
  readOperand(reader);
  if (reader.accept('IN')) {
    reader.expect('(');
    reader.list(() => reader.take('string', 'number'));
    reader.expect(')');
  } else if (reader.accept('==') || reader.accept('>=')) {
    readOperand(reader);
    if (reader.accept('-')) {
      reader.take('number');
      reader.expect('days');
    }
  }
}

function readOperand(reader: Reader): void {
  const token = reader.peek();
  if (token?.kind !== 'name') {
    reader.accept('-');
    reader.take('string', 'number');
    return;
  }
  reader.take('name');
  if (!reader.accept('(')) return;
  if (reader.accept(')')) return;
  reader.list(() => readExpression(reader));
  reader.expect(')');
}

function end(reader: Reader): void {
  if (!reader.done) throw new Error(`left over: ${reader.peek()?.text}`);
}

/** Throws at anything that watchlists in ES|QL are not made of. */
export function parseEsqlWatchlist(text: string): void {
  const [comment = '', source = '', ...commands] = text.trimEnd().split(/\n(?:\| )?/);
  if (!comment.startsWith('// ') || !/^FROM [a-z*,-]+$/.test(source)) throw new Error(`source: ${source}`);
  for (const command of commands) {
    const reader = new Reader(
      tokenize(command, [STRING, NUMBER, ['name', /^@?[A-Za-z_][\w.]*/], ['sign', /^(?:==|>=|[=(),-])/]]),
    );
    const name = reader.take('name');
    if (name === 'WHERE') readExpression(reader);
    else if (name === 'LIMIT') reader.take('number');
    else if (name === 'SORT') {
      reader.take('name');
      reader.expect('DESC');
    } else if (name === 'EVAL') {
      reader.take('name');
      reader.expect('=');
      readExpression(reader);
    } else throw new Error(`command ${name}`);
    end(reader);
  }
}

/** Throws at anything that watchlists in SPL are not made of. */
export function parseSplWatchlist(text: string): void {
  const [search = '', ...commands] = text.trimEnd().split('\n| ');
  const lines = [search, ...commands].map((line) =>
    tokenize(line, [
      ['string', /^(?:"(?:[^"\\`\n]|\\["\\])*"|'[\w.]+')/],
      ['name', /^[A-Za-z_-][\w.-]*/],
      NUMBER,
      ['sign', /^[=(),*|-]/],
    ]),
  );
  const [terms = [], ...rest] = lines;
  readTerms(new Reader(terms));
  for (const tokens of rest) readCommand(tokens);
}

function readTerms(reader: Reader): void {
  const term = (): void => {
    if (reader.accept('(')) {
      do term();
      while (reader.accept('OR'));
      reader.expect(')');
      return;
    }
    reader.take('name');
    reader.expect('=');
    if (!reader.accept('*')) reader.take('string', 'name', 'number');
  };
  while (!reader.done) term();
}

function readCommand(tokens: readonly Token[]): void {
  const reader = new Reader(tokens);
  const name = reader.take('name');
  switch (name) {
    case 'eval':
      reader.take('name');
      reader.expect('=');
      readExpression(reader);
      break;
    case 'where':
      readExpression(reader);
      break;
    case 'table':
      reader.list(() => reader.take('name'));
      break;
    case 'lookup':
      for (const word of ['file', 'value', 'AS', 'key', 'OUTPUT', 'watched', 'AS', 'found']) {
        const token = reader.take('name');
        if (/^[A-Zv]|watched/.test(word) && token !== word) throw new Error(`${token} where ${word} is due`);
      }
      break;
    default:
      throw new Error(`command ${name}`);
  }
  end(reader);
}
