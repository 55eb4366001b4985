import type { QueriedValue } from '../../../src/domain/indicators/queries/watchlist-queries';
import type { HarmlessName } from '../../../src/domain/indicators/sensor-rules/known-harmless';
import { type ReleasedValue, releaseValues } from '../../../src/domain/indicators/sensor-rules/release-values';
import {
  type SensorFormat,
  type SensorRules,
  writeSensorRules,
} from '../../../src/domain/indicators/sensor-rules/write-sensor-rules';
import type { BenignValue } from '../../../src/domain/indicators/watchlist';

export const AT = '2026-11-25T10:31:00.000Z';
export const NOW = Date.parse(AT);
export const DAY = 86_400_000;

/** Of an empty release: nothing is held back. */
export const NOTHING_HELD = releaseValues({
  list: undefined,
  indicators: [],
  outcome: undefined,
  collections: [],
  benign: [],
  warninglists: [],
  audience: 'own',
  now: NOW,
}).heldBack;

export function released(value: QueriedValue, said: Partial<ReleasedValue> = {}): ReleasedValue {
  return { ...value, tlp: 'amber', until: null, comment: '', reference: '', ...said };
}

export function write(
  format: SensorFormat,
  values: readonly ReleasedValue[],
  { id = 'w-1', name = 'Herons', benign = [] as readonly (BenignValue | HarmlessName)[] } = {},
): SensorRules {
  return writeSensorRules(
    format,
    { id, name, benign, at: AT, tell: () => undefined },
    { values, heldBack: NOTHING_HELD, harmless: [] },
  );
}

export function benignValue(type: BenignValue['type'], value: string): BenignValue {
  return { id: value, type, value, reason: 'ours', author: 'me', at: AT };
}
