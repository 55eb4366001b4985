import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SensorFacts } from '../../src/domain/sensors/compile-sensor-library';
import type { UnassignedLogSource } from '../../src/domain/sensors/sensor';

const FOLDER = join(import.meta.dirname, '..', '..', 'data', 'sensors');

export const FACT_FILES: readonly string[] = readdirSync(FOLDER).filter(
  (name) => name.endsWith('.json') && name !== 'unassigned.json',
);

export function readFacts(fileName: string): SensorFacts {
  return JSON.parse(readFactsText(fileName)) as SensorFacts;
}

export function readFactsText(fileName: string): string {
  return readFileSync(join(FOLDER, fileName), 'utf8');
}

export const ALL_FACTS: readonly SensorFacts[] = FACT_FILES.map(readFacts);
export const UNASSIGNED = JSON.parse(readFactsText('unassigned.json')) as readonly UnassignedLogSource[];
