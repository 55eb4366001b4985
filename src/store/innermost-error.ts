/**
 * Only the name and the message of what a worker throws reach the page. Dexie says little in its own, and hands on what
 * the browser threw as `inner`, or of many records as `failures`: that tells what to do.
 */
export function findInnermost(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { inner, failures } = error as { readonly inner?: unknown; readonly failures?: unknown };
  const next = inner ?? (Array.isArray(failures) ? failures[0] : undefined);
  return next === undefined || next === error ? error : findInnermost(next);
}
