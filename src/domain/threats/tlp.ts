import { TLP_LEVELS, type TlpLevel } from './threat-report';

/** `null`: none of them is marked. */
export function strictestTlp(levels: Iterable<TlpLevel | null>): TlpLevel | null {
  let highest = -1;
  // `TLP_LEVELS` has the strictest last.
  for (const level of levels) if (level !== null) highest = Math.max(highest, TLP_LEVELS.indexOf(level));
  return TLP_LEVELS[highest] ?? null;
}

/** As it is written on what it marks: `TLP:AMBER+STRICT`. */
export function nameTlp(level: TlpLevel): string {
  return `TLP:${level.toUpperCase()}`;
}

/** `TLP:AMBER`; `null`: no level of this protocol. */
export function readTlp(words: string): TlpLevel | null {
  const word = words.replace(/^TLP:/i, '').toLowerCase();
  return TLP_LEVELS.find((level) => level === word) ?? null;
}

/**
 * What is handed on is marked as strictly as its strictest source, unless the marking chosen is stricter.
 * @param chosen `TLP:AMBER`
 */
export function raiseTlp(chosen: string, sources: readonly (TlpLevel | null)[]): string {
  const strictest = strictestTlp([readTlp(chosen), ...sources]);
  return strictest === null ? chosen : nameTlp(strictest);
}
