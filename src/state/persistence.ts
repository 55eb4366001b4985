let pending: Promise<boolean> | undefined;
let wasSuggested = false;

/**
 * Asks the browser not to evict what is stored; Firefox asks the user, others decide from use. A refusal is not
 * remembered: the next time may go well. `false` where it was refused or cannot be asked.
 */
export function requestPersistence(): Promise<boolean> {
  pending ??= askBrowser().finally(() => {
    pending = undefined;
  });
  return pending;
}

/** To be called when there is something to lose. Once a visit: whoever said no is not asked with every change. */
export function suggestPersistence(): void {
  if (wasSuggested) return;
  wasSuggested = true;
  void requestPersistence();
}

async function askBrowser(): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  if (storage?.persist === undefined) return false;
  try {
    return (await storage.persisted()) || (await storage.persist());
  } catch {
    return false;
  }
}
