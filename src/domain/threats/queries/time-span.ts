/** Milliseconds since 1970; `null`: the last 24 hours. */
export interface TimeSpan {
  readonly from: number;
  /** `null`: until now. */
  readonly to: number | null;
}

const DAY = 86_400_000;
/** Years that every language writes with four digits. */
const [EARLIEST, LATEST] = [Date.UTC(1970, 0, 1), Date.UTC(9999, 11, 31)];

/** A bound that is not a date counts as not given; with an end alone, the day before it. */
export function readTimeSpan(from: string | null, to: string | null): TimeSpan | null {
  const [start, end] = [readTime(from), readTime(to)];
  if (start === null && end === null) return null;
  if (start === null) return { from: (end ?? 0) - DAY, to: end };
  if (end !== null && end < start) return { from: end, to: start };
  return { from: start, to: end };
}

function readTime(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return time >= EARLIEST && time <= LATEST ? time : null;
}

/** `2026-11-24T08:00:00Z` */
export function toIso(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

export function toSeconds(time: number): number {
  return Math.floor(time / 1000);
}
