/**
 * An import holds a lock for as long as it runs, in whatever tab: a killed one lets go of it. So an interrupted history is told
 * from one that is still being read.
 */
export function holdImportLock<Answer>(historyId: string, work: () => Promise<Answer>): Promise<Answer> {
  const locks = locksOf();
  return locks === undefined ? work() : locks.request(nameOf(historyId), work);
}

export async function isBeingImported(historyId: string): Promise<boolean> {
  const held = (await locksOf()?.query())?.held ?? [];
  return held.some(({ name }) => name === nameOf(historyId));
}

function nameOf(historyId: string): string {
  return `vedette-import-${historyId}`;
}

/** Absent in Node, and where the context is no secure one. */
function locksOf(): LockManager | undefined {
  return (globalThis.navigator as { readonly locks?: LockManager } | undefined)?.locks;
}
