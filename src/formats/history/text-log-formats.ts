/** Histories that are lines and tables: the registry takes them from here. */
import type { HistoryFormat } from './history-reader';
import { ZEEK_JSON } from './zeek-json';
import { ZEEK_TSV } from './zeek-tsv';

export const TEXT_LOG_FORMATS: readonly HistoryFormat[] = [ZEEK_TSV, ZEEK_JSON];
