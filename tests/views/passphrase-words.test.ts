import { expect, it } from 'vitest';
import { describePassphrase } from '../../src/views/data/passphrase-words';

it.each([
  ['', /^$/],
  ['secret', /^6 of at least 20 characters/],
  ['quite secret', /^12 of at least 20/],
  ['ÄÖ🦊ß', /^4 of at least 20/],
  ['aaaaaaaaaaaaaaaaaaaaaaaa', /repeats itself/],
  ['abcabcabcabcabcabcabcabc', /repeats itself/],
  ['PasswordpasswordPASSWORD', /repeats itself/],
  ['12121212121212121212121', /repeats itself/],
  ['lantern orbit mustard quilt', /^Long enough, if it is random/],
  ['x7Qm2vLp9RtZ4kWs8NbY', /^Long enough, if it is random/],
])('%j', (text, said) => {
  expect(describePassphrase(text)).toMatch(said);
});

it('claims no strength and no entropy', () => {
  for (const text of ['a', 'correct horse battery staple', 'x7Qm2vLp9RtZ4kWs8NbYx7Qm2vLp9'])
    expect(describePassphrase(text)).not.toMatch(/strong|secure|safe|bits?\b|entropy/i);
});
