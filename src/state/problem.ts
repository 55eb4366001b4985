/** Something with the device's storage or with a fetch that went wrong: told in words by the views. */
export interface Problem {
  readonly task: Task;
  /** `full`, `forbidden`: the browser gives this page no room, or none at all, as in some private modes. */
  readonly cause: 'full' | 'forbidden' | 'unreachable' | 'other';
  /** In the words of whoever failed, for a report. */
  readonly detail: string;
}

export type Task =
  | { readonly kind: 'read' }
  | { readonly kind: 'save' | 'undo' | 'redo'; readonly label: string }
  | { readonly kind: 'open-demonstration' | 'remove-demonstration' };

/** A file of the app's own that the host did not give. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

const CAUSES: Readonly<Record<string, Problem['cause']>> = {
  QuotaExceededError: 'full',
  MissingAPIError: 'forbidden',
  SecurityError: 'forbidden',
  // Firefox and older WebKit refuse databases in private windows by these.
  InvalidStateError: 'forbidden',
  UnknownError: 'forbidden',
  UnreachableError: 'unreachable',
};

export function describeProblem(task: Task, error: unknown): Problem {
  const chain = unfold(error);
  const cause = chain.map(({ name }) => CAUSES[name]).find((known) => known !== undefined) ?? 'other';
  // The innermost is what the browser said; the others say who passed it on.
  return { task, cause, detail: chain.at(-1)?.message ?? String(error) };
}

/** Dexie hands on what the browser threw as `inner`, and failed records of many as `failures`. */
function unfold(error: unknown): readonly { readonly name: string; readonly message: string }[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name = '', message = '', inner, failures } = error as Partial<Record<string, unknown>>;
  const next = inner ?? (Array.isArray(failures) ? failures[0] : undefined);
  const own = { name: String(name), message: String(message) };
  return [own, ...(next === undefined || next === error ? [] : unfold(next))];
}
