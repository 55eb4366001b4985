/** Every format of histories, in the order in which equal guesses are decided. */
import type { Probe } from '../probe';
import { EVENT_LOG_FORMATS } from './event-log-formats';
import type { HistoryFormat } from './history-reader';
import { TEXT_LOG_FORMATS } from './text-log-formats';

export const HISTORY_FORMATS: readonly HistoryFormat[] = [...TEXT_LOG_FORMATS, ...EVENT_LOG_FORMATS];

export function findHistoryFormat(id: string): HistoryFormat | null {
  return HISTORY_FORMATS.find((format) => format.id === id) ?? null;
}

/** Less is only a guess. */
const CERTAIN_ENOUGH = 0.65;

/** The likeliest format of one content, as of a member of an archive; `null`: it is no history. */
export function sniffHistory(probe: Probe): HistoryFormat | null {
  let best: { readonly format: HistoryFormat; readonly confidence: number } | null = null;
  for (const format of HISTORY_FORMATS) {
    const confidence = format.sniff(probe);
    if (confidence >= CERTAIN_ENOUGH && confidence > (best?.confidence ?? 0)) best = { format, confidence };
  }
  return best?.format ?? null;
}
