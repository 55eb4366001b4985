import { TLP_LEVELS, type TlpLevel } from './threat-report';

/**
 * What is handed on is marked as strictly as its strictest source, unless the marking chosen is stricter.
 * @param chosen `TLP:AMBER`
 */
export function raiseTlp(chosen: string, sources: readonly (TlpLevel | null)[]): string {
  const levels = [readTlp(chosen), ...sources];
  const strictest = TLP_LEVELS[Math.max(...levels.map((level) => (level === null ? -1 : TLP_LEVELS.indexOf(level))))];
  return strictest === undefined ? chosen : `TLP:${strictest.toUpperCase()}`;
}

export function readTlp(words: string): TlpLevel | null {
  const word = words.replace(/^TLP:/i, '').toLowerCase();
  return TLP_LEVELS.find((level) => level === word) ?? null;
}
