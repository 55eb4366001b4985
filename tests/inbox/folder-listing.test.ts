import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FolderFile, planFolder } from '../../src/domain/inbox/folder-listing';

const file = (name: string, size = 10, lastModified = 1): FolderFile => ({ name, size, lastModified });
const byName = (...files: readonly FolderFile[]) => new Map(files.map((each) => [each.name, each]));
const NONE = byName();

it('takes a file when it has stayed as it is from one look to the next', () => {
  const first = planFolder([file('a.csv')], NONE, NONE);
  expect(first.take).toEqual([]);
  const growing = planFolder([file('a.csv', 20, 2)], NONE, first.waiting);
  expect(growing.take).toEqual([]);
  const atRest = planFolder([file('a.csv', 20, 2)], NONE, growing.waiting);
  expect(atRest.take).toEqual([file('a.csv', 20, 2)]);
  expect(atRest.waiting.size).toBe(0);
});

it('takes what was taken again only when it was changed since', () => {
  const taken = byName(file('a.csv'));
  expect(planFolder([file('a.csv')], taken, byName(file('a.csv'))).take).toEqual([]);
  const changed = file('a.csv', 10, 2);
  expect(planFolder([changed], taken, byName(changed)).take).toEqual([changed]);
});

it('leaves alone what is empty, hidden, or not there yet', () => {
  const files = [
    file('empty.csv', 0),
    file('.hidden'),
    file('~$report.docx'),
    file('feed.csv.part'),
    file('x.CRDOWNLOAD'),
  ];
  expect(planFolder(files, NONE, byName(...files))).toEqual({ take: [], waiting: new Map() });
});

it('takes each file once, however often it is looked at and in whatever order files come', () => {
  const arriving = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 3 })), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(arriving, (events) => {
      const folder = new Map<string, FolderFile>();
      const taken = new Map<string, FolderFile>();
      let waiting: ReadonlyMap<string, FolderFile> = NONE;
      const contents = new Set<string>();
      const look = () => {
        const plan = planFolder(folder.values(), taken, waiting);
        waiting = plan.waiting;
        for (const each of plan.take) {
          const key = JSON.stringify(each);
          expect(contents.has(key)).toBe(false);
          contents.add(key);
          taken.set(each.name, each);
        }
      };
      let clock = 0;
      for (const [name, looks] of events) {
        folder.set(name, file(name, ++clock, clock));
        for (let at = 0; at < looks; at++) look();
      }
      look();
      look();
      expect([...taken.values()]).toEqual(expect.arrayContaining([...folder.values()]));
    }),
  );
});
