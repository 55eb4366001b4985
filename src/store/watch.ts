import { liveQuery } from 'dexie';

/**
 * Answers a query now and whenever what it read changes, in this tab, a worker or another tab.
 * @returns stops watching
 */
export function watch<Answer>(query: () => Promise<Answer>, onAnswer: (answer: Answer) => void): () => void {
  const subscription = liveQuery(query).subscribe(onAnswer);
  return () => subscription.unsubscribe();
}
