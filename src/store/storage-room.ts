import { findInnermost } from './innermost-error';

/** What the browser grants this page and what is used of it, in bytes; `null`: it does not say. */
export interface StorageRoom {
  readonly quota: number | null;
  readonly usage: number | null;
}

export async function readStorageRoom(): Promise<StorageRoom> {
  const storage = (globalThis.navigator as { readonly storage?: StorageManager } | undefined)?.storage;
  try {
    const estimate = await storage?.estimate?.();
    return { quota: estimate?.quota ?? null, usage: estimate?.usage ?? null };
  } catch {
    // Pages of an opaque origin may not ask.
    return { quota: null, usage: null };
  }
}

/** Bytes that can still be stored; `null`: the browser does not say. */
export function freeOf({ quota, usage }: StorageRoom): number | null {
  return quota === null || usage === null ? null : Math.max(0, quota - usage);
}

/** The browser refused to store more: what was stored before stays. */
export function isQuotaError(error: unknown): boolean {
  const names = [error, findInnermost(error)].map((each) => (each as { readonly name?: unknown } | null)?.name);
  return names.includes('QuotaExceededError');
}
