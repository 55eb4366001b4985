import { expect, it } from 'vitest';
import { countLogged, LISTED_PER_CODE, listFirst, makeIssueLog } from '../src/domain/issue-log';
import { issue, WHOLE_FILE } from '../src/domain/result';

const many = Array.from({ length: 1000 }, (_, at) =>
  issue(at % 2 === 0 ? 'error' : 'note', 'often', WHOLE_FILE, String(at)),
);
const once = issue('warning', 'once', WHOLE_FILE, '');

it('lists the first of each kind, so that the many do not hide the one', () => {
  const listed = listFirst([...many, once]);
  expect(listed).toEqual([...many.slice(0, 2 * LISTED_PER_CODE), once]);
  expect(listFirst(listed)).toEqual(listed);
});

it('counts by code, whatever the severity', () => {
  const log = makeIssueLog(3);
  for (const found of [...many, once]) log.add(found);
  expect(countLogged(log)).toEqual({ often: 1000, once: 1 });
  expect(log.list().length).toBe(7);
});
