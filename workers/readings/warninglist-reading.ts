import type { Warninglist } from '../../src/domain/indicators/watchlist';
import { countLogged, makeIssueLog } from '../../src/domain/issue-log';
import { success } from '../../src/domain/result';
import { type ReadWarninglist, readWarninglists } from '../../src/formats/indicators/warninglist';
import { putWarninglist } from '../../src/store/indicator-backup';
import { withHistories } from '../databases';
import { readWhole } from '../file-source';
import { unlessFull } from '../history/full-disk';
import { countOf, MEBIBYTE, type Reader, type StreamJob } from './reading';

/** Of an archive of all of MISP's, unpacked. */
const LARGEST = 256 * MEBIBYTE;

/** Lists of values that are known; one of a name that is here takes its place. */
export const readWarninglistFile: Reader = async (source, { workspace }) => {
  const bytes = await readWhole(source, LARGEST, 'a warninglist');
  if (!bytes.ok) return bytes;
  const read = readWarninglists(bytes.value);
  if (!read.ok) return read;
  const log = makeIssueLog();
  for (const found of read.issues) log.add(found);
  const lists = read.value;
  const here = await withHistories(workspace, (db) => db.warninglists.toCollection().primaryKeys());
  const known = new Set(here);
  const isUpdate = lists.filter(({ name }) => known.has(idOf(name))).length;
  const counts = { unit: 'warninglists', read: lists.length, kept: lists.length, reported: 0 };
  const brought = [
    ...countOf(lists.length - isUpdate, 'warninglist'),
    ...countOf(isUpdate, 'warninglist in place of an earlier one', 'warninglists in place of earlier ones'),
    ...countOf(
      lists.reduce((sum, { list }) => sum + list.length, 0),
      'value',
    ),
  ];
  return success(
    {
      counts,
      brought,
      issueCounts: countLogged(log),
      detail: {
        kind: 'warninglists',
        lists: lists.map((list) => {
          const { list: values, ...said } = keep(list, source.name, '');
          return { ...said, values: values.length };
        }),
      },
      effect: {
        kind: 'stream',
        async run(_, { at, fileName }: StreamJob) {
          const stored = await unlessFull('The lists stored before it stay.', () =>
            withHistories(workspace, async (db) => {
              for (const list of lists) await putWarninglist(db, keep(list, fileName, at));
            }),
          );
          if (!stored.ok) return stored;
          return success({ counts, brought, issues: log.list(), issueCounts: countLogged(log) });
        },
      },
      outlastsChanges: true,
    },
    log.list(),
  );
};

/** By its name: a newer version is the same list. */
function idOf(name: string): string {
  return `warninglist-${name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')}`;
}

function keep(list: ReadWarninglist, fileName: string, importedAt: string): Warninglist {
  return { ...list, id: idOf(list.name), fileName, importedAt };
}
