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
