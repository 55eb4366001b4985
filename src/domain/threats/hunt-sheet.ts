/** What was done about a hunt: kept, so that a tablet can be put away and taken up again. */
export interface HuntSheet {
  /** Of its threat, as `ThreatRef` is written as text: one sheet per threat. */
  readonly id: string;
  readonly title: string;
  /** ISO 8601; `null`: not begun. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly hunter: string;
  readonly notes: string;
  readonly entries: readonly HuntEntry[];
}

export const HUNT_OUTCOMES = ['open', 'nothing-found', 'found', 'not-possible'] as const;

export interface HuntEntry {
  /** What is ticked off: `T1059.001`, or `T1059.001 sysmon`. */
  readonly key: string;
  readonly outcome: (typeof HUNT_OUTCOMES)[number];
  readonly notes: string;
  /** ISO 8601 of the last change. */
  readonly at: string;
}
