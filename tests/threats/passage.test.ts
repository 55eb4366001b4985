import { expect, it } from 'vitest';
import { quotePassage, shortenAddresses } from '../../src/domain/threats/passage';

const quote = (text: string, word: string) => {
  const start = text.indexOf(word);
  return quotePassage(text, { start, end: start + word.length });
};

it('quotes whole sentences, also long ones, and says where one had to be cut', () => {
  const long = `They ${'moved on and '.repeat(30)}ran mimikatz ${'to and fro '.repeat(30)}.`;
  expect(quote(`Before that. ${long} After it.`, 'mimikatz')).toBe(long);
  const endless = `${'word '.repeat(1000)}mimikatz${' word'.repeat(1000)}`;
  const cut = quote(endless, 'mimikatz');
  expect(cut).toMatch(/^… word.*word …$/);
  expect(cut.length).toBeLessThan(2100);
  expect(quote('A heading\nmimikatz', 'mimikatz')).toBe('mimikatz');
});

it('keeps an address or two, counts a wall of them, and drops what is nothing else', () => {
  expect(shortenAddresses('See https://a.test/x for this.')).toBe('See https://a.test/x for this.');
  expect(shortenAddresses('Fetched from https://a.test, https://b.test, hxxp://c.test and run.')).toBe(
    'Fetched from [3 addresses] and run.',
  );
  expect(shortenAddresses('https://a.test https://b.test https://c.test')).toBe('');
  expect(shortenAddresses('https://a.test')).toBe('');
});
