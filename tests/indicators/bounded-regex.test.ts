import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileBoundedRegex } from '../../src/domain/indicators/bounded-regex';

function test(pattern: string, text: string, flags = ''): boolean {
  const compiled = compileBoundedRegex(pattern, flags);
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message);
  return compiled.value.test(text);
}

function refusal(pattern: string): string {
  const compiled = compileBoundedRegex(pattern);
  return compiled.ok ? 'read' : `${compiled.issues[0]?.code}: ${compiled.issues[0]?.message}`;
}

/** Pieces that mean the same to the engine's own expressions: few, and short texts, for those go back. */
const pattern = fc.letrec<{ atom: string; repeated: string; sequence: string; either: string }>((tie) => ({
  atom: fc.oneof(
    { depthSize: 'xsmall' },
    fc.constantFrom(
      'a',
      'b',
      '_',
      ' ',
      '-',
      '.',
      '\\.',
      '\\d',
      '\\W',
      '\\w',
      '\\s',
      '[ab]',
      '[^a]',
      '[a-c_-]',
      '[\\d-]',
    ),
    fc.constantFrom('\\b', '\\B', '^', '$', '\\x61', '\\u0062', '[^\\w]'),
    fc
      .tuple(fc.constantFrom('(', '(?:', '(?<n>'), tie('either'))
      .map(([open, inner]) => `${open === '(?<n>' ? '(' : open}${inner})`),
  ),
  repeated: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '*?', '+?'))
    .map(([atom, how]) => {
      if (/^(?:\\[bB]|[$^])$/.test(atom)) return atom;
      return atom.startsWith('(') && /[*+{]/.test(atom) ? `${atom}?` : atom + how;
    }),
  sequence: fc.array(tie('repeated'), { maxLength: 3 }).map((parts) => parts.join('')),
  either: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|')),
}));
const text = fc
  .string({ unit: fc.constantFrom('a', 'b', 'c', 'A', '_', ' ', '-', '.', '1', '\n', 'é', '😀'), maxLength: 7 })
  .map((value) => value.replace(/\n+$/, ''));

describe('regular expressions without going back', () => {
  it('fit where those of the engine fit', () => {
    fc.assert(
      fc.property(
        pattern.either,
        fc.array(text, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', 'i', 's', 'm', 'im'),
        (source, texts, flags) => {
          const own = new RegExp(source, `${flags}u`);
          const compiled = compileBoundedRegex(source, flags);
          if (!compiled.ok) throw new Error(`${source}: ${compiled.issues[0]?.message}`);
          for (const each of texts) {
            // There V8 also looks between the two halves of a character, against its own standard.
            if (source.includes('\\B') && each.includes('😀')) continue;
            expect([source, flags, each, compiled.value.test(each)]).toEqual([source, flags, each, own.test(each)]);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it.each<[string, string, boolean, string?]>([
    ['(?i)EVIL\\.com$', 'www.evil.COM', true],
    ['(?i:e)vil', 'Evil', true],
    ['(?i:e)vil', 'EVIL', false],
    ['a(?i)b|c', 'C', true],
    ['(?P<name>a+)b', 'xaab', true],
    ['^[]a]+$', ']a]', true],
    ['[[:alpha:]]{3}', 'ab1', false],
    ['[[:^digit:]]', '12', false],
    ['a{,3}', 'a{,3}', true],
    ['x{2', 'x{2', true],
    ['end$', 'the end\n', true],
    ['end\\z', 'the end\n', false],
    ['^b', 'a\nb', false],
    ['^b', 'a\nb', true, 'm'],
    ['\\p{Lu}', 'é', false],
    ['\\p{L}', 'é', true],
    ['\\PL', 'é', false],
    ['É', 'é', true, 'i'],
    ['[^é]', 'É', false, 'i'],
    ['\\x{1F600}', '😀', true],
    ['^.$', '😀', true],
    ['\\0', '\0', true],
    ['', 'anything', true],
    ['a||b', '', true],
    ['(?#a remark)a', 'a', true],
    ['[\\w.-]+@[\\w-]+\\.[a-z]{2,}', 'write to a.b@evil.example', true],
  ])('%s in %j: %s', (source, value, fits, flags) => {
    expect(test(source, value, flags ?? '')).toBe(fits);
  });

  it.each([
    ['(?=a)', 'regex-unsupported: Regular expressions with looking ahead are not read (at character 1).'],
    ['a(?<!b)', 'regex-unsupported: Regular expressions with looking behind are not read (at character 2).'],
    ['(a)\\1', 'regex-unsupported: Regular expressions with a reference back are not read (at character 6).'],
    ['a++', 'regex-unsupported: Regular expressions with a possessive repetition are not read (at character 3).'],
    ['(?>a)', 'regex-unsupported: Regular expressions with an atomic group are not read (at character 1).'],
    ['(?x) a', 'regex-unsupported: Regular expressions with the flag x are not read (at character 1).'],
    [
      'a{1001}',
      'regex-unsupported: Regular expressions with a repetition of more than 1000 times are not read (at character 8).',
    ],
    ['(a{1000}){1000}', 'regex-unsupported: This expression comes to more than 5000 steps.'],
    ['(a', 'regex-invalid: This is no regular expression: a group that is not closed (at character 3).'],
    ['a)', 'regex-invalid: This is no regular expression: a parenthesis that was not opened (at character 2).'],
    ['*a', 'regex-invalid: This is no regular expression: a repetition of nothing (at character 1).'],
    ['[a', 'regex-invalid: This is no regular expression: a class that is not closed (at character 3).'],
    ['[b-a]', 'regex-invalid: This is no regular expression: a range that ends before it begins (at character 5).'],
    ['a\\', 'regex-invalid: This is no regular expression: a backslash at the end (at character 3).'],
  ])('%s is refused by name', (source, message) => {
    expect(refusal(source)).toBe(message);
  });

  it('take no longer for those that others take for ever', () => {
    const long = 'a'.repeat(50_000);
    const from = performance.now();
    for (const source of ['(a+)+$', '(a|aa)*b', '(a*)*b', '(.*a){20}b', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$'])
      expect(test(`${source}!`, long)).toBe(false);
    expect(refusal(`${'('.repeat(200)}a${')'.repeat(200)}`)).toContain('regex-unsupported');
    let nested = '()';
    for (let depth = 0; depth < 60; depth++) nested = `(${nested}){1000}`;
    expect(refusal(nested)).toContain('regex-unsupported');
    expect(performance.now() - from).toBeLessThan(5000);
  });

  it('never throw', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab()[]{}|*+?\\^$.-,:<>=!1dwPpxQ0'), maxLength: 30 }),
        fc.string(),
        (source, value) => {
          const compiled = compileBoundedRegex(source);
          if (compiled.ok) compiled.value.test(value);
        },
      ),
      { numRuns: 5000 },
    );
  });
});
