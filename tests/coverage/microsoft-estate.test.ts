import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CatalogIndex, indexCatalog } from '../../src/domain/attack/catalog-index';
import { readCatalog } from '../../src/domain/attack/read-catalog';
import type { CoverageSettings } from '../../src/domain/coverage/settings';
import { computeTotals } from '../../src/domain/coverage/totals';
import { selectDefaults } from '../../src/domain/sensors/event-selection';
import type { Sensor, SensorLibrary } from '../../src/domain/sensors/sensor';
import { cover, makeDeployment, makeGroup, makeInventory } from './made-up-estate';

/**
 * An estate that many have: Defender XDR, Entra ID and Microsoft 365, 500 workstations and a tenant. What the library
 * alone says of it stands in docs/sensor-library.md; the tables there are read and compared.
 */
const ROOT = join(import.meta.dirname, '..', '..');
const library = readShipped('sensor-library.json') as SensorLibrary;
const page = readFileSync(join(ROOT, 'docs', 'sensor-library.md'), 'utf8');

function readShipped(name: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, 'data', 'catalog', name), 'utf8'));
}

function openRelease(release: string): CatalogIndex {
  const result = readCatalog(readShipped(`enterprise-attack-${release}.json`));
  if (!result.ok) throw new Error(release);
  return indexCatalog(result.value);
}

const RELEASES = ['18.1', '19.1'].map((release) => ({ release, index: openRelease(release) }));
const WORKSTATIONS = makeGroup('workstations', { hosts: 500 });
const TENANT = makeGroup('tenant', { kind: 'tenant', platforms: ['Identity Provider', 'Office Suite'], hosts: null });
const GROUPS = [WORKSTATIONS, TENANT];
const XDR = 'microsoft-defender-xdr';
const ENTRA = 'entra-id';
const M365 = 'm365-unified-audit';

type Row = readonly (readonly [sensorId: string, ...groups: (typeof WORKSTATIONS)[]])[];

const observe = (byDefault: boolean, sensors: readonly Sensor[]) => (row: Row[number]) => {
  const [sensorId, ...groups] = row;
  const events = sensors.find(({ id }) => id === sensorId)?.events ?? [];
  return makeDeployment(sensorId, {
    standsOn: groups[0]?.id ?? null,
    observes: groups.map(({ id }) => ({ groupId: id, share: null, part: null })),
    ...(byDefault ? { events: selectDefaults(events) } : {}),
  });
};

function count(
  index: CatalogIndex,
  rows: Row,
  change: Partial<CoverageSettings> = {},
  byDefault = false,
  sensors: readonly Sensor[] = library.sensors,
) {
  const groups = GROUPS.filter((group) => rows.some(([, ...observed]) => observed.includes(group)));
  const inventory = makeInventory({ groups, deployments: rows.map(observe(byDefault, sensors)) });
  return computeTotals(cover(index, inventory, sensors, change), index.catalog.techniques.keys());
}

/** The cells of the row of a table in the docs that begins with these words. */
function readRow(words: string): readonly string[] {
  const line = page.split('\n').find((text) => text.startsWith(`| ${words} |`));
  return (line ?? '')
    .split('|')
    .map((cell) => cell.trim())
    .slice(2, -1);
}

const ON_WORKSTATIONS: Row = [[XDR, WORKSTATIONS]];
const ON_TENANT: Row = [
  [XDR, TENANT],
  [ENTRA, TENANT],
  [M365, TENANT],
];
const ESTATE: Row = [
  [XDR, WORKSTATIONS, TENANT],
  [ENTRA, TENANT],
  [M365, TENANT],
];
/** As a spreadsheet may have it: all three on the workstations, no tenant. */
const ALL_ON_WORKSTATIONS: Row = [
  [XDR, WORKSTATIONS],
  [ENTRA, WORKSTATIONS],
  [M365, WORKSTATIONS],
];

describe('Defender XDR, Entra ID and Microsoft 365, by the library alone', () => {
  it.each<[words: string, rows: Row, change: Partial<CoverageSettings>, byDefault: boolean]>([
    ['Defender XDR on the workstations', ON_WORKSTATIONS, {}, false],
    ['all three on the tenant', ON_TENANT, {}, false],
    ['the estate', ESTATE, {}, false],
    ['the estate, events on by default', ESTATE, {}, true],
    ['all three on the workstations, no tenant', ALL_ON_WORKSTATIONS, {}, false],
    ['… by the names of log sources alone', ALL_ON_WORKSTATIONS, { minimumPrecision: 'log-source' }, false],
  ])('%s: as the docs print it', (words, rows, change, byDefault) => {
    const cells = RELEASES.map(({ index }) => {
      const { counted, runs, oneShort, partial, blind } = count(index, rows, change, byDefault);
      return [`${runs} of ${counted}`, `${oneShort} · ${partial} · ${blind}`];
    });
    expect(readRow(words)).toEqual(cells.flat());
  });

  it('gives states at component precision to every Windows technique that has an analytic', () => {
    for (const { index } of RELEASES) {
      const { counted, noAnalytic, anyFed } = count(index, ON_WORKSTATIONS);
      expect(counted + noAnalytic).toBe(index.catalog.release === '18.1' ? 472 : 474);
      expect(anyFed).toBeGreaterThan(0.98 * counted);
    }
  });

  it('misses what the docs name: how many more would run if the component were fed', () => {
    const index = RELEASES[1]?.index as CatalogIndex;
    const { runs } = count(index, ON_WORKSTATIONS);
    const gains = index.catalog.dataComponents.map(({ id, name }) => {
      const extra: Sensor = {
        id: 'extra',
        name: 'Extra',
        vendor: null,
        aliases: [],
        platforms: [],
        logSources: [],
        events: [{ id: '1', logSources: [], mappings: [{ component: id, origin: 'user' }] }],
        origin: 'user',
      };
      const rows: Row = [...ON_WORKSTATIONS, ['extra', WORKSTATIONS]];
      return { name, gain: count(index, rows, {}, false, [...library.sensors, extra]).runs - runs };
    });
    const largest = gains.filter(({ gain }) => gain >= 4).sort((a, b) => b.gain - a.gain || (a.name < b.name ? -1 : 1));
    expect(largest.map(({ name, gain }) => [name, String(gain)])).toEqual(
      largest.map(({ name }) => [name, readRow(name)[0]]),
    );
  });

  it('rests on further figures that the docs name', () => {
    const index = RELEASES[1]?.index as CatalogIndex;
    expect(count(index, [[ENTRA, TENANT]]).runs).toBe(52);
    expect(count(index, ALL_ON_WORKSTATIONS).runs - count(index, ON_WORKSTATIONS).runs).toBe(13);
    const eventLog: Row = [['winevtx', WORKSTATIONS]];
    expect([count(index, eventLog, {}, true).runs, count(index, eventLog).runs]).toEqual([28, 362]);
  });

  it('lets a tenant say nothing of a workstation beyond the log sources that ATT&CK asks for by name', () => {
    for (const { index } of RELEASES) {
      const byName = count(index, ALL_ON_WORKSTATIONS.slice(1), { minimumPrecision: 'log-source' });
      expect(count(index, ALL_ON_WORKSTATIONS.slice(1)).runs).toBe(byName.runs);
    }
  });
});
