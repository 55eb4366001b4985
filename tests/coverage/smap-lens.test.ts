import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexCatalog } from '../../src/domain/attack/catalog-index';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import { presentSmapCoverage } from '../../src/domain/coverage/coverage';
import { indexSensors, prepareEstate } from '../../src/domain/coverage/estate';
import { DEFAULT_SETTINGS } from '../../src/domain/coverage/settings';
import { computeSmapCoverage } from '../../src/domain/coverage/smap-coverage';
import { makePairResolver } from '../../src/domain/sensors/compile-sensor-library';
import type { Inventory } from '../../src/domain/sensors/inventory';
import type { Sensor, SensorLibrary } from '../../src/domain/sensors/sensor';
import { composeLayer } from '../../src/formats/coverage-layer';
import { writeNavigatorLayer } from '../../src/formats/navigator/navigator-layer';
import { readSmapCsv } from '../../src/formats/smap-csv';
import { describeWithShared, SHARED } from '../shared-data';
import { makeDeployment, makeInventory } from './made-up-estate';

const FOLDER = join(import.meta.dirname, '..', '..', 'data', 'catalog');
const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));
const library = readJson(FOLDER, 'sensor-library.json') as SensorLibrary;
const catalog = readCatalog(readJson(FOLDER, 'enterprise-attack-13.1.json'));
if (!catalog.ok) throw new Error('13.1 cannot be read');
const index = indexCatalog(catalog.value);

interface Layer {
  readonly techniques: readonly { readonly techniqueID: string; readonly comment: string; readonly score: number }[];
}

function exportLayer(inventory: Inventory): Layer {
  const settings = { ...DEFAULT_SETTINGS, lens: 'smap' as const };
  const sensors = indexSensors(library.sensors, inventory);
  const smap = computeSmapCoverage(index, inventory, sensors, settings);
  const coverage = presentSmapCoverage(smap, prepareEstate(index, inventory, sensors, settings));
  const shown = [...index.catalog.techniques.keys()];
  const subject = {
    index,
    inventory,
    coverage,
    settings,
    smap,
    at: '2026-11-22T00:00:00Z',
    tlp: 'TLP:AMBER',
    isDemonstration: false,
    shown,
  };
  return JSON.parse(writeNavigatorLayer(composeLayer(subject)));
}

function byId({ techniques }: Layer): ReadonlyMap<string, string> {
  return new Map(techniques.map(({ techniqueID, comment }) => [techniqueID, comment]));
}

const SENSORS = [
  ['Auditd', 'auditd', 162],
  ['CloudTrail', 'cloudtrail', 42],
  ['OSQuery', 'osquery', 160],
  ['Sysmon', 'sysmon', 133],
  ['WinEvtx', 'winevtx', 154],
  ['Zeek', 'zeek', 67],
] as const;

describe('the SMAP lens on 13.1', () => {
  it.each(SENSORS)('%s: as many techniques as SMAP counts', (_, id, expected) => {
    expect(exportLayer(makeInventory({ deployments: [makeDeployment(id)] })).techniques).toHaveLength(expected);
  });

  it('leaves events out that are switched off', () => {
    const layer = exportLayer(
      makeInventory({ deployments: [makeDeployment('sysmon', { events: { mode: 'only', ids: ['9'] } })] }),
    );
    expect(new Set(byId(layer).values())).toEqual(new Set(['Sysmon: 9']));
  });

  it('names several sensors on lines of their own', () => {
    const layer = exportLayer(makeInventory({ deployments: [makeDeployment('winevtx'), makeDeployment('sysmon')] }));
    expect(byId(layer).get('T1561')).toMatch(/^Sysmon: 1, 6\nWinEvtx: /);
  });
});

describeWithShared('against SMAP’s own files', () => {
  it.each(['OSQuery', 'Sysmon', 'WinEvtx'])('%s: exactly the published ids and comments', (name) => {
    const id = SENSORS.find(([smapName]) => smapName === name)?.[1] ?? '';
    const published = readJson(SHARED, 'data', 'smap', 'layers', `${name}-heatmap.json`) as Layer;
    expect(byId(exportLayer(makeInventory({ deployments: [makeDeployment(id)] })))).toEqual(byId(published));
  });

  it.each(SENSORS)('%s: its CSV, imported as a sensor of one’s own, gives the same layer', (name, id, expected) => {
    const text = readFileSync(join(SHARED, 'data', 'smap', 'csv', `${name}-sensors-mappings-enterprise.csv`), 'utf8');
    const identity: Omit<Sensor, 'events'> = {
      id: 'user:1',
      name,
      vendor: null,
      aliases: [],
      platforms: [],
      logSources: [],
      origin: 'user',
    };
    const names = new Map(index.catalog.dataComponents.map((component) => [component.name, component.id]));
    const reading = readSmapCsv(text, identity, 'user', makePairResolver(names));
    if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
    const own = exportLayer(
      makeInventory({ customSensors: [reading.value.sensor], deployments: [makeDeployment('user:1')] }),
    );
    expect(own.techniques).toHaveLength(expected);
    expect(byId(own)).toEqual(byId(exportLayer(makeInventory({ deployments: [makeDeployment(id)] }))));
  });
});
