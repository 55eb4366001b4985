import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProse } from '../../src/domain/attack/prose-text';

function say(text: string): string {
  return readProse(text)
    .map(({ kind, parts }) => {
      const words = parts.map((part) => (part.kind === 'technique' ? `{${part.id} ${part.text}}` : wrap(part)));
      return `${kind === 'paragraph' ? '' : `${kind}: `}${words.join('')}`;
    })
    .join('\n');
}

function wrap({ kind, text }: { readonly kind: string; readonly text: string }): string {
  return kind === 'text' ? text : `<${kind} ${text}>`;
}

describe('what ATT&CK writes', () => {
  it.each([
    ['two paragraphs', 'One.\n\nTwo.', 'One.\nTwo.'],
    ['CRLF and <br>', 'One.\r\nTwo.<br>Three.<br />Four.', 'One.\nTwo.\nThree.\nFour.'],
    ['points', '* one\n- two\n3. three', 'item: one\nitem: two\nitem: three'],
    ['a heading', '#### Analytic 1', 'heading: Analytic 1'],
    ['a citation', 'Known.(Citation: Some Report 2020) More.', 'Known. More.'],
    ['a citation with brackets', 'Known.(Citation: Report (2020) of x)', 'Known.'],
    ['code of both kinds', 'Run <code>net.exe</code> or `cmd /c`.', 'Run <code net.exe> or <code cmd /c>.'],
    ['what looks like a tag in code', '`psexec <host> <b>x</b>`', '<code psexec <host> <b>x</b>>'],
    ['strong words', '**Note** and <b>this</b>', '<strong Note> and <strong this>'],
    [
      'links to techniques',
      'See [PowerShell](https://attack.mitre.org/techniques/T1059/001) and [old](http://attack.mitre.org/techniques/T1086/).',
      'See {T1059.001 PowerShell} and {T1086 old}.',
    ],
    [
      'links elsewhere, as words',
      'See [PsExec](https://attack.mitre.org/software/S0029), [x](https://evil.example).',
      'See PsExec, x.',
    ],
    ['a mark that is not closed', 'A `b and <code>c and **d', 'A `b and <code>c and **d'],
    ['nothing', ' \n\n', ''],
  ])('%s', (_, text, expected) => {
    expect(say(text)).toBe(expected);
  });
});

describe('what others write', () => {
  it('keeps markup as words', () => {
    expect(say('<script>alert(1)</script><img src=x onerror=alert(1)>')).toBe(
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
    );
  });

  it.each([
    ['javascript:alert(1)'],
    ['https://attack.mitre.org.evil.example/techniques/T1059'],
    ['https://evil.example/https://attack.mitre.org/techniques/T1059'],
    ['https://attack.mitre.org/techniques/T1059/../../x'],
  ])('makes no link of %s', (address) => {
    const parts = readProse(`[x](${address})`).flatMap((block) => block.parts);
    expect(parts.map(({ kind }) => kind)).toEqual(['text']);
  });

  it.each(['(Citation:', '<code>', '`', '**', '[', '[x](', '(', '# ', '- '])(
    'reads a million of %s in a moment',
    (mark) => {
      const start = performance.now();
      readProse(mark.repeat(1_000_000 / mark.length));
      // Seconds, since the machine may be busy; quadratic would be hours.
      expect(performance.now() - start).toBeLessThan(8000);
    },
  );

  it('loses no word of any text without marks', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9 .,;]*$/), (text) => {
        expect(say(`x${text}`)).toBe(`x${text}`);
      }),
    );
  });
});
