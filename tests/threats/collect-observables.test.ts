import { expect, it } from 'vitest';
import { collectObservables } from '../../src/domain/threats/collect-observables';
import { findPassage } from '../../src/domain/threats/passage';

it('collects a megabyte of values without a space between them in seconds', () => {
  const hosts = Array.from({ length: 60_000 }, (_, at) => `host${at}[.]example[.]ru`);
  const text = hosts.join(',');
  const start = performance.now();
  const found = collectObservables({ text, sections: [], observables: [] });
  expect(found).toHaveLength(hosts.length);
  expect((performance.now() - start) / 1000).toBeLessThan(15);
});

it.each([
  ['One. Two words here. Three.', 'words', 'Two words here.'],
  [`${'x'.repeat(300)} near ${'y'.repeat(300)}`, 'near', 'near'],
  [`${'x'.repeat(300)}near${'y'.repeat(300)}`, 'near', 'near'],
  ['a line\nand another', 'and', 'and another'],
])('the passage of a word: %#', (text, word, expected) => {
  const start = text.indexOf(word);
  const passage = findPassage(text, { start, end: start + word.length });
  expect(text.slice(passage.start, passage.end)).toBe(expected);
});
