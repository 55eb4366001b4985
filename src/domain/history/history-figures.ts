import { type History, isDamaged } from './history';

export interface HistoryFigures {
  readonly histories: number;
  readonly rows: number;
  readonly bytes: number;
  /** `null`: there are no records. */
  readonly bytesPerRow: number | null;
  /** ms since 1970; `null`: no record has a time. */
  readonly from: number | null;
  readonly to: number | null;
  /** Each once, by name. */
  readonly sites: readonly string[];
  readonly withoutSite: number;
  /** Whose import did not come to its end, those whose file is damaged, and those whose import is under way. */
  readonly interrupted: number;
  readonly damaged: number;
  readonly importing: number;
}

/** What all histories together amount to. */
export function summariseHistories(
  histories: readonly History[],
  underWay: ReadonlySet<string> = new Set(),
): HistoryFigures {
  let [rows, bytes, withoutSite, interrupted, damaged, importing] = [0, 0, 0, 0, 0, 0];
  let [from, to]: [number | null, number | null] = [null, null];
  const sites = new Set<string>();
  for (const history of histories) {
    rows += history.rows;
    bytes += history.bytes;
    if (history.from !== null) from = from === null ? history.from : Math.min(from, history.from);
    if (history.to !== null) to = to === null ? history.to : Math.max(to, history.to);
    if (history.site === '') withoutSite++;
    else sites.add(history.site);
    if (underWay.has(history.id)) importing++;
    else if (isDamaged(history)) damaged++;
    else if (!history.complete) interrupted++;
  }
  return {
    histories: histories.length,
    rows,
    bytes,
    bytesPerRow: rows === 0 ? null : bytes / rows,
    from,
    to,
    sites: [...sites].sort(),
    withoutSite,
    interrupted,
    damaged,
    importing,
  };
}
