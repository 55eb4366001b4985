import { foldLogSource } from '../attack/catalog';
import type { CatalogIndex, ComponentNeed } from '../attack/catalog-index';
import type { EventSelection } from '../sensors/inventory';
import type { Sensor } from '../sensors/sensor';
import { computeFeeds, isEventEmitted, isMappedIn, isMappingCounted, type Place } from './feeds';
import type { CoverageSettings, Precision } from './settings';

/** How a sensor meets a need: the best precision, and the events and log sources through which it does. */
export interface Match {
  /** `null`: it does not. */
  readonly precision: Precision | null;
  /** Ids of the sensor's events that meet it, at any precision the settings allow. */
  readonly eventIds: readonly string[];
  /** Log sources it supplies of those ATT&CK asks for. */
  readonly logSources: readonly string[];
}

export function describeMatch(
  index: CatalogIndex,
  sensor: Sensor,
  selection: EventSelection,
  place: Place,
  settings: CoverageSettings,
  need: ComponentNeed,
): Match {
  const feeds = computeFeeds(index, sensor, selection, place, settings.facts);
  const asked = new Set(need.requirements);
  const isExact = feeds.exact.some((requirement) => asked.has(requirement));
  const byLogSource = feeds.byLogSource.filter((requirement) => asked.has(requirement));
  const isComponent = settings.minimumPrecision === 'component' && feeds.components.includes(need.component);
  const isLogSource = settings.minimumPrecision !== 'exact' && byLogSource.length > 0;

  const eventIds: string[] = [];
  const exactSources = new Set<string>();
  for (const event of sensor.events) {
    if (!isEventEmitted(event, selection, place)) continue;
    const sources = new Set((event.logSources ?? sensor.logSources).map(foldLogSource));
    const named = isExact
      ? need.requirements.filter((position) => isNamed(index, position, sources, event.code ?? event.id))
      : [];
    for (const position of named) exactSources.add(logSourceName(index, position));
    const isMapped = isComponent && isMappedIn(event, place);
    if (named.length > 0 || (isMapped && mapsTo(index, event.mappings, need.component, settings))) {
      eventIds.push(event.id);
    }
  }
  const supplied = isLogSource ? byLogSource.map((position) => logSourceName(index, position)) : [];
  return {
    precision: isExact ? 'exact' : isLogSource ? 'log-source' : isComponent ? 'component' : null,
    eventIds,
    logSources: [...new Set([...exactSources, ...supplied])],
  };
}

function isNamed(index: CatalogIndex, position: number, sources: ReadonlySet<string>, code: string): boolean {
  const requirement = index.catalog.requirements[position];
  if (requirement === undefined || !sources.has(foldLogSource(logSourceName(index, position)))) return false;
  const folded = code.toLowerCase();
  return requirement.codes.some((named) => named.toLowerCase() === folded);
}

function mapsTo(
  index: CatalogIndex,
  mappings: Sensor['events'][number]['mappings'],
  component: number,
  settings: CoverageSettings,
): boolean {
  const id = index.catalog.dataComponents[component]?.id;
  return mappings.some((mapping) => mapping.component === id && isMappingCounted(mapping.origin, settings.facts));
}

function logSourceName(index: CatalogIndex, requirement: number): string {
  return index.catalog.logSources[index.catalog.requirements[requirement]?.logSource ?? -1] ?? '';
}
