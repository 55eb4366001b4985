/**
 * Whoever writes segments holds a lock for as long as it takes, in whatever tab: a tab that is killed lets go of it. So what was
 * interrupted is told from what is still under way.
 */
export function holdWorkLock<Answer>(owner: string, work: () => Promise<Answer>): Promise<Answer> {
  const locks = locksOf();
  return locks === undefined ? work() : locks.request(nameOf(owner), work);
}

/** @returns `null`: this browser does not tell */
export async function isAtWork(owner: string): Promise<boolean | null> {
  const locks = locksOf();
  if (locks === undefined) return null;
  const { held = [] } = await locks.query();
  return held.some(({ name }) => name === nameOf(owner));
}

function nameOf(owner: string): string {
  return `vedette-history-${owner}`;
}

/** Of these, those that are at work, in whatever tab; none where this browser does not tell. */
export async function listAtWork(owners: readonly string[]): Promise<readonly string[]> {
  const { held = [] } = (await locksOf()?.query()) ?? {};
  const names = new Set(held.map(({ name }) => name));
  return owners.filter((owner) => names.has(nameOf(owner)));
}

/** Absent in Node, and where the context is no secure one. */
function locksOf(): LockManager | undefined {
  return (globalThis.navigator as { readonly locks?: LockManager } | undefined)?.locks;
}
