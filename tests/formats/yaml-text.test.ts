import { describe, expect, it } from 'vitest';
import { parseYaml, SHORT_YAML, splitYamlDocuments } from '../../src/formats/yaml/yaml-text';

const MIB = 1024 * 1024;

function codesAndPlaces(text: string, line = 1): readonly string[] {
  return parseYaml(text, SHORT_YAML, line).issues.map(({ code, place }) =>
    place.kind === 'line' ? `${code} ${place.line}:${place.column ?? ''}` : `${code} ${place.kind}`,
  );
}

describe('splitYamlDocuments', () => {
  it('splits at marks that begin a line, and nowhere else', () => {
    const text = '# head\n---\na: 1\n---\r\nb: |\n  --- not here\n  x---\n--- # third\nc: "---"\n---';
    expect(splitYamlDocuments(text).map(({ text: part, line }) => [line, part.split(/\r?\n/)[1]])).toEqual([
      [2, 'a: 1'],
      [4, 'b: |'],
      [8, 'c: "---"'],
    ]);
  });

  it('takes a document whose content stands beside its mark, and none from comments', () => {
    expect(splitYamlDocuments('--- {a: 1}\n---\n# only words\n...\n').map(({ line }) => line)).toEqual([1]);
    expect(splitYamlDocuments('')).toEqual([]);
  });
});

describe('parseYaml', () => {
  it('gives plain data', () => {
    const result = parseYaml('base: &b {x: 1}\nmore:\n  <<: *b\n  y: [true, ~, "z"]\n');
    expect(result.ok && result.value).toEqual({ base: { x: 1 }, more: { x: 1, y: [true, null, 'z'] } });
  });

  it('keeps keys like __proto__ as keys of their own', () => {
    const result = parseYaml('__proto__: {polluted: yes}\nconstructor: 1\n');
    expect(result.ok && Object.hasOwn(result.value as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('says that a key stands twice, and takes the last', () => {
    const result = parseYaml('a: 1\nb:\n  c: 1\n  c: 2\n');
    expect(result.ok && result.value).toEqual({ a: 1, b: { c: 2 } });
    expect(codesAndPlaces('a: 1\nb:\n  c: 1\n  c: 2\n', 10)).toEqual(['yaml-key-repeated 13:3']);
  });

  it.each([
    ['an unclosed bracket', 'a: 1\nb: [1, 2\nc: 3\n', 'yaml-malformed 3:1'],
    ['a tab as indentation', 'a:\n\tb: 1\n', 'yaml-malformed 2:1'],
    ['an alias without anchor', 'a: *nowhere\n', 'yaml-malformed 1:4'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'yaml-malformed 2:1'],
  ])('tells where: %s', (_name, text, expected) => {
    expect(codesAndPlaces(text)[0]).toBe(expected);
  });

  it('counts lines from where the document stands in its file', () => {
    expect(codesAndPlaces('a: 1\nb: [1\nc: 3\n', 101)[0]).toBe('yaml-malformed 103:1');
  });

  it('does not take a list for deep that is long', () => {
    const items = 200_000;
    const limits = { ...SHORT_YAML, characters: MIB, tokens: 10 * items };
    const result = parseYaml(`[${'1,'.repeat(items)}]`, limits);
    expect(result.ok && (result.value as readonly unknown[]).length).toBe(items);
  }, 20_000);

  it('refuses an alias bomb', () => {
    const levels = 'abcdefghij'.split('').map((name, at, all) => {
      const item = at === 0 ? 'lol' : `*${all[at - 1]}`;
      return `${name}: &${name} [${Array.from({ length: 9 }, () => item).join(', ')}]`;
    });
    expect(codesAndPlaces(levels.join('\n'))).toEqual(['yaml-alias-bomb 1:']);
  });

  it.each([
    ['brackets', '['.repeat(MIB)],
    ['braces', '{a: '.repeat(MIB / 4)],
    ['nested lists in one line', '- '.repeat(MIB / 2)],
    ['nested keys', '? '.repeat(MIB / 2)],
    ['keys without end', Array.from({ length: 80_000 }, (_, at) => `k${at}: v`).join('\n')],
    ['quotes', '"'.repeat(MIB)],
    ['anchors', '&a '.repeat(MIB / 3)],
    ['tags', '!!str '.repeat(MIB / 6)],
    ['a list without end', `a: [${'1,'.repeat(MIB / 2 - 10)}]`],
    ['indentation that never ends', Array.from({ length: 1400 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['more than a document may hold', 'a: b\n'.repeat(MIB / 2)],
  ])('refuses %s soon', (_name, text) => {
    const started = performance.now();
    expect(parseYaml(text).ok).toBe(false);
    // Under a second alone; the machine may be busy.
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
