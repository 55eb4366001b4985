import { spanOf } from '../../src/domain/indicators/address-numbers';
import { makeHoldTest } from '../../src/domain/indicators/held-spans';
import { type LookedUp, listAskedValues, listNames, makeStatementIndex } from '../../src/domain/indicators/look-up';
import type { IndicatorStatement } from '../../src/domain/indicators/statement';
import { TYPE_FIELD, VALUE_FIELD } from '../../src/domain/indicators/statement-columns';
import { makeWarninglistMatcher } from '../../src/domain/indicators/warninglist-matcher';
import { computeWatch } from '../../src/domain/indicators/watch';
import type { ReportContent } from '../../src/domain/threats/threat-report';
import type { WatchRecords } from '../../src/domain/workspace/content';
import { readWatch } from '../../src/store/content-store';
import type { HistoryDatabase } from '../../src/store/history-database';
import type { WorkspaceDatabase, WorkspaceName } from '../../src/store/workspace-database';
import type { HistoryWorker, ValueContext } from '../contract/history';
import { withHistories, withWorkspace } from '../databases';
import { type FoundStatement, fitValues, scanStatements } from './statement-rows';

/** More values than a screen can show are not looked up. */
const MOST_VALUES = 2000;
/** Each is asked whether it holds one of the values. */
const SPANS = ['cidr', 'ip-range'];
/** Of a report's text around a value. */
const CONTEXT = 160;

/** What is known of every value of a pasted text, and of one value. */
export const lookUpAnswers = {
  lookUp: async (workspace, text, today) => {
    const asked = listAskedValues(text);
    return { values: await lookUpValues(workspace, asked.slice(0, MOST_VALUES), today), total: asked.length };
  },
  lookUpValue: async (workspace, { type, value }, today) =>
    (await lookUpValues(workspace, [{ type, value, written: value }], today))[0] ?? null,
} as const satisfies Partial<HistoryWorker>;

/** What is known of values, source by source. @param today `2026-11-25` */
export function lookUpValues(
  workspace: WorkspaceName,
  asked: readonly LookedUp[],
  today: string,
): Promise<readonly ValueContext[]> {
  return withWorkspace(workspace, (db) =>
    withHistories(workspace, async (histories) => {
      if (asked.length === 0) return [];
      const names = new Set(
        asked.flatMap((value) => listNames(value).map(({ type, value: name }) => `${type} ${name}`)),
      );
      const found = await findNamed(histories, names);
      const index = makeStatementIndex(found, ({ statement }) => statement);
      const collections = new Map((await histories.collections.toArray()).map((each) => [each.id, each]));
      const [watched, matcher, reports, sightings] = [
        await readWatchedBy(db),
        await readWarnings(histories),
        await findInReports(db, new Set(asked.map(({ type, value }) => `${type} ${value}`))),
        await readSightings(histories),
      ];
      const watchedBy = listWatching(found, watched, matcher, today);
      return asked.map((value): ValueContext => {
        const key = `${value.type} ${value.value}`;
        const statements = index.find(value).map(({ item, relation }) => ({
          ...item.statement,
          relation,
          collection: item.collection,
          source: collections.get(item.collection)?.name ?? '',
        }));
        return {
          ...value,
          statements,
          reports: reports.get(key) ?? [],
          // A search for a domain finds what is below it, for a network what is in it: those too are looked for.
          watchlists: [
            ...new Map(
              [value, ...statements]
                .flatMap((each) => watchedBy.get(`${each.type} ${each.value}`) ?? [])
                .map((list) => [list.id, list]),
            ).values(),
          ],
          warninglists: matcher.listsOf(value),
          benign: watched.benign.get(key) ?? null,
          sightings: sightings.get(key) ?? [],
        };
      });
    }),
  );
}

/** Statements of these values, and of networks and ranges that hold one of them. */
async function findNamed(db: HistoryDatabase, names: ReadonlySet<string>): Promise<readonly FoundStatement[]> {
  const asked = [...names].map((key) => ({
    type: key.slice(0, key.indexOf(' ')),
    value: key.slice(key.indexOf(' ') + 1),
  }));
  const values = new Set(asked.map(({ value }) => value));
  const holdsAsked = makeHoldTest(asked.flatMap((each) => spanOf(each) ?? []));
  const collections = (await db.collections.toCollection().primaryKeys()) as string[];
  const { found } = await scanStatements(
    db,
    collections,
    [TYPE_FIELD, VALUE_FIELD],
    function* (columnOf, rows) {
      const [types, texts] = [columnOf(TYPE_FIELD), columnOf(VALUE_FIELD)];
      const isSpan = fitValues(types, (type) => SPANS.includes(type));
      const fitting = fitValues(texts, (value) => values.has(value));
      const [typeCodes, valueCodes] = [types?.values?.codes, texts?.values?.codes];
      if (typeCodes === undefined || valueCodes === undefined) return;
      for (let row = 0; row < rows; row++) {
        if (isSpan?.[typeCodes[row] ?? 0] === 1) {
          const span = spanOf({ type: types?.textAt(row) ?? '', value: texts?.textAt(row) ?? '' });
          if (span !== null && holdsAsked(span)) yield row;
        } else if (fitting?.[valueCodes[row] ?? 0] === 1 && names.has(`${types?.textAt(row)} ${texts?.textAt(row)}`))
          yield row;
      }
    },
    { offset: 0, limit: Number.MAX_SAFE_INTEGER },
  );
  return found;
}

/** By value: lists that look for it today, by the same rules as a search: what is held back is not watched. */
function listWatching(
  found: readonly FoundStatement[],
  { watchlists, benignValues }: WatchRecords,
  { lists, matcher }: Pick<Awaited<ReturnType<typeof readWarnings>>, 'lists' | 'matcher'>,
  today: string,
): ReadonlyMap<string, ValueContext['watchlists']> {
  const byCollection = new Map<string, IndicatorStatement[]>();
  for (const { collection, statement } of found) {
    const statements = byCollection.get(collection) ?? [];
    byCollection.set(collection, statements);
    statements.push(statement);
  }
  const { indicators } = computeWatch({
    watchlists,
    statementsOf: (id) => byCollection.get(id) ?? [],
    warninglists: lists,
    matcher,
    benign: benignValues,
    today,
    now: Date.now(),
  });
  const names = watchlists.map(({ id, name }) => ({ id, name }));
  return new Map(
    indicators.map(({ type, value, lists: at }) => [`${type} ${value}`, at.flatMap((each) => names[each] ?? [])]),
  );
}

async function readWatchedBy(db: WorkspaceDatabase) {
  const { watchlists, benignValues } = await readWatch(db);
  const benign = new Map(
    benignValues.map(({ type, value, reason, author, at }) => [`${type} ${value}`, { reason, author, at }]),
  );
  return { watchlists, benignValues, benign };
}

async function readWarnings(db: HistoryDatabase) {
  const lists = await db.warninglists.toArray();
  const values = new Map((await db.warnings.toArray()).map(({ id, list }) => [id, list]));
  const matcher = makeWarninglistMatcher(lists.map((list) => ({ ...list, list: values.get(list.id) ?? [] })));
  const names = new Map(lists.map(({ id, name }) => [id, name]));
  return {
    lists,
    matcher,
    listsOf: (value: { readonly type: string; readonly value: string }) =>
      matcher.findLists(value).map((id) => ({ id, name: names.get(id) ?? '' })),
  };
}

/** Reports are many and their texts long: one after the other. */
async function findInReports(db: WorkspaceDatabase, keys: ReadonlySet<string>) {
  const names = new Map((await db.threatReports.toArray()).map(({ id, name }) => [id, name]));
  const found = new Map<string, ValueContext['reports'][number][]>();
  await db.reportContents.each(({ id, observables }: ReportContent) => {
    for (const { type, value, context } of observables) {
      const key = `${type} ${value}`;
      if (!keys.has(key) || !names.has(id)) continue;
      const list = found.get(key) ?? [];
      found.set(key, list);
      list.push({ id, name: names.get(id) ?? '', context: context.slice(0, CONTEXT) });
    }
  });
  return found;
}

async function readSightings(db: HistoryDatabase) {
  const names = new Map((await db.searches.toArray()).map(({ id, name }) => [id, name]));
  const found = new Map<string, ValueContext['sightings'][number][]>();
  await db.sightings.each(({ search, sightings }) => {
    for (const { type, value, count, lastSeen } of sightings) {
      const key = `${type} ${value}`;
      const list = found.get(key) ?? [];
      found.set(key, list);
      list.push({ search, name: names.get(search) ?? '', count, lastSeen });
    }
  });
  return found;
}
