/**
 * One tab works on a package at a time. A lock is let go when its tab is closed or killed, so that another may go on where it was.
 * @returns `null`: somebody else is at it
 */
export function tryPackageLock<Answer>(id: string, work: () => Promise<Answer>): Promise<Answer | null> {
  return tryLock(`vedette-inbox-package-${id}`, work);
}

/** And one looks into the folder and at what came in. */
export function tryIntakeLock<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
  return tryLock('vedette-inbox-intake', work);
}

function tryLock<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer | null> {
  const locks = (globalThis.navigator as { readonly locks?: LockManager } | undefined)?.locks;
  // Without them, what is kept is still kept once: every step is checked when it is written.
  if (locks === undefined) return work();
  return locks.request(name, { ifAvailable: true }, async (lock) => (lock === null ? null : work()));
}
