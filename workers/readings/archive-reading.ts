import { INDICATOR_FORMATS } from '../../src/formats/indicators/indicator-formats';
import { readLogsOfArchive } from './history-reading';
import { readIndicators } from './indicator-reading';
import type { Reader } from './reading';

/** Archives: the names in them tell little, so that what they seem not to be is tried as well. */

const INDICATORS = 'indicator-archive';
const LOGS = 'log-archive';

export const readLogArchive: Reader = async (source, context) => {
  const logs = await readLogsOfArchive(source, context);
  if (logs.ok || !logs.issues.some(({ code }) => code === 'archive-no-history')) return logs;
  const indicators = await readAsIndicators(source, context);
  return indicators.ok ? { ...indicators, value: { ...indicators.value, format: INDICATORS } } : logs;
};

export const readIndicatorArchive: Reader = async (source, context) => {
  const indicators = await readAsIndicators(source, context);
  if (indicators.ok) return indicators;
  const logs = await readLogsOfArchive(source, context);
  return logs.ok ? { ...logs, value: { ...logs.value, format: LOGS } } : indicators;
};

const readAsIndicators: Reader = async (source, context) => {
  const format = INDICATOR_FORMATS.find(({ id }) => id === INDICATORS);
  if (format === undefined) throw new Error('There is no reader for archives of indicators.');
  return readIndicators(format)(source, context);
};
