import { COMMENT_FIELD, TYPE_FIELD, VALUE_FIELD } from '../../src/domain/indicators/statement-columns';
import type { HistoryWorker, StatementsAsked } from '../contract/history';
import { withHistories } from '../databases';
import { type FindRows, fitValues, scanStatements } from './statement-rows';

export const statementAnswers = {
  listStatements: (workspace, asked) =>
    withHistories(workspace, async (db) => {
      const collections = asked.collection === null ? await listByImport(db) : [asked.collection];
      const { fields, find } = makeFilter(asked);
      const { total, found } = await scanStatements(db, collections, fields, find, asked);
      return { total, rows: found.map(({ collection, statement }) => ({ ...statement, collection })) };
    }),
} as const satisfies Partial<HistoryWorker>;

/** Newest first, as lists show them. */
async function listByImport(db: Parameters<typeof scanStatements>[0]): Promise<readonly string[]> {
  const collections = await db.collections.toArray();
  return collections.sort((one, other) => other.importedAt.localeCompare(one.importedAt)).map(({ id }) => id);
}

function makeFilter({ containing, types }: StatementsAsked): {
  readonly fields: readonly string[];
  readonly find: FindRows;
} {
  const needle = containing.trim().toLowerCase();
  const isWanted = new Set<string>(types);
  const fields = [...(types.length > 0 ? [TYPE_FIELD] : []), ...(needle === '' ? [] : [VALUE_FIELD, COMMENT_FIELD])];
  return {
    fields,
    *find(columnOf, rows) {
      const type = columnOf(TYPE_FIELD);
      const ofType = types.length > 0 ? fitValues(type, (text) => isWanted.has(text)) : null;
      const contains = (text: string) => text.toLowerCase().includes(needle);
      const texts = [columnOf(VALUE_FIELD), columnOf(COMMENT_FIELD)].flatMap((column) => {
        const fitting = fitValues(column, contains);
        return column?.values == null || fitting === null ? [] : [{ codes: column.values.codes, fitting }];
      });
      const typeCodes = type?.values?.codes;
      for (let row = 0; row < rows; row++) {
        if (types.length > 0 && ofType?.[typeCodes?.[row] ?? 0] !== 1) continue;
        if (needle !== '' && !texts.some(({ codes, fitting }) => fitting[codes[row] ?? 0] === 1)) continue;
        yield row;
      }
    },
  };
}
