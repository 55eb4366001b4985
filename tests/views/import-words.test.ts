import { expect, it } from 'vitest';
import { describeCounts } from '../../src/views/imports/import-words';

it('rows that said nothing new are counted as such', () => {
  const counts = { unit: 'rows', read: 900, kept: 890, reported: 10 };
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(plain(describeCounts(counts))).toBe('890 of 900 rows kept, 10 reported');
  expect(plain(describeCounts(counts, { 'repeated-row': 600 }))).toBe(
    '890 of 900 rows kept, 10 reported; 600 of those kept say the same as others',
  );
});
