import { expect, it } from 'vitest';
import type { Issue } from '../../src/domain/result';
import { checkRecords } from '../../src/domain/workspace/check-content';
import { LONGEST_DOCUMENT } from '../../src/domain/workspace/content';

it('a kept file may be as long as its reader accepts, also out of a backup', () => {
  const record = (id: string, length: number) => ({ id, format: 'dettect-groups', name: id, text: 'x'.repeat(length) });
  const records = [record('a', LONGEST_DOCUMENT), record('b', LONGEST_DOCUMENT + 1)];
  const issues: Issue[] = [];
  const { kept } = checkRecords<{ id: string }>('documents', records, 'tables.documents', (found) =>
    issues.push(found),
  );
  expect(kept.map(({ id }) => id)).toEqual(['a']);
  expect(issues.map(({ code, place }) => [code, place])).toEqual([
    ['field-wrong', { kind: 'path', path: 'tables.documents[1].text' }],
  ]);
});
