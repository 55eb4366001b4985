import Dexie, { liveQuery } from 'dexie';

/**
 * Answers a query now and whenever what it read changes, in this tab, a worker or another tab.
 * @param onError the query failed; it is asked again when what it read changes
 * @returns stops watching
 */
export function watch<Answer>(
  query: () => Promise<Answer>,
  onAnswer: (answer: Answer) => void,
  onError: (error: unknown) => void,
): () => void {
  // As values: of a database that could not be opened, a live query keeps the error to itself.
  const settle = () =>
    query().then(
      (answer) => () => onAnswer(answer),
      (error: unknown) => () => onError(error),
    );
  let isWatching = true;
  const tell = (report: () => void) => {
    if (isWatching) report();
  };
  // And without IndexedDB it asks nothing at all.
  const hasDatabases = Boolean(Dexie.dependencies.indexedDB);
  const subscription = hasDatabases ? liveQuery(settle).subscribe(tell) : null;
  if (!hasDatabases) void settle().then(tell);
  return () => {
    isWatching = false;
    subscription?.unsubscribe();
  };
}
