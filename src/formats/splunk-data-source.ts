/**
 * Data sources of Splunk's security content (https://github.com/splunk/security_content, `data_sources`): one YAML file
 * per source or per event of one. What has the same source and source type is one sensor. `docs/formats/splunk.md`.
 */
import type { DataComponentId } from '../domain/attack/identifiers';
import { excerpt, type Issue, issue, type Place } from '../domain/result';
import { makeSensorCollector, makeUnlistedLog, type OwnSensorDraft } from './own-sensor';
import { fieldOf, type PlainMap, textOf, textsOf } from './plain-data';

export function sniffSplunkDataSource(text: string): boolean {
  return (
    ['name', 'source', 'sourcetype'].every((key) => new RegExp(`^${key}:`, 'm').test(text)) && !/^search:/m.test(text)
  );
}

export function isSplunkDataSource(value: PlainMap): boolean {
  return (
    ['name', 'source', 'sourcetype'].every((key) => textOf(fieldOf(value, key)) !== '') &&
    fieldOf(value, 'search') === undefined
  );
}

/** A document that describes a data source, and where it stands. */
export interface FoundDataSource {
  readonly value: PlainMap;
  readonly place: Place;
}

export interface DataSourceReading {
  readonly drafts: readonly OwnSensorDraft[];
  readonly issues: readonly Issue[];
  readonly kept: number;
}

/** @param resolve the data component that a name means */
export function readSplunkDataSources(
  found: readonly FoundDataSource[],
  resolve: (source: string, component: string) => DataComponentId,
): DataSourceReading {
  const sensors = makeSensorCollector();
  const names = new Map<string, string>();
  const firstOf = new Map<string, PlainMap>();
  const unlisted = makeUnlistedLog('splunk-component-not-in-attack');
  const issues: Issue[] = [];
  for (const { value, place } of found) {
    const name = textOf(fieldOf(value, 'name'));
    const key = `${textOf(fieldOf(value, 'source'))}\n${textOf(fieldOf(value, 'sourcetype'))}`;
    const eventId = textOf(fieldOf(value, 'separator_value'));
    const product = nameProduct(name, eventId);
    const known = names.get(key);
    names.set(key, known === undefined || product.length < known.length ? product : known);
    if (!firstOf.has(key)) firstOf.set(key, value);
    const events =
      eventId === '' ? textsOf(fieldOf(value, 'event_sources')).map((event) => eventOf(event, product)) : [eventId];
    const components = textsOf(fieldOf(value, 'mitre_components')).map((component) => resolve('Splunk', component));
    for (const component of components) unlisted.see(component, place);
    // A source that names no events is one event as a whole, so that its components are not lost.
    const ids = events.length === 0 && components.length > 0 ? [name] : events;
    for (const id of ids) for (const component of [null, ...components]) sensors.add(key, id, component);
    if (ids.length === 0) {
      sensors.add(key, name, null);
      issues.push(
        issue(
          'note',
          'splunk-source-without-components',
          place,
          'This data source names neither events nor data components.',
          {
            found: excerpt(name),
            done: 'Kept as a sensor with one event that maps to nothing.',
          },
        ),
      );
    }
  }
  const drafts = sensors.drafts((key) => {
    const [source = '', sourceType = ''] = key.split('\n');
    const name = names.get(key) ?? sourceType;
    return {
      name: `${name} (Splunk)`,
      provider: { name, channel: `${source} ${sourceType}`, platform: '' },
      platforms: [],
      isPart: true,
    };
  });
  return { drafts: withoutNamesakes(drafts), issues: [...issues, ...unlisted.issues()], kept: found.length };
}

/** `Windows Event Log Security` of `Windows Event Log Security 4688`; `Sysmon` of `Sysmon EventID 1`. */
function nameProduct(name: string, eventId: string): string {
  const bare =
    eventId !== '' && name.toLowerCase().endsWith(eventId.toLowerCase()) ? name.slice(0, -eventId.length) : name;
  return bare.replace(/[\s_-]*(?:event ?id|event ?code)?[\s_-]*$/i, '').trim() || name;
}

function eventOf(event: string, product: string): string {
  const rest = event.toLowerCase().startsWith(product.toLowerCase()) ? event.slice(product.length) : event;
  return rest.replace(/^[\s_-]*(?:event ?id|event ?code)?[\s_-]*/i, '') || event;
}

/** Two source types of one product keep apart by them. */
function withoutNamesakes(drafts: readonly OwnSensorDraft[]): readonly OwnSensorDraft[] {
  const count = (name: string) => drafts.filter((draft) => draft.name === name).length;
  return drafts.map((draft) => {
    if (count(draft.name) === 1) return draft;
    return { ...draft, name: draft.name.replace(/ \(Splunk\)$/, ` (Splunk, ${draft.provider?.channel ?? ''})`) };
  });
}
